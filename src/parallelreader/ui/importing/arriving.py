"""What the window asks of ``app.arrivals``, which loads every format: not before something comes in."""

from parallelreader.app.arrivals import Texts, sort_arrivals
from parallelreader.app.batch_importing import Brought

__all__ = ["Brought", "Texts", "sort_arrivals"]
