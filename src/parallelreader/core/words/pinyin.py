"""Single syllables: as dictionaries number them, with marks, and in zhuyin."""

import unicodedata
from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache

from parallelreader.core.patterns import pattern
from parallelreader.core.values import dataclass


class Notation(StrEnum):
    """How readings are written."""

    MARKS = "marks"
    NUMBERS = "numbers"
    ZHUYIN = "zhuyin"


NEUTRAL = 5


def _pairs(words: str) -> dict[str, str]:
    parts = words.split()
    return dict(zip(parts[::2], parts[1::2], strict=True))


_NUMBERED = pattern(r"([A-Za-zü:Ü]+)([1-5])")
_VOWELS = {
    "a": "āáǎà",
    "e": "ēéěè",
    "i": "īíǐì",
    "o": "ōóǒò",
    "u": "ūúǔù",
    "ü": "ǖǘǚǜ",
}
_COMBINING = "\u0304\u0301\u030c\u0300"
_TONE_OF = {mark: tone for tone, mark in enumerate(_COMBINING, start=1)}
_DIAERESIS = "\u0308"

_INITIALS = _pairs(
    "zh ㄓ ch ㄔ sh ㄕ b ㄅ p ㄆ m ㄇ f ㄈ d ㄉ t ㄊ n ㄋ l ㄌ"
    " g ㄍ k ㄎ h ㄏ j ㄐ q ㄑ x ㄒ r ㄖ z ㄗ c ㄘ s ㄙ"
)
_FINALS = _pairs(
    "a ㄚ o ㄛ e ㄜ ê ㄝ ai ㄞ ei ㄟ ao ㄠ ou ㄡ an ㄢ en ㄣ ang ㄤ eng ㄥ er ㄦ ong ㄨㄥ"
    " i ㄧ ia ㄧㄚ io ㄧㄛ ie ㄧㄝ iao ㄧㄠ iu ㄧㄡ ian ㄧㄢ in ㄧㄣ iang ㄧㄤ ing ㄧㄥ iong ㄩㄥ"
    " u ㄨ ua ㄨㄚ uo ㄨㄛ uai ㄨㄞ ui ㄨㄟ uan ㄨㄢ un ㄨㄣ uang ㄨㄤ ueng ㄨㄥ"
    " ü ㄩ üe ㄩㄝ üan ㄩㄢ ün ㄩㄣ"
)
_ALONE = {"m": "ㄇ", "n": "ㄣ", "ng": "ㄫ", "r": "ㄦ", "hm": "ㄏㄇ", "hng": "ㄏㄫ"}
_IRREGULAR = _pairs("you iu yin in ying ing yong iong wei ui wen un weng ueng")
_SIBILANTS = frozenset(("zh", "ch", "sh", "r", "z", "c", "s"))
_ZHUYIN_TONES = {1: "", 2: "ˊ", 3: "ˇ", 4: "ˋ"}


@dataclass(frozen=True, slots=True)
class Syllable:
    """How a character is read: from ``start`` to ``end`` (code points), ``letters`` with ü and a capital in
    names, and the ``tone``, 5 for none. An r that is sounded with the syllable before it belongs to that one.
    """

    start: int
    end: int
    letters: str
    tone: int

    def written(self, notation: Notation) -> str:
        """The syllable for itself: ``běi``, ``bei3`` or ``ㄅㄟˇ``."""
        if notation is Notation.MARKS:
            return with_mark(self.letters, self.tone)
        if notation is Notation.NUMBERS:
            return f"{self.letters}{self.tone}"
        return zhuyin(self.letters, self.tone)


def parse_syllable(numbered: str) -> tuple[str, int] | None:
    """The letters and the tone of ``"lu:4"`` or ``"lü4"``; None for what is no syllable."""
    match = _NUMBERED.fullmatch(numbered)
    if match is None:
        return None
    return match[1].replace("u:", "ü").replace("U:", "Ü").replace(":", ""), int(match[2])


