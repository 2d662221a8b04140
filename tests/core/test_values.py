"""A quick value class is what the standard one makes, but that only the type checker keeps it as it is."""

import copy
import dataclasses
import pickle
from typing import Any

import pytest

from parallelreader.core.values import dataclass


def boats(decorate: Any) -> type:
    """The same class, made by one or the other."""

    @decorate(frozen=True, slots=True)
    class Boat:
        name: str
        oars: int = 2
        crew: tuple[str, ...] = ()
        log: list[str] = dataclasses.field(default_factory=list, compare=False)
        key: int = dataclasses.field(default=0, repr=False)

        @property
        def size(self) -> int:
            return self.oars + len(self.crew)

    return Boat


QUICK, USUAL = boats(dataclass), boats(dataclasses.dataclass)
GIVEN: list[tuple[tuple[Any, ...], dict[str, Any]]] = [
    (("Heron",), {}),
    (("Heron", 2, ("Lin",)), {"key": 3}),
    (("Heron", 2, ("Lin",)), {"key": 3, "log": ["left"]}),
    (("Tern",), {"crew": ("Lin", "Bo")}),
]


def test_values_are_equal_hashed_and_told_as_usual():
    quick = [QUICK(*given, **named) for given, named in GIVEN]
    usual = [USUAL(*given, **named) for given, named in GIVEN]

    assert [one == other for one in quick for other in quick] == [
        one == other for one in usual for other in usual
    ]
    assert len(set(quick)) == len(set(usual)) == 3
    assert list(map(repr, quick)) == list(map(repr, usual))
    assert quick[0] != usual[0]
    assert [each.size for each in quick] == [each.size for each in usual]


def test_what_belongs_to_data_classes_works_with_them():
    heron = QUICK("Heron", log=["left"])

    assert dataclasses.astuple(dataclasses.replace(heron, oars=4)) == ("Heron", 4, (), ["left"], 0)
    assert [each.name for each in dataclasses.fields(QUICK)] == ["name", "oars", "crew", "log", "key"]
    assert copy.deepcopy(heron) == heron
    assert not hasattr(heron, "__dict__")
    with pytest.raises(TypeError):
        QUICK()


def test_what_a_class_says_itself_holds():
    @dataclass(frozen=True, slots=True)
    class Mark:
        word: str

        def __eq__(self, other: object) -> bool:
            return isinstance(other, Mark) and other.word.lower() == self.word.lower()

        def __repr__(self) -> str:
            return "mark"

    assert Mark("A") == Mark("a")
    assert str(Mark("A")) == "mark"


def test_other_kinds_are_the_standard_ones():
    @dataclass(frozen=True, slots=True, order=True)
    class Number:
        value: int

    assert Number(1) < Number(2)
    with pytest.raises(dataclasses.FrozenInstanceError):
        Number(1).value = 2  # type: ignore[misc]


@dataclass(frozen=True, slots=True)
class Sent:
    """What goes to another process."""

    words: tuple[str, ...]


def test_values_go_to_other_processes():
    assert pickle.loads(pickle.dumps(Sent(("雨",)))) == Sent(("雨",))
