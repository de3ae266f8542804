-- Letters from the public (留言), the dispatch directory (派单目录) and the base of answers (咨询答问库).

-- sender is sealed (AES-256-GCM, key outside the database); content_key is a keyed digest that tells the same words
-- again. token: digest of the form on the portal that it came with. received_on and closed_on are days in China; closed_on is the day on
-- which nobody owed the writer anything any more. answer: while state is drafted what waits for approval. urged: how often.
-- public_*: the wording that is public, personal data masked; published is NULL while nothing is.
CREATE TABLE message (
    id BIGINT PRIMARY KEY,
    site_id BIGINT NOT NULL REFERENCES site (id),
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    wished_unit_id BIGINT REFERENCES unit (id),
    number TEXT NOT NULL,
    code_digest BYTEA NOT NULL,
    token BYTEA,
    kind TEXT NOT NULL CHECK (kind IN ('question', 'proposal', 'complaint', 'help', 'praise')),
    channel TEXT NOT NULL CHECK (channel IN ('portal', 'hotline', 'letter', 'counter')),
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    may_publish BIGINT NOT NULL CHECK (may_publish IN (0, 1)),
    sender BYTEA,
    content_key BYTEA NOT NULL,
    state TEXT NOT NULL
        CHECK (state IN ('received', 'dispatched', 'objected', 'drafted', 'answered', 'closed', 'merged', 'converted')),
    is_open BIGINT NOT NULL CHECK (is_open IN (0, 1)),
    triage TEXT CHECK (triage IN ('accepted', 'emergencyLine', 'legalRoute', 'explained', 'police')),
    received BIGINT NOT NULL,
    received_on TEXT NOT NULL,
    closed_on TEXT,
    answer TEXT NOT NULL,
    drafter_id BIGINT REFERENCES account (id),
    answered_on TEXT,
    urged BIGINT NOT NULL,
    merged_into BIGINT REFERENCES message (id),
    request_id BIGINT REFERENCES request (id),
    origin_request_id BIGINT REFERENCES request (id),
    rating BIGINT CHECK (rating BETWEEN 1 AND 5),
    published BIGINT,
    public_name TEXT,
    public_title TEXT,
    public_body TEXT,
    public_answer TEXT,
    version BIGINT NOT NULL,
    UNIQUE (site_id, number)
);
-- The same form sent twice is one letter.
CREATE UNIQUE INDEX message_token ON message (site_id, token) WHERE token IS NOT NULL;
CREATE UNIQUE INDEX message_origin ON message (origin_request_id) WHERE origin_request_id IS NOT NULL;
CREATE INDEX message_newest ON message (site_id, id);
CREATE INDEX message_open ON message (site_id, is_open, received_on, id);
CREATE INDEX message_unit ON message (site_id, unit_id, is_open, received_on, id);
CREATE INDEX message_received ON message (site_id, received_on);
CREATE INDEX message_closed ON message (site_id, closed_on);
CREATE INDEX message_content ON message (site_id, content_key, id);
CREATE INDEX message_public ON message (site_id, published, id) WHERE published IS NOT NULL;
CREATE INDEX message_merged ON message (merged_into) WHERE merged_into IS NOT NULL;

-- What happened to a letter, in the office's own record. Only added to.
CREATE TABLE message_entry (
    id BIGINT PRIMARY KEY,
    message_id BIGINT NOT NULL REFERENCES message (id),
    time BIGINT NOT NULL,
    act TEXT NOT NULL,
    text TEXT NOT NULL,
    unit_id BIGINT REFERENCES unit (id),
    account_id BIGINT REFERENCES account (id),
    signature TEXT NOT NULL
);
CREATE INDEX message_entry_message ON message_entry (message_id, id);

-- words: JSON, the words in a letter that speak for the unit.
CREATE TABLE message_directory (
    site_id BIGINT NOT NULL REFERENCES site (id),
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    position BIGINT NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (site_id, unit_id)
);

-- content: JSON, what is public; proposal: JSON, what waits for a second person. valid_until and review_on are those of the content.
-- message_id: the answered letter that it was made from.
CREATE TABLE answer (
    id BIGINT PRIMARY KEY,
    site_id BIGINT NOT NULL REFERENCES site (id),
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    message_id BIGINT REFERENCES message (id),
    question TEXT NOT NULL,
    content TEXT,
    proposal TEXT,
    proposer_id BIGINT REFERENCES account (id),
    valid_until TEXT,
    review_on TEXT,
    checked BIGINT,
    version BIGINT NOT NULL
);
CREATE INDEX answer_newest ON answer (site_id, id);
CREATE INDEX answer_unit ON answer (site_id, unit_id, id);
CREATE INDEX answer_review ON answer (site_id, review_on) WHERE content IS NOT NULL;
CREATE UNIQUE INDEX answer_message ON answer (message_id) WHERE message_id IS NOT NULL;
