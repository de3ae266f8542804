-- Evaluation (测评): indicator schemes, rounds, sealed sheets, samples, appeals, results, rectification.

-- scheme: the whole tree, JSON. An edition never changes; another one follows it. number counts up within title and year.
CREATE TABLE evaluation_scheme (
    id BIGINT PRIMARY KEY,
    site_id BIGINT NOT NULL REFERENCES site (id),
    title TEXT NOT NULL,
    year BIGINT NOT NULL,
    number BIGINT NOT NULL,
    scheme TEXT NOT NULL,
    origin_id BIGINT REFERENCES evaluation_scheme (id),
    created BIGINT NOT NULL,
    signature TEXT NOT NULL,
    UNIQUE (site_id, title, year, number)
);

-- scheme: the edition's tree as it was when the round began. panels: JSON, who scores for which assessor and until when.
-- result: JSON, what was computed last; inputs: SHA-256 of everything that it was computed from. Other inputs now: the result is stale.
CREATE TABLE evaluation_round (
    id BIGINT PRIMARY KEY,
    site_id BIGINT NOT NULL REFERENCES site (id),
    title TEXT NOT NULL,
    edition_id BIGINT NOT NULL REFERENCES evaluation_scheme (id),
    scheme TEXT NOT NULL,
    first_day TEXT NOT NULL,
    last_day TEXT NOT NULL,
    panels TEXT NOT NULL,
    appeals_until TEXT,
    previous_id BIGINT REFERENCES evaluation_round (id),
    state TEXT NOT NULL
        CHECK (state IN ('prepared', 'open', 'closed', 'announced', 'settled', 'published', 'finished', 'cancelled')),
    result TEXT,
    inputs BYTEA,
    computed BIGINT,
    draft_id BIGINT REFERENCES draft (id),
    version BIGINT NOT NULL
);
CREATE INDEX evaluation_round_site ON evaluation_round (site_id, id);

CREATE TABLE evaluation_unit (
    round_id BIGINT NOT NULL REFERENCES evaluation_round (id),
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    position BIGINT NOT NULL,
    PRIMARY KEY (round_id, unit_id)
);

-- One holder's answers for one unit. holder: an account, or empty for the unit that assesses itself. answers: JSON.
CREATE TABLE evaluation_sheet (
    id BIGINT PRIMARY KEY,
    round_id BIGINT NOT NULL REFERENCES evaluation_round (id),
    assessor TEXT NOT NULL,
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    holder TEXT NOT NULL,
    answers TEXT NOT NULL,
    submitted BIGINT,
    signature TEXT NOT NULL,
    version BIGINT NOT NULL,
    UNIQUE (round_id, assessor, unit_id, holder)
);

-- What monitoring said for automatic leaves when it was asked. inputs: JSON, what the figure was counted from.
CREATE TABLE evaluation_figure (
    round_id BIGINT NOT NULL REFERENCES evaluation_round (id),
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    leaf TEXT NOT NULL,
    part BIGINT NOT NULL,
    whole BIGINT NOT NULL,
    formula TEXT NOT NULL,
    inputs TEXT NOT NULL,
    taken BIGINT NOT NULL,
    PRIMARY KEY (round_id, unit_id, leaf)
);

-- Evidence of a sheet, or of the answer to an order. Bytes lie in the file store under digest.
CREATE TABLE evaluation_file (
    id BIGINT PRIMARY KEY,
    round_id BIGINT NOT NULL REFERENCES evaluation_round (id),
    sheet_id BIGINT REFERENCES evaluation_sheet (id),
    order_id BIGINT,
    leaf TEXT NOT NULL,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size BIGINT NOT NULL,
    digest TEXT NOT NULL,
    added BIGINT NOT NULL,
    signature TEXT NOT NULL
);
CREATE INDEX evaluation_file_round ON evaluation_file (round_id, id);
CREATE INDEX evaluation_file_digest ON evaluation_file (digest);

-- seed: decimal, 64 bits without sign. candidates, drawn: JSON.
CREATE TABLE evaluation_sample (
    id BIGINT PRIMARY KEY,
    round_id BIGINT NOT NULL REFERENCES evaluation_round (id),
    subject TEXT NOT NULL,
    leaf TEXT,
    candidates TEXT NOT NULL,
    seed TEXT NOT NULL,
    drawn TEXT NOT NULL,
    time BIGINT NOT NULL,
    signature TEXT NOT NULL
);
CREATE INDEX evaluation_sample_round ON evaluation_sample (round_id, id);

CREATE TABLE evaluation_appeal (
    id BIGINT PRIMARY KEY,
    round_id BIGINT NOT NULL REFERENCES evaluation_round (id),
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    assessor TEXT NOT NULL,
    leaf TEXT NOT NULL,
    reason TEXT NOT NULL,
    filed BIGINT NOT NULL,
    signature TEXT NOT NULL,
    is_granted BIGINT CHECK (is_granted IN (0, 1)),
    answer TEXT NOT NULL,
    answered BIGINT,
    answered_by TEXT NOT NULL,
    UNIQUE (round_id, unit_id, assessor, leaf)
);

-- What the office decides in place of what was entered; the newest counts, the others stay. entry: JSON.
CREATE TABLE evaluation_moderation (
    id BIGINT PRIMARY KEY,
    round_id BIGINT NOT NULL REFERENCES evaluation_round (id),
    assessor TEXT NOT NULL,
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    leaf TEXT NOT NULL,
    entry TEXT NOT NULL,
    reason TEXT NOT NULL,
    time BIGINT NOT NULL,
    signature TEXT NOT NULL
);
CREATE INDEX evaluation_moderation_round ON evaluation_moderation (round_id, id);

-- steps: JSON, responses and findings of the re-check in their order.
CREATE TABLE rectification_order (
    id BIGINT PRIMARY KEY,
    site_id BIGINT NOT NULL REFERENCES site (id),
    round_id BIGINT NOT NULL REFERENCES evaluation_round (id),
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    leaf TEXT,
    problem TEXT NOT NULL,
    checked TEXT NOT NULL,
    due TEXT NOT NULL,
    ordered BIGINT NOT NULL,
    signature TEXT NOT NULL,
    recurs_from BIGINT REFERENCES rectification_order (id),
    state TEXT NOT NULL CHECK (state IN ('open', 'responded', 'closed')),
    steps TEXT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX rectification_order_due ON rectification_order (site_id, state, due, id);
CREATE INDEX rectification_order_round ON rectification_order (round_id, id);
