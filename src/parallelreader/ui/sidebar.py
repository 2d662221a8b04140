"""Keeps a panel beside the text where the window has room for both, and else out of its way.

What the panel holds is left to it, remembering whether it is wanted to the desk.
"""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

# Below this width of the window the panel lies over the text instead of beside it.
LEAST_WIDTH_BESIDE = 980
_WIDTH_OVER = 248


class Sidebar(QObject):
    """One panel in two places: its slot beside the text, or over the left of the whole ground.

    A narrow window starts without it; asking for it there shows it over the text until a choice is made
    in it or it is sent away, and does not change whether it is wanted where there is room.
    ``changed`` says whether it shows now.
    """

    changed = Signal(bool)

    def __init__(self, panel: QWidget, slot: QWidget, ground: QWidget) -> None:
        super().__init__(ground)
        self._panel, self._slot, self._ground = panel, slot, ground
        self._is_narrow = False
        self._is_wanted = False
        self._is_over = False
        self._owner: QWidget | None = None
        self._was_wanted = False
        self._beside = QVBoxLayout(slot)
        self._beside.setContentsMargins(0, 0, 0, 0)
        self._beside.addWidget(panel)
        ground.installEventFilter(self)
        self._apply()

    @property
    def is_wanted(self) -> bool:
        """Whether the panel that the place belongs to shows where there is room for it."""
        return self._is_wanted if self._owner is None else self._was_wanted

    def lend(self, panel: QWidget) -> None:
        """Show another panel in this place, where there is room for it, until it is taken back.

        It may be lent on to a third: taken back it is the owner's again.
        """
        if self._owner is None:
            self._owner, self._was_wanted = self._panel, self._is_wanted
        self._put(panel)
        self.want(True)

    def take_back(self) -> None:
        """Show, or not, the panel that the place belongs to, as before the place was lent."""
        if self._owner is not None:
            owner, self._owner = self._owner, None
            self._put(owner)
            self.want(self._was_wanted)

    def want(self, wanted: bool) -> None:
        """Set whether it shows where there is room for it, such as when a corpus is opened."""
        self._is_wanted, self._is_over = wanted, False
        self._apply()

    def show(self, shown: bool) -> None:
        """Show it, or send it away, as the window is now."""
        if self._is_narrow:
            self._is_over = shown
        else:
            self._is_wanted = shown
        self._apply()

    def step_aside(self) -> None:
        """A choice was made in it: the text it lies over is what is wanted now."""
        if self._is_over:
            self.show(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return False

    def _fit(self) -> None:
        is_narrow = self._ground.width() < LEAST_WIDTH_BESIDE
        if is_narrow is not self._is_narrow:
            self._is_narrow, self._is_over = is_narrow, False
            if is_narrow:
                self._beside.removeWidget(self._panel)
                self._panel.setParent(self._ground)
            else:
                self._beside.addWidget(self._panel)
            self._apply()
        elif self._is_over:
            self._panel.resize(_WIDTH_OVER, self._ground.height())

    def _put(self, panel: QWidget) -> None:
        self._panel.hide()
        if not self._is_narrow:
            self._beside.removeWidget(self._panel)
            self._beside.addWidget(panel)
        else:
            panel.setParent(self._ground)
        self._panel, self._is_over = panel, False

    def _apply(self) -> None:
        shown = self._is_over if self._is_narrow else self._is_wanted
        self._slot.setVisible(shown and not self._is_narrow)
        if self._is_over:
            self._panel.setGeometry(0, 0, _WIDTH_OVER, self._ground.height())
            self._panel.raise_()
        self._panel.setVisible(shown)
        self.changed.emit(shown)
