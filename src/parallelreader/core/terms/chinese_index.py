"""Chinese terms by their characters: a hash that one concept at a time is entered in or taken out of."""

from collections import Counter
from operator import add

from parallelreader.core.language.script import is_han
from parallelreader.core.terms.concept import Term
from parallelreader.core.terms.folding import fold_chinese
from parallelreader.core.terms.owners import Match, Owner, Owners


class ChineseIndex:
    """Terms by their folded characters, and the lengths that there are by the first two of them."""

    def __init__(self) -> None:
        self._owners: dict[str, Owners] = {}
        self._lengths: dict[str, tuple[int, ...]] = {}
        self._counts: dict[str, Counter[int]] = {}
        self._singles: dict[str, Owners] = {}

    def add(self, written: str, owner: Owner, term: Term) -> None:
        folded = fold_chinese(written)
        if not folded:
            return
        owners = self._singles if len(folded) == 1 else self._owners
        if folded not in owners and len(folded) > 1:
            self._count(folded, 1)
        known = owners.get(folded)
        owners[folded] = known.with_one(owner) if known else Owners((owner,))

    def discard(self, written: str, owner: Owner, term: Term) -> None:
        folded = fold_chinese(written)
        owners = self._singles if len(folded) == 1 else self._owners
        known = owners.get(folded)
        if known is None:
            return
        left = known.without(owner)
        if left:
            owners[folded] = left
        else:
            del owners[folded]
            if len(folded) > 1:
                self._count(folded, -1)

    def _count(self, folded: str, step: int) -> None:
        begun = folded[:2]
        counts = self._counts.setdefault(begun, Counter())
        counts[len(folded)] += step
        self._lengths[begun] = tuple(sorted(+counts))
        if not self._lengths[begun]:
            del self._lengths[begun], self._counts[begun]

    def found(self, words: str) -> list[Match]:
        folded = fold_chinese(words)
        matches: list[Match] = []
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
