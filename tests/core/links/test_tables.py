import io

import numpy as np
import pytest

from link_material import ENTRIES, small_tables
from parallelreader.core.errors import Cancelled
from parallelreader.core.language.dictionary import Dictionary
from parallelreader.core.links import build_tables
from parallelreader.core.links.kept import read_tables, write_tables
from parallelreader.core.links.lemmas import lemma
from parallelreader.core.links.lexicon import Lexicon


def kept() -> bytes:
    stream = io.BytesIO()
    write_tables(small_tables(), stream)
    return stream.getvalue()


def test_the_same_dictionary_gives_the_same_tables():
    again = build_tables(Dictionary(ENTRIES.splitlines()), rank=12)

    for name, array in small_tables().arrays().items():
        assert np.array_equal(array, again.arrays()[name]), name


def test_tables_are_read_as_they_were_written():
    read = read_tables(io.BytesIO(kept()))

    assert read is not None
    assert read.words == small_tables().words
    for name, array in small_tables().arrays().items():
        assert np.array_equal(array, read.arrays()[name]), name


@pytest.mark.parametrize("share", [0.0, 0.3, 0.9, 0.999])
def test_tables_that_were_cut_off_are_not_read(share):
    data = kept()

    assert read_tables(io.BytesIO(data[: int(share * len(data))])) is None


def test_tables_with_a_wrong_byte_are_not_read():
    data = bytearray(kept())
    data[len(data) // 2] ^= 0xFF

    assert read_tables(io.BytesIO(bytes(data))) is None


def test_building_can_be_stopped():
    class Stopping:
        def step(self, done: int, total: int, text: str = "") -> None:
            if done:
                raise Cancelled

    with pytest.raises(Cancelled):
        build_tables(Dictionary(ENTRIES.splitlines()), Stopping())


def test_traditional_words_are_looked_up_in_simplified_script():
    lexicon = Lexicon(small_tables())

    assert lexicon.simplified("燈塔") == "灯塔"
    assert lexicon.chinese("燈塔").shares == lexicon.chinese("灯塔").shares != {}


def test_a_word_that_points_to_another_has_its_glosses_too():
    lexicon = Lexicon(small_tables())

    assert lexicon.lemma_number[lemma("England")] in lexicon.chinese("英").shares


def test_an_unknown_word_is_known_by_the_words_inside_it():
    word = Lexicon(small_tables()).chinese("海岛灯塔")

    assert not word.is_known
    assert {Lexicon(small_tables()).tables.lemmas[each] for each in word.inner} >= {lemma("lighthouse")}


def test_surnames_weigh_less_than_meanings():
    lexicon = Lexicon(small_tables())
    shares = lexicon.chinese("修").shares

    assert shares[lexicon.lemma_number["xiu"]] < shares[lexicon.lemma_number[lemma("repair")]]
