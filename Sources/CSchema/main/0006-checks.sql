-- Word lists of the checks, and fingerprints of what is published.

-- A county's own lines, over the list that the program brings: one of the same kind and pattern takes its place.
-- pattern_key is the pattern folded; exceptions are separated by line breaks.
CREATE TABLE word_entry (
    id BIGINT PRIMARY KEY,
    site_id BIGINT NOT NULL REFERENCES site (id),
    kind TEXT NOT NULL CHECK (kind IN ('wrongWord', 'sensitive', 'organName', 'placeName', 'nonPublic')),
    pattern TEXT NOT NULL,
    pattern_key TEXT NOT NULL,
    right_form TEXT NOT NULL,
    reason TEXT NOT NULL,
    source TEXT NOT NULL,
    exceptions TEXT NOT NULL,
    since TEXT,
    is_blocking BIGINT NOT NULL CHECK (is_blocking IN (0, 1)),
    is_off BIGINT NOT NULL CHECK (is_off IN (0, 1)),
    version BIGINT NOT NULL,
    UNIQUE (site_id, kind, pattern_key)
);

-- Rises with every change of a county's lines.
CREATE TABLE word_list (
    site_id BIGINT PRIMARY KEY REFERENCES site (id),
    version BIGINT NOT NULL
);

-- signature: 64 numbers of 32 bits, empty for a short text.
CREATE TABLE fingerprint (
    disclosure_id BIGINT PRIMARY KEY,
    site_id BIGINT NOT NULL REFERENCES site (id),
    text_digest BIGINT NOT NULL,
    letters BIGINT NOT NULL,
    signature BYTEA NOT NULL
);
CREATE INDEX fingerprint_text ON fingerprint (site_id, text_digest);

-- Where texts with much in common meet.
CREATE TABLE fingerprint_band (
    disclosure_id BIGINT NOT NULL,
    site_id BIGINT NOT NULL REFERENCES site (id),
    band BIGINT NOT NULL
);
CREATE INDEX fingerprint_band_meeting ON fingerprint_band (site_id, band, disclosure_id);
CREATE INDEX fingerprint_band_document ON fingerprint_band (disclosure_id);

-- Whether a document number is taken.
CREATE INDEX disclosure_number ON disclosure (site_id, number) WHERE number IS NOT NULL;
