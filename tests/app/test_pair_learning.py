"""Learning from a document in the process that links: it changes answers, keeps nobody waiting, and lasts."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from parallelreader.app.linked_words import Lessons, LinkedPassages, Passages
from parallelreader.app.pair_linking import WORKER, PairLinker
from parallelreader.core.errors import Cancelled

FRAMES = [
    ("老人买了一个{}。", "The old man bought a {}."),
    ("桌子上有三个{}。", "There are three {} on the table."),
    ("孩子喜欢{}。", "The child likes the {}."),
    ("她把{}放进篮子里。", "She put the {} into the basket."),
    ("没有{}，冬天很长。", "Without a {}, the winter is long."),
    ("这个{}是红色的。", "This {} is red."),
    ("我们明天去找{}。", "Tomorrow we will look for a {}."),
    ("他每天早上洗{}。", "He washes the {} every morning."),
]
CAPTAIN = Passages(
    ("船长昨天带着嗡悄悄地离开，谁也没有听见。",),
    ("Quietly, and unheard by anyone, the captain sailed off yesterday, and with him the snorl.",),
)
"""No dictionary knows what a snorl is, and it does not stand where one would expect it."""


def lessons(word: str = "嗡", rendering: str = "snorl", *, times: int = 1, key: str = "snorls") -> Lessons:
    pairs = [Passages((zh.format(word),), (en.format(rendering),)) for zh, en in FRAMES]
    return Lessons(key, tuple(pairs * times))


def what_renders(word: str, passages: Passages, linked: LinkedPassages) -> set[str]:
    return {
        passages.english[sentence][start:end]
        for (number, first, last), partners in zip(linked.chinese.words, linked.chinese.partners, strict=True)
        if passages.chinese[number][first:last] == word
        for sentence, start, end in (linked.english.words[partner] for partner in partners)
    }


def snorl(linker: PairLinker) -> set[str]:
    return what_renders("嗡", CAPTAIN, linker.link([CAPTAIN])[0])


class Stopping:
    """Progress of somebody who does not want to wait."""

    def step(self, done: int, total: int, text: str = "") -> None:
        raise Cancelled


def learn_all(linker: PairLinker, taught: Lessons) -> int:
    """How many moments it takes."""
    moments = 1
    while not linker.learn(taught):
        moments += 1
    return moments


@pytest.fixture
def linker(link_cache: Path) -> Iterator[PairLinker]:
    made = PairLinker(link_cache)
    yield made
    made.close()


def test_a_word_no_dictionary_knows_is_linked_once_the_document_has_taught_it(linker: PairLinker):
    before = snorl(linker)

    learn_all(linker, lessons())

    assert "snorl" not in before
    assert snorl(linker) == {"snorl"}


def test_whoever_asks_in_between_is_answered_and_the_rest_is_learnt_then(linker: PairLinker):
    many = lessons(times=40)
    assert not linker.learn(many)

    in_between = snorl(linker)
    moments = learn_all(linker, many)

    assert "snorl" not in in_between
    assert moments > 1
    assert snorl(linker) == {"snorl"}


def test_a_new_process_links_by_what_was_learnt(linker: PairLinker):
    learn_all(linker, lessons())
    linker.close()

    assert snorl(linker) == {"snorl"}


def test_what_was_learnt_is_recalled_the_next_time(link_cache: Path, linker: PairLinker):
    assert not linker.recall(lessons())
    learn_all(linker, lessons())
    again = PairLinker(link_cache)

    try:
        assert again.recall(lessons())
        assert snorl(again) == {"snorl"}
    finally:
        again.close()


def test_another_document_is_not_linked_by_the_lessons_of_this_one(linker: PairLinker):
    untaught = snorl(linker)
    learn_all(linker, lessons())

    assert not linker.recall(lessons("嗡", "tambrel", key="tambrels"))

    assert snorl(linker) == untaught


def test_stopping_ends_the_process_and_learning_begins_again(linker: PairLinker):
    many = lessons(times=40)
    assert not linker.learn(many)
    with pytest.raises(Cancelled):
        linker.learn(many, Stopping())
    assert not linker.recall(many)

    learn_all(linker, many)

    assert snorl(linker) == {"snorl"}


@pytest.mark.skipif(os.name != "posix", reason="asks for processes by number")
@pytest.mark.parametrize("end", ["stopped", "closed"])
def test_no_process_is_left_of_half_learnt_lessons(link_cache: Path, tmp_path: Path, end: str):
    told = tmp_path / "process"
    module = WORKER[-1]
    script = (
        "import os, pathlib, runpy;"
        f"pathlib.Path({str(told)!r}).write_text(str(os.getpid()));"
        f"runpy.run_module({module!r}, run_name='__main__')"
    )
    linker = PairLinker(link_cache, [sys.executable, "-c", script])
    assert not linker.learn(lessons(times=40))

    if end == "stopped":
        with pytest.raises(Cancelled):
            linker.learn(lessons(times=40), Stopping())
    else:
        linker.close()

    with pytest.raises(ProcessLookupError):
        os.kill(int(told.read_text()), 0)
    assert not list(link_cache.rglob("*.part"))
    linker.close()


def test_what_is_damaged_is_learnt_again(link_cache: Path, linker: PairLinker):
    untaught = snorl(linker)
    learn_all(linker, lessons())
    linker.close()
    (kept,) = link_cache.rglob("*.counts")
    kept.write_text(kept.read_text(encoding="utf-8")[:-20], encoding="utf-8")

    assert linker.recall(lessons())
    assert snorl(linker) == untaught

    assert not linker.recall(lessons())
    learn_all(linker, lessons())
    assert snorl(linker) == {"snorl"}


def test_where_nothing_can_be_kept_it_is_known_as_long_as_the_process_lives(
    link_cache: Path, linker: PairLinker
):
    folder = next(link_cache.rglob("*.tables")).parent
    snorl(linker)
    folder.rename(folder.with_name("gone"))
    folder.write_text("a file where a folder should be")

    learn_all(linker, lessons())

    assert snorl(linker) == {"snorl"}


def test_broken_text_is_learnt_and_kept_like_any_other(linker: PairLinker):
    whole = lessons()
    broken = Lessons(whole.key, (*whole.pairs, Passages(("\ud800嗡。",), ("\udfff snorl.",))))

    learn_all(linker, broken)
    linker.close()

    assert linker.recall(broken)
    assert snorl(linker) == {"snorl"}
