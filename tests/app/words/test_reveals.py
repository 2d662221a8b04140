"""What had to be uncovered is found again in the text, also when that has changed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from factories import alignment, document, mill, text, version
from parallelreader.app.holding.stretches import WHOLE, Stretches
from parallelreader.app.reading.reading import Reading
from parallelreader.app.words.reveals import Reveals, anchor_of_pair, row_of_pair
from parallelreader.app.words.unaided import Unaided, UnaidedReading, unaided_reading
from parallelreader.store.carrying import carry_rows
from parallelreader.store.database import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(tmp_path / "data")
    yield opened
    opened.close()


def test_what_was_uncovered_is_remembered_by_row_and_version(store: Store):
    reading, reveals = mill("zh", "literal"), Reveals(store)
    anchor = anchor_of_pair(reading, 1)
    assert anchor is not None

    reveals.note_reveal("river", "literal", anchor, now=1000)
    reveals.note_reveal("river", "literal", anchor, now=3000)

    (reveal,) = reveals.revealed("river", "mill")
    assert (reveal.times, reveal.made, reveal.latest) == (2, 1000, 3000)
    assert reveal.place.exact == reading.texts["zh"].segment_text(reading.cell(1, "zh")[0])
    assert reveals.rows_revealed("river", reading) == {1: {"literal"}}
    assert reveals.rows_revealed("lake", reading) == {}


def test_a_pair_is_found_again_in_a_changed_text():
    before = _reading(
        "山上没有路。樵夫只好沿着小溪往下走。天黑以前他到了磨坊。", "No path. He followed the brook. He came."
    )
    anchor = anchor_of_pair(before, 1)
    assert anchor is not None

    after = _reading(
        "那一年山上没有路。樵夫只好沿着小溪往下走。天黑以前他到了磨坊。", "No. He followed. He came."
    )
    gone = _reading("天黑以前他到了磨坊。门开着。", "He came. Open.")

    assert row_of_pair(after, anchor) == 1
    assert row_of_pair(gone, anchor) is None


def test_what_is_understood_by_now_is_let_go(store: Store):
    reading, reveals = mill("zh", "literal"), Reveals(store)
    anchor = anchor_of_pair(reading, 0)
    assert anchor is not None
    reveals.note_reveal("river", "literal", anchor)

    reveals.forget(reveals.revealed("river")[0])

    assert reveals.revealed("river") == []


def test_what_was_let_go_comes_back_with_undo(store: Store):
    reading, reveals, told = mill("zh", "literal"), Reveals(store), []
    reveals.listen(lambda: told.append(len(reveals.revealed("river"))))
    for row, now in ((0, 1000), (0, 3000), (2, 4000)):
        anchor = anchor_of_pair(reading, row)
        assert anchor is not None
        reveals.note_reveal("river", "literal", anchor, now=now)
    before = reveals.revealed("river")

    reveals.forget(before[0])
    reveals.steps.undo()
    back = reveals.revealed("river")
    reveals.steps.redo()

    assert back == before
    assert reveals.revealed("river") == before[1:]
    assert told == [1, 2, 1]


def test_how_far_one_reads_alone(store: Store):
    reading, reveals = mill("zh", "literal"), Reveals(store)
    for row in (0, 2):
        anchor = anchor_of_pair(reading, row)
        assert anchor is not None
        reveals.note_reveal("river", "literal", anchor)

    reveals.note_unaided("river", "mill", Stretches().including(0, WHOLE // 8))
    reveals.note_unaided("river", "mill", Stretches().including(WHOLE // 2, 5 * WHOLE // 8))

    independence = reveals.independence("river", "mill")
    assert (independence.unaided, independence.needed) == (0.25, 2)


def test_reveals_follow_a_document_that_is_moved(store: Store):
    reading, reveals = mill("zh", "literal"), Reveals(store)
    anchor = anchor_of_pair(reading, 0)
    assert anchor is not None
    reveals.note_reveal("river", "literal", anchor)
    reveals.note_unaided("river", "mill", Stretches().including(0, 10))

    store.submit(carry_rows, ("river", "mill"), ("lake", "old-mill")).result()

    assert reveals.revealed("river") == []
    assert len(reveals.revealed("lake", "old-mill")) == 1
    assert reveals.unaided("lake", "old-mill").spans == ((0, 10),)


def test_what_was_read_alone_is_told_of_one_text_and_of_all(store: Store):
    reading, reveals, day = mill("zh", "literal"), Reveals(store), 86_400_000
    anchors = [anchor_of_pair(reading, row) for row in (0, 2)]
    assert None not in anchors
    for corpus, anchor, now in (("river", 0, 1000), ("river", 1, 50 * day), ("lake", 0, 50 * day)):
        reveals.note_reveal(corpus, "literal", anchors[anchor], now=now)
    reveals.note_unaided("river", "mill", Stretches().including(0, WHOLE // 2))
    reveals.note_unaided("sea", "unheard-of", Stretches().including(0, WHOLE))

    read = unaided_reading(
        reveals.all_unaided(),
        reveals.revealed(""),
        {("river", "mill"): 16},
        here=("river", "mill"),
        now=60 * day,
    )

    assert read == UnaidedReading(Unaided(8, 2), Unaided(9, 3), lately=2)
    assert read.here is not None
    assert read.here.share == 0.75


def _reading(chinese: str, english: str) -> Reading:
    texts = {"zh": text(chinese), "en": text(english, "en")}
    count = min(each.segment_count for each in texts.values())
    whole = document(version("zh", "zh-Hans"), version("en"))
    pairs = [((number,), (number,)) for number in range(count)]
    return Reading(whole, ("zh", "en"), texts=texts, alignments={"en": alignment(pairs, *texts.values())})
