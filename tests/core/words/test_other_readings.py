from parallelreader.core.words.other_readings import possible_readings
from parallelreader.core.words.table import Numbered

KNOWN: dict[str, tuple[Numbered, ...]] = {
    "行长": (("hang2", "zhang3"),),
    "行": (("xing2",), ("hang2",)),
    "长": (("chang2",), ("zhang3",), ("Zhang3",)),
    "点点": (("dian3", "dian5"),),
    "点": (("",),),
}


def readings_of(key: str) -> tuple[Numbered, ...]:
    return KNOWN.get(key, ())


def test_a_word_may_be_read_as_its_characters_are_and_what_is_most_alike_comes_first():
    assert possible_readings("行长", readings_of) == [
        ("hang2", "zhang3"),
        ("xing2", "zhang3"),
        ("hang2", "chang2"),
        ("xing2", "chang2"),
    ]


def test_a_character_has_the_readings_known_of_it():
    assert possible_readings("长", readings_of) == list(KNOWN["长"])


def test_what_nobody_can_read_makes_no_more():
    assert possible_readings("点点", readings_of) == [("dian3", "dian5")]
    assert possible_readings("〇〇", readings_of) == []
