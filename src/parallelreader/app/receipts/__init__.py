"""What became of the user's work on texts that have changed since, and what the user says to it."""
