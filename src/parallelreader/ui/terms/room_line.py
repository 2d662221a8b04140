"""What the room says at the foot of the window: the term and its figures, and the keys of what is shown."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.key_caps import KeyCaps
from parallelreader.ui.widgets.labels import PaleLabel

_BETWEEN = 16


class RoomLine(QWidget):
    """The first part stands out; all give way in a narrow window."""

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__()
        self._term = QLabel()
        self._term.setTextFormat(Qt.TextFormat.PlainText)
        self._rest = PaleLabel(themes)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(6, 0, 0, 0)
        layout.setSpacing(_BETWEEN)
        layout.addWidget(self._term)
        layout.addWidget(self._rest, 1)

    @property
    def text(self) -> str:
        """All that is said."""
        return "    ".join(filter(None, (self._term.text(), self._rest.text())))

    def say(self, parts: Sequence[str]) -> None:
        """Say these parts beside one another."""
        self._term.setText(parts[0] if parts else "")
        self._rest.setText("     ".join(parts[1:]))


class RoomHints(QWidget):
    """At which row one is, and the keys of what is shown."""

    def __init__(self, themes: ThemeSource, hints: Sequence[tuple[Sequence[str], str]]) -> None:
        """``hints`` are keys and what they do."""
        super().__init__()
        self._row = PaleLabel(themes)
        self._row.setMinimumWidth(90)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self._row)
        for caps, text in hints:
            layout.addSpacing(6)
            for cap in caps:
                layout.addWidget(KeyCaps(themes, [cap]))
            words = PaleLabel(themes)
            words.setText(text)
            words.setMinimumWidth(words.fontMetrics().horizontalAdvance(text) + 1)
            layout.addWidget(words)

    def show_row(self, text: str) -> None:
        """Say at which row one is."""
        self._row.setText(text)
        self._row.setMinimumWidth(self._row.fontMetrics().horizontalAdvance(text) + 2)


class MatrixHints(RoomHints):
    """The keys of the matrix."""

    def __init__(self, themes: ThemeSource) -> None:
        translate = QCoreApplication.translate
        super().__init__(
            themes,
            (
                (("↑", "↓"), translate("MatrixHints", "row")),
                (("1", "–", "6"), translate("MatrixHints", "set form")),
                (("G",), translate("MatrixHints", "next gap")),
                (("Enter",), translate("MatrixHints", "open pair")),
            ),
        )


class ConcordanceHints(RoomHints):
    """The keys of the concordance."""

    def __init__(self, themes: ThemeSource) -> None:
        translate = QCoreApplication.translate
        super().__init__(
            themes,
            (
                (("↑", "↓"), translate("ConcordanceHints", "hit")),
                (("←", "→"), translate("ConcordanceHints", "versions")),
                (("+", "−"), translate("ConcordanceHints", "context")),
                (("Enter",), translate("ConcordanceHints", "open")),
            ),
        )


class HintLine(Protocol):
    """Where hints are shown."""

    def show_hints(self, hints: QWidget, shown: bool) -> None: ...


def show_hints(line: HintLine, wanted: Mapping[RoomHints, bool]) -> None:
    """Show the hints that are wanted, after all others have been put away."""
    for hints in sorted(wanted, key=wanted.__getitem__):
        line.show_hints(hints, wanted[hints])
