"""All that was made of a corpus as one file: written, merged, and refused where it is not as it should be."""

import hashlib
import itertools
import json
import shutil
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from corpora import write_corpus
from parallelreader.app.annotating import Annotating
from parallelreader.app.bundle.bundles import (
    RULES,
    TooManyDeletions,
    merge_bundle,
    preview_merge,
    read_incoming,
    restore_corpus,
    write_bundle,
)
from parallelreader.app.bundle.comparing import compare, compare_files, settle
from parallelreader.app.bundle.undoing import MergeStands, take_back_merge
from parallelreader.app.library import load_document, open_corpus
from parallelreader.app.repaired_documents import repaired
from parallelreader.app.repairing import Repairing
from parallelreader.app.tagging import Tagging
from parallelreader.app.terms.book import TermBook
from parallelreader.core.bundle.agreement import Differs
from parallelreader.core.bundle.merging import Outcome
from parallelreader.core.bundle.versions import BETWEEN, Record
from parallelreader.core.corpus import Corpus
from parallelreader.core.errors import FileProblem, WriteProblem
from parallelreader.core.notes.note import Colour, Note
from parallelreader.core.renderings.matrix import Cell, MatrixRow
from parallelreader.core.repair.operations import check
from parallelreader.core.terms.concept import Concept
from parallelreader.core.text import Span
from parallelreader.paths import UserFolders
from parallelreader.store.bundle_tables import BUNDLED
from parallelreader.store.database import Store
from parallelreader.store.library import Tag, exchange

KEPT = sorted({table.table for table in BUNDLED} | {part.table for t in BUNDLED for part in t.parts})
_clock = itertools.count(1_000_000)


class Person:
    """One reader with a corpus and a store of their own."""

    def __init__(self, root: Path, *, folder: str = "corpus") -> None:
        self.folders = UserFolders(root / "data", root / "cache")
        self.folder = root / folder
        if not self.folder.exists():
            write_corpus(self.folder)
        self.corpus: Corpus = open_corpus(self.folder)

    @contextmanager
    def at_work(self) -> Iterator["Work"]:
        store = Store.open(self.folders.data)
        try:
            yield Work(store, self.corpus)
        finally:
            store.close()

    def write(self, path: Path, **options: Any) -> Path:
        write_bundle(self.corpus, path, self.folders, clock=_clock.__next__, **options)
        return path

    def merge(self, path: Path, **options: Any) -> dict[Outcome, int]:
        incoming = read_incoming(self.corpus, path)
        return merge_bundle(self.corpus, incoming, self.folders, clock=_clock.__next__, **options).counts

    def dump(self) -> dict[str, list[dict[str, Any]]]:
        """All rows that go into bundles, whatever the corpus is called here."""
        connection = sqlite3.connect(self.folders.data / "parallelreader.db")
        connection.row_factory = sqlite3.Row
        try:
            found = {}
            for table in KEPT:
                rows = [dict(row) for row in connection.execute(f"SELECT * FROM {table}")]
                rows = [
                    {k: v for k, v in row.items() if k not in ("corpus", "revision")}
                    for row in rows
                    if not row.get("deleted")
                ]
                found[table] = sorted(rows, key=lambda row: json.dumps(row, sort_keys=True))
            return found
        finally:
            connection.close()


