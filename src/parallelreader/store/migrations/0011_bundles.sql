-- What is known of each record that went into a bundle or came with one: JSON by field, what stands in it and
-- the names of what was replaced. "key" is a JSON list; a record whose row is gone was deleted since.
CREATE TABLE bundle_state (
    corpus TEXT NOT NULL,
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    state TEXT NOT NULL,
    PRIMARY KEY (corpus, kind, key)
) WITHOUT ROWID;
