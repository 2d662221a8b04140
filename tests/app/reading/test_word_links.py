"""Which words light up for a word pointed at: in both directions, over several versions, near gaps."""

from collections.abc import Sequence

import pytest

from factories import MILL_LITERAL_BEADS, Pair, alignment, document, mill, text, version
from parallelreader.app.linked_words import Passages
from parallelreader.app.reading.reading import Reading
from parallelreader.app.reading.word_links import LONGEST_TERM, Counterparts, WordLinks
from parallelreader.core.text import Span
from word_pairs import ListedLinker


def pair(chinese: str, english: str, *, beads: Sequence[Pair] | None = (((0,), (0,)),)) -> Reading:
    """A reading of two texts, aligned by these beads or not at all."""
    texts = {"zh": text(chinese), "en": text(english, "en")}
    alignments = {} if beads is None else {"en": alignment(beads, texts["zh"], texts["en"])}
    whole = document(version("zh", "zh-Hans"), version("en"))
    return Reading(whole, ("zh", "en"), texts=texts, alignments=alignments)


def known_links(reading: Reading, linker: ListedLinker | None = None) -> WordLinks:
    """Everything there is to know of a reading."""
    links = WordLinks()
    for row in range(len(reading.rows)):
        learn(links, links.missing_in(reading, row), linker or ListedLinker())
    return links


def learn(links: WordLinks, wanted, linker: ListedLinker) -> list[Passages]:
    pairs = list(wanted)
    for passages, linked in zip(pairs, linker.link(pairs), strict=True):
        links.take(passages, linked)
    return pairs


def span_of(reading: Reading, version_id: str, words: str) -> Span:
    start = reading.texts[version_id].content.index(words)
    return Span(start, start + len(words))


def look(links: WordLinks, reading: Reading, version_id: str, words: str) -> Counterparts:
    return links.counterparts(reading, version_id, span_of(reading, version_id, words))


def lit(reading: Reading, found: Counterparts) -> dict[str, list[str]]:
    """The words that light up, by version; those that do so faintly have a question mark."""
    return {
        version_id: [
            reading.texts[version_id].content[word.span.start : word.span.end] + "?" * word.is_faint
            for word in words
        ]
        for version_id, words in found.others.items()
    }


@pytest.mark.parametrize(
    ("version_id", "words", "expected"),
    [
        ("zh", "青苔", {"literal": ["Moss"]}),
        ("literal", "Moss", {"zh": ["青苔"]}),
        ("zh", "慢慢", {"literal": ["Slowly"]}),
        ("literal", "wheel began", {"zh": ["轮子"]}),
    ],
)
def test_a_word_is_found_from_either_side(version_id: str, words: str, expected: dict[str, list[str]]):
    reading = mill("zh", "literal")

    assert lit(reading, look(known_links(reading), reading, version_id, words)) == expected


def test_one_character_finds_what_renders_its_whole_word():
    reading = mill("zh", "literal")

    found = look(known_links(reading), reading, "zh", "苔")

    assert found.own == (span_of(reading, "zh", "青苔"),)
    assert lit(reading, found) == {"literal": ["Moss"]}


def test_a_word_behind_signs_of_two_units_is_where_it_is_read():
    reading = mill("zh", "literal")

    found = look(known_links(reading), reading, "zh", "师傅")

    assert [word.span for word in found.others["literal"]] == [span_of(reading, "literal", "Master")]


def test_a_word_that_nothing_is_known_of_lights_nothing():
    reading = mill("zh", "literal")

    found = look(known_links(reading), reading, "zh", "整整")

    assert found == Counterparts()


def test_a_guess_is_faint():
    reading = mill("zh", "literal")

    found = look(known_links(reading), reading, "zh", "锈")

    assert lit(reading, found) == {"literal": ["rusted?"]}


def test_before_a_pair_is_linked_it_is_told_what_is_missing():
    reading, links = mill("zh", "literal"), WordLinks()

    before = look(links, reading, "zh", "青苔")
    learned = learn(links, before.missing, ListedLinker())
    after = look(links, reading, "zh", "青苔")

    assert not before.others
    assert [pair.chinese for pair in learned] == [("水车上长满了青苔，齿轮也锈住了。",)]
    assert lit(reading, after) == {"literal": ["Moss"]}
    assert not after.missing


def test_in_a_bead_of_several_sentences_words_are_found_in_each():
    reading = mill("zh", "free")
    links = known_links(reading)

    assert lit(reading, look(links, reading, "zh", "磨坊停了整整十年")) == {"free": ["Ten years"]}
    assert lit(reading, look(links, reading, "zh", "青苔")) == {"free": ["moss"]}
    assert lit(reading, look(links, reading, "free", "sighed")) == {"zh": ["叹息"]}
    assert lit(reading, look(links, reading, "zh", "叹息")) == {"free": ["sighed"]}


def test_with_three_versions_every_other_lights_up():
    reading = mill("zh", "literal", "free")
    links = known_links(reading)

    assert lit(reading, look(links, reading, "zh", "轴")) == {"literal": ["shaft"], "free": ["shaft"]}
    assert lit(reading, look(links, reading, "literal", "Moss")) == {"zh": ["青苔"], "free": ["moss"]}


