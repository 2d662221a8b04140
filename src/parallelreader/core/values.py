"""``dataclass`` for the values that every start of the program makes classes of.

The standard one writes six methods of a frozen class as text and compiles each: for a hundred classes that
took a seventh of the time to the first page. Here only ``__init__`` is compiled, the others are the same
functions for all classes. That nobody changes a value is seen to by the type checker, to which this is the
standard one; in exchange a value is made in half the time.
"""

import dataclasses
from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(**options: bool) -> Callable[[type], type]:
        """As ``dataclasses.dataclass``; quick for frozen ones with slots."""
        return _value if options == {"frozen": True, "slots": True} else dataclasses.dataclass(**options)


def _value(cls: type) -> type:
    # Where there are no words about it, the standard one takes long to write down its signature.
    cls.__doc__ = cls.__doc__ or cls.__name__
    own = cls.__dict__
    made: type = dataclasses.dataclass(slots=True, repr=False, eq=False)(cls)
    fields = dataclasses.fields(made)
    hashed = [field for field in fields if (field.compare if field.hash is None else field.hash)]
    methods: dict[str, Callable[..., Any]] = {
        "__eq__": _equal_by(_reading([field.name for field in fields if field.compare])),
        "__hash__": _hashed_by(_reading([field.name for field in hashed])),
        "__repr__": _told_by([field.name for field in fields if field.repr]),
    }
    for name, method in methods.items():
        # Python itself denies a hash to a class that says what equals it.
        if own.get(name) is None:
            setattr(made, name, method)
    return made


def _reading(names: Sequence[str]) -> Callable[[Any], object]:
    """What reads these fields of a value at once."""
    return attrgetter(*names) if names else lambda value: ()


def _equal_by(read: Callable[[Any], object]) -> Callable[[Any, object], bool]:
    def equals(value: Any, other: object) -> bool:
        return read(value) == read(other) if other.__class__ is value.__class__ else NotImplemented

    return equals


def _hashed_by(read: Callable[[Any], object]) -> Callable[[Any], int]:
    def hashed(value: Any) -> int:
        return hash(read(value))

    return hashed


def _told_by(names: Sequence[str]) -> Callable[[Any], str]:
    def told(value: Any) -> str:
        words = ", ".join(f"{name}={getattr(value, name)!r}" for name in names)
        return f"{value.__class__.__qualname__}({words})"

    return told
