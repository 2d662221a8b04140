"""Which occurrences of terms are rendered as agreed, told without linking any words.

Satisfied is a term by any accepted term of its concept, inflected as may be, in the pair itself or, where the
alignment is in doubt, next to it. What renders the others is the business of ``term_findings``.
"""

from array import array
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from parallelreader.app.library import OpenDocument
from parallelreader.app.terms.beside import BesidePlace, BesideVersion
from parallelreader.app.terms.pauses import Pauses
from parallelreader.core.alignment import Bead
from parallelreader.core.progress import Progress
from parallelreader.core.terms.concept import Concept
from parallelreader.core.terms.finder import Named, OwnTerm, TermFinder
from parallelreader.core.terms.finding import Finding, FindingKind
from parallelreader.core.terms.folding import english_words
from parallelreader.core.text import Span

Ids = tuple[str, ...]
"""The ids of the concepts that some words may be of."""

_SURE_BEAD = 0.9
_LEAST_BEAD = 0.3
# The beads next to one, and their sentences, are asked for again and again as one goes on.
_KEPT = 64

_NamedIn = Callable[[int], Sequence[Named]]


@dataclass(slots=True)
class OpenPlaces:
    """Occurrences in a version of a document that nothing satisfies: the number of the bead of each, where it
    starts and ends in the source, and whether the version may have left it out."""

    beads: "array[int]" = field(default_factory=lambda: array("I"))
    starts: "array[int]" = field(default_factory=lambda: array("I"))
    ends: "array[int]" = field(default_factory=lambda: array("I"))
    may_be_left_out: bytearray = field(default_factory=bytearray)

    def __len__(self) -> int:
        return len(self.beads)

    def add(self, bead: int, source: Span, may_be_left_out: bool) -> None:
        self.beads.append(bead)
        self.starts.append(source.start)
        self.ends.append(source.end)
        self.may_be_left_out.append(may_be_left_out)


