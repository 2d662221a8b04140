"""Stepping through a text by words and finding the word at a place, in either language.

Chinese words come from the dictionary; until it is loaded a single character counts as a word.
"""

from collections.abc import Callable

from parallelreader.core.language import chinese, english
from parallelreader.core.text import Span, Text

IsWord = Callable[[str], bool]


class Words:
    """Finds words. One for all documents; ``learn`` may be called from any thread."""

    def __init__(self) -> None:
        self._is_word: IsWord | None = None

    def learn(self, is_word: IsWord) -> None:
        """From now on Chinese words are those ``is_word`` knows."""
        self._is_word = is_word

    def at(self, text: Text, position: int, *, is_chinese: bool) -> Span:
        """The word that holds the character at ``position``; empty in an empty text."""
        if not text.content:
            return Span(0, 0)
        position = min(max(position, 0), len(text.content) - 1)
        paragraph = text.paragraph(text.paragraph_at(position))
        inside = min(position, paragraph.end - 1) - paragraph.start
        content = text.content[paragraph.start : paragraph.end]
        start, end = (
            chinese.word_at(content, inside, self._is_word)
            if is_chinese
            else english.word_at(content, inside)
        )
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
