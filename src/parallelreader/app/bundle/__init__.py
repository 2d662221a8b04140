"""All that the user made of a corpus as one file: written, merged into another's work, and compared."""
