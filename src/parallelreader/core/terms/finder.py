"""Where terms stand in a sentence.

An index of the words that terms are written with, changed one concept at a time; which texts are looked
through is left to the caller.
"""

import itertools
import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import add

from parallelreader.core.language.script import is_han
from parallelreader.core.terms.concept import Concept, Term, TermStatus
from parallelreader.core.terms.folding import english_bases, english_forms_of, english_words, fold_chinese
from parallelreader.core.text import Span
from parallelreader.core.values import dataclass

Owner = tuple[str, str]
"""(id of a concept, id of one of its terms)."""

_RANK = {status: number for number, status in enumerate(TermStatus)}


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A term at a place; ``span`` counts code points of the words that were looked through.

    Where several terms are written alike, ``concept`` and ``term`` are the ids of the one with the best
    status, the elder first, and ``others`` those of the rest.
    """

    span: Span
    concept: str
    term: str
    others: tuple[Owner, ...] = ()

    @property
    def owners(self) -> tuple[Owner, ...]:
        """All whose term it is, the best first."""
        return ((self.concept, self.term), *self.others)


class TermFinder:
    """The terms of some concepts. :meth:`in_text` may be called from any thread at any time."""

    def __init__(self, concepts: Iterable[Concept] = ()) -> None:
        self._lock = threading.Lock()
        self._chinese = _ChineseIndex()
        self._english = _EnglishIndex()
        self.change((None, concept) for concept in concepts)

    def change(self, pairs: Iterable[tuple[Concept | None, Concept | None]]) -> None:
        """Go on with what concepts have become: (before, after) of each, None where there was or is none."""
        with self._lock:
            for before, after in pairs:
                for concept, is_added in ((before, False), (after, True)):
                    if concept is not None:
                        self._put(concept, is_added=is_added)
            self._english.forget_words()

    def in_text(self, words: str, *, is_chinese: bool) -> list[Occurrence]:
        """The terms in some words of one language, in order and without overlap; of terms that overlap the
        longest is found, and of two as long the first."""
        index = self._chinese if is_chinese else self._english
        return [_occurrence(start, end, owners) for start, end, owners in _longest(index.found(words))]

    def _put(self, concept: Concept, *, is_added: bool) -> None:
        for term in concept.terms:
            index = self._chinese if term.is_chinese else self._english
            owner = _Owner(_RANK[term.status], concept.created, concept.id, term.id)
            for written in dict.fromkeys((term.text, *term.forms)):
                if is_added:
                    index.add(written, owner, term)
                else:
                    index.discard(written, owner, term)


@dataclass(frozen=True, slots=True)
class _Owner:
    """Whose term a way of writing is, and what decides between several."""

    rank: int
    created: int
    concept: str
    term: str

    @property
    def order(self) -> tuple[int, int, str, str]:
        return self.rank, self.created, self.concept, self.term


_Owners = tuple[_Owner, ...]
_Match = tuple[int, int, _Owners]
"""Start and end, in code points, and whose it is."""


def _occurrence(start: int, end: int, owners: _Owners) -> Occurrence:
    first = owners[0]
    others = tuple((each.concept, each.term) for each in owners[1:]) if len(owners) > 1 else ()
    return Occurrence(Span(start, end), first.concept, first.term, others)


def _longest(matches: Sequence[_Match]) -> Sequence[_Match]:
    """Of matches in order of their starts those that are left where longer ones win."""
    last_end, overlap = 0, False
    for start, end, _ in matches:
        overlap = overlap or start < last_end
        last_end = max(last_end, end)
    if not overlap:
        return matches
    chosen: list[_Match] = []
    for cluster in _clusters(matches):
        if len(cluster) == 1:
            chosen += cluster
            continue
        taken: list[_Match] = []
        for match in sorted(cluster, key=lambda each: (each[0] - each[1], each[0])):
            if all(match[1] <= start or end <= match[0] for start, end, _ in taken):
                taken.append(match)
        chosen += sorted(taken, key=lambda each: each[0])
    return chosen


def _clusters(matches: Sequence[_Match]) -> Iterator[list[_Match]]:
    """Runs of matches each of which overlaps one before it."""
    cluster: list[_Match] = []
    end = 0
    for match in matches:
        if cluster and match[0] >= end:
            yield cluster
            cluster, end = [], 0
        cluster.append(match)
        end = max(end, match[1])
    if cluster:
        yield cluster


def _with(owners: _Owners, owner: _Owner) -> _Owners:
    return owners if owner in owners else tuple(sorted((*owners, owner), key=lambda each: each.order))


class _ChineseIndex:
    """Terms by their folded characters, and the lengths that there are by the first two of them."""

    def __init__(self) -> None:
        self._owners: dict[str, _Owners] = {}
        self._lengths: dict[str, tuple[int, ...]] = {}
        self._counts: dict[str, Counter[int]] = {}
        self._singles: dict[str, _Owners] = {}

    def add(self, written: str, owner: _Owner, term: Term) -> None:
        folded = fold_chinese(written)
        if not folded:
            return
        owners = self._singles if len(folded) == 1 else self._owners
        if folded not in owners and len(folded) > 1:
            self._count(folded, 1)
        owners[folded] = _with(owners.get(folded, ()), owner)

    def discard(self, written: str, owner: _Owner, term: Term) -> None:
        folded = fold_chinese(written)
        owners = self._singles if len(folded) == 1 else self._owners
        left = tuple(each for each in owners.get(folded, ()) if each != owner)
        if left:
            owners[folded] = left
        elif owners.pop(folded, None) is not None and len(folded) > 1:
            self._count(folded, -1)

    def _count(self, folded: str, step: int) -> None:
        begun = folded[:2]
        counts = self._counts.setdefault(begun, Counter())
        counts[len(folded)] += step
        self._lengths[begun] = tuple(sorted(+counts))
        if not self._lengths[begun]:
            del self._lengths[begun], self._counts[begun]

    def found(self, words: str) -> list[_Match]:
        folded = fold_chinese(words)
        matches: list[_Match] = []
        # Nearly every place of a text is passed over here without a line of Python.
        for start, lengths in enumerate(map(self._lengths.get, map(add, folded, folded[1:]))):
            if lengths is None:
                continue
            for length in lengths:
                end = start + length
                owners = self._owners.get(folded[start:end])
                if owners and end <= len(folded) and _is_whole(folded, start, end):
                    matches.append((start, end, owners))
        if self._singles:
            singles = [
                (start, start + 1, owners)
                for start, owners in enumerate(map(self._singles.get, folded))
                if owners is not None and _is_whole(folded, start, start + 1)
            ]
            matches = sorted((*matches, *singles), key=lambda each: each[:2]) if singles else matches
        return matches


def _is_whole(folded: str, start: int, end: int) -> bool:
    """Whether letters and figures at the ends are not cut off from others: AI does not stand in FAIR."""
    return not (
        (start and _is_letter(folded[start]) and _is_letter(folded[start - 1]))
        or (end < len(folded) and _is_letter(folded[end - 1]) and _is_letter(folded[end]))
    )


def _is_letter(character: str) -> bool:
    return character.isalnum() and not is_han(character)


@dataclass(frozen=True, slots=True)
class _EnglishTerm:
    """A way of writing a term: its words, what stands between them, and what each may be a form of."""

    words: tuple[str, ...]
    gaps: tuple[str, ...]
    bases: tuple[frozenset[str], ...]
    keeps_case: bool

    def stands(self, text: str, places: Sequence[tuple[int, int]], first: int) -> bool:
        """Whether it stands where the ``first`` of the words of a text is."""
        last = first + len(self.words)
        if last > len(places):
            return False
        return all(
            self.is_form(number, text[start:end]) for number, (start, end) in enumerate(places[first:last])
        ) and all(
            _gap(text[places[first + number][1] : places[first + number + 1][0]]) == gap
            for number, gap in enumerate(self.gaps)
        )

    def is_form(self, number: int, word: str) -> bool:
        """Whether a word of a text may stand for that word of the term."""
        if self.bases[number].isdisjoint(english_forms_of(word)):
            return False
        return not self.keeps_case or _same_case(self.words[number], word)


_Tables = tuple[Mapping[str, tuple[_EnglishTerm, ...]], ...]


class _EnglishIndex:
    """Terms by what their first word may be a form of, longer ones by their second word besides."""

    def __init__(self) -> None:
        self._owners: dict[_EnglishTerm, _Owners] = {}
        self._single: dict[str, tuple[_EnglishTerm, ...]] = {}
        self._longer: dict[str, dict[str, tuple[_EnglishTerm, ...]]] = {}
        self._by_word: dict[str, tuple[_Owners, _Tables]] = {}

    def add(self, written: str, owner: _Owner, term: Term) -> None:
        made = _english_term(written, keeps_case=term.is_case_sensitive)
        if made is None:
            return
        self._owners[made] = _with(self._owners.get(made, ()), owner)
        for table, base in self._tables(made):
            known = table.get(base, ())
            if made not in known:
                table[base] = (*known, made)

    def discard(self, written: str, owner: _Owner, term: Term) -> None:
        made = _english_term(written, keeps_case=term.is_case_sensitive)
        if made is None or made not in self._owners:
            return
        left = tuple(each for each in self._owners[made] if each != owner)
        if left:
            self._owners[made] = left
            return
        del self._owners[made]
        for table, base in self._tables(made):
            known = tuple(each for each in table.get(base, ()) if each != made)
            if known:
                table[base] = known
            else:
                table.pop(base, None)

    def forget_words(self) -> None:
        """The terms have changed. Whoever looks through a text meanwhile goes on with the former mapping."""
        self._by_word = {}

    def found(self, words: str) -> list[_Match]:
        by_word = self._by_word
        places = english_words(words)
        matches: list[_Match] = []
        for number, (start, end) in enumerate(places):
            word = words[start:end]
            begun = by_word.get(word)
            if begun is None:
                begun = by_word[word] = self._begun_with(word)
            owners, tables = begun
            if owners:
                matches.append((start, end, owners))
            if tables and number + 1 < len(places):
                matches += self._longer_at(words, places, number, tables)
        return matches

    def _tables(self, term: _EnglishTerm) -> Iterator[tuple[dict[str, tuple[_EnglishTerm, ...]], str]]:
        """Where a term is entered, and under what."""
        for base in term.bases[0]:
            if len(term.words) == 1:
                yield self._single, base
            else:
                table = self._longer.setdefault(base, {})
                for second in term.bases[1]:
                    yield table, second

    def _begun_with(self, word: str) -> tuple[_Owners, _Tables]:
        """Whose term the word is in this case, and the longer terms that it may be the first word of."""
        bases = english_forms_of(word)
        terms = {term for base in bases for term in self._single.get(base, ()) if term.is_form(0, word)}
        longer = tuple(self._longer[base] for base in bases if self._longer.get(base))
        return self._owners_of(terms), longer

    def _longer_at(
        self, text: str, places: Sequence[tuple[int, int]], number: int, tables: _Tables
    ) -> Iterator[_Match]:
        """The terms of several words that begin with that one, the shortest first."""
        start, (second, end) = places[number][0], places[number + 1]
        forms = english_forms_of(text[second:end])
        found = {term for table in tables for form in forms for term in table.get(form, ())}
        if not found:
            return
        by_end: dict[int, list[_EnglishTerm]] = {}
        for term in found:
            if term.stands(text, places, number):
                by_end.setdefault(places[number + len(term.words) - 1][1], []).append(term)
        for stop, terms in sorted(by_end.items()):
            owners = self._owners_of(terms)
            if owners:
                yield start, stop, owners

    def _owners_of(self, terms: Iterable[_EnglishTerm]) -> _Owners:
        owners = {owner for term in terms for owner in self._owners.get(term, ())}
        return tuple(sorted(owners, key=lambda each: each.order))


def _english_term(written: str, *, keeps_case: bool) -> _EnglishTerm | None:
    places = english_words(written)
    if not places:
        return None
    words = tuple(written[start:end] for start, end in places)
    gaps = tuple(_gap(written[a[1] : b[0]]) for a, b in itertools.pairwise(places))
    # The case of a term that does not mind it would only make it differ from itself.
    kept = words if keeps_case else tuple(word.casefold() for word in words)
    return _EnglishTerm(kept, gaps, tuple(english_bases(word) for word in words), keeps_case)


def _gap(between: str) -> str:
    """What stands between two words, without what writers do differently: hyphens, spaces, possessives."""
    if between == " ":
        return ""
    plain = between.replace("’", "'").replace("'s", "'").replace("'S", "'")
    return "".join(each for each in plain if each not in "-‐‑­" and not each.isspace())


def _same_case(term: str, word: str) -> bool:
    """Whether a form of a term's word has the case of that, as far as both have the same letters."""
    for ours, theirs in zip(term, word, strict=False):
        if ours == theirs:
            continue
        return ours.casefold() != theirs.casefold() and ours.isupper() == theirs.isupper()
    return True
