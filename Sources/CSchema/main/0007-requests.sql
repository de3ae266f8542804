-- Requests for disclosure (依申请公开): cases, what happened in them, replies and their decisions, letters, fees, disputes.

-- identity is sealed (AES-256-GCM, key outside the database) and NULL after destruction. applicant_key and content_key are keyed digests that tell the
-- same applicant and the same wish again. What follows from the facts (state … counts) is kept for lists only and made anew from them:
-- by every act, by every import of a calendar, and daily. due is 9999-12-31 while no period runs.
-- token: digest of the form on the portal that it came with. details: JSON, what no query looks into. wish_*: a longer period that was asked for and awaits the head of the disclosure office.
CREATE TABLE request (
    id BIGINT PRIMARY KEY,
    site_id BIGINT NOT NULL REFERENCES site (id),
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    number TEXT NOT NULL,
    code_digest BYTEA,
    token BYTEA,
    channel TEXT NOT NULL CHECK (channel IN ('counter', 'signedPost', 'plainPost', 'fax', 'email', 'internet')),
    applicant_kind TEXT NOT NULL
        CHECK (applicant_kind IN ('person', 'business', 'research', 'welfare', 'legalService', 'otherOrganisation')),
    applicant_key BYTEA NOT NULL,
    identity BYTEA,
    content TEXT NOT NULL,
    content_key BYTEA NOT NULL,
    details TEXT NOT NULL,
    state TEXT NOT NULL,
    is_open BIGINT NOT NULL CHECK (is_open IN (0, 1)),
    waits_for TEXT NOT NULL,
    received TEXT,
    due TEXT NOT NULL,
    is_provisional BIGINT NOT NULL CHECK (is_provisional IN (0, 1)),
    applicant_due TEXT,
    answered TEXT,
    closed TEXT,
    outcome TEXT,
    counts BIGINT NOT NULL CHECK (counts IN (0, 1)),
    fee_fen BIGINT NOT NULL,
    handler_id BIGINT REFERENCES account (id),
    parent_id BIGINT REFERENCES request (id),
    merged_into BIGINT REFERENCES request (id),
    wish_kind TEXT,
    wish_days BIGINT,
    wish_reason TEXT,
    wish_by BIGINT,
    draft_id BIGINT,
    registered BIGINT NOT NULL,
    registered_by TEXT NOT NULL,
    keep_until TEXT,
    destroyed BIGINT,
    version BIGINT NOT NULL,
    UNIQUE (site_id, number)
);
CREATE INDEX request_due ON request (site_id, is_open, due, id);
CREATE INDEX request_unit_due ON request (site_id, unit_id, is_open, due, id);
CREATE INDEX request_newest ON request (site_id, id);
CREATE INDEX request_unit_newest ON request (site_id, unit_id, id);
CREATE INDEX request_received ON request (site_id, unit_id, received);
CREATE INDEX request_closed ON request (site_id, unit_id, closed);
CREATE INDEX request_applicant ON request (site_id, applicant_key, id);
CREATE INDEX request_content ON request (site_id, content_key, id);
CREATE INDEX request_parent ON request (site_id, parent_id, id) WHERE parent_id IS NOT NULL;
-- The same form sent twice is one request.
CREATE UNIQUE INDEX request_token ON request (site_id, token) WHERE token IS NOT NULL;
CREATE INDEX request_keep ON request (site_id, keep_until) WHERE keep_until IS NOT NULL;

-- What happened, in the office's own record. Nothing is taken out: a wrong entry is struck, with reason and name.
CREATE TABLE request_fact (
    id BIGINT PRIMARY KEY,
    request_id BIGINT NOT NULL REFERENCES request (id),
    day TEXT NOT NULL,
    kind TEXT NOT NULL,
    working_days BIGINT,
    note TEXT NOT NULL,
    letter_id BIGINT,
    recorded BIGINT NOT NULL,
    account_id BIGINT,
    signature TEXT NOT NULL,
    is_struck BIGINT NOT NULL CHECK (is_struck IN (0, 1)),
    struck TEXT NOT NULL
);
CREATE INDEX request_fact_request ON request_fact (request_id, day, id);

-- Scans, what was handed in, proofs of service, what is handed out. Bytes lie in the file store under digest; sealed ones are encrypted there.
CREATE TABLE request_file (
    id BIGINT PRIMARY KEY,
    request_id BIGINT NOT NULL REFERENCES request (id),
    purpose TEXT NOT NULL CHECK (purpose IN ('application', 'identity', 'clarification', 'opinion', 'released', 'proof', 'other')),
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size BIGINT NOT NULL,
    digest TEXT NOT NULL,
    stored TEXT NOT NULL,
    is_sealed BIGINT NOT NULL CHECK (is_sealed IN (0, 1)),
    added BIGINT NOT NULL,
    signature TEXT NOT NULL
);
CREATE INDEX request_file_request ON request_file (request_id, id);

