"""The benchmarks still run and mean what they say; their figures are for people, so none is checked here."""

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bench.apart import figures_apart
from bench.figures import middle, percentile, table
from bench.following import moved_rows, scroll_through
from bench.gold import Score
from bench.linking import speed
from bench.made_text import made_text
from bench.opened import opened_window, pause
from bench.pointing import long_lessons, times_to_learn, times_to_paint, times_when_unknown
from bench.run import find_python
from bench.scale import align_and_tell
from bench.setting import SAMPLES, Setting
from bench.texts import long_corpus
from bench.watchdog import Watchdog
from parallelreader.app.library import load_document, open_corpus
from parallelreader.app.pair_linking import PairLinker
from parallelreader.app.word_links import word_links
from parallelreader.core.alignment import Bead

RUN = Path(__file__).with_name("run.py")


@pytest.mark.slow
@pytest.mark.gui
@pytest.mark.parametrize(
    "sections",
    [
        "start painting lettering reading following",
        "scale import subtitles shelf search memory",
        "stalls words dictionaries export exchange bundle",
        "lighting matrix renderings suggestions checks occurrences",
    ],
)
@pytest.mark.usefixtures("word_cache")
def test_sections_print_their_figures(sections: str, link_cache: Path) -> None:
    wanted = sections.split()
    command = [sys.executable, str(RUN), "--quick", "--cache", str(link_cache), "--only", *wanted]

    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)

    assert done.returncode == 0, done.stderr
    assert "not measured" not in done.stdout.replace("not measured: it is not installed", "")
    told = re.split(r"^.*\((\w+)\)$", done.stdout, flags=re.MULTILINE)
    assert told[1::2] == wanted
    for section, lines in zip(wanted, told[2::2], strict=True):
        assert len(re.findall(r"\d+(?:\.\d+)?", lines)) >= 6, section


def test_what_is_measured_apart_is_said_by_another_process(tmp_path: Path) -> None:
    english, seconds, megabytes = figures_apart(Setting(tmp_path), align_and_tell, 20)
    here = figures_apart(Setting.quick(tmp_path), align_and_tell, 20)

    assert english == here[0] > 0
    assert seconds > 0
    assert megabytes > 0


def test_linking_is_timed_for_every_pair_of_the_story(link_cache: Path) -> None:
    head, first, again = speed(word_links(link_cache))

    assert head.split()[:2] == ["a", "pair"]
    assert all(len(re.findall(r"\d+\.\d ms", line)) == 2 for line in (first, again))


def test_learning_is_timed_until_all_is_learnt(tmp_path: Path, link_cache: Path) -> None:
    lessons = long_lessons(Setting.quick(tmp_path))
    linker = PairLinker(link_cache)
    try:
        moments = times_to_learn(linker, lessons)

        assert linker.recall(lessons)
        assert len(lessons.pairs) > 20
        assert all(seconds > 0 for seconds in moments)
    finally:
        linker.close()


@pytest.mark.slow
@pytest.mark.gui
def test_the_words_pointed_at_are_those_measured(tmp_path: Path, link_cache: Path) -> None:
    linker = PairLinker(link_cache)
    try:
        with opened_window(Setting.quick(tmp_path).folders("test")) as window:
            window.open(SAMPLES, "last-ferry", ("zh", "literal"))
            nothing = list(times_to_paint(window, 3))
            window.desk.word_links.use(linker)
            window.settle()
            warm, fresh = list(times_to_paint(window, 3)), list(times_when_unknown(window, 2))
    finally:
        linker.close()

    assert nothing == []
    assert len(warm) == 3
    assert fresh
    assert min(warm) > 0


@pytest.mark.slow
@pytest.mark.gui
def test_parted_panes_measure_further_apart_than_linked_ones(tmp_path: Path) -> None:
    setting = Setting.quick(tmp_path)

    with opened_window(setting.folders("test")) as window:
        window.open(SAMPLES, "last-ferry", ("zh", "literal"))
        linked = scroll_through(window, "zh", "literal", pixels=40)
        window.desk.reading.toggle_link()
        parted = scroll_through(window, "zh", "literal", pixels=40)

    assert linked.steps == parted.steps > 20
    assert max(linked.pixels) < 30
    assert max(parted.pixels) > 200


@pytest.mark.gui
def test_the_watchdog_notices_a_blocked_main_thread(qapp: object) -> None:
    dog = Watchdog()

    dog.begin()
    pause(20)
    time.sleep(0.08)
    slept = dog.end()

    assert slept.waited > 60
    assert slept.computed < slept.waited


def test_a_made_corpus_has_the_pairs_asked_for_and_is_the_same_each_time(tmp_path: Path) -> None:
    folders = [long_corpus(Setting.quick(tmp_path / name), 300) for name in ("first", "second")]

    first, second = (load_document(open_corpus(folder), "long") for folder in folders)

    assert len(first.alignments["en"].beads) == 300
    assert first.source_text.content == second.source_text.content
    assert {bead.shape for bead in first.alignments["en"].beads} == {"1–1", "1–2", "2–1", "1–0", "0–1"}


def test_a_made_text_is_the_same_each_time_and_longer_in_english() -> None:
    chinese, english = made_text(400)

    assert (chinese, english) == made_text(400)
    assert 400 <= len(chinese) < 404
    assert 1.5 < len(english) / len(chinese) < 2.1


def test_a_bead_counts_only_where_both_its_sides_are_right() -> None:
    gold = frozenset({((0,), (0,)), ((1,), (1, 2)), ((2,), ())})
    score = Score()

    score.add([Bead((0,), (0,), 0.95), Bead((1,), (1,), 0.93), Bead((2,), (2,), 0.4)], gold)

    assert score.f1 == pytest.approx(2 / 6)
    assert score.sure == 0.5
    assert score.by_shape()[1].split() == ["1–1", "1", "3", "0.33", "1.00"]


def test_moved_rows_are_the_fewest_that_stand_out_of_turn() -> None:
    rows = [((0,), (4,)), ((1,), (0,)), ((2,), (1, 2)), ((3,), ()), ((4,), (3,))]

    assert moved_rows(rows) == {0}


def test_percentiles_are_values_that_were_measured() -> None:
    values = [5.0, 1.0, 3.0, 2.0]

    assert middle(values) == 2.0
    assert percentile(values, 0.75) == 3.0
    assert percentile(values, 0.99) == 5.0


def test_a_table_lines_its_columns_up() -> None:
    assert table(("what", "ms"), [("a page", "5"), ("all", "1234")]) == [
        "what       ms",
        "a page      5",
        "all      1234",
    ]


def test_the_checkouts_own_python_goes_first(tmp_path: Path) -> None:
    own = tmp_path / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    own.parent.mkdir(parents=True)
    own.touch()

    assert find_python(tmp_path) == own
    assert find_python(tmp_path / "elsewhere") == Path(sys.executable)
