-- Beads that readers have set by hand between two versions of a document ("source" and "target" are their
-- ids), and those that aligning anew between them gave: the latter belong to the alignment named by "base".
-- Spans are code points of the normalised texts named by the digests, as "first-last first-last".
CREATE TABLE repaired_bead (
    corpus TEXT NOT NULL REFERENCES corpus (key),
    document TEXT NOT NULL,
    source TEXT NOT NULL,
    target TEXT NOT NULL,
    source_digest TEXT NOT NULL,
    target_digest TEXT NOT NULL,
    source_spans TEXT NOT NULL,
    target_spans TEXT NOT NULL,
    confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    checked INTEGER NOT NULL CHECK (checked IN (0, 1)),
    base TEXT NOT NULL,
    made INTEGER NOT NULL,
    PRIMARY KEY (corpus, document, source, target, source_digest, target_digest, source_spans, target_spans)
) WITHOUT ROWID;
