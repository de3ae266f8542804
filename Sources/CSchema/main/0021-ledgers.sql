-- Registers that the county keeps (登记簿、台账): entries with every former wording, and the states that were published of them.

-- What the county has settled for a kind: the item of the catalogue under which it is published, otherwise how often.
CREATE TABLE ledger_setting (
    site_id BIGINT NOT NULL REFERENCES site (id),
    kind TEXT NOT NULL,
    item_id BIGINT,
    rhythm TEXT NOT NULL,
    changed BIGINT NOT NULL,
    signature TEXT NOT NULL,
    PRIMARY KEY (site_id, kind)
);

-- match: what makes two entries the same, folded. cells: JSON, by the columns' codes. closed: a day; never deleted.
CREATE TABLE ledger_line (
    id BIGINT PRIMARY KEY,
    site_id BIGINT NOT NULL REFERENCES site (id),
    kind TEXT NOT NULL,
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    match_key TEXT NOT NULL,
    cells TEXT NOT NULL,
    closed TEXT,
    changed BIGINT NOT NULL,
    version BIGINT NOT NULL
);
CREATE UNIQUE INDEX ledger_line_match ON ledger_line (site_id, kind, match_key) WHERE closed IS NULL;
CREATE INDEX ledger_line_kind ON ledger_line (site_id, kind, id);

-- Every wording that an entry has had, the present one too. Only added to.
CREATE TABLE ledger_wording (
    line_id BIGINT NOT NULL REFERENCES ledger_line (id),
    version BIGINT NOT NULL,
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    cells TEXT NOT NULL,
    closed TEXT,
    reason TEXT NOT NULL,
    recorded BIGINT NOT NULL,
    signature TEXT NOT NULL,
    PRIMARY KEY (line_id, version)
);

-- A state taken to the publishing gate. unit_id: whose part it is, where each unit publishes its own. file_digest: of the workbook that
-- goes with the draft; the state is public only while the document has exactly that file.
CREATE TABLE ledger_release (
    id BIGINT PRIMARY KEY,
    site_id BIGINT NOT NULL REFERENCES site (id),
    kind TEXT NOT NULL,
    unit_id BIGINT REFERENCES unit (id),
    draft_id BIGINT NOT NULL REFERENCES draft (id),
    day TEXT NOT NULL,
    digest BYTEA NOT NULL,
    file_digest TEXT NOT NULL,
    line_count BIGINT NOT NULL,
    recorded BIGINT NOT NULL,
    signature TEXT NOT NULL
);
CREATE INDEX ledger_release_kind ON ledger_release (site_id, kind, id);
CREATE INDEX ledger_release_draft ON ledger_release (draft_id);

-- The entries of such a state: public columns alone.
CREATE TABLE ledger_frozen (
    release_id BIGINT NOT NULL REFERENCES ledger_release (id),
    position BIGINT NOT NULL,
    line_id BIGINT NOT NULL REFERENCES ledger_line (id),
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    cells TEXT NOT NULL,
    PRIMARY KEY (release_id, position)
);

-- Files that wait for somebody to confirm them. rows: JSON. unit_id: of rows that name none.
CREATE TABLE ledger_import (
    id BIGINT PRIMARY KEY,
    site_id BIGINT NOT NULL REFERENCES site (id),
    kind TEXT NOT NULL,
    account_id BIGINT NOT NULL REFERENCES account (id),
    unit_id BIGINT REFERENCES unit (id),
    name TEXT NOT NULL,
    rows TEXT NOT NULL,
    added BIGINT NOT NULL
);
CREATE INDEX ledger_import_account ON ledger_import (account_id, id);
