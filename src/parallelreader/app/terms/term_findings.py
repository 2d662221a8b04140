"""Where a version does not have for a term what the concept says: other words, deprecated ones, or none.

Satisfied is a term by any accepted term of its concept, inflected as may be, in the pair itself or, where the
alignment is in doubt, next to it. Only of the others is asked what renders them, since that takes long.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from parallelreader.app.library import OpenDocument
from parallelreader.app.terms.beside import BesideVersion, beside_versions
from parallelreader.app.terms.close_looks import Lessons, most_close_looks, parted
from parallelreader.app.terms.matrix import Choices, RenderingFinder, wanted_of
from parallelreader.app.terms.pauses import Pauses
from parallelreader.app.terms.rendering_places import SoughtPlaces
from parallelreader.core.alignment import Bead
from parallelreader.core.progress import Progress, Stretch
from parallelreader.core.renderings.matrix import Cell
from parallelreader.core.renderings.rendering import CellState, Found
from parallelreader.core.renderings.variants import variant_key
from parallelreader.core.terms.concept import Concept
from parallelreader.core.terms.finder import Occurrence, TermFinder
from parallelreader.core.terms.finding import Finding, FindingKind, Sample
from parallelreader.core.terms.folding import english_words
from parallelreader.core.terms.word_lists import ENGLISH_COMMON, ENGLISH_LINKS
from parallelreader.core.text import Span

# Below this it may as well be something else that stands there.
_SURE_RENDERING, _SURE_IN_CONDENSED = 0.5, 0.75
_SURE_BEAD = 0.9
_LEAST_BEAD = 0.3
_SHORTLY = 4
# What is left out as often as that is the manner of the version, and is said once.
_OFTEN, _LEAST_OFTEN = 0.4, 3


@dataclass(frozen=True, slots=True)
class _Open:
    """An occurrence that no accepted term satisfies: where, of which concepts, and in which bead."""

    concepts: tuple[Concept, ...]
    term: str
    source: Span
    version: BesideVersion
    place: int
    may_be_left_out: bool

    @property
    def bead(self) -> Bead:
        return self.version.beads[self.place]


class TermCheck:
    """Looks through one document after another."""

    def __init__(
        self,
        concepts: Mapping[str, Concept],
        finder: TermFinder,
        linker: RenderingFinder,
        choices: Choices | None,
    ) -> None:
        self._concepts = concepts
        self._finder = finder
        self._linker = linker
        self._choices = choices
        self._finders: dict[str, TermFinder] = {}

    def findings(self, opened: OpenDocument, progress: Progress) -> Iterator[Finding]:
        """What is wrong in a document, in no order. Raises UserError."""
        occurrences = self._occurrences(opened, Stretch(progress, 0.0, 0.3))
        left: list[_Open] = []
        asked: Counter[tuple[str, tuple[str, ...]]] = Counter()
        for version in beside_versions(opened):
            pauses = Pauses(Stretch(progress, 0.3, 0.5), len(version.beads), "Checking terms")
            for place, bead in enumerate(version.beads):
                pauses(place)
                if bead.is_pair and bead.confidence >= _LEAST_BEAD:
                    for each in self._unsatisfied(version, place, bead, occurrences, asked):
                        found = self._deprecated(each)
                        if found is not None:
                            yield found
                        else:
                            left.append(each)
        found_otherwise = list(self._looked_for(opened, left, asked, Stretch(progress, 0.5, 1.0)))
        yield from _said_once(found_otherwise, asked)

    def _occurrences(self, opened: OpenDocument, progress: Progress) -> dict[int, list[Occurrence]]:
        """The terms in each sentence of the source that has any; their spans count from its beginning."""
        text = opened.source_text
        pauses = Pauses(progress, text.segment_count, "Checking terms")
        found = {}
        if opened.document.source.is_chinese and opened.alignments:
            for segment in range(text.segment_count):
                pauses(segment)
                here = self._finder.in_text(text.segment_text(segment), is_chinese=True)
                if here:
                    found[segment] = here
        return found

    def _unsatisfied(
        self,
        version: BesideVersion,
        place: int,
        bead: Bead,
        occurrences: Mapping[int, list[Occurrence]],
        asked: Counter[tuple[str, tuple[str, ...]]],
    ) -> Iterator[_Open]:
        """The occurrences in a bead that nothing satisfies; ``asked`` counts all that are asked for."""
        english: str | None = None
        told: set[tuple[str, ...]] = set()
        for segment in bead.source:
            for occurrence in occurrences.get(segment, ()):
                concepts = self._of(occurrence)
                ids = tuple(concept.id for concept in concepts)
                # One character by itself is mostly a part of another word.
                if not concepts or ids in told or len(occurrence.span) == 1:
                    continue
                # Once for a pair: nobody names the same thing twice in a breath.
                told.add(ids)
                asked[version.version, ids] += 1
                if english is None:
                    english = self._words_beside(version, place, bead)
                if any(self._stands(concept, english, accepted=True) for concept in concepts):
                    continue
                start = version.source.segment(segment).start
                span = Span(start + occurrence.span.start, start + occurrence.span.end)
                yield _Open(
                    concepts,
                    version.source.content[span.start : span.end],
                    span,
                    version,
                    place,
                    self._may_be_left_out(version, place, concepts, occurrences),
                )

    def _of(self, occurrence: Occurrence) -> tuple[Concept, ...]:
        """The concepts it may be of, if each of them says what it is to be rendered by."""
        ids = dict.fromkeys(concept for concept, _ in occurrence.owners)
        known = [concept for concept in map(self._concepts.get, ids) if concept is not None]
        can_be_asked = known and all(
            any(term.status.is_accepted for term in concept.english) for concept in known
        )
        return tuple(known) if can_be_asked else ()

    def _words_beside(self, version: BesideVersion, place: int, bead: Bead) -> str:
        """The English of a bead, and where that is in doubt also of those next to it."""
        beads = [bead]
        if bead.confidence < _SURE_BEAD:
            beads += version.around(place)
        return "\n".join(version.english(each) for each in beads if each.target)

    def _stands(self, concept: Concept, english: str, *, accepted: bool) -> list[Span]:
        """Where terms of a concept stand, the accepted ones or the others."""
        by_id = {term.id: term for term in concept.terms}
        return [
            each.span
            for each in self._finder_of(concept).in_text(english, is_chinese=False)
            if by_id[each.term].status.is_accepted is accepted
        ]

    def _finder_of(self, concept: Concept) -> TermFinder:
        """One that finds no other concept's terms, which might hide one in a longer one."""
        known = self._finders.get(concept.id)
        if known is None:
            known = self._finders[concept.id] = TermFinder([concept])
        return known

    def _may_be_left_out(
        self,
        version: BesideVersion,
        place: int,
        concepts: Sequence[Concept],
        occurrences: Mapping[int, list[Occurrence]],
    ) -> bool:
        """Whether the version may have no word for it here: it is condensed, or says it where it was named
        just before or after."""
        bead = version.beads[place]
        if version.coverage.is_condensed or version.coverage.is_short(*version.lengths(bead)):
            return True
        wanted = {concept.id for concept in concepts}
        for near in version.around(place):
            is_named = any(
                wanted & {concept for concept, _ in each.owners}
                for segment in near.source
                for each in occurrences.get(segment, ())
            )
            words = version.english(near) if near.target else ""
            if is_named and any(self._stands(concept, words, accepted=True) for concept in concepts):
                return True
        return False

    def _deprecated(self, open_one: _Open) -> Finding | None:
        """That a deprecated term stands in the pair, unless it stands there for another concept."""
        version, bead = open_one.version, open_one.bead
        english = version.english(bead)
        for concept in open_one.concepts:
            for span in self._stands(concept, english, accepted=False):
                if not self._is_anothers(version, bead, english, span, open_one.concepts):
                    return version.finding(
                        FindingKind.DEPRECATED,
                        bead,
                        source=open_one.source,
                        target=version.place_in_target(bead, span.start, span.end),
                        term=open_one.term,
                        expected=_expected(open_one.concepts),
                        found=english[span.start : span.end],
                        concepts=tuple(each.id for each in open_one.concepts),
                    )
        return None

    def _is_anothers(
        self, version: BesideVersion, bead: Bead, english: str, span: Span, concepts: Sequence[Concept]
    ) -> bool:
        """Whether the words are the accepted term of another concept that the pair has."""
        own = {concept.id for concept in concepts}
        here = {
            concept
            for each in self._finder.in_text(version.chinese(bead), is_chinese=True)
            for concept, _ in each.owners
        }
        return any(
            each.span.overlaps(span) and concept in here - own and self._is_accepted(concept, term)
            for each in self._finder.in_text(english, is_chinese=False)
            for concept, term in each.owners
        )

    def _is_accepted(self, concept: str, term: str) -> bool:
        known = self._concepts.get(concept)
        return known is not None and any(each.id == term and each.status.is_accepted for each in known.terms)

    def _looked_for(
        self,
        opened: OpenDocument,
        left: Sequence[_Open],
        asked: Mapping[tuple[str, tuple[str, ...]], int],
        progress: Progress,
    ) -> Iterator[Finding]:
        """What renders the occurrences that are left, found by the links of words, concept by concept."""
        groups: dict[tuple[tuple[Concept, ...], str], list[_Open]] = defaultdict(list)
        for each in left:
            groups[each.concepts, each.version.version].append(each)
        most = most_close_looks(len(groups))
        closely: dict[tuple[Concept, ...], list[_Open]] = defaultdict(list)
        others: dict[tuple[tuple[Concept, ...], str], list[_Open]] = {}
        for (concepts, version), several in groups.items():
            looked_at, others[concepts, version] = parted(several, most)
            closely[concepts] += looked_at
        for number, (concepts, several) in enumerate(closely.items()):
            part = Stretch(progress, number / len(closely), (number + 1) / len(closely))
            lessons: dict[str, Lessons] = defaultdict(Lessons)
            for each, told in self._looked_at(opened, concepts, several, part):
                version = each.version.version
                otherwise = told.found if told is not None and told.kind is FindingKind.OTHERWISE else None
                lessons[version].note(each.version.english(each.bead), otherwise)
                if told is not None:
                    yield self._sampled(told, groups[concepts, version], others[concepts, version], asked)
            for version, learnt in lessons.items():
                unseen = others[concepts, version]
                for told in self._as_usual(opened, unseen, learnt.usual()) if unseen else ():
                    yield self._sampled(told, groups[concepts, version], unseen, asked)

    def _looked_at(
        self,
        opened: OpenDocument,
        concepts: tuple[Concept, ...],
        several: Sequence[_Open],
        progress: Progress,
    ) -> Iterator[tuple[_Open, Finding | None]]:
        """What renders them, found by the links of words."""
        places = SoughtPlaces()
        rows: dict[Span, int] = {}
        for each in several:
            if each.source not in rows:
                rows[each.source] = len(rows)
                places.add_place(opened, each.source)
        for found, sighting in self._linker.find(wanted_of(concepts[0]), places.sought, progress):
            places.put(found, sighting)
        laid = self._choices.laid_over(opened, places.rows) if self._choices else places.rows
        for each in several:
            yield each, self._told(each, laid[rows[each.source]].cells.get(each.version.version))

    def _as_usual(
        self, opened: OpenDocument, others: Sequence[_Open], usual: Callable[[str], Span | None]
    ) -> Iterator[Finding]:
        """Those of the others in which the version has what it usually has, and the user said nothing."""
        places = SoughtPlaces()
        found: list[tuple[_Open, Span]] = []
        for each in others:
            span = usual(each.version.english(each.bead))
            if span is not None:
                found.append((each, span))
                places.add_place(opened, each.source)
        laid = self._choices.laid_over(opened, places.rows) if self._choices else places.rows
        for (each, span), row in zip(found, laid, strict=True):
            if row.cells[each.version.version].state is CellState.OPEN:
                words = each.version.english(each.bead)[span.start : span.end]
                target = each.version.place_in_target(each.bead, span.start, span.end)
                yield self._finding(FindingKind.OTHERWISE, each, target, words)

    def _sampled(
        self,
        told: Finding,
        several: Sequence[_Open],
        others: Sequence[_Open],
        asked: Mapping[tuple[str, tuple[str, ...]], int],
    ) -> Finding:
        """The finding, with how many places it stands for where not all were looked at closely."""
        if not others:
            return told
        sample = Sample(len(several) - len(others), len(several), asked[told.version, told.concepts])
        return replace(told, sample=sample)

    def _told(self, open_one: _Open, cell: Cell | None) -> Finding | None:
        if cell is not None and cell.state is not CellState.OPEN:
            # The user has looked at it.
            return None
        rendering = cell.rendering if cell is not None else None
        if rendering is not None and rendering.found is Found.LIKELY:
            accepted = {
                variant_key(form)
                for concept in open_one.concepts
                for term in concept.english
                if term.status.is_accepted
                for form in (term.text, *term.forms)
            }
            if rendering.variant in accepted or self._is_short_form(open_one, rendering.variant, accepted):
                return None
            is_condensed = open_one.version.coverage.is_condensed
            least = _SURE_IN_CONDENSED if is_condensed else _SURE_RENDERING
            if rendering.confidence >= least and _says_something(rendering.text):
                return self._finding(FindingKind.OTHERWISE, open_one, rendering.spans[0], rendering.text)
        elif rendering is not None:
            return None
        return None if open_one.may_be_left_out else self._finding(FindingKind.MISSING, open_one, None, "")

    def _is_short_form(self, open_one: _Open, variant: str, accepted: Collection[str]) -> bool:
        """Whether it is a part of an accepted term that stands in full shortly before."""
        words = set(variant.split())
        if not any(words < set(each.split()) for each in accepted):
            return False
        version = open_one.version
        before = version.beads[max(open_one.place - _SHORTLY, 0) : open_one.place + 1]
        english = "\n".join(version.english(each) for each in before if each.target)
        return any(self._stands(concept, english, accepted=True) for concept in open_one.concepts)

    def _finding(self, kind: FindingKind, open_one: _Open, target: Span | None, found: str) -> Finding:
        return open_one.version.finding(
            kind,
            open_one.bead,
            source=open_one.source,
            target=target,
            term=open_one.term,
            expected=_expected(open_one.concepts),
            found=found,
            concepts=tuple(each.id for each in open_one.concepts),
        )


