"""Which part of the library is looked at: what can be chosen at the left, and its entries."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from parallelreader.app.holding.listing import Entry, Library


class Kind(StrEnum):
    """What an entry of the list at the left stands for."""

    ALL = "all"
    STARTED = "started"
    UNREAD = "unread"
    REMOVED = "removed"
    CORPUS = "corpus"
    COLLECTION = "collection"
    TAG = "tag"


@dataclass(frozen=True, slots=True)
class Choice:
    """``id`` is the key of a corpus, the id of a collection or the word of a tag; "" for the others."""

    kind: Kind
    id: str = ""


Test = Callable[[Entry], bool]


def membership(library: Library, choice: Choice) -> Test:
    """What tells whether an entry of the library belongs to a choice; nothing in it was removed."""
    wanted = choice.id
    match choice.kind:
        case Kind.STARTED:
            return lambda entry: bool(entry.opened)
        case Kind.UNREAD:
            return lambda entry: not entry.opened
        case Kind.CORPUS:
            return lambda entry: entry.corpus.key == wanted
        case Kind.COLLECTION:
            within = library.within(wanted)
            return lambda entry: not within.isdisjoint(entry.collections)
        case Kind.TAG:
            return lambda entry: wanted in entry.tags
        case Kind.REMOVED:
            return lambda entry: False
        case _:
            return lambda entry: True


def sizes(library: Library) -> Counter[Choice]:
    """How many entries belong to each choice but the tags, which the library counts itself.

    All at once: as many looks at every entry as there are corpora would hold the window up.
    """
    parents = {each.id: each.parent for each in library.collections}
    by_corpus = Counter(entry.corpus.key for entry in library.entries)
    by_collection: Counter[str] = Counter()
    for entry in library.entries:
        if entry.collections:
            by_collection.update({*entry.collections, *(parents.get(each, "") for each in entry.collections)})
    started = sum(bool(entry.opened) for entry in library.entries)
    found = Counter({Choice(Kind.ALL): len(library.entries), Choice(Kind.STARTED): started})
    found[Choice(Kind.UNREAD)] = len(library.entries) - started
    found.update({Choice(Kind.CORPUS, key): count for key, count in by_corpus.items()})
    found.update({Choice(Kind.COLLECTION, key): count for key, count in by_collection.items()})
    return found
