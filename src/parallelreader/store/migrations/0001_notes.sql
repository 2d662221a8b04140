-- Every corpus that was ever opened. "folder" is empty where another corpus has taken its place.
CREATE TABLE corpus (
    key TEXT PRIMARY KEY,
    folder TEXT NOT NULL,
    title TEXT NOT NULL,
    documents TEXT NOT NULL,
    opened INTEGER NOT NULL
);
CREATE UNIQUE INDEX corpus_folder ON corpus (folder) WHERE folder <> '';

-- Times are milliseconds since 1970 (UTC). A deleted note keeps its row, so that undo brings the same one back.
CREATE TABLE note (
    id TEXT PRIMARY KEY,
    corpus TEXT NOT NULL REFERENCES corpus (key),
    colour TEXT NOT NULL,
    body TEXT NOT NULL,
    created INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    revision INTEGER NOT NULL
);
CREATE INDEX note_corpus ON note (corpus);

-- Positions are code points of the normalised text named by "digest"; "last" is exclusive.
CREATE TABLE target (
    note TEXT NOT NULL REFERENCES note (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    document TEXT NOT NULL,
    version TEXT NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL CHECK (last > first),
    exact TEXT NOT NULL,
    prefix TEXT NOT NULL,
    suffix TEXT NOT NULL,
    segment TEXT NOT NULL,
    digest TEXT NOT NULL,
    PRIMARY KEY (note, number)
) WITHOUT ROWID;

-- The texts notes were made on, compressed: what leads a note to its place after the text was edited.
CREATE TABLE former_text (
    digest TEXT PRIMARY KEY,
    content BLOB NOT NULL
);

-- Where the reader was: JSON by corpus and document; the empty document is the corpus as a whole.
CREATE TABLE place (
    corpus TEXT NOT NULL REFERENCES corpus (key) ON DELETE CASCADE,
    document TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (corpus, document)
) WITHOUT ROWID;

CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;
