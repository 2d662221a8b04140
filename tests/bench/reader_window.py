"""The program as a user starts it, except that it says ``painted`` when its first page is, and ends then.

Run as ``python -m bench.reader_window ARGUMENTS``, with the arguments of ``parallelreader``. Nothing of
the window is loaded earlier than the program itself would.
"""

import sys
from collections.abc import Sequence
from typing import Any

from parallelreader import __main__ as program
from parallelreader.cli import main as command_line

_run = command_line.run


def _run_and_listen(arguments: Sequence[str] | None = None) -> Any:
    """Do what the program does first; its next step is to load the window, and then we listen too."""
    wanted = _run(arguments)
    _listen()
    return wanted


def _listen() -> None:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from parallelreader.ui.reader.view import ReadingView

    paint = ReadingView.paintEvent
    painted: set[str] = set()

    def paint_and_tell(view: ReadingView, event: Any) -> None:
        paint(view, event)
        reading = view.state.reading
        if reading is None or view.column is None or painted >= set(reading.shown):
            return
        painted.update(view.versions)
        # A page is there once every version shown has been painted.
        if painted >= set(reading.shown):
            print("painted", flush=True)
            QTimer.singleShot(0, QApplication.quit)

    ReadingView.paintEvent = paint_and_tell  # type: ignore[assignment, method-assign]


if __name__ == "__main__":
    command_line.run = _run_and_listen
    sys.exit(program.main())
