"""Tags of notes, and the scheme that says which there are."""

from parallelreader.core.notes.note import Colour
from parallelreader.core.notes.tags import (
    NO_SCHEME,
    Category,
    TagScheme,
    TagSpec,
    tags_as_line,
    tags_in,
    tidy_tag,
)

SCHEME = TagScheme(
    (
        Category("register", (TagSpec("formal"), TagSpec("spoken", Colour.BLUE)), allows_one=True),
        Category("theme", (TagSpec("river"), TagSpec("work"))),
        Category("", (TagSpec("check"),)),
    )
)


def test_tags_of_a_scheme_are_written_with_their_category() -> None:
    assert SCHEME.tags == ("register/formal", "register/spoken", "theme/river", "theme/work", "check")
    spoken = SCHEME.spec("Register/Spoken")
    assert spoken is not None
    assert spoken.colour is Colour.BLUE
    assert SCHEME.spec("spoken") is None


def test_a_category_that_allows_one_tag_gives_the_former_away() -> None:
    tags = SCHEME.tagged((), ["register/formal", "theme/river"])

    assert SCHEME.tagged(tags, ["theme/work"]) == ("register/formal", "theme/river", "theme/work")
    assert SCHEME.tagged(tags, ["register/spoken"]) == ("theme/river", "register/spoken")
    assert NO_SCHEME.tagged(tags, ["register/spoken"]) == (*tags, "register/spoken")


def test_tags_are_there_once_and_as_the_scheme_writes_them() -> None:
    assert SCHEME.tagged(("Own",), ["THEME/River", "own", " ", "theme/river"]) == ("Own", "theme/river")
    assert SCHEME.tagged(("Own", "check"), [], ["OWN"]) == ("check",)


def test_a_tag_is_a_line_without_what_parts_tags() -> None:
    assert tidy_tag(" a;\nb\u0000\tc ") == "a, b c"
    assert tags_in(tags_as_line(["a", "theme/river", "=1"])) == ("a", "theme/river", "=1")
