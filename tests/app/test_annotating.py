import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from notes_material import CHINESE, ENGLISH, lines, story
from parallelreader.app.annotating import Annotating, NoteMissing
from parallelreader.app.changes import Changes
from parallelreader.app.undo import StaleStep
from parallelreader.core.corpus import Corpus, Document, Hand, Version
from parallelreader.core.errors import UserError
from parallelreader.core.notes.edits import Edit
from parallelreader.core.notes.note import Anchor, Colour
from parallelreader.core.notes.placement import State
from parallelreader.core.text import Span
from parallelreader.store.database import Store
from parallelreader.store.notes import notes_of

ZH = lines(story(CHINESE))
EN = lines(story(ENGLISH))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(tmp_path / "data")
    yield opened
    opened.close()


@pytest.fixture
def annotating(store: Store, tmp_path: Path) -> Annotating:
    return opened(store, tmp_path)


def opened(store: Store, folder: Path) -> Annotating:
    versions = tuple(
        Version(id=name, language=name, hand=Hand.OWN, text=PurePosixPath(name)) for name in ("zh", "en")
    )
    documents = (Document("later", "Later", versions), Document("ferry", "Ferry", versions))
    corpus = Corpus(folder, "River", documents)
    made = Annotating.open(store, corpus, clock=count(1_000).__next__)
    made.notes.open_text("ferry", "zh", ZH)
    made.notes.open_text("ferry", "en", EN)
    return made


def at(annotating: Annotating, quote: str, version: str = "zh", document: str = "ferry") -> Anchor:
    content = (ZH if version == "zh" else EN).content
    start = content.index(quote)
    return annotating.notes.anchor(document, version, Span(start, start + len(quote)))


def whole(content: str) -> Span:
    return Span(0, len(content))


def test_a_highlight_is_painted_at_once_and_on_disk_soon(annotating: Annotating, store: Store) -> None:
    changes = annotating.highlight([at(annotating, "𠮷田先生")], Colour.ROSE, initiator="pane")

    (mark,) = annotating.notes.marks_in("ferry", "zh", whole(ZH.content))
    assert (mark.note, mark.colour, mark.has_body) == (changes.added[0], Colour.ROSE, False)
    assert ZH.content[mark.span.start : mark.span.end] == "𠮷田先生"
    assert changes == Changes(added=(mark.note,), texts=frozenset({("ferry", "zh")}), initiator="pane")
    assert annotating.flush(60)
    assert [row.note for row in store.read(notes_of, annotating.corpus_key)] == annotating.notes.find()


def test_notes_come_back_when_the_corpus_is_opened_again(store: Store, tmp_path: Path) -> None:
    first = opened(store, tmp_path)
    first.write_note([at(first, "竹篓"), at(first, "basket", "en")], "两边 🏮")
    assert first.flush(60)

    again = opened(store, tmp_path)

    assert again.notes.find() == first.notes.find()
    assert len(again.notes.marks_in("ferry", "zh", whole(ZH.content))) == 1
    assert len(again.notes.marks_in("ferry", "en", whole(EN.content))) == 1


def test_notes_can_be_read_beside_a_running_window(annotating: Annotating, tmp_path: Path) -> None:
    (tmp_path / "corpus.yaml").write_text("title: River\n")
    annotating.highlight([at(annotating, "竹篓")], Colour.BLUE)
    annotating.flush(60)

    copy = Store.open(tmp_path / "data", is_writable=False)
    reading = opened(copy, tmp_path)
    elsewhere = opened(copy, tmp_path / "never opened")
    copy.close()

    assert reading.notes.find() == annotating.notes.find()
    assert elsewhere.notes.find() == []


def test_a_note_follows_its_passage_into_an_edited_text(annotating: Annotating) -> None:
    note_id = annotating.highlight([at(annotating, "灯笼")], Colour.BLUE).added[0]
    lost_id = annotating.highlight([at(annotating, "河水")], Colour.BLUE).added[0]
    annotating.flush(60)
    edited = lines(story(["江面上起了雾。", *CHINESE[1:]], in_paragraph=3))

    annotating.notes.open_text("ferry", "zh", edited)

    placement = annotating.notes.placement(note_id)
    assert placement is not None
    assert placement.span is not None
    assert placement.state is State.CARRIED
    assert edited.content[placement.span.start : placement.span.end] == "灯笼"
    assert [(note.id, target) for note, target in annotating.notes.unplaced()] == [(lost_id, 0)]
    annotating.notes.open_text("ferry", "zh", ZH)
    assert annotating.notes.unplaced() == []


