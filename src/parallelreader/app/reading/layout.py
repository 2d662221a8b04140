"""The ways in which versions stand beside each other."""

from enum import StrEnum


class Layout(StrEnum):
    """Prose in panes beside each other, a pair in each row, or one pair at a time."""

    PANES = "panes"
    ROWS = "rows"
    LINE = "line"
