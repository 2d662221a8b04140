"""The scheme of tags comes back from its file, and a wrong line is named."""

from pathlib import Path

import pytest

from parallelreader.core.errors import CorpusProblem
from parallelreader.core.notes.note import Colour
from parallelreader.core.notes.tags import Category, TagScheme, TagSpec
from parallelreader.formats.tag_scheme import read_scheme, write_scheme

SCHEME = TagScheme(
    (
        Category(
            "文体 register", (TagSpec("formal"), TagSpec("𠮷: #1", Colour.BLUE, "as people talk")), True
        ),
        Category("theme", (), description="What it is about."),
        Category("", (TagSpec("yes"), TagSpec("1"))),
    ),
    "How we read: “ferry”",
)


def test_a_scheme_comes_back(tmp_path: Path) -> None:
    write_scheme(SCHEME, tmp_path / "tags.yaml")

    assert read_scheme(tmp_path / "tags.yaml") == SCHEME


def test_an_empty_file_is_a_scheme_without_tags(tmp_path: Path) -> None:
    (tmp_path / "tags.yaml").write_text("# nothing yet\n", "utf-8")

    assert read_scheme(tmp_path / "tags.yaml") == TagScheme()


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("- a", 1, "title or categories"),
        ("categories:\n  - nmae: a", 2, "nmae"),
        ("categories:\n  - name: a\n    tags: b", 3, "a list"),
        ("categories:\n  - name: a/b", 2, "has no"),
        ("categories:\n  - name: a\n    tags:\n      - b\n      - B", 5, "line 4"),
        ("categories:\n  - name: a\n  - name: A", 3, "twice"),
        ("categories:\n  - tags:\n      - {name: b, colour: pink}", 3, "pink"),
        ("categories:\n  - tags:\n      - {colour: blue}", 3, "no name"),
        ("categories:\n  - one: maybe", 2, "true or false"),
        ("categories:\n  - tags:\n      - 'a; b'", 3, "semicolon"),
        ("title: &x a\ncategories: *x", 1, "Anchors"),
        ("title: [", 1, "never closed|expected|node"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(tmp_path: Path, text: str, line: int, what: str) -> None:
    file = tmp_path / "tags.yaml"
    file.write_text(text, "utf-8")

    with pytest.raises(CorpusProblem, match=what) as caught:
        read_scheme(file)

    assert caught.value.line == line
