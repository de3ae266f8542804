-- The publishing gate: drafts, decisions, findings, channels, corrections, withdrawals.

-- The steps before publication; the most particular line that fits counts. Empty unit and domain: the county's rule.
CREATE TABLE approval_path (
    site_id BIGINT NOT NULL REFERENCES site (id),
    unit_id BIGINT NOT NULL,
    domain_code TEXT NOT NULL,
    steps TEXT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (site_id, unit_id, domain_code)
);

-- A list of one item's many documents, brought in, decided and undone as a whole.
CREATE TABLE batch (
    id BIGINT PRIMARY KEY,
    site_id BIGINT NOT NULL REFERENCES site (id),
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    item_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    file TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('preview', 'drafting', 'inReview', 'approved', 'published', 'undone')),
    row_count BIGINT NOT NULL,
    mapping TEXT NOT NULL,
    preview TEXT NOT NULL,
    problems TEXT NOT NULL,
    created BIGINT NOT NULL,
    created_by BIGINT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX batch_unit ON batch (site_id, unit_id, id);

-- What is being done, or was last done, to all documents of a batch; whoever holds the lease does it, and goes on behind cursor.
CREATE TABLE batch_job (
    batch_id BIGINT PRIMARY KEY REFERENCES batch (id),
    act TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('running', 'finished', 'stopped')),
    account_id BIGINT NOT NULL,
    reason TEXT NOT NULL,
    ground TEXT,
    step BIGINT,
    last_done BIGINT NOT NULL,
    done BIGINT NOT NULL,
    refused BIGINT NOT NULL,
    total BIGINT NOT NULL,
    started BIGINT NOT NULL,
    started_done BIGINT NOT NULL,
    changed BIGINT NOT NULL,
    owner BIGINT NOT NULL,
    lease BIGINT NOT NULL
);
CREATE INDEX batch_job_running ON batch_job (lease) WHERE state = 'running';

-- content holds what no query looks into. digest is of everything that decisions are bound to.
CREATE TABLE draft (
    id BIGINT PRIMARY KEY,
    site_id BIGINT NOT NULL REFERENCES site (id),
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    corrects BIGINT,
    obligation_id BIGINT,
    batch_id BIGINT REFERENCES batch (id),
    item_id BIGINT,
    title TEXT NOT NULL,
    number TEXT,
    attribute TEXT NOT NULL,
    content TEXT NOT NULL,
    body TEXT NOT NULL,
    digest BYTEA NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('drafting', 'inReview', 'referred', 'approved', 'withheld', 'published', 'discarded')),
    step BIGINT,
    step_role TEXT,
    scheduled BIGINT,
    path TEXT NOT NULL,
    open_findings BIGINT NOT NULL,
    checked BIGINT,
    disclosure_id BIGINT,
    reassess TEXT,
    emergency_by BIGINT,
    emergency_reason TEXT,
    created BIGINT NOT NULL,
    created_by BIGINT NOT NULL,
    changed BIGINT NOT NULL,
    changed_by BIGINT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX draft_unit ON draft (site_id, unit_id, state, changed);
CREATE INDEX draft_state ON draft (site_id, state, step_role, changed);
CREATE INDEX draft_number ON draft (site_id, number) WHERE number IS NOT NULL;
CREATE INDEX draft_batch ON draft (batch_id, state, step, id) WHERE batch_id IS NOT NULL;
CREATE INDEX draft_disclosure ON draft (disclosure_id) WHERE disclosure_id IS NOT NULL;
CREATE INDEX draft_scheduled ON draft (scheduled) WHERE scheduled IS NOT NULL;
CREATE INDEX draft_reassess ON draft (site_id, reassess) WHERE reassess IS NOT NULL;

-- Everybody who has written in it: none of them may judge it.
CREATE TABLE draft_author (
    draft_id BIGINT NOT NULL REFERENCES draft (id),
    account_id BIGINT NOT NULL,
    seen BIGINT NOT NULL,
    PRIMARY KEY (draft_id, account_id)
);

-- What was saved before, so that nothing is lost: the newest 50 of each draft.
CREATE TABLE draft_revision (
    draft_id BIGINT NOT NULL REFERENCES draft (id),
    version BIGINT NOT NULL,
    title TEXT NOT NULL,
    content TEXT NOT NULL,
    body TEXT NOT NULL,
    saved BIGINT NOT NULL,
    saved_by BIGINT NOT NULL,
    PRIMARY KEY (draft_id, version)
);

-- Who has the form open now.
CREATE TABLE draft_presence (
    draft_id BIGINT NOT NULL REFERENCES draft (id),
    account_id BIGINT NOT NULL,
    seen BIGINT NOT NULL,
    PRIMARY KEY (draft_id, account_id)
);

