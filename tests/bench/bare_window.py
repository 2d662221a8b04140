"""What the reader is compared with: a bare PySide6 window whose two text edits hold the same text.

Run as ``python -m bench.bare_window FILE FILE``; says ``painted`` when both have painted, then ends.
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

    painted = Signal()

    def __init__(self, files: Sequence[str]) -> None:
        super().__init__()
        self.resize(1440, 900)
        page = QWidget()
        row = QHBoxLayout(page)
        self.edits = [_Edit(Path(file)) for file in files]
        self._unpainted = len(self.edits)
        for edit in self.edits:
            edit.painted.connect(self._on_painted)
            row.addWidget(edit)
        self.setCentralWidget(page)

    @Slot()
    def _on_painted(self) -> None:
        self._unpainted -= 1
        if not self._unpainted:
            self.painted.emit()


def megabytes_held(*files: str) -> float:
    """The resident memory of this process after both texts were scrolled to their ends."""
    app = QApplication.instance() or QApplication([])
    window = _Window(files)
    window.show()
    app.processEvents()
    for edit in window.edits:
        bar = edit.verticalScrollBar()
        while bar.value() < bar.maximum():
            bar.setValue(bar.value() + bar.pageStep())
            app.processEvents()
    window.close()
    return resident_megabytes()


def main(arguments: Sequence[str]) -> int:
    """Show the window until it is painted."""
    app = QApplication(list(arguments[:1]))
    window = _Window(arguments[1:])
    window.painted.connect(_tell)
    window.show()
    return app.exec()


def _tell() -> None:
    print("painted", flush=True)
    QTimer.singleShot(0, QApplication.quit)


if __name__ == "__main__":
    sys.exit(main(sys.argv))
