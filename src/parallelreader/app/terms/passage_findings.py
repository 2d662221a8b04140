"""Passages of a source that a version does not render, where that is not its manner."""

from collections.abc import Iterator, Sequence

from parallelreader.app.terms.beside import BesideVersion
from parallelreader.app.terms.pauses import Pauses
from parallelreader.core.alignment import Bead
from parallelreader.core.language.script import HAN
from parallelreader.core.terms.finding import Finding, FindingKind
from parallelreader.core.text import Span

_LEAST_CHARACTERS = 6
_SHARE_LEFT_CHINESE = 0.3


def untranslated(version: BesideVersion, pauses: Pauses) -> Iterator[Finding]:
    """One for each passage, in order; of a condensed version a single one that says so."""
    passages = list(_passages(version, pauses))
    if version.coverage.is_condensed and passages:
        first = passages[0][0]
        span = version.source.segment(first.source[0])
        yield version.finding(FindingKind.UNTRANSLATED, first, source=span)
        return
    for passage in passages:
        segments = [segment for bead in passage for segment in bead.source]
        span = Span(version.source.segment(segments[0]).start, version.source.segment(segments[-1]).end)
        words = version.source.content[span.start : version.source.segment(segments[0]).end]
        yield version.finding(
            FindingKind.UNTRANSLATED, passage[0], source=span, term=words, found=str(len(segments))
        )
    for bead in version.beads:
        if bead.is_pair and _is_chinese_still(version.english(bead)):
            span = version.source.segment(bead.source[0])
            target = version.target.segment(bead.target[0])
            words = version.chinese(bead)
            yield version.finding(
                FindingKind.UNTRANSLATED, bead, source=span, target=target, term=words, found="1"
            )


def _passages(version: BesideVersion, pauses: Pauses) -> Iterator[list[Bead]]:
    """Runs of beads with nothing beside them that are long enough, and not rendered next to them."""
    run: list[Bead] = []
    for place, bead in enumerate(version.beads):
        pauses(place)
        if bead.source and not bead.target:
            run.append(bead)
            continue
        if run and bead.source:
            if _is_left_out(version, run, place):
                yield run
            run = []
    if run and _is_left_out(version, run, len(version.beads)):
        yield run


def _is_left_out(version: BesideVersion, run: Sequence[Bead], end: int) -> bool:
    words = "".join(version.chinese(bead) for bead in run)
    if len(HAN.findall(words)) < _LEAST_CHARACTERS:
        return False
    # What only the version has, or much more than usual beside a pair next to it, is most likely this.
    for place in (end - len(run) - 1, end):
        if not 0 <= place < len(version.beads):
            continue
        bead = version.beads[place]
        chinese, english = version.lengths(bead)
        if bead.target and version.coverage.is_long(chinese, english):
            return False
    return True


def _is_chinese_still(english: str) -> bool:
    han = len(HAN.findall(english))
    return han >= _LEAST_CHARACTERS and han > _SHARE_LEFT_CHINESE * len(english)
