"""What is proposed for words that are marked: the run of words that renders them, in either direction."""

from pathlib import Path

from factories import alignment, document, mill, text, version
from parallelreader.app.library import OpenDocument
from parallelreader.app.reading.reading import Reading
from parallelreader.app.reading.word_links import WordLinks
from parallelreader.app.terms.marking import Alternative, Proposal, propose
from parallelreader.core.corpus import Corpus
from parallelreader.core.text import Span
from word_pairs import ListedLinker

WORDS = {
    "老": "old",
    "渡口": "ferry",
    "改造": "rebuilding",
    "完成": "finished",
    "末班": "last",
    "渡船": "boat",
    "船长": "captain",
    "码头": "landing",
}
CHINESE = "老渡口的改造已经完成。末班渡船的船长在码头上。"
ENGLISH = "The rebuilding of the old ferry is finished. The captain’s last boat is at the landing."


def pair(chinese: str = CHINESE, english: str = ENGLISH) -> Reading:
    texts = {"zh": text(chinese), "en": text(english, "en")}
    count = texts["zh"].segment_count
    beads = [((number,), (number,)) for number in range(count)]
    alignments = {"en": alignment(beads, texts["zh"], texts["en"])}
    return Reading(
        document(version("zh", "zh-Hans"), version("en")), ("zh", "en"), texts=texts, alignments=alignments
    )


def linked(reading: Reading, words=WORDS, guessed=frozenset()) -> WordLinks:
    links, linker = WordLinks(), ListedLinker(words, guessed)
    for row in range(len(reading.rows)):
        pairs = list(links.missing_in(reading, row))
        for passages, found in zip(pairs, linker.link(pairs), strict=True):
            links.take(passages, found)
    return links


def marked(reading: Reading, version_id: str, words: str, links: WordLinks | None = None) -> Proposal:
    start = reading.texts[version_id].content.index(words)
    return propose(
        reading, version_id, Span(start, start + len(words)), links if links is not None else linked(reading)
    )


def pairs(proposal: Proposal) -> list[tuple[str, str]]:
    return [(each.chinese, each.english) for each in proposal.alternatives]


def test_a_chinese_word_has_what_renders_it():
    assert pairs(marked(pair(), "zh", "渡口"))[0] == ("渡口", "ferry")


def test_what_stands_together_is_proposed_together_and_wider_pairs_after_it():
    reading = pair(CHINESE + "老渡口没有人。", ENGLISH + " Nobody was at the old ferry.")

    found = pairs(marked(reading, "zh", "渡口"))

    assert found == [("渡口", "ferry"), ("老渡口", "old ferry")]


def test_words_selected_together_are_rendered_together():
    assert pairs(marked(pair(), "zh", "末班渡船"))[0] == ("末班渡船", "last boat")


def test_an_article_between_is_kept_and_those_at_the_ends_are_not():
    reading = pair("渡口完成。", "The finished of the ferry.")

    assert pairs(marked(reading, "zh", "渡口完成"))[0] == ("渡口完成", "finished of the ferry")


def test_a_possessive_is_no_part_of_the_term():
    assert pairs(marked(pair(), "zh", "船长"))[0] == ("船长", "captain")


def test_words_of_the_translation_have_what_they_render():
    assert pairs(marked(pair(), "en", "last boat"))[0] == ("末班渡船", "last boat")


def test_a_part_of_a_rendering_is_offered_as_it_is_marked_and_whole():
    reading = pair("他在码头上。", "He is at the landing stage.")
    links = linked(reading, {"码头": "landing stage"})

    assert pairs(marked(reading, "en", "stage", links)) == [("码头", "stage"), ("码头", "landing stage")]


def test_a_capital_that_begins_the_sentence_is_not_the_terms():
    reading = pair("渡船来了。老人上了渡船。", "Boats came. The old man got on one of the boats.")

    found = marked(reading, "zh", "渡船", linked(reading, {"渡船": "boats"}))

    assert pairs(found)[0] == ("渡船", "boats")


