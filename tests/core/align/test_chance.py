"""Texts in which almost any two sentences share words."""

import random

import pytest

import lighthouse_story
from parallelreader.core.align import align_segments, judge
from parallelreader.core.alignment import Bead, Origin

NAMES = (
    ("李明", "Li Ming"),
    ("王芳", "Wang Fang"),
    ("张伟", "Zhang Wei"),
    ("刘洋", "Liu Yang"),
    ("陈静", "Chen Jing"),
)
REFRAINS = (
    ("船来了。", "The boat came."),
    ("天黑了。", "It grew dark."),
    ("灯亮了。", "The lamp was lit."),
    ("下雨了。", "It rained."),
)


def table(rows: int, seed: int) -> list[str]:
    chance = random.Random(seed)
    return [" ".join(str(chance.randrange(100)) for _ in range(5)) for _ in range(rows)]


def picked(pairs: tuple[tuple[str, str], ...], side: int, count: int) -> list[str]:
    chance = random.Random(side)
    return [chance.choice(pairs)[side] for _ in range(count)]


def endless(words: list[str], between: str, count: int) -> list[str]:
    chance = random.Random(len(words[0]))
    return [between.join(chance.choices(words, k=1_200)) for _ in range(count)]


def sure_pairs(beads: list[Bead]) -> list[Bead]:
    return [bead for bead in beads if bead.is_pair and bead.confidence >= 0.9]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        (table(100, 1), table(100, 2)),
        (picked(NAMES, 0, 120), picked(NAMES, 1, 120)),
        (picked(REFRAINS, 0, 120), picked(REFRAINS, 1, 120)),
        (["同样的一句话。"] * 100, ["The very same sentence."] * 100),
        (endless(["船", "海", "灯", "孩子"], "", 14), endless(["ship", "sea", "lamp", "child"], " ", 14)),
    ],
    ids=["tables", "names", "refrains", "repeats", "endless"],
)
def test_nothing_is_sure_where_chance_pairs_as_much(source, target):
    beads = align_segments(source, target)

    assert not sure_pairs(beads)
    assert judge(beads).is_doubtful


@pytest.mark.parametrize(
    ("source", "target"),
    [
        (table(100, 1), table(100, 1)),
        ([zh for zh, _ in NAMES * 20], [en for _, en in NAMES * 20]),
        (lighthouse_story.chinese() * 3, lighthouse_story.english() * 3),
    ],
    ids=["a table and itself", "names in one order", "a story told three times"],
)
def test_what_pairs_much_better_than_chance_stays_sure(source, target):
    beads = align_segments(source, target)

    assert len(sure_pairs(beads)) > 0.95 * len(beads)


def test_what_a_user_has_checked_among_chance_stays_certain():
    pins = [Bead((40,), (43,))]

    beads = align_segments(table(100, 1), table(100, 2), pins=pins)

    checked = [bead for bead in beads if bead.origin is Origin.CHECKED]
    assert checked == [Bead((40,), (43,), 1.0, Origin.CHECKED)]


class Counter:
    """Progress that counts how often it is told of some work, which every weighing of a passage does."""

    def __init__(self) -> None:
        self.steps = 0

    def step(self, done: int, total: int, text: str = "") -> None:
        self.steps += 1


@pytest.mark.slow
def test_tables_that_have_nothing_to_do_with_each_other_take_work_by_their_length():
    work = []
    for rows in (100, 400):
        counter = Counter()
        align_segments(table(rows, 1), table(rows, 2), progress=counter)
        work.append(counter.steps)

    assert max(work) < 2_000
    assert work[1] < 6 * work[0]
