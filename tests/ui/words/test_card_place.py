"""Where a card stands near every edge of what it must stay within."""

import pytest
from PySide6.QtCore import QPoint, QRect, QSize

from parallelreader.ui.words.card_place import DISTANCE, place_card

WITHIN = QRect(0, 0, 900, 600)
SIZE = QSize(376, 300)


def word_at(x: int, y: int) -> QRect:
    return QRect(x, y, 40, 30)


def test_under_the_word_where_there_is_room():
    place = place_card(SIZE, word_at(400, 100), WITHIN, least=200)

    assert place.size() == SIZE
    assert place.top() - word_at(400, 100).bottom() - 1 == DISTANCE
    assert abs(place.center().x() - word_at(400, 100).center().x()) <= 1


def test_over_the_word_near_the_foot():
    word = word_at(400, 500)

    place = place_card(SIZE, word, WITHIN, least=200)

    assert word.top() - place.bottom() - 1 == DISTANCE
    assert place.size() == SIZE


@pytest.mark.parametrize("x", [0, 3, 430, 859, 880])
@pytest.mark.parametrize("y", [0, 120, 285, 400, 570])
@pytest.mark.parametrize("tall", [120, 300, 440])
def test_it_covers_no_word_and_stays_inside(x: int, y: int, tall: int):
    word = word_at(x, y).intersected(WITHIN)

    place = place_card(QSize(376, tall), word, WITHIN, least=200)

    assert WITHIN.contains(place)
    assert not place.intersects(word)
    assert place.width() == 376


def test_what_is_too_tall_takes_the_wider_room():
    word = word_at(400, 250)

    place = place_card(QSize(376, 440), word, WITHIN, least=200)

    assert place.top() > word.bottom()
    assert 200 <= place.height() < 440


def test_beside_the_word_where_above_and_below_are_too_low():
    low = QRect(0, 0, 900, 320)
    word = word_at(100, 150)

    place = place_card(SIZE, word, low, least=230)

    assert low.contains(place)
    assert place.left() > word.right()
    assert not place.contains(QPoint(word.center()))


def test_it_leaves_what_one_reads_with_it_uncovered_where_it_can():
    partner = QRect(520, 0, 400, 700)
    below_it = QRect(0, 330, 1000, 60)

    beside = place_card(QSize(376, 200), QRect(480, 300, 24, 24), WITHIN, least=120, avoid=[partner])
    over = place_card(QSize(376, 200), QRect(480, 300, 24, 24), WITHIN, least=120, avoid=[below_it])
    anyhow = place_card(
        QSize(376, 200), QRect(480, 300, 24, 24), WITHIN, least=120, avoid=[WITHIN.adjusted(9, 9, -9, -9)]
    )

    assert not beside.intersects(partner)
    assert beside.left() <= 492 <= beside.right()
    assert over.bottom() < 300
    assert anyhow == place_card(QSize(376, 200), QRect(480, 300, 24, 24), WITHIN, least=120)
