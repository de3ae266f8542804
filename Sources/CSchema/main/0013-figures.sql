-- Numbers that the law or local practice sets, as the county has changed them; dated.
CREATE TABLE figure (
    site_id BIGINT NOT NULL REFERENCES site (id),
    code TEXT NOT NULL,
    effective TEXT NOT NULL,
    value BIGINT NOT NULL,
    basis TEXT NOT NULL,
    signature TEXT NOT NULL,
    set_at BIGINT NOT NULL,
    PRIMARY KEY (site_id, code, effective)
);