def test_notes_on_a_text_that_the_corpus_has_no_more_are_listed_as_unplaced(
    annotating: Annotating, store: Store, tmp_path: Path
) -> None:
    note_id = annotating.write_note([at(annotating, "竹篓")], "words").added[0]
    assert annotating.flush(60)
    renamed = Document("crossing", "Ferry", (Version("zh", "zh", Hand.OWN, PurePosixPath("zh")),))

    again = Annotating.open(store, Corpus(tmp_path, "River", (renamed,)))

    assert [note.id for note, _ in again.notes.unplaced()] == [note_id]
    placement = again.notes.placement(note_id)
    assert placement is not None
    assert placement.state is State.UNPLACED


def test_a_change_made_while_a_text_is_opened_is_not_missed(annotating: Annotating) -> None:
    note_id = annotating.highlight([at(annotating, "竹篓")], Colour.BLUE).added[0]
    annotating.notes.close_text("ferry", "zh")
    annotating.recolour([note_id], Colour.GREEN)
    annotating.notes.open_text("ferry", "zh", ZH)

    annotating.delete([note_id])

    assert annotating.notes.marks_in("ferry", "zh", whole(ZH.content)) == []
    annotating.undo()
    (mark,) = annotating.notes.marks_in("ferry", "zh", whole(ZH.content))
    assert mark.colour is Colour.GREEN


def test_the_same_places_highlighted_again_take_the_new_colour(annotating: Annotating) -> None:
    place = at(annotating, "竹篓")
    first = annotating.highlight([place], Colour.BLUE)

    second = annotating.highlight([place], Colour.GREEN)

    assert second.changed == first.added
    assert [note.colour for note in annotating.notes.find()] == [Colour.GREEN]


def test_typing_is_written_as_it_goes_and_undone_as_one(annotating: Annotating, store: Store) -> None:
    note_id = annotating.write_note([at(annotating, "竹篓")], "").added[0]
    for body in ("一", "一个", "一个字"):
        annotating.edit_body(note_id, body)
        assert annotating.flush(60)
        assert [row.note.body for row in store.read(notes_of, annotating.corpus_key)] == [body]
    annotating.end_editing()
    annotating.edit_body(note_id, "两个字")

    annotating.undo()
    assert [note.body for note in annotating.notes.find()] == ["一个字"]
    annotating.undo()
    assert annotating.notes.find() == []
    assert annotating.redo_text == "Add note"


def test_words_typed_into_a_deleted_note_are_not_swallowed(annotating: Annotating) -> None:
    note_id = annotating.write_note([at(annotating, "竹篓")], "a").added[0]
    annotating.delete([note_id])

    with pytest.raises(NoteMissing):
        annotating.edit_body(note_id, "b")


def test_many_notes_are_deleted_and_brought_back_in_one_step(annotating: Annotating, store: Store) -> None:
    for quote in ("竹篓", "河水", "灯笼"):
        annotating.highlight([at(annotating, quote)], Colour.YELLOW)
    before = annotating.notes.find()

    changes = annotating.delete([note.id for note in before])

    assert len(changes.removed) == 3
    assert annotating.undo_text == "Delete 3 notes"
    annotating.undo()
    annotating.flush(60)
    assert annotating.notes.find() == before
    assert {row.note for row in store.read(notes_of, annotating.corpus_key)} == set(before)


def test_notes_are_listed_in_the_order_of_the_corpus_and_filtered(annotating: Annotating) -> None:
    annotating.notes.open_text("later", "zh", ZH)
    annotating.highlight([at(annotating, "灯笼")], Colour.ROSE)
    annotating.write_note([at(annotating, "河水")], "about water")
    annotating.highlight([at(annotating, "竹篓", document="later")], Colour.ROSE)

    def quotes(**conditions: object) -> list[str]:
        return [note.targets[0].exact for note in annotating.notes.find(**conditions)]  # type: ignore[arg-type]

    assert quotes() == ["竹篓", "河水", "灯笼"]
    assert quotes(colour=Colour.ROSE) == ["竹篓", "灯笼"]
    assert quotes(document="ferry") == ["河水", "灯笼"]
    assert quotes(version="en") == []
    assert quotes(query="WATER") == ["河水"]
    assert quotes(query="笼") == ["灯笼"]


