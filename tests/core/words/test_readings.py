"""Readings from a small table: words, characters alone, phrases around, and the reader's own."""

import pytest

from parallelreader.core.words.cutters import OwnCutter
from parallelreader.core.words.pinyin import is_reading
from parallelreader.core.words.polyphones import rules
from parallelreader.core.words.readings import Choices, Notation, Reader
from parallelreader.core.words.segmenter import Segmenter
from parallelreader.core.words.table import WordTable, read_table, write_table

TABLE = WordTable(
    weights={"银行": 9, "銀行": 9, "行长": 5, "好玩儿": 3, "地方": 9, "女儿": 5, "得": 50},
    alone={
        "银": "yin2",
        "行": "xing2",
        "长": "chang2",
        "好": "hao3",
        "玩": "wan2",
        "儿": "er2",
        "得": "de5",
        "地": "di4",
        "方": "fang1",
        "西": "xi1",
        "安": "an1",
        "女": "nü3",
        "去": "qu4",
        "我": "wo3",
        "所": "suo3",
        "大": "da4",
    },
    words={
        "银行": (("yin2", "hang2"),),
        "行长": (("hang2", "zhang3"),),
        "好玩儿": (("hao3", "wan2", "r5"),),
        "地方": (("di4", "fang5"), ("di4", "fang1")),
        "西安": (("Xi1", "an1"),),
    },
    phrases={"得去": ("dei3", "qu4")},
)


def read(sentence: str, notation: Notation = Notation.MARKS, choices: Choices | None = None) -> str:
    words = Segmenter(OwnCutter(TABLE.weights)).words(sentence)
    reader = Reader(TABLE, choices or Choices())
    return " ".join(word.written(notation) for word in reader.read(sentence, words))


def test_words_are_read_as_the_dictionary_says_in_either_script():
    assert read("银行行长") == "yínháng hángzhǎng"
    assert read("銀行") == "yínháng"


def test_what_stands_around_decides_how_a_character_is_read():
    assert read("我得去") == "wǒ děi qù"
    assert read("好得") == "hǎo de"


def test_a_sounded_r_belongs_to_the_syllable_before():
    words = Reader(TABLE).read("好玩儿", [(0, 3)])

    assert [(each.start, each.end, each.letters) for each in words[0].syllables] == [
        (0, 1, "hao"),
        (1, 3, "wanr"),
    ]


def test_each_notation_writes_whole_words():
    assert Reader(TABLE).read("西安", [(0, 2)])[0].written(Notation.MARKS) == "Xī'ān"
    assert read("女儿", Notation.NUMBERS) == "nü3er2"
    assert read("女儿") == "nǚ'ér"
    assert read("女儿", Notation.ZHUYIN) == "ㄋㄩˇ ㄦˊ"


def test_what_has_no_reading_has_no_syllables():
    assert Reader(TABLE).read("𠮷", [(0, 1)])[0].syllables == ()


def test_the_readers_own_readings_come_first():
    of_word = Choices(of_words={"地方": ("di4", "fang1")})
    at_place = Choices(of_words={"得": ("de2",)}, at_places={("得去得", 0, "得"): ("dei3",)})

    assert read("地方", choices=of_word) == "dìfāng"
    assert read("得去得", choices=at_place) == "děi qù dé"


def test_a_table_is_read_as_it_was_written(tmp_path):
    file = tmp_path / "words.table"
    with file.open("w", encoding="utf-8", newline="\n") as stream:
        write_table(TABLE, stream)

    with file.open(encoding="utf-8", newline="\n") as stream:
        assert read_table(stream) == TABLE


@pytest.mark.parametrize(
    ("sentence", "place", "said"),
    [
        ("我得走了", 1, "dei3"),
        ("他跑得快", 2, "de5"),
        ("他得了奖", 1, "de2"),
        ("她长大了，得了重病", 5, "de2"),
        ("得走了", 0, "dei3"),
        ("三行字", 1, "hang2"),
        ("不行", 1, "xing2"),
        ("买3只", 2, "zhi1"),
        ("只好", 0, "zhi3"),
        ("还钱", 0, "huan2"),
        ("还好", 0, "hai2"),
        ("姓单", 1, "shan4"),
        ("衣裳吹干了", 3, "gan1"),
        ("背着一个很大的包", 0, "bei1"),
        ("背着他们走了", 0, "bei4"),
        ("骑在他背上", 3, "bei4"),
        ("身上背了东西", 2, "bei1"),
        ("慢慢地上了楼", 2, "de5"),
        ("吱吱地响", 2, "de5"),
        ("把书落在家里", 2, "la4"),
        ("叶子落在水里", 2, "luo4"),
        ("找着了", 1, "zhao2"),
        ("办得了", 2, "liao3"),
        ("被人所知", 2, "suo3"),
        ("为人所知", 0, "wei2"),
        ("为你提供所要的", 0, "wei4"),
        ("他猛喝一声", 2, "he4"),
        ("地方大", 2, "da4"),
        ("唱个曲儿", 3, "r5"),
        ("小儿", 1, "er2"),
    ],
)
def test_neighbours_decide_how_a_character_alone_is_read(sentence: str, place: int, said: str):
    cutter = OwnCutter(dict.fromkeys(("衣裳", "背着", "得了", "他们", "东西", "提供", "叶子"), 5))
    words = Segmenter(cutter).words(sentence)

    read = Reader(TABLE).read(sentence, words)

    syllables = {each.start: each for word in read for each in word.syllables}
    assert syllables[place].written(Notation.NUMBERS) == said


def test_every_rule_reads_as_many_syllables_as_it_has_characters():
    for word, of_word in rules().items():
        for rule in of_word:
            assert is_reading(rule.reading, len(word))
        assert of_word[-1].before is None
        assert of_word[-1].behind is None


def test_a_word_of_the_readers_own_is_read_by_its_parts():
    reader = Reader(TABLE, knows=TABLE.words.__contains__)

    (word,) = reader.read("好行长得", [(0, 4)])

    assert word.written(Notation.NUMBERS) == "hao3hang2zhang3de5"
