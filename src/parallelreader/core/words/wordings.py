"""Glosses cut into the ways they word a sense, and how surely two English words are one.

Which of the senses of a word is meant is left to ``senses``.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from parallelreader.core.language.spelling import american
from parallelreader.core.language.stemming import stem_of
from parallelreader.core.search.inflections import lemmas

# How surely two words are one: forms of it, of one stem, or only of one kin (moor and mooring).
SAME, STEM, KIN = 1.0, 0.95, 0.7
# Stems that are of one kin have at least so much in common.
_KIN_LETTERS = 4
_LITTLE_WORD, _PARTICLE, _LIGHT_VERB = 0.12, 0.3, 0.4
_MOST_REMARKS = 6

WORD = re.compile(r"[A-Za-z\u00c0-\u024f]+(?:['’][A-Za-z]+)?|\d+")
_BRACKETS = re.compile(r"\(([^)]*)\)|\[[^\]]*\]")
_HAN = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_GRAMMAR = frozenset(("sb", "sth", "etc", "esp", "fig", "lit", "one's", "oneself", "cf", "eg", "ie", "pr"))


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_LITTLE = _listed(
    """
    a an the of in on at to for from by with into onto upon about as than and or but if so that this these
    those there then is am are was were be been being do does did done have has had having will would shall
    should may might can could must it its he she we they you i him her them us me his their our your my who
    whom whose which what when where while whether how not no any some such also very too each all own same
    other only just even still again yet already since until because though although s t d ll re ve m one
    something someone somebody up out off over down get got make made
    """
)
# With these a verb is another one, and without it they say little.
_PARTICLES = _listed("back away through along across around apart forward together behind aside ahead")
_LIGHT_VERBS = _listed("put take give go come set keep bring turn let hold")


@dataclass(frozen=True, slots=True)
class Form:
    """A word with what makes it one with another: the words it may be a form of, and its stem."""

    word: str
    lemmas: frozenset[str]
    stem: str

    @property
    def is_little(self) -> bool:
        """Whether it stands nearly everywhere and says next to nothing."""
        return self.word in _LITTLE

    def likeness(self, other: "Form") -> float:
        """How surely the other is the same word, from 0 to 1."""
        if self.word == other.word or self.word in other.lemmas or other.word in self.lemmas:
            return SAME
        if self.is_little or other.is_little:
            return 0.0
        if self.stem == other.stem:
            return STEM
        short, long = sorted((self.stem, other.stem), key=len)
        pairs = zip(short, long, strict=False)
        common = next((at for at, (one, two) in enumerate(pairs) if one != two), len(short))
        is_beginning = common == len(short) and len(long) <= 2 * common
        return KIN if common >= _KIN_LETTERS and (common >= 0.6 * len(long) or is_beginning) else 0.0


class Words:
    """Some words, among which the likest of another is found without looking at all of them."""

    def __init__(self, words: Iterable[str]) -> None:
        self._forms = [form_of(word) for word in words]
        self._places: dict[str, list[int]] = {}
        self._stems: dict[str, list[int]] = {}
        for place, form in enumerate(self._forms):
            for word in {form.word, *form.lemmas}:
                self._places.setdefault(word, []).append(place)
            self._stems.setdefault(form.stem[:_KIN_LETTERS], []).append(place)

    def __bool__(self) -> bool:
        return bool(self._forms)

    def likest(self, form: Form) -> tuple[float, str]:
        """How like ``form`` the likest of them is, and which that is, the first of several; 0 for none."""
        near = set(self._stems.get(form.stem[:_KIN_LETTERS], ()))
        for word in {form.word, *form.lemmas}:
            near.update(self._places.get(word, ()))
        found = [(form.likeness(self._forms[place]), self._forms[place].word) for place in sorted(near)]
        return max(found, key=lambda each: each[0], default=(0.0, ""))


@dataclass(frozen=True, slots=True)
class Wording:
    """One of the ways a sense is worded, ``hold up`` of ``to lift; to hold up``."""

    forms: tuple[Form, ...]
    weights: tuple[float, ...]

    def share_in(self, others: Words, besides: Words | None = None, worth: float = 0.0) -> tuple[float, str]:
        """Which share of it has its like among ``others``, and the words that are, in its own order.

        Where some of it has, what is only among ``besides`` counts ``worth`` as much.
        """
        found, near, used = 0.0, 0.0, []
        for form, weight in zip(self.forms, self.weights, strict=True):
            like, other = others.likest(form)
            if like:
                found += weight * like
                used.append(other)
            elif besides:
                near += weight * besides.likest(form)[0]
        whole = sum(self.weights)
        return (found + worth * near) / whole if found else 0.0, " ".join(dict.fromkeys(used))


@dataclass(frozen=True, slots=True)
class Gloss:
    """A gloss cut into wordings; ``remarks`` are the words it has in brackets."""

    wordings: tuple[Wording, ...]
    remarks: tuple[Form, ...]


UNREAD = Gloss((), ())


@lru_cache(maxsize=4096)
def read_gloss(gloss: str) -> Gloss:
    """A gloss cut apart."""
    remarks = [
        form_of(word)
        for inner in _BRACKETS.finditer(gloss)
        for word in WORD.findall(inner[1] or "")
        if word.lower() not in _GRAMMAR | _LITTLE
    ]
    found = (_wording(wording) for wording in _wordings(gloss))
    return Gloss(tuple(each for each in found if each.forms), tuple(remarks[:_MOST_REMARKS]))


def heads(gloss: str) -> Iterator[str]:
    """The words that are a wording of a gloss all by themselves; unlike :func:`read_gloss` at little cost."""
    for wording in _wordings(gloss):
        words = _worded(wording)
        if len(words) == 1 and folded(words[0]) not in _LITTLE:
            yield words[0]


@lru_cache(maxsize=20_000)
def form_of(word: str) -> Form:
    """A word as it is compared."""
    low = american(folded(word))
    return Form(low, lemmas(low), stem_of(low))


def folded(word: str) -> str:
    """In small letters, and nobody's."""
    return word.lower().replace("’", "'").removesuffix("'s")


def _wordings(gloss: str) -> Iterator[str]:
    """The ways in which a gloss says it in English."""
    wordings = re.split("[;,/]| or ", _BRACKETS.sub(" ", gloss))
    return (wording for wording in wordings if not _HAN.search(wording))


def _worded(wording: str) -> list[str]:
    """The words of one of them that say something."""
    words = [word for word in WORD.findall(wording) if word.lower() not in _GRAMMAR]
    for opening in ("to", "be"):
        if len(words) > 1 and words[0] == opening:
            words = words[1:]
    return words


def _wording(text: str) -> Wording:
    forms = tuple(form_of(word) for word in _worded(text))
    if all(form.is_little for form in forms):
        return Wording(forms, (1.0,) * len(forms))
    if len(forms) == 1:
        return Wording(forms, (1.0,))
    return Wording(forms, tuple(_weight(form) for form in forms))


def _weight(form: Form) -> float:
    if form.is_little:
        return _LITTLE_WORD
    if form.word in _PARTICLES:
        return _PARTICLE
    return _LIGHT_VERB if form.word in _LIGHT_VERBS else 1.0
