-- Times are milliseconds UTC, days ISO text, lists JSON text that SQL never looks into. Every row belongs to a site.

CREATE TABLE counter (
    name TEXT PRIMARY KEY,
    value BIGINT NOT NULL
);
INSERT INTO counter (name, value) VALUES ('event', 0);

CREATE TABLE site (
    id BIGINT PRIMARY KEY,
    name TEXT NOT NULL,
    place_name TEXT NOT NULL,
    site_code TEXT NOT NULL,
    area_code TEXT NOT NULL,
    sponsor TEXT NOT NULL,
    operator_name TEXT NOT NULL,
    phone TEXT NOT NULL,
    icp_number TEXT NOT NULL,
    police_number TEXT NOT NULL,
    content_version BIGINT NOT NULL,
    version BIGINT NOT NULL
);

-- A site without a host name answers to every host; there can be only one of that kind.
CREATE TABLE site_host (
    host TEXT PRIMARY KEY,
    site_id BIGINT NOT NULL REFERENCES site (id)
);

-- The texts a county writes itself: guide, rules, accessibility …
CREATE TABLE site_text (
    site_id BIGINT NOT NULL REFERENCES site (id),
    name TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (site_id, name)
);

CREATE TABLE unit (
    id BIGINT PRIMARY KEY,
    site_id BIGINT NOT NULL REFERENCES site (id),
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    short_name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('government', 'department', 'township', 'village', 'institution', 'other')),
    parent_id BIGINT REFERENCES unit (id),
    address TEXT NOT NULL,
    office_hours TEXT NOT NULL,
    phone TEXT NOT NULL,
    fax TEXT NOT NULL,
    email TEXT NOT NULL,
    head TEXT NOT NULL,
    duties TEXT NOT NULL,
    is_imported BIGINT NOT NULL CHECK (is_imported IN (0, 1)),
    position BIGINT NOT NULL,
    version BIGINT NOT NULL,
    UNIQUE (site_id, code),
    UNIQUE (site_id, name)
);

-- Other names under which files mention a unit.
CREATE TABLE unit_alias (
    site_id BIGINT NOT NULL REFERENCES site (id),
    alias TEXT NOT NULL,
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    PRIMARY KEY (site_id, alias)
);

CREATE TABLE domain (
    site_id BIGINT NOT NULL REFERENCES site (id),
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    position BIGINT NOT NULL,
    PRIMARY KEY (site_id, code),
    UNIQUE (site_id, name)
);

-- Which unit leads which field of work (领域 → 部门).
CREATE TABLE duty (
    site_id BIGINT NOT NULL,
    domain_code TEXT NOT NULL,
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    PRIMARY KEY (site_id, domain_code, unit_id),
    FOREIGN KEY (site_id, domain_code) REFERENCES domain (site_id, code)
);

CREATE TABLE catalogue_version (
    id BIGINT PRIMARY KEY,
    site_id BIGINT NOT NULL REFERENCES site (id),
    level TEXT NOT NULL CHECK (level IN ('national', 'provincial', 'county')),
    title TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'adopted', 'superseded')),
    guide_id BIGINT REFERENCES catalogue_version (id),
    predecessor_id BIGINT REFERENCES catalogue_version (id),
    effective TEXT,
    superseded TEXT,
    reason TEXT NOT NULL,
    version BIGINT NOT NULL
);
-- One catalogue in force at a time.
CREATE UNIQUE INDEX catalogue_in_force ON catalogue_version (site_id, level) WHERE state = 'adopted';

-- id is the item's identity, the same in every version that carries it on.
CREATE TABLE catalogue_item (
    version_id BIGINT NOT NULL REFERENCES catalogue_version (id),
    id BIGINT NOT NULL,
    site_id BIGINT NOT NULL REFERENCES site (id),
    guide_item_id BIGINT,
    domain_code TEXT NOT NULL,
    position BIGINT NOT NULL,
    name TEXT NOT NULL,
    entry TEXT NOT NULL,
    adjustment TEXT NOT NULL,
    PRIMARY KEY (version_id, id),
    FOREIGN KEY (site_id, domain_code) REFERENCES domain (site_id, code)
);
CREATE INDEX catalogue_item_identity ON catalogue_item (id, version_id);
CREATE INDEX catalogue_item_domain ON catalogue_item (version_id, domain_code, position);

-- The responsible units that an item's 公开主体 names, as far as they are registered.
CREATE TABLE item_unit (
    version_id BIGINT NOT NULL,
    item_id BIGINT NOT NULL,
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    PRIMARY KEY (version_id, item_id, unit_id),
    FOREIGN KEY (version_id, item_id) REFERENCES catalogue_item (version_id, id)
);
CREATE INDEX item_unit_unit ON item_unit (unit_id, version_id);

