"""Which sense of a word fits where it stands in the bundled texts, as it was written down by hand.

Lines with an odd number were looked at while fitting, the others were held back.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bench.setting import SAMPLES, TESTS
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

GOLD = TESTS / "data" / "senses" / "gold.tsv"
SHOWN = {
    "the dictionary's order": (),
    "beside the free version": ("free",),
    "beside the literal one": ("literal",),
    "beside both": ("literal", "free"),
}


@dataclass(frozen=True, slots=True)
class GoldSense:
    """A word between ``before`` and ``after`` of a document, its reading with tone numbers, and what the
    senses that fit begin with."""

    document: str
    before: str
    word: str
    after: str
    pinyin: str
    fitting: tuple[str, ...]

    def span_in(self, content: str) -> Span:
        """Where the word stands."""
        start = content.index(self.before + self.word + self.after) + len(self.before)
        return Span(start, start + len(self.word))


def gold_senses() -> list[GoldSense]:
    """All of them, in the order of the file."""
    found = []
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            document, place, pinyin, fitting = line.split("\t")
            before, _, rest = place.partition("[")
            word, _, after = rest.partition("]")
            found.append(GoldSense(document, before, word, after, pinyin, tuple(fitting.split(" / "))))
    return found


def fits(
    gold: Sequence[GoldSense],
    shown: Sequence[str],
    folders: UserFolders,
    linker: Linker,
    words: TextWords,
    dictionaries: Lookup,
) -> Iterator[bool]:
    """For each word whether the first sense of its card fits, with these translations beside the Chinese."""
    corpus, links = read_corpus(SAMPLES), WordLinks(kept=10_000)
    cards = Cards(words, dictionaries, links)
    readings: dict[str, Reading] = {}
    for each in gold:
        if each.document not in readings:
            opened = load_document(corpus, each.document, cache=open_cache(folders))
            readings[each.document] = read(opened, ["zh", *shown])
            _link_all(readings[each.document], links, linker)
        reading = readings[each.document]
        card = cards.of_span(reading, "zh", each.span_in(reading.texts["zh"].content))
        sense = card.senses[0] if card is not None and card.senses else None
        if card is None or sense is None:
            yield False
            continue
        told = sense.syllables or card.syllables
        is_read = _bare(written(told, Notation.NUMBERS)) == _bare(each.pinyin)
        yield is_read and sense.text.startswith(each.fitting)


def share(found: Iterable[bool]) -> str:
    """How many of these are so, in percent."""
    listed = list(found)
    return f"{100 * sum(listed) / len(listed):.1f} %" if listed else "-"


def _link_all(reading: Reading, links: WordLinks, linker: Linker) -> None:
    pairs = [pair for row in range(len(reading.rows)) for pair in links.missing_in(reading, row)]
    for passages, linked in zip(pairs, linker.link(pairs, NO_PROGRESS), strict=True):
        links.take(passages, linked)


def _bare(numbered: str) -> str:
    """A reading as it is compared: ``hui4 r5`` and ``huir4`` are one."""
    return re.sub(r"(\d)r5?", r"r\1", numbered.lower().replace(" ", "").replace("'", ""))
