"""The picture of one page as it will be on paper, with a way to the next and the one before."""

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, Signal, Slot
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from parallelreader.ui.theme.ground import Ground
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.labels import PaleLabel, icon_button

_MARGIN = 24.0
_NOTCH = 120


class PagePicture(QWidget):
    """``resized`` brings the room for a picture in pixels of the screen, ``turned`` how many pages to go."""

    resized = Signal(QSizeF)
    turned = Signal(int)

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._image: QImage | None = None
        self._words = ""
        self._wheel = 0
        self.setMinimumSize(260, 340)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Preview of the page"))
        themes.changed.connect(self.update)

    def show_image(self, image: QImage) -> None:
        """Show a page."""
        self._image, self._words = image, ""
        self.update()

    def show_words(self, words: str) -> None:
        """Say why there is no page to be seen."""
        self._image, self._words = None, words
        self.update()

    @property
    def words(self) -> str:
        """What is said instead of a page."""
        return self._words

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        ratio = self.devicePixelRatioF()
        room = QSizeF(self.width() - 2 * _MARGIN, self.height() - 2 * _MARGIN)
        self.resized.emit(room * ratio)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_PageDown: 1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Space: 1,
            Qt.Key.Key_PageUp: -1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Left: -1,
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.turned.emit(step)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._wheel += event.angleDelta().y()
        steps, self._wheel = divmod(abs(self._wheel), _NOTCH)[0] * (1 if self._wheel < 0 else -1), 0
        if steps:
            self.turned.emit(steps)
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._themes.current, QPainter(self)
        painter.fillRect(event.rect(), theme.surface)
        if self._image is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            size = QSizeF(self._image.size()) / self.devicePixelRatioF()
            room = QSizeF(self.width() - 2 * _MARGIN, self.height() - 2 * _MARGIN)
            # Until a picture of the new size is there, the old one is stretched.
            size.scale(room, Qt.AspectRatioMode.KeepAspectRatio)
            corner = QPointF((self.width() - size.width()) / 2, (self.height() - size.height()) / 2)
            place = QRectF(corner, size)
            painter.drawImage(place, self._image)
            painter.setPen(QPen(theme.line, 1.0))
            painter.drawRect(place)
        elif self._words:
            painter.setPen(theme.secondary)
            place = QRectF(self.rect()).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
            flags = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
            painter.drawText(place, flags, self._words)
        if self.hasFocus():
            painter.setPen(QPen(theme.accent, 2.0))
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.end()


class Preview(Ground):
    """``page_wanted`` brings the number of the page to be shown."""

    page_wanted = Signal(int)

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(themes, "surface", parent)
        self._number = 0
        self.picture = PagePicture(themes)
        self.before = icon_button("chevron-left", self.tr("The page before (Page Up)"))
        self.next = icon_button("chevron-right", self.tr("The next page (Page Down)"))
        self.label = PaleLabel(themes)
        self.label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.label.setFixedWidth(90)
        row = QHBoxLayout()
        row.addStretch(1)
        for part in (self.before, self.label, self.next):
            row.addWidget(part)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 10)
        column.setSpacing(0)
        column.addWidget(self.picture, 1)
        column.addLayout(row)
        self.picture.turned.connect(self._on_turned)
        self.before.clicked.connect(self._on_before_clicked)
        self.next.clicked.connect(self._on_next_clicked)
        self.show_words("")

    @property
    def number(self) -> int:
        """The page that is shown, 0 for none."""
        return self._number

    def show_page(self, image: QImage, number: int) -> None:
        """Show this page."""
        self._number = number
        self.picture.show_image(image)
        self._show_number()

    def show_words(self, words: str) -> None:
        """Show no page, and say why."""
        self._number = 0
        self.picture.show_words(words)
        self._show_number()

    def _show_number(self) -> None:
        self.label.setText(self.tr("Page {number}").format(number=self._number) if self._number else "")
        self.before.setEnabled(self._number > 1)
        self.next.setEnabled(self._number > 0)

    @Slot(int)
    def _on_turned(self, step: int) -> None:
        if self._number and self._number + step > 0:
            self.page_wanted.emit(self._number + step)

    @Slot()
    def _on_before_clicked(self) -> None:
        self._on_turned(-1)

    @Slot()
    def _on_next_clicked(self) -> None:
        self._on_turned(1)
