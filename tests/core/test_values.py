"""A quick value class is what the standard one makes, but that only the type checker keeps it as it is."""

import copy
import dataclasses
import pickle
from typing import Any, ClassVar

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


def test_values_that_change_and_values_of_named_fields_are_as_usual():
    @dataclass(slots=True)
    class Tide:
        height: int = 0

    @dataclass(frozen=True, slots=True, kw_only=True)
    class Settings:
        size: int = 3
        name: str

    tide = Tide()
    tide.height += 2
    assert tide == Tide(2)
    with pytest.raises(TypeError):
        hash(tide)
    assert dataclasses.replace(Settings(name="a"), size=4) == Settings(name="a", size=4)
    with pytest.raises(TypeError):
        Settings(3, "a")  # type: ignore[misc]


def test_what_is_no_field_stays_with_the_class():
    @dataclass(frozen=True, slots=True)
    class Post:
        most: ClassVar[int] = 7
        words: str = ""
        letters: int = dataclasses.field(default=0, init=False)

    assert (Post("a").words, Post.most, Post("a").letters) == ("a", 7, 0)
    assert [each.name for each in dataclasses.fields(Post)] == ["words", "letters"]


def test_a_value_may_be_more_than_another():
    @dataclass(frozen=True, slots=True)
    class Boat:
        name: str

        def called(self) -> str:
            return self.name

    @dataclass(frozen=True, slots=True)
    class Ferry(Boat):
        seats: int = 12

    @dataclasses.dataclass
    class Barge(Boat):
        load: int = 3

    assert Ferry("Heron", 9).called() == "Heron"
    assert Ferry("Heron") == Ferry("Heron", 12) != Boat("Heron")
    assert Barge("Tern", 5).load == 5


def test_values_are_looked_over_when_they_are_made():
    @dataclass(frozen=True, slots=True)
    class Oar:
        length: int
        words: list[str] = dataclasses.field(default_factory=list)

        def __post_init__(self) -> None:
            if self.length < 1:
                raise ValueError("too short")

    assert Oar(1).words is not Oar(1).words
    with pytest.raises(ValueError, match="too short"):
        Oar(0)
    with pytest.raises(ValueError, match="mutable default"):

        @dataclass(frozen=True, slots=True)
        class Shared:
            words: list[str] = []  # noqa: RUF012


def test_the_fields_are_told_to_whoever_takes_values_apart():
    match QUICK("Heron", 4):
        case QUICK(name, oars):  # type: ignore[misc]
            told = name, oars

    assert told == ("Heron", 4)
    assert [each.name for each in dataclasses.fields(QUICK("Tern"))] == list(QUICK.__match_args__)  # type: ignore[attr-defined]


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
