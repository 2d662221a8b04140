"""The window in which a concept is written: its terms in both languages, what it means, and where it holds.

Nothing is kept before it is said to be; keeping it, as one step, is the business of the desk.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFont, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from parallelreader.core.terms.concept import Concept, Term
from parallelreader.ui.terms.lines_field import LinesField
from parallelreader.ui.terms.term_form import TermForm
from parallelreader.ui.terms.term_list import TermList
from parallelreader.ui.theme.fonts import interface_font
from parallelreader.ui.theme.ground import Ground
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.labels import PaleLabel, icon_button, set_form_font, small_button

_SIZE = (760, 560)
_MARGIN = 20
_LIST_WIDTH = 300

NewTerm = Callable[[str, str], Term]
"""Makes a term of a language and its words, with an id of its own."""


class ConceptDialog(QDialog):
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
        super().__init__(parent)
        self._concept, self._new_term, self._corpus = concept, new_term, corpus
        self._terms: list[Term] = list(concept.terms)
        self.setWindowTitle(self.tr("New term") if is_new else self.tr("Term"))
        self.resize(*_SIZE)
        self.title = QLabel()
        self.list = TermList()
        self.form = TermForm()
        self.add_chinese = small_button(self.tr("+ C&hinese"), self.tr("Another Chinese term (Alt+H)"))
        self.add_english = small_button(self.tr("+ &English"), self.tr("Another English term (Alt+E)"))
        self.remove_term = icon_button("minus", self.tr("Take the term away (Delete in the list)"))
        self.earlier = icon_button("chevron-up", self.tr("Earlier (Alt+Up)"))
        self.later = icon_button("chevron-down", self.tr("Later (Alt+Down)"))
        self.definition = LinesField(themes, concept.definition)
        self.note = LinesField(themes, concept.note)
        self.subject = QLineEdit(concept.subject)
        self.everywhere = QCheckBox(self.tr("In e&very corpus, not only in this one"))
        self.problem = PaleLabel(themes, wraps=True)
        self.delete = _button(self.tr("Delete the term"), self.tr("Undo brings it back"))
        self.cancel = _button(self.tr("Cancel"), self.tr("Leave all as it was (Esc)"))
        self.save = _button(self.tr("Save"), self.tr("Keep it so (Ctrl+Enter)"))
        self.save.setDefault(True)
        self.delete.setVisible(not is_new)
        self.everywhere.setChecked(not concept.corpus)
        self._lay_out(themes)
        self._connect()
        self._show_terms(current)
        self._begun_with = None if is_typed else self._written()
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
            self.problem.setText(self.tr("Write a Chinese or an English word for it."))
            self.problem.show()
            self.form.focus_text()
            return
        super().accept()
        self.saved.emit(self.concept)

    def reject(self) -> None:
        # Also what Escape and the frame of the window come to.
        if self._written() == self._begun_with:
            super().reject()
        else:
            self._ask_to_leave()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.list.hasFocus():
            self._on_remove_term()
        else:
            super().keyPressEvent(event)

    def _written(self) -> Concept:
        """All that stands in the fields, also of a term that has no words as yet."""
        begun = (each for each in self._terms if each.text.strip() or each.forms or each.source or each.note)
        return replace(self.concept, terms=tuple(begun))

    def _ask_to_leave(self) -> None:
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(self.tr("Keep what you have written?"))
        save = box.addButton(self.tr("Save"), QMessageBox.ButtonRole.AcceptRole)
        lose = box.addButton(self.tr("Do not save"), QMessageBox.ButtonRole.DestructiveRole)
        box.setEscapeButton(box.addButton(self.tr("Go on writing"), QMessageBox.ButtonRole.RejectRole))
        box.setDefaultButton(save)
        box.finished.connect(lambda _: self._leave(box.clickedButton() is save, box.clickedButton() is lose))
        box.finished.connect(box.deleteLater)
        box.open()

    def _leave(self, is_saved: bool, is_lost: bool) -> None:
        if is_saved:
            self.accept()
        elif is_lost:
            super().reject()

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

    def _move(self, by: int) -> None:
        at = self.list.current
        if 0 <= at < len(self._terms) and 0 <= at + by < len(self._terms):
            self._terms[at], self._terms[at + by] = self._terms[at + by], self._terms[at]
            self._show_terms(at + by)

    @Slot(int)
    def _on_term_chosen(self, number: int) -> None:
        self.form.show_term(self._terms[number] if 0 <= number < len(self._terms) else None)
        self.remove_term.setEnabled(number >= 0)
        self.earlier.setEnabled(number > 0)
        self.later.setEnabled(0 <= number < len(self._terms) - 1)

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
    def _on_remove_term(self) -> None:
        at = self.list.current
        if 0 <= at < len(self._terms):
            del self._terms[at]
            self._show_terms(at)

    @Slot()
    def _on_earlier(self) -> None:
        self._move(-1)

    @Slot()
    def _on_later(self) -> None:
        self._move(1)

    @Slot()
    def _on_delete(self) -> None:
        super().reject()
        self.removed.emit()

    def _connect(self) -> None:
        self.list.term_chosen.connect(self._on_term_chosen)
        self.form.changed.connect(self._on_term_changed)
        self.add_chinese.clicked.connect(self._on_add_chinese)
        self.add_english.clicked.connect(self._on_add_english)
        self.remove_term.clicked.connect(self._on_remove_term)
        self.earlier.clicked.connect(self._on_earlier)
        self.later.clicked.connect(self._on_later)
        self.delete.clicked.connect(self._on_delete)
        self.cancel.clicked.connect(self.reject)
        self.save.clicked.connect(self.accept)
        for key, move in (("Alt+Up", self._on_earlier), ("Alt+Down", self._on_later)):
            # In a field with choices these open them.
            shortcut = QShortcut(QKeySequence(key), self.list, context=Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(move)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self).activated.connect(self.accept)

    def _lay_out(self, themes: ThemeSource) -> None:
        font = interface_font(15)
        font.setWeight(QFont.Weight.DemiBold)
        self.title.setFont(font)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setMinimumWidth(1)
        head = Ground(themes, "bg", bottom_line=True)
        above = QVBoxLayout(head)
        above.setContentsMargins(_MARGIN, 12, _MARGIN, 12)
        above.addWidget(self.title)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addLayout(self._terms_part(), 1)
        layout.addLayout(self._concept_part())
        layout.addWidget(self._foot(themes))
        self.problem.hide()

    def _terms_part(self) -> QHBoxLayout:
        buttons: Sequence[QWidget] = (
            self.add_chinese,
            self.add_english,
            self.remove_term,
            self.earlier,
            self.later,
        )
        row = QHBoxLayout()
        row.setSpacing(4)
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(6)
        left.addWidget(self.list, 1)
        left.addLayout(row)
        self.list.setFixedWidth(_LIST_WIDTH)
        part = QHBoxLayout()
        part.setContentsMargins(_MARGIN, 16, _MARGIN, 8)
        part.setSpacing(20)
        part.addLayout(left)
        part.addWidget(self.form, 1)
        return part

    def _concept_part(self) -> QFormLayout:
        form = QFormLayout()
        form.setContentsMargins(_MARGIN, 8, _MARGIN, 12)
        form.setVerticalSpacing(6)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setHorizontalSpacing(16)
        form.addRow(self.tr("&Definition"), self.definition)
        form.addRow(self.tr("Su&bject"), self.subject)
        form.addRow(self.tr("&Note"), self.note)
        form.addRow("", self.everywhere)
        set_form_font(form)
        return form

    def _foot(self, themes: ThemeSource) -> QWidget:
        foot = Ground(themes, "surface", top_line=True)
        row = QHBoxLayout(foot)
        row.setContentsMargins(_MARGIN, 12, _MARGIN, 12)
        row.setSpacing(12)
        row.addWidget(self.delete)
        row.addWidget(self.problem, 1)
        row.addStretch(0)
        row.addWidget(self.cancel)
        row.addWidget(self.save)
        return foot


def _button(text: str, tip: str) -> QPushButton:
    button = QPushButton(text)
    button.setToolTip(tip)
    button.setAutoDefault(False)
    return button
