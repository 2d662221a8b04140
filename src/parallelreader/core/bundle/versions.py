"""Records whose fields remember what they replaced, so that two states of one can be joined.

A field holds what was written to it and not replaced since, each with when and on which device, and the names
of all that was replaced. Joining two states keeps what neither knows to be replaced: it gives the same
whatever the order and however often it is done, and where two people wrote without knowing of each other,
both is there. What rows a record comes to is decided in ``store``.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import cached_property
from typing import Any

BETWEEN = "\n\n* * *\n\n"
"""What stands between two texts that were written without knowing of each other."""

PRESENT = ""
"""The field that says whether the record is there at all; with ``/`` and an id after a name, a part of it."""

Key = tuple[str, ...]


class Rule(Enum):
    """What a field shows where several people wrote to it without knowing of each other."""

    NEWEST = auto()
    """What was written last; the rest is listed."""
    BOTH = auto()
    """All of it, below each other."""
    LARGEST = auto()
    """The greatest, such as the last time: nobody has to be asked."""
    ANY = auto()
    """Whether anybody says so, or at which place of a list: what one of them keeps is not lost."""


@dataclass(frozen=True, slots=True)
class Written:
    """A value with the time (milliseconds since 1970, UTC) and the device it was written on; "" for what was
    there before anything was exchanged. ``mark`` tells it from another written at that time."""

    value: Any
    time: int
    device: str
    mark: str

    @classmethod
    def of(cls, value: Any, time: int, device: str) -> "Written":
        words = json.dumps(value, ensure_ascii=True, sort_keys=True)
        return cls(value, time, device, hashlib.blake2b(words.encode(), digest_size=8).hexdigest())

    @property
    def name(self) -> str:
        """By what it is known as replaced; the same wherever it is read, whatever things are called there."""
        return f"{self.time}.{self.device}.{self.mark}"


@dataclass(frozen=True, eq=False)
class Field:
    """What stands in a field, by name, and the names of what was replaced."""

    written: Mapping[str, Written]
    past: frozenset[str] = frozenset()

    @classmethod
    def of(cls, value: Any, time: int, device: str = "", past: frozenset[str] = frozenset()) -> "Field":
        """A field with one value."""
        written = Written.of(value, time, device)
        return cls({written.name: written}, past)

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Field)
            and self.written.keys() == other.written.keys()
            and self.past == other.past
        )

    def __hash__(self) -> int:
        return hash((frozenset(self.written), self.past))

    def join(self, other: "Field") -> "Field":
        """Both states as one."""
        if self == other:
            return self
        past = self.past | other.past
        both = {**self.written, **other.written}
        return Field({name: each for name, each in both.items() if name not in past}, past)

    def replaced(self, value: Any, time: int, device: str) -> "Field":
        """The field after somebody who saw all of it wrote ``value``."""
        past = self.past | frozenset(self.written)
        while Written.of(value, time, device).name in past:
            # Written, replaced and written again within the same moment.
            time += 1
        return Field.of(value, time, device, past)

    @cached_property
    def in_order(self) -> tuple[Written, ...]:
        """What stands there, the newest last; the order does not hang on how it came together."""
        return tuple(sorted(self.written.values(), key=lambda each: (each.time, each.device, each.name)))

    def shown(self, rule: Rule) -> Any:
        """What to show of it."""
        if len(self.written) == 1:
            # Nearly always: most fields are written by one person only.
            return next(iter(self.written.values())).value
        values = [each.value for each in self.in_order]
        if rule is Rule.LARGEST:
            return max(values)
        if rule is Rule.ANY:
            return max(values, key=int)
        if rule is Rule.BOTH:
            texts = list(dict.fromkeys(value for value in values if value))
            whole = [text for text in texts if not any(text in each for each in texts if each != text)]
            return BETWEEN.join(whole)
        return values[-1]

    def is_in_conflict(self, rule: Rule) -> bool:
        """Whether people wrote different things that nobody has settled."""
        if rule is Rule.LARGEST or len(self.written) < 2:
            return False
        values = [bool(w.value) if rule is Rule.ANY else w.value for w in self.written.values()]
        return len({json.dumps(value, sort_keys=True) for value in values}) > 1


@dataclass(frozen=True, slots=True)
class Record:
    """One thing of the user's, by field; its ``key`` is the same wherever it is kept."""

    kind: str
    key: Key
    fields: Mapping[str, Field] = field(default_factory=dict)

    @classmethod
    def first(cls, kind: str, key: Key, values: Mapping[str, Any] | None, time: int) -> "Record":
        """One that was never exchanged; None for one that was deleted."""
        fields = {name: Field.of(value, time) for name, value in (values or {}).items()}
        return cls(kind, key, {**fields, PRESENT: Field.of(values is not None, time)})

    @property
    def is_present(self) -> bool:
        found = self.fields.get(PRESENT)
        return found is not None and bool(found.shown(Rule.ANY))

    def join(self, other: "Record") -> "Record":
        """Both states of the same record as one."""
        fields = dict(self.fields)
        for name, theirs in other.fields.items():
            fields[name] = fields[name].join(theirs) if name in fields else theirs
        return Record(self.kind, self.key, fields)

    def brought_to(
        self, values: Mapping[str, Any] | None, rules: Mapping[str, Rule], *, time: int, device: str
    ) -> "Record":
        """The record after the user has made it so; None where it was deleted.

        What is part of something that was changed is there again, whoever deleted it meanwhile.
        """
        if values is None:
            if not self.is_present:
                return self
            gone = self.fields[PRESENT].replaced(False, time, device)
            return Record(self.kind, self.key, {**self.fields, PRESENT: gone})
        fields, touched = dict(self.fields), set[str]()
        for name, value in values.items():
            known = fields.get(name)
            if known is not None and known.shown(rule_of(name, rules)) == value:
                continue
            fresh = Field.of(value, time, device)
            fields[name] = known.replaced(value, time, device) if known is not None else fresh
            touched.add(name)
        for name in fields.keys() - values.keys() - {PRESENT}:
            # Only what says of a part that it is there can be missing: the part was taken out.
            if is_membership(name) and fields[name].shown(Rule.ANY):
                fields[name] = fields[name].replaced(False, time, device)
                touched.add(name)
        if touched or not self.is_present:
            wholes = {PRESENT}.union(*map(_wholes_of, touched))
            for name in (wholes & {PRESENT, *values}) - touched:
                fields[name] = fields[name].replaced(True, time, device)
        return Record(self.kind, self.key, fields)

    def values(self, rules: Mapping[str, Rule]) -> dict[str, Any] | None:
        """What it comes to, without the parts that are there no more; None where it is deleted."""
        if not self.is_present:
            return None
        shown = {name: each.shown(rule_of(name, rules)) for name, each in self.fields.items() if name}
        gone = {name for name, value in shown.items() if is_membership(name) and not value}
        return {
            name: value
            for name, value in shown.items()
            if name not in gone and gone.isdisjoint(_wholes_of(name))
        }

    def conflicts(self, rules: Mapping[str, Rule]) -> tuple[str, ...]:
        """The fields to which people wrote different things that nobody has settled."""
        return tuple(
            name for name, each in sorted(self.fields.items()) if each.is_in_conflict(rule_of(name, rules))
        )


def rule_of(name: str, rules: Mapping[str, Rule]) -> Rule:
    """The rule of a field: parts have those of their last name, and are there where anybody says so."""
    if name == PRESENT or is_membership(name):
        return Rule.ANY
    return rules.get(name.rpartition("/")[2], Rule.NEWEST)


def is_membership(name: str) -> bool:
    """Whether a field says of a part that it is there: ``terms/ID`` does, and ``terms/ID/forms=WORDS``."""
    return "=" in name or name.count("/") == 1


def join_all(records: Iterable[Record]) -> dict[tuple[str, Key], Record]:
    """Records by kind and key; several states of one as one."""
    found: dict[tuple[str, Key], Record] = {}
    for record in records:
        known = found.get((record.kind, record.key))
        found[record.kind, record.key] = known.join(record) if known else record
    return found


def _wholes_of(name: str) -> set[str]:
    """The parts of the record that a field belongs to."""
    parts = name.split("=", 1)[0].split("/")
    return {"/".join(parts[:2])} if len(parts) > 2 else set()
