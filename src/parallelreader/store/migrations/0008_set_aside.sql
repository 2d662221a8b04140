-- What the user does not want to be told again about the terminology of a corpus: "kind" is 'suggestion' for
-- rejected suggestions and 'finding' for dismissed findings, "key" is by what one is known again, "words" what
-- it was about. "made" is in milliseconds since 1970 (UTC).
CREATE TABLE set_aside (
    corpus TEXT NOT NULL,
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    words TEXT NOT NULL,
    made INTEGER NOT NULL,
    PRIMARY KEY (corpus, kind, key)
) WITHOUT ROWID;