class Work:
    """What one person does with the corpus open."""

    def __init__(self, store: Store, corpus: Corpus) -> None:
        self.store = store
        self.notes = Annotating.open(store, corpus, clock=_clock.__next__)
        self.opened = load_document(corpus, "last-ferry")
        for version, text in self.opened.texts.items():
            self.notes.notes.open_text("last-ferry", version, text)
        self.repairs = Repairing.beside(self.notes, store)
        repaired(self.opened, self.repairs, for_reading=True)
        self.book = TermBook.open(store, self.notes.corpus_key, clock=_clock.__next__)

    def note(self, quote: str, body: str) -> str:
        start = self.opened.source_text.content.index(quote)
        anchor = self.notes.notes.anchor("last-ferry", "zh", Span(start, start + len(quote)))
        made = self.notes.write_note([anchor], body).added[0]
        self.keep()
        return made

    def keep(self) -> None:
        assert self.notes.flush(60)
        assert self.repairs.flush(60)
        assert self.book.flush(60)

    def choose(self, chinese: str, english: str) -> None:
        """Say that these words render those."""
        texts = self.opened.texts
        spans = []
        for version, words in (("zh", chinese), ("literal", english)):
            start = texts[version].content.index(words)
            spans.append(Span(start, start + len(words)))
        row = MatrixRow("last-ferry", "zh", spans[0], "1.1", 0, {"literal": Cell("literal", (0,), None)})
        self.book.choices.choose(self.opened, row, "literal", spans[1])

    def everything(self) -> None:
        """One of each kind of thing."""
        note = self.note("老人", "who is he?")
        Tagging(self.notes, clock=_clock.__next__).set_tags(note, ["people", "a question", "age"])
        alignment = self.repairs.alignment(self.opened.document, "literal")
        assert alignment is not None
        self.repairs.do(self.opened.document, "literal", check(alignment, 0, 0))
        termbase = self.book.termbase
        concept = termbase.new_concept(["渡船", "船"], ["ferry", "boat"], definition="takes people across")
        termbase.add([concept])
        self.choose("船", "boat")
        self.book.rejections.put({"岸边": "shore"}, name="Reject")
        self.book.dismissals.put({"number 1": "two boats"}, name="Dismiss")
        cell = Cell("literal", (0,))
        row = MatrixRow("last-ferry", "zh", Span(0, 1), "1.1", 0, {"literal": cell})
        self.book.choices.choose(self.opened, row, "literal", Span(4, 8))
        self.keep()
        assert self.store.submit(exchange, [], [Tag(self.notes.corpus_key, "last-ferry", "river")]).result()


@pytest.fixture
def person(tmp_path: Path) -> Callable[..., Person]:
    return lambda name, **options: Person(tmp_path / name, **options)


def the_note(person: Person) -> Note:
    with person.at_work() as work:
        (note,) = work.notes.notes.find()
        return note


def the_concept(person: Person) -> Concept:
    with person.at_work() as work:
        (concept,) = work.book.termbase.in_order()
        return concept


def test_a_merge_is_taken_back_and_can_be_done_again(person, tmp_path: Path) -> None:
    wren, ashdown = person("wren"), person("ashdown")
    with wren.at_work() as work:
        work.everything()
    ashdown.merge(wren.write(tmp_path / "begun.prbundle"))
    with wren.at_work() as work:
        (note,) = work.notes.notes.find()
        work.notes.edit_body(note.id, "an old man")
        work.note("岸边", "where?")
        (concept,) = work.book.termbase.in_order()
        work.book.termbase.remove([concept.id])
        work.book.rejections.put({"船": "ship"}, name="Reject")
        work.keep()
    with ashdown.at_work() as work:
        work.notes.edit_body(work.notes.notes.find()[0].id, "a ferryman")
        work.keep()
    bundle, before = wren.write(tmp_path / "wren.prbundle"), ashdown.dump()
    incoming = read_incoming(ashdown.corpus, bundle)
    merged = merge_bundle(ashdown.corpus, incoming, ashdown.folders, clock=_clock.__next__)
    after = ashdown.dump()
    assert after != before

    take_back_merge(ashdown.corpus, merged, ashdown.folders, clock=_clock.__next__)

    assert _shown(ashdown.dump()) == _shown(before)
    again = merge_bundle(ashdown.corpus, incoming, ashdown.folders, clock=_clock.__next__)
    assert again.counts == merged.counts
    assert ashdown.dump() == after


