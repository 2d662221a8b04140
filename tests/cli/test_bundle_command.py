"""What ``bundle`` prints and does."""

import json
from pathlib import Path

import pytest

from corpora import write_corpus
from parallelreader.app.annotating import Annotating
from parallelreader.app.library import load_document, open_corpus
from parallelreader.app.words.statuses import Status, Statuses
from parallelreader.core.text import Span
from parallelreader.store.database import Store


@pytest.fixture
def corpus(tmp_path) -> Path:
    return write_corpus(tmp_path / "corpus")


def note(corpus: Path, data: Path, body: str) -> None:
    opened = load_document(open_corpus(corpus), "last-ferry")
    store = Store.open(data)
    notes = Annotating.open(store, opened.corpus)
    notes.notes.open_text("last-ferry", "zh", opened.source_text)
    notes.write_note([notes.notes.anchor("last-ferry", "zh", Span(4, 6))], body)
    assert notes.flush(60)
    store.close()


def test_a_bundle_is_written_looked_at_and_merged(command, corpus, tmp_path):
    note(corpus, tmp_path / "data", "who?")
    bundle = tmp_path / "mine.prbundle"

    written = command("bundle", "write", corpus, "-o", bundle, "--author", "Wren", "--with-texts", "--json")

    assert json.loads(written.out)["counts"]["note"] == 1
    theirs = "--data-dir", tmp_path / "theirs"
    seen = command("bundle", "merge", corpus, bundle, "--dry-run", *theirs)
    assert seen.out == "added note “who?”\n"
    assert "1 added, 0 changed, 0 in conflict, 0 deleted" in seen.err
    merged = command("bundle", "merge", corpus, bundle, "--json", *theirs)
    (line,) = map(json.loads, merged.lines)
    assert (line["outcome"], line["kind"], line["after"]["body"]) == ("added", "note", "who?")
    again = command("bundle", "merge", corpus, bundle, bundle, *theirs)
    assert again.out == ""

    made = tmp_path / "made"
    assert command("bundle", "restore", bundle, made, "--data-dir", tmp_path / "third").result == 0
    assert (made / "corpus.yaml").read_bytes() == (corpus / "corpus.yaml").read_bytes()
    exported = command("notes", "export", made, "--data-dir", tmp_path / "third")
    assert json.loads(exported.out)["body"] == "who?"


def test_words_go_along_where_asked(command, corpus, tmp_path):
    store = Store.open(tmp_path / "data")
    statuses = Statuses(store)
    statuses.set(["船", "岸"], Status.KNOWN)
    assert statuses.flush(60)
    store.close()
    bundle = tmp_path / "mine.prbundle"
    theirs = "--data-dir", tmp_path / "theirs"

    written = command("bundle", "write", corpus, "-o", bundle, "--with-words")

    assert "of words: 2" in written.err
    seen = command("bundle", "merge", corpus, bundle, "--dry-run", *theirs)
    assert "of words, statuses: 2." in seen.err
    merged = command("bundle", "merge", corpus, bundle, "--json", *theirs)
    assert json.loads(merged.lines[-1])["statuses"] == 2
    assert "of words, nothing new." in command("bundle", "merge", corpus, bundle, *theirs).err


def test_two_annotators_are_compared(command, corpus, tmp_path):
    note(corpus, tmp_path / "data", "who?")
    note(corpus, tmp_path / "theirs", "who is this?")
    bundle = tmp_path / "theirs.prbundle"
    command("bundle", "write", corpus, "-o", bundle, "--author", "Ashdown", "--data-dir", tmp_path / "theirs")

    said = command("bundle", "compare", corpus, bundle)

    assert said.lines[:2] == ["mine and Ashdown", "places, same bounds: 1 and 1, 1 shared, F1 1.00"]
    assert said.lines[-1] == "other words: last-ferry zh 4-6 “老人”  yellow “who?” | yellow “who is this?”"
    figures, difference = map(json.loads, command("bundle", "compare", corpus, bundle, "--json").lines)
    assert figures["places_exact"]["f1"] == 1.0
    assert difference["theirs"] == {"span": [4, 6], "colour": "yellow", "tags": [], "body": "who is this?"}


def test_a_bundle_that_is_none_is_refused_and_nothing_is_done(command, corpus, tmp_path):
    note(corpus, tmp_path / "data", "who?")
    good, bad = tmp_path / "good.prbundle", tmp_path / "bad.prbundle"
    command("bundle", "write", corpus, "-o", good)
    bad.write_bytes(b"nothing")

    ran = command("bundle", "merge", corpus, good, bad, "--data-dir", tmp_path / "theirs")

    assert ran.result == 1
    assert str(bad) in ran.err
    assert "no notes" in command("notes", "export", corpus, "--data-dir", tmp_path / "theirs").err


@pytest.mark.parametrize(
    "arguments", [("write", "c"), ("merge", "c"), ("restore", "b"), ("write", "c", "x", "-o", "y")]
)
def test_what_is_missing_is_named(command, arguments):
    assert command("bundle", *arguments).result == 2
