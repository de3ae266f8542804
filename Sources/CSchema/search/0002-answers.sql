-- Answered letters and answers of the base are found, too. The places of the entries in the index stay.
CREATE TABLE search_entry_new (
    position BIGINT PRIMARY KEY,
    site_id BIGINT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('item', 'unit', 'message', 'answer')),
    subject BIGINT NOT NULL,
    domain_code TEXT,
    unit_id BIGINT,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    UNIQUE (kind, subject)
);
INSERT INTO search_entry_new SELECT position, site_id, kind, subject, domain_code, unit_id, title, text FROM search_entry;
DROP TABLE search_entry;
ALTER TABLE search_entry_new RENAME TO search_entry;
