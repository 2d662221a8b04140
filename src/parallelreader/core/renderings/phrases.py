"""Counts which English words stand together in the sentences beside a term, and how often in others.

Leaves out what a place says of itself, so that a term that occurs once is judged by its links alone.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from parallelreader.core.renderings.passages import Token

LONGEST = 10
"""The most tokens of a rendering."""

_COUNTED = 6
# Few places prove little: so many are added in which a phrase does not stand.
_DOUBT = 1.5

Key = tuple[str, ...]


def phrase_key(tokens: Sequence[Token]) -> Key:
    """What a phrase is counted under: its words without marks, articles and inflection."""
    return tuple(token.key for token in tokens if not token.is_mark and token.key not in ARTICLES)


ARTICLES = frozenset(("a", "an", "the"))


@dataclass(slots=True)
class PhraseCounts:
    """``beside``: in how many of the ``places`` of each column a phrase stands, ``elsewhere``: in how many of
    the ``others`` that have no occurrence of the term. The column "" stands for all, where a passage is one
    place, however many versions there are of it: they share their words for other reasons than the term."""

    places: Counter[str] = field(default_factory=Counter)
    others: int = 0
    beside: dict[str, Counter[Key]] = field(default_factory=dict)
    elsewhere: Counter[Key] = field(default_factory=Counter)

    def add_place(self, versions: Mapping[str, Sequence[Token]]) -> None:
        """Count what stands beside the term in one passage, by column."""
        found = {column: set(phrases(tokens)) for column, tokens in versions.items()}
        for column, keys in {**found, "": set[Key]().union(*found.values())}.items():
            self.places[column] += 1
            self.beside.setdefault(column, Counter()).update(keys)

    def add_others(self, others: Iterable[Sequence[Token]]) -> None:
        """Call this last: only what stands beside the term more than once is counted."""
        wanted = {key for key, count in self.beside.get("", Counter()).items() if count > 1}
        for tokens in others:
            self.others += 1
            self.elsewhere.update(set(phrases(tokens)) & wanted)

    def tie(self, column: str, key: Key) -> tuple[float, float]:
        """How closely a phrase goes with the term, the asking place left out, from 0 to 1: in what share of
        the places it stands, of the column or of all, and how much likelier it is there than elsewhere."""
        share = evidence = 0.0
        for each in ("", column):
            beside = self.beside[each][key] - 1 if each in self.beside else 0
            if beside > 0:
                share = max(share, beside / (self.places[each] - 1 + _DOUBT))
                evidence = max(evidence, beside / (beside + _DOUBT))
        if not share:
            return 0.0, 0.0
        rate = (self.elsewhere[key] + 0.5) / (self.others + 1)
        return share, max(0.0, 1.0 - rate / share) * evidence

    def bond(self, column: str, part: Key, whole: Key) -> float | None:
        """In what share of the places that have ``part`` it stands in ``whole``, the asking place left out;
        None where nobody knows."""
        known = 0
        joined = 0
        for each in dict.fromkeys((column, "")):
            counts = self.beside.get(each, Counter())
            known, joined = counts[part] - 1, counts[whole] - 1
            if known > 0:
                break
        return max(joined, 0) / known if known > 0 else None


def phrases(tokens: Sequence[Token]) -> Iterator[Key]:
    """The keys of all phrases up to some words, those that begin or end with a function word left out."""
    words = [token for token in tokens if token.key not in ARTICLES]
    for first, token in enumerate(words):
        if not token.is_content:
            continue
        key: list[str] = []
        for last in range(first, min(first + _COUNTED, len(words))):
            each = words[last]
            if each.is_break or each.sentence != token.sentence:
                break
            if each.is_mark:
                continue
            key.append(each.key)
            if each.is_content:
                yield tuple(key)
