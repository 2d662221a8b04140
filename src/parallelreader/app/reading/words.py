"""Stepping through a text by words and finding the word at a place, in either language.

Chinese words are cut by whoever is given to :meth:`Words.use`; until then a character counts as a word.
"""

from collections.abc import Callable

from parallelreader.core.language import chinese, english
from parallelreader.core.text import Span, Text

FindWord = Callable[[Text, int], Span | None]
"""Gives the Chinese word that holds a place of a text; None for what is in no word it knows of."""


class Words:
    """Finds words. One for all documents; ``use`` may be called from any thread."""

    def __init__(self) -> None:
        self._find: FindWord | None = None

    def use(self, find: FindWord) -> None:
        """From now on Chinese words are those that ``find`` gives."""
        self._find = find

    def at(self, text: Text, position: int, *, is_chinese: bool) -> Span:
        """The word that holds the character at ``position``; empty in an empty text."""
        if not text.content:
            return Span(0, 0)
        position = min(max(position, 0), len(text.content) - 1)
        known = self._find(text, position) if is_chinese and self._find is not None else None
        if known is not None:
            return known
        paragraph = text.paragraph(text.paragraph_at(position))
        inside = min(position, paragraph.end - 1) - paragraph.start
        content = text.content[paragraph.start : paragraph.end]
        start, end = chinese.word_at(content, inside) if is_chinese else english.word_at(content, inside)
        return Span(paragraph.start + start, paragraph.start + end)

    def after(self, text: Text, position: int, *, is_chinese: bool) -> Span | None:
        """The first word that begins at or after ``position``, or None at the end."""
        content = text.content
        while position < len(content) and not content[position].isalnum():
            position += 1
        if position >= len(content):
            return None
        word = self.at(text, position, is_chinese=is_chinese)
        return word if word.start >= position else self.after(text, word.end, is_chinese=is_chinese)

    def before(self, text: Text, position: int, *, is_chinese: bool) -> Span | None:
        """The last word that begins before ``position``, or None at the beginning."""
        content = text.content
        position -= 1
        while position >= 0 and not content[position].isalnum():
            position -= 1
        return self.at(text, position, is_chinese=is_chinese) if position >= 0 else None