def test_a_name_keeps_its_capital():
    reading = pair("小满来了。老人问小满。", "Xiaoman came. The old man asked Xiaoman.")

    assert pairs(marked(reading, "zh", "小满", linked(reading, {"小满": "Xiaoman"})))[0][1] == "Xiaoman"


def test_what_every_version_says_alike_is_said_once_and_by_whom():
    reading = mill("zh", "literal", "free")

    (found,) = marked(reading, "zh", "师傅", linked(reading, {"师傅": "master"})).alternatives

    assert (found.chinese, found.english.lower(), set(found.versions)) == (
        "师傅",
        "master",
        {"literal", "free"},
    )


def test_what_is_guessed_says_so():
    reading = mill("zh", "literal", "free")
    links = linked(reading, {"师傅": "asked|master"}, frozenset({"师傅"}))

    guessed = marked(reading, "zh", "师傅", links).alternatives

    assert [each.is_sure for each in guessed] == [False] * len(guessed)


def test_without_a_link_only_what_is_marked_is_known():
    assert pairs(marked(pair(), "zh", "已经")) == [("已经", "")]


def test_words_marked_with_their_article_are_taken_so_and_offered_without():
    assert pairs(marked(pair(), "en", "The captain")) == [("船长", "the captain"), ("船长", "captain")]


def test_what_is_not_linked_yet_is_asked_for_and_what_is_marked_stands_alone():
    reading = pair()
    first = Span(0, 1)

    proposal = marked(reading, "zh", "渡口", WordLinks())

    assert [each.chinese for each in proposal.missing] == [(reading.texts["zh"].segment_text(0),)]
    assert proposal.alternatives == (Alternative("渡口", "", Span(1, 3), is_sure=False),)
    assert propose(reading, "en", first, WordLinks()).missing == proposal.missing


def test_what_has_no_partner_is_marked_all_the_same():
    texts = {"zh": text(CHINESE), "en": text(ENGLISH, "en")}
    reading = Reading(
        document(version("zh", "zh-Hans"), version("en")), ("zh", "en"), texts=texts, alignments={}
    )

    assert pairs(marked(reading, "zh", "渡口", WordLinks())) == [("渡口", "")]
    assert pairs(marked(reading, "en", "old ferry", WordLinks())) == [("", "old ferry")]


def test_space_selected_along_is_left_out():
    proposal = propose(pair(), "en", Span(ENGLISH.index(" old"), ENGLISH.index("is fin")), WordLinks())

    assert (proposal.span, pairs(proposal)) == (
        Span(ENGLISH.index("old"), ENGLISH.index(" is fin")),
        [("", "old ferry")],
    )


def test_beads_of_several_sentences_serve_as_well():
    reading = mill("zh", "literal")
    links = linked(reading, {"青苔": "moss"})

    assert pairs(marked(reading, "literal", "Moss", links)) == [("青苔", "moss")]


def test_what_renders_it_elsewhere_too_says_how_long_the_rendering_is():
    reading = pair(
        "渡口很安静。船到了渡口。渡口的人都走了。",
        "The ferry landing was quiet. The boat reached the ferry landing. "
        "The people of the ferry landing left.",
    )

    found = marked(reading, "zh", "渡口", linked(reading, {"渡口": "ferry"})).alternatives

    assert [(each.english, each.count) for each in found[:2]] == [("ferry landing", 3), ("ferry", 3)]


def test_words_that_stand_beside_it_once_are_no_part_of_it():
    reading = pair(
        "渡口很安静。船到了渡口。渡口的人都走了。",
        "The ferry looked quiet. The boat reached the old ferry. The people of the ferry left.",
    )

    found = marked(reading, "zh", "渡口", linked(reading, {"渡口": "ferry"})).alternatives

    assert [(each.english, each.count) for each in found] == [("ferry", 3)]


def test_longer_words_that_are_only_sometimes_written_come_second():
    reading = pair(
        "渡口很安静。船到了渡口。渡口的人都走了。过了渡口就是家。他在渡口等。",
        "The ferry landing was quiet. The boat reached the ferry landing. The people of the ferry left. "
        "Home was behind the ferry. He waited at the ferry.",
    )

    found = marked(reading, "zh", "渡口", linked(reading, {"渡口": "ferry"})).alternatives

    assert [(each.english, each.count) for each in found] == [("ferry", 5), ("ferry landing", 2)]


