-- The library: corpora that were opened, made or added. One that is taken out ("listed" 0) keeps its notes.
-- "name" is a title of the user's own, where corpus.yaml cannot be written to; "stamp" names the state of
-- corpus.yaml at which "holding" was written. Times are milliseconds since 1970 (UTC), 0 for never.
ALTER TABLE corpus ADD COLUMN added INTEGER NOT NULL DEFAULT 0;
ALTER TABLE corpus ADD COLUMN listed INTEGER NOT NULL DEFAULT 1 CHECK (listed IN (0, 1));
ALTER TABLE corpus ADD COLUMN name TEXT NOT NULL DEFAULT '';
ALTER TABLE corpus ADD COLUMN stamp TEXT NOT NULL DEFAULT '';
UPDATE corpus SET added = opened, listed = opened > 0;

-- What each corpus held when it was last looked at, so that it can be listed while its folder is away.
-- "versions" is JSON; "pairs" and "characters" (of the source) are -1 until they are counted.
CREATE TABLE holding (
    corpus TEXT NOT NULL REFERENCES corpus (key) ON DELETE CASCADE,
    document TEXT NOT NULL,
    number INTEGER NOT NULL,
    title TEXT NOT NULL,
    pinyin TEXT NOT NULL,
    versions TEXT NOT NULL,
    stamp TEXT NOT NULL DEFAULT '',
    characters INTEGER NOT NULL DEFAULT -1,
    pairs INTEGER NOT NULL DEFAULT -1,
    PRIMARY KEY (corpus, document)
) WITHOUT ROWID;

-- What the user did with a document: when it was last opened, a title of the user's own, and the stretches
-- of it that were read, in millionths of the source: "first-last first-last".
CREATE TABLE reading (
    corpus TEXT NOT NULL REFERENCES corpus (key) ON DELETE CASCADE,
    document TEXT NOT NULL,
    opened INTEGER NOT NULL DEFAULT 0,
    name TEXT NOT NULL DEFAULT '',
    stretches TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (corpus, document)
) WITHOUT ROWID;

-- A collection stands in another ("parent") or in none (''); the empty document is the corpus as a whole.
CREATE TABLE collection (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    parent TEXT NOT NULL DEFAULT ''
) WITHOUT ROWID;
CREATE TABLE collected (
    collection TEXT NOT NULL,
    corpus TEXT NOT NULL REFERENCES corpus (key) ON DELETE CASCADE,
    document TEXT NOT NULL,
    PRIMARY KEY (collection, corpus, document)
) WITHOUT ROWID;
CREATE TABLE tag (
    corpus TEXT NOT NULL REFERENCES corpus (key) ON DELETE CASCADE,
    document TEXT NOT NULL,
    word TEXT NOT NULL,
    PRIMARY KEY (corpus, document, word)
) WITHOUT ROWID;