class TermScan:
    """Goes through one version after another.

    ``places`` are the open ones by concepts and version and then by document, ``asked`` in how many pairs of
    a document a version was asked for concepts, ``condensed`` the documents and versions that are so.
    """

    def __init__(self, concepts: Mapping[str, Concept], finder: TermFinder) -> None:
        self._concepts, self._finder = concepts, finder
        self._accepted = {id: _ids(concept, accepted=True) for id, concept in concepts.items()}
        self._others = {id: _ids(concept, accepted=False) for id, concept in concepts.items()}
        self._asked_for: dict[Ids, Ids] = {}
        self.places: dict[tuple[Ids, str], dict[str, OpenPlaces]] = {}
        self.asked: Counter[tuple[str, str, Ids]] = Counter()
        self.condensed: set[tuple[str, str]] = set()

    def findings(self, version: BesideVersion, pauses: Pauses) -> Iterator[Finding]:
        """The deprecated terms in a version, in order; notes what else is open."""
        named = self._named_in(version)
        english = _English(version, self._finder)
        document = version.opened.document.id
        if version.coverage.is_condensed:
            self.condensed.add((document, version.version))
        has_deprecated = any(self._others.values())
        for place, bead in enumerate(version.beads):
            pauses(place)
            told: set[str] = set()
            if bead.is_pair and bead.confidence >= _LEAST_BEAD:
                for ids, source in self._unsatisfied(version, place, bead, named, english):
                    deprecated = self._deprecated(version, place, ids, source, english)
                    if deprecated is not None:
                        told.update(ids)
                        yield deprecated
                        continue
                    may_be_left_out = self._may_be_left_out(version, place, ids, named, english)
                    documents = self.places.setdefault((ids, version.version), {})
                    places = documents.setdefault(document, OpenPlaces())
                    places.add(place, source, may_be_left_out)
            if has_deprecated and bead.source and bead.target:
                yield from self._deprecated_besides(version, bead, english.terms(place), told)

    def lone_findings(self, opened: OpenDocument, progress: Progress) -> Iterator[Finding]:
        """The deprecated terms in English that no Chinese stands beside: in what only a version has, and in
        versions that are aligned with none."""
        if not any(self._others.values()):
            return
        document = opened.document
        for version in document.versions:
            if version.is_chinese:
                continue
            text = opened.texts[version.id]
            alignment = opened.alignments.get(version.id) if document.source.is_chinese else None
            segments: Iterable[int] = range(text.segment_count)
            if alignment is not None:
                segments = (each for bead in alignment.beads if not bead.source for each in bead.target)
            pauses = Pauses(progress, text.segment_count, "Checking terms")
            for segment in segments:
                pauses(segment)
                start, words = text.starts[segment], text.segment_text(segment)
                for id, (first, last) in self._deprecated_in(words, self._finder.english_apart(words)):
                    place = BesidePlace(document.id, version.id, text.label(segment), -1, "", words)
                    yield self._deprecated_alone(place, id, Span(start + first, start + last), (first, last))

    def _deprecated_besides(
        self,
        version: BesideVersion,
        bead: Bead,
        terms: Mapping[str, Sequence[OwnTerm]],
        told: Collection[str],
    ) -> Iterator[Finding]:
        """Deprecated terms of several words, whatever stands in the source: a single word may well render
        another one there."""
        if not any(term in self._others.get(id, ()) for id, own in terms.items() for _, _, term in own):
            return
        words = version.english(bead)
        for id, (first, last) in self._deprecated_in(words, terms):
            if id not in told and len(english_words(words[first:last])) > 1:
                target = version.place_in_target(bead, first, last)
                yield self._deprecated_alone(version.place(bead), id, target, (first, last))

    def _deprecated_in(
        self, words: str, terms: Mapping[str, Sequence[OwnTerm]]
    ) -> Iterator[tuple[str, tuple[int, int]]]:
        """The concepts with deprecated terms that stand there for no other concept; each way of writing one
        once."""
        told: set[tuple[str, str]] = set()
        for id, own in terms.items():
            for first, last, term in own:
                if term in self._others.get(id, ()) and (id, words[first:last]) not in told:
                    told.add((id, words[first:last]))
                    span = Span(first, last)
                    if not any(
                        each.span.overlaps(span)
                        and concept != id
                        and other in self._accepted.get(concept, ())
                        for each in self._finder.in_text(words, is_chinese=False)
                        for concept, other in each.owners
                    ):
                        yield id, (first, last)

    def _deprecated_alone(
        self, place: BesidePlace, id: str, target: Span, within: tuple[int, int]
    ) -> Finding:
        """That a deprecated term stands there, for nothing in the source."""
        first, last = within
        return place.finding(
            FindingKind.DEPRECATED,
            source=None,
            target=target,
            expected=expected_of((self._concepts[id],)),
            found=place.english[first:last],
            concepts=(id,),
        )

    def _named_in(self, version: BesideVersion) -> _NamedIn:
        """The terms in a sentence of the source; their places count from its beginning."""
        text = version.source
        return lru_cache(maxsize=_KEPT)(
            lambda segment: self._finder.concepts_in_chinese(text.segment_text(segment))
        )

    def _unsatisfied(
        self, version: BesideVersion, place: int, bead: Bead, named: _NamedIn, english: "_English"
    ) -> Iterator[tuple[Ids, Span]]:
        """The occurrences in a bead that nothing satisfies."""
        told: set[Ids] = set()
        document = version.opened.document.id
        # Where the alignment is in doubt what stands next to it counts, too.
        beside = [place] if bead.confidence >= _SURE_BEAD else [place, *version.numbers_around(place)]
        for segment in bead.source:
            for start, end, concepts in named(segment):
                ids = self._ids_asked_for(concepts)
                # One character by itself is mostly a part of another word.
                if not ids or ids in told or end - start == 1:
                    continue
                # Once for a pair: nobody names the same thing twice in a breath.
                told.add(ids)
                self.asked[document, version.version, ids] += 1
                if not any(self._is_satisfied(ids, english.terms(each)) for each in beside):
                    begin = version.source.starts[segment]
                    yield ids, Span(begin + start, begin + end)

    def _ids_asked_for(self, concepts: Ids) -> Ids:
        """The concepts it may be of, if each of them says what it is to be rendered by."""
        known = self._asked_for.get(concepts)
        if known is None:
            known = tuple(each for each in concepts if each in self._concepts)
            if not all(self._accepted[each] for each in known):
                known = ()
            self._asked_for[concepts] = known
        return known

    def _is_satisfied(self, ids: Ids, terms: Mapping[str, Sequence[OwnTerm]]) -> bool:
        return any(term in self._accepted[id] for id in ids for _, _, term in terms.get(id, ()))

    def _may_be_left_out(
        self, version: BesideVersion, place: int, ids: Ids, named: _NamedIn, english: "_English"
    ) -> bool:
        """Whether the version may have no word for it here: it is condensed, or says it where it was named
        just before or after."""
        if version.coverage.is_condensed or version.coverage.is_short(*version.lengths(version.beads[place])):
            return True
        wanted = set(ids)
        return any(
            not wanted.isdisjoint(concepts) and self._is_satisfied(ids, english.terms(near))
            for near in version.numbers_around(place)
            for segment in version.beads[near].source
            for _, _, concepts in named(segment)
        )

    def _deprecated(
        self, version: BesideVersion, place: int, ids: Ids, source: Span, english: "_English"
    ) -> Finding | None:
        """That a deprecated term stands in the pair, unless it stands there for another concept."""
        terms = english.terms(place)
        for id in ids:
            for start, end, term in terms.get(id, ()):
                if term in self._others[id] and not self._is_anothers(version, place, Span(start, end), ids):
                    bead = version.beads[place]
                    return version.finding(
                        FindingKind.DEPRECATED,
                        bead,
                        source=source,
                        target=version.place_in_target(bead, start, end),
                        term=version.source.content[source.start : source.end],
                        expected=expected_of(self._concepts[each] for each in ids),
                        found=version.english(bead)[start:end],
                        concepts=ids,
                    )
        return None

    def _is_anothers(self, version: BesideVersion, place: int, span: Span, own: Ids) -> bool:
        """Whether the words are the accepted term of another concept that the pair has."""
        bead = version.beads[place]
        here = {
            concept
            for each in self._finder.in_text(version.chinese(bead), is_chinese=True)
            for concept, _ in each.owners
        }
        return any(
            each.span.overlaps(span)
            and concept in here.difference(own)
            and term in self._accepted.get(concept, ())
            for each in self._finder.in_text(version.english(bead), is_chinese=False)
            for concept, term in each.owners
        )


class _English:
    """The English terms of each concept in the beads of a version; those last asked for are kept."""

    def __init__(self, version: BesideVersion, finder: TermFinder) -> None:
        self._version, self._finder = version, finder
        self._known: dict[int, Mapping[str, Sequence[OwnTerm]]] = {}

    def terms(self, place: int) -> Mapping[str, Sequence[OwnTerm]]:
        """Of a bead, by concept; the places count in what the bead has of the version."""
        known = self._known.get(place)
        if known is None:
            bead = self._version.beads[place]
            known = self._finder.english_apart(self._version.english(bead)) if bead.target else {}
            if len(self._known) >= _KEPT:
                self._known.clear()
            self._known[place] = known
        return known


def expected_of(concepts: Iterable[Concept]) -> tuple[str, ...]:
    """The accepted English terms, preferred ones first."""
    return tuple(
        dict.fromkeys(
            term.text for concept in concepts for term in concept.english if term.status.is_accepted
        )
    )


def _ids(concept: Concept, *, accepted: bool) -> frozenset[str]:
    return frozenset(term.id for term in concept.english if term.status.is_accepted is accepted)
