"""What a version has for a term in place of what the concept says: other words, or none.

Asks what renders the occurrences that ``term_scan`` left open, concept by concept; of very many a sample.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from parallelreader.app.library import OpenDocument
from parallelreader.app.terms.beside import BesidePlace, BesideVersion
from parallelreader.app.terms.close_looks import Lessons, batches, most_close_looks, parted
from parallelreader.app.terms.matrix import Choices, RenderingFinder, wanted_of
from parallelreader.app.terms.pauses import Pauses
from parallelreader.app.terms.rendering_places import SoughtPlaces
from parallelreader.app.terms.term_scan import Ids, OpenPlaces, TermScan, expected_of
from parallelreader.core.progress import Progress, Stretch
from parallelreader.core.renderings.matrix import Cell, MatrixRow
from parallelreader.core.renderings.rendering import CellState, Found, Rendering
from parallelreader.core.renderings.variants import variant_key
from parallelreader.core.terms.common_words import says_something
from parallelreader.core.terms.concept import Concept
from parallelreader.core.terms.finder import TermFinder
from parallelreader.core.terms.finding import Finding, FindingKind, Sample
from parallelreader.core.text import Span

# Below this it may as well be something else that stands there.
_SURE_RENDERING, _SURE_IN_CONDENSED = 0.5, 0.75
_SHORTLY = 4
# What is left out as often as that is the manner of the version, and is said once.
_OFTEN, _LEAST_OFTEN = 0.4, 3

_Group = tuple[Ids, str]


class Texts(Protocol):
    """The documents of a corpus, by their ids."""

    def document(self, document_id: str, /) -> OpenDocument: ...


@dataclass(frozen=True, slots=True)
class _Looked:
    """An open place that is looked at closely, with all there is to know without the texts: its row among
    those sought, and the English up to it from shortly before."""

    beside: BesidePlace
    source: Span
    term: str
    row: int
    may_be_left_out: bool
    is_condensed: bool
    is_settled: bool
    shortly_before: str


@dataclass(slots=True)
class _Looks:
    """The places of some concepts that are looked at closely, and what they teach of each version."""

    places: SoughtPlaces = field(default_factory=SoughtPlaces)
    looked: list[_Looked] = field(default_factory=list)
    lessons: dict[str, Lessons] = field(default_factory=lambda: defaultdict(Lessons))


class TermFindings:
    """``unseen`` counts, by concepts, the places that were neither looked at closely nor seen to have what
    their version usually has."""

    def __init__(
        self,
        concepts: Mapping[str, Concept],
        scan: TermScan,
        linker: RenderingFinder,
        choices: Choices | None,
    ) -> None:
        self._concepts, self._scan = concepts, scan
        self._linker, self._choices = linker, choices
        self._finders: dict[str, TermFinder] = {}
        self.unseen: Counter[Ids] = Counter()
        most = most_close_looks(len(scan.places))
        self._closely: dict[_Group, dict[str, list[int]]] = {}
        self._others: dict[_Group, dict[str, list[int]]] = {}
        for group, documents in scan.places.items():
            numbered = [
                (document, each) for document, open_ in documents.items() for each in range(len(open_))
            ]
            closely, others = parted(numbered, most)
            self._closely[group], self._others[group] = _by_document(closely), _by_document(others)

    @property
    def unseen_by_name(self) -> Mapping[str, int]:
        """The same by what the concepts are called, most first."""
        counts: Counter[str] = Counter()
        for ids, count in self.unseen.items():
            counts["、".join(self._concepts[id].name for id in ids)] += count
        return dict(counts.most_common())

    def findings(self, texts: Texts, progress: Progress) -> Iterator[Finding]:
        """What is wrong, concept by concept; then what is so as usual. Raises UserError."""
        versions: dict[Ids, list[str]] = defaultdict(list)
        counts: Counter[Ids] = Counter()
        for (ids, version), documents in self._closely.items():
            versions[ids].append(version)
            counts[ids] += sum(map(len, documents.values()))
        done, whole = 0, max(counts.total(), 1)
        for batch in batches(counts):
            groups = [(ids, version) for ids in batch for version in versions[ids]]
            looks = self._looks(texts, groups)
            for ids in batch:
                part = Stretch(progress, done / whole, (done + counts[ids]) / whole)
                yield from self._said_once(ids, list(self._looked_at(ids, looks[ids], part)))
                done += counts[ids]
            yield from self._as_usual(texts, groups, looks, Stretch(progress, 0.0, done / whole))

    def _looks(self, texts: Texts, groups: Sequence[_Group]) -> Mapping[Ids, _Looks]:
        """The places of some groups, cut out of their texts."""
        looks: dict[Ids, _Looks] = defaultdict(_Looks)
        for document, here in self._in_documents(groups, self._closely).items():
            opened = texts.document(document)
            beside: dict[str, BesideVersion] = {}
            rows: dict[tuple[Ids, Span], int] = {}
            cut: dict[Ids, list[tuple[BesideVersion, OpenPlaces, int, int]]] = defaultdict(list)
            for (ids, name), numbers in here:
                version = beside.setdefault(name, BesideVersion(opened, name))
                open_places = self._scan.places[ids, name][document]
                places = looks[ids].places
                for number in numbers:
                    source = Span(open_places.starts[number], open_places.ends[number])
                    if (ids, source) not in rows:
                        rows[ids, source] = len(places.rows)
                        places.add_place(opened, source)
                    cut[ids].append((version, open_places, number, rows[ids, source]))
            for ids, each in cut.items():
                first = min(row for _, _, _, row in each)
                laid = self._laid_over(opened, looks[ids].places.rows[first:])
                for version, open_places, number, row in each:
                    is_condensed = (document, version.version) in self._scan.condensed
                    found = _looked(version, open_places, number, row, laid[row - first], is_condensed)
                    looks[ids].looked.append(found)
        return looks

    def _in_documents(
        self, groups: Iterable[_Group], places: Mapping[_Group, Mapping[str, Sequence[int]]]
    ) -> Mapping[str, list[tuple[_Group, Sequence[int]]]]:
        """The groups with the numbers of their places, by document."""
        found: dict[str, list[tuple[_Group, Sequence[int]]]] = defaultdict(list)
        for group in groups:
            for document, numbers in places[group].items():
                found[document].append((group, numbers))
        return found

    def _laid_over(self, opened: OpenDocument, rows: Sequence[MatrixRow]) -> Sequence[MatrixRow]:
        return self._choices.laid_over(opened, rows) if self._choices else rows

    def _looked_at(self, ids: Ids, looks: _Looks, progress: Progress) -> Iterator[Finding]:
        """What is wrong at the places of some concepts, found by the links of words."""
        concept = self._concepts[ids[0]]
        for number, sighting in self._linker.find(wanted_of(concept), looks.places.sought, progress):
            looks.places.put(number, sighting)
        for each in looks.looked:
            version = each.beside.version
            told = self._told(ids, each, looks.places.rows[each.row].cells.get(version))
            otherwise = told.found if told is not None and told.kind is FindingKind.OTHERWISE else None
            looks.lessons[version].note(each.beside.english, otherwise)
            if told is not None:
                yield self._sampled(told)

    def _as_usual(
        self,
        texts: Texts,
        groups: Sequence[_Group],
        looks: Mapping[Ids, _Looks],
        progress: Progress,
    ) -> Iterator[Finding]:
        """Of the others those in which the version has what it usually has, and the user said nothing."""
        usual = {(ids, version): looks[ids].lessons[version].usual() for ids, version in groups}
        for document, here in self._in_documents(groups, self._others).items():
            opened = texts.document(document)
            beside: dict[str, BesideVersion] = {}
            pauses = Pauses(progress, 1, "Checking terms")
            for (ids, name), numbers in here:
                version = beside.setdefault(name, BesideVersion(opened, name))
                found = self._usual_in(version, ids, numbers, usual[ids, name], pauses)
                if len(numbers) > len(found):
                    self.unseen[ids] += len(numbers) - len(found)
                yield from found

    def _usual_in(
        self,
        version: BesideVersion,
        ids: Ids,
        numbers: Sequence[int],
        usual: Callable[[str], Span | None] | None,
        pauses: Pauses,
    ) -> list[Finding]:
        if usual is None:
            return []
        opened = version.opened
        open_places = self._scan.places[ids, version.version][opened.document.id]
        met: list[tuple[int, Span]] = []
        rows: list[MatrixRow] = []
        for number in numbers:
            pauses(1)
            span = usual(version.english(version.beads[open_places.beads[number]]))
            if span is not None:
                met.append((number, span))
                source = Span(open_places.starts[number], open_places.ends[number])
                rows.append(_row(opened, version.version, source))
        found = []
        for (number, span), row in zip(met, self._laid_over(opened, rows), strict=True):
            pauses(1)
            if row.cells[version.version].state is CellState.OPEN:
                bead = version.beads[open_places.beads[number]]
                target = version.place_in_target(bead, span.start, span.end)
                beside = version.place(bead, row.pair)
                words = beside.english[span.start : span.end]
                term = version.source.content[row.span.start : row.span.end]
                found.append(self._sampled(self._finding(ids, beside, row.span, term, target, words)))
        return found

    def _sampled(self, told: Finding) -> Finding:
        """The finding, with how many places of its document it stands for where not all were looked at."""
        group, document = (told.concepts, told.version), told.document
        unsatisfied = len(self._scan.places[group][document])
        looked_at = len(self._closely[group].get(document, ()))
        if looked_at == unsatisfied:
            return told
        asked = self._scan.asked[document, told.version, told.concepts]
        return replace(told, sample=Sample(looked_at, unsatisfied, asked))

    def _told(self, ids: Ids, looked: _Looked, cell: Cell | None) -> Finding | None:
        if looked.is_settled:
            # The user has looked at it.
            return None
        rendering = cell.rendering if cell is not None else None
        if rendering is not None and rendering.found is Found.LIKELY:
            if self._is_as_agreed(ids, looked, rendering):
                return None
            least = _SURE_IN_CONDENSED if looked.is_condensed else _SURE_RENDERING
            if rendering.confidence >= least and says_something(rendering.text):
                target, words = rendering.spans[0], rendering.text
                return self._finding(ids, looked.beside, looked.source, looked.term, target, words)
        elif rendering is not None:
            return None
        if looked.may_be_left_out:
            return None
        return self._finding(ids, looked.beside, looked.source, looked.term, None, "")

    def _is_as_agreed(self, ids: Ids, looked: _Looked, rendering: Rendering) -> bool:
        accepted = {
            variant_key(form)
            for id in ids
            for term in self._concepts[id].english
            if term.status.is_accepted
            for form in (term.text, *term.forms)
        }
        return rendering.variant in accepted or self._is_short_form(ids, looked, rendering.variant, accepted)

    def _is_short_form(self, ids: Ids, looked: _Looked, variant: str, accepted: Collection[str]) -> bool:
        """Whether it is a part of an accepted term that stands in full shortly before."""
        words = set(variant.split())
        if not any(words < set(each.split()) for each in accepted):
            return False
        return any(self._stands(self._concepts[id], looked.shortly_before) for id in ids)

    def _stands(self, concept: Concept, english: str) -> bool:
        """Whether an accepted term of a concept stands there."""
        known = self._finders.get(concept.id)
        if known is None:
            known = self._finders[concept.id] = TermFinder([concept])
        accepted = {term.id for term in concept.terms if term.status.is_accepted}
        return any(each.term in accepted for each in known.in_text(english, is_chinese=False))

    def _finding(
        self, ids: Ids, beside: BesidePlace, source: Span, term: str, target: Span | None, found: str
    ) -> Finding:
        """That other words stand for a term or, where there are none, nothing."""
        return beside.finding(
            FindingKind.OTHERWISE if found else FindingKind.MISSING,
            source=source,
            target=target,
            term=term,
            expected=expected_of(self._concepts[id] for id in ids),
            found=found,
            concepts=ids,
        )

    def _said_once(self, ids: Ids, findings: Sequence[Finding]) -> Iterator[Finding]:
        """The findings of some concepts, with one for all places of a document where a version mostly has no
        counterpart for them."""
        missing: dict[tuple[str, str], list[Finding]] = defaultdict(list)
        for each in findings:
            if each.kind is FindingKind.MISSING:
                missing[each.document, each.version].append(each)
            else:
                yield each
        for (document, version), several in missing.items():
            count = self._scan.asked[document, version, ids]
            sample = several[0].sample
            # Of a sample it is known for how many places each of it stands.
            stands_for = sample.unsatisfied / sample.looked_at if sample is not None else 1.0
            if len(several) >= _LEAST_OFTEN and len(several) * stands_for >= _OFTEN * count:
                first = min(several, key=lambda each: each.pair)
                among = sample.looked_at if sample is not None else count
                yield replace(first, found=f"{len(several)}/{among}")
            else:
                yield from several


def _looked(
    version: BesideVersion,
    open_places: OpenPlaces,
    number: int,
    row: int,
    laid: MatrixRow,
    is_condensed: bool,
) -> _Looked:
    place = open_places.beads[number]
    source = Span(open_places.starts[number], open_places.ends[number])
    before = version.beads[max(place - _SHORTLY, 0) : place + 1]
    cell = laid.cells.get(version.version)
    return _Looked(
        version.place(version.beads[place], laid.pair),
        source,
        version.source.content[source.start : source.end],
        row,
        bool(open_places.may_be_left_out[number]),
        is_condensed,
        cell is not None and cell.state is not CellState.OPEN,
        "\n".join(version.english(each) for each in before if each.target),
    )


def _row(opened: OpenDocument, version: str, source: Span) -> MatrixRow:
    """A place as a row in which nothing has been sought."""
    text, document = opened.source_text, opened.document
    segment = text.segment_at(source.start)
    cells = {version: Cell(version, ())}
    return MatrixRow(document.id, document.source.id, source, text.label(segment), segment, cells)


def _by_document(numbered: Iterable[tuple[str, int]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for document, number in numbered:
        found[document].append(number)
    return dict(found)
