"""The characters of a long text without having them all in memory: UTF-8 somewhere, decoded where one looks.

Where the bytes lie is for others to know; that they are a normalised text, too.
"""

import hashlib
from array import array
from collections.abc import Iterator, Sequence
from typing import Protocol

STEP = 1024
"""How many code points there are from one mark of an :class:`EncodedContent` to the next."""

_PIECE = 1 << 20


class Content(Protocol):
    """What can be had of a text's characters; a ``str`` has it too.

    ``str(content)`` is all of them at once: for a long text, hundreds of megabytes.
    """

    def __len__(self) -> int: ...

    def __getitem__(self, key: int | slice, /) -> str: ...


class EncodedContent:
    """A text whose characters are kept as UTF-8."""

    __slots__ = ("_bytes", "_length", "_marks")

    def __init__(self, encoded: memoryview, marks: Sequence[int], length: int) -> None:
        """``marks``: where the code points 0, :data:`STEP`, twice that and so on begin, in bytes; ``length``
        is in code points."""
        self._bytes = encoded
        self._marks = marks
        self._length = length

    def __len__(self) -> int:
        return self._length

    def __getitem__(self, key: int | slice, /) -> str:
        if isinstance(key, slice):
            start, stop, step = key.indices(self._length)
            return self._between(start, stop) if step == 1 else self._between(0, self._length)[key]
        position = key + self._length if key < 0 else key
        if not 0 <= position < self._length:
            raise IndexError("there is no such code point")
        return self._between(position, position + 1)

    def __str__(self) -> str:
        return str(self._bytes, "utf-8")

    def _between(self, start: int, stop: int) -> str:
        if start >= stop:
            return ""
        first, last = start // STEP, (stop - 1) // STEP + 1
        begin = self._marks[first]
        end = self._marks[last] if last < len(self._marks) else len(self._bytes)
        return str(self._bytes[begin:end], "utf-8")[start - first * STEP : stop - first * STEP]


def pieces(content: Content) -> Iterator[str]:
    """All characters in order, a million or so at a time."""
    for start in range(0, len(content), _PIECE):
        yield content[start : start + _PIECE]


def text_digest(content: Content) -> str:
    """A name for one state of a text: equal for equal contents only."""
    digest = hashlib.blake2b(digest_size=16)
    for piece in pieces(content):
        digest.update(piece.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def marks_of(content: str) -> "array[int]":
    """The marks that :class:`EncodedContent` needs of a text that is encoded whole."""
    marks = array("Q")
    at = 0
    for start in range(0, len(content), STEP):
        marks.append(at)
        at += len(content[start : start + STEP].encode("utf-8"))
    return marks
