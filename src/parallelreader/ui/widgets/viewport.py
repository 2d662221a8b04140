"""The part of a scroll area that shows what is scrolled."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QWidget


def give_viewport(area: QAbstractScrollArea) -> QWidget:
    """Put a viewport into ``area`` that is as the one it came with; gives it.

    Of a widget that Qt has made, PySide6 finds out the kind when it is first asked for, and makes the classes
    of all kinds of widgets and their enumerations for that: that takes longer than painting a page.
    """
    viewport = QWidget()
    viewport.setObjectName("qt_scrollarea_viewport")
    viewport.setBackgroundRole(QPalette.ColorRole.Base)
    viewport.setAutoFillBackground(True)
    area.setViewport(viewport)
    if isinstance(area, QAbstractItemView):
        viewport.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
    return viewport