@lru_cache(maxsize=4096)
def numbered(syllable: str) -> str:
    """``"lǜ"`` as ``"lü4"``; without a mark the tone is 5."""
    tone, letters = NEUTRAL, ""
    for mark in unicodedata.normalize("NFD", syllable):
        if mark in _TONE_OF:
            tone = _TONE_OF[mark]
        elif mark == _DIAERESIS and letters[-1:] in ("u", "U"):
            letters = letters[:-1] + ("ü" if letters[-1] == "u" else "Ü")
        else:
            letters += mark
    return f"{unicodedata.normalize('NFC', letters)}{tone}"


def is_reading(syllables: Sequence[str], count: int) -> bool:
    """Whether these are numbered syllables for so many characters, "" for each of which nothing is known."""
    return len(syllables) == count and all(not each or parse_syllable(each) for each in syllables)


def typed_reading(typed: str, count: int) -> tuple[str, ...] | None:
    """The syllables that somebody typed with spaces between: ``"yin2 hang2"``, ``"yín háng"`` or, with no
    tone, ``"ma"``; None where they are not so many. An r at the end of one may stand for a character.
    """
    found: list[str] = []
    for part in typed.lower().replace("v", "ü").replace("u:", "ü").replace("'", " ").split():
        syllable = part if part[-1:].isdigit() else numbered(part)
        parsed = parse_syllable(syllable)
        if parsed is None or not zhuyin(parsed[0], parsed[1]).strip("abcdefghijklmnopqrstuvwxyzü"):
            return None
        found.append(f"{parsed[0]}{parsed[1]}")
    if len(found) == count - 1 and found and found[-1][:-1].endswith("r") and found[-1][:-1] != "er":
        found[-1:] = [f"{found[-1][:-2]}{found[-1][-1]}", "r5"]
    return tuple(found) if len(found) == count else None


@lru_cache(maxsize=4096)
def with_mark(letters: str, tone: int) -> str:
    """``("bei", 3)`` as ``"běi"``; nothing is written for the neutral tone."""
    if tone == NEUTRAL:
        return letters
    low = letters.lower()
    if "a" in low:
        at = low.index("a")
    elif "e" in low:
        at = low.index("e")
    elif "ou" in low:
        at = low.index("o")
    else:
        at = max(map(low.rfind, _VOWELS))
    if at < 0:
        return f"{letters[:1]}{_COMBINING[tone - 1]}{letters[1:]}"
    mark = _VOWELS[low[at]][tone - 1]
    return letters[:at] + (mark if letters[at].islower() else mark.upper()) + letters[at + 1 :]


@lru_cache(maxsize=4096)
def zhuyin(letters: str, tone: int) -> str:
    """``("bei", 3)`` as ``"ㄅㄟˇ"``; the dot of a neutral tone is in front. What is no syllable stays."""
    low = letters.lower().replace("v", "ü")
    tail = ""
    if len(low) > 2 and low.endswith("r"):
        low, tail = low[:-1], "ㄦ"
    sounds = _ALONE.get(low) or _sounds(low)
    if not sounds:
        return letters
    if tone == NEUTRAL:
        return f"˙{sounds}{tail}"
    return f"{sounds}{_ZHUYIN_TONES[tone]}{tail}"


def _sounds(low: str) -> str:
    initial = next((name for name in _INITIALS if low.startswith(name)), "")
    final = low[len(initial) :]
    if not initial:
        final = _without_semivowel(low)
    elif initial in _SIBILANTS and final == "i":
        final = ""
    elif initial in ("j", "q", "x") and final[:1] == "u":
        final = "ü" + final[1:]
    elif final == "ue":
        final = "üe"
    if final and final not in _FINALS:
        return ""
    return _INITIALS.get(initial, "") + (_FINALS[final] if final else "")


def _without_semivowel(low: str) -> str:
    """The final that is written otherwise where no consonant stands before it: ``you`` is ``iu``."""
    if low in _IRREGULAR:
        return _IRREGULAR[low]
    if low.startswith("yu"):
        return "ü" + low[2:]
    if low.startswith(("yi", "wu")):
        return low[1:]
    if low.startswith("y"):
        return "i" + low[1:]
    if low.startswith("w"):
        return "u" + low[1:]
    return low
