"""How the aligning of a translation is going, in words: short ones for the list, whole sentences below it.

Colours and bars are left to the list.
"""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from parallelreader.app.realigning import Aligned, Failed, Outcome, Sound
from parallelreader.app.shelf import Report, Running

_translate = QCoreApplication.translate


def in_short(report: Report | None, *, is_over: bool) -> str:
    """The state of a translation; ``is_over`` says that nothing is being aligned any more."""
    if isinstance(report, Failed):
        return _translate("shelf", "Failed: {what}").format(what=report.problem.what)
    if isinstance(report, Aligned | Sound):
        text = _translate("shelf", "Confidence {confidence}, {share} without counterpart")
        if report.judgement.is_doubtful:
            text = _translate("shelf", "Hardly agree: confidence {confidence}, {share} without counterpart")
        elif isinstance(report, Sound):
            text = _translate(
                "shelf", "Aligned already: confidence {confidence}, {share} without counterpart"
            )
        return _filled(text, report)
    if is_over:
        return _translate("shelf", "Not aligned")
    return _percent(report.share) if report is not None else _translate("shelf", "Waiting")


def in_full(report: Report | None, *, is_over: bool) -> str:
    """The same in whole sentences, with what to do."""
    if isinstance(report, Failed):
        return str(report.problem)
    if isinstance(report, Aligned | Sound):
        text = _translate(
            "shelf",
            "The mean confidence is {confidence}; about {share} of the sentences have no counterpart.",
        )
        if isinstance(report, Sound):
            text = _translate("shelf", "Its alignment fits its texts and was left as it is.") + " " + text
        if report.judgement.is_doubtful:
            text += " " + _translate(
                "shelf", "These two texts hardly agree. Perhaps they are not versions of one work."
            )
        return _filled(text, report)
    if is_over:
        return _translate("shelf", "It was not aligned before this was cancelled.")
    if isinstance(report, Running):
        return _translate("shelf", "It is being aligned.")
    return _translate("shelf", "It waits for its turn.")


def is_doubtful(report: Report | None) -> bool:
    """Whether the two texts hardly belong together."""
    return isinstance(report, Aligned | Sound) and report.judgement.is_doubtful


def summary(outcomes: Iterable[Outcome]) -> str:
    """What came of all of them."""
    given = list(outcomes)
    aligned = sum(isinstance(each, Aligned) for each in given)
    failed = sum(isinstance(each, Failed) for each in given)
    doubtful = sum(is_doubtful(each) for each in given)
    if not aligned and not failed and not doubtful:
        return _translate("shelf", "Everything in this corpus is aligned.")
    parts = [_translate("shelf", "{count} aligned").format(count=aligned)]
    if doubtful:
        parts.append(_translate("shelf", "{count} doubtful").format(count=doubtful))
    if failed:
        parts.append(_translate("shelf", "{count} failed").format(count=failed))
    return ", ".join(parts) + "."


def _filled(text: str, report: Aligned | Sound) -> str:
    return text.format(
        confidence=_percent(report.judgement.confidence), share=_percent(report.judgement.expected_unpaired)
    )


def _percent(share: float) -> str:
    return _translate("shelf", "{percent} %").format(percent=round(100 * share))
