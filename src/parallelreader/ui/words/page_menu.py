"""What can be done with the words chosen in the list, as a menu with the keys that do the same."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu

from parallelreader.app.words.statuses import Status
from parallelreader.app.words.word_list import WordEntry
from parallelreader.ui.words.list_status import status_words
from parallelreader.ui.words.page import WordsPage
from parallelreader.ui.words.page_keys import ACT_KEYS, WordAct

_KEYS = {Status.NEW: "0", Status.KNOWN: "W", Status.IGNORED: "I"}


def word_menu(page: WordsPage, words: Sequence[WordEntry]) -> QMenu:
    """The menu for these words; it is gone when it is closed."""
    translate = QCoreApplication.translate
    menu = QMenu(page)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if len(words) == 1 and words[0].places:
        _add(menu, translate("words", "Open the pair"), "Enter", page.list.opened.emit)
    if len(words) == 1:
        names = {
            WordAct.LOOK_UP: translate("words", "Look it up"),
            WordAct.KEEP: translate("words", "Keep it with this sentence"),
            WordAct.EDIT: translate("words", "Edit its card…"),
        }
        for key, act in ACT_KEYS.items():
            action = _add(
                menu,
                names[act],
                QKeySequence(key).toString(),
                partial(page.act_requested.emit, words[0], act),
            )
            action.setEnabled(act is not WordAct.EDIT or words[0].is_kept)
        menu.addSeparator()
    statuses = {word.status for word in words}
    for status in Status:
        name = status_words(status)
        if Status.NEW < status < Status.KNOWN:
            name = translate("words", "Learning {level}").format(level=int(status))
        elif status is Status.IGNORED:
            name = translate("words", "Ignore")
        action = _add(
            menu,
            name,
            _KEYS.get(status, str(int(status))),
            partial(page.status_requested.emit, words, status),
        )
        action.setCheckable(True)
        action.setChecked(statuses == {status})
    menu.addSeparator()
    copied = "\n".join(word.written for word in words)
    _add(menu, translate("words", "Copy"), "Ctrl+C", partial(QApplication.clipboard().setText, copied))
    remove = _add(menu, translate("words", "Remove"), "Del", partial(page.removal_requested.emit, words))
    remove.setEnabled(any(word.is_marked for word in words))
    return menu


def _add(menu: QMenu, name: str, key: str, act: Callable[[], object]) -> QAction:
    action = menu.addAction(name)
    action.setShortcut(QKeySequence(key))
    # Shown only: the list answers to the key itself.
    action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    action.setShortcutVisibleInContextMenu(True)
    action.triggered.connect(lambda checked=False: act())
    return action
