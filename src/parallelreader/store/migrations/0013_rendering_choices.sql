-- What the user said of the cells of rendering matrices. "version" renders the words at "source" with those at
-- "target", both places of texts as JSON: document, version, first, last, exact, prefix, suffix, segment, digest;
-- "target" is '' where nothing renders them. Times are milliseconds since 1970 (UTC).
CREATE TABLE rendering_choice (
    id TEXT PRIMARY KEY,
    corpus TEXT NOT NULL,
    version TEXT NOT NULL,
    state TEXT NOT NULL,
    source TEXT NOT NULL,
    target TEXT NOT NULL,
    created INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    revision INTEGER NOT NULL
);
CREATE INDEX rendering_choice_corpus ON rendering_choice (corpus);
