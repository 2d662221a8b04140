"""What the bar of marking says of the ways to keep a pair: a hint, and the names of these ways."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication

from parallelreader.app.terms.marking_plans import Plan, Sides, Way, misplaced
from parallelreader.core.terms.concept import Concept

Known = Callable[[Concept], Concept]
"""Gives a concept of a plan as it is before it."""


def hint(plans: Sequence[Plan], sides: Sides, known: Known, *, is_looked_for: bool) -> str:
    """What there is to know before a pair is kept; "" where all is as one expects."""
    first, other = (*plans, None, None)[:2]
    wrong = misplaced(sides)
    if wrong:
        return _tr("“{words}” is Chinese: write it in the left field, with / behind what is there.").format(
            words=wrong
        )
    if first is None:
        return ""
    names = names_of(first.concept)
    if first.way is Way.KNOWN:
        return _tr("This is a term already: {names}.").format(names=names)
    if first.way is Way.ADD:
        before = known(first.concept)
        count = len(first.concept.terms) - len(before.terms)
        said = _tr("A term already: {names}. It gets {count} more.")
        return said.format(names=names_of(before), count=_tr("one") if count == 1 else count)
    if other is not None:
        return _tr("Another term has these words: {names}.").format(names=names_of(known(other.concept)))
    if is_looked_for:
        return _tr("Looking for what renders it…")
    if not all(sides):
        return _tr("One side alone will do as well.")
    if max(map(len, sides)) > 1:
        return _tr("One term with {chinese} Chinese and {english} English; the first is preferred.").format(
            chinese=len(sides[0]), english=len(sides[1])
        )
    return ""


def way_name(plan: Plan | None, *, is_first: bool = True) -> str:
    """What it is called to carry a plan out."""
    if plan is None or plan.way is Way.NEW:
        return _tr("Mark") if is_first else _tr("Mark apart")
    return _tr("Leave it so") if plan.way is Way.KNOWN else _tr("Add to it")


def names_of(concept: Concept) -> str:
    """What a concept is called in a message: its first term in each language."""
    return " ↔ ".join(each[0].text for each in (concept.chinese, concept.english) if each)


def _tr(text: str) -> str:
    return QCoreApplication.translate("terms", text)
