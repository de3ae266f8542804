-- Programmes (工作方案、试点方案): plan, tasks with filings and yearly duties, what was reported, files.

-- plan: JSON: basis, goal, fields of work, phases, contacts, process rules, dated limits, words of the summary report.
CREATE TABLE programme (
    id BIGINT PRIMARY KEY,
    site_id BIGINT NOT NULL REFERENCES site (id),
    title TEXT NOT NULL,
    plan TEXT NOT NULL,
    is_public BIGINT NOT NULL CHECK (is_public IN (0, 1)),
    state TEXT NOT NULL CHECK (state IN ('planned', 'running', 'finished', 'cancelled')),
    version BIGINT NOT NULL
);
CREATE INDEX programme_site ON programme (site_id, id);

-- phase: key of a phase of the plan. units: JSON, identifiers; empty: the disclosure office. timing: JSON.
CREATE TABLE programme_task (
    id BIGINT PRIMARY KEY,
    programme_id BIGINT NOT NULL REFERENCES programme (id),
    phase BIGINT,
    kind TEXT NOT NULL CHECK (
        kind IN ('work', 'filing', 'monthlyReport', 'push', 'briefing', 'training', 'performance', 'demonstration')
    ),
    title TEXT NOT NULL,
    detail TEXT NOT NULL,
    recipient TEXT NOT NULL,
    units TEXT NOT NULL,
    timing TEXT NOT NULL,
    cancelled TEXT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX programme_task_programme ON programme_task (programme_id, id);

-- Only added to; draft_id alone is filled in later. period: once, 2026 or 2026-03. amount: exact decimal, percent. items: JSON.
CREATE TABLE programme_entry (
    id BIGINT PRIMARY KEY,
    programme_id BIGINT NOT NULL REFERENCES programme (id),
    task_id BIGINT NOT NULL REFERENCES programme_task (id),
    unit_id BIGINT REFERENCES unit (id),
    period TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('progress', 'completion', 'returned')),
    day TEXT NOT NULL,
    text TEXT NOT NULL,
    amount TEXT,
    items TEXT NOT NULL,
    draft_id BIGINT REFERENCES draft (id),
    recorded BIGINT NOT NULL,
    signature TEXT NOT NULL
);
CREATE INDEX programme_entry_programme ON programme_entry (programme_id, id);

-- Bytes lie in the file store under digest.
CREATE TABLE programme_file (
    id BIGINT PRIMARY KEY,
    programme_id BIGINT NOT NULL REFERENCES programme (id),
    entry_id BIGINT NOT NULL REFERENCES programme_entry (id),
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size BIGINT NOT NULL,
    digest TEXT NOT NULL,
    added BIGINT NOT NULL
);
CREATE INDEX programme_file_programme ON programme_file (programme_id, id);
CREATE INDEX programme_file_digest ON programme_file (digest);
