"""What the window asks of ``app.arrivals``, which loads every format: not before something comes in."""

from parallelreader.app.arrivals import Texts, sort_arrivals

__all__ = ["Texts", "sort_arrivals"]
