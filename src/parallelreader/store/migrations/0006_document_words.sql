-- How much of each document is known: running words by status, and different ones. It can be made again from
-- the texts; "stamp" names the state of the text and the way of cutting, "revision" that of the statuses.
CREATE TABLE document_words (
    corpus TEXT NOT NULL REFERENCES corpus (key) ON DELETE CASCADE,
    document TEXT NOT NULL,
    stamp TEXT NOT NULL,
    revision INTEGER NOT NULL,
    running INTEGER NOT NULL,
    known INTEGER NOT NULL,
    learning INTEGER NOT NULL,
    ignored INTEGER NOT NULL,
    different INTEGER NOT NULL,
    different_new INTEGER NOT NULL,
    PRIMARY KEY (corpus, document)
) WITHOUT ROWID;
