"""``parallelreader terms``: what is done to terms from the command line."""

import json
from pathlib import Path
from typing import Any

import pytest

from parallelreader.cli.main import run
from term_material import SAMPLES


class Terms:
    """The command on the sample corpus, with data of its own."""

    def __init__(self, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self._data, self._capsys = data, capsys
        self.said = ""

    def __call__(self, action: str, *arguments: str, exits: int = 0) -> list[str]:
        code = run(["terms", action, str(SAMPLES), *arguments, "--data-dir", str(self._data)])
        captured = self._capsys.readouterr()
        self.said = captured.err
        assert code == exits, captured.err
        return captured.out.splitlines()

    def listed(self, *arguments: str) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self("list", "--json", *arguments)]


@pytest.fixture
def terms(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Terms:
    return Terms(tmp_path / "data", capsys)


def test_a_term_is_added_and_listed_with_its_count(terms: Terms) -> None:
    terms("add", "--zh", "渡船", "--zh", "渡轮", "--en", "ferry", "--subject", "rivers")

    assert terms("list", "--counts") == ["渡船, 渡轮\tferry\t4\trivers"]
    (listed,) = terms.listed("--counts")
    assert listed["occurrences"] == 4
    assert [(term["text"], term["status"]) for term in listed["terms"]] == [
        ("渡船", "preferred"),
        ("渡轮", "admitted"),
        ("ferry", "preferred"),
    ]


def test_a_term_needs_words(terms: Terms) -> None:
    terms("add", "--subject", "rivers", exits=2)
    terms("add", "--zh", "  ", exits=1)

    assert "needs a term" in terms.said
    assert terms("list") == []


def test_everything_said_of_a_term_is_changed_at_once(terms: Terms) -> None:
    terms("add", "--zh", "渡船", "--en", "ferry", "--en", "boat")

    terms(
        *("edit", "渡船", "--status", "boat=deprecated", "--part-of-speech", "ferry=noun"),
        *("--forms", "ferry=ferryboat;ferry-boat", "--case", "boat", "--source", "ferry=Wren"),
        *("--add-zh", "轮渡", "--definition", "What crosses.", "--everywhere"),
    )

    (listed,) = terms.listed()
    by_text = {term["text"]: term for term in listed["terms"]}
    assert by_text["boat"]["status"] == "deprecated"
    assert by_text["boat"]["case_sensitive"]
    assert by_text["ferry"]["forms"] == ["ferryboat", "ferry-boat"]
    assert (by_text["ferry"]["part_of_speech"], by_text["ferry"]["source"]) == ("noun", "Wren")
    assert "轮渡" in by_text
    assert (listed["definition"], listed["everywhere"]) == ("What crosses.", True)
    assert terms("list") == ["渡船, 轮渡\tferry, boat (deprecated)"]


def test_terms_are_dropped_but_not_the_last(terms: Terms) -> None:
    terms("add", "--zh", "渡船", "--en", "ferry")

    terms("edit", "ferry", "--drop", "FERRY")
    assert terms("list") == ["渡船"]
    terms("edit", "渡船", "--drop", "渡船", exits=1)
    assert terms("list") == ["渡船"]


def test_unknown_names_are_refused_and_say_what_there_is(terms: Terms) -> None:
    terms("add", "--zh", "渡船", "--en", "ferry")

    terms("edit", "火车", "--subject", "rails", exits=1)
    assert "火车 is no term" in terms.said
    terms("edit", "渡船", "--status", "train=deprecated", exits=1)
    assert "It has: 渡船, ferry." in terms.said
    terms("edit", "渡船", "--status", "ferry=bad", exits=2)
    terms("edit", "渡船", "--status", "ferry", exits=2)


def test_a_name_of_several_concepts_is_to_be_told_by_id(terms: Terms) -> None:
    terms("add", "--zh", "渡船", "--en", "ferry")
    terms("add", "--zh", "渡船", "--en", "boat")

    terms("remove", "渡船", exits=1)
    said = terms.said
    ids = [listed["id"] for listed in terms.listed()]
    assert "Several concepts" in said
    assert all(id in said for id in ids)
    terms("remove", ids[1])

    assert [listed["id"] for listed in terms.listed("--named", "渡船")] == [ids[0]]


def test_merging_makes_one_of_several(terms: Terms) -> None:
    terms("add", "--zh", "渡船", "--en", "ferry")
    terms("add", "--zh", "轮渡", "--en", "ferryboat")

    terms("merge", "渡船", "渡船", exits=1)
    terms("merge", "轮渡", "渡船")

    assert terms("list") == ["轮渡, 渡船\tferryboat, ferry"]


def test_all_that_are_called_so_are_merged(terms: Terms) -> None:
    terms("add", "--zh", "渡船", "--en", "ferry")
    terms("add", "--zh", "渡船", "--en", "boat")

    terms("merge", "渡船")

    assert terms("list") == ["渡船\tferry, boat"]


def test_nothing_is_left_of_a_removed_term(terms: Terms) -> None:
    terms("add", "--zh", "渡船", "--en", "ferry")
    terms("remove", "渡船")

    assert terms("list") == []
    assert "No terms." in terms.said
