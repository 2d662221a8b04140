"""What is done with one word of the page: its card is edited, from the list or while it is reviewed."""

from PySide6.QtCore import QObject, Qt

from parallelreader.app.words.book import WordBook
from parallelreader.app.words.kept_word import KeptWord
from parallelreader.app.words.word_list import written_in
from parallelreader.core.errors import UserError
from parallelreader.ui.window import Window
from parallelreader.ui.words.edit_dialog import EditWordDialog


class CardEditing(QObject):
    """One dialog at a time."""

    def __init__(self, book: WordBook, window: Window, parent: QObject) -> None:
        super().__init__(parent)
        self._book, self._window = book, window
        self.dialog: EditWordDialog | None = None

    def ask(self, card: str) -> None:
        """Ask how a kept word is to be read and understood, by the id of its card."""
        word = self._book.kept.get(card)
        if word is None:
            self._window.status.say(self.tr("Only kept words have a card. R keeps this one."))
            return
        language = written_in(word.contexts[0].sentence if word.contexts else word.written)
        dialog = EditWordDialog(word.written, language, word.reading, word.sense, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._change(word, *dialog.wanted))
        dialog.finished.connect(self._on_finished)
        self.dialog = dialog
        dialog.open()

    def _change(self, word: KeptWord, reading: str, sense: str) -> None:
        try:
            self._book.kept.edit(word.id, reading=reading, sense=sense)
        except UserError as problem:
            self._window.status.say(str(problem))

    def _on_finished(self) -> None:
        self.dialog = None
