from collections.abc import Iterator
from itertools import count
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from notes_material import CHINESE, ENGLISH, lines, story
from parallelreader.app.annotating import Annotating
from parallelreader.app.repairing import RepairChanges, Repairing
from parallelreader.app.undo import History, StaleStep, StepStands
from parallelreader.core.alignment import Alignment, Bead, Origin
from parallelreader.core.corpus import Corpus, Document, Hand, Version
from parallelreader.core.errors import UserError
from parallelreader.core.notes.note import Colour
from parallelreader.core.repair.operations import (
    Side,
    check,
    detach,
    merge,
    pin,
    realigned,
    shift,
    split,
    uncheck,
)
from parallelreader.core.repair.repair import Repair, RepairProblem
from parallelreader.core.text import Span, Text
from parallelreader.store.database import Store
from parallelreader.store.repairs import repairs_of

ZH = lines(story(CHINESE))
EN = lines(story(ENGLISH))
VERSIONS = tuple(
    Version(id=name, language=name, hand=Hand.OWN, text=PurePosixPath(name)) for name in ("zh", "en")
)
ILL = ZH.segment_at(ZH.content.index(CHINESE[8]))
"""The sentence of which the tests make others."""
FERRY = Document("ferry", "Ferry", VERSIONS)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(tmp_path / "data")
    yield opened
    opened.close()


class Desk:
    """One open corpus: its notes and repairs, as the window holds them."""

    def __init__(
        self,
        store: Store,
        folder: Path,
        *,
        source: Text = ZH,
        target: Text = EN,
        given: Alignment | None = None,
    ) -> None:
        self.notes = Annotating.open(store, Corpus(folder, "River", (FERRY,)), clock=count(1_000).__next__)
        self.repairs = Repairing.beside(self.notes, store)
        self.notes.notes.open_text("ferry", "zh", source)
        self.laid = self.repairs.overlay(FERRY, "en", given or base(source, target), source, target)

    @property
    def alignment(self) -> Alignment:
        found = self.repairs.alignment(FERRY, "en")
        assert found is not None
        return found

    @property
    def beads(self) -> tuple[Bead, ...]:
        return self.alignment.beads

    def do(self, repair: object, **options: object) -> RepairChanges:
        return self.repairs.do(FERRY, "en", repair, **options)  # type: ignore[arg-type]

    def highlight(self, quote: str) -> None:
        start = ZH.content.index(quote)
        anchor = self.notes.notes.anchor("ferry", "zh", Span(start, start + len(quote)))
        self.notes.highlight([anchor], Colour.BLUE)


def base(source: Text = ZH, target: Text = EN) -> Alignment:
    """A sentence for a sentence, nothing of it checked."""
    pairs = min(source.segment_count, target.segment_count)
    return Alignment(
        (Bead((n,), (n,), 0.6) for n in range(pairs)), source.segment_count, target.segment_count
    )


@pytest.fixture
def desk(store: Store, tmp_path: Path) -> Desk:
    return Desk(store, tmp_path)


def test_a_repair_is_in_effect_at_once_and_told(desk: Desk) -> None:
    told: list[RepairChanges] = []
    desk.repairs.listen(told.append)

    changes = desk.do(merge(desk.alignment, 1, 2), initiator="rows")

    assert told == [changes]
    assert (changes.document, changes.version, changes.initiator) == ("ferry", "en", "rows")
    assert changes.alignment is desk.alignment
    assert desk.beads[1] == Bead((1, 2), (1, 2), 1.0, Origin.CHECKED)
    assert desk.repairs.pins(FERRY, "en") == (desk.beads[1],)


def test_repairs_are_there_when_the_corpus_is_opened_again(desk: Desk, store: Store, tmp_path: Path) -> None:
    for number, operation in enumerate((merge, check)):
        desk.do(operation(desk.alignment, 4 * number, 4 * number + 1))
    desk.do(detach(desk.alignment, 9))
    assert desk.repairs.flush(60)

    again = Desk(store, tmp_path)

    assert again.beads == desk.beads
    assert not again.laid.report


