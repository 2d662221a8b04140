"""Sentence alignment: which sentences of a Chinese text and an English one render each other.

Imports numpy; what must not wait for that judges beads with ``core.judgement``.
"""

from parallelreader.core.align.sentences import OnBeads, align_segments

__all__ = ["OnBeads", "align_segments"]
