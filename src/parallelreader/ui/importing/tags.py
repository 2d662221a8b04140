"""What the tags of lines are called, which key gives each, and the tint each is shown in."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from parallelreader.core.page import LineTag
from parallelreader.ui.theme.controls import rounded
from parallelreader.ui.theme.tokens import Theme

SWATCH = 10
_SWATCH_RADIUS = 3.0


@dataclass(frozen=True, slots=True)
class TagLook:
    """``tint`` is the name of a colour of the theme, empty for tags without one."""

    tag: LineTag
    key: Qt.Key
    digit: str
    tint: str


LOOKS = (
    TagLook(LineTag.CHINESE, Qt.Key.Key_1, "1", "hl_rose"),
    TagLook(LineTag.ENGLISH, Qt.Key.Key_2, "2", "hl_blue"),
    TagLook(LineTag.METADATA, Qt.Key.Key_3, "3", "hl_violet"),
    TagLook(LineTag.SKIP, Qt.Key.Key_4, "4", ""),
    TagLook(LineTag.CAPTION, Qt.Key.Key_5, "5", "hl_green"),
)
TAG_OF_KEY = {look.key: look.tag for look in LOOKS}
_TINTS = {look.tag: look.tint for look in LOOKS}


def tag_name(tag: LineTag) -> str:
    """What a tag is called."""
    names = {
        LineTag.CHINESE: QCoreApplication.translate("Tags", "Chinese"),
        LineTag.ENGLISH: QCoreApplication.translate("Tags", "English"),
        LineTag.METADATA: QCoreApplication.translate("Tags", "Metadata"),
        LineTag.SKIP: QCoreApplication.translate("Tags", "Skip"),
        LineTag.CAPTION: QCoreApplication.translate("Tags", "Caption"),
        LineTag.UNDECIDED: QCoreApplication.translate("Tags", "Undecided"),
    }
    return names[tag]


def heading_name(level: int) -> str:
    """What a line of this level is called; nothing for running text."""
    if not level:
        return ""
    name = QCoreApplication.translate("Tags", "Heading")
    return name if level == 1 else f"{name} {level}"


def draw_tag_ground(painter: QPainter, rect: QRect, theme: Theme, tag: LineTag, *, radius: float) -> None:
    """The tinted ground of a tag; an outline where it has no tint, a dashed one where it is undecided."""
    tint = _TINTS.get(tag, "")
    if tint:
        rounded(painter, rect, fill=theme.color(tint), radius=radius)
    elif tag is LineTag.UNDECIDED:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.low_text, 1.0, Qt.PenStyle.DashLine))
        painter.setBrush(theme.raised)
        painter.drawRoundedRect(rect.adjusted(0, 0, -1, -1), radius, radius)
        painter.restore()
    else:
        rounded(painter, rect, fill=theme.raised, outline=theme.line, radius=radius)


def draw_swatch(painter: QPainter, rect: QRect, theme: Theme, tag: LineTag) -> None:
    """A small square in the tint of a tag, outlined so that it is seen on any ground."""
    tint = _TINTS.get(tag, "")
    if tint:
        rounded(painter, rect, fill=theme.color(tint), outline=theme.control, radius=_SWATCH_RADIUS)
    elif tag is LineTag.UNDECIDED:
        draw_tag_ground(painter, rect, theme, tag, radius=_SWATCH_RADIUS)
    else:
        rounded(painter, rect, fill=theme.raised, outline=theme.control, radius=_SWATCH_RADIUS)


def tag_ink(theme: Theme, tag: LineTag) -> QColor:
    """The colour a tag's name is written in."""
    if tag is LineTag.UNDECIDED:
        return theme.low_text
    return theme.secondary if tag is LineTag.SKIP else theme.text
