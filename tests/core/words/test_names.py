"""Names found by their English in made texts, and what becomes of them in sentences."""

import pytest

from bench.name_gold import SETS, gold_documents, score_names
from made_words import word_table
from parallelreader.core.words.corrections import Corrections
from parallelreader.core.words.cutters import OwnCutter
from parallelreader.core.words.name_finding import Passage, find_names
from parallelreader.core.words.names import Name, Names
from parallelreader.core.words.pinyin import Notation
from parallelreader.core.words.readings import Choices, Reader
from parallelreader.core.words.romanised import letters_of, older_syllables_of, syllables_of
from parallelreader.core.words.segmenter import Segmenter

READINGS = {
    "渡": "du4", "口": "kou3", "渡口": "du4 kou3", "魏": "Wei4", "老": "lao3", "小": "xiao3", "石": "shi2",
    "湾": "wan1", "丰": "feng1", "收": "shou1", "丰收": "feng1 shou1", "我": "wo3", "们": "men5",
    "我们": "wo3 men5", "师": "shi1", "傅": "fu5", "师傅": "shi1 fu5", "单": "Shan4", "王": "Wang2",
    "明": "ming2", "去": "qu4", "在": "zai4", "的": "de5", "长": "chang2", "安": "an1", "大": "da4",
    "桥": "qiao2", "大桥": "Da4 qiao2", "船": "chuan2", "江": "jiang1", "和": "He2", "同": "tong2",
    "学生": "xue2 sheng5", "学": "xue2", "生": "sheng1", "他": "ta1", "向": "Xiang4",
    "国": "guo2", "国王": "guo2 wang2",
}  # fmt: skip
TABLE = word_table(READINGS, READINGS)
SEGMENTER = Segmenter(OwnCutter(TABLE.weights))
READER = Reader(TABLE)


def found(*pairs: tuple[str, str]) -> Names:
    return find_names([Passage((zh,), (("en", en),)) for zh, en in pairs], SEGMENTER, READER)


def shown(names: Names, sentence: str) -> list[str]:
    words = READER.naming(names).read(sentence, SEGMENTER.naming(names).words(sentence))
    return [f"{sentence[word.start : word.end]} {word.written(Notation.MARKS)}" for word in words]


@pytest.mark.parametrize(
    ("spelt", "syllables"),
    [
        ("Shiwan’s", ("shi", "wan")),
        ("Xi'an", ("xi", "an")),
        ("Hsiao-ming", ("xiao", "ming")),
        ("Lǚ", ("lu",)),
    ],
)
def test_spellings_are_read_as_syllables(spelt: str, syllables: tuple[str, ...]):
    assert syllables in syllables_of(letters_of(spelt))


def test_older_spellings_may_stand_for_several_syllables():
    assert set(older_syllables_of("chang")) == {"chang", "zhang"}
    assert syllables_of("harbour") == ()


def test_a_place_is_one_word_with_a_capital():
    names = found(("在石湾的渡口", "The landing at Shiwan"))

    assert shown(names, "去石湾")[1] == "石湾 Shíwān"
    assert names.names[0].english == (("en", "Shiwan"),)


def test_surname_and_given_name_stand_apart():
    names = found(("王小明去渡口", "Wang Xiaoming is off to the landing."))

    assert shown(names, "在王小明的船")[1] == "王小明 Wáng Xiǎomíng"


def test_a_name_said_twice_is_still_the_whole_name():
    names = found(("王小明去，王小明在", "Wang Xiaoming goes; Wang Xiaoming stays."))

    assert [(name.written, dict(name.english)) for name in names.names] == [
        ("王小明", {"en": "Wang Xiaoming"})
    ]


def test_what_a_single_syllable_is_the_name_of_belongs_to_it():
    names = found(("船在石桥", "The boat is at Shi Bridge."), ("大桥在渡口", "Shan stood by the bridge."))

    assert shown(names, "去石桥")[1] == "石桥 Shí Qiáo"
    assert [name.written for name in names.names] == ["石桥"]


def test_a_pet_name_needs_no_surname():
    names = found(("湾湾在船", "Wan Wan is on the boat."))

    assert shown(names, "湾湾去")[0] == "湾湾 Wānwān"


