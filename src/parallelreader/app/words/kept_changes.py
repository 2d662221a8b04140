"""What a step does to kept words, and what is told of it; carrying it out is left to ``kept``."""

from dataclasses import dataclass

from parallelreader.app.words.kept_word import KeptWord, Review


@dataclass(frozen=True, slots=True)
class KeptEdit:
    """A kept word before and after; None before is an addition, None after a removal. ``reviews`` are made
    with it or, where ``takes_back``, unmade."""

    before: KeptWord | None
    after: KeptWord | None
    reviews: tuple[Review, ...] = ()
    takes_back: bool = False

    @property
    def id(self) -> str:
        word = self.after or self.before
        assert word is not None
        return word.id

    def reverted(self) -> "KeptEdit":
        return KeptEdit(self.after, self.before, self.reviews, takes_back=not self.takes_back)


@dataclass(frozen=True, slots=True)
class KeptEdits:
    """What one step does to kept words, each of them once."""

    edits: tuple[KeptEdit, ...]

    @property
    def touched(self) -> frozenset[object]:
        return frozenset(edit.id for edit in self.edits)

    @property
    def count(self) -> int:
        return len(self.edits)

    @property
    def about(self) -> str:
        word = self.edits[0].after or self.edits[0].before
        return word.written if word is not None else ""

    def reverted(self) -> "KeptEdits":
        return KeptEdits(tuple(edit.reverted() for edit in self.edits))


@dataclass(frozen=True, slots=True)
class KeptChanges:
    """The ids of the words that were added, changed, removed; ``keys`` are those of all of them.
    ``initiator`` is whatever the caller passed."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    keys: frozenset[str] = frozenset()
    initiator: object | None = None


def changes_between(
    before: dict[str, KeptWord], after: dict[str, KeptWord], initiator: object | None = None
) -> KeptChanges:
    """What became of the words between two states of all of them, by id."""
    pairs = {name: (before.get(name), after.get(name)) for name in {**before, **after}}
    changed = {name: pair for name, pair in pairs.items() if pair[0] is not pair[1] and pair[0] != pair[1]}
    return KeptChanges(
        tuple(name for name, (old, _) in changed.items() if old is None),
        tuple(name for name, (old, new) in changed.items() if old and new),
        tuple(name for name, (_, new) in changed.items() if new is None),
        frozenset(word.key for pair in changed.values() for word in pair if word is not None),
        initiator,
    )
