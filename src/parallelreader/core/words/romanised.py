"""Chinese names as English texts spell them: which syllables of pinyin a capitalised word may stand for.

Pinyin and the older Wade-Giles spelling are read, with or without tone marks, apostrophes and hyphens. All
syllables are in lower case with u for ü, as English texts mostly have it.
"""

import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from parallelreader.core.patterns import pattern

Syllables = tuple[str, ...]

_LONGEST_WORD, _MOST_SYLLABLES = 24, 4
_LETTERS = pattern(r"[a-z']+")
_MARKS = frozenset("\u0300\u0301\u0304\u030c\u0308\u0306\u0302")

_PINYIN = """
 a ai an ang ao e ei en er o ou
b a ai an ang ao ei en eng i ian iao ie in ing o u
c a ai an ang ao e en eng i ong ou u uan ui un uo
ch a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo
d a ai an ang ao e ei eng i ian iao ie ing iu ong ou u uan ui un uo
f a an ang ei en eng o ou u
g a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo
h a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo
j i ia ian iang iao ie in ing iong iu u uan ue un
k a ai an ang ao e en eng ong ou u ua uai uan uang ui un uo
l a ai an ang ao e ei eng i ia ian iang iao ie in ing iu ong ou u uan ue un uo
m a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u
n a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan ue un uo
p a ai an ang ao ei en eng i ian iao ie in ing o ou u
q i ia ian iang iao ie in ing iong iu u uan ue un
r an ang ao e en eng i ong ou u uan ui un uo
s a ai an ang ao e en eng i ong ou u uan ui un uo
sh a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo
t a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo
w a ai an ang ei en eng o u
x i ia ian iang iao ie in ing iong iu u uan ue un
y a an ang ao e i in ing ong ou u uan ue un
z a ai an ang ao e ei en eng i ong ou u uan ui un uo
zh a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo
"""
_WADE_INITIALS = {
    "b": "p",
    "p": "p'",
    "d": "t",
    "t": "t'",
    "g": "k",
    "k": "k'",
    "j": "ch",
    "q": "ch'",
    "zh": "ch",
    "ch": "ch'",
    "z": "ts",
    "c": "ts'",
    "x": "hs",
    "r": "j",
}
_WADE_FINALS = {"ian": "ien", "ie": "ieh", "ue": "ueh", "ong": "ung", "iong": "iung"}
_WADE_WHOLE = {
    "zi": ("tzu",),
    "ci": ("tz'u", "tzu"),
    "si": ("ssu", "szu"),
    "yi": ("i",),
    "yan": ("yen",),
    "ye": ("yeh",),
    "you": ("yu",),
    "yong": ("yung",),
    "yue": ("yueh",),
    "er": ("erh",),
    "gui": ("kuei",),
    "kui": ("k'uei", "kuei"),
    "ge": ("ko",),
    "ke": ("k'o", "ko"),
    "he": ("ho",),
}
# Within a word these take an apostrophe; without, nearly every English word would be Chinese.
_BARE_VOWELS = frozenset("aeo")
_OTHER_SPELLINGS = {"lyu": "lu", "lv": "lu", "nyu": "nu", "nv": "nu"}


def letters_of(word: str) -> str:
    """A word in plain lower-case letters, apostrophes and hyphens, without an English ending like ``'s``;
    empty where it has others."""
    low = word.lower().replace("’", "'").replace("‘", "'").replace("`", "'")
    plain = "".join(each for each in unicodedata.normalize("NFD", low) if each not in _MARKS)
    plain = plain.removesuffix("'s").removesuffix("'")
    return plain if _LETTERS.fullmatch(plain.replace("-", "")) else ""


@lru_cache(maxsize=65_536)
def syllables_of(letters: str) -> tuple[Syllables, ...]:
    """All the ways in which a word, as :func:`letters_of` gives it, may be read as Chinese syllables; none
    for most English words."""
    if not letters or len(letters) > _LONGEST_WORD:
        return ()
    found = dict.fromkeys(_parses(letters.replace("-", "'"), _pinyin()))
    if "-" in letters or "'" in letters:
        # With the older spelling an apostrophe belongs to the syllable and hyphens stand between.
        parts: list[Syllables] = [()]
        for part in letters.split("-"):
            said = _wade().get(part, ())
            parts = [(*before, each) for before in parts for each in said]
        found.update(dict.fromkeys(each for each in parts if 0 < len(each) <= _MOST_SYLLABLES))
    return tuple(found)


def older_syllables_of(letters: str) -> tuple[str, ...]:
    """The syllables that one word may stand for in the older spelling: ``chang`` for zhang and chang."""
    return _wade().get(letters, ())


def is_syllable(letters: str) -> bool:
    """Whether that is one syllable of pinyin."""
    return letters in _pinyin()


def _parses(letters: str, known: frozenset[str]) -> Iterator[Syllables]:
    """The ways to write ``letters`` as syllables; an apostrophe only stands between two."""
    waiting: list[tuple[int, Syllables]] = [(0, ())]
    while waiting:
        at, before = waiting.pop()
        if at == len(letters):
            yield before
            continue
        if len(before) == _MOST_SYLLABLES:
            continue
        for end in range(at + 1, min(at + 6, len(letters)) + 1):
            syllable = letters[at:end]
            if at and syllable in _BARE_VOWELS and letters[at - 1] != "'":
                continue
            if syllable in known or syllable in _OTHER_SPELLINGS:
                after = end + 1 if letters[end : end + 1] == "'" and end + 1 < len(letters) else end
                waiting.append((after, (*before, _OTHER_SPELLINGS.get(syllable, syllable))))


@cache
def _pinyin() -> frozenset[str]:
    found: set[str] = set()
    for line in _PINYIN.strip("\n").splitlines():
        initial, *finals = line.split(" ")
        found.update(initial + final for final in finals)
    return frozenset(found)


@cache
def _wade() -> dict[str, Syllables]:
    found: dict[str, list[str]] = {}
    for syllable in sorted(_pinyin()):
        for spelling in _wade_spellings(syllable):
            for each in dict.fromkeys((spelling, spelling.replace("'", ""))):
                found.setdefault(each, []).append(syllable)
    return {spelling: tuple(dict.fromkeys(said)) for spelling, said in found.items()}


def _wade_spellings(syllable: str) -> tuple[str, ...]:
    if syllable in _WADE_WHOLE:
        return _WADE_WHOLE[syllable]
    initial = syllable[:2] if syllable[:2] in ("zh", "ch", "sh") else syllable[:1]
    if initial in tuple("aeowy"):
        return (syllable,)
    final = syllable[len(initial) :]
    if final == "i" and initial in ("zh", "ch", "sh", "r"):
        final = "ih"
    if final == "uo" and initial in ("d", "t", "n", "l", "z", "c", "s", "r", "zh", "ch"):
        final = "o"
    return (_WADE_INITIALS.get(initial, initial) + _WADE_FINALS.get(final, final),)
