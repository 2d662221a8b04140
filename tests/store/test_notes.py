from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from notes_material import note
from parallelreader.store.database import Store
from parallelreader.store.notes import (
    NoteWrite,
    ids_of_others,
    keep_text,
    kept_texts,
    notes_of,
    write_notes,
)
from parallelreader.store.places import identify_corpus


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def key(store: Store, tmp_path: Path) -> str:
    return store.submit(identify_corpus, tmp_path, title="T", documents=["ferry"], now=1).result()


def test_a_deleted_note_comes_back_as_the_same_one(store: Store, key: str) -> None:
    kept = note(1, corpus=key, body="𠮷 e\u0301 👩‍👩‍👧")
    store.submit(write_notes, [NoteWrite(kept, False, 0)]).result()

    store.submit(write_notes, [NoteWrite(kept, True, 1)]).result()
    assert store.read(notes_of, key) == []

    written = store.submit(write_notes, [NoteWrite(kept, False, 2)]).result()
    assert [row.note for row in store.read(notes_of, key)] == [kept]
    assert (written.revisions, written.kept_beside) == ({kept.id: 3}, ())


def test_words_that_another_process_wrote_meanwhile_are_kept_beside(store: Store, key: str) -> None:
    first = note(1, corpus=key, body="first")
    store.submit(write_notes, [NoteWrite(first, False, 0)]).result()
    theirs, ours = replace(first, body="theirs"), replace(first, body="ours")
    store.submit(write_notes, [NoteWrite(theirs, False, 1)]).result()

    written = store.submit(write_notes, [NoteWrite(ours, False, 1)]).result()

    assert [kept.body for kept in written.kept_beside] == ["theirs"]
    assert sorted(row.note.body for row in store.read(notes_of, key)) == ["ours", "theirs"]
    assert written.kept_beside[0].id != first.id


def test_changing_a_note_one_knows_keeps_nothing_beside(store: Store, key: str) -> None:
    first = note(1, corpus=key, body="first")
    store.submit(write_notes, [NoteWrite(first, False, 0)]).result()

    written = store.submit(write_notes, [NoteWrite(replace(first, body="second"), False, 1)]).result()

    assert written.kept_beside == ()
    assert [row.note.body for row in store.read(notes_of, key)] == ["second"]


def test_one_note_that_cannot_be_written_keeps_all_out(store: Store, key: str) -> None:
    writes = [NoteWrite(note(1, corpus=key), False, 0), NoteWrite(note(2, corpus="unknown"), False, 0)]

    with pytest.raises(Exception, match="FOREIGN KEY"):
        store.submit(write_notes, writes).result()

    assert store.read(notes_of, key) == []


def test_a_former_text_is_kept_once_and_whole(store: Store) -> None:
    content = "甲𠮷乙\n" * 2000

    for _ in range(2):
        store.submit(keep_text, "digest", content).result()

    assert store.read(kept_texts, ["digest", "unknown"]) == {"digest": content}


def test_ids_used_by_another_corpus_are_told(store: Store, key: str) -> None:
    store.submit(write_notes, [NoteWrite(note(1, corpus=key), False, 0)]).result()

    assert store.read(ids_of_others, "another", [note(1).id, note(2).id]) == {note(1).id}
    assert store.read(ids_of_others, key, [note(1).id]) == set()