def wanted(alignment: Alignment, kind: int, at: int, by: int) -> Repair | None:
    return [
        lambda: merge(alignment, at, at + 1),
        lambda: split(alignment, at, 1, 1),
        lambda: shift(alignment, at, Side.TARGET, "end", by),
        lambda: detach(alignment, at),
        lambda: pin(alignment, [at], [at + by]),
        lambda: uncheck(alignment, at, at),
        lambda: realigned(alignment, [Bead((at, at + 1), (at, at + 1), 0.4)]),
    ][kind]()


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(orders=st.lists(st.tuples(st.integers(0, 6), st.integers(0, 14), st.integers(-2, 2)), max_size=15))
def test_whatever_was_done_is_in_effect_after_a_restart(
    tmp_path: Path, orders: list[tuple[int, int, int]]
) -> None:
    folder = tmp_path / f"{len(list(tmp_path.iterdir()))}"
    store = Store.open(folder / "data")
    desk = Desk(store, folder)
    for kind, at, by in orders:
        try:
            repair = wanted(desk.alignment, kind, at, by)
        except RepairProblem:
            continue
        if repair is not None:
            desk.do(repair)
        if by == 2:
            desk.notes.undo()
    assert desk.repairs.flush(60)

    again = Desk(store, folder)

    assert again.beads == desk.beads
    assert again.repairs.pins(FERRY, "en") == desk.repairs.pins(FERRY, "en")
    store.close()


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    marks=st.lists(st.booleans(), min_size=15, max_size=15),
    orders=st.lists(st.tuples(st.integers(0, 6), st.integers(0, 13), st.integers(-2, 2)), max_size=8),
)
def test_undo_and_redo_leave_what_is_kept_as_it_was(
    tmp_path: Path, marks: list[bool], orders: list[tuple[int, int, int]]
) -> None:
    folder = tmp_path / f"{len(list(tmp_path.iterdir()))}"
    store = Store.open(folder / "data")
    checked = (Bead(each.source, each.target, 1.0, Origin.CHECKED) for each in base().beads)
    pairs = [new if is_new else old for new, old, is_new in zip(checked, base().beads, marks, strict=False)]
    corpus = Alignment(pairs, ZH.segment_count, EN.segment_count)
    desk = Desk(store, folder, given=corpus)

    def state() -> tuple[object, ...]:
        assert desk.repairs.flush(60)
        own = [bead for bead in desk.beads if desk.repairs.is_pinned(FERRY, "en", bead)]
        rows = store.read(repairs_of, desk.notes.corpus_key)
        return desk.beads, own, set(rows), len(rows)

    states = [state()]
    for kind, at, by in orders:
        try:
            repair = wanted(desk.alignment, kind, at, by)
        except RepairProblem:
            continue
        if repair is not None:
            desk.do(repair)
            states.append(state())
    for each in reversed(states[:-1]):
        desk.notes.undo()
        assert state() == each
    assert not states[0][1]
    assert Desk(store, folder, given=corpus).beads == corpus.beads
    for each in states[1:]:
        desk.notes.redo()
        assert state() == each
    store.close()


def test_undo_takes_back_the_last_thing_done_note_or_repair(desk: Desk) -> None:
    begun = desk.beads
    desk.highlight("竹篓")
    desk.do(merge(desk.alignment, 0, 1))
    desk.highlight("灯笼")

    assert desk.notes.undo_text == "Highlight"
    desk.notes.undo()
    assert desk.notes.undo_text == "Merge pairs"
    assert not desk.notes.undo()
    assert desk.beads == begun
    assert [note.targets[0].exact for note in desk.notes.notes.find()] == ["竹篓"]
    desk.notes.undo()
    assert len(desk.notes.notes) == 0

    assert [desk.notes.redo_text, bool(desk.notes.redo()), desk.notes.redo_text] == [
        "Highlight",
        True,
        "Merge pairs",
    ]
    desk.notes.redo()
    assert desk.beads[0].shape == "2–2"


def test_a_repair_is_taken_back_when_its_text_is_open_again(desk: Desk, store: Store, tmp_path: Path) -> None:
    begun = desk.beads
    desk.do(merge(desk.alignment, 0, 1))
    assert desk.repairs.flush(60)
    again = Annotating.open(store, Corpus(tmp_path, "River", (FERRY,)))
    repairs = Repairing.beside(again, store)
    again.history.go_on_from(desk.notes.history)

    with pytest.raises(StepStands, match="not open"):
        again.undo()

    repairs.overlay(FERRY, "en", base(), ZH, EN)
    again.undo()
    restored = repairs.alignment(FERRY, "en")
    assert restored is not None
    assert restored.beads == begun


