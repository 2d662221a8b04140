"""The status of a word as it is painted: tint, digit and pips, or a word; never colour alone.

Running text has its own painting; here a status stands in a list, a filter or on a button.
"""

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from parallelreader.app.words.statuses import Status
from parallelreader.ui.theme.fonts import interface_font
from parallelreader.ui.theme.tokens import Theme

CHIP_HEIGHT = 22.0
_PADDING = 9.0
_PIP = (4.0, 8.0)
_PIP_STEP = 5.5
_RADIUS = 3.0
_LEVELS = 5
_SIZE = 12


def status_words(status: Status) -> str:
    """A status as it is called: New, 3, Known, Ignored."""
    translate = QCoreApplication.translate
    match status:
        case Status.NEW:
            return translate("words", "New")
        case Status.KNOWN:
            return translate("words", "Known")
        case Status.IGNORED:
            return translate("words", "Ignored")
        case _:
            return str(int(status))


def spoken_status(status: Status) -> str:
    """A status for screen readers: a bare digit would not say what it counts."""
    if Status.NEW < status < Status.KNOWN:
        return QCoreApplication.translate("words", "learning {level}").format(level=int(status))
    return status_words(status).lower()


def status_tint(theme: Theme, status: Status) -> QColor | None:
    """The ground of a status; None for those that look like plain text."""
    if status is Status.NEW:
        return theme.st_new
    if status in (Status.LEARNING_1, Status.LEARNING_2):
        return theme.st_learn
    if status in (Status.LEARNING_3, Status.LEARNING_4):
        return theme.st_familiar
    return None


def is_dashed(status: Status) -> bool:
    """Whether a dashed line belongs to the status."""
    return status in (Status.LEARNING_3, Status.LEARNING_4, Status.LEARNING_5)


def draw_chip(painter: QPainter, theme: Theme, status: Status, left: float, middle: float) -> None:
    """Draw the status from ``left`` on, centred on the height ``middle``."""
    words = status_words(status)
    font = interface_font(_SIZE, tabular=True)
    across = QFontMetricsF(font).horizontalAdvance(words)
    is_level = Status.NEW < status < Status.KNOWN
    pips = 6.0 + _LEVELS * _PIP_STEP if is_level else 0.0
    # What looks like plain text stands where plain text does.
    padding = 0.0 if status.is_settled else _PADDING
    area = QRectF(left, middle - CHIP_HEIGHT / 2, 2 * padding + across + pips, CHIP_HEIGHT)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw_ground(painter, theme, status, area)
    painter.setFont(font)
    painter.setPen(theme.text if status_tint(theme, status) or is_level else theme.secondary)
    painter.drawText(area.adjusted(padding, 0, 4, 0), int(Qt.AlignmentFlag.AlignVCenter), words)
    if is_level:
        _draw_pips(painter, theme, int(status), area.right() - _PADDING - _LEVELS * _PIP_STEP + 1.5, middle)
    painter.restore()


def draw_ground(painter: QPainter, theme: Theme, status: Status, area: QRectF) -> None:
    """The tint of a status with its dashed line: round it, or only under it where there is no tint."""
    tint = status_tint(theme, status)
    line = QPen(theme.control, 1.0, Qt.PenStyle.DashLine)
    line.setDashPattern([3.0, 2.0])
    if tint is not None:
        painter.setPen(line if is_dashed(status) else Qt.PenStyle.NoPen)
        painter.setBrush(tint)
        painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
    elif is_dashed(status):
        painter.setPen(line)
        y = area.bottom() - 1.5
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _draw_pips(painter: QPainter, theme: Theme, level: int, left: float, middle: float) -> None:
    width, height = _PIP
    painter.setPen(QPen(theme.text, 1.0))
    for number in range(_LEVELS):
        pip = QRectF(left + number * _PIP_STEP, middle - height / 2, width, height)
        if number < level:
            painter.fillRect(pip, theme.text)
        else:
            painter.drawRect(pip.adjusted(0.5, 0.5, -0.5, -0.5))
