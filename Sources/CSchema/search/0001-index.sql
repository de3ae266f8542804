-- The search index: a projection of what is public, made anew by one command. SQLite only; on PostgreSQL each node keeps it in a file of its own.
-- Texts arrive cut into bigrams, so the tokenizer only has to split at spaces: punctuation and symbols count as letters.

CREATE TABLE search_document (
    position BIGINT PRIMARY KEY,
    site_id BIGINT NOT NULL,
    subject BIGINT NOT NULL UNIQUE,
    unit_id BIGINT NOT NULL,
    title TEXT NOT NULL,
    number TEXT,
    facets TEXT NOT NULL,
    text TEXT NOT NULL
);
CREATE INDEX search_document_number ON search_document (number) WHERE number IS NOT NULL;
CREATE INDEX search_document_title ON search_document (title);

CREATE VIRTUAL TABLE search_document_index USING fts5 (
    title, body, title_characters, characters, facets, content = '', columnsize = 0,
    tokenize = "unicode61 remove_diacritics 0 categories 'L* N* Co Cn P* S* M*'");
INSERT INTO search_document_index (search_document_index, rank) VALUES ('pgsz', 8000);
INSERT INTO search_document_index (search_document_index, rank) VALUES ('hashsize', 16777216);

-- Items and units: few, without dates, ranked as a whole.
CREATE TABLE search_entry (
    position BIGINT PRIMARY KEY,
    site_id BIGINT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('item', 'unit')),
    subject BIGINT NOT NULL,
    domain_code TEXT,
    unit_id BIGINT,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    UNIQUE (kind, subject)
);
CREATE VIRTUAL TABLE search_entry_index USING fts5 (
    title, body, title_characters, characters, facets, content = '', columnsize = 0,
    tokenize = "unicode61 remove_diacritics 0 categories 'L* N* Co Cn P* S* M*'");

-- How far the event feed has been taken in, and with which folding of characters the texts were cut.
CREATE TABLE search_state (
    name TEXT PRIMARY KEY,
    value BIGINT NOT NULL
);
INSERT INTO search_state (name, value) VALUES ('sequence', 0), ('folding', 0);
