-- Ratings of services (政务服务好差评): one code, one rating. Nothing here is ever changed or taken away; what is done about a rating is added.

-- One handled service. account_id: who handled it.
CREATE TABLE rating_code (
    id BIGINT PRIMARY KEY,
    site_id BIGINT NOT NULL REFERENCES site (id),
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    paper_id BIGINT REFERENCES service_paper (id),
    code TEXT NOT NULL,
    matter TEXT NOT NULL,
    channel TEXT NOT NULL CHECK (channel IN ('counter', 'online')),
    day TEXT NOT NULL,
    account_id BIGINT NOT NULL,
    issued BIGINT NOT NULL
);
CREATE UNIQUE INDEX rating_code_text ON rating_code (site_id, code);
CREATE INDEX rating_code_unit ON rating_code (site_id, unit_id, id);

-- aspects, reasons: JSON. contact: name and telephone, sealed. The unit and the day repeat those of the code, for the results.
CREATE TABLE rating (
    id BIGINT PRIMARY KEY,
    site_id BIGINT NOT NULL REFERENCES site (id),
    code_id BIGINT NOT NULL REFERENCES rating_code (id),
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    level BIGINT NOT NULL CHECK (level BETWEEN 1 AND 5),
    aspects TEXT NOT NULL,
    reasons TEXT NOT NULL,
    text TEXT NOT NULL,
    contact BYTEA,
    day TEXT NOT NULL,
    received BIGINT NOT NULL
);
CREATE UNIQUE INDEX rating_of_code ON rating (code_id);
CREATE INDEX rating_day ON rating (site_id, day);
CREATE INDEX rating_bad ON rating (site_id, unit_id, id) WHERE level <= 2;

CREATE TABLE rating_act (
    id BIGINT PRIMARY KEY,
    rating_id BIGINT NOT NULL REFERENCES rating (id),
    kind TEXT NOT NULL,
    day TEXT NOT NULL,
    text TEXT NOT NULL,
    account_id BIGINT NOT NULL,
    signature TEXT NOT NULL,
    time BIGINT NOT NULL
);
CREATE INDEX rating_act_rating ON rating_act (rating_id, id);
