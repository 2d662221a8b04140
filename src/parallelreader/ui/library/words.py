"""What is said of an entry of the library, for the eye and for screen readers."""

from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from parallelreader.app.holding.listing import Entry
from parallelreader.core.language.script import is_chinese_tag

_DAY_MS = 86_400_000


def versions_words(entry: Entry) -> str:
    """The versions by hand or language, in a few words: "Chinese, Wren, Ashdown"."""
    return ", ".join(
        each.by or _language(each.language) if number else _language(each.language)
        for number, each in enumerate(entry.versions)
    )


def size_words(entry: Entry) -> str:
    """How long it is: pairs where it is aligned, characters in any case; "" where nobody has counted."""
    if entry.characters < 0:
        return ""
    translate = QCoreApplication.translate
    characters = translate("library", "{count} characters").format(count=f"{entry.characters:,}")
    if entry.pairs <= 0:
        return characters
    pairs = translate("library", "{count} pairs").format(count=f"{entry.pairs:,}")
    return f"{characters}, {pairs}"


def read_words(entry: Entry) -> str:
    """How much of it was read; "" where nothing was."""
    if not entry.read.spans:
        return ""
    percent = max(1, round(100 * entry.read.share))
    return QCoreApplication.translate("library", "{percent} % read").format(percent=percent)


def known_words(entry: Entry) -> str:
    """How many of its running words are known; "" where nobody has counted."""
    if entry.share_known < 0:
        return ""
    # Rounded down: what is not wholly known is not called so.
    percent = int(100 * entry.share_known)
    return QCoreApplication.translate("library", "{percent} % known").format(percent=percent)


def opened_words(entry: Entry, now: int) -> str:
    """When it was opened last, ``now`` being milliseconds since 1970; "" where never."""
    translate = QCoreApplication.translate
    if not entry.opened:
        return ""
    here = datetime.fromtimestamp(entry.opened / 1000, UTC).astimezone().date()
    days = (datetime.fromtimestamp(now / 1000, UTC).astimezone().date() - here).days
    if days <= 0:
        return translate("library", "Today")
    if days == 1:
        return translate("library", "Yesterday")
    if days < 7:
        return translate("library", "{days} days ago").format(days=days)
    return QLocale().toString(QDate(here.year, here.month, here.day), QLocale.FormatType.ShortFormat)


def entry_words(entry: Entry) -> str:
    """All of it in one sentence, for screen readers."""
    away = QCoreApplication.translate("library", "Not there now") if entry.corpus.away else ""
    parts = (
        entry.title,
        entry.corpus.title,
        versions_words(entry),
        size_words(entry),
        known_words(entry),
        read_words(entry),
        away,
    )
    return "; ".join(part for part in parts if part)


def _language(tag: str) -> str:
    translate = QCoreApplication.translate
    if is_chinese_tag(tag):
        return translate("library", "Chinese")
    return translate("library", "English") if tag.split("-")[0] == "en" else tag
