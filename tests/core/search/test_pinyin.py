import pytest

from parallelreader.core.search.pinyin import parse_pinyin


def ways(typed: str) -> list[str]:
    return [" ".join(each.letters for each in way) for way in parse_pinyin(typed)]


def test_letters_run_together_are_cut_in_every_way() -> None:
    assert ways("xian") == ["xian", "xi an"]
    assert ways("xi'an") == ["xi an"]
    assert ways("lvxing") == ["lü xing"]
    assert ways("lantern") == []


@pytest.mark.parametrize("typed", ["xian" * 50, "an" * 40 + "x", "a" * 5000, "xian" * 24, "a " * 5000])
def test_what_can_be_cut_in_more_ways_than_anybody_tries_is_answered_at_once(typed: str) -> None:
    # Every other letter doubles the ways: gone through one by one, they would not end.
    assert ways(typed) == []


def test_of_very_many_ways_those_with_long_syllables_are_kept() -> None:
    found = ways("xian" * 12)

    assert found[0] == " ".join(["xian"] * 12)
    assert len(found) == 24
