import pytest

from parallelreader.core.language.script import guess_language, han_share, is_chinese_tag


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("末班渡船已经开了，码头上没有人。", "zh-Hans"),
        ("末班渡船已經開了，碼頭上沒有人。", "zh-Hant"),
        ("山水", "zh-Hans"),
        ("The last ferry has left.", "en"),
        ("The word 渡船 means ferry.", "en"),
        ("他坐上了 Ferry Wren 号渡船", "zh-Hans"),
        ("最後の渡し船はもう出てしまった。", ""),
        ("Последний паром ушёл.", ""),
        ("12:30 — 45", ""),
        ("", ""),
    ],
)
def test_the_language_is_guessed_from_the_characters(text: str, language: str) -> None:
    assert guess_language(text) == language


def test_the_share_of_chinese_ignores_digits_and_marks() -> None:
    assert han_share("河, 2023!") == 1.0
    assert han_share("river 7") == 0.0
    assert han_share("...") == 0.0
    assert 0.4 < han_share("河边 bank") < 0.6


def test_rare_characters_of_the_higher_planes_count_as_chinese() -> None:
    assert han_share("𠮷𪚥") == 1.0


@pytest.mark.parametrize("tag", ["zh", "zh-Hans", "ZH-hant-TW", "zh_CN", "yue", "lzh"])
def test_every_form_of_chinese_is_recognised_by_its_tag(tag: str) -> None:
    assert is_chinese_tag(tag)


@pytest.mark.parametrize("tag", ["en", "zhx", "", "za"])
def test_other_tags_are_not_chinese(tag: str) -> None:
    assert not is_chinese_tag(tag)
