"""Hits counted by what they have in common."""

from collections.abc import Iterable, Sequence

from parallelreader.core.values import dataclass


@dataclass(frozen=True, slots=True)
class Group:
    """The hits that have ``value``; ``written`` is how that is mostly written, ``share`` of all counted."""

    value: str
    written: str
    count: int
    share: float


def grouped(values: Iterable[str], written: Sequence[str] | None = None) -> list[Group]:
    """Each value with the count of its hits, most frequent first; ``written`` has a writing for each hit."""
    counts: dict[str, int] = {}
    writings: dict[str, dict[str, int]] = {}
    for number, value in enumerate(values):
        counts[value] = counts.get(value, 0) + 1
        if written is not None:
            of_value = writings.setdefault(value, {})
            of_value[written[number]] = of_value.get(written[number], 0) + 1
    total = sum(counts.values())

    def commonest(value: str) -> str:
        of_value = writings.get(value)
        return max(of_value, key=lambda each: (of_value[each], each)) if of_value else value

    found = [Group(value, commonest(value), count, count / total) for value, count in counts.items()]
    return sorted(found, key=lambda group: (-group.count, group.value == "", group.written))
