"""Kept words written into a file: for Anki, as a table, or with all else that is known of words."""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

from parallelreader.app.words.anki_export import anki_text, write_package
from parallelreader.app.words.book import WordBook
from parallelreader.app.words.bundle import bundle_lines
from parallelreader.app.words.kept_table import kept_csv
from parallelreader.app.words.kept_word import KeptWord
from parallelreader.formats.whole_file import whole_file
from parallelreader.store.database import Store

_BYTE_ORDER_MARK = "\ufeff"


class WordFormat(StrEnum):
    """The kinds of file, each by what its name ends with."""

    PACKAGE = "apkg"
    ANKI_TEXT = "txt"
    TABLE = "csv"
    ALL = "jsonl"

    @property
    def is_for_anki(self) -> bool:
        return self in (WordFormat.PACKAGE, WordFormat.ANKI_TEXT)


def write_words(
    book: WordBook,
    store: Store,
    words: Sequence[KeptWord],
    wanted: WordFormat,
    file: Path,
    *,
    deck: str,
    now: int,
) -> None:
    """Write the ``words``; ``WordFormat.ALL`` writes everything in the book whatever they are.

    ``deck`` is for Anki only, ``now`` in milliseconds since 1970. Raises WriteProblem.
    """
    if wanted is WordFormat.PACKAGE:
        write_package(words, file, deck=deck, now=now)
        return
    match wanted:
        case WordFormat.ANKI_TEXT:
            content = anki_text(words, deck=deck)
        case WordFormat.TABLE:
            # Spreadsheets know UTF-8 by this mark alone.
            content = _BYTE_ORDER_MARK + kept_csv(words, book.statuses.of)
        case _:
            content = "".join(bundle_lines(book, store))
    with whole_file(file) as stream:
        stream.write(content.encode())
