"""How a dictionary lies in its SQLite file, which is made once and from then on only read.

Writing it is known to ``dictionary_writing``, asking it to ``dictionary_file``.
"""

import re

APPLICATION_ID = 0x50526463  # "PRdc"
SCHEMA_VERSION = 2

TABLES = (
    "CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    # Ids rise with the length of the headword: what is found in their order begins with the plainest words.
    # "traditional" is NULL where it is as "simplified"; "sound" is the pinyin without tones; glosses stand
    # one a line.
    "CREATE TABLE entry (id INTEGER PRIMARY KEY, simplified TEXT NOT NULL, traditional TEXT,"
    " pinyin TEXT NOT NULL, sound TEXT NOT NULL, glosses TEXT NOT NULL)",
)
INDEXES = (
    "CREATE INDEX entry_simplified ON entry (simplified)",
    "CREATE INDEX entry_traditional ON entry (traditional) WHERE traditional IS NOT NULL",
    "CREATE INDEX entry_sound ON entry (sound) WHERE sound <> ''",
)
WORD_TABLES = (
    # Of characters it matters what stands beside what, of English words only that they are there.
    "CREATE VIRTUAL TABLE han USING fts5(line, content='', columnsize=0, tokenize='ascii')",
    "CREATE VIRTUAL TABLE english USING fts5(line, content='', columnsize=0, detail=none, tokenize='ascii')",
)

ID_SHIFT = 40
LONGEST_HEADWORD = 100
"""Code points; anything longer is no word that somebody looks up."""

_WHOLE = "·"
_WORDS = re.compile(r"[a-z0-9]+")
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_LEADING = ("to be ", "to ", "a ", "an ", "the ")
_MOST_WORDS_OF_A_WHOLE = 3


def spaced(headword: str) -> str:
    """A headword as the index of characters keeps it."""
    return " ".join(headword)


def english_tokens(glosses: str) -> set[str]:
    """What the index keeps of glosses that stand one a line: their words, and what :func:`whole` gives."""
    small = glosses.lower()
    found = set(_WORDS.findall(small))
    found.update(map(_whole, small.split("\n")))
    return found


def whole(gloss: str) -> str:
    """The token that says a gloss is these very words, but for "to", an article, and what is in brackets;
    empty for one that is too long for anybody to ask for."""
    return _whole(gloss.lower())


def _whole(gloss: str) -> str:
    if "(" in gloss or "[" in gloss:
        gloss = _ASIDE.sub(" ", gloss).strip()
    if gloss.startswith(_LEADING):
        gloss = gloss.removeprefix("to ").removeprefix("be ") if gloss[1] == "o" else gloss.partition(" ")[2]
    if gloss.count(" ") > 2 * _MOST_WORDS_OF_A_WHOLE:
        return ""
    found = _WORDS.findall(gloss)
    return _WHOLE + _WHOLE.join(found) if 0 < len(found) <= _MOST_WORDS_OF_A_WHOLE else ""


_TONELESS = dict.fromkeys(map(ord, "12345"))


def sound_of(pinyin: str) -> str:
    """Numbered pinyin without its tones: ``"Lu:3 xing2"`` as ``"lü xing"``."""
    return pinyin.translate(_TONELESS).lower().replace("u:", "ü")
