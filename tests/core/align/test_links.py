import numpy as np
import pytest

from parallelreader.core.align.glosses import Glosses
from parallelreader.core.align.links import build_links
from parallelreader.core.align.side import expand
from parallelreader.core.language.dictionary import Dictionary
from parallelreader.core.progress import NO_PROGRESS

DICTIONARY = Dictionary(
    [
        "燈塔 灯塔 [deng1 ta3] /lighthouse/CL:座[zuo4]/",
        "山羊 山羊 [shan1 yang2] /goat/",
        "貓 猫 [mao1] /cat/CL:隻|只[zhi1]/",
        "門 门 [men2] /gate/",
        "黑 黑 [hei1] /black/dark/",
        "青石 青石 [Qing1 shi2] /Qingshi, a town/",
        "自動化 自动化 [zi4 dong4 hua4] /automation/",
    ]
)


def strength(chinese: str, english: str, others: tuple[str, ...] = ()) -> float:
    columns = ("", english, *others)
    table = build_links(("", chinese), columns, Glosses(DICTIONARY), NO_PROGRESS, (0, 1))
    found = table.dense(np.array([1]), np.array([1]), len(columns))
    return float(found[0, 0]) ** 2


@pytest.mark.parametrize(
    ("chinese", "english"),
    [("灯塔", "lighthous"), ("燈塔", "lighthous"), ("八", "8"), ("10月", "octob"), ("LED", "LED")],
)
def test_what_says_the_same_is_linked_fully(chinese, english):
    assert strength(chinese, english) == pytest.approx(1.0)


def test_what_the_dictionary_does_not_know_is_not_linked():
    assert strength("灯塔", "goat") == 0


def test_glosses_share_a_word_among_them():
    assert strength("黑", "black", ("dark",)) == pytest.approx(0.5)


def test_number_words_and_pinyin_are_linked_a_little_less():
    assert strength("八", "eight") == pytest.approx(0.8)
    assert strength("山羊", "shanyang") == pytest.approx(0.8)


def test_an_english_word_that_looks_like_pinyin_is_no_name():
    assert strength("猫", "mao") == pytest.approx(0.8)
    assert strength("门", "men") == 0


def test_an_unknown_compound_is_known_by_its_parts():
    assert strength("黑猫", "cat", ("black",)) > 0.3


def test_words_that_begin_alike_are_linked_faintly():
    assert strength("自动化", "automat") == pytest.approx(0.5)


def test_a_stronger_reason_replaces_a_weaker_link():
    table = build_links(("", "黑"), ("", "black", "night"), Glosses(DICTIONARY), NO_PROGRESS, (0, 1))

    raised = table.raised(np.array([1, 1]), np.array([1, 2]), np.array([0.2, 0.7], np.float32), 3)

    before = table.dense(np.array([1]), np.array([1, 2]), 3)[0]
    after = raised.dense(np.array([1]), np.array([1, 2]), 3)[0]
    assert after[0] == before[0]
    assert after[1] ** 2 == pytest.approx(0.7)


def test_runs_expand_one_after_the_other():
    assert expand(np.array([5, 0, 9]), np.array([2, 0, 3])).tolist() == [5, 6, 9, 10, 11]
