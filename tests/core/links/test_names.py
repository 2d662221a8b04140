import pytest

from parallelreader.core.links.names import likeness, sound_of_syllable, sound_of_word


def alike(pinyin: str, word: str) -> float:
    skeleton = "".join(map(sound_of_syllable, pinyin.split()))
    return float(likeness([(skeleton, sound_of_word(word))])[0])


@pytest.mark.parametrize(
    ("pinyin", "word"),
    [
        ("lun dun", "London"),
        ("bo si tun", "Boston"),
        ("mo si ke", "Moscow"),
        ("ge lin", "Green"),
        ("wang", "Wang"),
    ],
)
def test_a_name_sounds_like_its_pinyin(pinyin, word):
    assert alike(pinyin, word) > 0.5


@pytest.mark.parametrize(("pinyin", "word"), [("lun dun", "ferry"), ("bo si tun", "evening")])
def test_other_words_do_not(pinyin, word):
    assert alike(pinyin, word) < 0.2


def test_pairs_are_judged_the_same_together_as_alone():
    pairs = [("lundun", "london"), ("a", "kontstantinopol"), ("wan", "van")]

    together = likeness(pairs).tolist()

    assert together == pytest.approx([float(likeness([pair])[0]) for pair in pairs])


def test_what_has_no_letters_sounds_like_nothing():
    assert sound_of_word("1,500") == ""
    assert likeness([]).tolist() == []
