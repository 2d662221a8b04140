"""What two states of a text share is found however often the same lines stand in them."""

import pytest

from parallelreader.core.notes import likeness
from parallelreader.core.notes.likeness import common_parts

SENTENCES = [f"第{number}天夜里，河上只有第{number}条船。" for number in range(12)]


def state(*, first: str, last: str, added: str = "") -> str:
    """Lines of which every other one is the same."""
    lines = [line for sentence in SENTENCES for line in (sentence, "……")]
    lines.insert(9, added or "……")
    return "\n".join([first, *lines, last])


def shared(former: str, present: str) -> list[str]:
    return [former[a : a + size] for a, _, size in common_parts(former, present).in_order]


def test_lines_that_are_all_the_same_take_their_place_between_others(monkeypatch: pytest.MonkeyPatch):
    former = state(first="从前有一个渡口。", last="后来没有了。")
    present = state(first="河边住着老周。", last="桥修好了。", added="那年发了大水，渡口停了。")
    whole = shared(former, present)
    monkeypatch.setattr(likeness, "_MOST_PIECES_COMPARED", 60)

    assert shared(former, present) == whole
    assert "".join(whole).count("船") == len(SENTENCES)


def test_an_edit_in_every_paragraph_leaves_the_sentences_around_it_in_order():
    kept = [f"第{number}户人家住在河边。" for number in range(30)]
    former = "\n".join(f"{sentence}灯亮着{number}盏。" for number, sentence in enumerate(kept))
    present = "\n".join(f"{sentence}灯全灭了，第{number}天。" for number, sentence in enumerate(kept))

    blocks = common_parts(former, present).in_order

    for sentence in kept:
        a = former.index(sentence)
        ((start, to, _),) = [each for each in blocks if each[0] <= a < each[0] + each[2]]
        assert present[to + a - start :].startswith(sentence)


def test_equal_lines_may_lie_between_equal_lines_however_often():
    def chain(edge: str) -> str:
        # Each line but the first is written once only between those that are.
        lines = (f"line {n + 1}\nline {n}\n{edge} {n}" for n in range(2, 1200))
        return "\n".join([edge, "line 2", "line 1", *lines, edge])

    assert "".join(shared(chain("before"), chain("after"))).count("line 900") == 2