def test_all_kinds_of_things_that_came_go_again(person, tmp_path: Path) -> None:
    wren, ashdown = person("wren"), person("ashdown")
    with wren.at_work() as work:
        work.everything()
    incoming = read_incoming(ashdown.corpus, wren.write(tmp_path / "wren.prbundle"))
    merged = merge_bundle(ashdown.corpus, incoming, ashdown.folders, clock=_clock.__next__)
    after = ashdown.dump()

    take_back_merge(ashdown.corpus, merged, ashdown.folders, clock=_clock.__next__)

    assert not any(_shown(ashdown.dump()).values())
    assert (
        merge_bundle(ashdown.corpus, incoming, ashdown.folders, clock=_clock.__next__).counts == merged.counts
    )
    assert ashdown.dump() == after


def test_a_merge_stands_where_some_of_it_was_changed_since(person, tmp_path: Path) -> None:
    wren, ashdown = person("wren"), person("ashdown")
    with wren.at_work() as work:
        work.note("老人", "who?")
        work.note("岸边", "where?")
    incoming = read_incoming(ashdown.corpus, wren.write(tmp_path / "wren.prbundle"))
    merged = merge_bundle(ashdown.corpus, incoming, ashdown.folders, clock=_clock.__next__)
    with ashdown.at_work() as work:
        work.notes.edit_body(work.notes.notes.find()[0].id, "mine now")
        work.keep()
    before = ashdown.dump()

    with pytest.raises(MergeStands, match="changed since"):
        take_back_merge(ashdown.corpus, merged, ashdown.folders, clock=_clock.__next__)

    assert ashdown.dump() == before


