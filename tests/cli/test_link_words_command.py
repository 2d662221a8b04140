"""parallelreader link-words: lines in, lines out, and what cannot be linked."""

import json

import pytest

from link_material import BRIDGE, FERRY


def line_of(pair: tuple[list[str], list[str]]) -> str:
    return f"{' '.join(pair[0])} ||| {' '.join(pair[1])}"


@pytest.fixture
def pairs(tmp_path):
    """A file with two pairs, one with an empty side between them."""
    path = tmp_path / "pairs.txt"
    path.write_text(f"{line_of(FERRY)}\n船 |||\n{line_of(BRIDGE)}\n", encoding="utf-8")
    return path


@pytest.mark.usefixtures("link_cache")
def test_every_pair_gives_a_line_of_links_from_zero(command, pairs):
    ran = command("link-words", pairs)

    assert ran.result == 0
    assert len(ran.lines) == 3
    assert ran.lines[1] == ""
    links = {tuple(map(int, link.split("-"))) for link in ran.lines[0].split()}
    assert (0, 1) in links
    assert all(i < len(FERRY[0]) and j < len(FERRY[1]) for i, j in links)


@pytest.mark.usefixtures("link_cache")
def test_json_gives_the_links_and_their_confidence(command, pairs):
    ran = command("link-words", pairs, "--json")

    objects = [json.loads(line) for line in ran.lines]
    assert [0, 1] in objects[0]["links"]
    assert len(objects[0]["links"]) == len(objects[0]["confidence"])
    assert all(0 < each <= 1 for each in objects[0]["confidence"])
    assert objects[1] == {"links": [], "confidence": []}


@pytest.mark.usefixtures("link_cache")
@pytest.mark.parametrize("options", [(), ("--learn",)])
def test_a_file_gets_what_standard_output_would(command, pairs, tmp_path, options):
    shown = command("link-words", pairs, *options)
    written = command("link-words", pairs, *options, "-o", tmp_path / "links.txt")

    assert written.out == ""
    assert (tmp_path / "links.txt").read_text(encoding="utf-8") == shown.out


@pytest.mark.usefixtures("link_cache")
def test_a_corpus_can_teach(command, pairs, tmp_path):
    zh, en = tmp_path / "zh.txt", tmp_path / "en.txt"
    zh.write_text("渡船每天离开小镇。\n老人修理木桥。\n", encoding="utf-8")
    en.write_text(
        "Every day the ferry leaves the town.\nThe old man mends the wooden bridge.\n", encoding="utf-8"
    )
    command("import", zh, en, "--into", tmp_path / "corpus")

    ran = command("link-words", pairs, "--corpus", tmp_path / "corpus")

    assert ran.result == 0
    assert len(ran.lines) == 3


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("船 boat\n".encode(), "pairs.txt:1"),
        ("船 ||| boat\n船".encode("gb18030"), "pairs.txt:1: The file is not UTF-8"),
    ],
)
def test_a_line_that_cannot_be_read_is_refused(command, tmp_path, content, words):
    path = tmp_path / "pairs.txt"
    path.write_bytes(content)

    ran = command("link-words", path, "-o", tmp_path / "links.txt")

    assert ran.result == 1
    assert words in ran.err
    assert not (tmp_path / "links.txt").exists()


def test_a_missing_file_is_refused(command, tmp_path):
    ran = command("link-words", tmp_path / "none.txt")

    assert ran.result == 1
    assert "no such file" in ran.err


def test_a_missing_argument_is_wrong_usage(command):
    assert command("link-words").result == 2


def test_help_has_an_example(command):
    ran = command("link-words", "--help")

    assert ran.result == 0
    assert "parallelreader link-words pairs.txt" in ran.out
