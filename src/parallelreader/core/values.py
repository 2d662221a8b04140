"""``dataclass`` for the values that every start of the program makes classes of.

The standard one writes six methods of a frozen class as text and compiles each: for a hundred classes that
took a seventh of the time to the first page. Here only ``__init__`` is compiled, the others are the same
functions for all classes, and what ``dataclasses`` wants to know of a class is found out when it asks. That
nobody changes a value is seen to by the type checker, to which this is the standard one; in exchange a
value is made in half the time.
"""

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from inspect import get_annotations
from operator import attrgetter
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(**options: bool) -> Callable[[type], type]:
        """As ``dataclasses.dataclass``; quick for those with slots that do not ask for more than being frozen
        or having their fields named."""
        if not options.get("slots") or not options.keys() <= {"slots", "frozen", "kw_only"}:
            return dataclasses.dataclass(**options)
        is_frozen, is_named = options.get("frozen", False), options.get("kw_only", False)
        return partial(_quick, is_frozen=is_frozen, is_named=is_named)


_NOT_COPIED = ("__dict__", "__weakref__")
_OF_NO_FIELD = ("ClassVar", "InitVar", "KW_ONLY")


def _quick(cls: type, *, is_frozen: bool, is_named: bool) -> type:
    # Where there are no words about it, the standard one takes long to write down its signature.
    cls.__doc__ = cls.__doc__ or cls.__name__
    fields = _fields_of(cls)
    if fields is None:
        made: type = dataclasses.dataclass(slots=True, repr=False, eq=False, kw_only=is_named)(cls)
        fields = {field.name: field for field in dataclasses.fields(made)}
    else:
        made = _with_slots(cls, fields, is_named=is_named)
    hashed = [name for name, field in fields.items() if _is_hashed(field)]
    methods: dict[str, Any] = {
        "__eq__": _equal_by(_reading([name for name, field in fields.items() if field.compare])),
        "__hash__": _hashed_by(_reading(hashed)) if is_frozen else None,
        "__repr__": _told_by([name for name, field in fields.items() if field.repr]),
    }
    for name, method in methods.items():
        # Python itself denies a hash to a class that says what equals it.
        if cls.__dict__.get(name) is None:
            setattr(made, name, method)
    return made


def _with_slots(cls: type, fields: "Mapping[str, dataclasses.Field[Any]]", *, is_named: bool) -> type:
    """The class with slots, which it cannot be given once it is there, and with ``__init__``."""
    own = {name: value for name, value in cls.__dict__.items() if name not in _NOT_COPIED}
    given = {name: own.pop(name) for name in fields if name in own}
    own |= {
        "__slots__": tuple(fields),
        "__match_args__": () if is_named else tuple(fields),
        "__dataclass_fields__": _FoundLater(get_annotations(cls), given, is_named=is_named),
    }
    own.setdefault("__init__", _init_of(cls, fields, is_named=is_named))
    made = type(cls)(cls.__name__, cls.__bases__, own)
    made.__qualname__ = cls.__qualname__
    return made


class _FoundLater:
    """The fields of a class as ``dataclasses`` knows them, found by it when somebody asks."""

    def __init__(self, annotations: Mapping[str, Any], given: Mapping[str, Any], *, is_named: bool) -> None:
        self._annotations, self._given, self._is_named = annotations, given, is_named

    def __get__(self, value: object, cls: type) -> Any:
        owner: Any = next(each for each in cls.__mro__ if each.__dict__.get("__dataclass_fields__") is self)
        content = {"__annotations__": self._annotations, "__doc__": "-", "__module__": owner.__module__}
        twin = type(owner.__name__, (), {**content, **self._given})
        made: Any = dataclasses.dataclass(init=False, repr=False, eq=False, kw_only=self._is_named)(twin)
        owner.__dataclass_params__ = made.__dataclass_params__
        owner.__dataclass_fields__ = made.__dataclass_fields__
        return made.__dataclass_fields__


def _fields_of(cls: type) -> "dict[str, dataclasses.Field[Any]] | None":
    """The fields by name, None for a class that is the standard one's business."""
    if "__slots__" in cls.__dict__ or any(map(dataclasses.is_dataclass, cls.__bases__)):
        return None
    found: dict[str, dataclasses.Field[Any]] = {}
    for name, kind in get_annotations(cls).items():
        value = cls.__dict__.get(name, dataclasses.MISSING)
        is_field = isinstance(value, dataclasses.Field)
        field = value if is_field else dataclasses.field(default=value)
        is_plain = field.init and field.kw_only is dataclasses.MISSING
        # What cannot be hashed could be changed for all values at once.
        if not is_plain or _is_no_field(kind) or field.default.__class__.__hash__ is None:
            return None
        found[name] = field
    return found


def _is_no_field(kind: Any) -> bool:
    if isinstance(kind, str):
        return any(word in kind for word in _OF_NO_FIELD)
    return (
        kind in (ClassVar, dataclasses.InitVar, dataclasses.KW_ONLY)
        or isinstance(kind, dataclasses.InitVar)
        or getattr(kind, "__origin__", None) is ClassVar
    )


def _is_hashed(field: "dataclasses.Field[Any]") -> bool:
    return field.compare if field.hash is None else field.hash


def _init_of(cls: type, fields: "Mapping[str, dataclasses.Field[Any]]", *, is_named: bool) -> Any:
    parameters, lines = ["self", *(["*"] if is_named and fields else [])], []
    known: dict[str, Any] = {"_not_given": dataclasses.MISSING}
    for name, field in fields.items():
        if field.default_factory is not dataclasses.MISSING:
            known[f"_make_{name}"] = field.default_factory
            parameters.append(f"{name}=_not_given")
            lines.append(f" self.{name} = _make_{name}() if {name} is _not_given else {name}")
            continue
        lines.append(f" self.{name} = {name}")
        if field.default is not dataclasses.MISSING:
            known[f"_usual_{name}"] = field.default
            parameters.append(f"{name}=_usual_{name}")
        else:
            parameters.append(name)
    if hasattr(cls, "__post_init__"):
        lines.append(" self.__post_init__()")
    made: dict[str, Any] = {}
    exec(f"def __init__({', '.join(parameters)}):\n" + "\n".join(lines or [" pass"]), known, made)
    made["__init__"].__qualname__ = f"{cls.__qualname__}.__init__"
    return made["__init__"]


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
