"""Sentences and words of the two languages; this module picks the rules that a text needs.

The rules themselves are in ``chinese`` and ``english``, scripts in ``script``, dictionary data in
``dictionary``.
"""

from parallelreader.core.language.chinese import split_sentences as split_chinese
from parallelreader.core.language.english import split_sentences as split_english
from parallelreader.core.language.script import han_share, has_han, is_chinese_tag
from parallelreader.core.text import SplitParagraph, Text


def splitter(language: str) -> SplitParagraph:
    """The way to cut paragraphs of a text in ``language`` (a BCP 47 tag) into sentences.

    A paragraph that is plainly in the other language (a motto, a quotation) is cut by its own rules.
    """
    return _split_in_chinese_text if is_chinese_tag(language) else _split_in_english_text


def segment(raw: str, language: str) -> Text:
    """Normalise ``raw`` and cut it into paragraphs and sentences by the rules of ``language``."""
    return Text.split(raw, splitter(language))


def _split_in_chinese_text(paragraph: str) -> list[tuple[int, int]]:
    if has_han(paragraph):
        return split_chinese(paragraph)
    return split_english(paragraph)


def _split_in_english_text(paragraph: str) -> list[tuple[int, int]]:
    if has_han(paragraph) and han_share(paragraph) > 0.5:
        return split_chinese(paragraph)
    return split_english(paragraph)
