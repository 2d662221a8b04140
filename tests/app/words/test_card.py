"""Cards of words in the mill: senses, readings, what renders them, and what lies inside them."""

from dataclasses import replace

import pytest

from factories import alignment, document, mill, text, version
from made_words import text_words
from parallelreader.app.reading.reading import Reading
from parallelreader.app.reading.word_links import WordLinks
from parallelreader.app.words.card import Card, Cards
from parallelreader.app.words.dictionaries import DictionaryInfo, Found
from parallelreader.app.words.statuses import Status
from parallelreader.core.language.dictionary import Entry
from parallelreader.core.text import Span
from parallelreader.core.words.names import Name, Names
from parallelreader.core.words.pinyin import Notation
from parallelreader.core.words.readings import written
from word_material import ENTRIES, SmallLookup, small_words
from word_pairs import WORDS, ListedLinker


@pytest.fixture
def reading() -> Reading:
    return mill("zh", "literal", "free")


@pytest.fixture
def cards(reading: Reading) -> Cards:
    linker = ListedLinker(
        {**WORDS, "十年": "ten whole years|Ten years", "停": "stood still", "长": "covered"}
    )
    return Cards(small_words(), SmallLookup(), known_links(reading, linker))


def known_links(reading: Reading, linker: ListedLinker) -> WordLinks:
    links = WordLinks()
    for row in range(len(reading.rows)):
        pairs = list(links.missing_in(reading, row))
        for passages, linked in zip(pairs, linker.link(pairs), strict=True):
            links.take(passages, linked)
    return links


def place(reading: Reading, version: str, words: str) -> int:
    return reading.texts[version].content.index(words)


def card_at(cards: Cards, reading: Reading, words: str, version: str = "zh") -> Card:
    card = cards.at(reading, version, place(reading, version, words))
    assert card is not None
    return card


def test_the_fitting_sense_is_first_and_says_why(cards: Cards, reading: Reading) -> None:
    card = card_at(cards, reading, "磨坊停了")

    assert (card.word, card.written(Notation.MARKS)) == ("磨坊", "mòfáng")
    assert [sense.text for sense in card.senses] == ["mill", "workshop with stones"]
    assert card.senses[0].is_likely
    assert card.senses[0].evidence is not None
    assert card.senses[0].evidence.words == "mill"


def test_any_place_in_a_word_gives_its_card(cards: Cards, reading: Reading) -> None:
    start = place(reading, "zh", "水车")

    assert cards.at(reading, "zh", start + 1) == cards.at(reading, "zh", start)
    assert cards.at(reading, "zh", place(reading, "zh", "。")) is None


def test_a_character_inside_means_what_it_does_in_that_word(reading: Reading) -> None:
    # Simplified, the two are one.
    listed = (Entry("俥", "车", "che1", ("chess piece",)), *ENTRIES)
    cards = Cards(small_words(listed), SmallLookup(listed), known_links(reading, ListedLinker(WORDS)))

    inside = {match.word: match.gloss for match in card_at(cards, reading, "水车").matches}

    assert inside["车"] == "car"


def test_it_shows_both_scripts(cards: Cards, reading: Reading) -> None:
    card = card_at(cards, reading, "水车")

    assert (card.simplified, card.traditional, card.other_script) == ("水车", "水車", "水車")


def test_shorter_words_inside_it_are_listed_longest_first(cards: Cards, reading: Reading) -> None:
    card = card_at(cards, reading, "水车")

    assert [match.word for match in card.matches] == ["水", "车"]
    assert [match.gloss for match in card.matches] == ["water", "car"]
    assert card.matches[1].span == Span(card.span.start + 1, card.span.end)


def test_the_phrase_a_word_is_only_a_part_of_comes_first(reading: Reading) -> None:
    lookup = SmallLookup(
        listed=(*ENTRIES, Entry("慢慢嘆息", "慢慢叹息", "man4 man4 tan4 xi1", ("to sigh slowly",)))
    )
    chinese = text("水车慢慢叹息。")
    alone = Reading(document(version("zh", "zh-Hans")), ("zh",), texts={"zh": chinese}, alignments={})

    card = Cards(small_words(), lookup, WordLinks()).at(alone, "zh", 5)

    assert card is not None
    assert (card.word, card.matches[0].word, card.matches[0].gloss) == ("叹息", "慢慢叹息", "to sigh slowly")


