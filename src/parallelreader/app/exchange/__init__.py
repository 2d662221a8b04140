"""Terms, notes and aligned texts given to other programs and taken from them, with a word on every record."""
