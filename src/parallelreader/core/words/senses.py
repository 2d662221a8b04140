"""The senses of a word in the order in which they are likely meant where it stands, and what says so.

The English that renders the sentence decides: best the words linked to this one, else all it says. Where
nothing there is like any sense, the dictionary's order stands and nothing is called likely.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from parallelreader.core.language.dictionary import Entry
from parallelreader.core.language.stemming import stem_of
from parallelreader.core.search.inflections import lemmas

# How surely two words are one: forms of it, of one stem, or only of one kin (moor and mooring).
_SAME, _STEM, _KIN = 1.0, 0.95, 0.7
# Fitted, like all that follows, on the odd lines of tests/data/senses/gold.tsv.
_IN_SENTENCE = 0.35
_IN_BOTH = 0.15
_IN_REMARK = 0.3
_OF_KIN, _SEVERAL = 0.6, 2
_FAINT = 0.6
_LITTLE_WORD = 0.12
_READ_SO = 0.5
_DONE = 0.12
_NAME = 0.3
_ASIDE, _RARE = 0.4, 0.15
_RANK, _MOST_RANKS = 0.02, 15
_LIKELY = 0.25
_LONGEST_PHRASE = 6
_MOST_REMARKS = 6
# Of a longer passage no word says anything of one word beside it.
_LONGEST_SENTENCE = 1200
# Some dictionaries have pages for entries; how much of all glosses, in characters, is compared for one card.
_LONGEST_READ = 5000
# Stems that are of one kin have at least so much in common.
_KIN_LETTERS = 4

_WORD = re.compile(r"[A-Za-z\u00c0-\u024f]+(?:['’][A-Za-z]+)?|\d+")
_BRACKETS = re.compile(r"\(([^)]*)\)|\[[^\]]*\]")
_HAN = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
# What says how a word is read and counted, and what only points to another.
_UNSAID_GLOSS = re.compile(r"CL:|(?:Taiwan|also|old|ancient) pr\.")
_ASIDE_GLOSS = re.compile(
    r"classifier\b|(?:(?:old|archaic|unofficial|erhua|Japanese|erroneous|euphemistic) )?variant of"
    r"|also written|surname |used in |see |same as |abbr\. "
)
_RARE_GLOSS = re.compile(
    r"\((?:old|fig\.|archaic|literary|dialect|slang|Buddhism|physics|math\.?|chemistry|computing)\)"
)
_ERHUA = re.compile(r"(\d)r5")
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
# Beside these a word says what is done.
_AFTER_VERBS = frozenset("了着著过過")
_BEFORE_VERBS = frozenset("没沒不别別要会會能再")


@dataclass(frozen=True, slots=True)
class Seen:
    """How one version renders the sentence a word stands in: that version's sentence or sentences, and the
    words of it linked to the word, in order; ``is_faint`` where those are little more than guesses.

    ``taken`` are words of the sentence that are linked to other words, and so hardly stand for this one;
    ``kin`` are words that mean much the same as those linked, as :func:`kin_words` finds them.
    """

    sentence: str
    linked: tuple[str, ...] = ()
    is_faint: bool = False
    taken: frozenset[str] = frozenset()
    kin: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Evidence:
    """The English words that are like a sense, as they are written; ``is_linked`` where they are linked to
    the word and do not merely stand in the sentence."""

    words: str
    is_linked: bool


@dataclass(frozen=True, slots=True)
class Sense:
    """A gloss of an entry, both by number; ``is_likely`` where enough speaks for it to say so."""

    entry: int
    gloss: int
    text: str
    score: float
    evidence: Evidence | None = None
    is_likely: bool = False


def rank_senses(
    entries: Sequence[Entry],
    seen: Iterable[Seen],
    *,
    pinyin: str = "",
    around: tuple[str, str] = ("", ""),
) -> tuple[Sense, ...]:
    """All senses of the entries of one headword, the one most likely meant first.

    ``seen`` is what renders the sentence, one for each version; what they say is added up. Of senses for
    which as much speaks, those read ``pinyin`` (tone numbers, as entries have it) come first. ``around`` is
    the Chinese before and after the word. What only says how a word is read or counted is left out.
    """
    renderings = [_Rendering(each) for each in seen]
    left = _LONGEST_READ
    is_done = around[0][-1:] in _BEFORE_VERBS or around[1][:1] in _AFTER_VERBS
    is_named = any(rendering.has_name for rendering in renderings)
    found: list[Sense] = []
    for number, entry in enumerate(entries):
        bonus = _READ_SO if pinyin and _bare(entry.pinyin) == _bare(pinyin) else 0.0
        if entry.pinyin[:1].isupper() and not is_named:
            bonus -= _NAME
        for gloss, text in enumerate(entry.glosses):
            if _UNSAID_GLOSS.match(text):
                continue
            compared = _read(text[:left]) if left > 0 else _UNREAD
            left -= len(text)
            matches = [rendering.match(compared) for rendering in renderings]
            best = max(matches, key=lambda match: match.strength, default=_NOTHING)
            score = sum(match.strength for match in matches) + bonus + _standing(text, len(found))
            if is_done and text.startswith("to "):
                score += _DONE
            evidence = best.evidence if best.strength >= _LIKELY else None
            found.append(Sense(number, gloss, text, score, evidence))
    found.sort(key=lambda sense: -sense.score)
    if found and found[0].evidence is not None:
        found[0] = replace(found[0], is_likely=True)
    return tuple(found)


def kin_words(entries: Iterable[Entry], word: str) -> frozenset[str]:
    """The single words by which several of these entries are glossed that are glossed by ``word`` too:
    repair and patch for mend."""
    wanted, found = _form(word), Counter[str]()
    left = _LONGEST_READ
    for entry in entries:
        heads: list[_Form] = []
        for gloss in entry.glosses:
            if left > 0 and not _UNSAID_GLOSS.match(gloss) and not _ASIDE_GLOSS.match(gloss):
                heads += [_form(head) for head in _heads(gloss[:left])]
                left -= len(gloss)
        if any(wanted.likeness(head) >= _STEM for head in heads):
            found.update({head.word for head in heads if wanted.likeness(head) < _STEM})
    return frozenset(each for each, count in found.items() if count >= _SEVERAL)


@dataclass(frozen=True, slots=True)
class _Form:
    """A word with what makes it one with another: the words it may be a form of, and its stem."""

    word: str
    lemmas: frozenset[str]
    stem: str

    @property
    def is_little(self) -> bool:
        return self.word in _LITTLE

    def likeness(self, other: "_Form") -> float:
        """How surely the other is the same word, from 0 to 1."""
        if self.word == other.word or self.word in other.lemmas or other.word in self.lemmas:
            return _SAME
        if self.is_little or other.is_little:
            return 0.0
        if self.stem == other.stem:
            return _STEM
        short, long = sorted((self.stem, other.stem), key=len)
        pairs = zip(short, long, strict=False)
        common = next((at for at, (one, two) in enumerate(pairs) if one != two), len(short))
        is_beginning = common == len(short) and len(long) <= 2 * common
        return _KIN if common >= _KIN_LETTERS and (common >= 0.6 * len(long) or is_beginning) else 0.0


class _Words:
    """Some words, among which the likest of another is found without looking at all of them."""

    def __init__(self, words: Iterable[str]) -> None:
        self._forms = [_form(word) for word in words]
        self._places: dict[str, list[int]] = {}
        self._stems: dict[str, list[int]] = {}
        for place, form in enumerate(self._forms):
            for word in {form.word, *form.lemmas}:
                self._places.setdefault(word, []).append(place)
            self._stems.setdefault(form.stem[:_KIN_LETTERS], []).append(place)

    def __bool__(self) -> bool:
        return bool(self._forms)

    def likest(self, form: _Form) -> tuple[float, str]:
        """How like ``form`` the likest of them is, and which that is, the first of several; 0 for none."""
        near = set(self._stems.get(form.stem[:_KIN_LETTERS], ()))
        for word in {form.word, *form.lemmas}:
            near.update(self._places.get(word, ()))
        found = [(form.likeness(self._forms[place]), self._forms[place].word) for place in sorted(near)]
        return max(found, key=lambda each: each[0], default=(0.0, ""))


@dataclass(frozen=True, slots=True)
class _Wording:
    """One of the ways a sense is worded, ``hold up`` of ``to lift; to hold up``."""

    forms: tuple[_Form, ...]
    weights: tuple[float, ...]

    def share_in(self, others: _Words) -> tuple[float, str]:
        """Which share of it has its like among ``others``, and the words that are, in its own order."""
        found, used = 0.0, []
        for form, weight in zip(self.forms, self.weights, strict=True):
            like, other = others.likest(form)
            if like:
                found += weight * like
                used.append(other)
        return found / sum(self.weights), " ".join(dict.fromkeys(used))


@dataclass(frozen=True, slots=True)
class _Gloss:
    """A gloss cut into wordings; ``remarks`` are the words it has in brackets."""

    wordings: tuple[_Wording, ...]
    remarks: tuple[_Form, ...]


_UNREAD = _Gloss((), ())


@dataclass(frozen=True, slots=True)
class _Match:
    strength: float = 0.0
    evidence: Evidence | None = None


_NOTHING = _Match()


class _Rendering:
    """A sentence and the words in it that are linked, ready to be compared with glosses."""

    def __init__(self, seen: Seen) -> None:
        taken = {word.lower() for word in seen.taken}
        self._kin = _Words(seen.kin)
        self._seen = seen
        self._linked = _Words(_WORD.findall(" ".join(seen.linked)))
        words = dict.fromkeys(_WORD.findall(seen.sentence[:_LONGEST_SENTENCE]))
        self._free = _Words(word for word in words if word.lower() not in taken)

    @property
    def has_name(self) -> bool:
        """Whether a word that is linked is written as a name inside the sentence."""
        sentence = self._seen.sentence
        return any(word[:1].isupper() and not sentence.startswith(word) for word in self._seen.linked)

    def match(self, gloss: _Gloss) -> _Match:
        """How much the rendering speaks for a gloss."""
        best = _NOTHING
        for wording in gloss.wordings if self._free else ():
            linked, said = wording.share_in(self._linked) if self._linked else (0.0, "")
            linked *= _FAINT if self._seen.is_faint else 1.0
            around, heard = wording.share_in(self._free)
            around *= _IN_SENTENCE * around
            strength = max(linked, around) + _IN_BOTH * min(linked, around)
            if strength > best.strength:
                is_linked = linked >= around
                best = _Match(strength, Evidence(self._phrase(said) if is_linked else heard, is_linked))
            kin = _OF_KIN * wording.share_in(self._kin)[0] if self._kin else 0.0
            if kin > best.strength:
                best = _Match(kin, Evidence(self._phrase(" ".join(self._seen.linked)), is_linked=True))
        if gloss.remarks and self._free:
            told = sum(self._free.likest(form)[0] for form in gloss.remarks)
            best = _Match(best.strength + _IN_REMARK * min(told, 1.0), best.evidence)
        return best

    def _phrase(self, said: str) -> str:
        """All that is linked where that is a short stretch of the sentence, else what is like the gloss."""
        linked = " ".join(self._seen.linked)
        is_stretch = len(self._seen.linked) <= _LONGEST_PHRASE and linked in self._seen.sentence
        return linked if is_stretch else said


def _heads(gloss: str) -> Iterator[str]:
    """The words that are a wording of a gloss all by themselves; unlike :func:`_read` at little cost."""
    for wording in _wordings(gloss):
        words = _worded(wording)
        if len(words) == 1 and _folded(words[0]) not in _LITTLE:
            yield words[0]


@lru_cache(maxsize=4096)
def _read(gloss: str) -> _Gloss:
    remarks = [
        _form(word)
        for inner in _BRACKETS.finditer(gloss)
        for word in _WORD.findall(inner[1] or "")
        if word.lower() not in _GRAMMAR | _LITTLE
    ]
    found = (_wording(wording) for wording in _wordings(gloss))
    return _Gloss(tuple(each for each in found if each.forms), tuple(remarks[:_MOST_REMARKS]))


def _wordings(gloss: str) -> Iterator[str]:
    """The ways in which a gloss says it in English."""
    wordings = re.split("[;,/]", _BRACKETS.sub(" ", gloss))
    return (wording for wording in wordings if not _HAN.search(wording))


def _worded(wording: str) -> list[str]:
    """The words of one of them that say something."""
    words = [word for word in _WORD.findall(wording) if word.lower() not in _GRAMMAR]
    for opening in ("to", "be"):
        if len(words) > 1 and words[0] == opening:
            words = words[1:]
    return words


def _wording(text: str) -> _Wording:
    forms = tuple(_form(word) for word in _worded(text))
    has_more = not all(form.is_little for form in forms)
    return _Wording(forms, tuple(_LITTLE_WORD if has_more and form.is_little else 1.0 for form in forms))


@lru_cache(maxsize=20_000)
def _form(word: str) -> _Form:
    low = _folded(word)
    return _Form(low, lemmas(low), stem_of(low))


def _folded(word: str) -> str:
    return word.lower().replace("’", "'").removesuffix("'s")


def _standing(gloss: str, place: int) -> float:
    """What speaks for a gloss wherever the word stands: at best nothing against it."""
    aside = _ASIDE if _ASIDE_GLOSS.match(gloss) else _RARE if _RARE_GLOSS.match(gloss) else 0.0
    return -aside - _RANK * min(place, _MOST_RANKS)


def _bare(pinyin: str) -> str:
    """A reading as it is compared, however it is spaced and wherever an r is counted."""
    return _ERHUA.sub(r"r\1", pinyin.lower().replace(" ", "").replace("u:", "ü"))
