-- Accounts, posts, sessions. Nothing here is public; of the people only their names reach the log.

-- How people sign in, in force from a day on: of the rows whose day has come the newest counts.
CREATE TABLE sign_in_rules (
    site_id BIGINT NOT NULL REFERENCES site (id),
    effective TEXT NOT NULL,
    shortest BIGINT NOT NULL,
    shortest_with_second_factor BIGINT NOT NULL,
    character_kinds BIGINT NOT NULL,
    rotation_days BIGINT NOT NULL,
    remembered BIGINT NOT NULL,
    idle_minutes BIGINT NOT NULL,
    absolute_minutes BIGINT NOT NULL,
    PRIMARY KEY (site_id, effective)
);

-- password holds the parameters of scrypt, the salt and the result; failures and last_failure decide how long to wait.
-- totp_step is the last step of time whose code was used, so that none is used twice.
CREATE TABLE account (
    id BIGINT PRIMARY KEY,
    site_id BIGINT NOT NULL REFERENCES site (id),
    login TEXT NOT NULL,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    password TEXT NOT NULL,
    password_changed BIGINT NOT NULL,
    has_full_length BIGINT NOT NULL CHECK (has_full_length IN (0, 1)),
    must_change BIGINT NOT NULL CHECK (must_change IN (0, 1)),
    failures BIGINT NOT NULL,
    last_failure BIGINT,
    totp_state TEXT NOT NULL CHECK (totp_state IN ('off', 'pending', 'on')),
    totp_secret BYTEA,
    totp_step BIGINT NOT NULL,
    oidc_subject TEXT,
    is_disabled BIGINT NOT NULL CHECK (is_disabled IN (0, 1)),
    created BIGINT NOT NULL,
    version BIGINT NOT NULL,
    UNIQUE (site_id, login)
);
CREATE UNIQUE INDEX account_oidc_subject ON account (site_id, oidc_subject) WHERE oidc_subject IS NOT NULL;

-- Failures under names that nobody has, counted like those of accounts, so that an answer does not tell which names exist.
-- The bucket is 16 bits of a keyed digest: the table is bounded, and what was typed cannot be found again.
CREATE TABLE stranger_failure (
    site_id BIGINT NOT NULL REFERENCES site (id),
    bucket BIGINT NOT NULL,
    failures BIGINT NOT NULL,
    last_failure BIGINT,
    PRIMARY KEY (site_id, bucket)
);

-- Former passwords, as many as the rules ask to remember.
CREATE TABLE former_password (
    account_id BIGINT NOT NULL REFERENCES account (id),
    changed BIGINT NOT NULL,
    password TEXT NOT NULL,
    PRIMARY KEY (account_id, changed)
);

CREATE TABLE recovery_code (
    account_id BIGINT NOT NULL REFERENCES account (id),
    digest BYTEA NOT NULL,
    used BIGINT,
    PRIMARY KEY (account_id, digest)
);

-- A role in a unit. Work belongs to it.
CREATE TABLE post (
    id BIGINT PRIMARY KEY,
    site_id BIGINT NOT NULL REFERENCES site (id),
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    role TEXT NOT NULL CHECK (role IN ('editor', 'reviewer', 'secrecyReviewer', 'signer', 'disclosureOffice', 'evaluator',
        'systemAdministrator', 'securityAdministrator', 'auditAdministrator')),
    name TEXT NOT NULL
);
CREATE INDEX post_unit ON post (site_id, unit_id, role);

-- Who holds which post; held_until is empty while they do, and a post has one holder at a time.
CREATE TABLE post_holder (
    post_id BIGINT NOT NULL REFERENCES post (id),
    account_id BIGINT NOT NULL REFERENCES account (id),
    held_since BIGINT NOT NULL,
    held_until BIGINT,
    PRIMARY KEY (post_id, held_since)
);
CREATE UNIQUE INDEX post_holder_now ON post_holder (post_id) WHERE held_until IS NULL;
CREATE INDEX post_holder_account ON post_holder (account_id) WHERE held_until IS NULL;

-- key is the SHA-256 of what the browser holds: the table alone signs nobody in.
CREATE TABLE session (
    key BYTEA PRIMARY KEY,
    id BIGINT NOT NULL UNIQUE,
    site_id BIGINT NOT NULL REFERENCES site (id),
    account_id BIGINT NOT NULL REFERENCES account (id),
    created BIGINT NOT NULL,
    last_seen BIGINT NOT NULL,
    agent TEXT NOT NULL,
    is_complete BIGINT NOT NULL CHECK (is_complete IN (0, 1)),
    is_by_provider BIGINT NOT NULL CHECK (is_by_provider IN (0, 1)),
    ended BIGINT
);
CREATE INDEX session_account ON session (account_id) WHERE ended IS NULL;
CREATE INDEX session_created ON session (created);

-- One sign-in through the office's identity provider that has begun: bound to the browser by a cookie, used once.
CREATE TABLE provider_sign_in (
    state BYTEA PRIMARY KEY,
    site_id BIGINT NOT NULL REFERENCES site (id),
    nonce TEXT NOT NULL,
    verifier TEXT NOT NULL,
    next_path TEXT NOT NULL,
    created BIGINT NOT NULL
);
