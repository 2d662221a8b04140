"""Asks how words are to be reviewed: what comes first, how many new ones a day, how well to remember."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from parallelreader.app.settings import LEAST_REMEMBERED, MOST_NEW_A_DAY, MOST_REMEMBERED, ReviewFront
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.labels import PaleLabel

_WIDTH = 440


class ReviewSettingsDialog(QDialog):
    """``accepted`` comes when what is chosen is to hold from now on."""

    def __init__(
        self,
        front: ReviewFront,
        new_a_day: int,
        remembered: int,
        themes: ThemeSource,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("How words are reviewed"))
        self.front, self.new_a_day, self.remembered = QComboBox(), QSpinBox(), QSpinBox()
        names = {
            ReviewFront.SENTENCE: self.tr("The Chinese sentence"),
            ReviewFront.WORD: self.tr("The word alone"),
            ReviewFront.ENGLISH: self.tr("The English, with a gap for the word"),
        }
        for value, name in names.items():
            self.front.addItem(name, value.value)
        self.front.setCurrentIndex(self.front.findData(front.value))
        self.new_a_day.setRange(0, MOST_NEW_A_DAY)
        self.new_a_day.setValue(new_a_day)
        self.remembered.setRange(LEAST_REMEMBERED, MOST_REMEMBERED)
        self.remembered.setSuffix(self.tr(" %"))
        self.remembered.setValue(remembered)
        about = PaleLabel(themes, wraps=True)
        about.setText(
            self.tr(
                "So many of the cards you are asked should be remembered. The more, the sooner they come"
                " again: 90 % suits most people. It holds from the next answer on."
            )
        )
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.addRow(self.tr("&First comes"), self.front)
        form.addRow(self.tr("&New words a day"), self.new_a_day)
        form.addRow(self.tr("To be &remembered"), self.remembered)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addLayout(form)
        layout.addWidget(about)
        layout.addWidget(buttons)
        self.setMinimumWidth(_WIDTH)

    @property
    def wanted_front(self) -> ReviewFront:
        """What is to come first."""
        return ReviewFront(self.front.currentData())
