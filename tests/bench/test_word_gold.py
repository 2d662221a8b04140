"""The gold is read as it is meant, and what is scored is what was asked."""

from itertools import combinations

from bench.word_gold import SETS, cut_sentences, read_characters, readings_right, words_right
from made_words import text_words
from parallelreader.core.language.script import is_han


def test_there_is_enough_in_each_set():
    for each_set in SETS:
        sentences, characters = cut_sentences(each_set), read_characters(each_set)

        assert sum(len(each.words) for each in sentences) >= 600
        assert len(characters) >= 75
        for each in sentences:
            places = [at for word in each.words for at in range(word[0], word[-1])]
            assert places == [at for at, character in enumerate(each.sentence) if is_han(character)]


def test_the_sets_share_nothing():
    sets = [{each.sentence for each in cut_sentences(each_set)} for each_set in SETS]

    assert not any(one & other for one, other in combinations(sets, 2))


def test_words_and_readings_are_scored_by_place():
    loaded = text_words({"起源", "生命"}, {"行": "xing2", "得": "de5", "走": "zou3"}).loaded()
    sentences = [each for each in cut_sentences("tuning") if "起源" in each.sentence]
    characters = [each for each in read_characters("tuning") if each.sentence == "我得走了。"]

    cut = words_right(loaded.segmenter, sentences)
    read = readings_right(loaded.segmenter, loaded.reader, characters)

    assert (cut.right, cut.count) == (5, 6)
    assert (read.right, read.count) == (1, 1)
