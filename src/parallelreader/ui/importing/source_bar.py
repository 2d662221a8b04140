"""The fields for one source: which it is, how it is encoded, what language it is in, and a line of proof."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from parallelreader.app.import_draft import SourceDraft
from parallelreader.app.source_text import ImportSource
from parallelreader.core.language.script import guess_language, has_han
from parallelreader.core.page import LineTag
from parallelreader.ui.importing.grounds import field, small_label
from parallelreader.ui.theme.fonts import reading_font
from parallelreader.ui.widgets.foreign_text import plain_tip
from parallelreader.ui.widgets.labels import icon_button

# What may be chosen; the right column also names what else may have been found out.
ENCODINGS = (("utf-8", "UTF-8"), ("gb18030", "GB18030"), ("big5", "Big5"), ("utf-16", "UTF-16"))
_FAMILIES = {
    "utf-8": "utf-8",
    "gb18030": "gb18030",
    "big5hkscs": "big5",
    "cp950": "big5",
    "utf-16-le": "utf-16",
    "utf-16-be": "utf-16",
}
_PROOF_SIZE = 18
_PROOF_SEARCHED = 200
_PROOF_LENGTH = 60
_FILE_WIDTH, _ENCODING_WIDTH, _LANGUAGE_WIDTH = 190, 180, 120


class SourceBar(QWidget):
    """``source_chosen`` (index), ``encoding_chosen`` (name), ``language_chosen`` (zh, en or empty)."""

    source_chosen = Signal(int)
    encoding_chosen = Signal(str)
    language_chosen = Signal(str)
    add_requested = Signal()
    paste_requested = Signal()
    remove_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.files = _combo(_FILE_WIDTH)
        self.encoding = _combo(_ENCODING_WIDTH)
        self.language = _combo(_LANGUAGE_WIDTH)
        for text, value in (
            (self.tr("As guessed"), ""),
            (self.tr("Chinese"), "zh"),
            (self.tr("English"), "en"),
        ):
            self.language.addItem(text, value)
        self.add = icon_button("plus", self.tr("Add files"))
        self.paste = icon_button("clipboard", self.tr("Paste text (Ctrl+V)"))
        self.remove = icon_button("minus", self.tr("Leave this file out"))
        self.proof = ProofLabel()
        self.files.activated.connect(self.source_chosen)
        self.encoding.activated.connect(self._on_encoding_activated)
        self.language.activated.connect(self._on_language_activated)
        self.add.clicked.connect(self.add_requested)
        self.paste.clicked.connect(self.paste_requested)
        self.remove.clicked.connect(self.remove_requested)
        self._chosen: set[Path] = set()
        self._shown: Path | None = None
        self._lay_out()

    def show_sources(self, sources: Sequence[SourceDraft], index: int) -> None:
        """List the sources and show the fields of one of them."""
        self.files.clear()
        self.files.addItems([draft.source.name for draft in sources])
        self.files.setCurrentIndex(index)
        source = sources[index].source
        self.files.setToolTip(plain_tip(str(source.path or source.name)))
        self._show_encoding(source)
        self.language.setCurrentIndex(max(self.language.findData(source.language), 0))
        self.proof.show_words(_proof(sources[index]))

    def _show_encoding(self, source: ImportSource) -> None:
        self.encoding.clear()
        self._shown = source.path
        self.encoding.setEnabled(bool(source.encoding))
        self._encoding_field.setVisible(source.path is None or bool(source.encoding))
        if not source.encoding:
            self.encoding.addItem(self.tr("Pasted") if source.path is None else self.tr("As in the file"), "")
            return
        found = _FAMILIES.get(source.encoding, source.encoding)
        known = dict(ENCODINGS)
        if found not in known:
            known[found] = self.tr("Western (Windows)")
        for name, label in known.items():
            shown = label
            if name == found and source.path not in self._chosen:
                # Nothing that was guessed is quite certain.
                share = min(round(100 * source.confidence), 99)
                shown = self.tr("{name}, detected, {share} %").format(name=label, share=share)
            self.encoding.addItem(shown, name)
        self.encoding.setCurrentIndex(self.encoding.findData(found))

    def _lay_out(self) -> None:
        tools = QWidget()
        row = QHBoxLayout(tools)
        row.setContentsMargins(0, 0, 0, 1)
        row.setSpacing(0)
        for button in (self.add, self.paste, self.remove):
            row.addWidget(button)
        proof = QWidget()
        column = QVBoxLayout(proof)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        caption = small_label(self.tr("Reads as"))
        caption.setAlignment(Qt.AlignmentFlag.AlignRight)
        column.addWidget(caption)
        column.addWidget(self.proof)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(field(self.tr("&File"), self.files))
        layout.addWidget(tools, 0, Qt.AlignmentFlag.AlignBottom)
        self._encoding_field = field(self.tr("&Encoding"), self.encoding)
        layout.addWidget(self._encoding_field)
        layout.addWidget(field(self.tr("&Language"), self.language))
        layout.addWidget(proof, 1)

    @Slot(int)
    def _on_encoding_activated(self, index: int) -> None:
        if self._shown is not None:
            self._chosen.add(self._shown)
        self.encoding_chosen.emit(self.encoding.itemData(index))

    @Slot(int)
    def _on_language_activated(self, index: int) -> None:
        self.language_chosen.emit(self.language.itemData(index))


class ProofLabel(QLabel):
    """Some of the text in its reading face, at the right, shortened to the place there is."""

    def __init__(self) -> None:
        super().__init__()
        self._words = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setMinimumHeight(30)
        self.setAccessibleName(self.tr("Reads as"))

    @property
    def words(self) -> str:
        return self._words

    def show_words(self, words: str) -> None:
        """Show these, in Chinese letters where they are Chinese."""
        self._words = words
        language = (guess_language(words) or "zh-Hans") if has_han(words) else "en"
        self.setFont(reading_font(language, _PROOF_SIZE))
        self._shorten()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._shorten()

    def _shorten(self) -> None:
        metrics = QFontMetrics(self.font())
        self.setText(metrics.elidedText(self._words, Qt.TextElideMode.ElideRight, self.width()))


def _proof(source: SourceDraft) -> str:
    """Words that show whether the encoding is right: Chinese text, else anything Chinese, else the first."""
    near = [source.line(number) for number in range(1, min(len(source), _PROOF_SEARCHED) + 1)]
    text = next((line.text for line in near if line.tag is LineTag.CHINESE), "")
    text = text or next((line.text for line in near if has_han(line.text)), "")
    return (text or (near[0].text if near else ""))[:_PROOF_LENGTH]


def _combo(width: int) -> QComboBox:
    combo = QComboBox()
    combo.setFixedWidth(width)
    return combo
