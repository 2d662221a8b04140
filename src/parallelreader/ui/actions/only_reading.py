"""What is done to words and pairs of the text, and only while the reader sees it there to be read."""

from parallelreader.ui.actions.recutting_actions import RECUTTING_ACTIONS
from parallelreader.ui.actions.term_actions import TERM_ACTIONS
from parallelreader.ui.actions.word_actions import WORD_ACTIONS

ONLY_READING = (
    *(spec.id for spec in (*WORD_ACTIONS, *RECUTTING_ACTIONS) if not spec.choice),
    *(spec.id for spec in TERM_ACTIONS if not spec.checkable and spec.id != "new_term"),
    "reveal",
    "pinyin_pair",
    "pinyin_pane",
)
