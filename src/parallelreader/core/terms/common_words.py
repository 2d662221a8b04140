"""English that can hardly be a term."""

from parallelreader.core.terms.folding import english_words
from parallelreader.core.terms.word_lists import ENGLISH_COMMON, ENGLISH_LINKS


def says_something(english: str) -> bool:
    """Whether the words are more than numbers and what any text is full of: pronouns, “more”, “such as”."""
    return not all(
        word.isdecimal() or word.casefold() in ENGLISH_COMMON | ENGLISH_LINKS
        for word in (english[start:end] for start, end in english_words(english))
    )
