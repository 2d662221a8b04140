"""Pairs whose numbers or dates differ, among those that surely belong together."""

from collections.abc import Iterator

from parallelreader.app.terms.beside import BesideVersion
from parallelreader.app.terms.pauses import Pauses
from parallelreader.core.alignment import Bead
from parallelreader.core.terms.finding import Finding, FindingKind
from parallelreader.core.terms.number_check import NumberDifference, differing_numbers

# Where two sentences hardly belong together, it is not the numbers that are wrong.
_SURE = 0.5


def number_findings(version: BesideVersion, pauses: Pauses) -> Iterator[Finding]:
    """One finding for each pair in which there is one."""
    for place, bead in enumerate(version.beads):
        pauses(place)
        if not bead.is_pair or bead.confidence < _SURE:
            continue
        chinese, english = version.chinese(bead), version.english(bead)
        difference = differing_numbers(chinese, english)
        if difference is None:
            continue
        around = version.around(place)
        difference = differing_numbers(
            chinese,
            english,
            nearby_chinese="\n".join(version.chinese(each) for each in around),
            nearby_english="\n".join(version.english(each) for each in around if each.target),
        )
        if difference is not None and _matters(difference, version, bead):
            yield _finding(difference, version, bead)


def _matters(difference: NumberDifference, version: BesideVersion, bead: Bead) -> bool:
    """Whether either side has another number, or one has a number more that it ought not to have."""
    if difference.chinese and difference.english:
        return True
    if difference.chinese:
        # Where much is left out, a number may be.
        if version.coverage.is_condensed or version.coverage.is_short(*version.lengths(bead)):
            return False
        return any(each.has_figures for each in difference.chinese)
    return any(each.has_figures for each in difference.english) and not version.coverage.is_long(
        *version.lengths(bead)
    )


def _finding(difference: NumberDifference, version: BesideVersion, bead: Bead) -> Finding:
    chinese, english = version.chinese(bead), version.english(bead)
    ours, theirs = difference.chinese, difference.english
    source = version.place_in_source(bead, ours[0].start, ours[0].end) if ours else None
    target = version.place_in_target(bead, theirs[0].start, theirs[0].end) if theirs else None
    return version.finding(
        FindingKind.NUMBERS,
        bead,
        source=source,
        target=target,
        term=", ".join(chinese[each.start : each.end] for each in ours),
        found=", ".join(english[each.start : each.end] for each in theirs),
    )
