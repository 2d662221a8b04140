"""A document on its way to another place, and the process killed at every step of it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from corpora import ALIGNMENT, CHINESE, LITERAL, write_corpus
from parallelreader.app.annotating import Annotating
from parallelreader.app.holding.acts import LibraryActs
from parallelreader.app.holding.carrying import finish_all, unfinished
from parallelreader.app.holding.trash import removed_documents
from parallelreader.app.known_corpora import known_corpora
from parallelreader.app.library import load_document, open_corpus
from parallelreader.core.notes.note import Colour
from parallelreader.core.text import Span
from parallelreader.store.database import Store

# The program is killed before the call, so many calls in, of any function that changes what is on disk.
DYING = """
import os, sys
from pathlib import Path
from parallelreader.app.holding.acts import LibraryActs
from parallelreader.store.database import Store

root, act, left = Path(sys.argv[1]), sys.argv[2], [int(sys.argv[3])]
store = Store.open(root / "data")
acts = LibraryActs(store, root / "data")
river, hills = sys.argv[4:6]

def deadly(function):
    def call(*arguments, **named):
        left[0] -= 1
        if left[0] == 0:
            os._exit(9)
        return function(*arguments, **named)
    return call

for place, name in ((os, "replace"), (os, "fsync"), (Path, "unlink"), (Path, "rmdir"), (Path, "mkdir"),
                    (Path, "rename"), (Store, "submit")):
    setattr(place, name, deadly(getattr(place, name)))
if act == "move":
    acts.move([(river, "last-ferry")], hills)
else:
    acts.remove([(river, "last-ferry")])
    acts.undo()
