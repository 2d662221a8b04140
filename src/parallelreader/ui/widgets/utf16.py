"""The one place where Qt's UTF-16 units are turned into code points, which all else counts, and back."""

from bisect import bisect_left, bisect_right


class Utf16Map:
    """Converts between code points and UTF-16 units of one string; free where no character is astral."""

    def __init__(self, text: str) -> None:
        self._length = len(text)
        self._astral = [i for i, c in enumerate(text) if c > "\uffff"] if not text.isascii() else []
        # Where in UTF-16 units each of them begins.
        self._pairs = [position + before for before, position in enumerate(self._astral)]

    def to_qt(self, position: int) -> int:
        """UTF-16 units before code point ``position``."""
        return position + bisect_right(self._astral, position - 1)

    def from_qt(self, units: int) -> int:
        """Code points before UTF-16 unit ``units``; the middle of a pair counts to its character."""
        return units - bisect_left(self._pairs, units)

    @property
    def units(self) -> int:
        """UTF-16 units of the whole string."""
        return self._length + len(self._astral)
