"""The menu of the text: what is done most stands in it, the rest of each kind behind a name."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu

from parallelreader.ui.actions.registry import Actions
from parallelreader.ui.actions.spec import QT_TRANSLATE_NOOP

_APART = ""
"""Stands between actions that are kept apart."""

_PARTS: tuple[tuple[tuple[str, ...], str, tuple[str, ...]], ...] = (
    (
        ("copy",),
        QT_TRANSLATE_NOOP("text_menu", "Copy more"),
        ("copy_both", "copy_as_shown", _APART, "select_sentence"),
    ),
    (
        ("word_card", "keep_word"),
        QT_TRANSLATE_NOOP("text_menu", "Word"),
        (
            *("entry", _APART, "word_new", "word_1", "word_2", "word_3", "word_4", "word_5"),
            *("word_known", "word_ignored", _APART, "join_words", "split_word", "choose_reading"),
            *(_APART, "pinyin_pair", "reveal", "read_aloud"),
        ),
    ),
    (
        ("mark_term", "edit_term"),
        QT_TRANSLATE_NOOP("text_menu", "Term"),
        ("tag_places", "new_term", _APART, "light_terms"),
    ),
    (
        ("highlight", "note"),
        QT_TRANSLATE_NOOP("text_menu", "Note"),
        (
            *("highlight_both", "note_both", "remove_marks", _APART),
            *("yellow", "orange", "rose", "violet", "blue", "green"),
        ),
    ),
    (
        (),
        QT_TRANSLATE_NOOP("text_menu", "Alignment"),
        ("pin", "release_pin", _APART, "repair"),
    ),
)


def text_menu(actions: Actions, menu: QMenu) -> QMenu:
    """``menu``, filled with what can be done where it was asked for."""
    for shown, name, more in _PARTS:
        if not menu.isEmpty():
            menu.addSeparator()
        _fill(menu, shown, actions)
        _fill(menu.addMenu(QCoreApplication.translate("text_menu", name)), more, actions)
    return menu


def _fill(menu: QMenu, names: tuple[str, ...], actions: Actions) -> None:
    for name in names:
        if name == _APART:
            menu.addSeparator()
        else:
            menu.addAction(actions[name])
