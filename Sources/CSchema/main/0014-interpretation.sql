-- Chains of a matter's documents (全链条), plans of interpretation and interpretations (政策解读).

-- expected: stages that there should be, separated by blanks.
CREATE TABLE policy_chain (
    id BIGINT PRIMARY KEY,
    site_id BIGINT NOT NULL REFERENCES site (id),
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    title TEXT NOT NULL,
    expected TEXT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX policy_chain_site ON policy_chain (site_id, id);
CREATE INDEX policy_chain_unit ON policy_chain (unit_id, id);

-- Either a draft, which may become a document, or a document that came without one.
CREATE TABLE policy_chain_link (
    id BIGINT PRIMARY KEY,
    chain_id BIGINT NOT NULL REFERENCES policy_chain (id),
    stage TEXT NOT NULL CHECK (
        stage IN (
            'plan', 'consultation', 'feedback', 'meeting', 'document', 'interpretation', 'execution', 'result', 'response', 'abolition'
        )
    ),
    draft_id BIGINT REFERENCES draft (id),
    disclosure_id BIGINT,
    added BIGINT NOT NULL,
    signature TEXT NOT NULL,
    CHECK ((draft_id IS NULL AND disclosure_id IS NOT NULL) OR (draft_id IS NOT NULL AND disclosure_id IS NULL))
);
CREATE INDEX policy_chain_link_chain ON policy_chain_link (chain_id, id);
CREATE INDEX policy_chain_link_draft ON policy_chain_link (draft_id) WHERE draft_id IS NOT NULL;
CREATE INDEX policy_chain_link_disclosure ON policy_chain_link (disclosure_id) WHERE disclosure_id IS NOT NULL;

-- exemption: why none is needed, else empty. drafters, kinds, channels: JSON lists.
CREATE TABLE interpretation_plan (
    draft_id BIGINT PRIMARY KEY REFERENCES draft (id),
    site_id BIGINT NOT NULL REFERENCES site (id),
    has_impact BIGINT NOT NULL CHECK (has_impact IN (0, 1)),
    exemption TEXT NOT NULL,
    drafters TEXT NOT NULL,
    outline TEXT NOT NULL,
    kinds TEXT NOT NULL,
    channels TEXT NOT NULL,
    planned TEXT,
    saved BIGINT NOT NULL,
    submitted BIGINT,
    version BIGINT NOT NULL
);
CREATE INDEX interpretation_plan_site ON interpretation_plan (site_id, draft_id);

CREATE TABLE interpretation (
    id BIGINT PRIMARY KEY,
    site_id BIGINT NOT NULL REFERENCES site (id),
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    draft_id BIGINT REFERENCES draft (id),
    disclosure_id BIGINT,
    about_draft BIGINT REFERENCES draft (id),
    about_disclosure BIGINT,
    kind TEXT NOT NULL CHECK (kind IN ('text', 'chart', 'picture', 'video', 'questions', 'pressConference', 'expert')),
    link TEXT NOT NULL,
    first_reader TEXT NOT NULL,
    signature TEXT NOT NULL,
    created BIGINT NOT NULL,
    version BIGINT NOT NULL,
    CHECK ((draft_id IS NULL AND disclosure_id IS NOT NULL) OR (draft_id IS NOT NULL AND disclosure_id IS NULL)),
    CHECK ((about_draft IS NULL AND about_disclosure IS NOT NULL) OR (about_draft IS NOT NULL AND about_disclosure IS NULL))
);
CREATE INDEX interpretation_site ON interpretation (site_id, id);
CREATE UNIQUE INDEX interpretation_draft ON interpretation (draft_id) WHERE draft_id IS NOT NULL;
CREATE UNIQUE INDEX interpretation_disclosure ON interpretation (disclosure_id) WHERE disclosure_id IS NOT NULL;
CREATE INDEX interpretation_about_draft ON interpretation (about_draft) WHERE about_draft IS NOT NULL;
CREATE INDEX interpretation_about_disclosure ON interpretation (about_disclosure) WHERE about_disclosure IS NOT NULL;
