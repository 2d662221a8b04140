"""A line in which tags are written, with those there are offered as one types.

What tags are is known to ``core.notes.tags``; keeping them is left to whoever shows the field.
"""

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from parallelreader.core.notes.tags import tags_as_line, tags_in

_APART = ";"


class TagField(QLineEdit):
    """Tags with semicolons between them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known = QStringListModel(self)
        self.setCompleter(_LastTag(self._known, self))
        self.setPlaceholderText(self.tr("Tags; with semicolons; between them"))
        self.setAccessibleName(self.tr("Tags, with semicolons between them"))

    @property
    def tags(self) -> tuple[str, ...]:
        """What is written now, each tag once."""
        return tags_in(self.text())

    def put(self, tags: Iterable[str]) -> None:
        """Write these."""
        self.setText(tags_as_line(tags))
        self.setCursorPosition(0)

    def offer(self, tags: Iterable[str]) -> None:
        """Offer these as one types."""
        self._known.setStringList(list(tags))


class _LastTag(QCompleter):
    """Completes the last of the tags of a line."""

    def __init__(self, model: QStringListModel, field: QLineEdit) -> None:
        super().__init__(model, field)
        self._field = field
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setFilterMode(Qt.MatchFlag.MatchContains)

    def splitPath(self, path: str) -> list[str]:
        return [path.rpartition(_APART)[2].strip()]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        before = self._field.text().rpartition(_APART)[0].strip()
        tag = str(index.data())
        return f"{before}{_APART} {tag}" if before else tag
