"""Kept words as a table for spreadsheets."""

import csv
import io
from collections.abc import Callable, Iterable

from parallelreader.app.words.anki_export import place_of
from parallelreader.app.words.kept_word import Context, KeptWord
from parallelreader.app.words.statuses import Status
from parallelreader.core.times import iso_time
from parallelreader.core.words.readable_glosses import readable

_COLUMNS = (
    "word",
    "simplified",
    "traditional",
    "pinyin",
    "sense",
    "status",
    "chinese",
    "english",
    "rendering",
    "place",
    "corpus",
    "document",
    "kept",
    "due",
    "id",
)
# A spreadsheet takes what begins so for a formula and would carry it out.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def kept_csv(words: Iterable[KeptWord], status_of: Callable[[str], Status]) -> str:
    """The words as comma-separated values, a row for each place a word was met in; to be written with a byte
    order mark, by which spreadsheets know UTF-8."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for word in words:
        status = status_of(word.key).word
        for context in word.contexts or (None,):
            writer.writerow(map(safe_cell, _row(word, status, context)))
    return file.getvalue()


def safe_cell(text: str) -> str:
    """The text, or, where a spreadsheet would carry it out, the text behind an apostrophe."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _row(word: KeptWord, status: str, context: Context | None) -> tuple[str, ...]:
    partners = context.partners if context else ()
    return (
        word.written,
        word.key,
        word.traditional,
        word.reading,
        readable((context.sense if context else "") or word.sense),
        status,
        context.sentence if context else "",
        "\n".join(partner.text for partner in partners),
        "\n".join(partner.words for partner in partners if partner.words),
        place_of(context) if context else "",
        context.corpus if context else "",
        context.document if context else "",
        iso_time(context.added if context else word.created),
        iso_time(word.card.due),
        word.id,
    )
