"""What is asked for on the page of the library, put into acts; where words are needed they are asked for.

Carrying an act out, and saying what it did, is left to the library desk.
"""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from parallelreader.app.holding.acts import LibraryActs
from parallelreader.app.holding.changes import Affected
from parallelreader.app.holding.trash import Removed
from parallelreader.ui.library.asking import ask_for_words, ask_to_delete
from parallelreader.ui.library.choice import Choice, Kind
from parallelreader.ui.library.model import Thing
from parallelreader.ui.library.page import LibraryPage

Act = Callable[[], Affected]


class Orders(QObject):
    """``do`` gets an act and what to say when it is done, ``delete`` what is to be deleted for good."""

    def __init__(
        self,
        page: LibraryPage,
        acts: LibraryActs,
        do: Callable[[Act, str], None],
        delete: Callable[[Sequence[Removed]], None],
    ) -> None:
        super().__init__(page)
        self._page = page
        self._do = do
        self._delete = delete
        self.acts = acts
        self.removed: Sequence[Removed] = ()

    def drop(self, things: Sequence[Thing], choice: Choice) -> None:
        """Things were dropped on a part of the library."""
        if choice.kind is Kind.COLLECTION:
            self.collect(things, choice.id)
        elif choice.kind is Kind.TAG:
            self.tag(things, choice.id)
        elif choice.kind is Kind.CORPUS:
            self.move(things, choice.id)

    def rename(self, thing: Thing, title: str) -> None:
        """Give a document or a corpus another title."""
        self._do(partial(self.acts.rename, thing, title), self.tr("Renamed."))

    def tag(self, things: Sequence[Thing], word: str) -> None:
        """Put a tag on things."""
        self._do(partial(self.acts.tag, things, word), self.tr("Tagged {word}.").format(word=word))

    def untag(self, things: Sequence[Thing], word: str) -> None:
        """Take a tag off them."""
        self._do(partial(self.acts.untag, things, word), self.tr("The tag is off."))

    def new_tag(self, things: Sequence[Thing]) -> None:
        """Ask for a word, and put it on things."""
        ask_for_words(self._page.window(), self.tr("Tag"), self.tr("Word:"), "", partial(self.tag, things))

    def new_collection(self, things: Sequence[Thing], parent: str = "") -> None:
        """Ask for a name, and make a collection with these things in it."""

        def make(name: str) -> None:
            def act() -> Affected:
                return self.acts.make_collection(name, parent=parent, things=things)[0]

            self._do(act, self.tr("The collection is made."))

        ask_for_words(self._page.window(), self.tr("New collection"), self.tr("Name:"), "", make)

    def collect(self, things: Sequence[Thing], collection: str) -> None:
        """Put things into a collection."""
        self._do(partial(self.acts.collect, things, collection), self.tr("Added to the collection."))

    def put_back(self, things: Sequence[Thing], collection: str) -> None:
        """Take things out of a collection."""
        self._do(partial(self.acts.put_back, things, collection), self.tr("Taken out of the collection."))

    def move(self, things: Sequence[Thing], corpus: str) -> None:
        """Move documents to another corpus."""
        moved = [thing for thing in things if thing[0] != corpus and thing[1]]
        if moved:
            self._do(partial(self.acts.move, moved, corpus), self.tr("Moved to the other corpus."))

    def reorder(self, thing: Thing, step: int) -> None:
        """Move a document so many places on in its corpus, or back."""
        entries = self._page.library.entries
        number = next((entry.number for entry in entries if entry.id == thing), -1)
        if number >= 0 and number + step >= 0:
            self._do(partial(self.acts.reorder, thing, number + step), self.tr("Moved."))

    def remove(self, things: Sequence[Thing]) -> None:
        """Remove documents from their corpora, or delete for good what was removed before."""
        if self._page.choice.kind is Kind.REMOVED:
            wanted = self._among_removed(things)
            ask_to_delete(self._page.window(), len(wanted), partial(self._delete, wanted))
            return
        several = self.tr("{count} documents removed.").format(count=len(things))
        said = self.tr("Document removed.") if len(things) == 1 else several
        self._do(partial(self.acts.remove, things), said)

    def take_out(self, corpus: str) -> None:
        """Take a corpus out of the library."""
        said = self.tr("No longer in the library. Its folder and your notes stay.")
        self._do(partial(self.acts.take_out, corpus), said)

    def restore(self, things: Sequence[Thing]) -> None:
        """Take removed documents back into the corpora they were in."""
        for each in self._among_removed(things):
            self._do(partial(self.acts.restore, each), self.tr("Restored."))

    def locate(self, corpus: str) -> None:
        """Ask where a corpus is now."""
        dialog = QFileDialog(self._page.window(), self.tr("Where is the corpus now?"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(
            lambda folder: self._do(partial(self.acts.relocate, corpus, Path(folder)), self.tr("Found."))
        )
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def rename_choice(self, choice: Choice) -> None:
        """Ask for another name of a corpus or a collection."""
        library = self._page.library
        if choice.kind is Kind.CORPUS:
            corpus = library.corpus(choice.id)
            before, act = corpus.title if corpus else "", partial(self.acts.rename, (choice.id, ""))
        elif choice.kind is Kind.COLLECTION:
            before = next((each.name for each in library.collections if each.id == choice.id), "")
            act = partial(self.acts.rename_collection, choice.id)
        else:
            return
        title, said = self.tr("Rename"), self.tr("Renamed.")
        ask_for_words(
            self._page.window(),
            title,
            self.tr("Title:"),
            before,
            lambda words: self._do(partial(act, words), said),
        )

    def remove_choice(self, choice: Choice) -> None:
        """Take a corpus out of the library, remove a collection, or take a tag off everything."""
        if choice.kind is Kind.CORPUS:
            self.take_out(choice.id)
        elif choice.kind is Kind.COLLECTION:
            self._do(partial(self.acts.remove_collection, choice.id), self.tr("The collection is removed."))
        elif choice.kind is Kind.TAG:
            tagged = [
                (row.corpus, row.document) for row in self._page.library.tagged if row.word == choice.id
            ]
            self.untag(tagged, choice.id)

    def _among_removed(self, things: Sequence[Thing]) -> list[Removed]:
        return [each for each in self.removed if (each.key, each.document.id) in things]
