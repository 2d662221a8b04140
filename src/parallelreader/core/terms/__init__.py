"""Terminology: concepts and their terms, and where these stand in texts."""