def test_a_character_inside_it_is_told_as_the_word_has_it(reading: Reading) -> None:
    chess = Entry("車", "车", "ju1", ("chariot (Chinese chess)",))
    cards = Cards(small_words(), SmallLookup((chess, *ENTRIES)), WordLinks())

    card = card_at(cards, reading, "水车")

    assert [match.gloss for match in card.matches] == ["water", "car"]


def test_renderings_are_told_for_each_version(cards: Cards, reading: Reading) -> None:
    card = card_at(cards, reading, "师傅")

    assert {each.version: each.words for each in card.renderings} == {"literal": "Master", "free": "master"}
    literal = card.renderings[0]
    assert literal.sentence.startswith("“Master Yoshino")
    assert [literal.sentence[start:end] for start, end in literal.stretches] == ["Master"]


def test_the_english_chooses_between_readings(cards: Cards, reading: Reading) -> None:
    card = card_at(cards, reading, "长满")

    assert card.written(Notation.MARKS) == "zhǎng"
    assert card.senses[0].text == "to cover"
    other = next(sense for sense in card.senses if sense.text == "long")
    assert [syllable.letters for syllable in other.syllables] == ["chang"]


def test_a_word_of_no_dictionary_has_a_card_that_says_so(reading: Reading) -> None:
    unknown = Cards(small_words(), SmallLookup(listed=()), WordLinks())

    card = unknown.at(reading, "zh", place(reading, "zh", "𠮷"))

    assert card is not None
    assert (card.word, card.senses, card.missing) == ("𠮷", (), "There is no dictionary.")


def test_the_phrase_is_what_is_rendered_together() -> None:
    texts = {"zh": text("船钱，不用找了。"), "en": text("Boat fare. Keep the change.", "en")}
    beads = alignment([((0,), (0, 1))], texts["zh"], texts["en"])
    whole = document(version("zh", "zh-Hans"), version("en"))
    fare = Reading(whole, ("zh", "en"), texts=texts, alignments={"en": beads})
    entries = (
        Entry("不用", "不用", "bu4 yong4", ("need not",)),
        Entry("找", "找", "zhao3", ("to look for", "to give change")),
        Entry("了", "了", "le5", ("(completed action marker)",)),
        Entry("船錢", "船钱", "chuan2 qian2", ("boat fare",)),
    )
    links = known_links(fare, ListedLinker({"不用": "Keep", "找": "change", "船钱": "fare"}))
    cards = Cards(small_words(entries), SmallLookup(entries), links)

    phrase = card_at(cards, fare, "找了").phrase

    assert phrase is not None
    assert (phrase.text, phrase.rendering) == ("不用找了", "Keep the change")
    assert [written(word, Notation.MARKS) for word in phrase.words] == ["bùyòng", "zhǎo", "le"]
    assert card_at(cards, fare, "船钱").phrase is None


def test_from_the_english_one_comes_to_the_chinese_word(cards: Cards, reading: Reading) -> None:
    at = place(reading, "literal", "mill had")

    card = cards.behind(reading, "literal", at + 2)

    assert card is not None
    assert (card.word, card.asked, card.version) == ("磨坊", "mill", "zh")
    assert card.asked_span == ("literal", Span(at, at + 4))


def test_without_links_the_senses_say_what_may_stand_behind(reading: Reading) -> None:
    unlinked = Cards(small_words(), SmallLookup(), WordLinks())

    card = unlinked.behind(reading, "literal", place(reading, "literal", "gears"))

    assert card is not None
    assert (card.word, card.asked) == ("齿轮", "gears")
    assert unlinked.behind(reading, "literal", place(reading, "literal", "The old")) is None


SMOKING = (
    Entry("戒", "戒", "jie4", ("to guard against", "to give up")),
    Entry("煙", "烟", "yan1", ("smoke",)),
    Entry("放棄", "放弃", "fang4 qi4", ("to renounce", "to give up")),
    Entry("給", "给", "gei3", ("to", "to give")),
)


