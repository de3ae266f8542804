-- Service guides (办事指南) and policies for enterprises (涉企政策), their wordings, and what citizens report about them.

-- code: of the matter, as the county's list of matters has it.
CREATE TABLE service_paper (
    id BIGINT PRIMARY KEY,
    site_id BIGINT NOT NULL REFERENCES site (id),
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    kind TEXT NOT NULL CHECK (kind IN ('guide', 'policy')),
    code TEXT NOT NULL,
    name TEXT NOT NULL
);
CREATE UNIQUE INDEX service_paper_code ON service_paper (site_id, code);

-- content: JSON. approved, approval_document: the end of the approval procedure. effective: 具体实施时间. body: what went to the gate; a draft
-- whose text is another is not this wording. Whether it is public says its draft.
CREATE TABLE service_version (
    id BIGINT PRIMARY KEY,
    paper_id BIGINT NOT NULL REFERENCES service_paper (id),
    number BIGINT NOT NULL,
    content TEXT NOT NULL,
    reason TEXT NOT NULL,
    approved TEXT,
    approval_document TEXT NOT NULL,
    effective TEXT,
    body TEXT NOT NULL,
    draft_id BIGINT REFERENCES draft (id),
    changed BIGINT NOT NULL,
    signature TEXT NOT NULL,
    version BIGINT NOT NULL
);
CREATE UNIQUE INDEX service_version_number ON service_version (paper_id, number);
CREATE INDEX service_version_draft ON service_version (draft_id) WHERE draft_id IS NOT NULL;

-- The files of a wording; the bytes lie in the file store under digest.
CREATE TABLE service_file (
    version_id BIGINT NOT NULL REFERENCES service_version (id),
    digest TEXT NOT NULL,
    PRIMARY KEY (version_id, digest)
);
CREATE INDEX service_file_digest ON service_file (digest);

-- Somebody asked for more than the guide lists. contact: sealed. outcome: what the office found.
CREATE TABLE service_report (
    id BIGINT PRIMARY KEY,
    site_id BIGINT NOT NULL REFERENCES site (id),
    paper_id BIGINT NOT NULL REFERENCES service_paper (id),
    receipt TEXT NOT NULL,
    asked TEXT NOT NULL,
    detail TEXT NOT NULL,
    contact BYTEA,
    received BIGINT NOT NULL,
    outcome TEXT NOT NULL,
    closed BIGINT,
    signature TEXT NOT NULL,
    version BIGINT NOT NULL
);
CREATE UNIQUE INDEX service_report_receipt ON service_report (site_id, receipt);
CREATE INDEX service_report_site ON service_report (site_id, id);
