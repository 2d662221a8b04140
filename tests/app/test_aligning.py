import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import lighthouse_story
from made_books import MadeBook, made_book
from parallelreader.app import aligning
from parallelreader.app.aligning import align_texts, alignment_job, run_alignment
from parallelreader.app.alignment_pool import AlignmentPool
from parallelreader.core.alignment import Bead, Origin
from parallelreader.core.contents import Contents, Heading
from parallelreader.core.errors import AlignmentProblem, Cancelled
from parallelreader.core.language import segment
from parallelreader.core.text import Text


def text_of(sentences: list[str]) -> Text:
    return Text.split("\n".join(sentences), lambda paragraph: [(0, len(paragraph))] if paragraph else [])


def wait_until(is_so: Callable[[], object]) -> None:
    """Wait for something that another thread or process does."""
    end = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.01)


def is_running(process: int) -> bool:
    """Whether there is such a process, other than one that has ended and that nobody has asked about."""
    try:
        state = (Path("/proc") / str(process) / "stat").read_text().rpartition(")")[2].split()[0]
        return state != "Z"
    except OSError:
        return False


@pytest.fixture
def pool(monkeypatch) -> Iterator[Callable[..., AlignmentPool]]:
    """Makes a pool of the test's own, which then does all aligning."""
    made = []

    def make(*arguments, **options) -> AlignmentPool:
        made.append(AlignmentPool(*arguments, **options))
        monkeypatch.setattr(aligning, "POOL", made[-1])
        return made[-1]

    yield make
    for each in made:
        each.close()


@pytest.fixture
def started(monkeypatch) -> list[subprocess.Popen[bytes]]:
    """Every process that is started, in order."""
    processes: list[subprocess.Popen[bytes]] = []
    start = subprocess.Popen

    def remember(*arguments, **options):
        processes.append(start(*arguments, **options))
        return processes[-1]

    monkeypatch.setattr(subprocess, "Popen", remember)
    return processes


class StoppingAt:
    """Progress that stops the work at a step."""

    def __init__(self, step: int) -> None:
        self._left = step

    def step(self, done: int, total: int, text: str = "") -> None:
        self._left -= 1
        if self._left == 0:
            raise Cancelled


def test_the_other_process_finds_the_beads_and_hands_them_over_as_they_come():
    seen: list[Bead] = []
    job = alignment_job(
        text_of(lighthouse_story.chinese()), text_of(lighthouse_story.english()), "zh-Hans", "en"
    )

    result = run_alignment(job, on_beads=seen.extend)

    assert [(bead.source, bead.target) for bead in result.alignment.beads] == lighthouse_story.beads()
    assert tuple(seen) == result.alignment.beads
    assert not result.judgement.is_doubtful


def test_an_english_source_is_aligned_the_other_way_round():
    source, target = text_of(lighthouse_story.english()), text_of(lighthouse_story.chinese())

    alignment = align_texts(source, target, "en", "zh-Hant")

    assert [(bead.target, bead.source) for bead in alignment.beads] == lighthouse_story.beads()


@pytest.mark.parametrize("is_swapped", [False, True])
def test_a_passage_found_elsewhere_in_the_end_takes_the_place_of_what_was_told_before(is_swapped):
    english = lighthouse_story.english()
    sides = [text_of(lighthouse_story.chinese()), text_of(english[12:] + english[:12])]
    languages = ["zh-Hans", "en"]
    if is_swapped:
        sides, languages = sides[::-1], languages[::-1]
    seen: list[Bead] = []

    alignment = align_texts(*sides, *languages, on_beads=seen.extend)

    pairs = {(bead.source, bead.target) for bead in alignment.beads}
    turned = {
        (zh, tuple((n + len(english) - 12) % len(english) for n in en)) for zh, en in lighthouse_story.beads()
    }
    assert pairs == ({(en, zh) for zh, en in turned} if is_swapped else turned)
    assert [n for bead in alignment.beads for n in bead.source] == list(range(alignment.source_count))
    assert alignment.moved
    assert tuple(seen) != alignment.beads


@pytest.mark.parametrize("language", ["zh-Hans", "en"])
def test_two_texts_in_one_language_are_refused(language):
    text = text_of(["A line.", "另一行。"])

    with pytest.raises(AlignmentProblem, match="Choose a Chinese text and its English translation"):
        alignment_job(text, text, language, language)


