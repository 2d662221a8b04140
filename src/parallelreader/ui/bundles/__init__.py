"""Lists of what became of the user's things, and of what another's bundle would do to them."""
