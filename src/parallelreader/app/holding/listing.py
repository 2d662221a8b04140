"""The library as it is listed: every document of every known corpus, with what the user made of it.

All of it comes from the store; nothing here reads a corpus. Sorting and choosing are plain functions on
the values, quick enough for ten thousand documents while somebody types.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from parallelreader.app.holding.stock import HeldVersion, held_versions, versions_of
from parallelreader.app.holding.stretches import NOTHING, Stretches
from parallelreader.app.holding.trash import Removed
from parallelreader.app.known_corpora import LibraryCorpus, known_corpora
from parallelreader.app.words.coverage import Coverage
from parallelreader.app.words.kept_shares import kept_shares
from parallelreader.core.language.script import is_chinese_tag
from parallelreader.store.database import Store
from parallelreader.store.library import (
    Collected,
    Collection,
    HoldingRow,
    ReadingRow,
    Tag,
    holdings,
    note_places,
    readings,
    user_rows,
)

_NUMBER = re.compile(r"\d+")
# As many ticks as a small strip can show apart from each other.
_TICKS = 120


class Order(StrEnum):
    """What the library can be sorted by."""

    RECENT = "recent"
    TITLE = "title"
    SIZE = "size"
    READ = "read"
    KNOWN = "known"
    CORPUS = "corpus"


@dataclass(frozen=True, slots=True)
class Entry:
    """A document of the library. Counts are -1 where they are not known, times milliseconds since 1970.

    ``ticks`` are the places of notes, from 0 to 1, in order; ``known`` is how much of its words is known,
    None where that has not been worked out; ``corpus_tags`` and ``collections`` count those
    of its corpus as well.
    """

    corpus: LibraryCorpus
    document: str
    number: int
    title: str
    pinyin: str
    versions: tuple[HeldVersion, ...]
    characters: int = -1
    pairs: int = -1
    opened: int = 0
    read: Stretches = NOTHING
    ticks: tuple[float, ...] = ()
    tags: tuple[str, ...] = ()
    collections: frozenset[str] = frozenset()
    known: Coverage | None = None
    _sought: str = field(default="", repr=False, compare=False)
    _place: str = field(default="", repr=False, compare=False)

    @property
    def id(self) -> tuple[str, str]:
        """(key of the corpus, document)."""
        return self.corpus.key, self.document

    @property
    def share_known(self) -> float:
        """The share of known words among its running words, from 0 to 1; -1 where it is not known."""
        return self.known.share if self.known is not None and self.known.running else -1.0

    @property
    def second_title(self) -> str:
        """What a version is called in words that the title does not have; "" mostly."""
        for version in self.versions:
            if version.title and version.title not in self.title:
                return version.title
        return ""

    @property
    def place_by_title(self) -> str:
        """What to sort by to have titles in their order, Chinese ones by their pinyin."""
        return self._place

    def answers(self, words: Sequence[str]) -> bool:
        """Whether every one of these, made by :func:`sought_words`, is found in what the entry says."""
        return all(word in self._sought for word in words)


@dataclass(frozen=True, slots=True)
class Library:
    """All there is to list; ``tags`` with how many documents carry each, collections by name."""

    corpora: tuple[LibraryCorpus, ...]
    entries: tuple[Entry, ...]
    collections: tuple[Collection, ...]
    tags: tuple[tuple[str, int], ...]
    collected: frozenset[Collected] = frozenset()
    tagged: frozenset[Tag] = frozenset()

    def corpus(self, key: str) -> LibraryCorpus | None:
        """The corpus with that key, if it is in the library."""
        return next((known for known in self.corpora if known.key == key), None)

    def within(self, collection: str) -> frozenset[str]:
        """The ids of a collection and of those in it."""
        inner = (each.id for each in self.collections if each.parent == collection)
        return frozenset((collection, *inner))


def list_library(store: Store, corpora: Sequence[LibraryCorpus] | None = None) -> Library:
    """The library as the store has it; ``corpora`` are those found by ``known_corpora``, if it was asked."""
    known = known_corpora(store, looks=False) if corpora is None else list(corpora)
    collections, collected, tagged = store.read(user_rows)
    tags, shelves = (
        _by_thing((row, row.word) for row in tagged),
        _by_thing((c, c.collection) for c in collected),
    )
    did = {(row.corpus, row.document): row for row in store.read(readings)}
    rows: dict[str, list[HoldingRow]] = {}
    for row in store.read(holdings):
        rows.setdefault(row.corpus, []).append(row)
    ticks = _ticks(store.read(note_places), rows)
    shares = kept_shares(store)
    entries = []
    for corpus in known:
        for row in rows.get(corpus.key, ()):
            thing = (row.corpus, row.document)
            both = ((row.corpus, ""), thing)
            entries.append(
                _entry(
                    corpus,
                    row,
                    did.get(thing),
                    ticks.get(thing, ()),
                    tuple(sorted({tag for each in both for tag in tags.get(each, ())})),
                    frozenset(shelf for each in both for shelf in shelves.get(each, ())),
                    shares.get(thing),
                )
            )
    counts: dict[str, int] = {row.word: 0 for row in tagged}
    for entry in entries:
        for tag in entry.tags:
            counts[tag] += 1
    return Library(
        tuple(known),
        tuple(entries),
        _by_name(collections),
        tuple(sorted(counts.items(), key=lambda pair: pair[0].casefold())),
        frozenset(collected),
        frozenset(tagged),
    )


def list_collections(store: Store) -> Library:
    """The collections alone, which takes no time however large the library is."""
    return Library((), (), _by_name(store.read(user_rows)[0]), ())


def removed_entries(removed: Iterable[Removed]) -> list[Entry]:
    """What was removed and is still kept, as entries under the keys of what was removed."""
    return [
        Entry(
            LibraryCorpus(each.key, each.folder, each.origin_title, 0, each.when),
            each.document.id,
            each.place,
            each.document.title,
            "",
            held_versions(each.document),
        )
        for each in removed
    ]


def in_order(entries: Iterable[Entry], order: Order) -> list[Entry]:
    """The entries sorted: the latest, the largest and the most read first."""
    by_title = sorted(entries, key=lambda entry: entry.place_by_title)
    match order:
        case Order.RECENT:
            return sorted(
                by_title, key=lambda entry: entry.opened or entry.corpus.added - 10**15, reverse=True
            )
        case Order.SIZE:
            return sorted(by_title, key=lambda entry: entry.characters, reverse=True)
        case Order.READ:
            return sorted(by_title, key=lambda entry: entry.read.share, reverse=True)
        case Order.KNOWN:
            return sorted(by_title, key=lambda entry: entry.share_known, reverse=True)
        case Order.CORPUS:
            return sorted(entries, key=lambda entry: (entry.corpus.title.casefold(), entry.number))
        case _:
            return by_title


def sought_words(query: str) -> list[str]:
    """The words of what somebody typed, in the form that entries are compared in."""
    return _folded(query).split()


def _entry(
    corpus: LibraryCorpus,
    row: HoldingRow,
    did: ReadingRow | None,
    ticks: tuple[float, ...],
    tags: tuple[str, ...],
    collections: frozenset[str],
    known: Coverage | None,
) -> Entry:
    versions = versions_of(row)
    title = (did.name if did else "") or row.title
    # Joined, pinyin answers to "duchuan" as well as to "du chuan".
    spoken = (row.pinyin, row.pinyin.replace(" ", ""))
    names = (word for version in versions for word in (version.title, version.by, version.id))
    sought = _folded(" ".join([title, row.title, *spoken, corpus.title, *names, *tags]))
    return Entry(
        corpus,
        row.document,
        row.number,
        title,
        row.pinyin,
        versions,
        row.characters,
        row.pairs,
        did.opened if did else 0,
        Stretches.parse(did.stretches) if did else NOTHING,
        ticks,
        tags,
        collections,
        known,
        sought,
        _place_by_title(row.pinyin or title),
    )


def _by_name(collections: Iterable[Collection]) -> tuple[Collection, ...]:
    return tuple(sorted(collections, key=lambda each: each.name.casefold()))


def _folded(words: str) -> str:
    plain = unicodedata.normalize("NFKD", words)
    return "".join(each for each in plain if not unicodedata.combining(each)).casefold()


def _place_by_title(title: str) -> str:
    # The second of March comes before the tenth.
    return _NUMBER.sub(lambda found: found.group().zfill(12), title.casefold())


def _by_thing(pairs: "Iterable[tuple[Tag | Collected, str]]") -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for row, word in pairs:
        found.setdefault((row.corpus, row.document), []).append(word)
    return found


def _ticks(
    places: Iterable[tuple[str, str, str, int]], rows: dict[str, list[HoldingRow]]
) -> dict[tuple[str, str], tuple[float, ...]]:
    """Where notes stand, as shares of the documents.

    The length of the source serves for every Chinese version; a translation into English has some three
    letters for a character, which is near enough for a strip of some hundred pixels.
    """
    lengths = {(row.corpus, row.document): row for each in rows.values() for row in each}
    found: dict[tuple[str, str], set[float]] = {}
    for corpus, document, version, first in places:
        row = lengths.get((corpus, document))
        if row is None or row.characters <= 0:
            continue
        versions = versions_of(row)
        is_like_source = any(
            each.id == version and is_chinese_tag(each.language) == is_chinese_tag(versions[0].language)
            for each in versions
        )
        share = first / (row.characters * (1 if is_like_source else 3))
        found.setdefault((corpus, document), set()).add(round(min(share, 1.0) * _TICKS) / _TICKS)
    return {thing: tuple(sorted(shares)) for thing, shares in found.items()}
