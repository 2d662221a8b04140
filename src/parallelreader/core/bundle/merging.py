"""What bringing somebody else's records into one's own would do, said before it is done."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from parallelreader.core.bundle.versions import Key, Record, Rule

_LEAST_TO_ASK = 4


class Outcome(StrEnum):
    """What would become of a record."""

    ADDED = "added"
    CHANGED = "changed"
    CONFLICT = "in conflict"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class MergeLine:
    """One record that would be otherwise: its values ``before`` and ``after`` (None where it is not there),
    and the fields that differ or, where it is in conflict, those that both have changed. ``former`` is what
    was known of it before."""

    outcome: Outcome
    record: Record
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None
    fields: tuple[str, ...]
    former: Record | None = None

    @property
    def kind(self) -> str:
        return self.record.kind


Row = tuple[str | int | float | None, ...]
"""A row of a table, a value a column."""


@dataclass(frozen=True, slots=True)
class RowChanges:
    """What became otherwise of stored rows: those that came and those that went, by the table they are of; a
    row that was changed is among both."""

    added: Mapping[str, tuple[Row, ...]]
    removed: Mapping[str, tuple[Row, ...]]


@dataclass(frozen=True, slots=True)
class MergePlan:
    """``lines`` are the records that would be otherwise; ``records`` all that came, joined with one's own;
    ``present`` is how many of one's own are there before. ``known`` says how much would be new of what the
    user knows of words, by what it is; it is empty where the bundle does not say. ``word_rows`` has what
    became otherwise of it, once it was done."""

    lines: tuple[MergeLine, ...]
    records: tuple[Record, ...]
    present: int
    known: Mapping[str, int] = field(default_factory=dict)
    word_rows: RowChanges | None = None

    @property
    def changes_anything(self) -> bool:
        return bool(self.lines) or any(self.known.values())

    @property
    def counts(self) -> dict[Outcome, int]:
        """How many there are of each outcome, none left out."""
        counted = Counter(line.outcome for line in self.lines)
        return {outcome: counted[outcome] for outcome in Outcome}

    @property
    def deletes_most(self) -> bool:
        """Whether more than half of what is there would be gone: nobody means that."""
        deleted = self.counts[Outcome.DELETED]
        return deleted >= _LEAST_TO_ASK and 2 * deleted > self.present

    @property
    def words(self) -> str:
        """The counts in words."""
        said = ", ".join(f"{count} {outcome}" for outcome, count in self.counts.items())
        known = ", ".join(f"{what}: {count}" for what, count in self.known.items() if count)
        return said + (f"; of words, {known or 'nothing new'}" if self.known else "")


def plan_merge(
    mine: Mapping[tuple[str, Key], Record],
    theirs: Iterable[Record],
    rules: Mapping[str, Mapping[str, Rule]],
) -> MergePlan:
    """What would come of one's own records and those of a bundle; ``rules`` of fields by kind."""
    lines, records = [], []
    for record in theirs:
        own, of_kind = mine.get((record.kind, record.key)), rules[record.kind]
        joined = own.join(record) if own is not None else record
        records.append(joined)
        line = _line(own, joined, of_kind)
        if line is not None:
            lines.append(line)
    present = sum(record.is_present for record in mine.values())
    return MergePlan(tuple(lines), tuple(records), present)


def _line(own: Record | None, joined: Record, rules: Mapping[str, Rule]) -> MergeLine | None:
    if own is not None and own.fields == joined.fields:
        return None
    before = own.values(rules) if own is not None else None
    after = joined.values(rules)
    known = own.conflicts(rules) if own is not None else ()
    conflicts = tuple(name for name in joined.conflicts(rules) if name not in known)
    changed = tuple(sorted(_differing(before or {}, after or {})))
    if own is not None and own.is_present and conflicts:
        return MergeLine(Outcome.CONFLICT, joined, before, after, conflicts, own)
    if before == after:
        return None
    if before is None:
        return MergeLine(Outcome.ADDED, joined, before, after, changed, own)
    outcome = Outcome.CHANGED if after is not None else Outcome.DELETED
    return MergeLine(outcome, joined, before, after, changed, own)


def _differing(before: Mapping[str, Any], after: Mapping[str, Any]) -> set[str]:
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