def test_lists_follow_the_text_as_it_is_now(annotating: Annotating) -> None:
    annotating.highlight([at(annotating, "河水")], Colour.ROSE)
    annotating.highlight([at(annotating, "灯笼")], Colour.ROSE)
    assert annotating.flush(5)

    def quotes() -> list[str]:
        return [note.targets[0].exact for note in annotating.notes.find(document="ferry")]

    before = quotes()
    annotating.notes.open_text("ferry", "zh", lines(story(CHINESE[::-1])))
    after = quotes()
    annotating.notes.close_text("ferry", "zh")

    assert (before, after, quotes()) == (["河水", "灯笼"], ["灯笼", "河水"], ["河水", "灯笼"])
    assert annotating.notes.count_in("ferry") == 2
    assert annotating.notes.count_in("later") == 0


def test_who_looks_at_notes_need_not_wait_until_thousands_are_changed(annotating: Annotating) -> None:
    annotating.highlight([at(annotating, "河水")], Colour.ROSE)
    note = annotating.notes.all()[0]
    looked = threading.Event()

    def look() -> None:
        annotating.notes.marks_in("ferry", "zh", whole(ZH.content))
        looked.set()

    def edits() -> Iterator[Edit]:
        for number in range(1000):
            yield Edit(None, replace(note, id=f"copy {number}"))
        threading.Thread(target=look).start()
        assert looked.wait(10)
        yield Edit(None, replace(note, id="last"))

    annotating.notes.apply(edits())

    assert len(annotating.notes) == 1002


def test_notes_on_several_versions_are_listed_by_sentence(annotating: Annotating) -> None:
    segments = [(ZH, "zh", 1), (EN, "en", 0), (ZH, "zh", 0), (EN, "en", 1)]
    for text, version, segment in segments:
        start = text.segment(segment).start
        anchor = annotating.notes.anchor("ferry", version, Span(start, start + 2))
        annotating.highlight([anchor], Colour.BLUE)

    listed = [note.targets[0] for note in annotating.notes.find(document="ferry")]

    labels = [anchor.segment for anchor in listed]
    assert labels == sorted(labels)
    assert {anchor.version for anchor in listed[:2]} == {"zh", "en"}


def test_a_failed_write_is_told_kept_and_tried_again(annotating: Annotating, store: Store) -> None:
    told: list[UserError | None] = []
    annotating.listen_for_trouble(told.append)
    store.read(lambda connection: connection.execute("PRAGMA query_only = ON").fetchall())

    note_id = annotating.write_note([at(annotating, "竹篓")], "not lost").added[0]

    assert not annotating.flush(60)
    assert annotating.unsaved == {note_id}
    assert annotating.notes.get(note_id) is not None
    assert [type(problem).__name__ for problem in told] == ["WriteProblem"]

    store.read(lambda connection: connection.execute("PRAGMA query_only = OFF").fetchall())
    annotating.retry()
    assert annotating.flush(60)
    assert told[-1] is None
    assert [row.note.body for row in store.read(notes_of, annotating.corpus_key)] == ["not lost"]


def test_a_fault_of_the_program_is_told_as_well(annotating: Annotating) -> None:
    told: list[UserError | None] = []
    annotating.listen_for_trouble(told.append)
    place = replace(at(annotating, "竹篓"), prefix="no file can hold \ud800")

    note_id = annotating.write_note([place], "words").added[0]

    assert not annotating.flush(60)
    assert annotating.unsaved == {note_id}
    assert [type(problem).__name__ for problem in told] == ["StoreProblem"]


def test_waiting_for_the_disk_tries_again_what_failed(annotating: Annotating, store: Store) -> None:
    store.read(lambda connection: connection.execute("PRAGMA query_only = ON").fetchall())
    annotating.write_note([at(annotating, "竹篓")], "not lost")
    assert not annotating.flush(60)
    store.read(lambda connection: connection.execute("PRAGMA query_only = OFF").fetchall())

    assert annotating.flush(60)


def test_a_failed_write_is_tried_again_by_itself(annotating: Annotating, store: Store) -> None:
    store.read(lambda connection: connection.execute("PRAGMA query_only = ON").fetchall())
    annotating.write_note([at(annotating, "竹篓")], "not lost")
    annotating.flush(60)
    store.read(lambda connection: connection.execute("PRAGMA query_only = OFF").fetchall())

    deadline = time.monotonic() + 60
    while annotating.unsaved and time.monotonic() < deadline:
        time.sleep(0.05)

    assert annotating.unsaved == frozenset()


