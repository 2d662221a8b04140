"""Reading aloud in the real window, by a program that only writes down what it is given."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from parallelreader.app.speech import CHINESE, ENGLISH, Voice
from parallelreader.app.speech_pace import Pace
from parallelreader.core.text import Span
from parallelreader.paths import resource
from parallelreader.ui import speech_desk
from parallelreader.ui.speech_desk import SpeechDesk
from reading_window import CONTROL, SHIFT, OpenWindow

pytestmark = pytest.mark.gui

WRITES = "import sys, pathlib; pathlib.Path(sys.argv[1]).write_bytes(sys.stdin.buffer.read())"
GOES_ON = "import sys, time; sys.stdin.read(); time.sleep(60)"
FAILS = "import sys; sys.stdin.read(); print('error: no sound device', file=sys.stderr)"
# As espeak-ng does, which then ends well.
SILENT = FAILS.replace("error: no sound device", "ALSA lib pcm.c: Unknown PCM default\\nerror: No such file")
APPENDS = (
    "import sys; heard = open(sys.argv[1], 'a', encoding='utf-8');"
    "heard.write(sys.stdin.buffer.read().decode() + chr(10)); heard.close()"
)
WRITES_WORDS = "import sys, pathlib; pathlib.Path(sys.argv[1]).write_text(sys.argv[2], encoding='utf-8')"


@pytest.fixture
def sample(open_window: Callable[..., OpenWindow], monkeypatch: pytest.MonkeyPatch) -> OpenWindow:
    monkeypatch.setattr(speech_desk, "find_voices", dict)
    opened = open_window()
    opened.open(resource("samples"), "last-ferry", ("zh", "literal"))
    opened.window.area.focus_text()
    return opened


def desk_of(
    sample: OpenWindow, *languages: str, script: str = WRITES, heard: Path | None = None
) -> SpeechDesk:
    desk = sample.desk.speech
    sample.settle()
    command = (sys.executable, "-c", script, str(heard or ""))
    desk.use({language: Voice(language, command, script == WRITES_WORDS) for language in languages})
    return desk


def heard_in(sample: OpenWindow, desk: SpeechDesk, heard: Path) -> str:
    sample.wait_until(lambda: not desk.is_reading and heard.exists(), timeout=20_000)
    return heard.read_text(encoding="utf-8")


@pytest.mark.parametrize("script", [WRITES, WRITES_WORDS])
def test_a_key_reads_the_pair_of_the_side_that_has_the_keyboard(
    sample: OpenWindow, tmp_path: Path, script: str
):
    desk = desk_of(sample, CHINESE, ENGLISH, script=script, heard=tmp_path / "heard")
    sample.pane("literal").setFocus()
    sample.window.area.go_to_row(3)

    sample.press(Qt.Key.Key_A)

    cell = sample.reading.cell(3, "literal")
    assert heard_in(sample, desk, tmp_path / "heard") == sample.reading.texts["literal"].segments_text(
        cell, " "
    )


def test_what_is_hidden_is_not_read_aloud(sample: OpenWindow, tmp_path: Path):
    desk = desk_of(sample, CHINESE, ENGLISH, heard=tmp_path / "heard")
    sample.window.actions_by_id["hide_translations"].trigger()
    sample.pane("literal").setFocus()
    cell = sample.reading.cell(sample.window.state.current_row, "zh")

    desk.toggle()

    heard = heard_in(sample, desk, tmp_path / "heard")
    assert heard == sample.reading.texts["zh"].segments_text(cell, "")


def test_what_is_selected_goes_before(sample: OpenWindow, tmp_path: Path):
    desk = desk_of(sample, CHINESE, heard=tmp_path / "heard")
    sample.window.state.select_span("zh", Span(8, 14))

    desk.toggle()

    assert heard_in(sample, desk, tmp_path / "heard") == sample.reading.texts["zh"].content[8:14]


@pytest.mark.parametrize("key", [Qt.Key.Key_A, Qt.Key.Key_Escape])
def test_the_key_again_or_escape_stops_it(sample: OpenWindow, key: Qt.Key):
    desk = desk_of(sample, CHINESE, ENGLISH, script=GOES_ON)
    sample.window.state.select_span("zh", Span(8, 14))
    desk.toggle()
    was_reading = desk.is_reading

    sample.press(key)

    assert was_reading
    assert not desk.is_reading
    # Esc did nothing else.
    assert sample.selected


def test_without_any_voice_it_is_greyed_out_and_says_why(sample: OpenWindow):
    desk_of(sample)
    action = sample.window.actions_by_id["read_aloud"]

    assert not action.isEnabled()
    assert "no voice" in action.toolTip()
    assert "espeak-ng" in action.toolTip()


def test_without_a_voice_for_the_language_it_says_so(sample: OpenWindow):
    desk = desk_of(sample, ENGLISH)
    sample.pane("zh").setFocus()

    desk.toggle()

    assert not desk.is_reading
    assert "no voice for Chinese" in sample.window.status._message.text()


@pytest.mark.parametrize(
    "command", [(sys.executable, "-c", FAILS), (sys.executable, "-c", SILENT), ("/nowhere/voice",)]
)
def test_what_goes_wrong_is_told(sample: OpenWindow, command: tuple[str, ...]):
    desk = desk_of(sample)
    desk.use({CHINESE: Voice("", command), ENGLISH: Voice("", command)})

    desk.toggle()
    sample.wait_until(lambda: not desk.is_reading, timeout=20_000)

    said = sample.window.status._message.text()
    assert "no sound device" in said or "could not be started" in said


class Spoken:
    """What was read aloud, one after the other, by a program that ends at once or goes on."""

    def __init__(self, sample: OpenWindow, folder: Path, *, goes_on: bool = False) -> None:
        self.folder = folder
        script = APPENDS + ("; import time; time.sleep(60)" if goes_on else "")
        self.desk = desk_of(sample, CHINESE, ENGLISH, script=script, heard=folder / "heard")

    def words(self) -> list[str]:
        heard = self.folder / "heard"
        return heard.read_text(encoding="utf-8").split("\n")[:-1] if heard.exists() else []


def of_row(sample: OpenWindow, row: int) -> list[str]:
    texts = sample.reading.texts
    sides = ("zh", ""), ("literal", " ")
    return [texts[version].segments_text(sample.reading.cell(row, version), join) for version, join in sides]


def test_reading_on_goes_from_pair_to_pair_in_both_languages(sample: OpenWindow, tmp_path: Path):
    spoken = Spoken(sample, tmp_path)
    last = len(sample.reading.rows) - 1
    sample.window.area.go_to_row(last - 1)

    sample.press(Qt.Key.Key_A, SHIFT)
    sample.wait_until(lambda: not spoken.desk.is_reading, timeout=20_000)

    assert spoken.words() == [*of_row(sample, last - 1), *of_row(sample, last)]
    assert sample.window.state.current_row == last
    assert sample.window.state.held_row is None


def test_what_is_read_is_tinted_and_gone_from_by_keys(sample: OpenWindow, tmp_path: Path):
    spoken = Spoken(sample, tmp_path, goes_on=True)
    sample.window.area.go_to_row(3)
    sample.press(Qt.Key.Key_A, SHIFT)
    sample.wait_until(lambda: len(spoken.words()) == 1, timeout=20_000)

    held = sample.window.state.held_row
    sample.press(Qt.Key.Key_Down, CONTROL)
    sample.wait_until(lambda: len(spoken.words()) == 2, timeout=20_000)

    assert (held, sample.window.state.held_row) == (3, 4)
    assert spoken.words() == [of_row(sample, 3)[0], of_row(sample, 4)[0]]
    sample.press(Qt.Key.Key_A, SHIFT)
    assert not spoken.desk.is_reading
    assert sample.window.state.held_row is None


def test_another_text_ends_the_reading_of_this_one(sample: OpenWindow, tmp_path: Path):
    spoken = Spoken(sample, tmp_path, goes_on=True)
    sample.press(Qt.Key.Key_A, SHIFT)
    sample.wait_until(lambda: len(spoken.words()) == 1, timeout=20_000)

    sample.desk.session.open_document("river-bus")
    sample.settle()

    assert sample.reading.document.id == "river-bus"
    assert not spoken.desk.is_reading
    assert sample.window.state.held_row is None


def test_the_key_reads_another_pair_at_once(sample: OpenWindow, tmp_path: Path):
    spoken = Spoken(sample, tmp_path, goes_on=True)
    sample.window.area.go_to_row(3)
    sample.press(Qt.Key.Key_A)
    sample.wait_until(lambda: len(spoken.words()) == 1, timeout=20_000)

    sample.window.area.go_to_row(5)
    sample.press(Qt.Key.Key_A)
    sample.wait_until(lambda: len(spoken.words()) == 2, timeout=20_000)

    assert spoken.words()[1] in of_row(sample, 5)
    sample.press(Qt.Key.Key_A)
    assert not spoken.desk.is_reading


def test_the_pace_is_chosen_and_remembered(sample: OpenWindow, tmp_path: Path):
    desk, heard = desk_of(sample, CHINESE), tmp_path / "heard"
    slow = sys.executable, "-c", WRITES.replace("sys.stdin.buffer.read()", "b'slowly'"), str(heard)
    desk.use({each: Voice("", (sys.executable,), paced={Pace.SLOW: slow}) for each in (CHINESE, ENGLISH)})

    sample.window.actions_by_id["speech_slow"].trigger()
    desk.toggle()

    assert heard_in(sample, desk, heard) == "slowly"
    assert sample.desk._data.settings.value.speech_pace is Pace.SLOW
