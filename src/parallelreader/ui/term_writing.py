"""Writing what there is to say of a term: the window for it, and what becomes of what was written."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu

from parallelreader.app.terms.termbase import Termbase
from parallelreader.app.undo import Step
from parallelreader.core.errors import UserError
from parallelreader.core.terms.concept import Concept
from parallelreader.ui.act_toast import ActToast
from parallelreader.ui.term_keeping import TermKeeping
from parallelreader.ui.terms.concept_dialog import ConceptDialog
from parallelreader.ui.terms.marking_said import names_of
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.foreign_text import plain_caption
from parallelreader.ui.window import Window


class TermWriting(QObject):
    """Has concepts written and keeps them, each in one step."""

    def __init__(self, window: Window, themes: ThemeSource, keeping: TermKeeping, toast: ActToast) -> None:
        super().__init__(window)
        self._window, self._themes, self._keeping, self._toast = window, themes, keeping, toast

    def edit_concept(self, concept: Concept) -> None:
        """Write what there is to say of a concept."""
        self.write(concept, is_new=False)

    def edit_one_of(self, concepts: Sequence[Concept], point: QPoint) -> None:
        """Edit a concept; of several, ask at a point of the screen which."""
        if len(concepts) == 1:
            self.edit_concept(concepts[0])
            return
        menu = QMenu(self._window)
        for concept in concepts:
            action = menu.addAction(plain_caption(names_of(concept)))
            action.triggered.connect(partial(self._on_which_triggered, concept))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(point)

    def write_new(self) -> None:
        """Write a term that need not stand in the text."""
        termbase = self._termbase()
        if termbase is None:
            self._window.status.say(self.tr("Open a corpus to write its terms."))
            return
        terms = (termbase.new_term("zh", ""), termbase.new_term("en", ""))
        self.write(termbase.new_concept((), (), terms=terms), is_new=True)

    def write(self, concept: Concept, *, is_new: bool, is_typed: bool = False, current: int = 0) -> None:
        """Have a concept written, its term of that number first; with ``is_new`` it is none as yet, with
        ``is_typed`` the user has typed something of it."""
        termbase = self._termbase()
        if termbase is None:
            return
        dialog = ConceptDialog(
            concept,
            termbase.new_term,
            self._themes,
            self._window,
            corpus=termbase.corpus_key,
            is_new=is_new,
            is_typed=is_typed,
            current=current,
        )
        # Another corpus may have been opened by then.
        dialog.saved.connect(partial(self._on_saved, termbase, is_new))
        dialog.removed.connect(partial(self._on_removed, termbase, concept))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def tell(self, text: str) -> None:
        """Say what was done, and offer to take it back."""
        self._toast.tell(text)

    def tell_of(self, step: Step | None, text: str) -> None:
        """As :meth:`tell`, of what was done on another thread."""
        self._toast.tell_of(step, text)

    def _termbase(self) -> Termbase | None:
        return self._keeping.book.termbase if self._keeping.book is not None else None

    def _on_which_triggered(self, concept: Concept, checked: bool = False) -> None:
        self.edit_concept(concept)

    def _on_saved(self, termbase: Termbase, is_new: bool, concept: Concept) -> None:
        try:
            if is_new:
                termbase.add([concept])
            else:
                termbase.change(concept)
        except UserError as problem:
            self._toast.say(str(problem))
            return
        self._tell_of(termbase, self.tr("Kept: {names}").format(names=names_of(concept)))

    def _on_removed(self, termbase: Termbase, concept: Concept) -> None:
        termbase.remove([concept.id])
        self._tell_of(termbase, self.tr("Removed: {names}").format(names=names_of(concept)))

    def _tell_of(self, termbase: Termbase, text: str) -> None:
        """Say what was done; only in the corpus that is open it can be taken back."""
        if termbase is self._termbase():
            self.tell(text)
        else:
            self._window.status.say(text)