def smoking(linker: ListedLinker | None = None) -> tuple[Cards, Reading]:
    texts = {"zh": text("他戒了烟。"), "en": text("He gave up smoking.", "en")}
    reading = Reading(
        document(version("zh", "zh-Hans"), version("en")),
        ("zh", "en"),
        texts=texts,
        alignments={"en": alignment([((0,), (0,))], texts["zh"], texts["en"])},
    )
    links = known_links(reading, linker) if linker is not None else WordLinks()
    return Cards(small_words(SMOKING), ByGloss(SMOKING), links), reading


class ByGloss(SmallLookup):
    """Finds what is glossed by these very words, in whatever form."""

    def by_english(self, words: str, limit: int) -> tuple[Found, ...]:
        bare = " ".join({"gave": "give", "smoking": "smoke"}.get(word, word) for word in words.split())
        entries = (e for e in self.listed if any(bare == gloss.removeprefix("to ") for gloss in e.glosses))
        return tuple(Found(e, DictionaryInfo("mill", self.title)) for e in entries)


def test_from_a_phrase_one_comes_to_its_word_and_to_others_of_the_dictionary() -> None:
    cards, reading = smoking(ListedLinker({"戒": "gave up", "烟": "smoking"}))

    card = cards.behind(reading, "en", place(reading, "en", "up"))

    assert card is not None
    assert (card.word, card.asked) == ("戒", "gave up")
    assert [(match.word, match.gloss, match.span) for match in card.matches] == [
        ("放弃", "to give up", None),
    ]


@pytest.mark.parametrize("linked", [("戒", "烟"), ("戒了烟",)])
def test_of_all_that_is_linked_the_word_that_means_it_stands_behind(linked: tuple[str, ...]) -> None:
    cards, reading = smoking(ListedLinker(dict.fromkeys(linked, "smoking")))

    card = cards.behind(reading, "en", place(reading, "en", "smoking"))

    assert card is not None
    assert (card.word, [match.word for match in card.matches if match.span]) == ("烟", ["戒"])


def test_what_proves_to_stand_behind_later_is_told_in_its_place() -> None:
    reading = smoking()[1]
    links = WordLinks()
    cards = Cards(small_words(SMOKING), ByGloss(SMOKING[2:]), links)
    at = place(reading, "en", "gave")
    early = cards.behind(reading, "en", at)
    assert early is not None
    assert (early.key, early.is_pending) == ("", True)
    listed = [match.word for match in early.matches]

    for passages in links.missing_in(reading, 0):
        links.take(passages, *ListedLinker({"戒": "gave up", "烟": "smoking"}).link([passages]))
    later = cards.behind(reading, "en", at)
    assert later is not None
    card = early.completed(later)

    assert [match.word for match in card.matches] == listed
    assert "戒" in card.missing
    # Where it is among those listed it is lit there.
    other = early.completed(replace(later, key="放弃"))
    assert [match.word for match in other.matches if match.is_likely] == ["放弃"]


def test_usual_words_of_the_dictionary_come_first() -> None:
    listed = (
        Entry("埃氛", "埃氛", "ai1 fen1", ("smoking",)),
        Entry("雲", "云", "yun2", ("(classical) smoking",)),
        Entry("那", "那", "nuo2", ("smoking",)),
        Entry("冒煙", "冒烟", "mao4 yan1", ("smoking",)),
    )
    words = text_words({}, {"那": "na4"}, {"云": 90_000, "那": 900_000, "冒烟": 20_000})

    cards = Cards(words, SmallLookup(listed), WordLinks())
    card = cards.behind(reading := smoking()[1], "en", place(reading, "en", "smoking"))

    assert card is not None
    assert [match.word for match in card.matches] == ["冒烟", "那", "云", "埃氛"]


def test_without_links_a_phrase_is_understood_too() -> None:
    cards, reading = smoking()

    card = cards.behind(reading, "en", place(reading, "en", "gave"))

    assert card is not None
    # By its sense: what dictionaries have for the particle's verb alone says less.
    assert (card.word, card.asked) == ("戒", "gave up")
    assert "放弃" in [match.word for match in card.matches]


def test_where_nothing_stands_behind_the_card_is_of_no_word_and_says_why() -> None:
    reading = smoking()[1]

    card = Cards(small_words(SMOKING[1:]), ByGloss(SMOKING[2:]), WordLinks()).behind(
        reading, "en", place(reading, "en", "gave")
    )

    assert card is not None
    assert (card.word, card.key) == ("gave up", "")
    assert "not known yet" in card.missing
    assert [match.word for match in card.matches] == ["放弃", "给"]


