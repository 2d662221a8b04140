"""All there is to say of one term of a concept, in fields; each change is told at once as another value."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLineEdit, QWidget

from parallelreader.core.terms.concept import PartOfSpeech, Term, TermStatus
from parallelreader.ui.terms.term_names import part_of_speech_name, status_name
from parallelreader.ui.theme.fonts import reading_font
from parallelreader.ui.widgets.labels import set_form_font

_BETWEEN = "; "
_USUAL_LANGUAGES = ("zh", "zh-Hans", "zh-Hant", "en", "en-GB", "en-US")


class TermForm(QWidget):
    """``changed`` carries the Term as it is now."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._term: Term | None = None
        self.text = QLineEdit()
        self.text.setToolTip(self.tr("Up and Down go to the other terms"))
        self.language = QComboBox()
        self.language.setEditable(True)
        self.language.addItems(list(_USUAL_LANGUAGES))
        self.status = QComboBox()
        for status in TermStatus:
            self.status.addItem(status_name(status), status)
        self.part = QComboBox()
        for part in PartOfSpeech:
            self.part.addItem(part_of_speech_name(part), part)
        self.forms = QLineEdit()
        self.forms.setPlaceholderText(self.tr("other spellings, with ; between them"))
        self.forms.setToolTip(
            self.tr("Plurals and the like are found by themselves; write here what is irregular or abridged.")
        )
        self.case = QCheckBox(self.tr("Only with these &capitals"))
        self.source = QLineEdit()
        self.source.setPlaceholderText(self.tr("a translator, a version, a book"))
        self.note = QLineEdit()
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(6)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(self.tr("&Term"), self.text)
        form.addRow(self.tr("&Language"), self.language)
        form.addRow(self.tr("&Status"), self.status)
        form.addRow(self.tr("&Part of speech"), self.part)
        form.addRow(self.tr("&Forms"), self.forms)
        form.addRow("", self.case)
        form.addRow(self.tr("So&urce"), self.source)
        form.addRow(self.tr("N&ote on the term"), self.note)
        set_form_font(form)
        for field in (self.text, self.forms, self.source, self.note):
            field.textEdited.connect(self._on_edited)
        self.language.currentTextChanged.connect(self._on_edited)
        for choice in (self.status, self.part):
            choice.currentIndexChanged.connect(self._on_edited)
        self.case.toggled.connect(self._on_edited)

    def show_term(self, term: Term | None) -> None:
        """Show another term, or none."""
        self._term = None
        self.setEnabled(term is not None)
        shown = term or Term("", "en", "")
        self.text.setFont(reading_font(shown.language, 16))
        self.text.setText(shown.text)
        self.language.setCurrentText(shown.language)
        self.status.setCurrentIndex(self.status.findData(shown.status))
        self.part.setCurrentIndex(self.part.findData(shown.part_of_speech))
        self.forms.setText(_BETWEEN.join(shown.forms))
        self.case.setChecked(shown.is_case_sensitive)
        self.case.setEnabled(not shown.is_chinese)
        self.source.setText(shown.source)
        self.note.setText(shown.note)
        self._term = term

    def focus_text(self) -> None:
        """Let the words be typed over."""
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        self.text.selectAll()

    @Slot()
    def _on_edited(self) -> None:
        term = self._term
        if term is None:
            return
        forms = term.forms
        if self.forms.text() != _BETWEEN.join(forms):
            # Only where they have been typed anew: one from elsewhere may have a semicolon in it.
            parts = (part.strip() for part in self.forms.text().replace("；", ";").split(";"))
            forms = tuple(dict.fromkeys(part for part in parts if part))
        self._term = replace(
            term,
            text=self.text.text(),
            language=self.language.currentText().strip() or term.language,
            # Qt hands back plain strings.
            status=TermStatus(self.status.currentData()),
            part_of_speech=PartOfSpeech(self.part.currentData()),
            forms=forms,
            is_case_sensitive=self.case.isChecked(),
            source=self.source.text(),
            note=self.note.text(),
        )
        self.case.setEnabled(not self._term.is_chinese)
        self.changed.emit(self._term)
