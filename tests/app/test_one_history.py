"""One history for all that is done to a corpus and to words: of whatever kind, acts go back and forth."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpora import write_corpus
from parallelreader.app.annotating import Annotating
from parallelreader.app.library import load_document, open_corpus
from parallelreader.app.repaired_documents import repaired
from parallelreader.app.repairing import Repairing
from parallelreader.app.scheme_steps import SchemeSteps
from parallelreader.app.tagging import Tagging
from parallelreader.app.terms.book import TermBook
from parallelreader.app.undo import StaleStep, StepStands
from parallelreader.app.words.book import WordBook
from parallelreader.app.words.kept_word import Rating
from parallelreader.app.words.statuses import Status
from parallelreader.core.notes.note import Colour
from parallelreader.core.notes.tags import Category, TagScheme, TagSpec
from parallelreader.core.repair.operations import check
from parallelreader.core.repair.repair import RepairProblem
from parallelreader.core.text import Span
from parallelreader.formats.tag_scheme import scheme_file
from parallelreader.store.database import Store

_NOW = 1_800_000_000_000
_WORDS = ("渡船", "老人", "岸边")
# What was done and taken back is written down elsewhere for good; these are the things themselves.
_TABLES = (
    "note",
    "target",
    "repaired_bead",
    "word_status",
    "kept_word",
    "kept_context",
    "review",
    "word_cut",
    "chosen_reading",
    "concept",
    "term",
    "set_aside",
)


class Desk:
    """All that a window has open, on a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.corpus = open_corpus(write_corpus(folder / "corpus"))
        self.store = Store.open(folder / "data")
        self.notes = Annotating.open(self.store, self.corpus, clock=lambda: _NOW)
        self.opened = load_document(self.corpus, "last-ferry")
        for version, text in self.opened.texts.items():
            self.notes.notes.open_text("last-ferry", version, text)
        self.repairs = Repairing(self.store, self.notes.corpus_key, self.notes.history, clock=lambda: _NOW)
        repaired(self.opened, self.repairs, for_reading=True)
        self.words = WordBook(self.store, clock=lambda: _NOW)
        self.words.use(self.notes.history)
        self.terms = TermBook.open(self.store, self.notes.corpus_key, clock=lambda: _NOW)
        self.terms.use(self.notes.history)
        self.scheme = SchemeSteps(self.corpus, self.notes, lambda _: None)

    def act(self, kind: str, number: int) -> None:
        word, kept, notes = _WORDS[number % 3], self.words.kept.all(), self.notes.notes.find()
        document = self.opened.document
        concepts = self.terms.termbase.in_order()
        if kind == "mark":
            anchor = self.notes.notes.anchor("last-ferry", "zh", Span(number, number + 2))
            self.notes.highlight([anchor], list(Colour)[number % 3])
        elif kind == "tag" and notes:
            Tagging(self.notes, clock=lambda: _NOW).tag([notes[0].id], [f"tag {number}"])
        elif kind == "delete" and notes:
            self.notes.delete([notes[-1].id])
        elif kind == "scheme":
            scheme = TagScheme((Category("", (TagSpec(f"own {number}"),)),))
            self.scheme.replace(scheme, {f"tag {number}": f"own {number}"})
        elif kind == "status":
            self.words.statuses.set(_WORDS[: number % 3 + 1], Status(number % 8))
        elif kind == "keep":
            self.words.kept.keep(word, "dùchuán", "ferry", None, key=word)
        elif kind == "review" and kept:
            self.words.kept.review(kept[0].id, Rating(number % 4 + 1), _NOW)
        elif kind == "remove" and kept:
            self.words.kept.remove([kept[-1].id])
        elif kind == "cut":
            self.words.corrections.cut({word: (1,)}, name="Split")
        elif kind == "read":
            self.words.corrections.read(word, ("a1", f"b{number % 4 + 1}"))
        elif kind == "term":
            self.terms.termbase.add([self.terms.termbase.new_concept([word], ["ferry"])])
        elif kind == "drop" and concepts:
            self.terms.termbase.remove([concepts[0].id])
        elif kind == "reject":
            self.terms.rejections.put({word: f"{number}"}, name="Reject")
        elif kind == "repair":
            alignment = self.repairs.alignment(document, "literal")
            assert alignment is not None
            bead = number % len(alignment.beads)
            with suppress(RepairProblem):
                self.repairs.do(document, "literal", check(alignment, bead, bead))

    def all(self) -> dict[str, Any]:
        """What is on disk, in the store and beside the texts."""
        for each in (self.notes, self.repairs, self.words, self.terms):
            assert each.flush(60)
        connection = sqlite3.connect(self.store.path)
        connection.row_factory = sqlite3.Row
        found: dict[str, Any] = {}
        for table in _TABLES:
            rows = [dict(row) for row in connection.execute(f"SELECT * FROM {table}")]
            for row in rows:
                row.pop("revision", None)
            found[table] = sorted(json.dumps(row) for row in rows if not row.get("deleted"))
        connection.close()
        for part, whole in (("target", "note"), ("term", "concept")):
            # Of what was deleted the parts stay, as always.
            there = {json.loads(row)["id"] for row in found[whole]}
            found[part] = [row for row in found[part] if json.loads(row)[whole] in there]
        file = scheme_file(self.corpus)
        found["scheme"] = file.read_bytes() if file.exists() else b""
        return found

    def turn(self, turn: Callable[[], object]) -> None:
        while self.notes.history.next_step(is_redo=turn == self.notes.redo):
            turn()


_KINDS = (
    *("mark", "tag", "delete", "scheme", "status", "keep", "review"),
    *("remove", "cut", "read", "term", "drop", "reject", "repair", "undo", "pick"),
)


@given(st.lists(st.tuples(st.sampled_from(_KINDS), st.integers(0, 11)), min_size=3, max_size=16))
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_all_is_as_before_when_all_is_undone_and_as_after_when_it_is_redone(acts: list[tuple[str, int]]):
    with TemporaryDirectory() as folder:
        desk = Desk(Path(folder))
        history, told, before = desk.notes.history, [], desk.all()
        for kind, number in acts:
            if kind == "undo":
                desk.notes.undo()
            elif kind == "pick" and told:
                stands = desk.all()
                try:
                    desk.notes.undo(told[number % len(told)])
                except StepStands:
                    assert desk.all() == stands
            else:
                desk.act(kind, number)
            if history.latest is not None:
                told.append(history.latest)
        desk.turn(desk.notes.redo)
        after = desk.all()

        desk.turn(desk.notes.undo)
        undone = desk.all()
        desk.turn(desk.notes.redo)
        redone = desk.all()
        desk.store.close()

        assert undone == before
        assert redone == after


def test_what_the_command_line_did_meanwhile_stays(tmp_path: Path):
    desk, other = Desk(tmp_path), Store.open(tmp_path / "data")
    desk.act("status", 3)
    desk.act("keep", 1)
    desk.all()
    beside = WordBook(other)
    beside.load()
    beside.statuses.set(["渡船"], Status.KNOWN)
    beside.kept.remove([beside.kept.all()[0].id])
    assert beside.flush(60)
    other.close()
    desk.words.refresh()

    for _ in range(2):
        with pytest.raises(StaleStep, match="changed elsewhere"):
            desk.notes.undo()

    assert desk.words.statuses.of("渡船") is Status.KNOWN
    assert not desk.words.kept.all()
    desk.store.close()
