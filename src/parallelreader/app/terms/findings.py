"""Checking how terms are used in a corpus, and what else differs between the sides of its pairs.

Few false alarms matter more than many findings: inflections and accepted variants satisfy a term, a pronoun
may stand for one just named, and a version that was condensed is not blamed for what it leaves out.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Protocol

from parallelreader.app.library import OpenDocument
from parallelreader.app.terms.beside import BesideVersion, beside_versions
from parallelreader.app.terms.matrix import Choices, RenderingFinder
from parallelreader.app.terms.number_findings import number_findings
from parallelreader.app.terms.passage_findings import untranslated
from parallelreader.app.terms.pauses import Pauses
from parallelreader.app.terms.shared_renderings import shared_renderings
from parallelreader.app.terms.term_findings import TermFindings
from parallelreader.app.terms.term_scan import TermScan
from parallelreader.app.terms.termbase import Termbase
from parallelreader.core.progress import NO_PROGRESS, Progress, Stretch
from parallelreader.core.terms.finding import Finding, FindingKind

ALL_KINDS = frozenset(FindingKind)
_ABOUT_TERMS = frozenset((FindingKind.OTHERWISE, FindingKind.DEPRECATED, FindingKind.MISSING))
_LINKED = frozenset((FindingKind.OTHERWISE, FindingKind.MISSING))
# Of so many pairs all is found in seconds; then whoever reads it has it in order.
_IN_ORDER = 2_000
_ORDER = {kind: number for number, kind in enumerate(FindingKind)}


class Texts(Protocol):
    """The documents of a corpus as the window shows them."""

    def documents(self, progress: Progress = NO_PROGRESS) -> Iterator[OpenDocument]: ...

    def document(self, document_id: str, /) -> OpenDocument: ...


class Check:
    """Looks once through a corpus; ``kinds`` is what for.

    ``choices`` are the user's: what was chosen or accepted as a rendering satisfies. ``unseen`` tells in the
    end, by the names of terms, at how many places of very many nobody looked what stands there.
    """

    def __init__(
        self,
        texts: Texts,
        termbase: Termbase,
        *,
        linker: RenderingFinder,
        choices: Choices | None = None,
        kinds: Collection[FindingKind] = ALL_KINDS,
    ) -> None:
        self._texts, self._termbase = texts, termbase
        self._linker, self._choices = linker, choices
        self._kinds = frozenset(kinds)
        self.unseen: Mapping[str, int] = {}

    def findings(self, progress: Progress = NO_PROGRESS) -> Iterator[Finding]:
        """What may be wrong: first what concerns the concepts themselves, then document by document in the
        order of their pairs; of more than some thousand pairs each as soon as it is found.

        Dismissed findings are among them. For worker threads. Raises UserError where a text cannot be read or
        words cannot be linked.
        """
        if FindingKind.SHARED in self._kinds:
            yield from shared_renderings(self._termbase.in_order())
        if self._kinds <= {FindingKind.SHARED}:
            return
        held: list[Finding] | None = []
        order: dict[str, int] = {}
        for found, pairs in self._found(order, progress):
            if held is not None and pairs > _IN_ORDER:
                yield from held
                held = None
            if found is not None and found.kind in self._kinds:
                if held is None:
                    yield found
                else:
                    held.append(found)
        yield from sorted(held or (), key=lambda each: (order[each.document], *_place_of(each)))

    def _found(self, order: dict[str, int], progress: Progress) -> Iterator[tuple[Finding | None, int]]:
        """Each finding with how many pairs there are so far; ``order`` takes in the documents."""
        concepts = self._termbase.concepts
        asks_terms = bool(concepts) and not self._kinds.isdisjoint(_ABOUT_TERMS)
        scan = TermScan(concepts, self._termbase.finder)
        pairs = 0
        for opened in self._texts.documents(Stretch(progress, 0.0, 0.1)):
            order[opened.document.id] = len(order)
            for version in beside_versions(opened):
                pairs += len(version.beads)
                yield None, pairs
                for made in self._passes(version, scan if asks_terms else None, progress):
                    yield made, pairs
            if asks_terms and FindingKind.DEPRECATED in self._kinds:
                for made in scan.lone_findings(opened, Stretch(progress, 0.25, 0.4)):
                    yield made, pairs
        if not self._kinds.isdisjoint(_LINKED):
            terms = TermFindings(concepts, scan, self._linker, self._choices)
            for made in terms.findings(self._texts, Stretch(progress, 0.4, 1.0)):
                yield made, pairs
            self.unseen = terms.unseen_by_name

    def _passes(self, version: BesideVersion, scan: TermScan | None, progress: Progress) -> Iterator[Finding]:
        """What one version has that tells of itself."""

        def pauses(first: float, last: float, text: str) -> Pauses:
            return Pauses(Stretch(progress, first, last), len(version.beads), text)

        if FindingKind.UNTRANSLATED in self._kinds:
            yield from untranslated(version, pauses(0.1, 0.15, "Checking passages"))
        if FindingKind.NUMBERS in self._kinds:
            yield from number_findings(version, pauses(0.15, 0.25, "Checking numbers"))
        if scan is not None:
            yield from scan.findings(version, pauses(0.25, 0.4, "Checking terms"))


def _place_of(finding: Finding) -> tuple[int, int, int]:
    place = finding.source or finding.target
    return finding.pair, _ORDER[finding.kind], place.start if place is not None else 0


def check(
    texts: Texts,
    termbase: Termbase,
    *,
    linker: RenderingFinder,
    choices: Choices | None = None,
    kinds: Collection[FindingKind] = ALL_KINDS,
    progress: Progress = NO_PROGRESS,
) -> Iterator[Finding]:
    """What :class:`Check` finds."""
    return Check(texts, termbase, linker=linker, choices=choices, kinds=kinds).findings(progress)


def counted(findings: Collection[Finding]) -> dict[FindingKind, int]:
    """How many there are of each kind."""
    counts = dict.fromkeys(FindingKind, 0)
    for each in findings:
        counts[each.kind] += 1
    return counts