def _said_once(
    findings: Sequence[Finding], asked: Mapping[tuple[str, tuple[str, ...]], int]
) -> Iterator[Finding]:
    """The findings, with one for all places where a version mostly has no counterpart for a term."""
    missing: dict[tuple[str, tuple[str, ...]], list[Finding]] = defaultdict(list)
    for each in findings:
        if each.kind is FindingKind.MISSING:
            missing[each.version, each.concepts].append(each)
        else:
            yield each
    for key, several in missing.items():
        count = asked[key]
        sample = several[0].sample
        # Of a sample it is known for how many places each of it stands.
        stands_for = sample.unsatisfied / sample.looked_at if sample is not None else 1.0
        if len(several) >= _LEAST_OFTEN and len(several) * stands_for >= _OFTEN * count:
            first = min(several, key=lambda each: each.pair)
            among = sample.looked_at if sample is not None else count
            yield replace(first, found=f"{len(several)}/{among}")
        else:
            yield from several


def _says_something(words: str) -> bool:
    """Whether it is more than a pronoun or the like."""
    return not all(
        word.isdecimal() or word.casefold() in ENGLISH_COMMON | ENGLISH_LINKS
        for word in (words[start:end] for start, end in english_words(words))
    )


def _expected(concepts: Iterable[Concept]) -> tuple[str, ...]:
    """The accepted terms, preferred ones first."""
    return tuple(
        dict.fromkeys(
            term.text for concept in concepts for term in concept.english if term.status.is_accepted
        )
    )