os._exit(0)
"""
EMPTY = "title: Hill Tales\ndocuments: []\n"
WORDS = {"zh.txt": CHINESE, "literal.txt": LITERAL, "zh--literal.tsv": ALIGNMENT}


def prepare(root: Path) -> tuple[str, str]:
    """Two corpora in the library, the first with a document and a note on it."""
    river = open_corpus(write_corpus(root / "river"))
    (root / "hills").mkdir()
    (root / "hills" / "corpus.yaml").write_text(EMPTY, encoding="utf-8")
    store = Store.open(root / "data")
    acts = LibraryActs(store, root / "data")
    for name in ("river", "hills"):
        acts.add(open_corpus(root / name))
    notes = Annotating.open(store, river)
    notes.notes.open_text("last-ferry", "zh", load_document(river, "last-ferry").texts["zh"])
    notes.write_note([notes.notes.anchor("last-ferry", "zh", Span(0, 3))], "boat", colour=Colour.ROSE)
    assert notes.flush(60)
    keys = {known.title: known.key for known in known_corpora(store)}
    store.close()
    return keys["River Stories"], keys["Hill Tales"]


def die_at(root: Path, act: str, step: int, keys: tuple[str, str]) -> bool:
    """Whether the program was killed at that step, and not done before it."""
    arguments = [sys.executable, "-c", DYING, str(root), act, str(step), *keys]
    return subprocess.run(arguments, env=dict(os.environ), timeout=120, check=False).returncode == 9


def places_of_document(root: Path) -> list[Path]:
    """The folders in which the document stands whole."""
    found = [root / "river", root / "hills", *(each.folder for each in removed_documents(root / "data"))]
    return [
        folder
        for folder in found
        for document in open_corpus(folder).documents
        if {path.name: (folder / path).read_text("utf-8") for path in document.files} == WORDS
    ]


@pytest.mark.slow
@pytest.mark.parametrize("act", ["move", "remove and undo"])
def test_a_crash_at_any_step_loses_nothing_and_leaves_one_whole_document(tmp_path: Path, act: str) -> None:
    step, was_killed, outcomes = 0, True, set()
    while was_killed:
        step += 1
        root = tmp_path / str(step)
        root.mkdir()
        keys = prepare(root)

        was_killed = die_at(root, act, step, keys)
        before = places_of_document(root)
        store = Store.open(root / "data")
        waiting = finish_all(store, root / "data")
        (place,) = places_of_document(root)

        assert before, f"nothing whole was left at step {step}"
        assert waiting == []
        assert unfinished(root / "data") == 0
        removed = {each.folder: each.key for each in removed_documents(root / "data")}
        key = {root / "river": keys[0], root / "hills": keys[1], **removed}[place]
        assert [note.body for note in Annotating(store, key).notes.find()] == ["boat"]
        store.close()
        left = {path.name for path in root.rglob("*") if path.suffix in (".txt", ".tsv", ".part")}
        assert left == set(WORDS), f"at step {step}"
        assert sum(path.name in WORDS for path in root.rglob("*")) == len(WORDS), f"at step {step}"
        outcomes.add(place.name if place.parent == root else "removed")

    assert step > 10
    assert outcomes == ({"river", "hills"} if act == "move" else {"river", "removed"})


def test_what_is_under_way_in_a_living_process_is_left_to_it(tmp_path: Path) -> None:
    from parallelreader.app.holding.hold import Hold

    store = Store.open(tmp_path / "data")
    with Hold(tmp_path / "data" / "under-way", "{}"):
        assert unfinished(tmp_path / "data") == 0
        assert finish_all(store, tmp_path / "data") == []
    assert list((tmp_path / "data" / "under-way").iterdir()) == []
    store.close()


def test_what_another_process_is_finishing_is_left_to_it(tmp_path: Path) -> None:
    from parallelreader.app.holding.hold import holding

    store = Store.open(tmp_path / "data")
    journal = tmp_path / "data" / "under-way" / "0.json"
    journal.parent.mkdir()
    journal.write_text("{", encoding="utf-8")
    with holding(journal) as is_ours:
        assert is_ours
        assert finish_all(store, tmp_path / "data") == []
    assert len(finish_all(store, tmp_path / "data")) == 1
    store.close()


def test_another_document_of_that_name_that_came_meanwhile_is_not_taken_for_it(tmp_path: Path) -> None:
    river, hills = prepare(tmp_path)
    document = open_corpus(tmp_path / "river").documents[0]
    other = write_corpus(tmp_path / "other")
    (tmp_path / "hills" / "another").mkdir()
    for path in document.files:
        (other / path).rename(tmp_path / "hills" / "another" / path.name)
    words = (other / "corpus.yaml").read_text("utf-8")
    for path in document.files:
        words = words.replace(str(path), f"another/{path.name}")
    (tmp_path / "hills" / "corpus.yaml").write_text(words, encoding="utf-8")
    ends = [
        {"key": key, "folder": str(tmp_path / name), "document": document.id, "is_removed": False}
        | {"files": [str(path) for path in document.files]}
        for key, name in ((river, "river"), (hills, "hills"))
    ]
    journal = tmp_path / "data" / "under-way" / "x.json"
    journal.parent.mkdir(exist_ok=True)
    journal.write_text(json.dumps({"source": ends[0], "target": ends[1], "shared": []}), encoding="utf-8")
    store = Store.open(tmp_path / "data")

    assert finish_all(store, tmp_path / "data") == []

    assert places_of_document(tmp_path) == [tmp_path / "river", tmp_path / "hills"]
    assert [note.body for note in Annotating(store, river).notes.find()] == ["boat"]
    store.close()


def test_a_damaged_journal_is_told_of_and_changes_nothing(tmp_path: Path) -> None:
    journal = tmp_path / "data" / "under-way" / "x.json"
    journal.parent.mkdir(parents=True)
    journal.write_text("{", encoding="utf-8")
    store = Store.open(tmp_path / "data")

    waiting = finish_all(store, tmp_path / "data")
    store.close()

    assert len(waiting) == 1
    assert str(journal) in waiting[0]
    assert journal.exists()
