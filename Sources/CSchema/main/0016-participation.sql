-- 公众参与: solicitations of opinions with their ledger; hearings, attendance at meetings and open days with who signed up.

-- What becomes public is the document that draft_id and feedback_id grow into. final_id: the document it was all about.
CREATE TABLE consultation (
    id BIGINT PRIMARY KEY,
    site_id BIGINT NOT NULL REFERENCES site (id),
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    kind TEXT NOT NULL CHECK (kind IN ('decision', 'rules', 'enterprise', 'compensation', 'other')),
    title TEXT NOT NULL,
    proposal TEXT NOT NULL,
    explanation TEXT NOT NULL,
    ways TEXT NOT NULL,
    days BIGINT NOT NULL,
    short_reason TEXT NOT NULL,
    draft_id BIGINT REFERENCES draft (id),
    feedback_id BIGINT REFERENCES draft (id),
    final_id BIGINT REFERENCES disclosure (id),
    version BIGINT NOT NULL
);
CREATE INDEX consultation_site ON consultation (site_id, id);
CREATE INDEX consultation_draft ON consultation (draft_id);
CREATE INDEX consultation_feedback ON consultation (feedback_id);

-- sealed: name and contact. same: tells a repeated one. paragraph: 0 for the whole. lead_id: the first of its group.
CREATE TABLE opinion (
    id BIGINT PRIMARY KEY,
    consultation_id BIGINT NOT NULL REFERENCES consultation (id),
    number TEXT NOT NULL UNIQUE,
    same BYTEA NOT NULL,
    channel TEXT NOT NULL CHECK (channel IN ('online', 'letter', 'counter')),
    paragraph BIGINT NOT NULL,
    quote TEXT NOT NULL,
    text TEXT NOT NULL,
    author TEXT NOT NULL,
    sealed BYTEA NOT NULL,
    received BIGINT NOT NULL,
    signature TEXT NOT NULL,
    moderation TEXT NOT NULL CHECK (moderation IN ('waiting', 'shown', 'hidden')),
    hidden_reason TEXT NOT NULL,
    lead_id BIGINT REFERENCES opinion (id),
    outcome TEXT CHECK (outcome IN ('adopted', 'partly', 'notAdopted')),
    reply TEXT NOT NULL,
    version BIGINT NOT NULL,
    UNIQUE (consultation_id, same)
);
CREATE INDEX opinion_consultation ON opinion (consultation_id, id);

-- The yearly list of matters that the public takes part in (公众参与事项清单). draft_id: the list at the gate. lines: JSON.
CREATE TABLE participation_list (
    site_id BIGINT NOT NULL REFERENCES site (id),
    year BIGINT NOT NULL,
    lines TEXT NOT NULL,
    draft_id BIGINT REFERENCES draft (id),
    version BIGINT NOT NULL,
    PRIMARY KEY (site_id, year)
);
