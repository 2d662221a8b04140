"""Notes and highlights as values: what they say, where they stand, and how they find their place again."""
