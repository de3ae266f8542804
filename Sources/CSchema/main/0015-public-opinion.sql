-- Public opinion (政务舆情): items, what was done about them, responses on their way through the gate.

-- subjects: separated by blanks. title_key, address_key: what two reports of the same thing have in common. unit_id: at the beginning.
CREATE TABLE public_opinion (
    id BIGINT PRIMARY KEY,
    site_id BIGINT NOT NULL REFERENCES site (id),
    title TEXT NOT NULL,
    summary TEXT NOT NULL,
    source TEXT NOT NULL,
    address TEXT NOT NULL,
    title_key TEXT NOT NULL,
    address_key TEXT NOT NULL,
    subjects TEXT NOT NULL,
    level TEXT NOT NULL CHECK (level IN ('major', 'other')),
    event BIGINT,
    detected BIGINT NOT NULL,
    unit_id BIGINT REFERENCES unit (id),
    origin TEXT NOT NULL CHECK (origin IN ('staff', 'clipping', 'message', 'comment')),
    origin_id BIGINT,
    is_closed BIGINT NOT NULL CHECK (is_closed IN (0, 1)),
    created BIGINT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX opinion_site ON public_opinion (site_id, detected, id);
CREATE INDEX opinion_open ON public_opinion (site_id, id) WHERE is_closed = 0;
CREATE INDEX opinion_title ON public_opinion (site_id, title_key);
CREATE INDEX opinion_address ON public_opinion (site_id, address_key) WHERE address_key <> '';

-- Only added to.
CREATE TABLE opinion_fact (
    id BIGINT PRIMARY KEY,
    opinion_id BIGINT NOT NULL REFERENCES public_opinion (id),
    kind TEXT NOT NULL CHECK (
        kind IN ('collected', 'discussed', 'judged', 'dismissed', 'transferred', 'conference', 'evaluated', 'criticised', 'summoned')
    ),
    time BIGINT NOT NULL,
    text TEXT NOT NULL,
    unit_id BIGINT REFERENCES unit (id),
    recorded BIGINT NOT NULL,
    signature TEXT NOT NULL
);
CREATE INDEX opinion_fact_opinion ON opinion_fact (opinion_id, id);

CREATE TABLE opinion_response (
    draft_id BIGINT PRIMARY KEY REFERENCES draft (id),
    opinion_id BIGINT NOT NULL REFERENCES public_opinion (id),
    is_clarification BIGINT NOT NULL CHECK (is_clarification IN (0, 1)),
    created BIGINT NOT NULL,
    signature TEXT NOT NULL
);
CREATE INDEX opinion_response_opinion ON opinion_response (opinion_id, draft_id);
