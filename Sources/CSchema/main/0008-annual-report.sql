-- The annual report on disclosure (政府信息公开工作年度报告): what units enter themselves. Tables three and four come from the ledger.

-- two, sources: JSON by line of the second table. narrative: JSON by number of the section, with placeholders for numbers.
-- frozen: the report as it went to the gate, JSON: what next year's is held against. draft_id: the document at the gate.
CREATE TABLE annual_report (
    site_id BIGINT NOT NULL REFERENCES site (id),
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    year BIGINT NOT NULL,
    two TEXT NOT NULL,
    sources TEXT NOT NULL,
    narrative TEXT NOT NULL,
    frozen TEXT,
    draft_id BIGINT REFERENCES draft (id),
    changed BIGINT NOT NULL,
    signature TEXT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (site_id, unit_id, year)
);
