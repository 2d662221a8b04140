"""Which part of the library is looked at: what can be chosen at the left, and its entries."""

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


def size_of(library: Library, choice: Choice) -> int:
    """How many entries belong to a choice."""
    return sum(map(membership(library, choice), library.entries))
