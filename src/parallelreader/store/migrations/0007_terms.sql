-- The user's terminology. "corpus" is the key of the corpus a concept was marked in, '' for one that holds
-- everywhere; times are milliseconds since 1970 (UTC). A deleted concept keeps its row, so that undo brings
-- the same one back and that another device can learn of it; "revision" counts the times it was written.
CREATE TABLE concept (
    id TEXT PRIMARY KEY,
    corpus TEXT NOT NULL,
    definition TEXT NOT NULL,
    subject TEXT NOT NULL,
    note TEXT NOT NULL,
    created INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    revision INTEGER NOT NULL
);
CREATE INDEX concept_corpus ON concept (corpus);

-- The names of a concept in the user's order. "forms" are lines.
CREATE TABLE term (
    concept TEXT NOT NULL REFERENCES concept (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    id TEXT NOT NULL,
    language TEXT NOT NULL,
    text TEXT NOT NULL,
    status TEXT NOT NULL,
    part_of_speech TEXT NOT NULL,
    forms TEXT NOT NULL,
    case_sensitive INTEGER NOT NULL CHECK (case_sensitive IN (0, 1)),
    source TEXT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (concept, number)
) WITHOUT ROWID;
