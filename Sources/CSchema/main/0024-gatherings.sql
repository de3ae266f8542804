-- 公众参与: hearings, meetings that the public sits in on, and open days, with who signed up.

-- day, deadline: days in China. seats, agenda, selection: JSON. draft_id, list_id, record_id: announcement, list of who takes part and record
-- at the gate.
CREATE TABLE gathering (
    id BIGINT PRIMARY KEY,
    site_id BIGINT NOT NULL REFERENCES site (id),
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    kind TEXT NOT NULL CHECK (kind IN ('hearing', 'meeting', 'openDay')),
    title TEXT NOT NULL,
    day TEXT NOT NULL,
    time TEXT NOT NULL,
    place TEXT NOT NULL,
    matter TEXT NOT NULL,
    ways TEXT NOT NULL,
    seats TEXT NOT NULL,
    deadline TEXT NOT NULL,
    agenda TEXT NOT NULL,
    consultation_id BIGINT REFERENCES consultation (id),
    chain_id BIGINT REFERENCES policy_chain (id),
    draft_id BIGINT REFERENCES draft (id),
    list_id BIGINT REFERENCES draft (id),
    record_id BIGINT REFERENCES draft (id),
    selection TEXT,
    version BIGINT NOT NULL
);
CREATE INDEX gathering_site ON gathering (site_id, id);
CREATE INDEX gathering_draft ON gathering (draft_id);
CREATE INDEX gathering_list ON gathering (list_id);
CREATE INDEX gathering_record ON gathering (record_id);
CREATE INDEX gathering_consultation ON gathering (consultation_id);

-- sealed: name and telephone. same: tells a person again. token: digest of the form that it came with.
CREATE TABLE sign_up (
    id BIGINT PRIMARY KEY,
    gathering_id BIGINT NOT NULL REFERENCES gathering (id),
    number TEXT NOT NULL UNIQUE,
    same BYTEA NOT NULL,
    token BYTEA,
    channel TEXT NOT NULL CHECK (channel IN ('online', 'counter')),
    party TEXT NOT NULL CHECK (party IN ('affected', 'delegate', 'expert', 'press', 'citizen')),
    author TEXT NOT NULL,
    note TEXT NOT NULL,
    sealed BYTEA NOT NULL,
    received BIGINT NOT NULL,
    signature TEXT NOT NULL,
    is_cancelled BIGINT NOT NULL CHECK (is_cancelled IN (0, 1))
);
CREATE INDEX sign_up_gathering ON sign_up (gathering_id, id);
-- A person has one place; who cancelled may come again.
CREATE UNIQUE INDEX sign_up_same ON sign_up (gathering_id, same) WHERE is_cancelled = 0;
CREATE UNIQUE INDEX sign_up_token ON sign_up (gathering_id, token) WHERE token IS NOT NULL;
