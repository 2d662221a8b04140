import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from notes_material import CHINESE, ENGLISH, anchor, note, story
from parallelreader.app.annotating import Annotating
from parallelreader.app.notes_export import NotesFormat, export_notes
from parallelreader.app.notes_import import import_notes, read_notes
from parallelreader.core.errors import FileProblem
from parallelreader.core.notes.note import Anchor, Note
from parallelreader.core.times import iso_time, milliseconds_of
from parallelreader.store.database import Store
from parallelreader.store.places import identify_corpus

HOSTILE = 'tab\there, "quotes",\nnew line, <b>&amp;</b>, 𠮷, 👩‍👩‍👧, e\u0301, \u2028, ]]>, =1+1'


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(tmp_path / "data")
    yield opened
    opened.close()


def corpus(store: Store, folder: Path) -> Annotating:
    key = store.submit(identify_corpus, folder, title=folder.name, documents=["ferry"], now=1).result()
    return Annotating(store, key, documents=["ferry"])


def hostile_notes(key: str) -> list[Note]:
    both = (
        anchor("𠮷田先生", story(CHINESE)),
        anchor("Mr Yoshida's shop", story(ENGLISH), version="free"),
    )
    return [
        note(1, corpus=key, body=HOSTILE, quote="河水"),
        replace(note(2, corpus=key), targets=both),
        replace(note(3, corpus=key, body="end"), changed=1_767_225_600_123),
    ]


def test_json_lines_lose_nothing(tmp_path: Path, store: Store) -> None:
    annotating = corpus(store, tmp_path / "a")
    notes = hostile_notes(annotating.corpus_key)

    exported = export_notes(notes, NotesFormat.JSONL)

    assert exported.count("\n") == 3
    assert read_notes(exported, annotating.corpus_key) == notes


def test_importing_twice_changes_nothing_the_second_time(tmp_path: Path, store: Store) -> None:
    annotating = corpus(store, tmp_path / "a")
    file = tmp_path / "notes.jsonl"
    file.write_text(export_notes(hostile_notes(annotating.corpus_key), NotesFormat.JSONL), "utf-8")

    first = import_notes(annotating, file)
    second = import_notes(annotating, file)

    assert len(first.added) == 3
    assert not second
    assert set(annotating.notes.find()) == set(hostile_notes(annotating.corpus_key))
    annotating.undo()
    assert annotating.notes.find() == []


def test_the_newer_state_of_a_note_stays(tmp_path: Path, store: Store) -> None:
    annotating = corpus(store, tmp_path / "a")
    here = note(1, corpus=annotating.corpus_key, body="here")
    annotating.merge([here])
    file = tmp_path / "notes.jsonl"

    for body, changed in (("older", here.changed - 1), ("newer", here.changed + 1)):
        state = replace(here, body=body, changed=changed)
        file.write_text(export_notes([state], NotesFormat.JSONL), "utf-8")
        import_notes(annotating, file)

    assert [each.body for each in annotating.notes.find()] == ["newer"]


def test_notes_of_a_copied_corpus_do_not_leave_the_original(tmp_path: Path, store: Store) -> None:
    original, copy = corpus(store, tmp_path / "a"), corpus(store, tmp_path / "b")
    original.merge(hostile_notes(original.corpus_key))
    original.flush(60)
    file = tmp_path / "notes.jsonl"
    file.write_text(export_notes(original.notes.find(), NotesFormat.JSONL), "utf-8")

    for _ in range(2):
        import_notes(copy, file)
        copy.flush(60)

    for key, folder in ((original.corpus_key, "a"), (copy.corpus_key, "b")):
        again = corpus(store, tmp_path / folder)
        assert again.corpus_key == key
        assert len(again.notes.find()) == 3


def test_a_table_has_a_row_for_each_place_and_both_sides() -> None:
    def partner(place: Anchor) -> tuple[str, str] | None:
        return ("free", "The river") if place.version == "zh" else None

    exported = export_notes(hostile_notes("c"), NotesFormat.TSV, partner=partner)

    rows = list(csv.DictReader(io.StringIO(exported, newline=""), delimiter="\t"))

    assert [row["quote"] for row in rows] == ["河水", "𠮷田先生", "Mr Yoshida's shop", "河水"]
    assert [row["partner"] for row in rows] == ["The river", "The river", "", "The river"]
    assert rows[0]["body"] == HOSTILE
    assert rows[0]["segment"] == "1.1"
    assert rows[0]["created"] == iso_time(1_001)


def test_a_page_quotes_and_names_the_document() -> None:
    exported = export_notes(
        hostile_notes("c"),
        NotesFormat.MARKDOWN,
        titles={"ferry": "末班渡船"},
        partner=lambda _: ("free", "The river"),
    )

    assert exported.startswith("# 末班渡船\n\n> 河水\n>\n> — zh 1.1\n>\n> The river\n>\n> — free\n")
    assert exported.count("\n---\n") == 2
    assert "> 𠮷田先生\n" in exported


def test_no_notes_make_an_empty_export() -> None:
    assert export_notes([], NotesFormat.JSONL) == ""
    assert export_notes([], NotesFormat.MARKDOWN) == ""
    assert export_notes([], NotesFormat.TSV).count("\n") == 1


@pytest.mark.parametrize("moment", [0, 1, 999, 1_767_225_600_123])
def test_times_survive(moment: int) -> None:
    assert milliseconds_of(iso_time(moment)) == moment


GOOD = json.loads(export_notes([note(1)], NotesFormat.JSONL))
TARGET = GOOD["targets"][0]


@pytest.mark.parametrize(
    "record",
    [
        "not json",
        "[]",
        "null",
        "[" * 100_000,
        json.dumps({**GOOD, "id": "x"}),
        json.dumps({**GOOD, "id": 7}),
        json.dumps({**GOOD, "colour": "black"}),
        json.dumps({**GOOD, "body": None}),
        json.dumps({**GOOD, "body": "\ud800"}),
        json.dumps({**GOOD, "targets": []}),
        json.dumps({**GOOD, "targets": ["x"]}),
        json.dumps({**GOOD, "targets": [{**TARGET, "end": 99}]}),
        json.dumps({**GOOD, "targets": [{**TARGET, "start": True}]}),
        json.dumps({**GOOD, "targets": [{**TARGET, "start": 10**30, "end": 10**30 + 2}]}),
        json.dumps({**GOOD, "created": "yesterday"}),
        json.dumps({**GOOD, "schema": 9}),
        json.dumps({name: value for name, value in GOOD.items() if name != "changed"}),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_imported(tmp_path: Path, store: Store, record: str) -> None:
    annotating = corpus(store, tmp_path / "a")
    file = tmp_path / "notes.jsonl"
    file.write_text(json.dumps(GOOD) + "\n\n" + record + "\n", "utf-8")

    with pytest.raises(FileProblem) as problem:
        import_notes(annotating, file)

    assert (problem.value.where, problem.value.line) == (str(file), 3)
    assert annotating.notes.find() == []


@pytest.mark.parametrize(
    ("content", "fault"), [(None, "There is no such file"), (b"\xff\xfe\x00\x80", "not UTF-8")]
)
def test_a_file_that_cannot_be_read_is_a_clear_error(
    tmp_path: Path, store: Store, content: bytes | None, fault: str
) -> None:
    file = tmp_path / "notes.jsonl"
    if content is not None:
        file.write_bytes(content)

    with pytest.raises(FileProblem, match=fault):
        import_notes(corpus(store, tmp_path / "a"), file)
