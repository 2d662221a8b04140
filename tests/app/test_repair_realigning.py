from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest

import lighthouse_story
from parallelreader.app.annotating import Annotating
from parallelreader.app.repair_realigning import realign_around
from parallelreader.app.repairing import Repairing
from parallelreader.core.alignment import Alignment, Bead, Origin
from parallelreader.core.corpus import Corpus, Document, Hand, Version
from parallelreader.core.errors import Cancelled
from parallelreader.core.repair.operations import check, detach, pin
from parallelreader.core.text import Text
from parallelreader.store.database import Store


def by_lines(sentences: list[str]) -> Text:
    return Text.split("\n".join(sentences), lambda line: [(0, len(line))])


ZH, EN = by_lines(lighthouse_story.chinese()), by_lines(lighthouse_story.english())


def document(source: str, target: str) -> Document:
    versions = (
        Version(name, language, Hand.OWN, PurePosixPath(name))
        for name, language in (("source", source), ("target", target))
    )
    return Document("story", "Story", tuple(versions))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(tmp_path / "data")
    yield opened
    opened.close()


def opened(store: Store, folder: Path, story: Document, source: Text, target: Text) -> Repairing:
    """The story with every sentence of the source one too late, which nobody is sure of."""
    notes = Annotating.open(store, Corpus(folder, "Light", (story,)))
    pairs = [((n,), (n - 1,)) for n in range(1, min(source.segment_count, target.segment_count + 1))]
    late = Alignment((Bead(*sides, 0.2) for sides in pairs), source.segment_count, target.segment_count)
    repairs = Repairing.beside(notes, store)
    repairs.overlay(story, "target", late, source, target)
    return repairs


def pairs_in(alignment: Alignment) -> set[tuple[tuple[int, ...], tuple[int, ...]]]:
    return {(bead.source, bead.target) for bead in alignment.beads if bead.is_pair}


def test_one_pin_puts_right_what_stands_beside_it(store: Store, tmp_path: Path) -> None:
    story = document("zh-Hans", "en")
    repairs = opened(store, tmp_path, story, ZH, EN)
    alignment = repairs.alignment(story, "target")
    assert alignment is not None
    repair = pin(alignment, [8], [8])
    repairs.do(story, "target", repair, session="pin")

    anew = realign_around(repairs, story, "target", repair)

    assert anew is not None
    changes = repairs.follow_up(story, "target", anew, session="pin")
    assert changes is not None
    right = set(lighthouse_story.beads())
    assert len(pairs_in(changes.alignment) & right) >= 0.8 * len(right)
    assert [bead for bead in changes.alignment.beads if bead.origin is Origin.CHECKED] == [
        Bead((8,), (8,), 1.0, Origin.CHECKED)
    ]


def test_what_was_detached_stays_apart(store: Store, tmp_path: Path) -> None:
    story = document("zh-Hans", "en")
    repairs = opened(store, tmp_path, story, ZH, EN)
    alignment = repairs.alignment(story, "target")
    assert alignment is not None
    repair = detach(alignment, alignment.bead_of_source(5))
    repairs.do(story, "target", repair)

    anew = realign_around(repairs, story, "target", repair)

    assert anew is not None
    assert set(repair.segments[0]).isdisjoint(anew.segments[0])
    assert set(repair.segments[1]).isdisjoint(anew.segments[1])


def test_between_checked_pairs_with_nothing_to_choose_nothing_is_aligned(
    store: Store, tmp_path: Path
) -> None:
    story = document("zh-Hans", "en")
    repairs = opened(store, tmp_path, story, ZH, EN)
    alignment = repairs.alignment(story, "target")
    assert alignment is not None
    last = len(alignment.beads) - 1
    repair = check(alignment, 0, last)
    repairs.do(story, "target", repair)

    assert realign_around(repairs, story, "target", repair) is None


def test_versions_that_cannot_be_aligned_are_left_as_they_are(store: Store, tmp_path: Path) -> None:
    story = document("en", "en-GB")
    repairs = opened(store, tmp_path, story, EN, EN)
    alignment = repairs.alignment(story, "target")
    assert alignment is not None

    assert realign_around(repairs, story, "target", check(alignment, 3, 3)) is None


def test_aligning_round_a_repair_can_be_stopped(store: Store, tmp_path: Path) -> None:
    class Stopped:
        def step(self, done: int, total: int, text: str = "") -> None:
            raise Cancelled

    story = document("zh-Hans", "en")
    repairs = opened(store, tmp_path, story, ZH, EN)
    alignment = repairs.alignment(story, "target")
    assert alignment is not None

    with pytest.raises(Cancelled):
        realign_around(repairs, story, "target", check(alignment, 3, 3), progress=Stopped())
