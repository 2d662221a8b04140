"""English terms by their words and what these may be forms of, changed one concept at a time."""

import threading
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from parallelreader.core.terms.concept import Term
from parallelreader.core.terms.folding import english_bases, english_forms_of, english_words
from parallelreader.core.terms.owners import Match, Owner, Owners
from parallelreader.core.values import dataclass


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


_Table = dict[str, tuple[_EnglishTerm, ...]]


class _Begun:
    """What can begin with a word as it is written: whose term it is by itself, what it may be a form of, and
    the longer terms, by what their second word may be a form of."""

    __slots__ = ("bases", "longer", "owners", "seconds")

    def __init__(self, bases: frozenset[str], owners: Owners | None, longer: _Table) -> None:
        self.bases, self.owners, self.longer = bases, owners, longer
        self.seconds = frozenset(longer)


class EnglishIndex:
    """Terms by what their first word may be a form of, longer ones by their second word besides."""

    def __init__(self, lock: threading.Lock) -> None:
        """``lock`` is held by whoever changes anything."""
        self._lock = lock
        self._owners: dict[_EnglishTerm, Owners] = {}
        self._single: _Table = {}
        self._longer: dict[str, _Table] = {}
        # What was worked out for a word as it is written is kept until a term that may begin so changes.
        self._by_word: dict[str, _Begun] = {}
        self._words: dict[str, set[str]] = {}

    def add(self, written: str, owner: Owner, term: Term) -> None:
        made = _english_term(written, keeps_case=term.is_case_sensitive)
        if made is None:
            return
        known = self._owners.get(made)
        self._owners[made] = known.with_one(owner) if known else Owners((owner,))
        self._forget_words(made)
        if known is None:
            for table, base in self._tables(made):
                table[base] = (*table.get(base, ()), made)

    def discard(self, written: str, owner: Owner, term: Term) -> None:
        made = _english_term(written, keeps_case=term.is_case_sensitive)
        known = self._owners.get(made) if made is not None else None
        if made is None or known is None:
            return
        left = known.without(owner)
        self._forget_words(made)
        if left:
            self._owners[made] = left
            return
        del self._owners[made]
        for table, base in self._tables(made):
            table[base] = tuple(each for each in table[base] if each != made)
            if not table[base]:
                del table[base]

    def _forget_words(self, term: _EnglishTerm) -> None:
        for base in term.bases[0]:
            for word in self._words.pop(base, ()):
                self._by_word.pop(word, None)

    def found(self, words: str, places: Sequence[tuple[int, int]]) -> list[Match]:
        by_word = self._by_word
        matches: list[Match] = []
        # Words are gone through from the last to the first, so that each knows the one after it.
        after: frozenset[str] = frozenset()
        for number in range(len(places) - 1, -1, -1):
            start, end = places[number]
            word = words[start:end]
            begun = by_word.get(word)
            if begun is None:
                begun = self._begun_with(word)
            if begun.longer and not begun.seconds.isdisjoint(after):
                matches += self._longer_at(words, places, number, begun.longer, after)
            if begun.owners is not None:
                matches.append((start, end, begun.owners))
            after = begun.bases
        matches.reverse()
        return matches

    def _tables(self, term: _EnglishTerm) -> Iterator[tuple[_Table, str]]:
        """Where a term is entered, and under what."""
        for base in term.bases[0]:
            if len(term.words) == 1:
                yield self._single, base
            else:
                table = self._longer.setdefault(base, {})
                for second in term.bases[1]:
                    yield table, second

    def _begun_with(self, word: str) -> _Begun:
        bases = english_forms_of(word)
        with self._lock:
            terms = {term for base in bases for term in self._single.get(base, ()) if term.is_form(0, word)}
            longer: _Table = {}
            for base in bases:
                self._words.setdefault(base, set()).add(word)
                for second, following in self._longer.get(base, {}).items():
                    longer[second] = (*longer.get(second, ()), *following)
            begun = self._by_word[word] = _Begun(bases, self._owners_of(terms), longer)
        return begun

    def _longer_at(
        self,
        text: str,
        places: Sequence[tuple[int, int]],
        number: int,
        longer: _Table,
        after: frozenset[str],
    ) -> Iterator[Match]:
        """The terms of several words that begin with that one, the longest first; ``after`` is what the word
        after it may be a form of."""
        by_end: dict[int, list[_EnglishTerm]] = {}
        for term in {term for base in after for term in longer.get(base, ())}:
            if term.stands(text, places, number):
                by_end.setdefault(places[number + len(term.words) - 1][1], []).append(term)
        for stop, terms in sorted(by_end.items(), reverse=True):
            owners = self._owners_of(terms)
            if owners is not None:
                yield places[number][0], stop, owners

    def _owners_of(self, terms: Iterable[_EnglishTerm]) -> Owners | None:
        # One asks while another changes: what is gone meanwhile is passed over.
        found = [owners for owners in map(self._owners.get, terms) if owners is not None]
        if len(found) < 2:
            return found[0] if found else None
        return Owners({owner for each in found for owner in each.all})


def _english_term(written: str, *, keeps_case: bool) -> _EnglishTerm | None:
    places = english_words(written)
    if not places:
        return None
    words = tuple(written[start:end] for start, end in places)
    gaps = tuple(_gap(written[a[1] : b[0]]) for a, b in pairwise(places))
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