def test_two_translations_meet_through_a_source_that_is_not_shown():
    reading = mill("literal", "free")
    links = known_links(reading)

    found = look(links, reading, "literal", "Moss")

    assert lit(reading, found) == {"free": ["moss"]}
    assert found.own == (span_of(reading, "literal", "Moss"),)


def test_what_is_a_guess_on_the_way_is_a_guess_in_the_end():
    reading = mill("literal", "free")

    found = look(known_links(reading), reading, "literal", "rusted")

    assert lit(reading, found) == {"free": ["rust?"]}


def test_between_versions_in_one_language_there_is_nothing_to_wait_for():
    texts = {"zh": text("猫睡觉。"), "old": text("貓睡覺。", "zh-Hant")}
    whole = document(version("zh", "zh-Hans"), version("old", "zh-Hant"))
    beads = {"old": alignment([((0,), (0,))], texts["zh"], texts["old"])}
    reading = Reading(whole, ("zh", "old"), texts=texts, alignments=beads)

    assert look(WordLinks(), reading, "old", "貓") == Counterparts()
    assert not list(WordLinks().missing_in(reading, 0))


def test_a_selection_of_a_term_lights_all_that_renders_it():
    reading = mill("zh", "literal")

    found = look(known_links(reading), reading, "zh", "水车上长满了青苔")

    assert lit(reading, found) == {"literal": ["Moss", "wheel"]}


def test_a_selection_of_more_words_than_a_term_has_lights_nothing():
    numbers = {letter: f"word{letter}" for letter in "一二三四五六七八九"}
    reading = pair("".join(numbers), " ".join(numbers.values()))
    links = known_links(reading, ListedLinker(numbers))

    term = links.counterparts(reading, "zh", Span(0, LONGEST_TERM))
    more = links.counterparts(reading, "zh", Span(0, LONGEST_TERM + 1))

    assert len(term.others["en"]) == LONGEST_TERM
    assert more == Counterparts()


def test_a_selection_of_half_a_text_is_not_looked_through():
    reading = mill("zh", "literal")

    found = WordLinks().counterparts(reading, "literal", Span(0, len(reading.texts["literal"].content)))

    assert found == Counterparts()


def test_a_sentence_without_counterpart_has_none_to_wait_for():
    reading = pair("猫睡觉。狗叫。", "The cat sleeps.")

    assert look(WordLinks(), reading, "zh", "狗") == Counterparts()
    assert not list(WordLinks().missing_in(reading, 1))


def test_versions_that_are_not_aligned_have_nothing_to_wait_for():
    reading = pair("猫睡觉。", "The cat sleeps.", beads=None)

    assert look(WordLinks(), reading, "en", "cat") == Counterparts()
    assert not list(WordLinks().missing_in(reading, 0))


def test_a_passage_of_enormous_length_is_left_alone():
    reading = pair("猫" * 5000, "The cat sleeps.")

    assert not list(WordLinks().missing_in(reading, 0))
    assert look(WordLinks(), reading, "zh", "猫") == Counterparts()


def test_a_repaired_alignment_keeps_what_is_known_of_the_pairs_it_leaves():
    reading = mill("zh", "literal")
    links = known_links(reading)
    joined = [((0,), (0,)), ((1, 2), (1, 2)), *MILL_LITERAL_BEADS[3:]]

    repaired = reading.with_alignment(
        "literal", alignment(joined, reading.texts["zh"], reading.texts["literal"])
    )

    assert [list(links.missing_in(repaired, row)) == [] for row in range(4)] == [True, False, True, True]
    assert lit(repaired, look(links, repaired, "zh", "轴")) == {"literal": ["shaft"]}


def test_the_pairs_looked_at_last_are_remembered():
    reading, links = mill("zh", "literal"), WordLinks(kept=2)
    pairs = [pair for row in range(3) for pair in links.missing_in(reading, row)]
    nothing = ListedLinker({})

    learn(links, pairs[:2], nothing)
    look(links, reading, "zh", "旧磨坊")
    learn(links, pairs[2:], nothing)

    assert [list(links.missing_in(reading, row)) == [] for row in range(3)] == [True, False, True]


def test_what_is_forgotten_is_missing_again():
    reading = mill("zh", "literal")
    links = known_links(reading)

    links.forget()

    assert list(links.missing_in(reading, 2))


def test_what_is_outdated_serves_until_better_has_come():
    reading = mill("zh", "literal")
    links = known_links(reading)
    better = ListedLinker({"青苔": "Moss covered"})

    links.outdate()
    outdated = look(links, reading, "zh", "青苔")
    row = reading.rows.row_of(0, reading.texts["zh"].segment_at(outdated.own[0].start))
    on_screen = list(links.missing_in(reading, row))
    learn(links, outdated.missing, better)
    renewed = look(links, reading, "zh", "青苔")

    assert lit(reading, outdated) == {"literal": ["Moss"]}
    assert tuple(on_screen) == outdated.missing
    assert not renewed.missing
    assert lit(reading, renewed) == {"literal": ["Moss covered"]}
