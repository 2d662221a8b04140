"""Which versions stand beside each other when another one is asked for."""

from factories import document, version
from parallelreader.app.reading.shown import with_another, with_next, without

WHOLE = document(version("zh", "zh-Hans"), version("literal"), version("free"), version("machine"))


def test_the_next_version_takes_the_place_of_one_and_goes_round():
    assert with_next(WHOLE, ("zh", "literal"), "literal") == ("zh", "free")
    assert with_next(WHOLE, ("zh", "machine"), "machine") == ("zh", "literal")


def test_where_all_are_shown_nothing_changes():
    pair = document(version("zh", "zh-Hans"), version("literal"))

    assert with_next(pair, ("zh", "literal"), "zh") == ("zh", "literal")
    assert with_another(pair, ("zh", "literal")) == ("zh", "literal")


def test_another_version_comes_at_the_right_while_there_is_room():
    assert with_another(WHOLE, ("zh", "free")) == ("zh", "free", "literal")
    assert with_another(WHOLE, ("zh", "free", "literal")) == ("zh", "free", "literal")


def test_the_last_version_stays():
    assert without(("zh", "free"), "zh") == ("free",)
    assert without(("free",), "free") == ("free",)
