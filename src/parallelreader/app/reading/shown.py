"""Which versions stand beside each other when the reader asks for another one."""

from collections.abc import Sequence

from parallelreader.core.corpus import Document

MOST_COLUMNS = 3


def with_next(document: Document, shown: Sequence[str], version: str) -> tuple[str, ...]:
    """The next version that is not shown, in the order of the document, in the place of ``version``."""
    order = [each.id for each in document.versions]
    start = order.index(version) + 1
    free = [each for each in (*order[start:], *order[:start]) if each not in shown]
    return tuple(free[0] if free and each == version else each for each in shown)


def with_another(document: Document, shown: Sequence[str]) -> tuple[str, ...]:
    """One more version at the right, where there is one and room for it."""
    free = [each.id for each in document.versions if each.id not in shown]
    return (*shown, *free[:1]) if len(shown) < MOST_COLUMNS else tuple(shown)


def without(shown: Sequence[str], version: str) -> tuple[str, ...]:
    """The others, but never nothing."""
    return tuple(each for each in shown if each != version) or tuple(shown)
