"""``parallelreader tags``: tags, comments on pairs and the review queue from the command line."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from parallelreader.cli.main import run
from term_material import SAMPLES

SCHEME = """\
categories:
  - name: kind
    one: true
    tags:
      - name: boat
        colour: blue
      - place
"""


class Tags:
    """The command on a copy of the sample corpus, with data of its own."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.corpus, self.folder = folder / "corpus", folder
        shutil.copytree(SAMPLES, self.corpus)
        self._capsys = capsys
        self.said = ""

    def command(self, *arguments: str, exits: int = 0) -> list[str]:
        code = run([*arguments, "--data-dir", str(self.folder / "data")])
        captured = self._capsys.readouterr()
        self.said = captured.err
        assert code == exits, captured.err
        return captured.out.splitlines()

    def __call__(self, action: str, *arguments: str, exits: int = 0) -> list[str]:
        return self.command("tags", action, str(self.corpus), *arguments, exits=exits)

    def notes(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.command("notes", "export", str(self.corpus))]


@pytest.fixture
def tags(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Tags:
    return Tags(tmp_path, capsys)


def test_all_places_of_words_are_tagged_and_reviewed(tags: Tags) -> None:
    (tags.folder / "ours.yaml").write_text(SCHEME, "utf-8")
    tags("scheme", "--take", str(tags.folder / "ours.yaml"))

    tags("everywhere", "渡船", "--tag", "KIND/boat", "--waiting")

    notes = tags.notes()
    assert len(notes) == 4
    assert {(note["colour"], *note["tags"], note["review"]) for note in notes} == {
        ("blue", "kind/boat", "waiting")
    }
    assert tags("list") == ["kind/boat\t4", "kind/place\t0"]
    waiting = tags("review")
    first = waiting[0].split("\t")[0]
    assert len(waiting) == 4
    tags("review", "--reject", first)
    assert tags("review", "--accept", "all") == []
    assert [note["review"] for note in tags.notes()] == ["done"] * 3


def test_a_marked_term_is_tagged_in_all_its_names(tags: Tags) -> None:
    tags.command("terms", "add", str(tags.corpus), "--zh", "渡船", "--en", "ferry")

    tags("everywhere", "渡船", "--tag", "boat", "--document", "last-ferry", "--in-version", "literal")

    notes = tags.notes()
    assert notes
    assert {target["version"] for note in notes for target in note["targets"]} == {"literal"}


def test_tags_are_added_renamed_and_removed(tags: Tags) -> None:
    tags("everywhere", "渡船", "--tag", "boat")
    ids = [note["id"] for note in tags.notes()]

    tags("add", *ids[:2], "--tag", "two")
    assert tags("list") == ["boat\t4", "two\t2"]
    tags("rename", "two", "pair")
    tags("remove", ids[0], "--tag", "pair")
    assert tags("list") == ["boat\t4", "pair\t1"]
    tags("rename", "boat", "")
    assert tags("list") == ["pair\t1"]
    tags("add", "nobody", "--tag", "two", exits=1)
    assert "no note nobody" in tags.said


def test_a_comment_stands_on_the_source_and_on_every_version(tags: Tags) -> None:
    (line,) = tags("comment", "Why so long?", "--document", "last-ferry", "--at", "2.1", "--json")

    note = json.loads(line)
    assert [target["version"] for target in note["targets"]] == ["zh", "literal", "free"]
    assert note["targets"][0]["segment"] == "2.1"
    tags("comment", "x", "--document", "last-ferry", "--at", "99.1", exits=1)
    tags("comment", "x", "--document", "last-ferry", "--at", "1", "--in-version", "none", exits=1)
    assert len(tags.notes()) == 1


def test_a_scheme_that_is_not_sound_is_refused_with_its_line(tags: Tags) -> None:
    (tags.folder / "ours.yaml").write_text("categories:\n  - nmae: a\n", "utf-8")

    tags("scheme", "--take", str(tags.folder / "ours.yaml"), exits=1)

    assert "ours.yaml:2" in tags.said
    assert not (tags.corpus / "tags.yaml").exists()
    assert tags("scheme") == []