def test_a_selection_gives_the_longest_word_and_lists_the_others(cards: Cards, reading: Reading) -> None:
    start = place(reading, "zh", "水车上长满")

    card = cards.of_span(reading, "zh", Span(start, start + 5))

    assert card is not None
    assert card.word == "水车"
    assert [match.word for match in card.matches] == ["水", "车", "长", "满"]
    later = cards.of_span(reading, "zh", Span(start - 1, start + 2))
    assert later is not None
    assert (later.word, later.span) == ("水车", Span(start, start + 2))
    assert cards.of_span(reading, "zh", Span(start, start + 40)) is None


def test_a_name_that_is_selected_with_more_is_one_all_the_same(reading: Reading) -> None:
    words = small_words()
    words.name(Names([Name("水车", ("Shui3", "che1"), (("free", "Shuiche"),))]))
    start = place(reading, "zh", "水车上长满")

    card = Cards(words, SmallLookup(), WordLinks()).of_span(reading, "zh", Span(start, start + 5))

    assert card is not None
    assert (card.word, card.senses[0].text) == ("水车", "name: Shuiche")


def test_status_and_keeping_are_those_of_the_key(reading: Reading) -> None:
    statuses, kept = {"磨坊": Status.LEARNING_3}, set[str]()
    cards = Cards(
        small_words(),
        SmallLookup(),
        WordLinks(),
        status_of=lambda key: statuses.get(key, Status.NEW),
        is_kept=kept.__contains__,
    )
    card = card_at(cards, reading, "磨坊停了")
    assert (card.status, card.is_kept) == (Status.LEARNING_3, False)

    statuses["磨坊"] = Status.LEARNING_5
    kept.add("磨坊")

    assert cards.renewed(card) == replace(card, status=Status.LEARNING_5, is_kept=True)


def test_several_dictionaries_are_named_and_wordings_not_repeated(reading: Reading) -> None:
    class Two(SmallLookup):
        def entries(self, word):
            more = SmallLookup(title="Other words").entries(word)
            return (*super().entries(word), *more)

    card = card_at(Cards(small_words(), Two(ENTRIES), WordLinks()), reading, "青苔")

    assert [sense.text for sense in card.senses] == ["moss", "lichen"]
    assert {sense.dictionary for sense in card.senses} == {"Mill words"}


def test_of_a_very_long_sentence_only_what_is_near_is_looked_at() -> None:
    """Not the whole of it, which would take as long as a page."""
    texts = {"zh": text("船夫把船开到对岸，" * 400), "en": text("The boatman took the boat, " * 400, "en")}
    beads = alignment([((0,), (0,))], texts["zh"], texts["en"])
    whole = document(version("zh", "zh-Hans"), version("en"))
    long = Reading(whole, ("zh", "en"), texts=texts, alignments={"en": beads})
    entries = (Entry("船夫", "船夫", "chuan2 fu1", ("boatman",)), Entry("船", "船", "chuan2", ("boat",)))
    lookup = SmallLookup(entries)

    card = Cards(small_words(entries), lookup, WordLinks()).behind(long, "en", 27 * 200 + 4)

    assert card is not None
    assert card.word == "船夫"
    assert 1500 < card.span.start < 2100
    assert len(lookup.asked) < 30


class _Watched:
    """The characters of a text, of which whoever looks notes how many were asked for at once."""

    def __init__(self, content: str) -> None:
        self._content = content
        self.most = 0

    def __len__(self) -> int:
        return len(self._content)

    def __getitem__(self, key: int | slice) -> str:
        found = self._content[key]
        self.most = max(self.most, len(found))
        return found


def test_of_a_long_text_a_card_reads_only_what_is_near() -> None:
    """All of the rest of a million pairs would be decoded for it otherwise, each time."""
    chinese = "\n".join(["船夫把船开到对岸。"] * 500)
    texts = {"zh": text(chinese), "en": text("\n".join(["The boatman took the boat."] * 500), "en")}
    beads = alignment([((each,), (each,)) for each in range(500)], texts["zh"], texts["en"])
    whole = document(version("zh", "zh-Hans"), version("en"))
    watched = _Watched(texts["zh"].content)
    texts["zh"].content = watched
    long = Reading(whole, ("zh", "en"), texts=texts, alignments={"en": beads})
    entries = (Entry("船夫", "船夫", "chuan2 fu1", ("boatman",)), Entry("船", "船", "chuan2", ("boat",)))
    watched.most = 0

    card = Cards(small_words(entries), SmallLookup(entries), WordLinks()).at(long, "zh", 0)

    assert card is not None
    assert card.word == "船夫"
    assert 0 < watched.most < 200


