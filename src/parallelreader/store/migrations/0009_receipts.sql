-- What the user said of the place of a note in a changed text: that it has none ("detached"), or another than
-- that it was made on, which is then kept as "former", a JSON list of the columns before.
ALTER TABLE target ADD COLUMN detached INTEGER NOT NULL DEFAULT 0 CHECK (detached IN (0, 1));
ALTER TABLE target ADD COLUMN former TEXT NOT NULL DEFAULT '';

-- The state of each text for which the user has seen what became of notes and repairs.
CREATE TABLE receipt_seen (
    corpus TEXT NOT NULL,
    document TEXT NOT NULL,
    version TEXT NOT NULL,
    digest TEXT NOT NULL,
    PRIMARY KEY (corpus, document, version)
) WITHOUT ROWID;