def test_two_texts_in_one_language_are_refused_whatever_they_are_said_to_be():
    english = text_of(lighthouse_story.english())

    with pytest.raises(AlignmentProblem, match="Neither text is Chinese"):
        alignment_job(english, english, "zh-Hans", "en")


def test_an_empty_text_is_refused():
    with pytest.raises(AlignmentProblem, match="second text has no sentences"):
        alignment_job(text_of(["你好。"]), text_of([]), "zh", "en")


def test_cancelling_leaves_no_process(pool, started):
    pool()
    source, target = text_of(lighthouse_story.chinese() * 60), text_of(lighthouse_story.english() * 60)

    with pytest.raises(Cancelled):
        align_texts(source, target, "zh", "en", StoppingAt(12))

    # It was ended in the midst of its work, which it would have finished with 0.
    assert [process.returncode not in (None, 0) for process in started] == [True]


def test_after_cancelling_another_process_does_the_next_job(pool, started):
    pool()
    long = text_of(lighthouse_story.chinese() * 60), text_of(lighthouse_story.english() * 60)
    with pytest.raises(Cancelled):
        align_texts(*long, "zh", "en", StoppingAt(12))

    alignment = align_texts(
        text_of(lighthouse_story.chinese()), text_of(lighthouse_story.english()), "zh", "en"
    )

    assert [(bead.source, bead.target) for bead in alignment.beads] == lighthouse_story.beads()
    assert len(started) == 2


def test_jobs_one_after_another_are_done_by_one_process_and_alike(pool, started):
    pool()
    job = aligning.AlignmentJob(tuple(lighthouse_story.chinese()), tuple(lighthouse_story.english()))
    other = aligning.AlignmentJob(("你好。", "再见。"), ("Hello.", "Goodbye."))

    first, _, again = run_alignment(job), run_alignment(other), run_alignment(job)

    assert len(started) == 1
    assert again.alignment.beads == first.alignment.beads


def test_a_problem_leaves_the_process_ready_for_the_next_job(pool, started):
    pool()
    with pytest.raises(AlignmentProblem, match="The Chinese text has no sentences"):
        run_alignment(aligning.AlignmentJob((" ",), ("Hello.",)))

    assert run_alignment(aligning.AlignmentJob(("你好。",), ("Hello.",))).alignment.beads
    assert len(started) == 1


def test_a_process_that_was_warmed_up_does_the_next_job(pool, started):
    own = pool()
    own.warm_up()
    wait_until(lambda: started)
    own.warm_up()

    run_alignment(aligning.AlignmentJob(("你好。",), ("Hello.",)))

    assert len(started) == 1


def test_an_idle_process_ends_after_a_while(pool, started):
    pool(idle_seconds=0.1)

    run_alignment(aligning.AlignmentJob(("你好。",), ("Hello.",)))

    wait_until(lambda: started[0].returncode is not None)


def test_an_idle_process_that_was_killed_is_replaced(pool, started):
    pool()
    job = aligning.AlignmentJob(("你好。",), ("Hello.",))
    run_alignment(job)
    started[0].kill()
    started[0].wait()

    assert run_alignment(job).alignment.beads
    assert len(started) == 2


def test_closing_ends_the_idle_and_those_at_work(pool, started):
    own = pool()
    run_alignment(aligning.AlignmentJob(("你好。",), ("Hello.",)))

    with own.worker(1) as working:
        own.warm_up()
        wait_until(lambda: len(started) == 2)
        own.close()
        alive = working.is_alive

    assert not alive
    wait_until(lambda: all(process.poll() is not None for process in started))


@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc which processes there are")
def test_no_process_outlives_the_program_that_wants_its_work():
    script = (
        "import os, signal\n"
        "from parallelreader.app.aligning import AlignmentJob, POOL, run_alignment\n"
        "class Progress:\n"
        "    def step(self, done, total, text=''):\n"
        "        if done > 100:\n"
        "            print(next(iter(POOL._workers))._process.pid, flush=True)\n"
        "            os.kill(os.getpid(), signal.SIGKILL)\n"
        "job = AlignmentJob(('你好，世界。',) * 4000, ('Hello, world.',) * 4000)\n"
        "run_alignment(job, progress=Progress())\n"
    )

    killed = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)

    assert killed.returncode == -signal.SIGKILL, killed.stderr
    wait_until(lambda: not is_running(int(killed.stdout)))