def test_typing_while_the_store_is_busy_asks_it_once(annotating: Annotating, store: Store) -> None:
    release = threading.Event()
    note_id = annotating.write_note([at(annotating, "竹篓")], "").added[0]
    assert annotating.flush(60)
    store.submit(lambda _: release.wait(60))

    for number in range(20):
        annotating.edit_body(note_id, "字" * (number + 1))
    release.set()

    assert annotating.flush(60)
    rows = store.read(notes_of, annotating.corpus_key)
    assert [(row.note.body, row.revision) for row in rows] == [("字" * 20, 2)]


def test_a_failed_write_is_tried_once_more_when_the_store_is_closed(
    annotating: Annotating, store: Store, tmp_path: Path
) -> None:
    store.read(lambda connection: connection.execute("PRAGMA query_only = ON").fetchall())
    annotating.write_note([at(annotating, "竹篓")], "not lost")
    store.flush(60)
    store.read(lambda connection: connection.execute("PRAGMA query_only = OFF").fetchall())

    store.close()

    again = Store.open(tmp_path / "data")
    assert [row.note.body for row in again.read(notes_of, annotating.corpus_key)] == ["not lost"]
    again.close()


def test_what_another_process_wrote_is_taken_in(annotating: Annotating, tmp_path: Path) -> None:
    other_store = Store.open(tmp_path / "data")
    other = opened(other_store, tmp_path)
    told: list[Changes] = []
    annotating.listen(told.append)
    note_id = other.write_note([at(other, "竹篓")], "from the command line").added[0]
    other.flush(60)
    other_store.close()

    changes = annotating.refresh()

    assert changes.added == (note_id,)
    assert told == [changes]
    assert len(annotating.notes.marks_in("ferry", "zh", whole(ZH.content))) == 1
    assert not annotating.refresh()


def test_undo_refuses_what_another_process_changed(annotating: Annotating, tmp_path: Path) -> None:
    note_id = annotating.write_note([at(annotating, "竹篓")], "mine").added[0]
    annotating.flush(60)
    other_store = Store.open(tmp_path / "data")
    other = opened(other_store, tmp_path)
    other.edit_body(note_id, "theirs")
    other.flush(60)
    other_store.close()
    annotating.refresh()

    with pytest.raises(StaleStep):
        annotating.undo()

    assert [note.body for note in annotating.notes.find()] == ["theirs"]


def test_both_sets_of_words_stay_where_two_processes_wrote_one_note(
    annotating: Annotating, store: Store, tmp_path: Path
) -> None:
    note_id = annotating.write_note([at(annotating, "竹篓")], "first").added[0]
    annotating.flush(60)
    other_store = Store.open(tmp_path / "data")
    other = opened(other_store, tmp_path)
    other.edit_body(note_id, "theirs")
    other.flush(60)
    other_store.close()

    annotating.edit_body(note_id, "mine")
    annotating.flush(60)

    assert sorted(note.body for note in annotating.notes.find()) == ["mine", "theirs"]
    assert len(store.read(notes_of, annotating.corpus_key)) == 2


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 3), st.sampled_from(["mark", "type", "tint", "drop", "undo"]))))
def test_memory_and_disk_agree_and_undo_leads_back(
    annotating: Annotating, store: Store, orders: list[tuple[int, str]]
) -> None:
    start = annotating.notes.find()
    quotes = ("竹篓", "河水", "灯笼", "𠮷田先生的铺子")
    for number, order in orders:
        ids = [note.id for note in annotating.notes.find(quotes[number])]
        if order == "mark":
            annotating.highlight([at(annotating, quotes[number])], list(Colour)[number])
        elif order == "type" and ids:
            annotating.edit_body(ids[0], f"{annotating.notes.find()}"[:50])
        elif order == "tint":
            annotating.recolour(ids, Colour.GREEN)
        elif order == "drop":
            annotating.delete(ids)
        elif order == "undo":
            annotating.undo()
    assert annotating.flush(60)
    assert {row.note for row in store.read(notes_of, annotating.corpus_key)} == set(annotating.notes.find())

    while annotating.undo():
        pass
    assert annotating.notes.find() == start
    while annotating.redo():
        pass
    while annotating.undo():
        pass
    assert annotating.flush(60)
    assert {row.note for row in store.read(notes_of, annotating.corpus_key)} == set(start)
