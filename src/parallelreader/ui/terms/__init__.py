"""The room of terms: which there are, and what is to be seen of the one chosen."""
