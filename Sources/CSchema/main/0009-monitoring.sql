-- Coverage and timeliness as of any day: what stood when, so that a day in the past is counted like today.

-- The first moment after the due day in China; NULL where the limit is unclear. Kept in step with due.
ALTER TABLE obligation ADD COLUMN deadline BIGINT;

-- The days up to due, in years that begin in March, so that a leap day ends its year: 1970-01-01 is day 719468 of such a count.
UPDATE obligation SET deadline = (
    (365 * (CAST(SUBSTR(due, 1, 4) AS BIGINT) - CASE WHEN CAST(SUBSTR(due, 6, 2) AS BIGINT) <= 2 THEN 1 ELSE 0 END)
    + (CAST(SUBSTR(due, 1, 4) AS BIGINT) - CASE WHEN CAST(SUBSTR(due, 6, 2) AS BIGINT) <= 2 THEN 1 ELSE 0 END) / 4
    - (CAST(SUBSTR(due, 1, 4) AS BIGINT) - CASE WHEN CAST(SUBSTR(due, 6, 2) AS BIGINT) <= 2 THEN 1 ELSE 0 END) / 100
    + (CAST(SUBSTR(due, 1, 4) AS BIGINT) - CASE WHEN CAST(SUBSTR(due, 6, 2) AS BIGINT) <= 2 THEN 1 ELSE 0 END) / 400
    + (153 * (CAST(SUBSTR(due, 6, 2) AS BIGINT) + CASE WHEN CAST(SUBSTR(due, 6, 2) AS BIGINT) > 2 THEN -3 ELSE 9 END) + 2) / 5
    + CAST(SUBSTR(due, 9, 2) AS BIGINT) - 719468) * 24 - 8) * 3600000
WHERE due <> '9999-12-31';

-- Counted in this order without looking at the rows themselves.
CREATE INDEX obligation_figures ON obligation (site_id, unit_id, domain_code, item_id, state, closed, deadline, start, raised, id);

-- How an obligation stood until something opened it again: its document was withdrawn, or its item came back into the catalogue.
CREATE TABLE obligation_past (
    obligation_id BIGINT NOT NULL REFERENCES obligation (id),
    ended BIGINT NOT NULL,
    site_id BIGINT NOT NULL REFERENCES site (id),
    start TEXT NOT NULL,
    raised BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('fulfilled', 'lapsed')),
    disclosure_id BIGINT,
    closed BIGINT NOT NULL,
    deadline BIGINT,
    PRIMARY KEY (obligation_id, ended)
);
CREATE INDEX obligation_past_ended ON obligation_past (site_id, ended, obligation_id);

-- What was withdrawn before, as far as the draft says for which obligation the document was made.
INSERT INTO obligation_past (obligation_id, ended, site_id, start, raised, state, disclosure_id, closed, deadline)
SELECT o.id, t.time, o.site_id, o.start, o.raised, 'fulfilled', p.disclosure_id, p.published, o.deadline
FROM tombstone t JOIN publication p ON p.disclosure_id = t.disclosure_id JOIN draft d ON d.id = p.draft_id
    JOIN obligation o ON o.id = d.obligation_id
WHERE p.published < t.time;

-- Which item a withdrawn document was filed under, and since when it had been public.
ALTER TABLE tombstone ADD COLUMN item_id BIGINT;
ALTER TABLE tombstone ADD COLUMN published BIGINT;
UPDATE tombstone SET
    item_id = (SELECT d.item_id FROM publication p JOIN draft d ON d.id = p.draft_id WHERE p.disclosure_id = tombstone.disclosure_id),
    published = (SELECT p.published FROM publication p WHERE p.disclosure_id = tombstone.disclosure_id);
CREATE INDEX tombstone_item ON tombstone (site_id, item_id) WHERE item_id IS NOT NULL;

-- How many documents stand under an item of a unit.
CREATE INDEX disclosure_place ON disclosure (site_id, item_id, unit_id, position) WHERE item_id IS NOT NULL;

-- What the drafter answered for the elements (要素) that the item asks for, from one publication or correction to the next.
-- Documents without a row came from elsewhere: nobody has said which elements they have.
CREATE TABLE disclosure_elements (
    disclosure_id BIGINT NOT NULL,
    since BIGINT NOT NULL,
    until BIGINT,
    site_id BIGINT NOT NULL REFERENCES site (id),
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    item_id BIGINT NOT NULL,
    required BIGINT NOT NULL,
    covered BIGINT NOT NULL,
    excused BIGINT NOT NULL,
    PRIMARY KEY (disclosure_id, since)
);
CREATE INDEX disclosure_elements_place ON disclosure_elements (site_id, unit_id, item_id);

-- 红黄榜: when a unit is praised and when it is urged in the monthly bulletin. No row: the standard rules.
CREATE TABLE bulletin_rules (
    site_id BIGINT PRIMARY KEY REFERENCES site (id),
    red_timeliness BIGINT NOT NULL,
    red_least_due BIGINT NOT NULL,
    yellow_timeliness BIGINT NOT NULL,
    yellow_missing BIGINT NOT NULL
);
