"""Checking how terms are used in a corpus, and what else differs between the sides of its pairs.

Few false alarms matter more than many findings: inflections and accepted variants satisfy a term, a pronoun
may stand for one just named, and a version that was condensed is not blamed for what it leaves out.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Protocol

from parallelreader.app.library import OpenDocument
from parallelreader.app.terms.beside import beside_versions
from parallelreader.app.terms.matrix import Choices, RenderingFinder
from parallelreader.app.terms.number_findings import number_findings
from parallelreader.app.terms.passage_findings import untranslated
from parallelreader.app.terms.pauses import Pauses
from parallelreader.app.terms.shared_renderings import shared_renderings
from parallelreader.app.terms.term_findings import TermCheck
from parallelreader.app.terms.termbase import Termbase
from parallelreader.core.progress import NO_PROGRESS, Progress, Stretch
from parallelreader.core.terms.finding import Finding, FindingKind

ALL_KINDS = frozenset(FindingKind)
_ABOUT_TERMS = frozenset((FindingKind.OTHERWISE, FindingKind.DEPRECATED, FindingKind.MISSING))
_ORDER = {kind: number for number, kind in enumerate(FindingKind)}


class Texts(Protocol):
    """The documents of a corpus as the window shows them."""

    def documents(self, progress: Progress = NO_PROGRESS) -> Iterator[OpenDocument]: ...


def check(
    texts: Texts,
    termbase: Termbase,
    *,
    linker: RenderingFinder,
    choices: Choices | None = None,
    kinds: Collection[FindingKind] = ALL_KINDS,
    progress: Progress = NO_PROGRESS,
) -> Iterator[Finding]:
    """What may be wrong in a corpus: first what concerns the concepts themselves, then document by document
    in the order of their pairs. Dismissed findings are among them. For worker threads.

    ``choices`` are the user's: what was chosen or accepted as a rendering satisfies. Raises UserError where a
    text cannot be read or words cannot be linked.
    """
    if FindingKind.SHARED in kinds:
        yield from shared_renderings(termbase.in_order())
    if not ALL_KINDS - {FindingKind.SHARED} & set(kinds):
        return
    terms = TermCheck(termbase.concepts, termbase.finder, linker, choices)
    for opened in texts.documents(Stretch(progress, 0.0, 0.3)):
        found: list[Finding] = []
        for version in beside_versions(opened):
            part = Stretch(progress, 0.3, 0.9)
            pauses = Pauses(part, len(version.beads), "Checking")
            if FindingKind.UNTRANSLATED in kinds:
                found += untranslated(version, pauses)
            if FindingKind.NUMBERS in kinds:
                found += number_findings(version, pauses)
        if termbase.concepts and _ABOUT_TERMS & set(kinds):
            made = terms.findings(opened, Stretch(progress, 0.3, 1.0))
            found += (each for each in made if each.kind in kinds)
        yield from sorted(found, key=lambda each: (each.pair, _ORDER[each.kind]))


def counted(findings: Collection[Finding]) -> Mapping[FindingKind, int]:
    """How many there are of each kind."""
    counts = dict.fromkeys(FindingKind, 0)
    for each in findings:
        counts[each.kind] += 1
    return counts
