"""How often each word is met in a text that may be of any length."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TextIO

from parallelreader.core.language.script import HAN, is_han
from parallelreader.core.words.key import word_key
from parallelreader.core.words.segmenter import Segmenter

_PIECE = 1 << 17
_LAST_BREAK = re.compile(rf"[^{HAN.pattern[1:-1]}](?=[{HAN.pattern[1:-1]}]*\Z)")


def count_words(pieces: Iterable[str], segmenter: Segmenter) -> Mapping[str, int]:
    """How often each word is met, by its key; no word may reach from one piece into the next."""
    written: Counter[str] = Counter()
    for piece in pieces:
        written.update(segmenter.tokens(piece))
    counts: Counter[str] = Counter()
    for word, times in written.items():
        if is_han(word[0]):
            counts[word_key(word)] += times
    return counts


def pieces_of(stream: TextIO) -> Iterator[str]:
    """All there is in a stream, a hundred thousand characters or so at a time, parted between words."""
    waiting = ""
    while read := stream.read(_PIECE):
        piece = waiting + read
        # Whoever writes so many characters without a mark has to bear that a word is cut in two.
        found = _LAST_BREAK.search(piece, max(len(piece) - _PIECE // 8, 0))
        end = found.end() if found else len(piece)
        waiting = piece[end:]
        yield piece[:end]
    if waiting:
        yield waiting
