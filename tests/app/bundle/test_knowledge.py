"""What the user knows of words goes into a bundle where asked, and comes to the same however it is merged."""

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from corpora import write_corpus
from parallelreader.app.annotating import Annotating
from parallelreader.app.bundle.bundles import merge_bundle, preview_merge, read_incoming, write_bundle
from parallelreader.app.bundle.undoing import MergeStands, take_back_merge
from parallelreader.app.holding.stretches import Stretches
from parallelreader.app.library import load_document, open_corpus
from parallelreader.app.words.book import WordBook
from parallelreader.app.words.bundle import bundle_records
from parallelreader.app.words.kept import Context, Partner, Rating
from parallelreader.app.words.statuses import Status
from parallelreader.core.bundle.merging import MergePlan
from parallelreader.core.errors import FileProblem
from parallelreader.core.notes.anchor import anchor_at
from parallelreader.core.text import Span
from parallelreader.paths import UserFolders
from parallelreader.store.database import Store
from parallelreader.store.reading_days import ReadingDay, add_to_day


class Person:
    """One reader with a corpus and a store of their own; ``now`` is what their clock shows."""

    def __init__(self, root: Path, *, now: int = 1_000_000) -> None:
        self.folders = UserFolders(root / "data", root / "cache")
        if not root.exists():
            write_corpus(root / "corpus")
        self.corpus = open_corpus(root / "corpus")
        self.now = now

    @contextmanager
    def words(self) -> Iterator[tuple[WordBook, Store, str]]:
        store = Store.open(self.folders.data)
        try:
            key = Annotating.open(store, self.corpus).corpus_key
            book = WordBook(store, clock=lambda: self.now)
            book.load()
            yield book, store, key
            assert book.flush(60)
        finally:
            store.close()

    def context(self, key: str, start: int, end: int) -> Context:
        text = load_document(self.corpus, self.corpus.documents[0].id).source_text
        place = anchor_at(text, Span(start, end), document=self.corpus.documents[0].id, version="zh")
        return Context(key, place, text.content[:20], start, (Partner("literal", "A boat."),))

    def learns(self) -> "Person":
        with self.words() as (book, store, key):
            context = self.context(key, 0, 2)
            word = book.kept.keep("老人", "lǎorén", "old man", context, key="老人")
            book.kept.review(word.id, Rating.GOOD)
            book.statuses.set(["船"], Status.KNOWN)
            book.corrections.cut({"研究生命": (2,)}, name="Split")
            book.reveals.note_reveal(key, "literal", context.place)
            book.reveals.note_unaided(key, "last-ferry", Stretches().including(0, 5000))
            store.submit(add_to_day, ReadingDay("2026-03-02", key, "last-ferry", 300.0, 40)).result()
        return self

    def write(self, path: Path, *, with_words: bool = True) -> Path:
        write_bundle(self.corpus, path, self.folders, with_words=with_words)
        return path

    def merge(self, path: Path) -> MergePlan:
        return merge_bundle(self.corpus, read_incoming(self.corpus, path), self.folders)

    def knows(self) -> list[dict[str, Any]]:
        """All of it, with this corpus called the same for everybody."""
        with self.words() as (book, store, key):
            lines = [json.dumps(record, ensure_ascii=False) for record in bundle_records(book, store)]
        return [json.loads(line.replace(key, "KEY")) for line in lines]


@pytest.fixture
def person(tmp_path: Path) -> Callable[..., Person]:
    return lambda name, **options: Person(tmp_path / name, **options)


NEW = {"statuses": 2, "kept": 1, "reviews": 1, "reveals": 1, "days": 1, "corrections": 1, "unaided": 1}


def test_words_come_into_an_empty_store_and_a_second_time_change_nothing(person, tmp_path: Path) -> None:
    wren, ashdown = person("wren").learns(), person("ashdown")
    bundle = wren.write(tmp_path / "wren.prbundle")

    seen = preview_merge(ashdown.corpus, read_incoming(ashdown.corpus, bundle), ashdown.folders)

    assert seen.known == NEW
    assert ashdown.knows() == []
    assert ashdown.merge(bundle).known == NEW
    assert ashdown.knows() == wren.knows()
    again = ashdown.merge(bundle)
    assert not again.changes_anything
    assert set(again.known.values()) == {0}
    assert ashdown.knows() == wren.knows()


def test_a_bundle_has_no_words_unless_asked(person, tmp_path: Path) -> None:
    wren, ashdown = person("wren").learns(), person("ashdown")
    bundle = wren.write(tmp_path / "wren.prbundle", with_words=False)

    assert "words.jsonl" not in zipfile.ZipFile(bundle).namelist()
    assert ashdown.merge(bundle).known == {}
    assert ashdown.knows() == []