CREATE TABLE decision (
    id BIGINT PRIMARY KEY,
    draft_id BIGINT NOT NULL REFERENCES draft (id),
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
CREATE INDEX decision_draft ON decision (draft_id, id);

-- What the checks found at their last run. later_role: who alone may answer it, at a later step than the drafter's.
CREATE TABLE finding (
    draft_id BIGINT NOT NULL REFERENCES draft (id),
    position BIGINT NOT NULL,
    finding_key TEXT NOT NULL,
    kind TEXT NOT NULL,
    is_blocking BIGINT NOT NULL CHECK (is_blocking IN (0, 1)),
    place TEXT NOT NULL,
    sample TEXT NOT NULL,
    reason TEXT NOT NULL,
    remedy TEXT NOT NULL,
    later_role TEXT,
    PRIMARY KEY (draft_id, position)
);

-- How somebody answered a finding that was neither mended nor masked; kept when the checks run again.
CREATE TABLE finding_answer (
    draft_id BIGINT NOT NULL REFERENCES draft (id),
    finding_key TEXT NOT NULL,
    reason TEXT NOT NULL,
    account_id BIGINT NOT NULL,
    signature TEXT NOT NULL,
    time BIGINT NOT NULL,
    PRIMARY KEY (draft_id, finding_key)
);

-- What the checks found inside a file, by its content: a file is read once, whatever it is attached to.
CREATE TABLE file_inspection (
    digest TEXT PRIMARY KEY,
    rules TEXT NOT NULL,
    findings TEXT NOT NULL,
    text TEXT NOT NULL
);

-- 索引号: the prefix of each unit (组织机构代码) and the last serial of each year.
CREATE TABLE index_prefix (
    unit_id BIGINT PRIMARY KEY REFERENCES unit (id),
    prefix TEXT NOT NULL
);
CREATE TABLE index_serial (
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    year BIGINT NOT NULL,
    serial BIGINT NOT NULL,
    PRIMARY KEY (unit_id, year)
);

-- What a document was published with besides what every document has.
CREATE TABLE publication (
    disclosure_id BIGINT PRIMARY KEY,
    site_id BIGINT NOT NULL REFERENCES site (id),
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    draft_id BIGINT NOT NULL REFERENCES draft (id),
    title TEXT NOT NULL,
    attribute TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('public', 'restricted', 'withdrawn', 'purged')),
    code TEXT,
    valid_until TEXT,
    published BIGINT NOT NULL,
    is_emergency BIGINT NOT NULL CHECK (is_emergency IN (0, 1)),
    emergency_names TEXT NOT NULL,
    emergency_reason TEXT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX publication_unit ON publication (site_id, unit_id, published);
CREATE INDEX publication_site ON publication (site_id, published);
CREATE INDEX publication_emergency ON publication (site_id, published) WHERE is_emergency = 1;
CREATE INDEX publication_validity ON publication (valid_until) WHERE valid_until IS NOT NULL;

-- The files of a published document; the bytes lie in the file store under their digest.
CREATE TABLE publication_file (
    disclosure_id BIGINT NOT NULL REFERENCES publication (disclosure_id),
    position BIGINT NOT NULL,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size BIGINT NOT NULL,
    digest TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (disclosure_id, position)
);
CREATE INDEX publication_file_digest ON publication_file (digest);

-- 渠道台账: where else it was made public, with what shows it.
CREATE TABLE channel_record (
    id BIGINT PRIMARY KEY,
    disclosure_id BIGINT NOT NULL REFERENCES publication (disclosure_id),
    channel TEXT NOT NULL,
    done TEXT,
    evidence TEXT NOT NULL,
    recorded BIGINT,
    signature TEXT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX channel_record_disclosure ON channel_record (disclosure_id, id);

-- 更正: what the public read before.
CREATE TABLE disclosure_revision (
    disclosure_id BIGINT NOT NULL,
    version BIGINT NOT NULL,
    site_id BIGINT NOT NULL REFERENCES site (id),
    title TEXT NOT NULL,
    number TEXT,
    body TEXT NOT NULL,
    digest BYTEA NOT NULL,
    replaced BIGINT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (disclosure_id, version)
);

-- 撤下说明: what stands at the address of a document that is no longer public. sealed keeps the text for its unit, unless it was purged.
CREATE TABLE tombstone (
    disclosure_id BIGINT PRIMARY KEY,
    site_id BIGINT NOT NULL REFERENCES site (id),
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    title TEXT NOT NULL,
    ground TEXT NOT NULL,
    reason TEXT NOT NULL,
    signature TEXT NOT NULL,
    time BIGINT NOT NULL,
    sealed TEXT
);
CREATE INDEX tombstone_site ON tombstone (site_id, time);
