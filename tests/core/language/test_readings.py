import pytest

from parallelreader.core.language.readings import marked, read_words


def read(sentence: str) -> str:
    return " ".join(f"{sentence[word.start : word.end]} {word.pinyin}" for word in read_words(sentence))


@pytest.mark.parametrize(
    ("numbered", "written"),
    [
        ("Bei3 jing1", "Běijīng"),
        ("Xi1 an1", "Xī'ān"),
        ("nu:3 er2", "nǚ'ér"),
        ("yi1 dian3 r5", "yīdiǎnr"),
        ("liu2 shui3", "liúshuǐ"),
        ("hou4", "hòu"),
        ("ma5", "ma"),
        ("san1 C", "sānc"),
        ("m2", "m\u0301"),
        ("An1", "Ān"),
    ],
)
def test_numbered_pinyin_is_written_as_people_write_it(numbered: str, written: str):
    assert marked(numbered) == written


def test_each_word_has_the_reading_of_the_dictionary():
    assert read("银行的行长很高兴。") == "银行 yínháng 的 de 行长 hángzhǎng 很 hěn 高兴 gāoxìng"


def test_traditional_words_are_read_as_such():
    assert read("重慶長城") == "重慶 Chóngqìng 長城 Chángchéng"


@pytest.mark.parametrize(
    ("sentence", "reading"),
    [
        ("他跑得快", "得 de"),
        ("河很长", "长 cháng"),
        ("慢慢地走", "地 de"),
        ("他为我", "为 wèi"),
        ("还能", "还 hái"),
    ],
)
def test_a_character_that_stands_alone_has_its_commonest_reading(sentence: str, reading: str):
    assert reading in read(sentence)


def test_what_is_not_chinese_has_no_reading():
    assert read("ABC，123！") == ""


def test_a_rare_character_moves_no_other():
    words = read_words("𠮷野来了")

    assert [(word.start, word.end) for word in words][-2:] == [(2, 3), (3, 4)]
