from dataclasses import replace

from parallelreader.core.language.dictionary import Entry
from parallelreader.core.words.senses import Evidence, Seen, Sense, kin_words, rank_senses

CHANGE = Entry("找", "找", "zhao3", ("to try to find", "to look for", "to call on sb", "to give change"))
HEAVY = (
    Entry("重", "重", "chong2", ("to repeat", "again", "classifier: layer")),
    Entry("重", "重", "zhong4", ("heavy", "serious")),
)


def first(entries: tuple[Entry, ...], *seen: Seen, **known: str) -> Sense:
    return rank_senses(entries, seen, **known)[0]


def test_the_sense_of_the_linked_word_comes_first_and_says_why() -> None:
    seen = Seen("On the note was a single line: Boat fare. Keep the change.", ("the", "change"))

    sense = first((CHANGE,), seen)

    assert sense.text == "to give change"
    assert sense.is_likely
    assert sense.evidence == Evidence("the change", is_linked=True)


def test_inflected_words_are_the_words_of_the_glosses() -> None:
    ranked = rank_senses((CHANGE,), [Seen("He looked for it everywhere.", ("looked",))])

    assert ranked[0].text == "to look for"


def test_the_reading_follows_from_the_english() -> None:
    assert first(HEAVY, Seen("the rope was heavier than usual", ("heavier",))).entry == 1
    assert first(HEAVY, Seen("say it again", ("again",))).entry == 0


def test_without_links_the_sentence_speaks_and_without_it_nothing_is_likely() -> None:
    unlinked = first(HEAVY, Seen("It was a heavy bag."))
    silent = first(HEAVY, Seen("Nothing of the kind."))

    assert unlinked.text == "heavy"
    assert unlinked.evidence == Evidence("heavy", is_linked=False)
    assert silent.text == "to repeat"
    assert (silent.evidence, silent.is_likely) == (None, False)


def test_a_word_that_renders_another_word_says_nothing() -> None:
    seen = Seen("He looked for the change.", (), taken=frozenset({"change"}))

    assert first((CHANGE,), seen).text == "to look for"


def test_what_several_versions_say_is_counted_together() -> None:
    entry = Entry("少", "少", "shao3", ("few", "less", "to lack", "to be missing"))
    literal = Seen("it lacked three pages", ("lacked",))
    free = Seen("three pages were missing", ("missing",), is_faint=True)
    freer = Seen("three pages were lacking", ("lacking",))

    assert first((entry,), free).text == "to be missing"
    assert first((entry,), literal, free, freer).text == "to lack"


def test_a_given_reading_decides_where_nothing_else_does() -> None:
    assert first(HEAVY, pinyin="zhong4").entry == 1


def test_how_a_word_is_written_and_counted_comes_last_or_not_at_all() -> None:
    entry = Entry("船", "船", "chuan2", ("variant of 舩[chuan2]", "CL:條|条[tiao2]", "boat", "(old) collar"))

    assert [sense.text for sense in rank_senses((entry,), ())] == [
        "boat",
        "(old) collar",
        "variant of 舩[chuan2]",
    ]


def test_a_name_needs_a_name_in_the_english() -> None:
    entries = (
        Entry("加", "加", "Jia1", ("Canada (abbr.)",)),
        Entry("加", "加", "jia1", ("to add", "plus")),
    )

    assert first(entries, Seen("and three metres more", ("and",))).text == "to add"
    assert first(entries, Seen("the trade with Canada grew", ("Canada",))).text == "Canada (abbr.)"


def test_entries_without_glosses_and_words_without_entries_are_borne() -> None:
    assert rank_senses((), [Seen("x")]) == ()
    assert rank_senses((Entry("〇", "〇", "ling2", ("",)),), [Seen("", ("",))])[0].text == ""


def test_words_of_several_entries_that_mean_the_same_are_its_kin() -> None:
    entries = (
        Entry("修補", "修补", "xiu1 bu3", ("to mend", "to repair")),
        Entry("補", "补", "bu3", ("to repair", "to mend", "to patch; to supplement")),
        Entry("修", "修", "xiu1", ("to decorate", "to repair", "to build")),
    )

    assert kin_words(entries, "mended") == {"repair"}


def test_kin_counts_where_the_words_themselves_say_nothing() -> None:
    entry = Entry("繕", "缮", "shan4", ("to decorate", "to embellish", "to repair"))
    plain, kin = Seen("and mended a chair", ("mended",)), frozenset({"repair"})

    assert first((entry,), plain).text == "to decorate"
    assert first((entry,), replace(plain, kin=kin)).text == "to repair"
    assert first((entry,), replace(plain, kin=kin)).evidence == Evidence("mended", is_linked=True)


