"""Which part of the library is looked at: what can be chosen at the left, and its entries."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from parallelreader.app.holding.listing import Entry, Library


class Kind(StrEnum):
    """What an entry of the list at the left stands for."""

    ALL = "all"
    STARTED = "started"
    UNREAD = "unread"
    AWAY = "away"
    REMOVED = "removed"
    CORPUS = "corpus"
    COLLECTION = "collection"
    TAG = "tag"


@dataclass(frozen=True, slots=True)
class Choice:
    """``id`` is the key of a corpus, the id of a collection or the word of a tag; "" for the others."""

    kind: Kind
    id: str = ""


def entries_of(library: Library, choice: Choice, removed: Sequence[Entry] = ()) -> Sequence[Entry]:
    """The entries that a choice stands for, in no particular order."""
    entries = library.entries
    match choice.kind:
        case Kind.STARTED:
            return [entry for entry in entries if entry.opened]
        case Kind.UNREAD:
            return [entry for entry in entries if not entry.opened]
        case Kind.AWAY:
            return [entry for entry in entries if entry.corpus.away]
        case Kind.REMOVED:
            return removed
        case Kind.CORPUS:
            return [entry for entry in entries if entry.corpus.key == choice.id]
        case Kind.COLLECTION:
            wanted = library.within(choice.id)
            return [entry for entry in entries if entry.collections & wanted]
        case Kind.TAG:
            return [entry for entry in entries if choice.id in entry.tags]
        case _:
            return entries
