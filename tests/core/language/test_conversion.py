import pytest
from hypothesis import given
from hypothesis import strategies as st

from parallelreader.core.language.conversion import Script, to_script


@pytest.mark.parametrize(
    ("written", "script", "shown"),
    [
        ("她的头发白了，发现已经太晚。", Script.TRADITIONAL, "她的頭髮白了，發現已經太晚。"),
        ("皇后站在后面。", Script.TAIWAN, "皇后站在後面。"),
        ("屋里有一碗面。", Script.TAIWAN, "屋裡有一碗麵。"),
        ("屋里有一碗面。", Script.HONG_KONG, "屋裏有一碗麪。"),
        ("頭髮白了，皇后在後面看著他。", Script.SIMPLIFIED, "头发白了，皇后在后面看着他。"),
        ("這裡有人看著他讀名著。", Script.HONG_KONG, "這裏有人看着他讀名著。"),
        ("這裏為什麼沒人看着？", Script.TAIWAN, "這裡為什麼沒人看著？"),
    ],
)
def test_phrases_decide_which_character_is_meant(written, script, shown):
    assert to_script(written, script) == shown


@pytest.mark.parametrize("word", ["著名的人", "他的名著", "效果顯著", "著作", "土著"])
def test_what_is_no_particle_keeps_its_character(word):
    assert "著" in to_script(f"{word}還在這裡", Script.SIMPLIFIED)


def test_text_written_in_traditional_characters_keeps_those_that_simplified_text_shares():
    written = "公主的母后住在這裡，千里之外還有親戚。"

    assert to_script(written, Script.TRADITIONAL) == written
    assert to_script(written, Script.TAIWAN) == written


def test_text_as_written_is_as_written():
    assert to_script("后面的後面", Script.AS_WRITTEN) == "后面的後面"


def test_rare_characters_and_what_is_not_chinese_stay():
    assert to_script("𠮷〇 ABC 12，カナ", Script.TAIWAN) == "𠮷〇 ABC 12，カナ"


def test_a_character_may_take_two_units_of_utf_16_after_converting():
    shown = to_script("一把鈇", Script.SIMPLIFIED)

    assert len(shown) == 3
    assert ord(shown[2]) > 0xFFFF


@given(
    st.text(st.sampled_from("头髮发後后里裡干乾幹面麵著着看鈇𠮷〇ab，。\n ") | st.characters(), max_size=60),
    st.sampled_from(Script),
)
def test_converting_never_moves_a_place(text, script):
    assert len(to_script(text, script)) == len(text)
