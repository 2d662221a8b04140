"""Frozen dataclasses that check themselves and survive whatever stands in the store.

A bad value set by the program is a ValueError; a bad one read back, by an older or newer program or a
curious hand, is replaced by its default.
"""

import json
import math
from collections.abc import Callable, Mapping
from dataclasses import asdict, fields
from enum import StrEnum
from typing import Any, ClassVar, Protocol, TypeVar

Check = Callable[[Any], Any]
"""Gives a value back in its proper type, or raises ValueError or TypeError."""

_LONGEST_TEXT = 10_000


class Checked(Protocol):
    """A dataclass whose fields carry :func:`checked_by` and whose ``__post_init__`` checks them."""

    __dataclass_fields__: ClassVar[dict[str, Any]]


V = TypeVar("V", bound=Checked)


def checked_by(check: Check) -> dict[str, Check]:
    """The metadata of a dataclass field whose value must pass ``check``."""
    return {"check": check}


def check_fields(value: Checked) -> None:
    """Check all fields of a frozen dataclass; for its ``__post_init__``. Raises ValueError."""
    for each in fields(value):
        try:
            proper = each.metadata["check"](getattr(value, each.name))
        except (TypeError, ValueError) as error:
            raise ValueError(f"{each.name}: {error}") from error
        object.__setattr__(value, each.name, proper)


def to_json(value: Checked) -> dict[str, str]:
    """Each field as a piece of JSON, by name."""
    return {name: json.dumps(each, ensure_ascii=False) for name, each in asdict(value).items()}


def from_json(kind: type[V], stored: Mapping[str, str]) -> V:
    """The reverse of :func:`to_json`; what is missing or not good takes its default."""
    good: dict[str, Any] = {}
    for each in fields(kind):
        try:
            good[each.name] = each.metadata["check"](json.loads(stored[each.name]))
        except (KeyError, TypeError, ValueError, RecursionError):
            continue
    return kind(**good)


def one_of(kind: type[StrEnum]) -> Check:
    """A member of an enumeration."""
    return kind


def between(low: float, high: float) -> Check:
    """A number within these bounds."""

    def check(value: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise TypeError(f"{value!r} is not a number")
        if not (math.isfinite(value) and low <= value <= high):
            raise ValueError(f"{value} is not between {low} and {high}")
        return float(value)

    return check


def whole(low: int, high: int) -> Check:
    """A whole number within these bounds."""

    def check(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise TypeError(f"{value!r} is not a whole number")
        if not low <= value <= high:
            raise ValueError(f"{value} is not between {low} and {high}")
        return value

    return check


def truth(value: Any) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise TypeError(f"{value!r} is not true or false")
    return value


def words(value: Any) -> str:
    """A text of reasonable length that can be written down."""
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is not text")
    value.encode("utf-8")
    if len(value) > _LONGEST_TEXT:
        raise ValueError("the text is too long")
    return value


def row_of(check: Check) -> Check:
    """A tuple of such values."""

    def check_all(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list | tuple):
            raise TypeError(f"{value!r} is not a list")
        return tuple(check(each) for each in value)

    return check_all


def pair_of(first: Check, second: Check) -> Check:
    """A tuple of two values."""

    def check(value: Any) -> tuple[Any, Any]:
        if not isinstance(value, list | tuple) or len(value) != 2:
            raise TypeError(f"{value!r} is not a pair")
        return first(value[0]), second(value[1])

    return check
