"""What the columns of a file are: each with its language, by whose hand it is, or left out."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from parallelreader.app.unit_plan import LEFT_OUT, Survey, SurveyedColumn
from parallelreader.core.corpus import Hand
from parallelreader.ui.importing.grounds import MARGIN, small_label
from parallelreader.ui.importing.version_bar import hand_names
from parallelreader.ui.theme.ground import Ground
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.foreign_text import plain_tip

_WIDTH = 400
_LANGUAGE_WIDTH, _HAND_WIDTH = 150, 104
_NAME_WIDTH = 84


class UnitsColumns(Ground):
    """``changed`` comes when somebody chooses."""

    changed = Signal()

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(themes, "surface", parent)
        self.setFixedWidth(_WIDTH)
        self.languages: list[QComboBox] = []
        self.hands: list[QComboBox] = []
        self._inside = QWidget()
        self._grid = QGridLayout(self._inside)
        self._grid.setContentsMargins(MARGIN, 12, MARGIN, 12)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(8)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self._inside)
        for widget in (area, area.viewport(), self._inside):
            widget.setAutoFillBackground(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 1)
        layout.addWidget(area)

    @property
    def chosen_languages(self) -> tuple[str, ...]:
        """The language of each column, LEFT_OUT for those that are not imported."""
        return tuple(str(box.currentData()) for box in self.languages)

    @property
    def chosen_hands(self) -> tuple[Hand, ...]:
        """By whose hand each column is."""
        return tuple(Hand(box.currentData()) for box in self.hands)

    def show_survey(self, found: Survey, languages: Sequence[str], hands: Sequence[Hand]) -> None:
        """Show the columns of a file, as they would be imported."""
        captions = (self.tr("Column"), self.tr("Language"), self.tr("Hand"))
        for at, caption in enumerate(captions):
            self._grid.addWidget(small_label(caption), 0, at)
        for row, (column, language, hand) in enumerate(zip(found.columns, languages, hands, strict=True), 1):
            self._add_row(row, column, language, hand, len(found.units))
        self._grid.setRowStretch(len(found.columns) + 1, 1)
        self._grid.setColumnStretch(0, 1)

    def _add_row(self, row: int, column: SurveyedColumn, language: str, hand: Hand, units: int) -> None:
        title = column.name or self.tr("Column {number}").format(number=row)
        name = QLabel()
        name.setTextFormat(Qt.TextFormat.PlainText)
        name.setFixedWidth(_NAME_WIDTH)
        # Names of files often differ at their ends only.
        name.setText(QFontMetrics(name.font()).elidedText(title, Qt.TextElideMode.ElideMiddle, _NAME_WIDTH))
        about = self.tr("{filled} of the first {units} units have words in it")
        name.setToolTip(plain_tip(f"{title}\n" + about.format(filled=min(column.filled, units), units=units)))
        choice = QComboBox()
        choice.setFixedWidth(_LANGUAGE_WIDTH)
        own = column.language if column.is_chinese or column.is_english else ""
        for text, tag in self._choices(own):
            choice.addItem(text, tag)
        choice.setCurrentIndex(max(choice.findData(language), 0))
        choice.setAccessibleName(self.tr("Language of {name}").format(name=title))
        by = QComboBox()
        by.setFixedWidth(_HAND_WIDTH)
        for each, text in hand_names().items():
            by.addItem(text, each.value)
        by.setCurrentIndex(by.findData(hand.value))
        by.setAccessibleName(self.tr("Hand of {name}").format(name=title))
        for at, widget in enumerate((name, choice, by)):
            self._grid.addWidget(widget, row, at)
        self.languages.append(choice)
        self.hands.append(by)
        choice.currentIndexChanged.connect(self._on_chosen)
        by.currentIndexChanged.connect(self._on_chosen)
        self._dim()

    def _choices(self, own: str) -> list[tuple[str, str]]:
        usual = [
            (self.tr("Chinese"), "zh-Hans"),
            (self.tr("Chinese, traditional"), "zh-Hant"),
            (self.tr("English"), "en"),
            (self.tr("Leave out"), LEFT_OUT),
        ]
        if own and own not in {tag for _, tag in usual}:
            language = self.tr("Chinese") if own.lower().startswith("zh") else self.tr("English")
            usual.insert(0, (f"{language} ({own})", own))
        return usual

    def _dim(self) -> None:
        for language, hand in zip(self.languages, self.hands, strict=True):
            hand.setEnabled(language.currentData() != LEFT_OUT)

    @Slot()
    def _on_chosen(self) -> None:
        self._dim()
        self.changed.emit()
