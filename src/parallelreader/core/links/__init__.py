"""Word links: which English words render which Chinese ones inside a pair of sentences.

Imports numpy; whoever must not wait for that asks ``app.word_links``, which also keeps the tables.
"""

from parallelreader.core.links.building import build_tables
from parallelreader.core.links.counts import Counts
from parallelreader.core.links.model import LinkModel, PairLinks, Pointed, load_model
from parallelreader.core.links.tables import LinkTables
from parallelreader.core.links.tokens import Span, chinese_tokens, english_tokens

__all__ = [
    "Counts",
    "LinkModel",
    "LinkTables",
    "PairLinks",
    "Pointed",
    "Span",
    "build_tables",
    "chinese_tokens",
    "english_tokens",
    "load_model",
]
