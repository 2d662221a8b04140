import pytest

from bench.made_film import Film, Making, made_film
from parallelreader.core.incoming import Link
from parallelreader.core.timing.clocks import TimedPairs, pair_by_time
from parallelreader.core.timing.overlaps import pair_overlapping


def _right(film: Film, found: TimedPairs) -> tuple[float, float]:
    """Precision and recall over the groups that have cues on both sides."""
    links = {(link.source, link.target) for link in found.links if link.source and link.target}
    truth = {group for group in film.truth if all(group)}
    return len(links & truth) / max(len(links), 1), len(links & truth) / len(truth)


@pytest.mark.parametrize(
    "making",
    [
        Making(),
        Making(offset=-12_345, jitter=200),
        Making(rate=25 / (24000 / 1001), offset=3000),
        Making(rate=24 / 25, offset=-20_000),
        Making(rate=1.0007, offset=800),
        Making(offset=5000, advertisement=180_000, credits=12),
        Making(rate=24 / 25, offset=20_000, advertisement=95_000, credits=20, dropped=0.15, joined=0.15),
    ],
)
def test_cues_of_a_film_find_each_other_whatever_its_clock(making: Making) -> None:
    film = made_film(making, utterances=500)

    precision, recall = _right(film, pair_by_time(film.source, film.target))

    assert precision > 0.97
    assert recall > 0.97


def test_the_clock_is_told() -> None:
    film = made_film(Making(rate=25 / (24000 / 1001), offset=3000), utterances=500)

    (clock,) = pair_by_time(film.source, film.target).clocks

    assert clock.rate == pytest.approx(25 / (24000 / 1001), abs=2e-5)
    assert clock.offset == pytest.approx(3000, abs=100)


def test_an_advertisement_begins_another_clock() -> None:
    film = made_film(Making(advertisement=180_000), utterances=500)

    first, second = pair_by_time(film.source, film.target).clocks

    assert second.offset - first.offset == pytest.approx(180_000, abs=600)


def test_every_cue_stands_in_exactly_one_link() -> None:
    film = made_film(Making(offset=700, dropped=0.3, jitter=500), utterances=300)

    links = pair_by_time(film.source, film.target).links

    assert sorted(i for link in links for i in link.source) == list(range(len(film.source)))
    assert sorted(j for link in links for j in link.target) == list(range(len(film.target)))


def test_films_that_have_nothing_in_common_are_paired_with_little_confidence() -> None:
    one, other = made_film(Making(), 300, seed=1), made_film(Making(), 300, seed=2)

    same = pair_by_time(one.source, one.target).links
    strange = pair_by_time(one.source, other.target).links

    def sure(links: tuple[Link, ...]) -> float:
        return sum((link.confidence or 0) > 0.6 for link in links) / len(links)

    assert sure(same) > 0.7
    assert sure(strange) < 0.2


def test_parted_joined_and_lonely_cues() -> None:
    source = [(0, 4000), (5000, 6000), (6100, 8000), (20_000, 21_000)]
    target = [(0, 1900), (2000, 4000), (5000, 8000), (30_000, 31_000)]

    links = pair_overlapping(source, target)

    assert [(link.source, link.target) for link in links] == [
        ((0,), (0, 1)),
        ((1, 2), (2,)),
        ((3,), ()),
        ((), (3,)),
    ]
    assert links[0].confidence == pytest.approx(3900 / 4000, abs=0.001)
    assert links[2].confidence is None


def test_cues_that_miss_each_other_by_little_are_paired_with_little_confidence() -> None:
    (link,) = pair_overlapping([(0, 500)], [(600, 1200)])

    assert (link.source, link.target, link.confidence) == ((0,), (0,), 0.3)


@pytest.mark.parametrize("cues", [[], [(0, 0)], [(5, 5), (5, 5)]])
def test_no_time_at_all_is_no_fault(cues: list[tuple[int, int]]) -> None:
    found = pair_by_time(cues, cues)

    assert sum(len(link.source) for link in found.links) == len(cues)
