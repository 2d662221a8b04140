import pytest

from parallelreader.core.links.numbers import match_numbers


def matched(chinese: str, english: str) -> set[tuple[str, str]]:
    left, right = chinese.split(), english.split()
    table = match_numbers(left, right)
    return {(left[i], right[j]) for i, j in zip(*table.nonzero(), strict=True)}


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("1500万", "15 million"),
        ("4.6亿", "460 million"),
        ("15 00 万", "15 million"),
        ("三百零五", "three hundred and five"),
        ("二十二", "twenty-two"),
        ("两", "two"),
        ("七点五", "7.5"),
        ("3万亿", "3 trillion"),
        ("第三", "third"),
        ("三分之二", "two-thirds"),
        ("22日", "22nd"),
        ("1990年", "1990"),
        ("5月", "may"),
        ("12月", "Dec."),
        ("3.4%", "3.4 percent"),
        ("百分之十", "10%"),
        ("90年代", "1990s"),
        ("58岁", "58-year-old"),
        ("120 比 109", "120-109"),
        ("10时30分", "10:30"),
        ("4000", "4,000"),
        ("半", "half"),
    ],
)
def test_equal_numbers_match_whole(chinese, english):
    left, right = chinese.split(), english.split()

    assert match_numbers(left, right).min() == 1


@pytest.mark.parametrize(
    ("chinese", "english"),
    [("1500万", "1500"), ("5月", "5"), ("十分", "ten"), ("3", "thirty"), ("10%", "11%"), ("万一", "10,000")],
)
def test_other_numbers_do_not_match(chinese, english):
    assert matched(chinese, english) == set()


def test_a_measure_word_is_no_part_of_the_number():
    assert matched("三 艘 船", "three boats") == {("三", "three")}


def test_one_faintly_matches_an_article():
    table = match_numbers(["一"], ["a", "boat"])

    assert table.tolist() == [[0.5, 0.0]]


def test_digits_of_any_script_and_length_do_no_harm():
    assert matched("٣٣ " + "9" * 400 + " 点 第 . ,", "٣٣ . , " + "9" * 400 + " - -- $") is not None