def test_undoing_a_repair_is_told_and_written(desk: Desk, store: Store) -> None:
    repair = merge(desk.alignment, 0, 1)
    desk.do(repair)
    told: list[RepairChanges] = []
    desk.repairs.listen(told.append)

    desk.notes.undo(initiator="key")

    assert [(each.repair, each.initiator) for each in told] == [(repair.reverted(), "key")]
    assert desk.repairs.flush(60)
    assert store.read(repairs_of, desk.notes.corpus_key) == []


def test_what_a_pin_led_to_is_undone_with_it(desk: Desk) -> None:
    begun = desk.beads
    desk.do(pin(desk.alignment, [3], [5]), session="s")
    anew = realigned(desk.alignment, [Bead((4, 5), (3, 4), 0.7)])
    assert anew is not None

    changes = desk.repairs.follow_up(FERRY, "en", anew, session="s")

    assert changes is not None
    assert Bead((4, 5), (3, 4), 0.7) in desk.beads
    assert desk.notes.undo_text == "Pin sentences"
    desk.notes.undo()
    assert desk.beads == begun
    assert desk.notes.undo_text == ""
    desk.notes.redo()
    assert Bead((4, 5), (3, 4), 0.7) in desk.beads


def test_what_an_undone_pin_would_lead_to_is_not_done(desk: Desk) -> None:
    desk.do(pin(desk.alignment, [3], [5]), session="s")
    anew = realigned(desk.alignment, [Bead((8, 9), (8, 9), 0.7)])
    assert anew is not None
    desk.notes.undo()
    begun = desk.beads

    assert desk.repairs.follow_up(FERRY, "en", anew, session="s") is None
    assert desk.beads == begun


def test_what_does_not_fit_any_more_is_not_done(desk: Desk) -> None:
    desk.do(pin(desk.alignment, [3], [5]), session="s")
    anew = realigned(desk.alignment, [Bead((8, 9), (8, 9), 0.7)])
    assert anew is not None
    desk.do(check(desk.alignment, 0, len(desk.beads) - 1))

    assert desk.repairs.follow_up(FERRY, "en", anew, session="s") is None
    with pytest.raises(RepairProblem, match="changed meanwhile"):
        desk.do(anew)


def test_a_repair_of_a_document_that_is_not_open_is_refused(store: Store, desk: Desk) -> None:
    repair = merge(desk.alignment, 0, 1)
    fresh = Repairing.beside(desk.notes, store)

    with pytest.raises(RepairProblem, match="not open"):
        fresh.do(FERRY, "en", repair)
    fresh.overlay(FERRY, "en", None, ZH, EN)
    with pytest.raises(RepairProblem, match="not aligned yet"):
        fresh.do(FERRY, "en", repair)


def test_a_failed_write_is_told_kept_and_tried_again(desk: Desk, store: Store) -> None:
    told: list[UserError | None] = []
    desk.repairs.listen_for_trouble(told.append)
    store.read(lambda connection: connection.execute("PRAGMA query_only = ON").fetchall())

    desk.do(merge(desk.alignment, 0, 1))

    assert not desk.repairs.flush(60)
    assert desk.repairs.unsaved == 1
    assert [type(problem).__name__ for problem in told] == ["WriteProblem"]
    store.read(lambda connection: connection.execute("PRAGMA query_only = OFF").fetchall())
    assert desk.repairs.flush(60)
    assert told[-1] is None
    assert len(store.read(repairs_of, desk.notes.corpus_key)) == 1


def test_repairs_are_told_from_what_only_fills_the_room_between_them(
    desk: Desk, store: Store, tmp_path: Path
) -> None:
    desk.do(pin(desk.alignment, [3], [5]))
    desk.do(realigned(desk.alignment, [Bead((4, 5), (3, 4), 0.7)]))
    assert desk.repairs.flush(60)
    other = Alignment([Bead((0, 1), (0, 1), 0.8)], ZH.segment_count, EN.segment_count)

    again = Repairing.beside(desk.notes, store)
    laid = again.overlay(FERRY, "en", other, ZH, EN)

    assert laid.alignment is not None
    assert Bead((3,), (5,), 1.0, Origin.CHECKED) in laid.alignment.beads
    assert Bead((4, 5), (3, 4), 0.7) not in laid.alignment.beads
    assert again.flush(60)
    assert [row.bead.is_checked for row in store.read(repairs_of, desk.notes.corpus_key)] == [True]


