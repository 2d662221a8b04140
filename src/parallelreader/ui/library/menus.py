"""The menus of the library: what can be done with the documents chosen, and with a part of the library.

Doing it is left to whoever is handed in; nothing is offered that cannot be done.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from parallelreader.ui.library.choice import Choice, Kind
from parallelreader.ui.library.model import Thing
from parallelreader.ui.library.page import LibraryPage
from parallelreader.ui.widgets.foreign_text import plain_caption

translate = QCoreApplication.translate


class Doer(Protocol):
    """Does what the menus offer."""

    def new_tag(self, things: Sequence[Thing]) -> None: ...
    def tag(self, things: Sequence[Thing], word: str) -> None: ...
    def untag(self, things: Sequence[Thing], word: str) -> None: ...
    def new_collection(self, things: Sequence[Thing], parent: str = "") -> None: ...
    def collect(self, things: Sequence[Thing], collection: str) -> None: ...
    def put_back(self, things: Sequence[Thing], collection: str) -> None: ...
    def move(self, things: Sequence[Thing], corpus: str) -> None: ...
    def reorder(self, thing: Thing, step: int) -> None: ...
    def remove(self, things: Sequence[Thing]) -> None: ...
    def restore(self, things: Sequence[Thing]) -> None: ...
    def take_out(self, corpus: str) -> None: ...
    def locate(self, corpus: str) -> None: ...
    def rename_choice(self, choice: Choice) -> None: ...
    def remove_choice(self, choice: Choice) -> None: ...


def entry_menu(page: LibraryPage, doer: Doer, things: Sequence[Thing]) -> QMenu:
    """What can be done with these documents."""
    menu = _menu(page)
    if page.choice.kind is Kind.REMOVED:
        _add(menu, translate("library", "Restore"), partial(doer.restore, things))
        _add(menu, translate("library", "Delete for good…"), partial(doer.remove, things), "Del")
        return menu
    library = page.library
    entries = [entry for entry in library.entries if entry.id in set(things)]
    if len(entries) == 1:
        _add(menu, translate("library", "Open"), partial(page.opened.emit, entries[0]), "Enter")
        _add(menu, translate("library", "Rename"), page.edit_title, "F2")
        menu.addSeparator()
    tags = menu.addMenu(translate("library", "Tags"))
    for word, _ in library.tags:
        has_all = all(word in entry.tags for entry in entries)
        action = _add(tags, word, partial(doer.untag if has_all else doer.tag, things, word))
        action.setCheckable(True)
        action.setChecked(has_all)
    tags.addSeparator()
    _add(tags, translate("library", "New tag…"), partial(doer.new_tag, things))
    collections = menu.addMenu(translate("library", "Collections"))
    names = {each.id: each.name for each in library.collections}
    for each in library.collections:
        name = f"{names[each.parent]} / {each.name}" if each.parent in names else each.name
        has_all = all(each.id in entry.collections for entry in entries)
        action = _add(collections, name, partial(doer.put_back if has_all else doer.collect, things, each.id))
        action.setCheckable(True)
        action.setChecked(has_all)
    collections.addSeparator()
    _add(collections, translate("library", "New collection…"), partial(doer.new_collection, things))
    if any(entry.corpus.away for entry in entries):
        return menu
    others = menu.addMenu(translate("library", "Move to another corpus"))
    for corpus in library.corpora:
        if not corpus.away and any(entry.corpus.key != corpus.key for entry in entries):
            _add(others, corpus.title, partial(doer.move, things, corpus.key))
    others.setEnabled(not others.isEmpty())
    if len(entries) == 1:
        _add(menu, translate("library", "Earlier in its corpus"), partial(doer.reorder, things[0], -1))
        _add(menu, translate("library", "Later in its corpus"), partial(doer.reorder, things[0], 1))
    menu.addSeparator()
    _add(menu, translate("library", "Remove from its corpus"), partial(doer.remove, things), "Del")
    return menu


def source_menu(parent: QWidget, doer: Doer, choice: Choice) -> QMenu:
    """What can be done with a part of the library."""
    menu, remove = _menu(parent), partial(doer.remove_choice, choice)
    if choice.kind is Kind.CORPUS:
        whole = [(choice.id, "")]
        _add(menu, translate("library", "Rename…"), partial(doer.rename_choice, choice), "F2")
        _add(menu, translate("library", "Say where it is…"), partial(doer.locate, choice.id))
        _add(menu, translate("library", "Tag…"), partial(doer.new_tag, whole))
        _add(menu, translate("library", "New collection with it…"), partial(doer.new_collection, whole))
        _add(menu, translate("library", "Remove from the library"), remove, "Del")
    elif choice.kind is Kind.COLLECTION:
        _add(menu, translate("library", "Rename…"), partial(doer.rename_choice, choice), "F2")
        inside = partial(doer.new_collection, (), choice.id)
        _add(menu, translate("library", "New collection in it…"), inside)
        _add(menu, translate("library", "Remove the collection"), remove, "Del")
    elif choice.kind is Kind.TAG:
        _add(menu, translate("library", "Take the tag off everything"), remove, "Del")
    elif choice.kind is Kind.ALL:
        _add(menu, translate("library", "New collection…"), partial(doer.new_collection, ()))
    return menu


def _menu(parent: QWidget) -> QMenu:
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return menu


def _add(menu: QMenu, text: str, act: Callable[[], object], key: str = "") -> QAction:
    action = menu.addAction(plain_caption(text))
    if key:
        # Shown only: the list answers to the key itself.
        action.setShortcut(QKeySequence(key))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    action.triggered.connect(lambda: act())
    return action
