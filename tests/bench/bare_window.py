"""What the reader is compared with: a bare PySide6 window whose two text edits hold the same text.

Run as ``python -m bench.bare_window FILE FILE``; says ``painted`` when both have painted, then ends. With
``--memory`` it scrolls both to their ends before and says what memory that took.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QTextEdit, QWidget

from bench.resident import resident_megabytes


class _Edit(QTextEdit):
    """A text edit that tells of its first paint."""

    painted = Signal()

    def __init__(self, file: Path) -> None:
        super().__init__()
        self._is_new = True
        self.setPlainText(file.read_text("utf-8"))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._is_new:
            self._is_new = False
            self.painted.emit()


class _Window(QMainWindow):
    """Two text edits beside each other."""

    def __init__(self, files: Sequence[Path], *, tells_memory: bool) -> None:
        super().__init__()
        self.resize(1440, 900)
        self._tells_memory = tells_memory
        page = QWidget()
        row = QHBoxLayout(page)
        self._edits = [_Edit(file) for file in files]
        self._unpainted = len(self._edits)
        for edit in self._edits:
            edit.painted.connect(self._on_painted)
            row.addWidget(edit)
        self.setCentralWidget(page)

    @Slot()
    def _on_painted(self) -> None:
        self._unpainted -= 1
        if not self._unpainted:
            print("painted", flush=True)
            QTimer.singleShot(0, self._finish)

    @Slot()
    def _finish(self) -> None:
        if self._tells_memory:
            for edit in self._edits:
                bar = edit.verticalScrollBar()
                while bar.value() < bar.maximum():
                    bar.setValue(bar.value() + bar.pageStep())
                    QApplication.processEvents()
            print(resident_megabytes(), flush=True)
        QApplication.quit()


def main(arguments: Sequence[str]) -> int:
    """Show the window until it has done what it is for."""
    app = QApplication(list(arguments[:1]))
    files = [Path(argument) for argument in arguments[1:] if not argument.startswith("--")]
    window = _Window(files, tells_memory="--memory" in arguments)
    window.show()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main(sys.argv))
