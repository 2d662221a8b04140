"""What a reader does to an alignment by hand, as values: merging, splitting, shifting, pinning, checking."""
