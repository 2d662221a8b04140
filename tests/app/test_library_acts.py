"""Every act on the library, taken back and done again, on corpora on disk with notes and repairs on them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from corpora import write_corpus
from parallelreader.app.annotating import Annotating
from parallelreader.app.holding import acts as acts_module
from parallelreader.app.holding import carrying
from parallelreader.app.holding.acts import LibraryActs
from parallelreader.app.holding.changes import Exchanged, LibraryChange
from parallelreader.app.holding.listing import Library, list_library
from parallelreader.app.holding.stock import count, take_stock
from parallelreader.app.holding.trash import delete_for_good, removed_documents
from parallelreader.app.known_corpora import known_corpora
from parallelreader.app.library import load_document, open_corpus
from parallelreader.app.undo import StaleStep
from parallelreader.core.errors import CorpusProblem, UserError, WriteProblem
from parallelreader.core.notes.note import Colour
from parallelreader.core.text import Span
from parallelreader.formats.corpus_editing import Rewriting
from parallelreader.store.database import Store
from parallelreader.store.library import Tag, user_rows
from parallelreader.store.places import places_of, write_place

HILLS = """\
title: Hill Tales
documents:
  - id: last-ferry
    title: 山路 The Mountain Road
    versions:
      - {id: zh, language: zh-Hans, hand: original, text: last-ferry/zh.txt}
  - id: lamp
    title: 灯 The Lamp
    versions:
      - {id: zh, language: zh-Hans, hand: original, text: lamp.txt}
      - {id: own, language: en, hand: own, text: lamp-en.txt}