-- Where it was looked for, and what was found (检索记录).
CREATE TABLE request_search (
    id BIGINT PRIMARY KEY,
    request_id BIGINT NOT NULL REFERENCES request (id),
    place TEXT NOT NULL,
    words TEXT NOT NULL,
    found BIGINT NOT NULL,
    note TEXT NOT NULL,
    time BIGINT NOT NULL,
    signature TEXT NOT NULL
);
CREATE INDEX request_search_request ON request_search (request_id, id);

-- The reply as it is proposed. digest is of everything that decisions are bound to.
CREATE TABLE request_reply (
    request_id BIGINT PRIMARY KEY REFERENCES request (id),
    outcome TEXT NOT NULL,
    content TEXT NOT NULL,
    digest BYTEA NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('drafting', 'inReview', 'referred', 'approved', 'issued')),
    step BIGINT,
    step_role TEXT,
    path TEXT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX request_reply_role ON request_reply (state, step_role);

-- Everybody who has written in it: none of them may judge it.
CREATE TABLE request_author (
    request_id BIGINT NOT NULL REFERENCES request (id),
    account_id BIGINT NOT NULL,
    PRIMARY KEY (request_id, account_id)
);

CREATE TABLE request_decision (
    id BIGINT PRIMARY KEY,
    request_id BIGINT NOT NULL REFERENCES request (id),
    step BIGINT NOT NULL,
    kind TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('approved', 'returned', 'referred')),
    account_id BIGINT NOT NULL,
    signature TEXT NOT NULL,
    digest BYTEA NOT NULL,
    time BIGINT NOT NULL,
    reason TEXT NOT NULL,
    is_void BIGINT NOT NULL CHECK (is_void IN (0, 1))
);
CREATE INDEX request_decision_request ON request_decision (request_id, id);

-- content is sealed: a letter names the applicant. digest is of the words in the clear.
CREATE TABLE request_letter (
    id BIGINT PRIMARY KEY,
    request_id BIGINT NOT NULL REFERENCES request (id),
    kind TEXT NOT NULL,
    number TEXT NOT NULL,
    content BYTEA,
    digest BYTEA NOT NULL,
    issued TEXT NOT NULL,
    recorded BIGINT NOT NULL,
    signature TEXT NOT NULL,
    way TEXT,
    served TEXT,
    proof TEXT NOT NULL,
    returned TEXT,
    version BIGINT NOT NULL
);
CREATE INDEX request_letter_request ON request_letter (request_id, id);

-- The office's own words for each kind of letter; unit_id 0 is the county's. Without a row the released words count.
CREATE TABLE letter_template (
    site_id BIGINT NOT NULL REFERENCES site (id),
    unit_id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    recipient TEXT NOT NULL,
    body TEXT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (site_id, unit_id, kind)
);

-- 机关代字 and the last serial of each year, for ××公复〔2026〕3号; for cases the last serial of the year.
CREATE TABLE letter_word (
    unit_id BIGINT PRIMARY KEY REFERENCES unit (id),
    word TEXT NOT NULL
);
CREATE TABLE request_serial (
    site_id BIGINT NOT NULL REFERENCES site (id),
    series TEXT NOT NULL,
    year BIGINT NOT NULL,
    serial BIGINT NOT NULL,
    PRIMARY KEY (site_id, series, year)
);

CREATE TABLE request_fee (
    request_id BIGINT PRIMARY KEY REFERENCES request (id),
    basis TEXT NOT NULL CHECK (basis IN ('items', 'pages')),
    count BIGINT NOT NULL,
    before BIGINT NOT NULL,
    fen BIGINT NOT NULL,
    waived TEXT NOT NULL,
    paid TEXT,
    receipt TEXT NOT NULL
);

-- Dated sets of the numbers of the law; without a row the released one counts.
CREATE TABLE request_rules (
    site_id BIGINT NOT NULL REFERENCES site (id),
    effective TEXT NOT NULL,
    rules TEXT NOT NULL,
    PRIMARY KEY (site_id, effective)
);

-- What the county decides besides: columns of the ledger, bodies and addresses that letters name. JSON.
CREATE TABLE request_setting (
    site_id BIGINT PRIMARY KEY REFERENCES site (id),
    settings TEXT NOT NULL,
    version BIGINT NOT NULL
);

-- 行政复议 and 行政诉讼. request_id NULL: about something that is not in this ledger.
CREATE TABLE request_dispute (
    id BIGINT PRIMARY KEY,
    site_id BIGINT NOT NULL REFERENCES site (id),
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    request_id BIGINT REFERENCES request (id),
    kind TEXT NOT NULL CHECK (kind IN ('review', 'suit', 'suitAfterReview')),
    received TEXT NOT NULL,
    authority TEXT NOT NULL,
    case_number TEXT NOT NULL,
    material_due TEXT,
    result TEXT CHECK (result IN ('upheld', 'corrected', 'other')),
    resulted TEXT,
    note TEXT NOT NULL,
    recorded BIGINT NOT NULL,
    signature TEXT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX request_dispute_unit ON request_dispute (site_id, unit_id, received);
CREATE INDEX request_dispute_request ON request_dispute (request_id) WHERE request_id IS NOT NULL;