def test_where_nothing_speaks_for_any_the_usual_sense_comes_first_and_is_not_called_likely() -> None:
    entry = Entry("幾", "几", "ji3", ("how much", "how many", "several", "a few"))

    silent = first((entry,), Seen("The steps are old.", ("old",)))

    assert (silent.text, silent.is_likely) == ("a few", False)
    assert first((entry,), Seen("There were several.", ("several",))).text == "several"


def test_what_stands_round_a_word_tells_what_kind_of_word_it_is() -> None:
    roll = Entry("捲", "卷", "juan3", ("roll", "to roll up", "classifier for rolls"))

    assert first((roll,)).text == "roll"
    assert first((roll,), around=("纸", "了")).text == "to roll up"
    assert first((roll,), around=("一", "纸")).text == "classifier for rolls"


def test_after_a_number_one_may_tell_the_time() -> None:
    point = Entry("點", "点", "dian3", ("point", "dot", "drop", "speck", "o'clock"))

    for before in ("晚上九", "十一", "早上10", "几"):
        assert first((point,), around=(before, "。")).text == "o'clock"
        assert not first((point,), around=(before, "。")).is_likely
    for before in ("，第三", "第十三", "这", "一百二十", "", "圆"):
        assert first((point,), around=(before, "。")).text == "point"
    assert first((point,), Seen("Three points.", ("points",)), around=("有三", "。")).text == "point"


def test_the_most_usual_sense_is_first_however_many_rarer_ones_are_listed_before() -> None:
    rarer = tuple(f"to circle the {thing}" for thing in ("lake", "mill", "quay", "moat"))
    entries = (Entry("周", "周", "zhou1", rarer * 4), Entry("週", "周", "zhou1", ("week", "weekly")))

    assert first(entries, Seen("The camp goes on.")).text == "week"
    assert first(entries, Seen("They circle it.", ("circle",))).text.startswith("to circle")


def test_a_character_that_is_hardly_used_but_in_names_is_a_surname_first() -> None:
    entries = (
        Entry("劉", "刘", "Liu2", ("surname Liu",)),
        Entry("劉", "刘", "liu2", ("(classical) a type of battle-ax", "to kill")),
    )

    assert first(entries, Seen("Grandmother thanked him.")).text == "surname Liu"
    assert first(entries, Seen("They kill.", ("kill",))).text == "to kill"


def test_before_a_colon_somebody_speaks() -> None:
    way = Entry("道", "道", "dao4", ("road", "principle", "Dao (of Daoism)", "to say", "to speak"))

    assert first((way,), around=("他", "：")).text == "to say"
    assert first((way,), around=("他", ":")).text == "to say"
    assert first((way,), around=("山", "，")).text == "road"
    asking = Entry("問道", "问道", "wen4 dao4", ("to ask the way", "to ask"))
    assert first((asking,), around=("他", "：")).text == "to ask"
    assert not first((way,), around=("他", "：")).is_likely


def test_what_a_character_means_in_words_with_its_neighbours_it_means_beside_them() -> None:
    entry = Entry("彈", "弹", "tan2", ("to flick", "to play (an instrument)"))
    music = Entry("彈琴", "弹琴", "tan2 qin2", ("to play the lute",))

    assert first((entry,), compounds=[music]).text == "to play (an instrument)"
    assert first((entry,), Seen("A flick of ash.", ("flick",)), compounds=[music]).text == "to flick"


def test_the_rest_of_a_phrase_counts_where_a_part_of_it_is_linked() -> None:
    entry = Entry("落", "落", "la4", ("to fall behind", "to leave behind"))

    sense = first((entry,), Seen("She left the keys behind.", ("behind",)))

    assert sense.text == "to leave behind"


def test_a_version_that_renders_more_of_the_sentence_counts_for_more() -> None:
    entry = Entry("留", "留", "liu2", ("to stay", "to keep"))
    free = Seen("It will not stay with you.", ("stay",), closeness=0.2)
    literal = Seen("Memory cannot keep it.", ("keep",), closeness=0.9)

    assert first((entry,), free, literal).text == "to keep"


def test_of_entries_like_pages_the_beginning_is_compared_and_all_of_it_listed() -> None:
    filler = tuple(f"passage {number} of many words that nobody asked for" for number in range(2000))
    seen = Seen("A change of lanterns at dusk.", ("lanterns",))

    early = rank_senses((Entry("灯", "灯", "deng1", ("lantern", *filler)),), [seen])
    late = rank_senses((Entry("灯", "灯", "deng1", (*filler, "lantern")),), [seen])

    assert early[0].is_likely
    assert early[0].text == "lantern"
    assert len(late) == len(filler) + 1
    assert not any(sense.evidence for sense in late if sense.text == "lantern")
    # What comes after is read no more, however long it is.
    words = " ".join(f"word{number}" for number in range(20_000))
    assert rank_senses((Entry("灯", "灯", "deng1", ("lantern", words)),), [seen])[0].text == "lantern"
