-- What the user knows of each word, which is written in simplified characters; a word that is new has no row.
-- Status: 1 to 5 learning, 6 known, 7 ignored. Times are milliseconds since 1970 (UTC).
CREATE TABLE word_status (
    word TEXT PRIMARY KEY,
    status INTEGER NOT NULL CHECK (status BETWEEN 1 AND 7),
    changed INTEGER NOT NULL
) WITHOUT ROWID;

-- Every change of a status, so that growth can be shown; 0 is new.
CREATE TABLE word_status_change (
    made INTEGER NOT NULL,
    word TEXT NOT NULL,
    former INTEGER NOT NULL CHECK (former BETWEEN 0 AND 7),
    status INTEGER NOT NULL CHECK (status BETWEEN 0 AND 7)
);
CREATE INDEX word_status_change_made ON word_status_change (made);

-- Words kept to be learnt. "word" is simplified, "written" as it stood; "card" is the state of its card in
-- JSON, '' before the first review. A deleted word keeps its row, so that undo brings the same one back.
CREATE TABLE kept_word (
    id TEXT PRIMARY KEY,
    word TEXT NOT NULL,
    written TEXT NOT NULL,
    traditional TEXT NOT NULL,
    reading TEXT NOT NULL,
    sense TEXT NOT NULL,
    created INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    due INTEGER NOT NULL,
    card TEXT NOT NULL,
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
);

-- Where a kept word was met: the place as in "target", of the word itself; its sentence with the number of
-- code points before the word; and as JSON the sentences beside it. "title" is what the document is called.
CREATE TABLE kept_context (
    kept TEXT NOT NULL REFERENCES kept_word (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    corpus TEXT NOT NULL,
    document TEXT NOT NULL,
    version TEXT NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL CHECK (last >= first),
    exact TEXT NOT NULL,
    prefix TEXT NOT NULL,
    suffix TEXT NOT NULL,
    segment TEXT NOT NULL,
    digest TEXT NOT NULL,
    title TEXT NOT NULL,
    sentence TEXT NOT NULL,
    before INTEGER NOT NULL,
    partners TEXT NOT NULL,
    sense TEXT NOT NULL,
    added INTEGER NOT NULL,
    PRIMARY KEY (kept, number)
) WITHOUT ROWID;
CREATE INDEX kept_context_document ON kept_context (corpus, document);

-- Reviews, with the card before and after; "took" is milliseconds, 0 where nobody measured.
CREATE TABLE review (
    id TEXT PRIMARY KEY,
    kept TEXT NOT NULL REFERENCES kept_word (id) ON DELETE CASCADE,
    made INTEGER NOT NULL,
    rating INTEGER NOT NULL CHECK (rating BETWEEN 1 AND 4),
    took INTEGER NOT NULL,
    former TEXT NOT NULL,
    card TEXT NOT NULL
);
CREATE INDEX review_kept ON review (kept);

-- Sentences that had to be uncovered: "version" was hidden, the place is that of the pair in "source".
CREATE TABLE reveal (
    corpus TEXT NOT NULL,
    document TEXT NOT NULL,
    version TEXT NOT NULL,
    source TEXT NOT NULL,
    digest TEXT NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL CHECK (last > first),
    exact TEXT NOT NULL,
    prefix TEXT NOT NULL,
    suffix TEXT NOT NULL,
    segment TEXT NOT NULL,
    times INTEGER NOT NULL,
    made INTEGER NOT NULL,
    latest INTEGER NOT NULL,
    PRIMARY KEY (corpus, document, version, source, digest, first, last)
) WITHOUT ROWID;

-- Of each document, what was read while the other side was hidden: stretches as in "reading".
CREATE TABLE unaided_reading (
    corpus TEXT NOT NULL,
    document TEXT NOT NULL,
    stretches TEXT NOT NULL,
    PRIMARY KEY (corpus, document)
) WITHOUT ROWID;

-- How long was read on a day of the user's calendar ("2026-01-31"), and how many pairs for the first time.
CREATE TABLE reading_day (
    day TEXT NOT NULL,
    corpus TEXT NOT NULL,
    document TEXT NOT NULL,
    seconds REAL NOT NULL CHECK (seconds >= 0),
    pairs INTEGER NOT NULL CHECK (pairs >= 0),
    PRIMARY KEY (day, corpus, document)
) WITHOUT ROWID;
