"""A viewport of one's own is as the one that a scroll area comes with."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QTreeWidget, QWidget
from pytestqt.qtbot import QtBot

from parallelreader.ui.widgets.viewport import give_viewport

pytestmark = pytest.mark.gui


def facts(viewport: QWidget) -> tuple[object, ...]:
    attributes = {each for each in Qt.WidgetAttribute if viewport.testAttribute(each)}
    roles = viewport.backgroundRole(), viewport.foregroundRole(), viewport.focusPolicy()
    return (attributes, roles, viewport.autoFillBackground(), viewport.acceptDrops(), viewport.objectName())


@pytest.mark.parametrize("kind", [QAbstractScrollArea, QTreeWidget])
def test_it_is_as_that_of_the_area(qtbot: QtBot, kind: type[QAbstractScrollArea]):
    area = kind()
    qtbot.addWidget(area)
    before = facts(area.viewport())

    viewport = give_viewport(area)

    assert viewport is area.viewport()
    assert facts(viewport) == before
    assert viewport.focusProxy() is area