def test_what_the_corpus_says_now_is_not_laid_over_it_twice(desk: Desk, store: Store, tmp_path: Path) -> None:
    desk.do(pin(desk.alignment, [3], [5]))
    desk.do(realigned(desk.alignment, [Bead((4, 5), (3, 4), 0.7)]))
    beads = desk.beads

    desk.repairs.rest_on(FERRY, "en", desk.alignment)

    assert desk.beads == beads
    assert desk.repairs.flush(60)
    assert [row.bead.is_checked for row in store.read(repairs_of, desk.notes.corpus_key)] == [True]
    desk.notes.undo()
    assert Bead((4, 5), (3, 4), 0.7) not in desk.beads


def test_what_another_process_repaired_is_taken_in(desk: Desk, tmp_path: Path) -> None:
    other_store = Store.open(tmp_path / "data")
    other = Desk(other_store, tmp_path)
    other.do(merge(other.alignment, 2, 3))
    assert other.repairs.flush(60)
    other_store.close()
    told: list[RepairChanges] = []
    desk.repairs.listen(told.append)

    changes = desk.repairs.refresh()

    assert told == changes
    assert [each.repair for each in changes] == [None]
    assert desk.beads == other.beads
    assert desk.repairs.refresh() == []


def test_a_repair_of_what_another_process_has_taken_back_is_a_step_of_its_own(
    desk: Desk, tmp_path: Path
) -> None:
    repair = merge(desk.alignment, 2, 3)
    desk.do(repair, session="pin")
    assert desk.repairs.flush(60)
    other_store = Store.open(tmp_path / "data")
    other = Desk(other_store, tmp_path)
    other.do(repair.reverted())
    assert other.repairs.flush(60)
    other_store.close()
    desk.repairs.refresh()

    desk.do(merge(desk.alignment, 3, 4), session="pin")

    assert desk.beads[3] == Bead((3, 4), (3, 4), 1.0, Origin.CHECKED)
    desk.notes.undo()
    assert desk.beads == base().beads


def test_undo_refuses_what_another_process_changed(desk: Desk, tmp_path: Path) -> None:
    desk.do(check(desk.alignment, 2, 2))
    assert desk.repairs.flush(60)
    other_store = Store.open(tmp_path / "data")
    other = Desk(other_store, tmp_path)
    other.do(merge(other.alignment, 2, 3))
    assert other.repairs.flush(60)
    other_store.close()
    desk.repairs.refresh()

    with pytest.raises(StaleStep, match=r"a pair has been changed") as problem:
        desk.notes.undo()

    assert problem.value.mend == "The pair stays as it is now."
    assert desk.beads == other.beads


def edited(sentences: list[str], at: int, words: str) -> Text:
    """The sentences as a text, one of them replaced; "" takes it out."""
    changed = list(sentences)
    changed[at : at + 1] = [words] if words else []
    return lines(story(changed, in_paragraph=5))


@pytest.mark.parametrize(
    "words",
    [
        "女孩说她的哥哥病了，药只有对岸才有。",
        "那个女孩说她的弟弟病了，药只有对岸才有。",
        "女孩说她的弟弟病了。药只有对岸才有。",
    ],
)
def test_a_repair_is_carried_over_a_small_correction(
    desk: Desk, store: Store, tmp_path: Path, words: str
) -> None:
    desk.do(check(desk.alignment, ILL, ILL))
    desk.do(merge(desk.alignment, 13, 14))
    assert desk.repairs.flush(60)
    source = edited(["又是一年。", *CHINESE], 9, words)

    again = Desk(store, tmp_path, source=source)

    sides = ["".join(map(source.segment_text, bead.source)) for bead in again.repairs.pins(FERRY, "en")]
    assert sides == [words, CHINESE[12] + CHINESE[13]]
    assert [bead.target for bead in again.repairs.pins(FERRY, "en")] == [(ILL,), (13, 14)]
    assert (again.laid.report.carried, again.laid.report.lost) == (2, ())
    assert again.laid.report.words == "2 repairs kept their place in the changed text."


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (8, ""),
        (8, "这里写的是完全不同的另外一件事情了。"),
        (7, CHINESE[7][:-1] + "，" + CHINESE[8]),
    ],
)
def test_a_repair_whose_sentence_is_gone_is_out_of_effect_but_not_lost(
    desk: Desk, store: Store, tmp_path: Path, at: int, words: str
) -> None:
    desk.do(check(desk.alignment, ILL, ILL))
    assert desk.repairs.flush(60)
    changed = list(CHINESE)
    changed[at : 9 if words.endswith(CHINESE[8]) else at + 1] = [words] if words else []
    source = lines(story(changed))

    again = Desk(store, tmp_path, source=source)

    assert again.repairs.pins(FERRY, "en") == ()
    assert again.laid.report.carried == 0
    ((ours, theirs),) = again.laid.report.lost
    assert CHINESE[8].startswith(ours)
    assert theirs
    assert "1 repair does not fit" in again.laid.report.words
    assert Desk(store, tmp_path).repairs.pins(FERRY, "en") == desk.repairs.pins(FERRY, "en")


