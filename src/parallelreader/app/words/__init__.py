"""The words of what is read: cut, read aloud, counted and corrected by the reader."""
