"""Words with the tones that are spoken where they stand, for whoever wants them in place of the dictionary's.

Changed are 一, 不 and a third tone before another, as courses teach it; what becomes of third tones beyond a
word depends on who speaks, and is changed only where one of the two words has a single syllable.
"""

from collections.abc import Sequence
from dataclasses import replace

from parallelreader.app.words.text_words import TextWord
from parallelreader.core.values import dataclass
from parallelreader.core.words.pinyin import NEUTRAL, Syllable

_ONE, _NOT = "一", "不"
_FIGURES = frozenset("〇零一二三四五六七八九十两")
_KEEPING_ONE = frozenset("月号號日九")
_ORDINALS = frozenset("第初")


@dataclass(slots=True)
class _Spoken:
    """A syllable of word ``word`` of ``length`` syllables; ``touches``: another follows without a mark."""

    character: str
    syllable: Syllable
    tone: int
    word: int
    length: int
    touches: bool


def spoken(words: Sequence[TextWord]) -> list[TextWord]:
    """The words, in order, with the tones they are spoken in beside each other."""
    found: list[_Spoken] = []
    for number, word in enumerate(words):
        for each in word.syllables:
            if found and found[-1].syllable.end == each.start:
                found[-1].touches = True
            character = word.key[each.start - word.span.start : each.start - word.span.start + 1]
            found.append(_Spoken(character, each, each.tone, number, len(word.syllables), False))
    for place in range(len(found) - 1, -1, -1):
        found[place].tone = _tone(found, place)
    syllables: list[list[Syllable]] = [[] for _ in words]
    for one in found:
        own = one.syllable
        changed = own if one.tone == own.tone else Syllable(own.start, own.end, own.letters, one.tone)
        syllables[one.word].append(changed)
    return [
        word if tuple(now) == word.syllables else replace(word, syllables=tuple(now))
        for word, now in zip(words, syllables, strict=True)
    ]


def _tone(found: Sequence[_Spoken], place: int) -> int:
    here = found[place]
    before = found[place - 1] if place and found[place - 1].touches else None
    after = found[place + 1] if here.touches else None
    if here.character == _ONE and here.tone == 1:
        return _tone_of_one(here, before, after)
    if here.character == _NOT and here.tone == 4:
        if before is not None and after is not None and before.character == after.character:
            return NEUTRAL
        return 2 if after is not None and after.syllable.tone == 4 else 4
    if here.tone == 3 and after is not None:
        # Inside a word all but the last rise; beyond it what follows may have risen already.
        if after.word == here.word:
            return 2 if after.syllable.tone == 3 else 3
        if 1 in (here.length, after.length):
            return 2 if after.tone == 3 else 3
    return here.tone


def _tone_of_one(here: _Spoken, before: _Spoken | None, after: _Spoken | None) -> int:
    if before is not None and before.character in _ORDINALS | _FIGURES:
        return 1
    if after is None or after.character in _FIGURES | _KEEPING_ONE:
        return 1
    if here.length > 1 and after.word != here.word:
        # 统一 and 唯一 keep theirs.
        return 1
    if before is not None and before.character == after.character:
        return NEUTRAL
    if after.character == "个":
        return 2
    return 2 if after.syllable.tone == 4 else 4 if after.syllable.tone != NEUTRAL else 1
