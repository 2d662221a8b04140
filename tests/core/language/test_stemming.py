"""Stems, also when several threads ask for them at once."""

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from parallelreader.core.language.stemming import stem_of

WORDS = [
    f"{begun}{ending}"
    for begun in ("nation", "organ", "hop", "relat")
    for ending in ("alisations", "ised", "ing", "ional")
]


def test_endings_are_taken_off():
    assert (stem_of("running"), stem_of("ferries"), stem_of("national")) == ("run", "ferri", "nation")


@pytest.fixture
def often_switching():
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def test_threads_do_not_mix_their_words_up(often_switching):
    expected = [stem_of(word) for word in WORDS]

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: [stem_of(word) for word in WORDS * 20], range(8)))

    assert all(each == expected * 20 for each in found)
