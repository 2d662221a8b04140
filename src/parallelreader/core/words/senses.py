"""The senses of a word in the order in which they are likely meant where it stands, and what says so.

The English that renders the sentence decides: best the words linked to this one, else all it says. Where
nothing there is like any sense, the Chinese round the word and common usage do, and nothing is called likely.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from parallelreader.core.language.dictionary import Entry
from parallelreader.core.words.usual_senses import usual_place
from parallelreader.core.words.wordings import (
    STEM,
    UNREAD,
    WORD,
    Form,
    Gloss,
    Words,
    form_of,
    heads,
    read_gloss,
)

# Fitted, like all that follows, on those words in tests/data/senses that are not held back.
_IN_SENTENCE = 0.35
_IN_BOTH = 0.15
_IN_REMARK = 0.3
_OF_KIN, _SEVERAL = 0.6, 2
_FAINT = 0.6
_READ_SO = 0.5
_DONE = 0.2
_OF_DEGREE = 0.12
_COUNTED, _OF_TIME = 0.5, 0.15
_SAID = 0.4
_USUAL, _LESS_USUAL = 0.2, 0.12
_BESIDES = 0.5
_LEAST_CLOSE = 0.4
_REST = 0.6
_IN_COMPOUND = 0.3
_NAME = 0.3
_ASIDE, _RARE = 0.4, 0.15
_RANK, _MOST_RANKS = 0.02, 15
_LIKELY, _PERHAPS = 0.4, 0.25
_LONGEST_PHRASE = 6
# Of a longer passage no word says anything of one word beside it.
_LONGEST_SENTENCE = 1200
# Some dictionaries have pages for entries; how much of all glosses, in characters, is compared for one card.
_LONGEST_READ = 5000
# What says how a word is read and counted, and what only points to another.
_UNSAID_GLOSS = re.compile(r"CL:|(?:Taiwan|also|old|ancient) pr\.")
_ASIDE_GLOSS = re.compile(
    r"classifier\b|(?:(?:old|archaic|unofficial|erhua|Japanese|erroneous|euphemistic) )?variant of"
    r"|also written|surname |used in |see |same as |abbr\. "
)
_RARE_GLOSS = re.compile(
    r"\((?:old|fig\.|archaic|literary|dialect|slang|Buddhism|physics|math\.?|chemistry|computing)\)"
)
_SAYING_GLOSS = re.compile(r"to (?:say|speak|talk|tell|ask|shout|cry out|answer|reply)(?:;| \(|$)")
_SURNAME = "surname "
_ERHUA = re.compile(r"(\d)r5")
# Beside these a word says what is done; after these what something is like, or how much of it there is.
# Before a colon somebody speaks.
_AFTER_VERBS = frozenset("了着著过過")
_BEFORE_VERBS = frozenset("没沒不别別要会會能再")
_COLONS = frozenset("：:")
_DEGREES = frozenset("很太更最挺真极極")
_NUMBERS = frozenset("一二三四五六七八九十百千万萬两兩几幾半每这這那")
# A number after which one may tell the time: none that counts in an order, and none that is large.
_HOUR = re.compile(
    r"(?:^|[^第\d〇零一二三四五六七八九十百千万])(?:\d{1,2}|[零一二三四五六七八九十两兩几幾]{1,3})$"
)


@dataclass(frozen=True, slots=True)
class Seen:
    """How one version renders the sentence a word stands in: that version's sentence or sentences, and the
    words of it linked to the word, in order; ``is_faint`` where those are little more than guesses.

    ``taken`` are words of the sentence that are linked to other words, and so hardly stand for this one;
    ``kin`` are words that mean much the same as those linked, as :func:`kin_words` finds them.
    ``closeness`` is the share of the words of the Chinese sentence that it renders: a free translation says
    less of each.
    """

    sentence: str
    linked: tuple[str, ...] = ()
    is_faint: bool = False
    taken: frozenset[str] = frozenset()
    kin: frozenset[str] = frozenset()
    closeness: float = 1.0


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
    compounds: Iterable[Entry] = (),
) -> tuple[Sense, ...]:
    """All senses of the entries of one headword, the one most likely meant first.

    ``seen`` is what renders the sentence, one for each version; what they say is added up. Of senses for
    which as much speaks, those read ``pinyin`` (tone numbers, as entries have it) come first, then those that
    suit the Chinese ``around``, before and after the word, and the ``compounds`` it makes with what stands
    near, then the usual ones. What only says how a word is read or counted is left out.
    """
    renderings = [_Rendering(each) for each in seen]
    left = _LONGEST_READ
    suiting = _Surroundings(*around)
    together = Words(word for each in compounds for gloss in each.glosses for word in WORD.findall(gloss))
    is_linked = any(rendering.is_linked for rendering in renderings)
    is_named = any(rendering.has_name for rendering in renderings)
    found: list[Sense] = []
    for number, entry in enumerate(entries):
        bonus = _READ_SO if pinyin and _bare(entry.pinyin) == _bare(pinyin) else 0.0
        if entry.pinyin[:1].isupper() and not is_named:
            bonus -= _NAME
        for gloss, text in enumerate(entry.glosses):
            if _UNSAID_GLOSS.match(text):
                continue
            compared = read_gloss(text[:left]) if left > 0 else UNREAD
            left -= len(text)
            matches = [rendering.match(compared) for rendering in renderings]
            best = max(matches, key=lambda match: match.strength, default=_NOTHING)
            rest = sum(match.strength for match in matches) - best.strength
            place = 0 if usual_place(entry.simplified, text) == 0 else len(found)
            score = best.strength + _REST * rest + bonus + _standing(text, place)
            score += suiting.speak_for(text) + _usualness(entry, text)
            score += _IN_COMPOUND * _share(compared, together)
            evidence = best.evidence if best.strength >= _wanted(best, is_linked) else None
            found.append(Sense(number, gloss, text, score, evidence))
    found.sort(key=lambda sense: -sense.score)
    if found and found[0].evidence is not None:
        found[0] = replace(found[0], is_likely=True)
    return tuple(found)


def kin_words(entries: Iterable[Entry], word: str) -> frozenset[str]:
    """The single words by which several of these entries are glossed that are glossed by ``word`` too:
    repair and patch for mend."""
    wanted, found = form_of(word), Counter[str]()
    left = _LONGEST_READ
    for entry in entries:
        known: list[Form] = []
        for gloss in entry.glosses:
            if left > 0 and not _UNSAID_GLOSS.match(gloss) and not _ASIDE_GLOSS.match(gloss):
                known += [form_of(head) for head in heads(gloss[:left])]
                left -= len(gloss)
        if any(wanted.likeness(head) >= STEM for head in known):
            found.update({head.word for head in known if wanted.likeness(head) < STEM})
    return frozenset(each for each, count in found.items() if count >= _SEVERAL)


@dataclass(frozen=True, slots=True)
class _Match:
    strength: float = 0.0
    evidence: Evidence | None = None


_NOTHING = _Match()


class _Rendering:
    """A sentence and the words in it that are linked, ready to be compared with glosses."""

    def __init__(self, seen: Seen) -> None:
        taken = {word.lower() for word in seen.taken}
        self._kin = Words(seen.kin)
        self._seen = seen
        self._linked = Words(WORD.findall(" ".join(seen.linked)))
        words = dict.fromkeys(WORD.findall(seen.sentence[:_LONGEST_SENTENCE]))
        self._free = Words(word for word in words if word.lower() not in taken)

    @property
    def is_linked(self) -> bool:
        """Whether any word of it is linked."""
        return bool(self._linked)

    @property
    def has_name(self) -> bool:
        """Whether a word that is linked is written as a name inside the sentence."""
        sentence = self._seen.sentence
        return any(word[:1].isupper() and not sentence.startswith(word) for word in self._seen.linked)

    @property
    def _trust(self) -> float:
        return _LEAST_CLOSE + (1 - _LEAST_CLOSE) * self._seen.closeness

    def match(self, gloss: Gloss) -> _Match:
        """How much the rendering speaks for a gloss."""
        best = _NOTHING
        for wording in gloss.wordings if self._free else ():
            linked, said = wording.share_in(self._linked, self._free, _BESIDES) if self._linked else (0.0, "")
            linked *= self._trust
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


def _wanted(match: _Match, is_linked: bool) -> float:
    """How strongly a match must speak for a sense to be told of. Where words are linked, those that merely
    stand in the sentence must be as strong."""
    is_sentence = match.evidence is not None and not match.evidence.is_linked
    return _PERHAPS if is_sentence and not is_linked else _LIKELY


class _Surroundings:
    """What the Chinese beside a word tells of what kind of word it is there."""

    def __init__(self, before: str, after: str) -> None:
        self._is_done = before[-1:] in _BEFORE_VERBS or after[:1] in _AFTER_VERBS
        self._is_degree = before[-1:] in _DEGREES
        self._is_counted = before[-1:] in _NUMBERS
        self._is_said = after[:1] in _COLONS
        self._is_hour = _HOUR.search(before) is not None

    def speak_for(self, gloss: str) -> float:
        """How much that speaks for a gloss."""
        is_verb = gloss.startswith("to ")
        found = _DONE if self._is_done and is_verb else 0.0
        if self._is_degree and is_verb:
            found -= _OF_DEGREE
        if self._is_counted and gloss.startswith("classifier"):
            found += _COUNTED
        if self._is_said and _SAYING_GLOSS.match(gloss):
            found += _SAID
        if self._is_hour and gloss.startswith("o'clock"):
            found += _OF_TIME
        return found


def _share(gloss: Gloss, words: Words) -> float:
    """Which share of the best of its wordings is among some words."""
    return max((each.share_in(words)[0] for each in gloss.wordings), default=0.0) if words else 0.0


def _usualness(entry: Entry, gloss: str) -> float:
    place = usual_place(entry.simplified, gloss)
    if place == 0 and gloss.startswith(_SURNAME):
        # What other surnames are put back for: they are ordinary words too.
        return _USUAL + _ASIDE + (_NAME if entry.pinyin[:1].isupper() else 0.0)
    return 0.0 if place is None else _USUAL if place == 0 else _LESS_USUAL


def _standing(gloss: str, place: int) -> float:
    """What speaks for a gloss wherever the word stands: at best nothing against it."""
    aside = _ASIDE if _ASIDE_GLOSS.match(gloss) else _RARE if _RARE_GLOSS.match(gloss) else 0.0
    return -aside - _RANK * min(place, _MOST_RANKS)


def _bare(pinyin: str) -> str:
    """A reading as it is compared, however it is spaced and wherever an r is counted."""
    return _ERHUA.sub(r"r\1", pinyin.lower().replace(" ", "").replace("u:", "ü"))
