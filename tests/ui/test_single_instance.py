"""One window for one store: later starts hand over what they were given."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QApplication

from factories import craft_corpus
from parallelreader.ui.single_instance import SingleInstance
from reading_window import OpenWindow

# In a process of its own, since waiting for the answer holds up the whole process that waits.
START = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from parallelreader.ui.single_instance import SingleInstance

app = QCoreApplication([])
data, corpus, *files = sys.argv[1:]
taken = SingleInstance(Path(data)).hand_over(Path(corpus) if corpus else None, [Path(file) for file in files])
sys.exit(0 if taken else 3)
"""


def start_again(data: Path, corpus: str = "", *files: str) -> "subprocess.Popen[bytes]":
    """A second start on the same data; its code is 0 where a window took over, 3 where there is none."""
    return subprocess.Popen([sys.executable, "-c", START, str(data), corpus, *files])


@pytest.fixture
def first(tmp_path: Path, qapp: QApplication) -> Iterator[SingleInstance]:
    instance = SingleInstance(tmp_path / "data")
    instance.listen()
    yield instance
    instance.close()
    instance.deleteLater()


def test_a_second_start_hands_over_what_it_was_given(first: SingleInstance, tmp_path: Path, qtbot):
    with qtbot.waitSignal(first.asked, timeout=20_000) as caught:
        second = start_again(tmp_path / "data", str(tmp_path / "river"), str(tmp_path / "页.txt"))

    assert second.wait(timeout=120) == 0
    assert caught.args == [tmp_path / "river", [tmp_path / "页.txt"]]


def test_other_data_is_another_window(first: SingleInstance, tmp_path: Path):
    assert not SingleInstance(tmp_path / "other").hand_over(None, [])


def test_without_a_window_there_is_nobody_to_take_over(tmp_path: Path, qapp: QApplication):
    assert not SingleInstance(tmp_path / "data").hand_over(None, [])


def test_a_second_start_waits_for_a_window_that_is_only_about_to_listen(
    tmp_path: Path, qapp: QApplication, qtbot
):
    instance = SingleInstance(tmp_path / "data")
    assert not instance.hand_over(None, [])

    second = start_again(tmp_path / "data", str(tmp_path / "river"))
    # By then it has started and found nobody to speak to.
    QTimer.singleShot(1500, instance.listen)
    with qtbot.waitSignal(instance.asked, timeout=20_000) as caught:
        pass

    assert second.wait(timeout=120) == 0
    assert caught.args == [tmp_path / "river", []]
    instance.close()
    assert not SingleInstance(tmp_path / "data").hand_over(None, [])
    instance.deleteLater()


def test_nonsense_from_elsewhere_is_not_taken_for_a_wish(first: SingleInstance, tmp_path: Path, qtbot):
    heard: list[object] = []
    first.asked.connect(lambda *wish: heard.append(wish))

    for nonsense in (b"\xff\xfe\n", b"[]\n", json.dumps({"corpus": 5}).encode() + b"\n", b"{}\n"):
        socket = QLocalSocket()
        socket.connectToServer(first._name)
        assert socket.waitForConnected(3000)
        socket.write(nonsense)
        qtbot.waitUntil(lambda s=socket: s.state() == QLocalSocket.LocalSocketState.UnconnectedState)

    assert heard == []


@pytest.mark.skipif(sys.platform == "win32", reason="a name of a dead process is free at once there")
def test_what_a_killed_window_left_is_taken_over(tmp_path: Path, qapp: QApplication, qtbot):
    name = SingleInstance(tmp_path / "data")._name
    code = (
        "import os,sys;from PySide6.QtCore import QCoreApplication as A;"
        "from PySide6.QtNetwork import QLocalServer as S;a=A([]);s=S();"
        f"assert s.listen({name!r});os.kill(os.getpid(),9)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == -signal.SIGKILL

    instance = SingleInstance(tmp_path / "data")
    assert not instance.hand_over(None, [])
    instance.listen()

    with qtbot.waitSignal(instance.asked, timeout=20_000):
        second = start_again(tmp_path / "data")
    assert second.wait(timeout=120) == 0
    instance.close()
    instance.deleteLater()
    QLocalServer.removeServer(name)


@pytest.mark.qt_log_ignore(r"This plugin does not support raise\(\)", extend=True)
def test_the_window_opens_the_corpus_of_the_second_start(
    open_window: Callable[..., OpenWindow], tmp_path: Path
):
    opened = open_window()
    corpus = craft_corpus(tmp_path / "craft")
    opened.window.showMinimized()

    opened.desk.take_over(corpus, [])
    opened.settle()

    assert not opened.window.isMinimized()
    assert opened.reading.document.id == "mill"


@pytest.mark.slow
@pytest.mark.e2e
@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals there")
def test_a_second_process_ends_at_once_and_the_first_ends_when_told(tmp_path: Path):
    corpus = craft_corpus(tmp_path / "craft")
    data = tmp_path / "data"
    command = [sys.executable, "-m", "parallelreader", "--data-dir", str(data), "open", str(corpus)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    first = subprocess.Popen(command, env=environment)
    try:
        _wait_for_window(data)

        second = subprocess.run(command, env=environment, timeout=120, check=False)

        assert second.returncode == 0
        assert first.poll() is None
        first.terminate()
        assert first.wait(timeout=120) == 0
    finally:
        first.kill()
        first.wait()


def _wait_for_window(data: Path) -> None:
    """Return when a window listens for others."""
    name, socket, until = SingleInstance(data)._name, QLocalSocket(), time.monotonic() + 30
    while time.monotonic() < until:
        socket.connectToServer(name)
        if socket.waitForConnected(200):
            socket.disconnectFromServer()
            return
        threading.Event().wait(0.05)
    raise AssertionError("no window has opened")
