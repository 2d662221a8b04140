-- Questions put to a corpus that the user keeps under a name. "documents" and "versions" are lines, "sorting"
-- and "grouping" as the command line writes them; times are milliseconds since 1970 (UTC).
CREATE TABLE saved_query (
    id TEXT PRIMARY KEY,
    corpus TEXT NOT NULL,
    name TEXT NOT NULL,
    query TEXT NOT NULL,
    concept TEXT NOT NULL,
    side TEXT NOT NULL,
    documents TEXT NOT NULL,
    versions TEXT NOT NULL,
    sorting TEXT NOT NULL,
    grouping TEXT NOT NULL,
    unit TEXT NOT NULL,
    created INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    revision INTEGER NOT NULL
);
CREATE INDEX saved_query_corpus ON saved_query (corpus);
