import threading
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notes_material import note
from parallelreader.app.undo import History, StaleStep, Step, StepStands
from parallelreader.core.notes.edits import Edit
from parallelreader.core.notes.note import Note


class Desk:
    """Notes and their history, as annotating holds them."""

    def __init__(self, most_steps: int = 1000) -> None:
        self.notes: dict[str, Note] = {}
        self.history = History(self.notes.get, most_steps=most_steps)

    def do(self, *edits: Edit, name: str = "Step", session: str = "") -> None:
        self.history.record(name, edits, session=session)
        self.carry_out(edits)

    def carry_out(self, edits: tuple[Edit, ...]) -> None:
        for edit in edits:
            self.notes.pop(edit.note_id, None)
            if edit.after:
                self.notes[edit.note_id] = edit.after

    def undo(self, wanted: Step | None = None) -> bool:
        step = self.history.undo(wanted)
        self.carry_out(step.edits if step else ())
        return step is not None

    def redo(self) -> bool:
        step = self.history.redo()
        self.carry_out(step.edits if step else ())
        return step is not None


@given(
    st.lists(st.tuples(st.integers(0, 4), st.sampled_from(["add", "type", "delete", "undo", "redo", "pick"])))
)
def test_undoing_all_leads_to_the_start_and_redoing_all_to_the_end(orders: list[tuple[int, str]]) -> None:
    desk = Desk()
    told = list[Step]()
    for time, (number, order) in enumerate(orders):
        new = note(number)
        known = desk.notes.get(new.id)
        if order == "add" and known is None:
            desk.do(Edit(None, new))
        elif order == "type" and known:
            desk.do(Edit(known, replace(known, body=f"{time}")), session=known.id)
        elif order == "delete" and desk.notes:
            desk.do(*(Edit(each, None) for each in desk.notes.values()))
        elif order in {"undo", "redo"}:
            getattr(desk, order)()
        elif order == "pick" and told:
            before = dict(desk.notes)
            try:
                desk.undo(told[number % len(told)])
            except StepStands:
                assert desk.notes == before
        if desk.history.latest:
            told.append(desk.history.latest)
    while desk.redo():
        pass
    end = dict(desk.notes)

    while desk.undo():
        pass
    assert desk.notes == {}

    while desk.redo():
        pass
    assert desk.notes == end


def test_typing_is_one_step_until_the_editor_is_closed() -> None:
    desk = Desk()
    states = [note(1, body=body) for body in ("", "a", "ab", "abc")]
    desk.do(Edit(None, states[0]), name="Add note", session=states[0].id)
    for before, after in pairwise(states[:3]):
        desk.do(Edit(before, after), name="Edit note", session=before.id)
    desk.history.end_session()
    desk.do(Edit(states[2], states[3]), name="Edit note", session=states[0].id)

    assert desk.history.undo_text == "Edit note"
    desk.undo()
    assert desk.notes == {states[0].id: states[2]}
    assert (desk.history.undo_text, desk.history.redo_text) == ("Add note", "Edit note")
    desk.undo()
    assert desk.notes == {}
    assert desk.history.undo_text == ""


def test_typing_after_an_undo_is_a_new_step() -> None:
    desk = Desk()
    states = [note(1, body=body) for body in ("", "a", "b")]
    desk.do(Edit(None, states[0]))
    desk.do(Edit(states[0], states[1]), session="s")
    desk.undo()
    desk.redo()
    desk.do(Edit(states[1], states[2]), session="s")

    desk.undo()

    assert desk.notes[states[0].id].body == "a"


def test_a_step_is_refused_where_the_note_changed_since() -> None:
    desk = Desk()
    first = note(1)
    desk.do(Edit(None, first), name="Highlight")
    elsewhere = replace(first, body="from another process")
    desk.notes[first.id] = elsewhere

    with pytest.raises(StaleStep, match="Highlight") as problem:
        desk.undo()

    assert problem.value.mend
    assert desk.notes == {first.id: elsewhere}
    assert not desk.undo()


def test_the_oldest_steps_are_forgotten_where_there_are_very_many() -> None:
    desk = Desk(most_steps=3)
    for number in range(5):
        desk.do(Edit(None, note(number)))

    while desk.undo():
        pass

    assert set(desk.notes) == {note(0).id, note(1).id}


def test_a_new_step_ends_what_could_be_redone() -> None:
    desk = Desk()
    desk.do(Edit(None, note(1)))
    desk.undo()
    desk.do(Edit(None, note(2)))

    assert desk.history.redo_text == ""
    assert not desk.redo()


def test_one_step_is_taken_back_from_under_others_that_do_not_rest_on_it() -> None:
    desk = Desk()
    desk.do(Edit(None, note(1)), name="First")
    first = desk.history.latest
    desk.do(Edit(None, note(2)), name="Second")

    assert desk.undo(first)

    assert set(desk.notes) == {note(2).id}
    assert (desk.history.undo_text, desk.history.redo_text) == ("Second", "First")
    desk.redo()
    assert set(desk.notes) == {note(1).id, note(2).id}


def test_a_step_that_others_rest_on_stays_and_the_reason_is_given() -> None:
    desk = Desk()
    desk.do(Edit(None, note(1)), name="First")
    first = desk.history.latest
    later = replace(note(1), body="later")
    desk.do(Edit(note(1), later))

    with pytest.raises(StepStands, match="since rests on it"):
        desk.undo(first)

    assert desk.notes == {note(1).id: later}
    desk.undo()
    desk.undo(first)
    with pytest.raises(StepStands, match="already"):
        desk.undo(first)


def test_what_was_changed_and_changed_back_since_stays() -> None:
    desk = Desk()
    desk.do(Edit(None, note(1)))
    first = desk.history.latest
    desk.do(Edit(note(1), None))
    desk.do(Edit(None, note(1)))

    with pytest.raises(StepStands, match="since rests on it"):
        desk.undo(first)

    for _ in range(3):
        assert desk.undo()
    assert desk.notes == {}


def test_what_is_typed_into_a_step_leaves_it_the_same() -> None:
    desk = Desk()
    states = [note(1, body=body) for body in ("", "a", "ab")]
    desk.do(Edit(None, states[0]), session="s")
    told = desk.history.latest
    desk.do(Edit(states[0], states[1]), session="s")
    desk.history.end_session()
    desk.do(Edit(None, note(2)))

    desk.undo(told)

    assert set(desk.notes) == {note(2).id}


def test_whoever_listens_is_told_of_every_turn() -> None:
    desk = Desk()
    heard = list[tuple[str, str]]()
    desk.history.listen(lambda: heard.append((desk.history.undo_text, desk.history.redo_text)))

    desk.do(Edit(None, note(1)), name="Mark")
    desk.undo()
    desk.redo()

    assert heard == [("Mark", ""), ("", "Mark"), ("Mark", "")]


def test_a_step_says_what_it_changed() -> None:
    long = Edit(None, note(1))
    assert Step("Mark", (long,)).said.startswith("Mark “")
    assert Step("Mark", (long, long)).said == "Mark"


def test_an_act_knows_its_own_step_whatever_others_do_meanwhile() -> None:
    desk = Desk()

    def act() -> str:
        desk.do(Edit(None, note(1)), name="Ours")
        other = threading.Thread(target=lambda: desk.do(Edit(None, note(2)), name="Theirs"))
        other.start()
        other.join()
        return "done"

    given, step = desk.history.recorded_by(act)

    assert given == "done"
    assert step is not None
    assert (step.name, desk.history.undo_text) == ("Ours", "Theirs")
    assert desk.history.recorded_by(lambda: None) == (None, None)
