"""A panel at the right of a page; in a narrow page it lies over the middle, and only when asked for."""

from PySide6.QtWidgets import QHBoxLayout, QLayout, QWidget

_ROOM = 880
_LEAST_WIDTH = 480


class RightSide:
    """Of ``page``, whose ``middle`` it puts into a layout; whoever has it calls :meth:`follow` when the page
    has another width. :attr:`is_wanted` says whether it is to be seen."""

    def __init__(self, page: QWidget, middle: QLayout) -> None:
        self._page = page
        self._panel: QWidget | None = None
        self._is_narrow = False
        self.is_wanted = True
        self._row = QHBoxLayout(page)
        # Where there is no room beside the middle, the right gives way: it must not hold the page wide.
        self._row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        page.setMinimumWidth(_LEAST_WIDTH)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addLayout(middle, 1)

    @property
    def is_over(self) -> bool:
        """Whether it lies over the middle now."""
        return self._is_narrow and self._panel is not None and self._panel.isVisible()

    def use(self, panel: QWidget) -> None:
        """Have this be the panel; it has its width already."""
        panel.setParent(self._page)
        self._panel = panel

    def follow(self) -> None:
        """The page may have become narrow, or wide again."""
        is_narrow = self._page.width() < _ROOM
        if is_narrow is not self._is_narrow:
            self._is_narrow = is_narrow
            self.is_wanted = not is_narrow

    def place(self, *, top: int = 0, is_possible: bool = True) -> None:
        """Put it beside the middle, or from ``top`` down over it; hidden where it is not possible now."""
        panel, page = self._panel, self._page
        if panel is None:
            return
        is_beside = self._row.indexOf(panel) >= 0
        if self._is_narrow:
            if is_beside:
                self._row.removeWidget(panel)
            panel.setGeometry(page.width() - panel.width(), top, panel.width(), page.height() - top)
            panel.raise_()
        elif not is_beside:
            self._row.addWidget(panel)
        panel.setVisible(self.is_wanted and is_possible)
