"""The ways in which versions stand beside each other."""

from enum import StrEnum


class Layout(StrEnum):
    """Prose in panes beside each other, or a pair in each row."""

    PANES = "panes"
    ROWS = "rows"
