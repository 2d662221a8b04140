"""Mending an alignment in its rows: by key, by handle, and back."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from factories import Pair, craft_corpus
from parallelreader.app.reading.layout import Layout
from parallelreader.core.alignment import Alignment, Origin
from parallelreader.ui.reader.repair_handles import Edge, Handle, HandleKind
from parallelreader.ui.reader.repair_view import RepairView
from reading_window import CONTROL, SHIFT, OpenWindow, turn_wheel

pytestmark = pytest.mark.gui

ALT = Qt.KeyboardModifier.AltModifier


def view_of(opened: OpenWindow) -> RepairView:
    return opened.window.area.repair.view


def alignment_of(opened: OpenWindow) -> Alignment:
    alignment = opened.reading.alignment("en")
    assert alignment is not None
    return alignment


def sides(opened: OpenWindow) -> list[Pair]:
    return [(bead.source, bead.target) for bead in alignment_of(opened).beads]


def chosen(opened: OpenWindow) -> Pair:
    ours, theirs = opened.reading.rows[opened.window.state.current_row].cells
    return ours, theirs


def choose(opened: OpenWindow, bead: Pair) -> None:
    view_of(opened).choose(sides(opened).index(bead))
    assert chosen(opened) == bead


def handle_of(opened: OpenWindow, kind: HandleKind, **wanted: object) -> Handle:
    handles = [each for each in view_of(opened).handles if each.kind is kind]
    return next(
        each for each in handles if all(getattr(each, name) == value for name, value in wanted.items())
    )


def click(opened: OpenWindow, handle: Handle) -> None:
    point = handle.area.center().toPoint()
    QTest.mouseClick(view_of(opened).viewport(), Qt.MouseButton.LeftButton, pos=point)


def drag(opened: OpenWindow, start: QPointF, end: QPointF) -> None:
    viewport = view_of(opened).viewport()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start.toPoint())
    for share in (0.3, 0.7, 1.0):
        QTest.mouseMove(viewport, (start + (end - start) * share).toPoint())
        QApplication.processEvents()
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=end.toPoint())


# Coming and going


@pytest.mark.parametrize("layout", [Layout.PANES, Layout.ROWS])
def test_repair_goes_back_to_the_layout_and_place_it_came_from(reading: OpenWindow, layout: Layout):
    reading.desk.reading.set_layout(layout)
    reading.window.area.go_to_row(5)
    before = reading.window.area.place()

    reading.press(Qt.Key.Key_4, ALT)
    assert reading.window.area.currentWidget() is reading.window.area.repair
    assert reading.window.state.current_row == 5
    assert view_of(reading).hasFocus()
    reading.press(Qt.Key.Key_F8)
    reading.press(Qt.Key.Key_Escape)

    area = reading.window.area
    assert area.currentWidget() is (area.panes if layout is Layout.PANES else area.rows)
    assert area.place() == before
    assert not reading.desk.repair.is_on
    assert not reading.desk.repair.list.isVisible()
    reading.settle()


def test_the_list_takes_the_place_of_the_library_meanwhile(reading: OpenWindow):
    shown = reading.window.library.isVisible()
    assert shown

    reading.press(Qt.Key.Key_4, ALT)

    assert not reading.window.library.isVisible()
    assert reading.desk.repair.list.isVisible()
    reading.press(Qt.Key.Key_Escape)
    assert reading.window.library.isVisible() is shown
    reading.settle()


def test_with_three_versions_the_one_with_the_keyboard_is_repaired(
    open_window: Callable[..., OpenWindow], tmp_path: Path
):
    opened = open_window()
    opened.open(craft_corpus(tmp_path / "craft"), "mill", versions=("zh", "literal", "free"))
    opened.pane("free").setFocus()

    opened.press(Qt.Key.Key_4, ALT)
    opened.settle()
    assert opened.reading.shown == ("zh", "free")
    opened.press(Qt.Key.Key_Escape)
    opened.settle()

    assert opened.reading.shown == ("zh", "literal", "free")


def test_without_an_alignment_there_is_nothing_to_repair(
    open_window: Callable[..., OpenWindow], tmp_path: Path
):
    opened = open_window()
    opened.open(craft_corpus(tmp_path / "craft"), "alone")

    opened.press(Qt.Key.Key_4, ALT)

    assert not opened.desk.repair.is_on
    assert not opened.window.actions_by_id["repair"].isChecked()


def test_opening_another_document_leaves_repair(open_window: Callable[..., OpenWindow], tmp_path: Path):
    opened = open_window()
    opened.open(craft_corpus(tmp_path / "craft"), "mill")
    opened.press(Qt.Key.Key_4, ALT)

    opened.desk.travel.open_document("ferries")
    opened.settle()

    assert not opened.desk.repair.is_on
    assert opened.window.area.currentWidget() is opened.window.area.panes


# Repairs by key


def test_m_merges_with_the_next_pair_and_shift_m_with_the_one_before(repairing: OpenWindow):
    choose(repairing, ((3, 4), (4,)))

    repairing.press(Qt.Key.Key_M)
    assert chosen(repairing) == ((3, 4, 5), (4, 5))
    repairing.press(Qt.Key.Key_M, SHIFT)

    assert chosen(repairing) == ((2, 3, 4, 5), (2, 3, 4, 5))
    assert opened_bead(repairing).origin is Origin.CHECKED
    repairing.settle()


def opened_bead(opened: OpenWindow):
    return alignment_of(opened).beads[opened.window.state.current_row]


def test_s_splits_where_the_parts_are_alike(repairing: OpenWindow):
    choose(repairing, ((6, 7), (6, 7)))

    repairing.press(Qt.Key.Key_S)

    assert chosen(repairing) == ((6,), (6,))
    assert ((7,), (7,)) in sides(repairing)
    repairing.settle()


def test_alt_with_the_arrows_moves_the_boundary_of_the_translation(repairing: OpenWindow):
    choose(repairing, ((1,), (1,)))

    repairing.press(Qt.Key.Key_Down, ALT)
    assert chosen(repairing) == ((1,), (1, 2))
    repairing.press(Qt.Key.Key_Up, ALT)

    assert chosen(repairing) == ((1,), (1,))
    assert ((2,), (2, 3)) in sides(repairing)
    repairing.settle()


def test_with_shift_it_is_the_boundary_of_the_source(repairing: OpenWindow):
    choose(repairing, ((3, 4), (4,)))

    repairing.press(Qt.Key.Key_Up, ALT | SHIFT)
    assert chosen(repairing) == ((3,), (4,))
    repairing.press(Qt.Key.Key_Down, ALT | SHIFT)

    assert chosen(repairing) == ((3, 4), (4,))
    repairing.settle()


def test_x_detaches_and_c_checks_and_takes_the_mark_away(repairing: OpenWindow):
    choose(repairing, ((8,), (8,)))

    repairing.press(Qt.Key.Key_C)
    assert opened_bead(repairing).origin is Origin.CHECKED
    repairing.press(Qt.Key.Key_C)
    assert opened_bead(repairing).origin is Origin.ALIGNER
    repairing.press(Qt.Key.Key_X)

    assert {((8,), ()), ((), (8,))} <= set(sides(repairing))
    repairing.settle()


def test_what_cannot_be_done_is_said_and_changes_nothing(repairing: OpenWindow):
    choose(repairing, ((0,), (0,)))
    before = sides(repairing)

    repairing.press(Qt.Key.Key_S)

    assert "no two sentences" in repairing.desk.repair.toast.text
    assert sides(repairing) == before


def test_letters_in_a_text_field_repair_nothing(repairing: OpenWindow):
    choose(repairing, ((3, 4), (4,)))
    before = sides(repairing)
    repairing.press(Qt.Key.Key_N, CONTROL)

    for key in (Qt.Key.Key_M, Qt.Key.Key_S, Qt.Key.Key_X, Qt.Key.Key_C):
        repairing.press(key)
    repairing.press(Qt.Key.Key_Escape)

    assert sides(repairing) == before


def test_while_reading_the_letters_repair_nothing(reading: OpenWindow):
    before = sides(reading)

    for key in (Qt.Key.Key_M, Qt.Key.Key_S, Qt.Key.Key_X, Qt.Key.Key_C):
        reading.press(key)

    assert sides(reading) == before


def test_a_repair_is_undone_and_done_again_with_its_pair_chosen(repairing: OpenWindow):
    choose(repairing, ((6, 7), (6, 7)))
    repairing.press(Qt.Key.Key_S)
    choose(repairing, ((0,), (0,)))

    repairing.press(Qt.Key.Key_Z, CONTROL)
    assert chosen(repairing) == ((6, 7), (6, 7))
    repairing.press(Qt.Key.Key_Z, CONTROL | SHIFT)

    assert chosen(repairing) == ((6,), (6,))
    repairing.settle()


def test_what_is_taken_back_by_key_is_offered_no_longer(repairing: OpenWindow):
    toast = repairing.desk.repair.toast
    choose(repairing, ((0,), (0,)))
    repairing.press(Qt.Key.Key_M)
    choose(repairing, ((6, 7), (6, 7)))
    repairing.press(Qt.Key.Key_S)
    assert "Split" in toast.text

    repairing.press(Qt.Key.Key_Z, CONTROL)

    assert toast.text == ""
    assert ((6, 7), (6, 7)) in sides(repairing)


def test_a_jump_leaves_room_for_what_follows(repairing: OpenWindow):
    view = view_of(repairing)
    last = view.rows_on_screen()[-1]
    choose(repairing, sides(repairing)[last])

    view.jump(last)

    assert view.column is not None
    top = next(top for index, top, _ in view.column.visible() if index == last)
    assert top <= view.viewport().height() / 2


def test_a_jump_to_what_stands_high_moves_nothing(repairing: OpenWindow):
    view = view_of(repairing)
    view.jump(1)
    before = [top for _, top, _ in view.column.visible()] if view.column else []

    view.jump(2)

    assert view.column is not None
    assert [top for _, top, _ in view.column.visible()] == before


def test_notes_and_repairs_have_one_history(repairing: OpenWindow):
    choose(repairing, ((6, 7), (6, 7)))
    repairing.press(Qt.Key.Key_H, CONTROL)
    repairing.press(Qt.Key.Key_S)
    notes = repairing.desk.session.notes
    assert notes is not None

    repairing.press(Qt.Key.Key_Z, CONTROL)
    assert ((6, 7), (6, 7)) in sides(repairing)
    assert len(notes.notes)
    repairing.press(Qt.Key.Key_Z, CONTROL)

    assert not len(notes.notes)
    repairing.settle()


def test_a_repair_moves_nothing_above_it(repairing: OpenWindow):
    choose(repairing, ((6, 7), (6, 7)))
    repaired = repairing.window.state.current_row
    turn_wheel(view_of(repairing), 1)
    before = {place_of(repairing, row): top for row, top in tops(repairing) if row <= repaired}

    repairing.press(Qt.Key.Key_S)

    after = {place_of(repairing, row): top for row, top in tops(repairing)}
    assert before
    assert {label: after[label] for label in before} == pytest.approx(before)
    repairing.settle()


def place_of(opened: OpenWindow, row: int) -> str:
    return opened.reading.label(row).split("–")[0]


def tops(opened: OpenWindow) -> list[tuple[int, float]]:
    column = view_of(opened).column
    assert column is not None
    return [(row, top) for row, top, _ in column.visible()]


# Going about


def test_arrows_and_the_keys_for_pairs_choose_a_pair(repairing: OpenWindow):
    choose(repairing, ((3, 4), (4,)))

    repairing.press(Qt.Key.Key_Down)
    assert chosen(repairing) == ((5,), (5,))
    repairing.press(Qt.Key.Key_Up, CONTROL)

    assert chosen(repairing) == ((3, 4), (4,))


def test_scrolling_leaves_the_pair_chosen(repairing: OpenWindow):
    choose(repairing, ((0,), (0,)))

    turn_wheel(view_of(repairing), 6)

    assert chosen(repairing) == ((0,), (0,))


def test_f8_goes_down_the_list_which_begins_with_the_lowest_run(repairing: OpenWindow):
    choose(repairing, ((5,), (5,)))
    visited = []

    for _ in range(3):
        repairing.press(Qt.Key.Key_F8)
        visited.append(chosen(repairing))

    listed = repairing.desk.repair.list.view.model()
    rows = [listed.row_at(place) for place in range(listed.rowCount())]
    start = rows.index(sides(repairing).index(visited[0]))
    assert [sides(repairing)[rows[(start + step) % len(rows)]] for step in range(3)] == visited
    assert sides(repairing)[rows[0]] == ((17,), ())


# By mouse


def test_a_click_anywhere_in_a_row_chooses_it(repairing: OpenWindow):
    row, top = next((row, top) for row, top in tops(repairing) if row == 2)

    QTest.mouseClick(
        view_of(repairing).viewport(), Qt.MouseButton.LeftButton, pos=QPoint(30, round(top) + 20)
    )

    assert repairing.window.state.current_row == row


@pytest.mark.parametrize(
    ("edge", "merged"), [(Edge.START, ((2, 3, 4), (2, 3, 4))), (Edge.END, ((3, 4, 5), (4, 5)))]
)
def test_the_round_button_on_an_edge_merges_across_it(repairing: OpenWindow, edge: Edge, merged: Pair):
    choose(repairing, ((3, 4), (4,)))

    click(repairing, handle_of(repairing, HandleKind.MERGE, edge=edge))

    assert chosen(repairing) == merged
    repairing.settle()


def test_the_line_between_two_sentences_splits_there(repairing: OpenWindow):
    choose(repairing, ((2,), (2, 3)))

    click(repairing, handle_of(repairing, HandleKind.SPLIT, version="en", at=1))

    assert {((), (2,)), ((2,), (3,))} <= set(sides(repairing)) or {((2,), (2,)), ((), (3,))} <= set(
        sides(repairing)
    )
    repairing.settle()


def test_a_grip_drags_the_boundary_of_one_side_by_sentences(repairing: OpenWindow):
    choose(repairing, ((2,), (2, 3)))
    grip = handle_of(repairing, HandleKind.GRIP, version="en", edge=Edge.START)
    split = handle_of(repairing, HandleKind.SPLIT, version="en", at=1)

    drag(repairing, grip.area.center(), QPointF(grip.area.center().x(), split.area.center().y() + 3))

    assert chosen(repairing) == ((1,), (1, 2))
    assert ((2,), (3,)) in sides(repairing)
    repairing.settle()


def test_a_handle_that_is_held_down_is_painted_and_does_nothing_yet(repairing: OpenWindow):
    choose(repairing, ((3, 4), (4,)))
    viewport, before = view_of(repairing).viewport(), sides(repairing)

    for kind in HandleKind:
        point = handle_of(repairing, kind).area.center().toPoint()
        QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=point)
        assert not viewport.grab().isNull()
        assert sides(repairing) == before
        # Let go elsewhere, a press means nothing.
        QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))

    assert sides(repairing) == before


def test_a_grip_let_go_where_it_was_changes_nothing(repairing: OpenWindow):
    choose(repairing, ((2,), (2, 3)))
    before = sides(repairing)
    grip = handle_of(repairing, HandleKind.GRIP, version="zh", edge=Edge.END)

    drag(repairing, grip.area.center(), grip.area.center() + QPointF(0, 4))

    assert sides(repairing) == before


def test_the_message_after_a_repair_takes_it_back(repairing: OpenWindow):
    choose(repairing, ((6, 7), (6, 7)))
    repairing.press(Qt.Key.Key_S)
    toast = repairing.desk.repair.toast
    assert "Split" in toast.text

    QTest.mouseClick(toast.button, Qt.MouseButton.LeftButton)

    assert ((6, 7), (6, 7)) in sides(repairing)
    repairing.settle()


# Proposals


def test_what_the_aligner_pairs_better_is_proposed_and_taken_with_enter(repairing: OpenWindow):
    proposals = repairing.desk.repair.proposals
    choose(repairing, ((18,), (17,)))
    assert proposals.shown is not None
    assert proposals.shown.shift == 1

    repairing.press(Qt.Key.Key_Return)

    assert {((n,), (n,)) for n in range(17, 22)} <= set(sides(repairing))
    repairing.settle()


def test_a_proposal_out_of_sight_is_first_gone_to(repairing: OpenWindow):
    choose(repairing, ((15, 16), (16,)))
    before = sides(repairing)

    repairing.press(Qt.Key.Key_Return)

    assert sides(repairing) == before
    assert chosen(repairing) == ((17,), ())


def test_n_skips_a_proposal(repairing: OpenWindow):
    proposals = repairing.desk.repair.proposals
    first = proposals.shown
    assert first is not None
    before = sides(repairing)

    repairing.press(Qt.Key.Key_N)

    assert proposals.shown != first
    assert sides(repairing) == before


@pytest.mark.parametrize("size", [(1440, 900), (880, 560)])
def test_every_button_of_repair_has_room_and_a_name(repairing: OpenWindow, size: tuple[int, int]):
    repairing.window.resize(*size)
    QApplication.processEvents()

    bar = repairing.desk.repair.bar
    buttons = [button for button in bar.buttons if button.isVisible()]

    assert len(buttons) == 6
    assert all(button.accessibleName() and button.toolTip() for button in buttons)
    assert all(button.geometry().right() < bar.width() for button in buttons)
    edges = [(button.geometry().left(), button.geometry().right()) for button in buttons]
    assert all(right < left for (_, right), (left, _) in pairwise(edges))


def test_both_sides_of_a_pair_grow_together_by_key(repairing: OpenWindow):
    view = view_of(repairing)
    before = [view.style_of(version).line_height for version in repairing.reading.shown]

    repairing.press(Qt.Key.Key_Plus, CONTROL)

    after = [view.style_of(version).line_height for version in repairing.reading.shown]
    assert all(now > then for now, then in zip(after, before, strict=True))


def test_the_chosen_pair_stays_in_sight_when_the_text_grows(repairing: OpenWindow):
    view = view_of(repairing)
    last = view.rows_on_screen()[-2]
    view.choose(last)

    for _ in range(6):
        repairing.press(Qt.Key.Key_Plus, CONTROL)

    assert view.column is not None
    shown = {index: (top, item) for index, top, item in view.column.visible()}
    top, item = shown[last]
    assert top >= 0
    assert top + item.height <= view.viewport().height()
