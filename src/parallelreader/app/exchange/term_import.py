"""What a file of terms does to the user's own: which of its concepts are new, which change one, and which are
there already. Nothing is done before the whole file has been read.
"""

import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from parallelreader.core.exchange import ImportReport, Outcome, Record
from parallelreader.core.incoming import Fault
from parallelreader.core.terms.concept import Concept, Term
from parallelreader.core.values import dataclass
from parallelreader.formats.exchange.concepts import IncomingConcept

_NO_CORPUS = uuid.UUID("5a1e2c9c-6f0a-5a53-9d2e-1b3f7c0d84e6")


@dataclass(frozen=True, slots=True)
class TermImport:
    """What an import will do: ``pairs`` of a concept as it is (None for a new one) and as it will be."""

    pairs: tuple[tuple[Concept | None, Concept], ...]
    report: ImportReport


def plan_import(
    incoming: Iterable[IncomingConcept | Fault],
    present: Mapping[str, Concept],
    *,
    corpus_key: str,
    now: int,
    foreign_ids: Iterable[str] = (),
) -> TermImport:
    """Compare what a file brings with the concepts that are ``present``, by their ids.

    A concept with an id of ours changes the one of that id unless that was changed later; one with an id of
    another program is known again by it; one without any joins the one that shares a term on either side.
    New ones belong to ``corpus_key`` unless they hold everywhere. Ids that other corpora use,
    ``foreign_ids``, are not taken. Raises what reading the file raises.
    """
    return _Planning(present, corpus_key, now, frozenset(foreign_ids)).plan(incoming)


