"""Undo and redo as actions: whether there is anything to take back or do again, and what it is.

Carrying it out is the business of the desks; what the steps are is said by the history that is followed.
"""

from PySide6.QtCore import QObject, Signal, Slot

from parallelreader.app.undo import History, Step
from parallelreader.ui.actions.registry import Actions
from parallelreader.ui.widgets.foreign_text import plain_caption

_MOST_LETTERS = 60


class HistoryActions(QObject):
    """Follows one history at a time; ``changed`` comes on the main thread.

    With ``asked`` anyone has a step taken back, without one the last, or has the last one done again.
    """

    changed = Signal()
    asked = Signal(object, bool)
    _heard = Signal()

    def __init__(self, actions: Actions, parent: QObject) -> None:
        super().__init__(parent)
        self.history: History | None = None
        self._actions = {name: actions[name] for name in ("undo", "redo")}
        self._names = {name: action.text() for name, action in self._actions.items()}
        # Told by whichever thread has done something.
        self._heard.connect(self._show)
        self._show()

    @property
    def latest(self) -> Step | None:
        """What undo would take back."""
        return self.history.latest if self.history is not None else None

    def follow(self, history: History) -> None:
        """Show what can be done in this history from now on."""
        if history is not self.history:
            self.history = history
            history.listen(self._heard.emit)
        self._show()

    @Slot()
    def _show(self) -> None:
        for name, action in self._actions.items():
            step = self.history.next_step(is_redo=name == "redo") if self.history is not None else None
            action.setEnabled(step is not None)
            action.setText(f"{self._names[name]}: {_short(step.said)}" if step else self._names[name])
        self.changed.emit()


def _short(said: str) -> str:
    return plain_caption(said if len(said) <= _MOST_LETTERS else said[:_MOST_LETTERS].rstrip() + "…")
