-- Random inspections (双随机、一公开): matters, the two libraries, plans, draws with results, and the documents that they became.

CREATE TABLE inspection_matter (
    id BIGINT PRIMARY KEY,
    site_id BIGINT NOT NULL REFERENCES site (id),
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    name TEXT NOT NULL,
    basis TEXT NOT NULL,
    content TEXT NOT NULL,
    way TEXT NOT NULL,
    level TEXT NOT NULL CHECK (level IN ('key', 'general'))
);
CREATE INDEX inspection_matter_unit ON inspection_matter (site_id, unit_id, id);

CREATE TABLE inspection_target (
    id BIGINT PRIMARY KEY,
    site_id BIGINT NOT NULL REFERENCES site (id),
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    name TEXT NOT NULL,
    code TEXT NOT NULL,
    address TEXT NOT NULL
);
CREATE INDEX inspection_target_unit ON inspection_target (site_id, unit_id, id);

-- No identity numbers: certificate is that of the licence to enforce the law.
CREATE TABLE inspection_officer (
    id BIGINT PRIMARY KEY,
    site_id BIGINT NOT NULL REFERENCES site (id),
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    name TEXT NOT NULL,
    certificate TEXT NOT NULL
);
CREATE INDEX inspection_officer_unit ON inspection_officer (site_id, unit_id, id);

-- lines: JSON.
CREATE TABLE inspection_plan (
    id BIGINT PRIMARY KEY,
    site_id BIGINT NOT NULL REFERENCES site (id),
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    year BIGINT NOT NULL,
    lines TEXT NOT NULL,
    version BIGINT NOT NULL,
    UNIQUE (site_id, unit_id, year)
);

-- seed: the 64 bits as decimal text. targets, officers, withdrawn, drawn, results: JSON. Only results change.
CREATE TABLE inspection_draw (
    id BIGINT PRIMARY KEY,
    site_id BIGINT NOT NULL REFERENCES site (id),
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    matter_id BIGINT NOT NULL,
    matter_name TEXT NOT NULL,
    seed TEXT NOT NULL,
    targets TEXT NOT NULL,
    officers TEXT NOT NULL,
    withdrawn TEXT NOT NULL,
    per_target BIGINT NOT NULL,
    drawn TEXT NOT NULL,
    drawn_at BIGINT NOT NULL,
    signature TEXT NOT NULL,
    results TEXT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX inspection_draw_unit ON inspection_draw (site_id, unit_id, id);

-- Drafts that lists, plans, draws and results became; whether they are public follows from the draft. subject_id: of plan or draw.
CREATE TABLE inspection_paper (
    draft_id BIGINT PRIMARY KEY REFERENCES draft (id),
    site_id BIGINT NOT NULL REFERENCES site (id),
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    kind TEXT NOT NULL CHECK (kind IN ('matters', 'targets', 'officers', 'plan', 'draw', 'results')),
    subject_id BIGINT
);
CREATE INDEX inspection_paper_site ON inspection_paper (site_id, kind, draft_id);
CREATE INDEX inspection_paper_subject ON inspection_paper (subject_id);
