"""The words that are shown, for the list. How a word looks is left to the delegate."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QStringListModel, Qt

from parallelreader.app.words.word_list import EVERYWHERE, Place, Shelf, WordEntry
from parallelreader.ui.words.page_words import Days, times_words, word_words

Index = QModelIndex | QPersistentModelIndex


class WordModel(QStringListModel):
    """One row a word. Qt itself knows how many rows there are: a list asks for that very often."""

    def __init__(self, days: Days, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.days = days
        self._words: list[WordEntry] = []
        self._rows: dict[str, int] = {}
        self._text = EVERYWHERE
        self.shows_times = False

    @property
    def words(self) -> Sequence[WordEntry]:
        """What is shown, in order."""
        return self._words

    def show(self, words: Sequence[WordEntry], text: Shelf, *, shows_times: bool = False) -> None:
        """Show these in this order, each at its first place in the text; with how often they are met in
        the place of when they are due, where that is wanted."""
        self._words, self._text, self.shows_times = list(words), text, shows_times
        self._rows = {word.name: row for row, word in enumerate(self._words)}
        self.setStringList([word.written for word in self._words])

    def update(self, words: Mapping[str, WordEntry]) -> None:
        """Show what has become of words, by name, that stay where they are."""
        rows = [row for row, word in enumerate(self._words) if words.get(word.name, word) is not word]
        for row in rows:
            self._words[row] = words[self._words[row].name]
        if rows:
            self.dataChanged.emit(self.index(rows[0], 0), self.index(rows[-1], 0))

    def word(self, row: int) -> WordEntry:
        return self._words[row]

    def place(self, row: int) -> Place | None:
        """The sentence pair shown with a word."""
        return self._words[row].place_in(self._text)

    def row_of(self, name: str) -> int:
        """The row of a word; -1 where it is not shown."""
        return self._rows.get(name, -1)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._words):
            return None
        word = self._words[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return word.written
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = word_words(word, self.place(index.row()), self.days)
            return f"{said}; {times_words(word.times)}" if self.shows_times else said
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
