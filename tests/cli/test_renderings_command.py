"""``parallelreader renderings`` as scripts call it."""

import json
from pathlib import Path

import pytest

from parallelreader.app.library import load_document, open_corpus
from parallelreader.app.terms.aligned_texts import AlignedTexts
from parallelreader.app.terms.matrix import make_matrix
from parallelreader.app.terms.rendering_finding import RenderingsHere
from parallelreader.app.terms.stored_book import stored_book
from parallelreader.core.text import Span
from parallelreader.paths import UserFolders, resource

SAMPLES = resource("samples")


@pytest.fixture(autouse=True)
def _tables(link_cache: Path) -> None:
    """The user's cache folder has the link tables."""


def test_one_object_says_what_stands_in_every_version(command):
    ran = command("renderings", SAMPLES, "缆绳", "--json")

    found = json.loads(ran.out)
    assert (ran.result, len(ran.lines)) == (0, 1)
    assert found["term"] == "缆绳"
    assert [each["label"] for each in found["occurrences"]] == ["3.5", "4.1", "8.2"]
    first = found["occurrences"][0]
    assert (first["document"], first["version"], first["segment"]) == ("last-ferry", "zh", 9)
    assert first["text"] == "老魏并不难过，只是觉得手里的缆绳比平时重。"
    assert first["span"] == [14, 16]
    assert set(first["renderings"]) == {"literal", "free"}
    literal = first["renderings"]["literal"]
    assert set(literal) >= {"text", "span", "confidence"}
    start, end = literal["span"]
    text = (SAMPLES / "last-ferry" / "literal.txt").read_text(encoding="utf-8")
    assert text[start:end] == literal["text"] == "mooring rope"
    assert found["variants"]["literal"] == {"mooring rope": 3}


def test_what_a_version_leaves_out_is_null(command):
    found = json.loads(command("renderings", SAMPLES, "老魏并不难过", "--json").out)

    assert found["occurrences"][0]["renderings"]["free"] is None
    assert found["variants"]["free"] == {}
    assert found["gaps"]["free"] == 1


def test_either_script_may_be_asked_in(command):
    simplified = json.loads(command("renderings", SAMPLES, "缆绳", "--json").out)
    traditional = json.loads(command("renderings", SAMPLES, "纜繩", "--json").out)

    assert simplified["occurrences"] == traditional["occurrences"]


def test_people_are_told_each_place_and_the_sums(command):
    lines = command("renderings", SAMPLES, "缆绳").lines

    assert lines[:3] == [
        "last-ferry 3.5",
        "老魏并不难过，只是觉得手里的缆绳比平时重。",
        "  literal: mooring rope",
    ]
    assert "literal: mooring rope 3" in lines


def test_only_one_document_is_looked_at_where_it_is_named(command):
    found = json.loads(command("renderings", SAMPLES, "缆绳", "--json", "--document", "slow-dictionary").out)

    assert {each["document"] for each in found["occurrences"]} == {"slow-dictionary"}


def test_a_term_that_is_nowhere_is_no_failure(command):
    ran = command("renderings", SAMPLES, "骆驼", "--json")

    assert ran.result == 0
    assert json.loads(ran.out)["occurrences"] == []
    assert "骆驼" in ran.err


def test_what_the_user_said_is_in_effect(command, tmp_path):
    corpus = open_corpus(SAMPLES)
    opened = load_document(corpus, "last-ferry")
    start = str(opened.texts["free"].content).index("the rope when")
    with stored_book(corpus, UserFolders.under(tmp_path / "data"), is_writable=True) as book:
        matrix = make_matrix(AlignedTexts(corpus), "缆绳", linker=RenderingsHere(tmp_path / "data" / "cache"))
        book.choices.reject(opened, [(matrix.rows[0], "literal")])
        book.choices.choose(opened, matrix.rows[1], "free", Span(start, start + 8))

    found = json.loads(command("renderings", SAMPLES, "缆绳", "--json").out)

    assert found["occurrences"][0]["renderings"]["literal"] is None
    chosen = found["occurrences"][1]["renderings"]["free"]
    assert (chosen["text"], chosen["found"], chosen["state"]) == ("the rope", "chosen", "corrected")


def test_a_marked_term_knows_its_renderings(command):
    command("terms", "add", SAMPLES, "--zh", "缆绳", "--en", "rope")

    found = json.loads(command("renderings", SAMPLES, "缆绳", "--json").out)

    assert found["variants"]["literal"] == {"rope": 3}
    assert found["occurrences"][0]["renderings"]["literal"]["found"] == "term"


def test_tables_are_written_in_the_kind_asked_for(command, tmp_path):
    table = command("renderings", SAMPLES, "缆绳", "--format", "csv", "--no-bom")
    command("renderings", SAMPLES, "缆绳", "--format", "xlsx", "-o", tmp_path / "ropes.xlsx")

    assert table.lines[0].startswith("document,title,place,term,sentence,literal,")
    assert len(table.lines) == 4
    assert (tmp_path / "ropes.xlsx").read_bytes().startswith(b"PK")
    assert command("renderings", SAMPLES, "缆绳", "--format", "xlsx").result == 2


def test_words_must_be_given(command):
    assert command("renderings", SAMPLES, "  ").result == 2
