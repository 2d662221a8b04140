"""Concordances: what stands left and right of each place found, put in order, grouped and counted."""
