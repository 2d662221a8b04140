"""Which pairs of a document are good enough to learn from: the sure ones, not too long, from all over it."""

from factories import alignment, document, long_reading, mill, text, version
from parallelreader.app.reading.lessons import MOST_PAIRS, lessons_of
from parallelreader.app.reading.reading import Reading
from parallelreader.core.alignment import Alignment, Bead, Origin


def reading_of(chinese: str, english: str, *beads: Bead) -> Reading:
    texts = {"zh": text(chinese), "en": text(english, "en")}
    counts = texts["zh"].segment_count, texts["en"].segment_count
    whole = document(version("zh", "zh-Hans"), version("en"))
    return Reading(whole, ("zh", "en"), texts=texts, alignments={"en": Alignment(beads, *counts)})


def taught(reading: Reading) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    return [(pair.chinese, pair.english) for pair in lessons_of(reading).pairs]


def test_sure_and_checked_pairs_teach_and_doubtful_or_lonely_ones_do_not():
    reading = reading_of(
        "猫睡了。狗叫了。鸟飞了。鱼游了。",
        "The cat slept. The dog barked. The bird flew. Nobody saw.",
        Bead((0,), (0,), 0.8),
        Bead((1,), (1,), 0.79),
        Bead((2,), (2,), 0.3, Origin.CHECKED),
    )

    assert taught(reading) == [
        (("猫睡了。",), ("The cat slept.",)),
        (("鸟飞了。",), ("The bird flew.",)),
    ]


def test_a_pair_as_long_as_a_page_teaches_nothing():
    reading = reading_of(
        "猫" * 400 + "。狗叫了。",
        "The cat slept. The dog barked.",
        Bead((0,), (0,)),
        Bead((1,), (1,)),
    )

    assert taught(reading) == [(("狗叫了。",), ("The dog barked.",))]


def test_all_versions_shown_teach():
    pairs = taught(mill("zh", "literal", "free"))

    by_literal = taught(mill("zh", "literal"))
    assert by_literal
    assert set(by_literal) < set(pairs)


def test_of_a_book_no_more_than_enough_is_taken_and_from_all_over_it():
    reading = long_reading(MOST_PAIRS * 2)
    chinese = reading.texts["zh"].segment_texts()

    pairs = lessons_of(reading).pairs

    places = [chinese.index(pair.chinese[0]) for pair in pairs]
    assert len(pairs) == MOST_PAIRS
    assert places[0] < len(chinese) // 10
    assert places[-1] > len(chinese) * 9 // 10


def test_the_same_pairs_have_the_same_key_and_others_another():
    whole = mill("zh", "literal")
    texts = whole.texts
    parted = whole.with_alignment("literal", alignment([((0,), (0,))], texts["zh"], texts["literal"]))

    assert lessons_of(whole).key == lessons_of(mill("zh", "literal")).key
    assert lessons_of(whole).key != lessons_of(parted).key


def test_a_version_without_an_alignment_teaches_nothing():
    texts = {"zh": text("猫睡了。"), "en": text("The cat slept.", "en")}
    whole = document(version("zh", "zh-Hans"), version("en"))

    assert lessons_of(Reading(whole, ("zh", "en"), texts=texts, alignments={})).pairs == ()
