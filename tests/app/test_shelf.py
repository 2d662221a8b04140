"""Many documents aligned at once, by real processes: what is told of each, what fails, and stopping."""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import lighthouse_story
from factories import MILL_LITERAL, MILL_LITERAL_BEADS, MILL_ZH, write_corpus, write_document
from parallelreader.app import aligning
from parallelreader.app.alignment_pool import AlignmentPool
from parallelreader.app.library import load_document, open_corpus
from parallelreader.app.realigning import Aligned, Failed, Sound
from parallelreader.app.shelf import Report, Running, align_corpus, most_at_once
from parallelreader.core.errors import Cancelled, WriteProblem
from parallelreader.store.segmentation_cache import SegmentationCache

STORY = {
    "zh": ("zh-Hans", "\n".join(lighthouse_story.chinese())),
    "en": ("en", "\n".join(lighthouse_story.english())),
}
MANUAL = "\n".join(f"Chapter {number} of the manual explains printer settings." for number in range(30))


@pytest.fixture
def started(monkeypatch) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Every process that is started, in order, none of which is left over from other tests."""
    processes: list[subprocess.Popen[bytes]] = []
    start = subprocess.Popen

    def remember(*arguments, **options):
        processes.append(start(*arguments, **options))
        return processes[-1]

    monkeypatch.setattr(subprocess, "Popen", remember)
    pool = AlignmentPool()
    monkeypatch.setattr(aligning, "POOL", pool)
    yield processes
    pool.close()


def long_story(times: int) -> dict[str, tuple[str, str]]:
    return {version: (language, f"{words}\n" * times) for version, (language, words) in STORY.items()}


def shelf_of_six(folder: Path) -> Path:
    """Two sound pairs, one unreadable, one that does not belong together, one aligned already, and one
    whose alignment cannot be written since a file stands where its folder would be made."""
    documents = [
        write_document(folder, "story", STORY),
        write_document(folder, "unreadable", STORY),
        write_document(folder, "unrelated", {"zh": STORY["zh"], "en": ("en", MANUAL)}),
        write_document(
            folder,
            "mill",
            {"zh": ("zh-Hans", MILL_ZH), "en": ("en", MILL_LITERAL)},
            beads={"en": MILL_LITERAL_BEADS},
        ),
        write_document(folder, "kept/blocked", STORY).replace("id: kept/blocked", "id: blocked"),
        write_document(folder, "long", long_story(3)),
    ]
    (folder / "unreadable" / "en.txt").write_bytes(b"\xff\xfe\x00caf\xe9")
    (folder / "blocked").write_text("in the way", encoding="utf-8")
    return write_corpus(folder, "Shelf", documents)


def files_in(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def is_aligned(folder: Path, document: str) -> bool:
    return "en" in load_document(open_corpus(folder), document).alignments


class StopsAt:
    """Progress that stops everything once ``reached`` says so."""

    def __init__(self, reached: Callable[[], bool]) -> None:
        self._reached = reached

    def step(self, done: int, total: int, text: str = "") -> None:
        if self._reached():
            raise Cancelled


def test_every_document_is_tried_and_told_of_in_the_order_of_the_corpus(tmp_path):
    folder = shelf_of_six(tmp_path / "shelf")

    told = align_corpus(folder)

    assert [(type(each), each.document) for each in told] == [
        (Aligned, "story"),
        (Failed, "unreadable"),
        (Aligned, "unrelated"),
        (Failed, "blocked"),
        (Aligned, "long"),
    ]
    assert [is_aligned(folder, document) for document in ("story", "unrelated", "long")] == [True] * 3


def test_each_is_told_with_how_far_it_can_be_trusted(tmp_path):
    told = {each.document: each for each in align_corpus(shelf_of_six(tmp_path / "shelf"))}

    story, unrelated = told["story"], told["unrelated"]
    assert isinstance(story, Aligned)
    assert isinstance(unrelated, Aligned)
    assert story.beads == len(lighthouse_story.beads())
    assert not story.judgement.is_doubtful
    assert story.judgement.expected_unpaired < 0.1
    assert unrelated.judgement.is_doubtful


def test_what_fails_says_where_and_leaves_its_files_alone(tmp_path):
    folder = shelf_of_six(tmp_path / "shelf")
    before = files_in(folder)

    told = [each for each in align_corpus(folder) if isinstance(each, Failed)]

    assert [each.problem.where.startswith(str(folder)) for each in told] == [True, True]
    assert told[0].problem.where.endswith("en.txt")
    assert isinstance(told[1].problem, WriteProblem)
    after = files_in(folder)
    assert {name for name in after if name not in before} == {
        f"{document}/zh--en.tsv" for document in ("story", "unrelated", "long")
    }
    assert after["blocked"] == before["blocked"]


def test_what_could_not_be_written_is_at_hand_when_it_is_opened(tmp_path):
    folder = shelf_of_six(tmp_path / "shelf")
    cache = SegmentationCache(tmp_path / "cache")

    align_corpus(folder, documents=["blocked"], cache=cache)

    assert "en" in load_document(open_corpus(folder), "blocked", cache=cache).alignments


def test_reports_follow_each_document_to_its_end(tmp_path):
    folder = shelf_of_six(tmp_path / "shelf")
    reports: list[Report] = []

    told = align_corpus(folder, on_report=reports.append)

    last = {each.document: each for each in reports}
    assert [last[each.document] for each in told] == told
    assert isinstance(last["mill"], Sound)
    shares = [each.share for each in reports if isinstance(each, Running) and each.document == "long"]
    assert shares == sorted(shares)
    assert len(shares) > 1


def test_the_largest_is_begun_first(tmp_path):
    folder = shelf_of_six(tmp_path / "shelf")
    begun: list[str] = []

    align_corpus(folder, at_once=1, on_report=lambda report: begun.append(report.document))

    assert begun[0] == "long"


def test_workers_are_used_again(tmp_path, started):
    folder = tmp_path / "six"
    write_corpus(folder, "Six", [write_document(folder, f"story-{n}", STORY) for n in range(6)])

    told = align_corpus(folder, at_once=2)

    assert len(told) == 6
    assert len(started) == 2


def test_a_worker_that_is_killed_costs_only_its_own_document(tmp_path, started):
    folder = tmp_path / "two"
    documents = [write_document(folder, "long", long_story(60)), write_document(folder, "story", STORY)]
    write_corpus(folder, "Two", documents)

    def kill(report: Report) -> None:
        if isinstance(report, Running) and started:
            started[0].kill()

    told = align_corpus(folder, at_once=1, on_report=kill)

    assert [(type(each), each.document) for each in told] == [(Failed, "long"), (Aligned, "story")]
    assert not is_aligned(folder, "long")


def test_cancelling_half_way_keeps_what_is_done_and_waits_for_nothing(tmp_path, started):
    folder = tmp_path / "shelf"
    documents = [
        write_document(folder, "short", long_story(10)),
        write_document(folder, "middle", long_story(20)),
        write_document(folder, "long", long_story(200)),
    ]
    write_corpus(folder, "Shelf", documents)
    done: list[str] = []

    def follow(report: Report) -> None:
        if isinstance(report, Aligned):
            done.append(report.document)

    with pytest.raises(Cancelled):
        align_corpus(folder, at_once=2, progress=StopsAt(lambda: bool(done)), on_report=follow)

    # The short one may be over as well by the time the other is told of; nobody waited for the long one.
    assert "middle" in done
    assert [is_aligned(folder, document) for document in ("middle", "long")] == [True, False]
    assert [process.poll() is not None for process in started].count(False) <= 1
    assert not [name for name in files_in(folder) if name.endswith(".part")]


def test_checked_pairs_stay_when_everything_is_aligned_again(tmp_path):
    folder = tmp_path / "mill"
    document = write_document(
        folder,
        "mill",
        {"zh": ("zh-Hans", MILL_ZH), "en": ("en", MILL_LITERAL)},
        beads={"en": [((0,), (0,)), ((1, 2), (1, 2)), *(((n,), (n,)) for n in range(3, 9))]},
    )
    write_corpus(folder, "Mill", [document])
    file = folder / "mill" / "zh--en.tsv"
    lines = file.read_text(encoding="utf-8").splitlines()
    lines[2] = lines[2].replace("aligner", "checked")
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")

    align_corpus(folder, everything=True)

    beads = load_document(open_corpus(folder), "mill").alignments["en"].beads
    assert [(bead.source, bead.target) for bead in beads][:3] == [
        ((0,), (0,)),
        ((1, 2), (1, 2)),
        ((3,), (3,)),
    ]
    assert beads[1].origin == "checked"


def test_a_machine_does_at_least_one_at_a_time():
    assert most_at_once() >= 1


def test_an_empty_corpus_is_done_at_once(tmp_path):
    assert align_corpus(write_corpus(tmp_path / "none", "None", [])) == []
