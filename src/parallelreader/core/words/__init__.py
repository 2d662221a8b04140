"""Chinese words: where they begin and end in running text, and how they are read there."""
