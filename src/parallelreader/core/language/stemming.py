"""Stems of English words, for any thread.

A stemmer keeps the word it works on in itself: shared by two threads it mixes their words up or breaks off.
"""

import threading
from functools import lru_cache

_own = threading.local()


@lru_cache(maxsize=20_000)
def stem_of(word: str) -> str:
    """What is left of a word in lower case without its endings, by Snowball's rules for English."""
    try:
        stemmer = _own.stemmer
    except AttributeError:
        import snowballstemmer

        stemmer = _own.stemmer = snowballstemmer.stemmer("english")
    return str(stemmer.stemWord(word))
