"""Sentence alignment: which sentences of a Chinese text and an English one render each other.

Imports numpy; whoever must not wait for that runs it in a process of its own, as ``app.aligning`` does.
"""

from parallelreader.core.align.sentences import OnBeads, align_segments
from parallelreader.core.judgement import Judgement, judge

__all__ = ["Judgement", "OnBeads", "align_segments", "judge"]
