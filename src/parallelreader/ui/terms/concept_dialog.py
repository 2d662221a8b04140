"""The window in which a concept is written: its terms in both languages, what it means, and where it holds.

Nothing is kept before it is said to be; keeping it, as one step, is the business of the desk.
"""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from parallelreader.core.terms.concept import Concept, Term
from parallelreader.ui.terms.lines_field import LinesField
from parallelreader.ui.terms.term_form import TermForm
from parallelreader.ui.terms.term_list import TermList
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.editing_dialog import MARGIN, EditingDialog, plain_button
from parallelreader.ui.widgets.labels import set_form_font, small_button

_SIZE = (760, 560)
_LIST_WIDTH = 300

NewTerm = Callable[[str, str], Term]
"""Makes a term of a language and its words, with an id of its own."""


class ConceptDialog(EditingDialog):
    """``saved`` carries the Concept as it has been written; ``removed`` asks for it to be kept no longer."""

    saved = Signal(object)
    removed = Signal()

    def __init__(
        self,
        concept: Concept,
        new_term: NewTerm,
        themes: ThemeSource,
        parent: QWidget | None = None,
        *,
        corpus: str,
        is_new: bool = False,
        is_typed: bool = False,
        current: int = 0,
    ) -> None:
        """The term of the number ``current`` is chosen first. ``corpus`` is the key of the corpus that is
        open, for a concept that is to hold in it only. With ``is_typed`` something has been written already
        that must not go without a word."""
        super().__init__(themes, parent)
        self._concept, self._new_term, self._corpus = concept, new_term, corpus
        self._terms: list[Term] = list(concept.terms)
        self.setWindowTitle(self.tr("New term") if is_new else self.tr("Term"))
        self.resize(*_SIZE)
        self.list = TermList()
        self.form = TermForm()
        self.add_chinese = small_button(self.tr("+ C&hinese"), self.tr("Another Chinese term (Alt+H)"))
        self.add_english = small_button(self.tr("+ &English"), self.tr("Another English term (Alt+E)"))
        self.definition = LinesField(themes, concept.definition)
        self.note = LinesField(themes, concept.note)
        self.subject = QLineEdit(concept.subject)
        self.everywhere = QCheckBox(self.tr("In e&very corpus, not only in this one"))
        self.delete = plain_button(self.tr("Delete the term"), self.tr("Undo brings it back"))
        self.delete.setVisible(not is_new)
        self.everywhere.setChecked(not concept.corpus)
        self._lay_out()
        self._connect()
        self._show_terms(current)
        self.begin(is_written=is_typed)
        self.form.focus_text()

    @property
    def concept(self) -> Concept:
        """What is written, as it would be kept."""
        terms = tuple(term for term in self._terms if term.text.strip())
        return replace(
            self._concept,
            corpus="" if self.everywhere.isChecked() else self._concept.corpus or self._corpus,
            terms=terms,
            definition=self.definition.words,
            subject=self.subject.text(),
            note=self.note.words,
        )

    def accept(self) -> None:
        if not self.concept.terms:
            self.tell(self.tr("Write a Chinese or an English word for it."))
            self.form.focus_text()
            return
        super().accept()
        self.saved.emit(self.concept)

    def state(self) -> Concept:
        # Also of a term that has no words as yet.
        begun = (each for each in self._terms if each.text.strip() or each.forms or each.source or each.note)
        return replace(self.concept, terms=tuple(begun))

    def remove_chosen(self) -> None:
        at = self.list.current
        if 0 <= at < len(self._terms):
            del self._terms[at]
            self._show_terms(at)

    def move_chosen(self, by: int) -> None:
        at = self.list.current
        if 0 <= at < len(self._terms) and 0 <= at + by < len(self._terms):
            self._terms[at], self._terms[at + by] = self._terms[at + by], self._terms[at]
            self._show_terms(at + by)

    def _show_terms(self, current: int) -> None:
        self.list.show_terms(self._terms, min(current, len(self._terms) - 1))
        self._show_title()

    def _show_title(self) -> None:
        concept = self.concept
        names = [each[0].text for each in (concept.chinese, concept.english) if each]
        self.title.setText("  ↔  ".join(names) or self.tr("New term"))
        self.problem.setVisible(bool(self.problem.text()) and not concept.terms)

    def _add(self, language: str) -> None:
        self._terms.append(self._new_term(language, ""))
        self._show_terms(len(self._terms) - 1)
        self.form.focus_text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # The list itself is many a Tab away from the field of the words.
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if by and self.focusWidget() is self.form.text:
            self._choose_beside(by)
        else:
            super().keyPressEvent(event)

    def _choose_beside(self, by: int) -> None:
        """Go on with the term before or after, in the field of its words."""
        item = self.list.topLevelItem(self.list.current + by)
        if item is not None:
            self.list.setCurrentItem(item)
            self.form.focus_text()

    @Slot(int)
    def _on_term_chosen(self, number: int) -> None:
        self.form.show_term(self._terms[number] if 0 <= number < len(self._terms) else None)
        self.show_moves(number, len(self._terms))

    @Slot(object)
    def _on_term_changed(self, term: Term) -> None:
        number = self.list.current
        if 0 <= number < len(self._terms):
            self._terms[number] = term
            self.list.renew(number, term)
            self._show_title()

    @Slot()
    def _on_add_chinese(self) -> None:
        known = next((term.language for term in self._terms if term.is_chinese), "zh")
        self._add(known)

    @Slot()
    def _on_add_english(self) -> None:
        known = next((term.language for term in self._terms if not term.is_chinese), "en")
        self._add(known)

    @Slot()
    def _on_delete(self) -> None:
        self.lose()
        self.removed.emit()

    def _connect(self) -> None:
        self.list.term_chosen.connect(self._on_term_chosen)
        self.form.changed.connect(self._on_term_changed)
        self.add_chinese.clicked.connect(self._on_add_chinese)
        self.add_english.clicked.connect(self._on_add_english)
        self.delete.clicked.connect(self._on_delete)
        self.listen_to(self.list)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head())
        layout.addLayout(self._terms_part(), 1)
        layout.addLayout(self._concept_part())
        layout.addWidget(self.foot(self.delete))

    def _terms_part(self) -> QHBoxLayout:
        self.list.setFixedWidth(_LIST_WIDTH)
        part = QHBoxLayout()
        part.setContentsMargins(MARGIN, 16, MARGIN, 8)
        part.setSpacing(20)
        part.addLayout(self.list_part(self.list, self.add_chinese, self.add_english))
        part.addWidget(self.form, 1)
        return part

    def _concept_part(self) -> QFormLayout:
        form = QFormLayout()
        form.setContentsMargins(MARGIN, 8, MARGIN, 12)
        form.setVerticalSpacing(6)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setHorizontalSpacing(16)
        form.addRow(self.tr("&Definition"), self.definition)
        form.addRow(self.tr("Su&bject"), self.subject)
        form.addRow(self.tr("&Note"), self.note)
        form.addRow("", self.everywhere)
        set_form_font(form)
        return form
