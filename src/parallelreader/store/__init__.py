"""The user's own things on disk: notes, places, settings; and what can be computed again.

The only package that knows SQLite.
"""
