"""Which sense of a word fits where it stands, as it was written down by hand, and how cards fare by that.

Half of each set was looked at while fitting: every other word of the bundled texts, every other sentence.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from bench.setting import SAMPLES, TESTS
from factories import alignment, document, text, version
from parallelreader.app.library import load_document, open_cache
from parallelreader.app.linked_words import Linker
from parallelreader.app.opening import read
from parallelreader.app.reading.reading import Reading
from parallelreader.app.reading.word_links import WordLinks
from parallelreader.app.words.card import Cards
from parallelreader.app.words.lookup import Lookup
from parallelreader.app.words.text_words import TextWords
from parallelreader.core.progress import NO_PROGRESS
from parallelreader.core.text import Span
from parallelreader.core.words.pinyin import Notation
from parallelreader.core.words.readings import written
from parallelreader.formats.corpus_folder import read_corpus
from parallelreader.paths import UserFolders

GOLD = TESTS / "data" / "senses"
SHOWN = {
    "the dictionary's order": (),
    "beside the free version": ("free",),
    "beside the literal one": ("literal",),
    "beside both": ("literal", "free"),
}

Readings = Callable[[str, Sequence[str]], Reading]
"""Opens a document with some of its translations beside the Chinese, ``zh``."""


@dataclass(frozen=True, slots=True)
class GoldSense:
    """A word between ``before`` and ``after`` of a document, its reading with tone numbers, and what the
    senses that fit begin with. ``is_held``: nobody has looked at it while fitting."""

    document: str
    before: str
    word: str
    after: str
    pinyin: str
    fitting: tuple[str, ...]
    is_held: bool = False

    def span_in(self, content: str) -> Span:
        """Where the word stands."""
        start = content.index(self.before + self.word + self.after) + len(self.before)
        return Span(start, start + len(self.word))


@dataclass(frozen=True, slots=True)
class Judged:
    """Whether the first sense of a card fits, and whether the card calls it likely, by words linked to it."""

    is_held: bool
    fits: bool
    is_likely: bool = False
    is_linked: bool = False


@dataclass(frozen=True, slots=True)
class SenseSet:
    """Some words, and the documents they stand in."""

    name: str
    words: tuple[GoldSense, ...]
    readings: Readings


def sense_sets(folders: UserFolders) -> tuple[SenseSet, ...]:
    """The words of the bundled texts, and those of sentences written for them."""
    return (
        SenseSet("the bundled texts", tuple(gold_senses()), _bundled(folders)),
        SenseSet("single pairs", tuple(pair_senses()), _paired),
    )


def gold_senses() -> list[GoldSense]:
    """Those of the bundled texts, in the order of the file."""
    lines = (line.split("\t") for line in _lines("gold.tsv"))
    return [_gold(*cells, is_held=number % 2 == 1) for number, cells in enumerate(lines)]


def pair_senses() -> list[GoldSense]:
    """Those of single pairs, in the order of the file; the document of each is its Chinese sentence."""
    found: list[GoldSense] = []
    sentence, count = "", 0
    for line in _lines("pairs.tsv"):
        cells = line.split("\t")
        if cells[0] == ">":
            sentence, count = cells[1], count + 1
        else:
            found.append(_gold(sentence, *cells, is_held=count % 2 == 0))
    return found


def judged(
    words: Iterable[GoldSense],
    shown: Sequence[str],
    readings: Readings,
    linker: Linker,
    text_words: TextWords,
    dictionaries: Lookup,
) -> Iterator[Judged]:
    """How the card of each word does with these translations beside the Chinese."""
    links = WordLinks(kept=10_000)
    cards = Cards(text_words, dictionaries, links)
    opened: dict[str, Reading] = {}
    for each in words:
        if each.document not in opened:
            opened[each.document] = readings(each.document, shown)
            _link_all(opened[each.document], links, linker)
        reading = opened[each.document]
        card = cards.of_span(reading, "zh", each.span_in(reading.texts["zh"].content))
        sense = card.senses[0] if card is not None and card.senses else None
        if card is None or sense is None:
            yield Judged(each.is_held, fits=False)
            continue
        told = sense.syllables or card.syllables
        is_read = _bare(written(told, Notation.NUMBERS)) == _bare(each.pinyin)
        is_linked = sense.evidence is not None and sense.evidence.is_linked
        fits = is_read and sense.text.startswith(each.fitting)
        yield Judged(each.is_held, fits, sense.is_likely, is_linked)


def share(found: Iterable[bool]) -> str:
    """How many of these are so, in percent."""
    listed = list(found)
    return f"{100 * sum(listed) / len(listed):.1f} %" if listed else "-"


def _lines(name: str) -> Iterator[str]:
    lines = (GOLD / name).read_text(encoding="utf-8").splitlines()
    return (line for line in lines if line and not line.startswith("#"))


def _gold(document_id: str, place: str, pinyin: str, fitting: str, *, is_held: bool) -> GoldSense:
    before, _, rest = place.partition("[")
    word, _, after = rest.partition("]")
    return GoldSense(document_id, before, word, after, pinyin, tuple(fitting.split(" / ")), is_held)


def _bundled(folders: UserFolders) -> Readings:
    corpus = read_corpus(SAMPLES)

    def opened(document_id: str, shown: Sequence[str]) -> Reading:
        return read(load_document(corpus, document_id, cache=open_cache(folders)), ["zh", *shown])

    return opened


@cache
def _pairs() -> dict[str, tuple[str, str]]:
    lines = (line.split("\t") for line in _lines("pairs.tsv"))
    return {cells[1]: (cells[2], cells[3]) for cells in lines if cells[0] == ">"}


def _paired(sentence: str, shown: Sequence[str]) -> Reading:
    literal, free = _pairs()[sentence]
    texts = {"zh": text(sentence), "literal": text(literal, "en"), "free": text(free, "en")}
    whole = document(version("zh", "zh-Hans"), version("literal"), version("free"), document_id=sentence)
    ours = tuple(range(texts["zh"].segment_count))
    beads = {
        name: alignment([(ours, tuple(range(texts[name].segment_count)))], texts["zh"], texts[name])
        for name in shown
    }
    return Reading(whole, ("zh", *shown), texts=texts, alignments=beads)


def _link_all(reading: Reading, links: WordLinks, linker: Linker) -> None:
    pairs = [pair for row in range(len(reading.rows)) for pair in links.missing_in(reading, row)]
    for passages, linked in zip(pairs, linker.link(pairs, NO_PROGRESS), strict=True):
        links.take(passages, linked)


def _bare(numbered: str) -> str:
    """A reading as it is compared: ``hui4 r5`` and ``huir4`` are one."""
    return re.sub(r"(\d)r5?", r"r\1", numbered.lower().replace(" ", "").replace("'", ""))
