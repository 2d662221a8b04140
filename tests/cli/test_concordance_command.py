"""``parallelreader concordance`` as people and scripts call it."""

import json
from pathlib import Path

import pytest

from parallelreader.formats.spreadsheet import SpreadsheetUnits
from parallelreader.paths import resource

SAMPLES = resource("samples")


@pytest.fixture(autouse=True)
def _tables(link_cache: Path, word_cache: Path) -> None:
    """The user's cache folder has the tables of links and of words."""


def told(ran) -> list[dict]:
    return [json.loads(line) for line in ran.lines]


def test_every_hit_is_an_object_with_its_contexts_and_renderings(command):
    ran = command("concordance", SAMPLES, "纜繩", "--width", "6", "--json")

    first = told(ran)[0]
    assert (ran.result, len(ran.lines)) == (0, 3)
    assert (first["document"], first["version"], first["label"]) == ("last-ferry", "zh", "3.5")
    assert (first["left"], first["hit"], first["right"]) == ("只是觉得手里的"[-6:], "缆绳", "比平时重。")
    literal = first["others"]["literal"]
    start, end = literal["spans"][0]
    assert literal["text"][start:end] == literal["rendering"] == "mooring rope"


def test_people_see_hits_below_each_other(command):
    lines = command("concordance", SAMPLES, "rope", "--in-version", "literal", "--no-renderings").lines
    hits = [line for line in lines if "literal " in line]

    assert len(hits) > 2
    assert len({line.index("  rope") for line in hits if "  rope  " in line}) == 1


def test_hits_are_sorted_and_grouped(command):
    sorted_hits = told(command("concordance", SAMPLES, "渡口", "--sort", "R1", "--no-renderings", "--json"))
    groups = told(command("concordance", SAMPLES, "渡口", "--group", "R1", "--json"))

    assert sum(group["count"] for group in groups) == len(sorted_hits)
    assert groups[0]["count"] >= groups[-1]["count"]
    places = [hit["right"][:1] for hit in sorted_hits if hit["right"][:1] in "改的"]
    assert places == sorted(places, key="的改".index)


def test_collocations_have_both_measures_and_a_heading(command):
    plain = command("concordance", SAMPLES, "渡口", "--collocations", "--window", "3,3").lines
    found = told(command("concordance", SAMPLES, "渡口", "--collocations", "--window", "3,3", "--json"))

    assert plain[0].split("\t")[:2] == ["word", "count"]
    assert [line.split("\t")[0] for line in plain[1:]] == [each["word"] for each in found]
    assert found[0]["log_dice"] >= found[-1]["log_dice"]
    assert all(each["log_dice"] <= 14 for each in found)


def test_the_words_of_a_version_beside_hits_tell_what_renders_them(command):
    found = told(command("concordance", SAMPLES, "渡口", "--collocations", "--beside", "literal", "--json"))

    assert {each["word"] for each in found[:2]} == {"landing", "ferry"}


def test_a_collocate_narrows(command):
    hits = told(command("concordance", SAMPLES, "渡口", "--near", "改造", "--no-renderings", "--json"))

    assert hits
    assert all("改造" in hit["left"] + hit["right"] for hit in hits)


def test_a_query_is_kept_and_asked_again(command):
    command("concordance", SAMPLES, "渡口", "--group", "L1", "--save", "Crossings")

    again = command("concordance", SAMPLES, "--saved", "crossings", "--json")
    listed = told(command("concordance", SAMPLES, "--list-saved", "--json"))

    assert [set(each) for each in told(again)][:1] == [{"group", "written", "count", "share"}]
    assert [(each["name"], each["query"], each["group"]) for each in listed] == [("Crossings", "渡口", "L1")]


def test_a_marked_term_is_asked_by_its_name(command):
    command("terms", "add", SAMPLES, "--zh", "缆绳", "--en", "mooring rope")

    hits = told(command("concordance", SAMPLES, "缆绳", "--term", "--no-renderings", "--json"))

    assert {(hit["version"], hit["hit"]) for hit in hits} >= {("zh", "缆绳"), ("literal", "mooring rope")}


def test_a_workbook_needs_a_file_and_gets_it_whole(command, tmp_path):
    file = tmp_path / "rope.xlsx"

    refused = command("concordance", SAMPLES, "缆绳", "--format", "xlsx")
    written = command("concordance", SAMPLES, "缆绳", "--format", "xlsx", "-o", file)

    assert (refused.result, written.result) == (2, 0)
    assert SpreadsheetUnits(file).columns


def test_a_table_goes_to_standard_output_too(command):
    lines = command("concordance", SAMPLES, "缆绳", "--format", "tsv", "--no-renderings").lines

    assert lines[0].split("\t")[4:7] == ["left", "hit", "right"]
    assert len(lines) == 4


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["缆绳", "--sort", "L9"], "sorted or grouped"),
        (["缆绳", "--group", "rendering:wren"], "no version wren"),
        (["缆绳", "--collocations", "--beside", "wren"], "no version wren"),
        (["缆绳", "--term"], "no term"),
        (["--saved", "nothing"], "No query"),
        (["/(/"], "pattern"),
        (["缆绳", "--document", "none"], "no document"),
    ],
)
def test_what_cannot_be_answered_is_refused_with_what_to_do(command, arguments, said):
    ran = command("concordance", SAMPLES, *arguments)

    assert ran.result == 1
    assert said in ran.err


@pytest.mark.parametrize(
    "arguments", [[], ["缆绳", "--window", "0,0"], ["x", "--collocations", "--group", "L1"]]
)
def test_wrong_usage_is_told(command, arguments):
    assert command("concordance", SAMPLES, *arguments).result == 2


def test_nothing_found_is_said(command):
    ran = command("concordance", SAMPLES, "不在这里")

    assert (ran.result, ran.out) == (0, "")
    assert "不在这里" in ran.err