-- Items of the predecessor that a version does not carry on, and why.
CREATE TABLE item_retirement (
    version_id BIGINT NOT NULL REFERENCES catalogue_version (id),
    item_id BIGINT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (version_id, item_id)
);

CREATE TABLE checklist_entry (
    id BIGINT PRIMARY KEY,
    site_id BIGINT NOT NULL REFERENCES site (id),
    source TEXT NOT NULL CHECK (source IN ('power', 'service', 'concern')),
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    basis TEXT NOT NULL,
    unit_name TEXT NOT NULL,
    unit_id BIGINT REFERENCES unit (id),
    outcome TEXT NOT NULL CHECK (outcome IN ('catalogued', 'withheld', 'pending')),
    item_id BIGINT,
    ground TEXT NOT NULL,
    legal_basis TEXT NOT NULL,
    reassess TEXT,
    position BIGINT NOT NULL,
    version BIGINT NOT NULL,
    UNIQUE (site_id, source, code)
);

-- What the public says about the catalogue (接受社会监督). Personal: never in a log, never on a page.
CREATE TABLE catalogue_comment (
    id BIGINT PRIMARY KEY,
    site_id BIGINT NOT NULL REFERENCES site (id),
    receipt TEXT NOT NULL,
    item_id BIGINT,
    name TEXT NOT NULL,
    contact TEXT NOT NULL,
    body TEXT NOT NULL,
    received BIGINT NOT NULL,
    answer TEXT,
    answered BIGINT,
    version BIGINT NOT NULL,
    UNIQUE (site_id, receipt)
);

CREATE TABLE disclosure (
    id BIGINT PRIMARY KEY,
    site_id BIGINT NOT NULL REFERENCES site (id),
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    item_id BIGINT,
    domain_code TEXT,
    title TEXT NOT NULL,
    number TEXT,
    index_number TEXT,
    theme TEXT,
    category TEXT,
    made TEXT,
    published BIGINT,
    validity TEXT NOT NULL CHECK (validity IN ('有效', '已修改', '废止', '失效', '未标注')),
    body TEXT NOT NULL,
    source_address TEXT,
    source_key TEXT NOT NULL,
    digest BYTEA NOT NULL,
    position BIGINT NOT NULL,
    version BIGINT NOT NULL,
    UNIQUE (site_id, source_key),
    UNIQUE (site_id, position),
    FOREIGN KEY (site_id, domain_code) REFERENCES domain (site_id, code)
);
CREATE INDEX disclosure_unit ON disclosure (site_id, unit_id, position);
CREATE INDEX disclosure_item ON disclosure (site_id, item_id, position) WHERE item_id IS NOT NULL;
CREATE INDEX disclosure_domain ON disclosure (site_id, domain_code, position) WHERE domain_code IS NOT NULL;
CREATE INDEX disclosure_category ON disclosure (site_id, category, position) WHERE category IS NOT NULL;

CREATE TABLE attachment (
    disclosure_id BIGINT NOT NULL REFERENCES disclosure (id),
    position BIGINT NOT NULL,
    name TEXT NOT NULL,
    address TEXT NOT NULL,
    PRIMARY KEY (disclosure_id, position)
);

-- How far an import of a file has come; written with each batch, so that it can go on where it stopped.
CREATE TABLE import_run (
    id BIGINT PRIMARY KEY,
    site_id BIGINT NOT NULL REFERENCES site (id),
    fingerprint TEXT NOT NULL,
    name TEXT NOT NULL,
    lines BIGINT NOT NULL,
    imported BIGINT NOT NULL,
    updated BIGINT NOT NULL,
    unchanged BIGINT NOT NULL,
    set_aside BIGINT NOT NULL,
    started BIGINT NOT NULL,
    finished BIGINT,
    UNIQUE (site_id, fingerprint)
);

-- Append-only. sequence has no gaps and is committed in order, because the counter's row is locked until then.
CREATE TABLE event (
    sequence BIGINT PRIMARY KEY,
    site_id BIGINT NOT NULL REFERENCES site (id),
    time BIGINT NOT NULL,
    actor TEXT NOT NULL,
    unit_id BIGINT,
    verb TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id BIGINT NOT NULL,
    digest_before BYTEA,
    digest_after BYTEA,
    reason TEXT NOT NULL
);
CREATE INDEX event_subject ON event (subject_kind, subject_id, sequence);

-- Random keys of this installation, made on first use.
CREATE TABLE secret (
    name TEXT PRIMARY KEY,
    value BYTEA NOT NULL
);

-- State Council arrangements: days off and make-up working days.
CREATE TABLE holiday (
    day TEXT PRIMARY KEY,
    is_off BIGINT NOT NULL CHECK (is_off IN (0, 1)),
    name TEXT NOT NULL
);
CREATE TABLE holiday_year (
    year BIGINT PRIMARY KEY,
    source TEXT NOT NULL
);
