"""What is said of words, their days and their review, for the eye and for screen readers."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Self

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from parallelreader.app.words.statuses import Status
from parallelreader.app.words.word_list import Group, Order, Place, WordEntry
from parallelreader.ui.words.list_status import spoken_status


@dataclass(frozen=True, slots=True)
class Days:
    """The day it is, as the reader counts days: from midnight to midnight where the computer stands."""

    today: date

    @classmethod
    def now(cls) -> Self:
        return cls(datetime.now().astimezone().date())

    @property
    def tomorrow(self) -> int:
        """When today ends, in milliseconds since 1970."""
        return _milliseconds(self.today + timedelta(days=1))

    def until(self, moment: int) -> int:
        """How many days from today to the day of a moment; below nothing for the past."""
        return (datetime.fromtimestamp(moment / 1000).astimezone().date() - self.today).days


def due_words(word: WordEntry, days: Days) -> str:
    """When a word comes up for review: today, in 6 days, new, known, or nothing without a card."""
    translate = QCoreApplication.translate
    if word.status in (Status.KNOWN, Status.IGNORED):
        return translate("words", "known") if word.status is Status.KNOWN else ""
    if not word.is_kept:
        return ""
    if not word.is_reviewed:
        return translate("words", "new")
    ahead = days.until(word.due)
    if ahead <= 0:
        return translate("words", "today")
    if ahead == 1:
        return translate("words", "tomorrow")
    return translate("words", "in {days} days").format(days=f"{ahead:,}")


def is_today(word: WordEntry, days: Days) -> bool:
    """Whether a card that was reviewed before comes up again today."""
    is_learning = word.status not in (Status.KNOWN, Status.IGNORED)
    return is_learning and word.is_kept and word.is_reviewed and days.until(word.due) <= 0


def word_words(word: WordEntry, place: Place | None, days: Days) -> str:
    """All of a row in one sentence, for screen readers."""
    due = due_words(word, days)
    said = QCoreApplication.translate("words", "due {day}").format(day=due) if due else ""
    parts = (word.written, word.reading, word.meaning, spoken_status(word.status), said)
    sentences = (place.chinese, place.english) if place is not None else ()
    return "; ".join(part for part in (*parts, *sentences) if part)


def group_words(group: Group) -> str:
    """What a filter is called."""
    translate = QCoreApplication.translate
    return {
        Group.ALL: translate("words", "All marked"),
        Group.DUE: translate("words", "Due today"),
        Group.NEW: translate("words", "New"),
        Group.BEGUN: translate("words", "Learning 1–2"),
        Group.FAMILIAR: translate("words", "Learning 3–4"),
        Group.NEARLY: translate("words", "Nearly known 5"),
        Group.KNOWN: translate("words", "Known"),
        Group.IGNORED: translate("words", "Ignored"),
    }[group]


def order_words(order: Order) -> str:
    """What an order is called."""
    translate = QCoreApplication.translate
    return {
        Order.PLACE: translate("words", "Place in text"),
        Order.RECENT: translate("words", "Kept last"),
        Order.DUE: translate("words", "Due day"),
        Order.STATUS: translate("words", "Status"),
        Order.FREQUENT: translate("words", "Frequent in corpus"),
        Order.PINYIN: translate("words", "Pinyin"),
    }[order]


def count_words(count: int) -> str:
    """So many words."""
    translate = QCoreApplication.translate
    return (
        translate("words", "1 word")
        if count == 1
        else translate("words", "{count} words").format(count=f"{count:,}")
    )


def times_words(times: int) -> str:
    """How often a word is met; nothing for one that is not."""
    translate = QCoreApplication.translate
    several = translate("words", "{count} times").format(count=f"{times:,}") if times else ""
    return translate("words", "once") if times == 1 else several


def seen_words(here: int, in_all: int) -> str:
    """How often a word stands in the text that is open and, where that is more, in all of the corpus."""
    translate = QCoreApplication.translate
    several = translate("words", "seen {count} times in this text").format(count=f"{here:,}")
    seen = (translate("words", "seen once in this text") if here == 1 else several) if here else ""
    if in_all <= here:
        return seen
    if seen:
        return translate("words", "{seen}, {count} in the corpus").format(seen=seen, count=f"{in_all:,}")
    several = translate("words", "seen {count} times in the corpus").format(count=f"{in_all:,}")
    return translate("words", "seen once in the corpus") if in_all == 1 else several


def sentence_count_words(count: int) -> str:
    """So many sentences."""
    translate = QCoreApplication.translate
    several = translate("words", "{count} sentences").format(count=f"{count:,}")
    return translate("words", "1 sentence") if count == 1 else several


def due_count_words(count: int) -> str:
    """How many are due, in a few words; "" for none."""
    said = QCoreApplication.translate("words", "{count} due today")
    return said.format(count=f"{count:,}") if count else ""


def why_empty(sought: str, group: Group, *, is_needed: bool, of: int) -> str:
    """What an empty list means, and how to fill it; ``of`` is how many words there are in all."""
    translate = QCoreApplication.translate
    if sought:
        return translate(
            "words", "No word answers to that. Hanzi of either script, pinyin and English are found."
        )
    if is_needed:
        return translate(
            "words", "Hide the English while you read: the sentences you uncover (T) will be listed here."
        )
    if group is Group.NEW:
        return translate(
            "words", "No new word. Those of the text that is open stand here as soon as they are counted."
        )
    if not of:
        return translate(
            "words",
            "No words yet. Point at a word in the text and press R to keep it with its sentence, or give it a"
            " status with 1 to 5, W for known. At the left you can bring in a list of known words.",
        )
    if group is Group.DUE:
        return translate("words", "No card is due. Words are kept in the text with R.")
    return translate("words", "No word here. In the text R keeps a word; 1 to 5, W and I give it a status.")


def weekday(day: date) -> str:
    """The short name of a day of the week in the reader's language."""
    return QLocale().dayName(QDate(day.year, day.month, day.day).dayOfWeek(), QLocale.FormatType.ShortFormat)


def short_date(day: date) -> str:
    """A day without its year."""
    return QLocale().toString(QDate(day.year, day.month, day.day), "d MMM")


def short_date_of(moment: int) -> str:
    """The day of a moment (milliseconds since 1970), without its year."""
    return short_date(datetime.fromtimestamp(moment / 1000).astimezone().date())


def _milliseconds(day: date) -> int:
    return round(datetime(day.year, day.month, day.day).astimezone().timestamp() * 1000)