def test_long_sentences_lost_are_told_by_their_beginnings(store: Store, tmp_path: Path) -> None:
    english = list(ENGLISH)
    english[8] = "The doctor said " + "and said again " * 9 + "that it was nothing."
    before = Desk(store, tmp_path, target=lines(story(english)))
    before.do(check(before.alignment, ILL, ILL))
    assert before.repairs.flush(60)

    again = Desk(store, tmp_path, source=edited(CHINESE, 8, ""), target=lines(story(english)))

    ((_, theirs),) = again.laid.report.lost
    assert theirs == "The doctor said and said again and said…"


def test_repairs_that_fit_no_more_are_forgotten_when_the_user_says_so(
    desk: Desk, store: Store, tmp_path: Path
) -> None:
    desk.do(check(desk.alignment, ILL, ILL))
    assert desk.repairs.flush(60)
    again = Desk(store, tmp_path, source=edited(CHINESE, 8, ""))

    assert again.repairs.discard_lost(FERRY, "en") == 1

    assert again.repairs.flush(60)
    assert again.repairs.discard_lost(FERRY, "en") == 0
    assert not Desk(store, tmp_path).laid.report
    assert store.read(repairs_of, desk.notes.corpus_key) == []


def test_sentences_cut_otherwise_keep_a_repair_that_ends_where_they_do(
    desk: Desk, store: Store, tmp_path: Path
) -> None:
    desk.do(merge(desk.alignment, 4, 5))
    desk.do(check(desk.alignment, 7, 7))
    assert desk.repairs.flush(60)
    bounds = list(ZH.bounds())
    joined = [*bounds[:4], (bounds[4][0], bounds[5][1]), bounds[6], (bounds[7][0], bounds[8][1]), *bounds[9:]]
    source = Text(ZH.content, joined)

    again = Desk(store, tmp_path, source=source)

    kept = [bead.source for bead in again.repairs.pins(FERRY, "en")]
    assert kept == [(4,)]
    assert len(again.laid.report.lost) == 1


def test_a_repair_made_on_the_changed_text_comes_before_an_older_one(
    desk: Desk, store: Store, tmp_path: Path
) -> None:
    desk.do(check(desk.alignment, ILL, ILL))
    assert desk.repairs.flush(60)
    source = edited(CHINESE, 8, "")
    again = Desk(store, tmp_path, source=source)
    repair = check(again.alignment, ILL, ILL)
    again.do(repair)
    assert again.repairs.flush(60)

    back = Desk(store, tmp_path)

    assert [bead.target for bead in again.repairs.pins(FERRY, "en")] == [(ILL,)]
    assert [bead.source for bead in back.repairs.pins(FERRY, "en")] == [(ILL + 1,)]


def test_what_is_undone_while_it_is_written_into_the_corpus_stays_undone(desk: Desk, store: Store) -> None:
    before = desk.beads
    desk.do(merge(desk.alignment, 4, 5))
    written = desk.alignment
    desk.notes.undo()

    desk.repairs.rest_on(FERRY, "en", written)

    assert desk.repairs.flush(60)
    again = Repairing(store, desk.notes.corpus_key, History(lambda _: None))
    assert again.overlay(FERRY, "en", written, ZH, EN).alignment.beads == before


def test_repairs_live_through_a_backup_and_its_return(desk: Desk, store: Store, tmp_path: Path) -> None:
    desk.do(merge(desk.alignment, 4, 5))
    assert desk.repairs.flush(60)
    beads = desk.beads
    backup = store.back_up()
    desk.notes.undo()
    assert desk.repairs.flush(60)

    copied = tmp_path / "other" / "data"
    copied.mkdir(parents=True)
    (copied / store.path.name).write_bytes(backup.read_bytes())
    returned = Store.open(copied)
    assert Desk(returned, tmp_path).beads == beads
    returned.close()
