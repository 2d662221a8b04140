"""Cutting by a small lexicon, and what the reader's corrections make of it."""

from hypothesis import given
from hypothesis import strategies as st

from parallelreader.core.language.script import is_han
from parallelreader.core.words.corrections import Corrections
from parallelreader.core.words.cutters import OwnCutter, make_cutter
from parallelreader.core.words.segmenter import Segmenter

LEXICON = {"研究": 50, "研究生": 20, "生命": 40, "命": 5, "起源": 10, "的": 900, "生": 30, "磨坊": 9, "研": 2}
CUTTERS = (make_cutter(LEXICON), OwnCutter(LEXICON))


def cut(sentence: str, corrections: Corrections | None = None) -> list[str]:
    segmenter = Segmenter(CUTTERS[0], corrections or Corrections())
    return [sentence[start:end] for start, end in segmenter.words(sentence)]


def test_only_chinese_is_cut_and_each_character_is_in_a_word():
    assert cut("在 Room 12，磨坊的𠮷〇3.5%。") == ["在", "磨坊", "的", "𠮷", "〇"]


def test_a_correction_holds_where_the_stretch_is_whole_words():
    corrections = Corrections({"生命的": ()})

    assert cut("生命的起源", corrections) == ["生命的", "起源"]
    assert cut("研究生命的", Corrections({"研究生命": (2,)})) == ["研究", "生命", "的"]


def test_a_stretch_that_only_crosses_words_is_not_joined():
    assert cut("磨坊的", Corrections({"坊的": ()})) == ["磨坊", "的"]


def test_corrections_hold_in_the_other_script():
    assert cut("磨坊的", Corrections({"磨坊": (1,)})) == ["磨", "坊", "的"]
    assert cut("說的", Corrections({"说的": ()})) == ["說的"]


def test_a_shorter_correction_does_not_cut_into_a_longer_one():
    corrections = Corrections({"磨坊的": (2,), "磨坊": (1,)})

    assert cut("磨坊的磨坊", corrections) == ["磨坊", "的", "磨", "坊"]


def test_a_correction_may_build_on_another():
    corrections = Corrections({"磨坊": (1,), "坊的": ()})

    assert cut("磨坊的", corrections) == ["磨", "坊的"]


RUNS = st.text("研究生命的起源磨坊说說𠮷〇a1，", max_size=24)
STRETCHES = st.text("研究生命的起源磨坊说", min_size=1, max_size=4)


@st.composite
def some_corrections(draw: st.DrawFn) -> Corrections:
    stretches = draw(st.lists(STRETCHES, max_size=5, unique=True))
    return Corrections(
        {stretch: tuple(n for n in range(1, len(stretch)) if draw(st.booleans())) for stretch in stretches}
    )


@given(RUNS, some_corrections())
def test_words_cover_all_chinese_without_overlap(sentence: str, corrections: Corrections):
    covered = []
    for start, end in Segmenter(CUTTERS[0], corrections).words(sentence):
        assert start < end
        covered += range(start, end)

    assert covered == [at for at, character in enumerate(sentence) if is_han(character)]


@given(RUNS)
def test_both_cutters_find_the_same(sentence: str):
    first, second = (Segmenter(cutter).words(sentence) for cutter in CUTTERS)

    assert first == second
