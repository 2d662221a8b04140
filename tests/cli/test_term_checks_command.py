"""``parallelreader terms suggest`` and ``check``, as a script sees them."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from parallelreader.app.terms import close_looks
from parallelreader.cli.main import run
from parallelreader.cli.term_checking import told
from parallelreader.core.terms.finding import Finding, FindingKind, Sample
from term_material import SAMPLES


class Terms:
    """The command on a corpus, with data of its own."""

    def __init__(self, corpus: Path, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self._corpus, self._data, self._capsys = corpus, data, capsys
        self.said = ""

    def __call__(self, action: str, *arguments: str, exits: int = 0) -> list[str]:
        code = run(["terms", action, str(self._corpus), *arguments, "--data-dir", str(self._data)])
        captured = self._capsys.readouterr()
        self.said = captured.err
        assert code == exits, captured.err
        return captured.out.splitlines()

    def json(self, action: str, *arguments: str) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self(action, "--json", *arguments)]


@pytest.fixture
def terms(tmp_path: Path, link_cache: Path, word_cache: Path, capsys: pytest.CaptureFixture[str]) -> Terms:
    """On a copy of the sample in which Wren once has a crossing, and two figures that are wrong."""
    corpus = tmp_path / "corpus"
    shutil.copytree(SAMPLES, corpus)
    text = corpus / "last-ferry" / "literal.txt"
    words = text.read_text("utf-8")
    assert words.count("no boat would leave the ferry landing") == 1
    text.write_text(words.replace("would leave the ferry landing", "would leave the ferry crossing"), "utf-8")
    text = corpus / "river-bus" / "literal.txt"
    words = text.read_text("utf-8")
    text.write_text(
        words.replace("612 comments", "621 comments").replace("1,207 umbrellas", "1,270 umbrellas"), "utf-8"
    )
    assert word_cache == link_cache == tmp_path / "data" / "cache"
    return Terms(corpus, tmp_path / "data", capsys)


def test_terms_are_suggested_until_they_are_decided_on(terms: Terms) -> None:
    first, second, third = (each["chinese"] for each in terms.json("suggest", "--most", "3"))

    terms("reject", first)
    terms("accept", second)

    found = terms.json("suggest", "--most", "3")
    assert found[0]["chinese"] == third
    assert {first, second}.isdisjoint(each["chinese"] for each in found)
    assert terms("suggest", "--rejected") == [first]
    assert [each["terms"][0]["text"] for each in terms.json("list")] == [second]
    rendering = found[0]["renderings"]["literal"][0]
    assert rendering["text"]
    assert rendering["count"] > 1

    terms("reject", "--again", first)
    assert terms.json("suggest", "--most", "1")[0]["chinese"] == first
    terms("reject", "--again", first, exits=1)
    assert "was not rejected" in terms.said
    terms("accept", "没有这个", exits=1)
    assert "is not suggested" in terms.said


def test_what_differs_is_found_and_stays_dismissed(terms: Terms) -> None:
    terms("add", "--zh", "渡口", "--en", "ferry landing", "--en", "landing", "--en", "stop")
    terms("add", "--zh", "渔民", "--en", "fisherman")

    found = [each for each in terms.json("check") if each["version"] == "literal"]

    assert [(each["kind"], each["document"], each["term"]) for each in found] == [
        ("otherwise", "last-ferry", "渡口"),
        ("numbers", "river-bus", "1,207"),
        ("numbers", "river-bus", "612"),
    ]
    assert found[0]["expected"] == ["ferry landing", "landing", "stop"]
    assert "crossing" in found[0]["found"]
    assert (found[1]["found"], found[2]["found"]) == ("1,270", "621")
    only = terms.json("check", "--kind", "numbers", "--document", "last-ferry")
    assert only == []

    terms("dismiss", found[0]["key"])
    left = [each for each in terms.json("check", "--kind", "otherwise") if each["version"] == "literal"]
    assert left == []
    assert "1 dismissed" in terms.said
    (again,) = [
        each
        for each in terms.json("check", "--kind", "otherwise", "--dismissed")
        if each["version"] == "literal"
    ]
    assert again["dismissed"]
    terms("dismiss", "--again", found[0]["key"])
    terms("dismiss", "no such finding", exits=1)
    assert "no finding" in terms.said


def test_a_term_that_is_mostly_left_out_is_told_of_with_how_often() -> None:
    kind = FindingKind.MISSING
    finding = Finding(kind, "", "", "free", -1, None, None, "渡船", ("ferry",), "3/4", ("ferry",), "key")

    assert told(finding) == "渡船 has no counterpart in 3 of 4 pairs, such as “ferry”"


def test_a_finding_of_a_sample_tells_of_how_many_pairs_it_is() -> None:
    kind, sample = FindingKind.OTHERWISE, Sample(300, 4212, 5000)
    finding = Finding(kind, "", "", "free", -1, None, None, "渡船", ("ferry",), "boat", ("1",), "key", sample)

    assert told(finding) == (
        "渡船 is “boat”, not “ferry” (not as agreed in 4,212 of 5,000 pairs, 300 of them looked at closely)"
    )


def test_places_that_nobody_looked_at_are_told_of_in_one_line(
    terms: Terms, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(close_looks, "_IN_ALL", 1)
    monkeypatch.setattr(close_looks, "_LEAST", 1)
    terms("add", "--zh", "渡口", "--en", "wharf")

    terms("check", "--kind", "missing", "--document", "last-ferry")

    assert re.search(r"^Not looked at closely: \d+ places of 1 term: 渡口 \d+\.$", terms.said, re.MULTILINE)
