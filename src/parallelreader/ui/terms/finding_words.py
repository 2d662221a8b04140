"""What findings and their kinds are called."""

from PySide6.QtCore import QCoreApplication

from parallelreader.core.terms.finding import Finding, FindingKind

_CONTEXT = "findings"
_SHOWN = 24


def _tr(text: str) -> str:
    return QCoreApplication.translate(_CONTEXT, text)


def kind_name(kind: FindingKind) -> str:
    """What a kind of finding is called."""
    return {
        FindingKind.OTHERWISE: _tr("Rendered otherwise"),
        FindingKind.DEPRECATED: _tr("Not to be used"),
        FindingKind.MISSING: _tr("No counterpart"),
        FindingKind.SHARED: _tr("Same rendering"),
        FindingKind.NUMBERS: _tr("Numbers differ"),
        FindingKind.UNTRANSLATED: _tr("Not translated"),
    }[kind]


def told(finding: Finding) -> str:
    """A finding in words."""
    term = finding.term if len(finding.term) <= _SHOWN else f"{finding.term[:_SHOWN]}…"
    expected = _tr(" or ").join(f"“{each}”" for each in finding.expected)
    words = {
        FindingKind.OTHERWISE: _tr("{term} is “{found}”, not {expected}"),
        FindingKind.DEPRECATED: _deprecated(finding),
        FindingKind.MISSING: _missing(finding),
        FindingKind.SHARED: _tr("“{found}” renders {term}"),
        FindingKind.NUMBERS: _numbers(finding),
        FindingKind.UNTRANSLATED: _untranslated(finding),
    }[finding.kind]
    return words.format(term=term, found=finding.found, expected=expected) + _sampled(finding)


def _sampled(finding: Finding) -> str:
    sample = finding.sample
    if sample is None:
        return ""
    words = _tr(" (not as agreed in {number} of {count} pairs, {some} of them looked at closely)")
    return words.format(
        number=f"{sample.unsatisfied:,}", count=f"{sample.asked:,}", some=f"{sample.looked_at:,}"
    )


def _deprecated(finding: Finding) -> str:
    if finding.term:
        return _tr("{term} is “{found}”; {expected} is to be used")
    return _tr("“{found}”; {expected} is to be used") if finding.expected else _tr("“{found}”")


def _missing(finding: Finding) -> str:
    missing, _, count = finding.found.partition("/")
    if not count:
        return _tr("{term} has no counterpart such as {expected}")
    words = _tr("{term} has no counterpart such as {expected} in {missing} of {count} pairs")
    return words.replace("{missing}", missing).replace("{count}", count)


def _numbers(finding: Finding) -> str:
    if finding.term and finding.found:
        return _tr("The source has {term}, the version {found}")
    return _tr("Only the source has {term}") if finding.term else _tr("Only the version has {found}")


def _untranslated(finding: Finding) -> str:
    if not finding.found:
        return _tr("The version is condensed and leaves passages out")
    if finding.target is not None:
        return _tr("Still in Chinese")
    return _tr("1 sentence") if finding.found == "1" else _tr("{found} sentences")