def test_a_surname_is_a_name_where_somebody_is_called_by_it():
    names = found(
        ("老魏在船", "Old Wei is on the boat."), ("单师傅去渡口", "Master Shan goes to the landing.")
    )

    assert shown(names, "老魏去") == ["老魏 Lǎo Wèi", "去 qù"]
    assert shown(names, "单师傅的船")[:2] == ["单 Shàn", "师傅 shīfu"]
    assert not names.places("单的船")


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (("大湾石在渡口", "Dawanshi is at the landing."), "湾师傅的船"),
        (("丰江的渡口", "The landing on the Feng River."), "在丰师傅的船"),
        (("向明在船", "Xiang Ming is on the boat."), "我向师傅去"),
        (("王明在船", "Wang Ming is on the boat."), "王同学生去"),
        (("我和师傅去，他在", "I left with the master. He stayed."), "我和师傅去"),
    ],
    ids=("a place", "a river", "a little word", "the half of a word", "the next sentence"),
)
def test_nobody_is_called_by_what_is_no_surname(said: tuple[str, str], sentence: str):
    assert not found(said, (sentence, "It is there.")).places(sentence)


def test_a_surname_is_not_taken_out_of_a_word_that_ends_with_it():
    master = ("王师傅去渡口", "Master Wang goes to the landing.")
    within = ("我和国王师傅去", "Master Wang of the state leaves with me.")

    assert shown(found(master), "国王师傅的船")[:2] == ["国王 guówáng", "师傅 shīfu"]
    assert shown(found(master, within), "国王师傅的船")[:2] == ["国 guó", "王 Wáng"]


def test_the_same_surname_stands_before_other_titles():
    names = found(("王小明在船", "Wang Xiaoming is on the boat."), ("王师傅去渡口", "He left."))

    assert shown(names, "王师傅的船")[:2] == ["王 Wáng", "师傅 shīfu"]


def test_an_ordinary_word_is_a_name_only_where_the_english_has_it():
    said = ("丰收在渡口", "The Fengshou is at the landing.")

    names = found(said, ("丰收的船", "boats of the harvest"), ("我们去渡口", "Women go to the landing"))

    assert shown(names, said[0])[0] == "丰收 Fēngshōu"
    assert shown(names, "丰收的船")[0] == "丰收 fēngshōu"
    assert not names.places("我们去渡口")


def test_a_name_of_dictionaries_is_an_ordinary_word_beside_english_without_names():
    pairs = ("在大桥的船", "the boat by the bridge"), ("大桥在渡口", "The bridge is at the landing.")

    assert shown(found(*pairs), "去大桥")[1] == "大桥 dàqiáo"
    assert shown(found(("大桥在渡口", "Daqiao is at the landing.")), "去大桥")[1] == "大桥 Dàqiáo"


def test_what_the_reader_says_comes_first():
    names = Names([Name("石湾", ("Shi2", "wan1"), breaks_words=True)])
    split = SEGMENTER.naming(names).corrected(Corrections({"石湾": (1,)}))
    joined = SEGMENTER.naming(names).corrected(Corrections({"湾渡口": ()}))
    reader = READER.naming(names).choosing(Choices({"石湾": ("dan4", "wan1")}))

    assert split.words("石湾渡口") == [(0, 1), (1, 2), (2, 4)]
    assert joined.words("石湾渡口") == [(0, 1), (1, 4)]
    assert reader.read("石湾", [(0, 2)])[0].written(Notation.MARKS) == "Dànwān"


def test_the_gold_is_enough_and_shares_nothing():
    sets = [[pair for document in gold_documents(each) for pair in document] for each in SETS]

    assert all(len(pairs) >= 35 and sum(len(pair.names) for pair in pairs) >= 30 for pairs in sets)
    sentences = [pair.chinese for pairs in sets for pair in pairs]
    assert len(set(sentences)) == len(sentences)


def test_names_are_scored_as_they_are_shown():
    document = [pair for pair in gold_documents("tuning")[0] if pair.chinese.startswith("大桥")]

    score = score_names([document], SEGMENTER, READER)

    assert (score.marked, score.found) == (0, 0)