def test_nothing_is_told_of_what_is_hidden():
    reading = mill("zh", "literal", "free")
    links = linked(reading, {"师傅": "master"})
    at = reading.texts["zh"].content.index("师傅")

    (found,) = propose(reading, "zh", Span(at, at + 2), links, hidden={"literal"}).alternatives
    (nothing,) = propose(reading, "zh", Span(at, at + 2), links, hidden={"literal", "free"}).alternatives
    there = reading.texts["literal"].content.index("Master")
    (alone,) = propose(reading, "literal", Span(there, there + 6), links, hidden={"zh"}).alternatives

    assert (found.versions, nothing.english, alone.chinese) == (("free",), "", "")


def test_of_chinese_words_that_render_it_here_only_those_are_taken_that_do_so_elsewhere():
    reading = pair(
        "渡口改造完了。船到了渡口。渡口的人都走了。",
        "The ferry landing is done. The boat reached the ferry landing. The ferry landing was empty.",
    )
    links = linked(reading, {"渡口": "ferry", "改造": "landing"})

    found = marked(reading, "en", "ferry landing", links).alternatives

    assert [(each.chinese, each.english, each.count) for each in found] == [("渡口", "ferry landing", 3)]


def test_chinese_words_on_both_sides_of_a_mark_are_never_one_term():
    reading = pair("夯实基层，激发基础。", "Strengthen the grassroots.")
    links = linked(reading, {"基层": "Strengthen", "，": "the", "基础": "grassroots"})

    assert pairs(marked(reading, "en", "Strengthen the grassroots", links))[0][0] in ("基层", "基础")


def of_two_hands() -> tuple[Reading, OpenDocument]:
    """Beside one version, which leaves the ferry out, with another one aligned but not shown."""
    texts = {
        "zh": text("老渡口到了。"),
        "free": text("Here we are.", "en"),
        "en": text("It is the old ferry.", "en"),
    }
    alignments = {each: alignment([((0,), (0,))], texts["zh"], texts[each]) for each in ("free", "en")}
    whole = document(version("zh", "zh-Hans"), version("free"), version("en"))
    reading = Reading(whole, ("zh", "free"), texts=texts, alignments=alignments)
    return reading, OpenDocument(Corpus(Path(), "", (whole,)), whole, texts, alignments)


def test_where_what_is_shown_has_nothing_another_version_is_asked():
    reading, opened = of_two_hands()
    span, linker, links = Span(1, 3), ListedLinker(WORDS), WordLinks()

    def proposed(**given) -> Proposal:
        return propose(reading, "zh", span, links, opened=opened, **given)

    # First only what is shown is linked, and what is not shown when that has told nothing.
    for english in ("Here we are.", "It is the old ferry."):
        missing = proposed().missing
        assert [each.english for each in missing] == [(english,)]
        assert pairs(proposed()) == [("渡口", "")]
        for passages, found in zip(missing, linker.link(missing), strict=True):
            links.take(passages, found)

    (first, *_) = proposed().alternatives
    assert (first.chinese, first.english, first.versions, first.is_sure) == ("渡口", "ferry", ("en",), True)
    assert pairs(proposed(hidden=("free",))) == [("渡口", "")]


def test_where_what_is_shown_is_sure_no_other_version_is_asked():
    reading, opened = of_two_hands()
    beside = Reading(reading.document, ("zh", "en"), texts=opened.texts, alignments=opened.alignments)

    found = propose(beside, "zh", Span(1, 3), linked(beside), opened=opened)

    assert found.missing == ()
    assert {version for each in found.alternatives for version in each.versions} == {"en"}


def test_words_that_any_text_is_full_of_come_last():
    reading = pair("老艄公还在。", "There are more ferry masters now.")
    links = linked(reading, {"老艄公": "more"})
    both = linked(reading, {"老艄公": "more ferry"})

    assert [each.is_sure for each in marked(reading, "zh", "老艄公", links).alternatives] == [False]
    assert marked(reading, "zh", "老艄公", both).alternatives[0].is_sure
