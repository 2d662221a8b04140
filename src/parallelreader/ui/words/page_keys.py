"""What single keys do with a word on the page of words."""

from enum import StrEnum

from PySide6.QtCore import Qt

from parallelreader.app.words.statuses import Status

_Key = Qt.Key
STATUS_KEYS = {
    _Key.Key_0: Status.NEW,
    _Key.Key_1: Status.LEARNING_1,
    _Key.Key_2: Status.LEARNING_2,
    _Key.Key_3: Status.LEARNING_3,
    _Key.Key_4: Status.LEARNING_4,
    _Key.Key_5: Status.LEARNING_5,
    _Key.Key_W: Status.KNOWN,
    _Key.Key_I: Status.IGNORED,
}


class WordAct(StrEnum):
    """What is done with one word, by its key as in the text."""

    LOOK_UP = "look-up"
    KEEP = "keep"
    EDIT = "edit"


ACT_KEYS = {_Key.Key_D: WordAct.LOOK_UP, _Key.Key_R: WordAct.KEEP, _Key.Key_E: WordAct.EDIT}
