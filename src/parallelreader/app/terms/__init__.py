"""Terms of a corpus: keeping them, where they stand, how they are rendered, and what is done with them."""
