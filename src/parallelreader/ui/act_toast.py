"""The message that says what was done, with a button that takes back just that."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from parallelreader.app.undo import Step
from parallelreader.ui.history_actions import HistoryActions
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.toast import Toast


class ActToast(Toast):
    """Its button takes back the step it tells of, whatever was done since."""

    def __init__(
        self, past: HistoryActions, themes: ThemeSource, parent: QWidget, *, caps: Sequence[str]
    ) -> None:
        super().__init__(themes, parent, caps=caps)
        self._past = past
        self._step: Step | None = None
        past.changed.connect(self._on_history_changed)

    def tell(self, text: str) -> None:
        """Say what was done last, and offer to take it back."""
        self.tell_of(self._past.latest, text)

    def tell_of(self, step: Step | None, text: str) -> None:
        """Say what was done in a step, and offer to take it back; without one, that nothing was."""
        if step is None:
            self.say(text)
            return
        self.say(text, answer=self.tr("Undo"), act=partial(self._past.asked.emit, step, False))
        self._step = step
        self._on_history_changed()

    def say(
        self,
        text: str,
        *,
        answer: str = "",
        act: Callable[[], None] | None = None,
        icon: str = "check",
        stays: bool = False,
        has_key: bool = True,
    ) -> None:
        """As a toast does; what the button does is no step."""
        self._step = None
        super().say(text, answer=answer, act=act, icon=icon, stays=stays, has_key=has_key)

    @Slot()
    def _on_history_changed(self) -> None:
        """The key takes back what was done last, and that may be something else by now."""
        step, history = self._step, self._past.history
        if step is None or history is None or self.isHidden():
            return
        if history.is_done(step):
            latest = history.latest
            self.offer_key(latest is not None and latest.id == step.id)
        else:
            self.hide()