def test_two_bundles_come_to_the_same_in_both_orders_and_nothing_is_lowered(person, tmp_path: Path) -> None:
    wren = person("wren").learns()
    # The same reader on two computers: each goes on alone.
    ashdown = person("ashdown", now=2_000_000)
    ashdown.merge(wren.write(tmp_path / "begun.prbundle"))
    wren.now = 3_000_000
    with ashdown.words() as (book, _, key):
        book.kept.keep("老人", "lǎorén", "old man", ashdown.context(key, 3, 5), key="老人")
        book.statuses.set(["船", "岸边"], Status.LEARNING_2)
        book.statuses.set(["河"], Status.IGNORED)
        book.reveals.note_reveal(key, "literal", ashdown.context(key, 0, 2).place)
    with wren.words() as (book, _, key):
        book.kept.keep("老人", "lǎorén", "old man", wren.context(key, 6, 7), key="老人")
        book.statuses.set(["岸边"], Status.LEARNING_4)
        book.statuses.set(["河"], Status.KNOWN)
    first, second = wren.write(tmp_path / "w.prbundle"), ashdown.write(tmp_path / "a.prbundle")
    one, other = person("one"), person("other")

    for bundle in (first, second):
        one.merge(bundle)
    for bundle in (second, first, second):
        other.merge(bundle)

    assert one.knows() == other.knows()
    with one.words() as (book, _, key):
        known = {word: book.statuses.of(word) for word in ("船", "岸边", "河")}
        assert known == {"船": Status.KNOWN, "岸边": Status.LEARNING_4, "河": Status.KNOWN}
        (kept,) = book.kept.all()
        assert [each.place.start for each in kept.contexts] == [0, 3, 6]
        assert [each.times for each in book.reveals.revealed(key)] == [2]
    assert ashdown.merge(first).changes_anything
    assert wren.merge(second).changes_anything
    assert ashdown.knows() == wren.knows() == one.knows()


def test_places_have_ones_own_names_for_documents_and_versions(person, tmp_path: Path) -> None:
    wren, ashdown = person("wren").learns(), person("ashdown")
    content = (ashdown.corpus.folder / "corpus.yaml").read_text("utf-8")
    for theirs, own in (
        ("id: last-ferry", "id: the-ferry"),
        ("id: zh", "id: original"),
        ("[zh,", "[original,"),
    ):
        content = content.replace(theirs, own)
    (ashdown.corpus.folder / "corpus.yaml").write_text(content, "utf-8")
    ashdown.corpus = open_corpus(ashdown.corpus.folder)

    ashdown.merge(wren.write(tmp_path / "wren.prbundle"))

    with ashdown.words() as (book, _, key):
        (kept,) = book.kept.all()
        (reveal,) = book.reveals.revealed(key)
        assert {each.document for each in (*kept.contexts, reveal.place)} == {"the-ferry"}
        assert {each.version for each in (*kept.contexts, reveal.place)} == {"original"}
        assert book.reveals.unaided(key, "the-ferry").share > 0


def test_what_stands_on_other_texts_alone_stays_at_home(person, tmp_path: Path) -> None:
    wren = person("wren").learns()
    with wren.words() as (book, store, key):
        place = replace(wren.context(key, 0, 2).place, document="elsewhere")
        book.reveals.note_reveal("another corpus", "en", place)
        store.submit(add_to_day, ReadingDay("2026-03-03", "another corpus", "d", 9.0, 1)).result()

    bundle = wren.write(tmp_path / "wren.prbundle")

    assert b"another corpus" not in zipfile.ZipFile(bundle).read("words.jsonl")


@pytest.mark.parametrize(
    "line",
    [
        {"kind": "poem"},
        {"kind": "status", "word": "船", "status": "splendid", "changed": 5},
        {"kind": "status", "word": "船", "status": "known", "changed": -5},
        {"kind": "status", "word": "船"},
        {"kind": "kept", "id": "x", "card": "{"},
        {"kind": "unaided", "corpus": "corpus", "document": "d", "stretches": 5},
    ],
)
def test_one_bad_line_refuses_the_whole(person, tmp_path: Path, line: dict[str, Any]) -> None:
    wren, ashdown = person("wren").learns(), person("ashdown")
    bundle, bad = wren.write(tmp_path / "wren.prbundle"), tmp_path / "bad.prbundle"
    with zipfile.ZipFile(bundle) as good, zipfile.ZipFile(bad, "w") as made:
        parts = {name: good.read(name) for name in good.namelist()}
        parts["words.jsonl"] += json.dumps(line).encode()
        manifest = json.loads(parts["manifest.json"])
        manifest["files"]["words.jsonl"]["sha256"] = hashlib.sha256(parts["words.jsonl"]).hexdigest()
        parts["manifest.json"] = json.dumps(manifest).encode()
        for name, content in parts.items():
            made.writestr(name, content)

    with pytest.raises(FileProblem, match=r"Line \d+ of words.jsonl") as refused:
        ashdown.merge(bad)

    assert str(refused.value.where) == str(bad)
    assert ashdown.knows() == []


def test_words_that_came_go_again_unless_they_were_changed_since(person, tmp_path: Path) -> None:
    wren, ashdown = person("wren").learns(), person("ashdown")
    ashdown.merge(wren.write(tmp_path / "first.prbundle"))
    before = ashdown.knows()
    wren.now += 1000
    with wren.words() as (book, store, key):
        (kept,) = book.kept.all()
        book.kept.review(kept.id, Rating.HARD)
        book.kept.keep("岸边", "ànbiān", "shore", wren.context(key, 4, 6), key="岸边")
        book.statuses.set(["人"], Status.IGNORED)
        store.submit(add_to_day, ReadingDay("2026-03-02", key, "last-ferry", 60.0, 4)).result()
    merged = ashdown.merge(wren.write(tmp_path / "second.prbundle"))
    after = ashdown.knows()
    assert after == wren.knows() != before

    take_back_merge(ashdown.corpus, merged, ashdown.folders)
    assert ashdown.knows() == before

    merged = ashdown.merge(tmp_path / "second.prbundle")
    assert ashdown.knows() == after
    with ashdown.words() as (book, _, _):
        book.statuses.set(["人"], Status.KNOWN)
    after = ashdown.knows()
    with pytest.raises(MergeStands, match="of words was changed since"):
        take_back_merge(ashdown.corpus, merged, ashdown.folders)
    assert ashdown.knows() == after