def _shown(dump: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    """What the reader sees: of what was deleted the parts stay, as always."""
    shown = dict(dump)
    for part, whole in (("target", "note"), ("term", "concept")):
        ids = {row["id"] for row in dump[whole]}
        shown[part] = [row for row in dump[part] if row[whole] in ids]
    return shown


def test_everything_is_exported_the_project_deleted_and_all_is_there_again(
    person: Callable[..., Person], tmp_path: Path
) -> None:
    first = person("first")
    with first.at_work() as work:
        work.everything()
    before = first.dump()
    assert all(before[table] for table in KEPT if table != "saved_query"), before
    files = {path.relative_to(first.folder): path.read_bytes() for path in first.folder.rglob("*.*")}
    bundle = first.write(tmp_path / "all.prbundle", with_corpus=True, author="Wren")
    shutil.rmtree(tmp_path / "first")

    folder = tmp_path / "again" / "River"
    folder.parent.mkdir()
    restore_corpus(bundle, folder, UserFolders(tmp_path / "again" / "data", tmp_path / "again" / "cache"))

    again = person("again", folder="River")
    assert again.dump() == before
    assert {p.relative_to(folder): p.read_bytes() for p in folder.rglob("*.*")} == files
    with again.at_work() as work:
        (note,) = work.notes.notes.find()
        placement = work.notes.notes.placement(note.id)
        assert placement is not None
        assert placement.span is not None
        assert len(work.notes.notes.contents_under([note])) == 1
    # Written once more it says the same.
    assert again.merge(again.write(tmp_path / "more.prbundle")) == dict.fromkeys(Outcome, 0)


def test_another_reader_merges_it_and_merging_it_again_does_nothing(
    person: Callable[..., Person], tmp_path: Path
) -> None:
    mine, theirs = person("mine"), person("theirs", folder="elsewhere")
    with mine.at_work() as work:
        work.everything()
    with theirs.at_work() as work:
        own = work.note("岸边", "their own")
    bundle = mine.write(tmp_path / "mine.prbundle", author="Wren")

    plan = preview_merge(theirs.corpus, read_incoming(theirs.corpus, bundle), theirs.folders)
    counts = theirs.merge(bundle)

    assert plan.counts == counts
    assert counts[Outcome.ADDED] >= 6
    assert (counts[Outcome.CHANGED], counts[Outcome.CONFLICT], counts[Outcome.DELETED]) == (0, 0, 0)
    with theirs.at_work() as work:
        assert own in {note.id for note in work.notes.notes.find()}
        assert {note.body for note in work.notes.notes.find()} == {"their own", "who is he?"}
    assert theirs.merge(bundle) == dict.fromkeys(Outcome, 0)
    # And back again: what they have beside it comes, what was there stays.
    assert mine.merge(theirs.write(tmp_path / "theirs.prbundle")) == {
        **dict.fromkeys(Outcome, 0),
        Outcome.ADDED: 1,
    }
    assert mine.dump() == theirs.dump()


def _shared(person: Callable[..., Person], tmp_path: Path, *names: str) -> list[Person]:
    """People who all begin with the same work."""
    people = [person(name) for name in names]
    with people[0].at_work() as work:
        work.everything()
    bundle = people[0].write(tmp_path / "base.prbundle")
    for each in people[1:]:
        each.merge(bundle)
    return people


def _change(person: Person, *, body: str = "", colour: Colour | None = None, term: str = "") -> None:
    with person.at_work() as work:
        (note,) = work.notes.notes.find()
        if body:
            work.notes.edit_body(note.id, body)
        if colour:
            work.notes.recolour([note.id], colour)
        if term:
            (concept,) = work.book.termbase.in_order()
            added = work.book.termbase.new_term("en", term)
            work.book.termbase.change(Concept(**{**_fields(concept), "terms": (*concept.terms, added)}))
        work.keep()


def _fields(concept: Concept) -> dict[str, Any]:
    names = ("id", "corpus", "terms", "definition", "subject", "note", "created", "changed")
    return {name: getattr(concept, name) for name in names}


def test_each_field_is_merged_for_itself(person: Callable[..., Person], tmp_path: Path) -> None:
    mine, theirs = _shared(person, tmp_path, "mine", "theirs")
    _change(mine, colour=Colour.BLUE, term="ferryboat")
    _change(theirs, body="the ferryman", term="ferry boat")

    counts = mine.merge(theirs.write(tmp_path / "theirs.prbundle"))

    assert counts == {**dict.fromkeys(Outcome, 0), Outcome.CHANGED: 2}
    assert (the_note(mine).body, the_note(mine).colour) == ("the ferryman", Colour.BLUE)
    texts = {term.text for term in the_concept(mine).terms}
    assert texts == {"渡船", "船", "ferry", "boat", "ferryboat", "ferry boat"}
    assert theirs.merge(mine.write(tmp_path / "mine.prbundle"))[Outcome.CONFLICT] == 0
    assert mine.dump() == theirs.dump()


def test_where_words_clash_both_are_kept_until_one_of_them_settles_it(
    person: Callable[..., Person], tmp_path: Path
) -> None:
    mine, theirs = _shared(person, tmp_path, "mine", "theirs")
    _change(mine, body="the ferryman")
    _change(theirs, body="a passenger")

    counts = mine.merge(theirs.write(tmp_path / "theirs.prbundle"))

    assert counts == {**dict.fromkeys(Outcome, 0), Outcome.CONFLICT: 1}
    assert the_note(mine).body == f"the ferryman{BETWEEN}a passenger"
    _change(mine, body="the ferryman, I think")
    theirs.merge(mine.write(tmp_path / "mine.prbundle"))
    assert the_note(theirs).body == "the ferryman, I think"
    assert mine.merge(theirs.write(tmp_path / "again.prbundle")) == dict.fromkeys(Outcome, 0)


def test_what_one_deleted_is_deleted_unless_the_other_changed_it(
    person: Callable[..., Person], tmp_path: Path
) -> None:
    mine, theirs, third = _shared(person, tmp_path, "mine", "theirs", "third")
    with mine.at_work() as work:
        (note,) = work.notes.notes.find()
        work.notes.delete([note.id])
        work.book.rejections.take_back(["岸边"], name="Take back")
        work.keep()
    _change(theirs, body="still needed")
    bundle = mine.write(tmp_path / "mine.prbundle")

    assert third.merge(bundle)[Outcome.DELETED] == 2
    assert theirs.merge(bundle)[Outcome.DELETED] == 1
    assert the_note(theirs).body == "still needed"
    with third.at_work() as work:
        assert not work.notes.notes.find()
        assert not work.book.rejections.all


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_several_bundles_come_to_the_same_in_any_order(
    order: tuple[int, ...], person: Callable[..., Person], tmp_path: Path
) -> None:
    people = _shared(person, tmp_path, "a", "b", "c", "reader")
    _change(people[0], body="one", colour=Colour.BLUE, term="ferryboat")
    _change(people[1], body="two", term="punt")
    with people[2].at_work() as work:
        (note,) = work.notes.notes.find()
        work.notes.delete([note.id])
        (concept,) = work.book.termbase.in_order()
        work.book.termbase.change(Concept(**{**_fields(concept), "terms": concept.terms[:3]}))
        work.keep()
    bundles = [each.write(tmp_path / f"{n}.prbundle") for n, each in enumerate(people[:3])]

    for number in order:
        people[3].merge(bundles[number])

    note = the_note(people[3])
    assert set(note.body.split(BETWEEN)) == {"one", "two"}
    assert note.colour is Colour.BLUE
    assert [term.text for term in the_concept(people[3]).terms] == [
        "渡船",
        "船",
        "ferry",
        "ferryboat",
        "punt",
    ]
    for number in order:
        assert people[3].merge(bundles[number]) == dict.fromkeys(Outcome, 0)


def test_a_bundle_that_would_delete_most_of_it_is_stopped(
    person: Callable[..., Person], tmp_path: Path
) -> None:
    mine, theirs = person("mine"), person("theirs")
    with mine.at_work() as work:
        ids = [work.note(quote, quote) for quote in ("船来了", "老人", "岸边", "没有人", "回答")]
    theirs.merge(mine.write(tmp_path / "base.prbundle"))
    with mine.at_work() as work:
        work.notes.delete(ids[:4])
        work.keep()
    bundle = mine.write(tmp_path / "mine.prbundle")
    before = theirs.dump()

    with pytest.raises(TooManyDeletions, match="delete 4 of the 5"):
        theirs.merge(bundle)

    assert theirs.dump() == before
    assert theirs.merge(bundle, may_delete_most=True)[Outcome.DELETED] == 4


def test_documents_that_are_called_otherwise_here_are_known_by_their_texts(
    person: Callable[..., Person], tmp_path: Path
) -> None:
    mine, theirs = person("mine"), person("theirs")
    text = (theirs.folder / "corpus.yaml").read_text("utf-8")
    text = text.replace("id: last-ferry", "id: ferry").replace("id: zh\n", "id: source\n")
    (theirs.folder / "corpus.yaml").write_text(text.replace("[zh, ", "[source, "), "utf-8")
    theirs.corpus = open_corpus(theirs.folder)
    with mine.at_work() as work:
        work.everything()

    assert theirs.merge(mine.write(tmp_path / "mine.prbundle"))[Outcome.ADDED] >= 6

    rows = theirs.dump()
    assert {(row["document"], row["version"]) for row in rows["target"]} == {("ferry", "source")}
    assert {(row["document"], row["source"]) for row in rows["repaired_bead"]} == {("ferry", "source")}
    (chosen,) = rows["rendering_choice"]
    assert json.loads(chosen["source"])[:2] == ["ferry", "source"]
    assert json.loads(chosen["target"])[:2] == ["ferry", "literal"]
    # What they change comes back under one's own names.
    store = Store.open(theirs.folders.data)
    notes = Annotating.open(store, theirs.corpus, clock=_clock.__next__)
    (note,) = notes.notes.find()
    notes.edit_body(note.id, "from afar")
    assert notes.flush(60)
    store.close()
    assert mine.merge(theirs.write(tmp_path / "theirs.prbundle")) == {
        **dict.fromkeys(Outcome, 0),
        Outcome.CHANGED: 1,
    }
    assert the_note(mine).body == "from afar"
    assert the_note(mine).targets[0].version == "zh"


def test_a_bundle_about_another_corpus_is_refused(person: Callable[..., Person], tmp_path: Path) -> None:
    mine, other = person("mine"), person("other")
    with mine.at_work() as work:
        work.everything()
    text = (other.folder / "corpus.yaml").read_text("utf-8").replace("River Stories", "Hills")
    text = text.replace("id: last-ferry", "id: first-hill").replace("末班渡船 The Last Ferry", "Hill")
    (other.folder / "corpus.yaml").write_text(text, "utf-8")
    for name in ("zh.txt", "literal.txt"):
        (other.folder / "last-ferry" / name).write_text("山很高。" if name == "zh.txt" else "High.", "utf-8")
    other.corpus = open_corpus(other.folder)

    with pytest.raises(FileProblem, match="about another corpus, “River Stories”"):
        other.merge(mine.write(tmp_path / "mine.prbundle"))


def test_two_corpora_in_one_store_do_not_take_each_others_notes(
    person: Callable[..., Person], tmp_path: Path
) -> None:
    mine = person("mine")
    with mine.at_work() as work:
        work.everything()
    bundle = mine.write(tmp_path / "mine.prbundle")
    copy = write_corpus(tmp_path / "mine" / "copy")
    corpus = open_corpus(copy)

    for _ in range(2):
        merge_bundle(corpus, read_incoming(corpus, bundle), mine.folders)

    store = Store.open(mine.folders.data)
    assert len(Annotating.open(store, corpus).notes) == 1
    assert len(Annotating.open(store, mine.corpus).notes) == 1
    store.close()


def _two_annotators(person: Callable[..., Person], tmp_path: Path) -> tuple[Person, Person, Path]:
    """Two who have marked the same text without knowing of each other, and the bundle of the second."""
    mine, theirs = person("mine"), person("theirs")
    for each, words in ((mine, ("who?", "all of it")), (theirs, ("who is this?", ""))):
        with each.at_work() as work:
            same = work.note("老人", words[0])
            work.note("船", "the boat")
            if words[1]:
                work.note("岸边", words[1])
            else:
                Tagging(work.notes, clock=_clock.__next__).set_tags(same, ["people"])
                work.notes.recolour([same], Colour.ROSE)
                work.note("没有人", "nobody")
            concept = work.book.termbase.new_concept(["渡船"], ["ferry", "boat" if words[1] else "punt"])
            work.book.termbase.add([concept])
            work.keep()
    return mine, theirs, theirs.write(tmp_path / "theirs.prbundle", author="Ashdown")


def test_two_annotators_are_compared(person: Callable[..., Person], tmp_path: Path) -> None:
    mine, _, bundle = _two_annotators(person, tmp_path)

    found = compare_files(mine.corpus, mine.folders, [bundle])

    assert found.names == ("mine", "Ashdown")
    assert found.notes.exact == found.notes.overlapping
    assert (found.notes.exact.mine, found.notes.exact.theirs, found.notes.exact.both) == (3, 3, 2)
    assert (found.notes.categories.count, found.notes.categories.observed) == (2, 0.5)
    assert found.terms.pairs.both == 1
    assert [(d.differs, d.any.words) for d in found.differences] == [
        ((Differs.CATEGORY, Differs.TAGS, Differs.WORDS), "who?"),
        ((Differs.ONLY_MINE,), "all of it"),
        ((Differs.ONLY_THEIRS,), "nobody"),
    ]
    assert found.term_differences == ("only mine: 渡船 – boat", "only theirs: 渡船 – punt")
    # Two bundles are compared in the same way, and one with itself agrees wholly.
    own = mine.write(tmp_path / "mine.prbundle", author="Wren")
    assert compare_files(mine.corpus, mine.folders, [own, bundle]).notes == found.notes
    assert compare_files(mine.corpus, mine.folders, [own]).differences == ()


def test_differences_are_settled_one_by_one(person: Callable[..., Person], tmp_path: Path) -> None:
    mine, _, bundle = _two_annotators(person, tmp_path)
    incoming = read_incoming(mine.corpus, bundle)
    other, only_mine, only_theirs = compare(mine.corpus, mine.folders, incoming).differences

    assert len(settle(mine.corpus, mine.folders, incoming, [other, only_theirs, only_mine]).lines) == 2

    (left,) = compare(mine.corpus, mine.folders, incoming).differences
    assert left.any.words == "all of it"
    with mine.at_work() as work:
        bodies = {note.body: note for note in work.notes.notes.find()}
        assert set(bodies) == {"who is this?", "the boat", "all of it", "nobody"}
        assert bodies["who is this?"].tags == ("people",)
        assert bodies["who is this?"].colour is Colour.ROSE


Damage = Callable[[dict[str, bytes]], None]


def _record(parts: dict[str, bytes], **changes: Any) -> None:
    """Change the one note of a bundle; the manifest is made to fit, as somebody hostile would."""
    line = json.loads(parts["records/note.jsonl"])
    line.update(changes)
    parts["records/note.jsonl"] = json.dumps(line).encode()


def _term(parts: dict[str, bytes], text: str) -> None:
    """Change what the terms of all concepts are called."""
    lines = [json.loads(line) for line in parts["records/concept.jsonl"].splitlines()]
    for line in lines:
        for name in line["state"]:
            if name.endswith("/text"):
                line["state"][name] = [[[text, 5, "x", "y"]], []]
    parts["records/concept.jsonl"] = b"".join(json.dumps(line).encode() + b"\n" for line in lines)


def _state(parts: dict[str, bytes], name: str, value: Any) -> None:
    line = json.loads(parts["records/note.jsonl"])
    line["state"][name] = [[[value, 5, "x", "y"]], []]
    parts["records/note.jsonl"] = json.dumps(line).encode()


HOSTILE: dict[str, tuple[Damage, str]] = {
    "no JSON": (lambda p: p.update({"records/note.jsonl": b"{"}), "Line 1 of records/note.jsonl"),
    "nested without end": (lambda p: p.update({"records/note.jsonl": b"[" * 100_000}), "Line 1"),
    "a list": (lambda p: p.update({"records/note.jsonl": b"[]"}), "not an object"),
    "no UTF-8": (lambda p: p.update({"records/note.jsonl": b"\xff"}), "not UTF-8"),
    "unknown kind": (lambda p: p.update({"records/wish.jsonl": b"{}"}), "nobody knows"),
    "kind that is a path": (lambda p: p.update({"records/../../x.jsonl": b""}), "name that cannot be"),
    "other file": (lambda p: p.update({"run.exe": b""}), "nobody knows"),
    "no key": (lambda p: _record(p, key=[]), "key"),
    "key that is no id": (lambda p: _record(p, key=["1'; DROP TABLE note"]), "“id” cannot be"),
    "no state": (lambda p: _record(p, state=None), "no state"),
    "unknown colour": (lambda p: _state(p, "colour", "beige"), "“colour” cannot be 'beige'"),
    "body of a number": (lambda p: _state(p, "body", 5), "“body” cannot be"),
    "half a character": (lambda p: _state(p, "body", "\ud800"), "“body” cannot be"),
    "NUL": (lambda p: _state(p, "body", "a\0b"), "“body” cannot be"),
    "term of two lines": (lambda p: _term(p, "ferry\nlanding"), "text” cannot be"),
    "no place": (lambda p: _state(p, "targets", []), "too little"),
    "place without end": (lambda p: _state(p, "targets", [["d", "v"]]), "not whole"),
    "place before itself": (
        lambda p: _state(p, "targets", [["d", "v", 5, 4, "", "", "", "", "", 0, ""]]),
        "contradicts itself",
    ),
    "unknown field": (lambda p: _state(p, "owner", "me"), "nobody knows what “owner” is"),
    "unknown part": (lambda p: _state(p, "terms/1", True), "nobody knows what “terms/1” is"),
    "another text": (lambda p: p.update({f"texts/{'0' * 32}.txt": b"x"}), "another than its name says"),
}


@pytest.mark.parametrize("damage", HOSTILE)
def test_a_hostile_bundle_is_refused_whole_with_one_message(
    damage: str, sound_bundle: Path, reader: Person, tmp_path: Path
) -> None:
    bundle = shutil.copy(sound_bundle, tmp_path / "mine.prbundle")
    change, message = HOSTILE[damage]
    _damaged(bundle, change)

    with pytest.raises(FileProblem, match=message) as problem:
        read_incoming(reader.corpus, bundle)

    assert str(bundle) in str(problem.value)


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Person:
    """Somebody with the same corpus."""
    return Person(tmp_path_factory.mktemp("reader"))


@pytest.fixture(scope="module")
def sound_bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bundle with everything in it."""
    maker = Person(tmp_path_factory.mktemp("maker"))
    with maker.at_work() as work:
        work.everything()
    return maker.write(maker.folder.parent / "sound.prbundle")


def test_what_the_store_itself_refuses_leaves_it_as_it_was(
    sound_bundle: Path, person: Callable[..., Person]
) -> None:
    theirs = person("theirs")
    theirs.write(sound_bundle.with_name("theirs.prbundle"))
    before = theirs.dump()
    incoming = read_incoming(theirs.corpus, sound_bundle)
    wrong = replace(incoming, records=(*incoming.records, _unwritable(incoming.records)))

    with pytest.raises(WriteProblem):
        merge_bundle(theirs.corpus, wrong, theirs.folders)

    assert theirs.dump() == before


def _unwritable(records: tuple[Record, ...]) -> Record:
    """A note that no check has seen, with a place that ends before it begins."""
    note = next(record for record in records if record.kind == "note")
    values = dict(note.values(RULES["note"]) or {})
    values["targets"] = [[*values["targets"][0][:2], 9, 3, *values["targets"][0][4:]]]
    return Record.first("note", ("01900000-0000-7000-8000-000000000001",), values, 1)


def _damaged(path: Path, change: Damage) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(parts.pop("manifest.json"))
    change(parts)
    manifest["files"] = {
        name: {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
        for name, content in parts.items()
    }
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("manifest.json", json.dumps(manifest))
        for name, content in parts.items():
            archive.writestr(name, content)


@pytest.mark.parametrize(
    ("content", "message"),
    [(b"", "damaged"), (b"PK\x03\x04 and no more", "damaged"), (b"plain words", "damaged")],
)
def test_what_is_no_archive_is_refused(
    content: bytes, message: str, person: Callable[..., Person], tmp_path: Path
) -> None:
    file = tmp_path / "wrong.prbundle"
    file.write_bytes(content)

    with pytest.raises(FileProblem, match=message):
        person("mine").merge(file)


def test_what_was_changed_since_it_was_written_is_refused(
    person: Callable[..., Person], tmp_path: Path
) -> None:
    mine = person("mine")
    with mine.at_work() as work:
        work.everything()
    bundle = mine.write(tmp_path / "mine.prbundle")
    with zipfile.ZipFile(bundle) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["records/note.jsonl"] += b"\n"
    with zipfile.ZipFile(bundle, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)

    with pytest.raises(FileProblem, match="not as it was written"):
        mine.merge(bundle)


@pytest.mark.parametrize("name", ["../outside.txt", "/etc/passwd", "a/../../b", "c:\\x"])
def test_no_file_of_a_corpus_leaves_its_folder(
    name: str, person: Callable[..., Person], tmp_path: Path
) -> None:
    mine = person("mine")
    bundle = mine.write(tmp_path / "mine.prbundle", with_corpus=True)
    _damaged(bundle, lambda parts: parts.update({f"corpus/{name}": b"x"}))

    with pytest.raises(FileProblem):
        restore_corpus(bundle, tmp_path / "new", UserFolders(tmp_path / "d", tmp_path / "c"))

    assert not (tmp_path / "new").exists()
