import pytest
from hypothesis import given
from hypothesis import strategies as st

from parallelreader.core.language import chinese, english, segment


def test_a_chinese_text_is_cut_by_chinese_rules() -> None:
    text = segment("渡口\n船开了。“走吧。”他说。\n", "zh-Hans")

    assert text.segment_texts() == ["渡口", "船开了。", "“走吧。”他说。"]
    assert text.label(2) == "2.2"


def test_an_english_text_is_cut_by_english_rules() -> None:
    text = segment("The Ferry\n\nMr. Lee left. The river rose.", "en")

    assert text.segment_texts() == ["The Ferry", "Mr. Lee left.", "The river rose."]


def test_a_paragraph_in_the_other_language_is_cut_by_its_own_rules() -> None:
    chinese = segment("Mr. Wren wrote this. He was old.\n船开了。", "zh")
    english = segment("The ferry left.\n“船开了。”他说。人散了。", "en")

    assert chinese.segment_texts() == ["Mr. Wren wrote this.", "He was old.", "船开了。"]
    assert english.segment_texts() == ["The ferry left.", "“船开了。”他说。", "人散了。"]


_MARKS = "。！？!?…⋯.．”’」』）】)]\"' “‘「（，、河水他说的a1Dr\u3000"


@pytest.mark.parametrize("rules", [chinese, english])
@given(st.text(alphabet=_MARKS, max_size=14))
def test_a_glance_sees_nothing_but_what_a_close_look_does(rules, paragraph: str):
    quick = rules.split_sentences(paragraph)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rules, "is_one_sentence", lambda _: False)

        assert rules.split_sentences(paragraph) == quick
