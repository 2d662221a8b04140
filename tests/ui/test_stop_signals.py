"""A window that is asked to end does so, also while nothing happens in it."""

import subprocess
import sys

import pytest

IDLE = """
import os, signal, threading
from PySide6.QtCore import QCoreApplication
from parallelreader.ui.stop_signals import StopSignals

app = QCoreApplication([])
stops = StopSignals(app.quit)
threading.Timer(0.2, os.kill, (os.getpid(), signal.{name})).start()
print("ended with", app.exec())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="nothing sends these signals there")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT"])
def test_an_idle_program_ends_when_it_is_told(name: str):
    ended = subprocess.run(
        [sys.executable, "-c", IDLE.format(name=name)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    assert ended.stdout == "ended with 0\n"
    assert ended.returncode == 0