"""


@dataclass
class Shelf:
    """Two corpora, River Stories and Hill Tales, both in the library."""

    store: Store
    acts: LibraryActs
    data: Path
    river_folder: Path
    hills_folder: Path
    river: str
    hills: str

    @property
    def library(self) -> Library:
        corpora = known_corpora(self.store)
        take_stock(self.store, corpora)
        return list_library(self.store, corpora)

    def titles(self) -> dict[tuple[str, str], str]:
        return {entry.id: entry.title for entry in self.library.entries}

    def everything(self) -> tuple[Any, ...]:
        """Every byte of both corpora, every note with its place, and what is listed."""
        files = {
            str(path): path.read_bytes()
            for folder in (self.river_folder, self.hills_folder)
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }
        library = self.library
        listed = [(each.id, each.number, each.title, each.tags, each.collections) for each in library.entries]
        corpora = [(known.key, known.folder, known.title) for known in library.corpora]
        made = (library.collections, library.tags, library.collected, library.tagged)
        return files, self.notes(self.river), self.notes(self.hills), corpora, listed, made

    def notes(self, key: str) -> list[tuple[str, str]]:
        found = Annotating(self.store, key).notes.find()
        return [(note.body, note.targets[0].document) for note in found]


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    river = write_corpus(tmp_path / "river")
    hills = tmp_path / "hills"
    (hills / "last-ferry").mkdir(parents=True)
    (hills / "corpus.yaml").write_text(HILLS, encoding="utf-8")
    for name in ("last-ferry/zh.txt", "lamp.txt"):
        (hills / name).write_text("山上有灯。\n灯下有人。", encoding="utf-8")
    (hills / "lamp-en.txt").write_text("A lamp on the hill.\nSomeone under it.", encoding="utf-8")
    store = Store.open(tmp_path / "data")
    acts = LibraryActs(store, tmp_path / "data")
    for folder in (river, hills):
        acts.add(open_corpus(folder))
    keys = {known.title: known.key for known in known_corpora(store)}
    made = Shelf(store, acts, tmp_path / "data", river, hills, keys["River Stories"], keys["Hill Tales"])
    annotate(made, river, "the first boat")
    store.submit(write_place, made.river, "last-ferry", "{}").result()
    yield made
    store.close()


def annotate(shelf: Shelf, folder: Path, body: str) -> None:
    corpus = open_corpus(folder)
    notes = Annotating.open(shelf.store, corpus)
    document = load_document(corpus, "last-ferry")
    notes.notes.open_text("last-ferry", "zh", document.texts["zh"])
    notes.write_note([notes.notes.anchor("last-ferry", "zh", Span(0, 3))], body, colour=Colour.ROSE)
    assert notes.flush(60)


def things(shelf: Shelf) -> list[tuple[str, str]]:
    return [(shelf.river, "last-ferry"), (shelf.hills, "lamp")]


def collected(shelf: Shelf) -> str:
    """The id of a collection with one document in it, made before what is tested."""
    return shelf.acts.make_collection("Exam texts", things=things(shelf)[:1])[1]


def moved_hills(shelf: Shelf) -> Path:
    return shelf.hills_folder.rename(shelf.hills_folder.with_name("far-hills"))


ACTS: dict[str, Callable[[Shelf], object]] = {
    "rename a document": lambda s: s.acts.rename((s.river, "last-ferry"), "夜船 The Night Boat"),
    "rename a corpus": lambda s: s.acts.rename((s.hills, ""), "Tales of the Hills"),
    "tag": lambda s: s.acts.tag([*things(s), (s.hills, "")], "long"),
    "make a collection": lambda s: s.acts.make_collection("Autumn", things=things(s)),
    "collect": lambda s: s.acts.collect(things(s), collected(s)),
    "take out of a collection": lambda s: s.acts.put_back(things(s)[:1], collected(s)),
    "rename a collection": lambda s: s.acts.rename_collection(collected(s), "For the exam"),
    "remove a collection": lambda s: s.acts.remove_collection(collected(s)),
    "take out of the library": lambda s: s.acts.take_out(s.river),
    "reorder": lambda s: s.acts.reorder((s.hills, "lamp"), 0),
    "move": lambda s: s.acts.move([(s.river, "last-ferry")], s.hills),
    "move two": lambda s: s.acts.move([(s.hills, "last-ferry"), (s.hills, "lamp")], s.river),
    "remove": lambda s: s.acts.remove([(s.river, "last-ferry")]),
    "remove all": lambda s: s.acts.remove([(s.hills, "lamp"), (s.hills, "last-ferry")]),
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_every_act_can_be_taken_back_and_done_again(shelf: Shelf, act: Callable[[Shelf], object]) -> None:
    shelf.acts.tag([(shelf.river, "last-ferry")], "favourite")
    act(shelf)
    after = shelf.everything()

    shelf.acts.undo()
    before = shelf.everything()
    shelf.acts.redo()
    again = shelf.everything()
    shelf.acts.undo()

    assert before != after
    assert again == after
    assert shelf.everything() == before


def test_undo_gives_back_every_byte(shelf: Shelf) -> None:
    before = shelf.everything()

    for act in ("rename a document", "remove", "reorder"):
        ACTS[act](shelf)
    shelf.acts.remove([(shelf.hills, "lamp")])
    for _ in range(4):
        shelf.acts.undo()

    assert shelf.everything() == before


def test_a_title_is_written_where_it_can_be_and_kept_where_not(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.acts.rename((shelf.river, "last-ferry"), "夜船")
    monkeypatch.setattr(acts_module, "is_writable", lambda folder: False)
    shelf.acts.rename((shelf.hills, "lamp"), "油灯")
    shelf.acts.rename((shelf.hills, ""), "My hills")

    assert "title: 夜船\n" in (shelf.river_folder / "corpus.yaml").read_text("utf-8")
    assert (shelf.hills_folder / "corpus.yaml").read_text("utf-8") == HILLS
    assert shelf.titles()[shelf.hills, "lamp"] == "油灯"
    assert "My hills" in [known.title for known in shelf.library.corpora]
    with pytest.raises(WriteProblem, match="read-only"):
        shelf.acts.remove([(shelf.hills, "lamp")])


def test_a_corpus_that_is_away_can_be_named_but_not_changed(shelf: Shelf) -> None:
    moved_hills(shelf)

    shelf.acts.rename((shelf.hills, "lamp"), "油灯")

    assert shelf.titles()[shelf.hills, "lamp"] == "油灯"
    with pytest.raises(CorpusProblem):
        shelf.acts.reorder((shelf.hills, "lamp"), 0)


def test_a_moved_document_takes_files_notes_places_and_tags_along(shelf: Shelf) -> None:
    shelf.acts.tag([(shelf.river, "last-ferry")], "favourite")

    shelf.acts.move([(shelf.river, "last-ferry")], shelf.hills)

    moved = next(entry for entry in shelf.library.entries if entry.title == "末班渡船 The Last Ferry")
    hills = open_corpus(shelf.hills_folder)
    assert moved.id == (shelf.hills, "last-ferry-2")
    assert moved.tags == ("favourite",)
    assert [document.id for document in hills.documents] == ["last-ferry", "lamp", "last-ferry-2"]
    assert load_document(hills, "last-ferry-2").alignments["literal"].beads
    assert shelf.notes(shelf.hills) == [("the first boat", "last-ferry-2")]
    assert shelf.notes(shelf.river) == []
    assert shelf.store.read(places_of, shelf.hills) == {"last-ferry-2": "{}"}
    assert open_corpus(shelf.river_folder).documents == ()
    assert not (shelf.river_folder / "last-ferry").exists()


def test_a_removed_document_is_kept_and_comes_back_after_a_new_start(shelf: Shelf) -> None:
    before = shelf.everything()
    shelf.acts.remove([(shelf.river, "last-ferry")])
    between = shelf.notes(shelf.river)

    later = LibraryActs(shelf.store, shelf.data)
    (kept,) = removed_documents(shelf.data)
    later.restore(kept)

    assert (kept.origin, kept.origin_title, kept.document.title) == (
        shelf.river,
        "River Stories",
        "末班渡船 The Last Ferry",
    )
    assert between == []
    assert shelf.notes(shelf.river) == [("the first boat", "last-ferry")]
    assert removed_documents(shelf.data) == []
    files = shelf.everything()[0]
    assert files.keys() == before[0].keys()
    assert all(files[name] == before[0][name] for name in files if not name.endswith("corpus.yaml"))


def test_what_is_deleted_for_good_is_gone_with_its_notes(shelf: Shelf) -> None:
    shelf.acts.remove([(shelf.river, "last-ferry")])
    (kept,) = removed_documents(shelf.data)

    delete_for_good(shelf.store, kept)

    assert removed_documents(shelf.data) == []
    assert not kept.folder.exists()
    assert shelf.notes(kept.key) == []
    with pytest.raises(UserError):
        shelf.acts.undo()


def test_a_file_that_two_documents_share_stays_for_the_other(shelf: Shelf) -> None:
    shared = HILLS.replace("text: last-ferry/zh.txt", "text: lamp.txt")
    (shelf.hills_folder / "corpus.yaml").write_text(shared, encoding="utf-8")

    shelf.acts.remove([(shelf.hills, "lamp")])
    left = [document.id for document in open_corpus(shelf.hills_folder).documents]
    shelf.acts.undo()

    assert left == ["last-ferry"]
    assert (shelf.hills_folder / "corpus.yaml").read_text("utf-8") == shared
    assert (shelf.hills_folder / "lamp.txt").exists()


def test_undo_after_others_have_written_keeps_what_they_wrote(shelf: Shelf) -> None:
    shelf.acts.remove([(shelf.hills, "lamp")])
    file = shelf.hills_folder / "corpus.yaml"
    file.write_text("# Mine.\n" + file.read_text("utf-8"), encoding="utf-8")

    shelf.acts.undo()

    assert file.read_text("utf-8").startswith("# Mine.\n")
    assert [document.id for document in open_corpus(shelf.hills_folder).documents] == ["last-ferry", "lamp"]


def test_a_title_changed_elsewhere_is_not_undone_and_can_be_tried_again(shelf: Shelf) -> None:
    shelf.acts.rename((shelf.river, ""), "Boats")
    file = shelf.river_folder / "corpus.yaml"
    ours = file.read_text("utf-8")
    file.write_text(ours + "# Theirs.\n", encoding="utf-8")

    with pytest.raises(StaleStep):
        shelf.acts.undo()
    still = shelf.acts.history.undo_text
    file.write_text(ours, encoding="utf-8")
    shelf.acts.undo()

    assert still == "Rename"
    assert open_corpus(shelf.river_folder).title == "River Stories"


def test_a_file_of_somebody_in_the_way_of_undo_is_not_touched(shelf: Shelf) -> None:
    shelf.acts.remove([(shelf.hills, "lamp")])
    (shelf.hills_folder / "lamp.txt").write_text("somebody's", encoding="utf-8")

    with pytest.raises(WriteProblem, match="exists already"):
        shelf.acts.undo()

    assert (shelf.hills_folder / "lamp.txt").read_text("utf-8") == "somebody's"
    assert len(removed_documents(shelf.data)) == 1


def test_of_several_moved_none_is_where_one_cannot_be(shelf: Shelf) -> None:
    before = shelf.everything()

    with pytest.raises(CorpusProblem, match="no document lost"):
        shelf.acts.move([(shelf.hills, "lamp"), (shelf.hills, "lost")], shelf.river)

    assert shelf.everything() == before


def test_what_cannot_be_taken_back_keeps_nothing_else_from_it(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def part(name: str) -> Exchanged:
        return Exchanged((), (Tag(shelf.hills, "lamp", name),))

    parts = [part("first"), part("second"), part("third")]
    real = shelf.acts._carry_out_part

    def carry_out(each: Exchanged) -> object:
        words = [row.word for row in (*each.taken, *each.put) if isinstance(row, Tag)]
        if words == ["third"] or (words == ["second"] and each.taken):
            raise WriteProblem(f"{words[0]} failed", where=shelf.hills_folder)
        return real(each)

    monkeypatch.setattr(shelf.acts, "_carry_out_part", carry_out)

    with pytest.raises(WriteProblem, match="third failed"):
        shelf.acts._do_stepwise("Tag", parts)

    assert [row.word for row in shelf.store.read(user_rows)[2]] == ["second"]
    assert "could not be taken back" in caplog.text


def test_a_corpus_is_located_anew_but_not_taken_for_another(shelf: Shelf) -> None:
    far = moved_hills(shelf)
    away = [known.title for known in known_corpora(shelf.store) if known.away]

    with pytest.raises(CorpusProblem, match="another corpus"):
        shelf.acts.relocate(shelf.hills, shelf.river_folder)
    shelf.acts.relocate(shelf.hills, far)
    there = [known.folder for known in known_corpora(shelf.store) if known.key == shelf.hills]
    shelf.acts.undo()

    assert away == ["Hill Tales"]
    assert there == [far]
    assert [known.title for known in known_corpora(shelf.store) if known.away] == ["Hill Tales"]


def test_a_collection_holds_collections_one_deep_and_corpora_as_a_whole(shelf: Shelf) -> None:
    _, outer = shelf.acts.make_collection("Course")
    _, inner = shelf.acts.make_collection("Week 1", parent=outer, things=[(shelf.hills, "")])

    library = shelf.library
    held = {entry.document for entry in library.entries if entry.collections & library.within(outer)}

    assert held == {"last-ferry", "lamp"}
    with pytest.raises(UserError, match="no more than one"):
        shelf.acts.make_collection("Monday", parent=inner)
    with pytest.raises(UserError, match="already"):
        shelf.acts.make_collection("Course")


def test_a_corpus_taken_out_and_opened_again_has_its_notes_and_tags(shelf: Shelf) -> None:
    shelf.acts.tag([(shelf.river, "last-ferry")], "favourite")
    shelf.acts.take_out(shelf.river)
    without = [entry.id for entry in shelf.library.entries]

    shelf.acts.add(open_corpus(shelf.river_folder))

    assert (shelf.river, "last-ferry") not in without
    entry = next(entry for entry in shelf.library.entries if entry.corpus.key == shelf.river)
    assert entry.tags == ("favourite",)
    assert shelf.notes(shelf.river) == [("the first boat", "last-ferry")]


@pytest.mark.parametrize("act", ["move", "remove"])
def test_where_the_old_place_cannot_let_go_nothing_has_moved(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, act: str
) -> None:
    before, real = shelf.everything(), carrying.rewrite
    calls: list[object] = []

    def fail_first(changed: Rewriting) -> None:
        calls.append(changed)
        if len(calls) == 1:
            raise WriteProblem("The disk is full; nothing was changed")
        real(changed)

    monkeypatch.setattr(carrying, "rewrite", fail_first)

    with pytest.raises(WriteProblem, match="disk is full"):
        ACTS[act](shelf)

    assert shelf.everything() == before
    assert removed_documents(shelf.data) == []
    assert carrying.unfinished(shelf.data) == 0
    assert shelf.acts.history.undo_text == "Add to the library"


def test_steps_on_the_library_go_on_in_the_history_of_another_corpus(shelf: Shelf) -> None:
    notes = Annotating.open(shelf.store, open_corpus(shelf.river_folder))
    shelf.acts.use(notes.history)
    document = load_document(open_corpus(shelf.river_folder), "last-ferry")
    notes.notes.open_text("last-ferry", "zh", document.texts["zh"])
    shelf.acts.rename((shelf.hills, ""), "Tales")
    notes.highlight([notes.notes.anchor("last-ferry", "zh", Span(4, 6))], Colour.BLUE)
    other = Annotating.open(shelf.store, open_corpus(shelf.hills_folder))

    other.history.go_on_from(notes.history, only=(LibraryChange,))
    shelf.acts.use(other.history)
    last = other.undo_text
    shelf.acts.undo()

    assert last == "Rename"
    assert open_corpus(shelf.hills_folder).title == "Hill Tales"


def test_pairs_are_counted_without_the_remarks_between_them(shelf: Shelf):
    file = shelf.river_folder / "last-ferry" / "zh--literal.tsv"
    head, *beads = file.read_text(encoding="utf-8").splitlines(keepends=True)
    remarks = ["# Texts of a ferry.\n", head, "# Two lines.\n", *beads]
    file.write_text("".join(remarks), encoding="utf-8")

    count(shelf.store, known_corpora(shelf.store))

    (entry,) = (each for each in shelf.library.entries if each.corpus.key == shelf.river)
    assert entry.pairs == len(beads)
