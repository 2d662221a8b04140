"""Pinyin as people type it: with or without tones, by marks or numbers, run together or apart.

What characters are read so is known to ``readings``.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

_BY_INITIAL = {
    "": "a ai an ang ao e ei en eng er o ou",
    "b": "a ai an ang ao ei en eng i ian iao ie in ing o u",
    "p": "a ai an ang ao ei en eng i ian iao ie in ing o ou u",
    "m": "a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u",
    "f": "a an ang ei en eng o ou u",
    "d": "a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo",
    "t": "a ai an ang ao e ei eng i ian iao ie ing ong ou u uan ui un uo",
    "n": "a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan un uo ü üe",
    "l": "a ai an ang ao e ei eng i ia ian iang iao ie in ing iu o ong ou u uan un uo ü üe",
    "g": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "k": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "h": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "j": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "q": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "x": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "zh": "a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo",
    "ch": "a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo",
    "sh": "a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo",
    "r": "an ang ao e en eng i ong ou u ua uan ui un uo",
    "z": "a ai an ang ao e ei en eng i ong ou u uan ui un uo",
    "c": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "s": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "y": "a an ang ao e i in ing o ong ou u uan ue un",
    "w": "a ai an ang ei en eng o u",
}
SYLLABLES = frozenset(initial + final for initial, finals in _BY_INITIAL.items() for final in finals.split())
"""The syllables of standard pinyin without tones, ü written as such."""

_TAIL = "r"
# Nobody has a ü on the keyboard; where there is one syllable only, people leave its dots out as well.
_SPELT_OTHERWISE = {"lv": "lü", "nv": "nü", "lve": "lüe", "nve": "nüe", "lue": "lüe", "nue": "nüe"}
_TONES = {"\u0304": 1, "\u0301": 2, "\u030c": 3, "\u0306": 3, "\u0300": 4}
_DIAERESIS = "\u0308"
_LONGEST = 6
_MOST_SYLLABLES = 16
_MOST_WAYS = 24
_PARTERS = frozenset(" '’‘-·")


@dataclass(frozen=True, slots=True)
class Syllable:
    """One syllable as asked for: ``tone`` from 1 to 5, 5 the neutral one, or 0 for any."""

    letters: str
    tone: int = 0


Syllables = tuple[Syllable, ...]

Step = tuple[int, Syllable]
"""Where a syllable ends among letters run together, and which it is."""


@dataclass(slots=True)
class _Piece:
    """Letters run together: ``marks`` gives tones by letter, ``tone`` is the number behind them."""

    letters: str = ""
    marks: dict[int, int] = field(default_factory=dict)
    tone: int = 0


def parse_pinyin(typed: str) -> tuple[Syllables, ...]:
    """Every way to read ``typed`` as pinyin, those of fewer syllables first; none where it is none.

    Spaces, apostrophes, hyphens and tone numbers part syllables: xian is xian or xi-an, xi'an only that.
    """
    ways: list[Syllables] = [()]
    pieces = _pieces(typed)
    if sum(len(piece.letters) for piece in pieces) > _LONGEST * _MOST_SYLLABLES:
        return ()
    for piece in pieces:
        # Letters run together may be cut in more ways than anybody could go through.
        parts = list(islice(_ways_of(_steps(piece)), _MOST_WAYS))
        ways = [before + after for before in ways for after in parts][:_MOST_WAYS]
    found = [way for way in ways if way and way[0].letters != _TAIL and len(way) <= _MOST_SYLLABLES]
    return tuple(sorted(found, key=len))


def _pieces(typed: str) -> list[_Piece]:
    """What stands between places where syllables part; a "?" where ``typed`` is no pinyin."""
    pieces = [_Piece()]
    for character in unicodedata.normalize("NFD", unicodedata.normalize("NFKC", typed).lower()):
        here = pieces[-1]
        last = len(here.letters) - 1
        if "a" <= character <= "z":
            here.letters += character
        elif character in _TONES and last >= 0 and last not in here.marks:
            here.marks[last] = _TONES[character]
        elif character in (_DIAERESIS, ":") and here.letters.endswith("u"):
            here.letters = here.letters[:-1] + "ü"
        elif character in "012345" and last >= 0:
            here.tone = int(character) or 5
            pieces.append(_Piece())
        elif character in _PARTERS or character.isspace():
            pieces.append(_Piece())
        else:
            return [_Piece("?")]
    return [piece for piece in pieces if piece.letters]


def _ways_of(steps: Sequence[Sequence[Step]], start: int = 0) -> Iterator[Syllables]:
    """Every way to go on from letter ``start`` to the end, long syllables first."""
    if start == len(steps):
        yield ()
        return
    for end, syllable in steps[start]:
        for rest in _ways_of(steps, end):
            yield (syllable, *rest)


def _steps(piece: _Piece) -> list[list[Step]]:
    """For each letter of a piece the syllables that begin there, long ones first; only those from which the
    end can be reached, so that no way is tried in vain."""
    letters = piece.letters
    found: list[list[Step]] = [[] for _ in letters]
    for start in range(len(letters) - 1, -1, -1):
        for end in range(min(start + _LONGEST, len(letters)), start, -1):
            syllable = _syllable(piece, start, end) if end == len(letters) or found[end] else None
            if syllable is not None:
                found[start].append((end, syllable))
    return found


def _syllable(piece: _Piece, start: int, end: int) -> Syllable | None:
    letters = piece.letters
    written = letters[start:end]
    name = _SPELT_OTHERWISE.get(written, written)
    if name not in SYLLABLES and (name != _TAIL or end < len(letters)):
        return None
    tones = [tone for place, tone in piece.marks.items() if start <= place < end]
    if piece.tone and end == len(letters):
        tones.append(piece.tone)
    return Syllable(name, tones[0] if tones else 0) if len(tones) <= 1 else None
