"""Makes the window's actions from the catalogue and puts them into menus.

Handlers are bound by id; an action without one is a mistake and shows as such at once.
"""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from parallelreader.ui.actions.catalogue import ACTIONS
from parallelreader.ui.actions.spec import CONTEXT, ActionSpec, Menu
from parallelreader.ui.theme.icons import icon

Handler = Callable[[], None]

_ROLES = {
    "quit": QAction.MenuRole.QuitRole,
    "about": QAction.MenuRole.AboutRole,
}


class Actions(QObject):
    """All actions of one window, by id."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._groups: dict[str, QActionGroup] = {}
        self._actions = {spec.id: self._make(spec) for spec in ACTIONS}

    def __getitem__(self, action_id: str) -> QAction:
        return self._actions[action_id]

    def __contains__(self, action_id: str) -> bool:
        return action_id in self._actions

    def follow_selection(self, has_selection: bool) -> None:
        """Give the keys that only count while something is selected to those who then have them, or to the
        others."""
        for spec in _SHARED_WITH_SELECTION:
            self._give_keys(spec, spec.needs_selection == has_selection)

    def follow_repair(self, is_on: bool) -> None:
        """Give the keys that only count while pairs are being mended as :meth:`follow_selection` does."""
        for spec in _SHARED_WITH_REPAIR:
            self._give_keys(spec, spec.needs_repair == is_on)

    def bind(self, handlers: Mapping[str, Handler]) -> None:
        """Connect every action to its handler. Raises KeyError where the two lists differ."""
        odd = self._actions.keys() ^ handlers.keys()
        if odd:
            raise KeyError(f"actions without handlers or handlers without actions: {sorted(odd)}")
        for action_id, handler in handlers.items():
            # ``triggered`` hands on a boolean, which handlers do not take.
            self._actions[action_id].triggered.connect(_without_arguments(handler))

    def fill(self, menu: QMenu, which: Menu) -> None:
        """Put the actions of one menu into ``menu``, its groups apart."""
        group = 0
        for spec in sorted((spec for spec in ACTIONS if spec.menu is which), key=lambda spec: spec.group):
            if spec.group != group:
                menu.addSeparator()
                group = spec.group
            menu.addAction(self._actions[spec.id])

    def fill_when_opened(self, menu: QMenu, which: Menu) -> None:
        """As :meth:`fill`, once ``menu`` is about to show: the first page does without."""

        def fill() -> None:
            if menu.isEmpty():
                self.fill(menu, which)

        menu.aboutToShow.connect(fill)

    def key_text(self, action_id: str) -> str:
        """The first key of an action as the platform writes it; empty without one."""
        return _text_of(keys_of(next(spec for spec in ACTIONS if spec.id == action_id)))

    def _give_keys(self, spec: ActionSpec, has_keys: bool) -> None:
        self._actions[spec.id].setShortcuts(keys_of(spec) if has_keys else [])

    def _make(self, spec: ActionSpec) -> QAction:
        # Nothing is said here that holds of every action anyhow: there are too many before the first page.
        action = QAction(QCoreApplication.translate(CONTEXT, spec.text), self._window)
        keys = keys_of(spec)
        if keys and not (spec.needs_selection or spec.needs_repair or spec.acts_in_text):
            action.setShortcuts(keys)
        tip = QCoreApplication.translate(CONTEXT, spec.tip)
        key_text = _text_of(keys)
        action.setToolTip(f"{tip} ({key_text})" if key_text else tip)
        if spec.acts_in_text:
            # Behind a tab stands what a menu shows as the key.
            action.setText(f"{action.text()}\t{key_text}")
        if spec.checkable:
            action.setCheckable(True)
        action.setMenuRole(_ROLES.get(spec.id, QAction.MenuRole.NoRole))
        if spec.icon:
            action.setIcon(icon(spec.icon))
            action.setIconVisibleInMenu(False)
        if spec.choice:
            group = self._groups.setdefault(spec.choice, QActionGroup(self._window))
            group.addAction(action)
        self._window.addAction(action)
        return action


def keys_of(spec: ActionSpec) -> list[QKeySequence]:
    """The keys of an action on this platform, each once: a key held twice is ambiguous and does nothing."""
    keys = [QKeySequence(key) for key in spec.keys]
    if len(keys) < 2:
        return [key for key in keys if not key.isEmpty()]
    return list({key.toString(): key for key in keys if not key.isEmpty()}.values())


def _text_of(keys: Sequence[QKeySequence]) -> str:
    return keys[0].toString(QKeySequence.SequenceFormat.NativeText) if keys else ""


def _sharing(needing: Callable[[ActionSpec], bool]) -> tuple[ActionSpec, ...]:
    """The actions that at times have a key which others of them have else."""
    keys = {key for spec in ACTIONS if needing(spec) for key in spec.keys}
    return tuple(spec for spec in ACTIONS if not keys.isdisjoint(spec.keys))


_SHARED_WITH_SELECTION = _sharing(lambda spec: spec.needs_selection)
_SHARED_WITH_REPAIR = _sharing(lambda spec: spec.needs_repair)


def _without_arguments(handler: Handler) -> Callable[[bool], None]:
    def call(checked: bool = False) -> None:
        handler()

    return call