def test_a_character_is_told_by_the_words_it_makes_with_its_neighbours() -> None:
    texts = {"zh": text("他弹了一会儿琴。")}
    listed = (
        Entry("彈", "弹", "tan2", ("to flick", "to play (an instrument)")),
        Entry("彈琴", "弹琴", "tan2 qin2", ("to play the lute",)),
    )
    reading = Reading(document(version("zh", "zh-Hans")), ("zh",), texts=texts, alignments={})

    card = card_at(Cards(small_words(listed), SmallLookup(listed), WordLinks()), reading, "弹")

    assert card.senses[0].text == "to play (an instrument)"


def test_a_particle_near_by_makes_no_word_with_a_character() -> None:
    texts = {"zh": text("难得的是，他来了。")}
    listed = (
        Entry("是", "是", "shi4", ("to be (followed by substantives only)", "correct; right; true")),
        Entry("是的", "是的", "shi4 de5", ("yes; that's right",)),
    )
    reading = Reading(document(version("zh", "zh-Hans")), ("zh",), texts=texts, alignments={})

    card = card_at(Cards(small_words(listed), SmallLookup(listed), WordLinks()), reading, "是")

    assert card.senses[0].text.startswith("to be")


def test_a_name_is_called_one_before_what_its_characters_mean(reading: Reading) -> None:
    words = small_words()
    words.name(Names([Name("磨坊", ("Mo4", "fang2"), (("literal", "Mofang"), ("free", "Mofang")))]))
    cards = Cards(words, SmallLookup(), known_links(reading, ListedLinker(WORDS)))

    card = card_at(cards, reading, "磨坊停了")

    first, *others = card.senses
    assert (first.text, first.is_name, first.is_likely) == ("name: Mofang", True, True)
    assert first.spelt == (("literal", "Mofang"), ("free", "Mofang"))
    assert {sense.text for sense in others} == {"mill", "workshop with stones"}
    assert not any(sense.is_likely for sense in others)
    assert card.written(Notation.MARKS) == "Mòfáng"
    assert [match.word for match in card.matches] == ["磨", "坊"]
    assert card.without_help().senses[0].text == "name"
    assert not card.without_help().senses[0].spelt


def test_of_a_name_what_is_said_of_names_comes_first(reading: Reading) -> None:
    words = small_words()
    words.name(Names([Name("磨坊", ("Mo4", "fang2"), (("literal", "Mofang"),))]))
    listed = (*ENTRIES, Entry("磨坊", "磨坊", "Mo4 fang2", ("Mofang, a town",)))
    cards = Cards(words, SmallLookup(listed), known_links(reading, ListedLinker(WORDS)))

    card = card_at(cards, reading, "磨坊停了")

    assert [sense.text for sense in card.senses][:3] == ["name: Mofang", "Mofang, a town", "mill"]


def test_a_surname_in_a_name_is_told_as_one(reading: Reading) -> None:
    listed = (
        Entry("磨", "磨", "mo4", ("mill",)),
        Entry("磨", "磨", "Mo4", ("surname Mo",)),
        Entry("坊", "坊", "fang2", ("mill",)),
        Entry("坊", "坊", "Fang2", ("surname Fang",)),
    )
    words, links = small_words(), known_links(reading, ListedLinker({}))
    cards = Cards(words, SmallLookup(listed), links)

    words.name(Names([Name("磨坊", ("Mo4", "fang2"))]))
    place = [match.gloss for match in card_at(cards, reading, "磨坊停了").matches]
    words.name(Names([Name("磨坊", ("Mo4", "Fang2"))]))
    person = [match.gloss for match in card_at(cards, reading, "磨坊停了").matches]

    assert place == ["mill", "mill"]
    assert person == ["surname Mo", "surname Fang"]
