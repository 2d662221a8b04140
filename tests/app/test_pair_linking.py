"""Linking in a process of its own: right words at right places, prompt stopping, and coming to grief well."""

import subprocess
import sys
from pathlib import Path

import pytest

from parallelreader.app.linked_words import LinkedPassages, LinkedSide, Passages
from parallelreader.app.pair_linking import PairLinker
from parallelreader.core.errors import AlignmentProblem, Cancelled

CAT = Passages(
    ("猫在屋顶上睡觉。", "“它不怕雷声！”"),
    ("The cat sleeps on the roof.", "“It is not afraid of thunder!”"),
)
CAT_IN_TRADITIONAL = Passages(("貓在屋頂上睡覺。", "「它不怕雷聲！」"), CAT.english)


@pytest.fixture
def linker(link_cache: Path):
    made = PairLinker(link_cache)
    yield made
    made.close()


def renderings(passages: Passages, linked: LinkedPassages) -> dict[str, str]:
    """Chinese words with what renders them, told from their places alone."""
    chinese = words_of(passages.chinese, linked.chinese)
    english = words_of(passages.english, linked.english)
    return {
        word: " ".join(english[number] for number in partners)
        for word, partners in zip(chinese, linked.chinese.partners, strict=True)
        if partners
    }


def words_of(sentences: tuple[str, ...], side: LinkedSide) -> list[str]:
    return [sentences[number][start:end] for number, start, end in side.words]


class Stopping:
    """Progress of somebody who does not want to wait."""

    def step(self, done: int, total: int, text: str = "") -> None:
        raise Cancelled


@pytest.mark.parametrize(
    ("passages", "expected"),
    [
        (CAT, {"猫": "cat", "屋顶": "roof", "睡觉": "sleeps", "雷声": "thunder"}),
        (CAT_IN_TRADITIONAL, {"貓": "cat", "屋頂": "roof", "睡覺": "sleeps", "雷聲": "thunder"}),
    ],
    ids=["simplified", "traditional"],
)
def test_words_are_found_at_their_places(linker: PairLinker, passages: Passages, expected: dict[str, str]):
    found = renderings(passages, linker.link([passages])[0])

    assert found.items() >= expected.items()


def test_both_sides_tell_the_same(linker: PairLinker):
    linked = linker.link([CAT])[0]

    chinese = words_of(CAT.chinese, linked.chinese)
    back = dict(zip(words_of(CAT.english, linked.english), linked.english.partners, strict=True))
    assert [chinese[number] for number in back["thunder"]] == ["雷声"]


def test_marks_are_linked_with_nothing(linker: PairLinker):
    linked = linker.link([CAT])[0]

    for side, sentences in ((linked.chinese, CAT.chinese), (linked.english, CAT.english)):
        for word, partners in zip(words_of(sentences, side), side.partners, strict=True):
            assert word.isalnum() or not partners


def test_several_pairs_are_answered_in_their_order(linker: PairLinker):
    dog = Passages(("狗叫。",), ("The dog barks.",))

    found = linker.link([CAT, dog, CAT])

    assert found[0] == found[2]
    assert renderings(dog, found[1])["狗"] == "dog"
    assert linker.link([dog]) == [found[1]]


@pytest.mark.parametrize(
    "passages",
    [
        Passages(("。", ""), ("", "—")),
        Passages(("猫" * 900,), ("cat " * 900,)),
        Passages(("The same words.",), ("The same words.",)),
        Passages(("\ud800猫",), ("cat \udfff",)),
    ],
    ids=["no words", "enormous", "one language", "broken"],
)
def test_whatever_is_asked_there_is_an_answer(linker: PairLinker, passages: Passages):
    found = linker.link([passages, CAT])

    assert len(found[0].chinese.words) == len(found[0].chinese.partners)
    assert renderings(CAT, found[1])["猫"] == "cat"


def test_stopping_does_not_wait_and_the_next_wish_is_granted(linker: PairLinker):
    with pytest.raises(Cancelled):
        linker.link([CAT], Stopping())

    assert renderings(CAT, linker.link([CAT])[0])["猫"] == "cat"


class Closing:
    """Ends the process as soon as it is at work, as a window does that is closed meanwhile."""

    def __init__(self, linker: PairLinker) -> None:
        self._linker = linker

    def step(self, done: int, total: int, text: str = "") -> None:
        self._linker.close()


def test_ending_it_in_the_middle_is_no_failure(link_cache: Path, caplog: pytest.LogCaptureFixture):
    linker = PairLinker(link_cache, [sys.executable, "-c", "import time; time.sleep(60)"])

    with pytest.raises(Cancelled):
        linker.link([CAT], Closing(linker))

    assert not caplog.records


def test_a_process_that_ends_is_told_of(link_cache: Path):
    linker = PairLinker(link_cache, [sys.executable, "-c", "raise SystemExit(3)"])

    with pytest.raises(AlignmentProblem, match=r"links words stopped .* \(code 3\)"):
        linker.link([CAT])
    linker.close()


def test_it_knows_whether_its_tables_are_there(link_cache: Path, tmp_path: Path):
    assert PairLinker(link_cache).is_ready()
    assert not PairLinker(tmp_path / "elsewhere").is_ready()


def test_the_window_is_spared_numpy_and_the_tables():
    script = "import sys, parallelreader.app.pair_linking; print('numpy' in sys.modules)"

    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert result.stdout.strip() == "False"