def test_a_process_that_dies_is_told_and_not_mistaken_for_a_result(pool):
    pool((sys.executable, "-c", "import os; os.abort()"))

    with pytest.raises(AlignmentProblem, match="stopped before it was done"):
        align_texts(text_of(["你好。"]), text_of(["Hello."]), "zh", "en")


def test_an_aligner_that_cannot_be_started_is_told(pool, tmp_path):
    pool((str(tmp_path / "nowhere"),))

    with pytest.raises(AlignmentProblem, match="could not be started"):
        align_texts(text_of(["你好。"]), text_of(["Hello."]), "zh", "en")


def test_a_process_that_ends_too_early_is_told(pool):
    early = 'import sys; sys.stdin.readline(); print(\'{"beads": [[[0], [0], 1.0, "aligner"]]}\')'
    pool((sys.executable, "-c", early))

    with pytest.raises(AlignmentProblem, match="stopped before it was done"):
        align_texts(text_of(["你好。"]), text_of(["Hello."]), "zh", "en")


def test_a_problem_in_the_other_process_arrives_as_it_was_raised():
    job = aligning.AlignmentJob((" ",), ("Hello.",))

    with pytest.raises(AlignmentProblem, match="The Chinese text has no sentences to align"):
        run_alignment(job)


def test_aligning_loads_no_numbers_into_the_program_itself():
    loaded = "import sys, parallelreader.app.aligning; sys.exit('numpy' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", loaded], check=False).returncode == 0


def test_a_script_without_a_main_guard_can_align(tmp_path):
    script = tmp_path / "script.py"
    script.write_text(
        "from parallelreader.app.aligning import AlignmentJob, run_alignment\n"
        "print(len(run_alignment(AlignmentJob(('你好。',), ('Hello.',))).alignment.beads))\n",
        encoding="utf-8",
    )

    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=True)

    assert done.stdout == "1\n"


@pytest.mark.parametrize("is_swapped", [False, True])
def test_pins_hold_in_the_other_process_whichever_side_is_chinese(is_swapped):
    chinese, english = text_of(lighthouse_story.chinese()), text_of(lighthouse_story.english())
    sides = (english, chinese, "en", "zh") if is_swapped else (chinese, english, "zh", "en")
    pin = Bead((7,), (9, 10)) if is_swapped else Bead((9, 10), (7,))

    alignment = align_texts(*sides, pins=[pin])

    bead = alignment.beads[alignment.bead_of_source(pin.source[0])]
    assert bead == Bead(pin.source, pin.target, 1.0, Origin.CHECKED)
    assert sum(bead.origin is Origin.CHECKED for bead in alignment.beads) == 1


@pytest.mark.parametrize("is_swapped", [False, True])
def test_chapters_without_counterpart_are_named_in_whatever_direction(is_swapped: bool) -> None:
    book = made_book(8, seed=5, missing_in_zh=(), missing_in_en=(3,), preface_in="", paragraphs=8)
    sides = [_with_contents(book, language) for language in ("zh", "en")]
    if is_swapped:
        sides.reverse()
    (source, ours), (target, theirs) = sides
    languages = ("en", "zh-Hans") if is_swapped else ("zh-Hans", "en")

    result = run_alignment(alignment_job(source, target, *languages, contents=(ours, theirs)))

    lone = [[chapter.title[:3] for chapter in side] for side in result.lone_chapters]
    assert lone == ([[], ["第三章"]] if is_swapped else [["第三章"], []])


def _with_contents(book: MadeBook, language: str) -> tuple[Text, Contents]:
    lines: list[str] = []
    headings: list[Heading] = []
    for chapter in book.side(language):
        title = chapter.zh_title if language == "zh" else chapter.en_title
        headings.append(Heading(len(lines), 1, title))
        lines.append(title)
        told = (paragraph.zh if language == "zh" else paragraph.en for paragraph in chapter.paragraphs)
        lines += [paragraph for paragraph in told if paragraph]
    return segment("\n".join(lines), language), tuple(headings)
