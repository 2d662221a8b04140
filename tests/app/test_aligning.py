import subprocess
import sys
import time

import pytest

import lighthouse_story
from parallelreader.app import aligning
from parallelreader.app.aligning import align_texts, alignment_job, run_alignment
from parallelreader.core.alignment import Bead, Origin
from parallelreader.core.errors import AlignmentProblem, Cancelled
from parallelreader.core.text import Text


def text_of(sentences: list[str]) -> Text:
    return Text.split("\n".join(sentences), lambda paragraph: [(0, len(paragraph))] if paragraph else [])


class Stopwatch:
    """Progress that stops the work at a step and remembers when."""

    def __init__(self, stop_at: int) -> None:
        self._left = stop_at
        self.stopped = 0.0

    def step(self, done: int, total: int, text: str = "") -> None:
        self._left -= 1
        if self._left == 0:
            self.stopped = time.monotonic()
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


def test_cancelling_is_prompt_and_leaves_no_process(monkeypatch):
    started: list[subprocess.Popen[bytes]] = []
    start = subprocess.Popen

    def remember(*arguments, **options):
        started.append(start(*arguments, **options))
        return started[-1]

    monkeypatch.setattr(subprocess, "Popen", remember)
    source, target = text_of(lighthouse_story.chinese() * 60), text_of(lighthouse_story.english() * 60)
    watch = Stopwatch(stop_at=12)

    with pytest.raises(Cancelled):
        align_texts(source, target, "zh", "en", watch)

    assert time.monotonic() - watch.stopped < 1.0
    assert [process.returncode is not None for process in started] == [True]


def test_a_process_that_dies_is_told_and_not_mistaken_for_a_result(monkeypatch):
    monkeypatch.setattr(aligning, "WORKER", (sys.executable, "-c", "import os; os.abort()"))

    with pytest.raises(AlignmentProblem, match="stopped before it was done"):
        align_texts(text_of(["你好。"]), text_of(["Hello."]), "zh", "en")


def test_an_aligner_that_cannot_be_started_is_told(monkeypatch, tmp_path):
    monkeypatch.setattr(aligning, "WORKER", (str(tmp_path / "nowhere"),))

    with pytest.raises(AlignmentProblem, match="could not be started"):
        align_texts(text_of(["你好。"]), text_of(["Hello."]), "zh", "en")


def test_a_process_that_ends_too_early_is_told(monkeypatch):
    early = 'import sys; sys.stdin.read(); print(\'{"beads": [[[0], [0], 1.0, "aligner"]]}\')'
    monkeypatch.setattr(aligning, "WORKER", (sys.executable, "-c", early))

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
