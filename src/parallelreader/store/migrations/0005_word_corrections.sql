-- Where the user cuts words otherwise than the program does: a stretch in simplified characters, and where
-- words end inside it, in code points: "2 4"; '' where the stretch is one word.
CREATE TABLE word_cut (
    stretch TEXT PRIMARY KEY,
    cuts TEXT NOT NULL,
    changed INTEGER NOT NULL
) WITHOUT ROWID;

-- How the user reads a word (simplified), a syllable for each character as in "yin2 hang2": everywhere, where
-- "sentence" is '', or where it begins at "first" (code points) of that sentence.
CREATE TABLE chosen_reading (
    word TEXT NOT NULL,
    sentence TEXT NOT NULL,
    first INTEGER NOT NULL,
    reading TEXT NOT NULL,
    changed INTEGER NOT NULL,
    PRIMARY KEY (word, sentence, first)
) WITHOUT ROWID;