class _Planning:
    def __init__(
        self, present: Mapping[str, Concept], corpus_key: str, now: int, foreign: frozenset[str]
    ) -> None:
        self._before = present
        self._after: dict[str, Concept] = {}
        self._corpus = corpus_key
        self._now = now
        self._foreign = foreign
        self._space = uuid.UUID(corpus_key) if _is_uuid(corpus_key) else uuid.uuid5(_NO_CORPUS, corpus_key)
        self._met: dict[str, int] = {}
        self._by_term: dict[str, list[str]] = {}
        self._undated: list[str] = []
        for concept in present.values():
            self._note(concept)

    def plan(self, incoming: Iterable[IncomingConcept | Fault]) -> TermImport:
        records = tuple(self._take(each) for each in incoming)
        # What a file gives no time came in its order, which lists of concepts keep.
        for number, key in enumerate(reversed(self._undated)):
            self._after[key] = replace(self._after[key], created=max(self._now - number, 0))
        pairs = tuple((self._before.get(name), concept) for name, concept in self._after.items())
        return TermImport(pairs, ImportReport(records))

    def _take(self, each: IncomingConcept | Fault) -> Record:
        if isinstance(each, Fault):
            return Record(each.line, each.part, Outcome.SKIPPED, each.what)
        given = each.concept
        name = given.name
        remarks = "; ".join(each.remarks)
        key = given.id if each.is_own and given.id else ""
        if key in self._foreign:
            key = str(uuid.uuid5(self._space, key))
        if not key and given.id:
            key = str(uuid.uuid5(self._space, f"{given.id}\t{given.name}"))
        if key and key in self._met:
            why = f"a concept of the same id stands in line {self._met[key]} already"
            return Record(each.line, name, Outcome.SKIPPED, why)
        if not key:
            return self._join(each, self._meant(given), remarks)
        self._met[key] = each.line
        known = self._known(key)
        if known is not None and not each.is_own and not given.changed:
            # Nobody can tell which is later: what the user made of it stays.
            return self._join(each, known, remarks)
        if known is None:
            self._put(self._new(key, each))
            return Record(each.line, name, Outcome.NEW, remarks)
        changed = self._changed(known, each)
        if _is_same(known, changed):
            return Record(each.line, name, Outcome.SAME, remarks)
        if given.changed and given.changed < known.changed:
            return Record(each.line, name, Outcome.SKIPPED, "it was changed here since; yours is kept")
        is_later = given.changed > known.changed
        self._put(replace(changed, changed=given.changed if is_later else max(self._now, known.changed + 1)))
        return Record(each.line, name, Outcome.CHANGED, remarks)

    def _join(self, each: IncomingConcept, known: Concept | None, remarks: str) -> Record:
        """Add to the concept that is meant, if there is one, what is new."""
        given = each.concept
        if known is None:
            key = str(uuid.uuid5(self._space, "\t".join(_folded(term) for term in given.terms)))
            self._put(self._new(key, each))
            return Record(each.line, given.name, Outcome.NEW, remarks)
        there = {_folded(term): term for term in known.terms}
        added = tuple(term for term in given.terms if _folded(term) not in there)
        remarks = "; ".join(filter(None, (remarks, *_contradictions(given, known, there))))
        terms = known.terms + tuple(self._with_id(term, known.id) for term in added)
        changed = replace(
            known,
            terms=terms,
            definition=known.definition or given.definition,
            subject=known.subject or given.subject,
            note=known.note or (given.note if given.note != known.definition else ""),
        )
        if changed == known:
            return Record(each.line, given.name, Outcome.SAME, remarks)
        self._put(replace(changed, changed=max(self._now, known.changed + 1)))
        if added:
            words = f"{', '.join(term.text for term in added)} added to what is there"
            remarks = f"{words}; {remarks}" if remarks else words
        return Record(each.line, given.name, Outcome.CHANGED, remarks)

    def _meant(self, given: Concept) -> Concept | None:
        """The concept with the same first term that shares most of the others; one that shares none of them
        means something else, unless either has no others."""
        first = _folded(given.terms[0])
        others = {_folded(term) for term in given.terms} - {first}
        best: Concept | None = None
        most = -1
        for key in self._by_term.get(first, ()):
            concept = self._known(key)
            if concept is None:
                continue
            theirs = {_folded(term) for term in concept.terms}
            shared = len(others & theirs)
            if shared > most and (shared or not others or theirs == {first}):
                best, most = concept, shared
        return best

    def _new(self, key: str, each: IncomingConcept) -> Concept:
        given = each.concept
        if not given.created:
            self._undated.append(key)
        return replace(
            given,
            id=key,
            corpus="" if each.is_everywhere else self._corpus,
            terms=tuple(self._with_id(term, key) for term in given.terms),
            created=given.created or self._now,
            changed=given.changed or given.created or self._now,
        )

    def _changed(self, known: Concept, each: IncomingConcept) -> Concept:
        """As the file has it; what the file cannot say stays as it is."""
        ids = {(term.language, term.text): term.id for term in known.terms}
        terms = tuple(
            term
            if term.id
            else self._with_id(replace(term, id=ids.get((term.language, term.text), "")), known.id)
            for term in each.concept.terms
        )
        corpus = known.corpus
        if each.is_everywhere is not None:
            corpus = "" if each.is_everywhere else known.corpus or self._corpus
        return replace(
            each.concept,
            id=known.id,
            corpus=corpus,
            terms=terms,
            created=known.created,
            changed=known.changed,
        )

    def _with_id(self, term: Term, concept: str) -> Term:
        if term.id:
            return term
        return replace(
            term, id=str(uuid.uuid5(self._space, f"{concept}\t{term.language}\t{term.text}\t{term.source}"))
        )

    def _known(self, key: str) -> Concept | None:
        return self._after.get(key) or self._before.get(key)

    def _put(self, concept: Concept) -> None:
        self._after[concept.id] = concept
        self._note(concept)

    def _note(self, concept: Concept) -> None:
        for term in concept.terms:
            keys = self._by_term.setdefault(_folded(term), [])
            if concept.id not in keys:
                keys.append(concept.id)


def arranged(concept: Concept) -> Concept:
    """The same concept with the terms of one language together, as files have them."""
    order = list(dict.fromkeys(term.language for term in concept.terms))
    return replace(concept, terms=tuple(sorted(concept.terms, key=lambda term: order.index(term.language))))


def _contradictions(given: Concept, known: Concept, there: Mapping[str, Term]) -> Iterator[str]:
    """What a file says otherwise of a concept that is added to, where what is known stays."""
    for term in given.terms:
        mine = there.get(_folded(term))
        if mine is not None and mine.status.is_accepted is not term.status.is_accepted:
            yield f"{mine.text} stays {mine.status}, the file has it as {term.status}"
    for what, said, kept in (
        ("definition", given.definition, known.definition),
        ("subject", given.subject, known.subject),
    ):
        if said and kept and said != kept:
            yield f"another {what} is kept"


def _is_same(one: Concept, other: Concept) -> bool:
    return arranged(one) == arranged(other)


def _folded(term: Term) -> str:
    side = "zh" if term.is_chinese else "en"
    return f"{side}:{term.text.casefold()}"


def _is_uuid(key: str) -> bool:
    try:
        uuid.UUID(key)
    except ValueError:
        return False
    return True
