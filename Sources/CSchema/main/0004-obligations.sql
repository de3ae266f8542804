-- What is due and when; reminders.

-- A day is kept under the notice that arranged it: the notice of a year may also arrange the last days of December before it.
-- The shipped years are put in anew, with the names of the holidays.
DROP TABLE holiday;
DELETE FROM holiday_year;
CREATE TABLE holiday (
    year BIGINT NOT NULL REFERENCES holiday_year (year),
    day TEXT NOT NULL,
    is_off BIGINT NOT NULL CHECK (is_off IN (0, 1)),
    name TEXT NOT NULL,
    PRIMARY KEY (year, day)
);

-- Time limits that the law sets beside the catalogue. Dated: a limit counts for what happened from effective until before ended.
-- words, excluded: JSON lists matched in the item's words; domains, unit_kinds: JSON lists, empty for all; rule: JSON.
CREATE TABLE statutory_limit (
    id BIGINT PRIMARY KEY,
    site_id BIGINT NOT NULL REFERENCES site (id),
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    article TEXT NOT NULL,
    words TEXT NOT NULL,
    excluded TEXT NOT NULL,
    domains TEXT NOT NULL,
    unit_kinds TEXT NOT NULL,
    rule TEXT NOT NULL,
    effective TEXT NOT NULL,
    ended TEXT,
    position BIGINT NOT NULL,
    version BIGINT NOT NULL,
    UNIQUE (site_id, code)
);

-- What happened, from which the time for publication runs: a decision, an approval, a document formed, a meeting fixed.
CREATE TABLE obligation_event (
    id BIGINT PRIMARY KEY,
    site_id BIGINT NOT NULL REFERENCES site (id),
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    item_id BIGINT NOT NULL,
    happening TEXT NOT NULL CHECK (happening IN ('formed', 'decided', 'approved', 'received', 'related', 'planned', 'other')),
    what TEXT NOT NULL,
    day TEXT NOT NULL,
    recorded BIGINT NOT NULL,
    recorded_by TEXT NOT NULL,
    UNIQUE (site_id, unit_id, item_id, day, what)
);

-- What a unit has to publish. The facts are version_id with item_id (whose time limit counts), occasion, occasion_key and start.
-- due and is_provisional follow from them and are kept for sorting only: the daily sweep and every import of a calendar make them anew.
-- due is 9999-12-31 where the limit is unclear. title is the item's words in that version, which never change.
CREATE TABLE obligation (
    id BIGINT PRIMARY KEY,
    site_id BIGINT NOT NULL REFERENCES site (id),
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    item_id BIGINT NOT NULL,
    version_id BIGINT NOT NULL,
    domain_code TEXT NOT NULL,
    title TEXT NOT NULL,
    occasion TEXT NOT NULL CHECK (occasion IN ('period', 'event', 'standing', 'unclear')),
    occasion_key TEXT NOT NULL,
    start TEXT NOT NULL,
    event_id BIGINT REFERENCES obligation_event (id),
    raised BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'fulfilled', 'waived', 'lapsed')),
    disclosure_id BIGINT,
    closed BIGINT,
    closed_by TEXT NOT NULL,
    reason TEXT NOT NULL,
    due TEXT NOT NULL,
    is_provisional BIGINT NOT NULL CHECK (is_provisional IN (0, 1)),
    version BIGINT NOT NULL,
    UNIQUE (site_id, item_id, unit_id, occasion, occasion_key),
    FOREIGN KEY (version_id, item_id) REFERENCES catalogue_item (version_id, id)
);
CREATE INDEX obligation_due ON obligation (site_id, state, due, id);
CREATE INDEX obligation_unit ON obligation (site_id, state, unit_id, due, id);
CREATE INDEX obligation_domain ON obligation (site_id, state, domain_code, due, id);
CREATE INDEX obligation_disclosure ON obligation (disclosure_id) WHERE disclosure_id IS NOT NULL;

-- When an account wants to be reminded. Hours of the day in China; no row means the standard.
CREATE TABLE reminder_setting (
    account_id BIGINT PRIMARY KEY REFERENCES account (id),
    is_off BIGINT NOT NULL CHECK (is_off IN (0, 1)),
    digest_hour BIGINT NOT NULL CHECK (digest_hour BETWEEN 0 AND 23),
    quiet_from BIGINT NOT NULL CHECK (quiet_from BETWEEN 0 AND 23),
    quiet_until BIGINT NOT NULL CHECK (quiet_until BETWEEN 0 AND 23),
    warns_overdue BIGINT NOT NULL CHECK (warns_overdue IN (0, 1)),
    version BIGINT NOT NULL
);

-- Until when an account has been told of what is overdue.
CREATE TABLE reminder_mark (
    account_id BIGINT PRIMARY KEY REFERENCES account (id),
    warned BIGINT NOT NULL
);

-- Mail on its way. message_key keeps a reminder from being written twice. Addresses and texts are personal: never in a log.
CREATE TABLE outbox (
    id BIGINT PRIMARY KEY,
    site_id BIGINT NOT NULL REFERENCES site (id),
    message_key TEXT NOT NULL,
    account_id BIGINT,
    recipient TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'delivered', 'failed')),
    attempts BIGINT NOT NULL,
    next_attempt BIGINT NOT NULL,
    created BIGINT NOT NULL,
    delivered BIGINT,
    last_error TEXT NOT NULL,
    UNIQUE (site_id, message_key)
);
CREATE INDEX outbox_waiting ON outbox (next_attempt) WHERE state IN ('waiting', 'sending');
CREATE INDEX outbox_account ON outbox (account_id, created);

-- The key of an account's calendar feed; only its SHA-256 is kept, so that a copy of the database opens no feed.
CREATE TABLE calendar_token (
    account_id BIGINT PRIMARY KEY REFERENCES account (id),
    digest BYTEA NOT NULL UNIQUE,
    created BIGINT NOT NULL
);
