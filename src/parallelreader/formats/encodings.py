"""Which encoding the bytes of a text file are in, and the text they spell.

It decides by asking what each encoding would make of the bytes and how likely that is as Chinese or
English; reading the file and tagging its lines are left to others.
"""

import codecs
import math
import re
from dataclasses import dataclass
from functools import lru_cache

from parallelreader.core.errors import FileProblem
from parallelreader.core.language.script import is_han
from parallelreader.formats.frequent_characters import frequency_ranks

ENCODINGS = {
    "utf-8": "UTF-8",
    "gb18030": "GB18030 (also GBK, GB2312)",
    "big5hkscs": "Big5 (also Hong Kong)",
    "cp950": "Big5 (Windows)",
    "utf-16-le": "UTF-16, little-endian",
    "utf-16-be": "UTF-16, big-endian",
    "cp1252": "Western European (Windows)",
}
"""The encodings a person may choose from, and what to call them."""

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_GUESSED = ("gb18030", "big5hkscs", "cp950", "utf-16-le", "utf-16-be", "cp1252")
# A superset reads more: files said to be GB2312 nearly always hold characters beyond it.
_WIDER = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "latin-1": "cp1252",
    "iso8859-1": "cp1252",
}
_BINARY = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "an archive such as a Word document, an e-book or a ZIP file"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a compressed file"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3", "a database"),
)

_SAMPLE = 8192
# How likely a guess is before the bytes are looked at, as a natural logarithm: nobody writes UTF-16
# without a byte order mark on purpose, and pure ASCII is nearly always just that.
_PRIOR = {
    "utf-8": 0.0,
    "gb18030": 0.0,
    "big5hkscs": -0.5,
    "cp950": -0.7,
    "utf-16-le": -4.0,
    "utf-16-be": -6.0,
    "cp1252": -2.0,
}
_FREQUENT_MARKS = frozenset("，。、“”：；！？《》（）—…「」‘’・·　")
_WESTERN_MARKS = frozenset("‘’“”–—…•£€é")
_HOPELESS = -13.0
# A dash or a quotation mark of Windows, read together with the letter after it, looks like this.
_INSIDE_WORD = re.compile(r"[a-z][\u3400-\u9fff](?=[a-z])")
_INSIDE_WORD_COST = 6.0


@dataclass(frozen=True, slots=True)
class Decoded:
    """``text`` without byte order mark; ``encoding`` is a key of ENCODINGS; ``confidence`` from 0 to 1."""

    text: str
    encoding: str
    confidence: float


@dataclass(frozen=True, slots=True)
class _Candidate:
    encoding: str
    text: str
    score: float


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """The text that ``data`` spells, in ``encoding`` where one is given and in the likeliest one else.

    Raises FileProblem where there is nothing in it, where it is no text, or where the encoding given
    does not fit; the problem then names those that would.
    """
    if not data:
        raise FileProblem("The file is empty", mend="Choose a file with text in it.")
    _refuse_binary(data)
    decoded = _decode_as(data, encoding) if encoding else _guess(data)
    if not decoded.text.strip("\ufeff\x00 \t\r\n\f\v\u3000\u00a0"):
        raise FileProblem("There is only white space in the file", mend="Choose a file with text in it.")
    return decoded


def canonical_name(encoding: str) -> str:
    """The key of ENCODINGS for a name as people write it (GBK, Big5, utf8). Raises FileProblem."""
    try:
        name = codecs.lookup(encoding.strip()).name
    except LookupError:
        name = ""
    name = _WIDER.get(name, name)
    name = {"utf-8-sig": "utf-8", "ascii": "utf-8"}.get(name, name)
    if name not in ENCODINGS and name != "utf-16":
        raise FileProblem(
            f"{encoding} is not an encoding this program knows",
            mend=f"Known are {', '.join(ENCODINGS)}.",
        )
    return name


def declared_name(encoding: str) -> str:
    """What Python calls an encoding that a page or XML names inside itself; empty for none that a text can be
    in, and for those of two bytes and more, in which nobody could have read the name."""
    try:
        name = codecs.lookup(encoding.strip()).name
        if b"a".decode(name) != "a":
            return ""
    except (LookupError, ValueError):
        return ""
    try:
        return canonical_name(name)
    except FileProblem:
        return name


def _decode_as(data: bytes, encoding: str) -> Decoded:
    name = canonical_name(encoding)
    marked = _by_mark(data)
    if marked is not None and (marked.encoding == name or name == "utf-16"):
        return marked
    if name == "utf-16":
        name = max(("utf-16-le", "utf-16-be"), key=lambda each: _sample_score(data, each))
    try:
        text = data.decode(name)
    except UnicodeDecodeError as error:
        raise _wrong_encoding(data, name, error) from error
    if "\x00" in text or _is_nonsense(data, name):
        raise _wrong_encoding(data, name, None)
    return Decoded(text, name, 1.0)


def _is_nonsense(data: bytes, name: str) -> bool:
    """Whether another encoding makes incomparably more of the bytes, a nat a byte and thirty at least."""
    best = max(each.score for each in _candidates(data))
    margin = best - _sample_score(data, name)
    return margin > max(30.0, float(len(data[:_SAMPLE])))


def _guess(data: bytes) -> Decoded:
    marked = _by_mark(data)
    if marked is not None:
        return marked
    candidates = sorted(_candidates(data), key=lambda each: -each.score)
    candidates = [each for each in candidates if "\x00" not in each.text]
    if not candidates:
        raise _unreadable(data)
    best = candidates[0]
    if best.encoding != "utf-8" and _mean_score(best.text[:_SAMPLE]) < _HOPELESS:
        raise _unreadable(data)
    rivals = [each.score for each in candidates[1:] if each.text[:_SAMPLE] != best.text[:_SAMPLE]]
    margin = best.score - max(rivals) if rivals else 20.0
    return Decoded(best.text, best.encoding, round(1 / (1 + math.exp(-min(margin, 20.0))), 3))


def _candidates(data: bytes) -> list[_Candidate]:
    """Every encoding that can read all of ``data``, with how likely what it makes of it is."""
    found = []
    utf8 = _whole(data, "utf-8")
    if utf8 is not None and "\x00" not in utf8:
        # Each sequence of bytes that is sound UTF-8 by chance is rarer than any text is unusual.
        certain = min(8.0 * sum(not each.isascii() for each in utf8[:64]), 25.0)
        found.append(_Candidate("utf-8", utf8, _sample_score(data, "utf-8") + certain))
        if certain == 25.0 or len(data) > 64:
            return found
    for name in _GUESSED:
        score = _sample_score(data, name)
        if score == -math.inf:
            continue
        text = _whole(data, name)
        if text is not None:
            found.append(_Candidate(name, text, score))
    return found


def _whole(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _by_mark(data: bytes) -> Decoded | None:
    for mark, name in _MARKS:
        if data.startswith(mark):
            try:
                return Decoded(data[len(mark) :].decode(name), name, 1.0)
            except UnicodeDecodeError as error:
                raise FileProblem(
                    f"The file begins like {ENCODINGS[name]} but is damaged",
                    line=_line_of(data, error.start),
                    mend="Save it again as UTF-8.",
                ) from error
    return None


def _sample_score(data: bytes, encoding: str) -> float:
    """The logarithm of how likely the first bytes are as a text in ``encoding``, of the same bytes."""
    sample = data[:_SAMPLE]
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        text = decoder.decode(sample, final=len(sample) == len(data))
    except UnicodeDecodeError:
        return -math.inf
    inside_words = len(_INSIDE_WORD.findall(text))
    return sum(map(_likelihood, text)) + _PRIOR[encoding] - _INSIDE_WORD_COST * inside_words


def _mean_score(text: str) -> float:
    return sum(map(_likelihood, text)) / len(text) if text else 0.0


@lru_cache(maxsize=20_000)
def _likelihood(character: str) -> float:
    """The logarithm of the share that this one character has in ordinary Chinese and English texts."""
    if character.isascii():
        return _ascii_likelihood(character)
    rank = _ranks().get(character)
    if rank is not None:
        return -5.3 - 0.9 * math.log1p(rank / 40)
    if character in _FREQUENT_MARKS:
        return -5.0
    if is_han(character):
        return _han_likelihood(character)
    if character in _WESTERN_MARKS:
        return -6.5
    code = ord(character)
    if 0xC0 <= code <= 0xFF:
        return -7.5
    if 0xFF01 <= code <= 0xFF5E:
        return -7.5
    if 0x80 <= code <= 0x9F or 0xE000 <= code <= 0xF8FF or not character.isprintable():
        return -20.0
    return -11.0 if code < 0x250 or 0x2010 <= code <= 0x33FF or code > 0x1F000 else -15.0


def _ascii_likelihood(character: str) -> float:
    if character in "\n\r\t":
        return -4.0
    if character < " " or character == "\x7f":
        return -25.0
    if character.islower():
        return -3.2
    return {True: -2.5}.get(character == " ", -4.8 if character.isalnum() or character in ".,'\"-" else -6.5)


def _han_likelihood(character: str) -> float:
    for encoding, last_lead in (("gb2312", 0xD7), ("big5", 0xC6)):
        try:
            if character.encode(encoding)[0] <= last_lead:
                return -10.0
        except UnicodeEncodeError:
            continue
    try:
        character.encode("gb2312")
        return -13.0
    except UnicodeEncodeError:
        pass
    try:
        character.encode("big5")
        return -13.5
    except UnicodeEncodeError:
        return -16.5


@lru_cache(maxsize=1)
def _ranks() -> dict[str, int]:
    return frequency_ranks()


def binary_kind(data: bytes) -> str:
    """What a file is by its first bytes, where those tell that it is no text; empty where they do not."""
    if data[60:68] == b"BOOKMOBI":
        return "a Kindle book"
    return next((name for magic, name in _BINARY if data.startswith(magic)), "")


def _refuse_binary(data: bytes) -> None:
    kind = binary_kind(data)
    if kind:
        raise FileProblem(
            f"This is {kind}, not a text file", mend="Save its text as a plain text file, or paste the text."
        )


def _unreadable(data: bytes) -> FileProblem:
    start = _utf8_fault(data)
    if b"\x00" not in data and start is not None and start[1] > 0.98:
        return FileProblem(
            "The file is nearly all UTF-8 but is damaged",
            line=_line_of(data, start[0]),
            mend="Repair that line, or save the file again from where it comes.",
        )
    return FileProblem(
        "This is not text in any encoding this program reads",
        mend="Save it as a plain text file in UTF-8.",
    )


def _utf8_fault(data: bytes) -> tuple[int, float] | None:
    """Where UTF-8 first fails, and the share of characters that are sound nevertheless."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        text = data.decode("utf-8", errors="replace")
        return error.start, 1 - text.count("\ufffd") / len(text)
    return None


def _wrong_encoding(data: bytes, name: str, error: UnicodeDecodeError | None) -> FileProblem:
    fitting = [
        ENCODINGS[each.encoding]
        for each in sorted(_candidates(data), key=lambda each: -each.score)
        if each.encoding != name and _mean_score(each.text[:_SAMPLE]) > _HOPELESS and "\x00" not in each.text
    ]
    mend = f"It can be read as {' or '.join(fitting[:2])}." if fitting else "No encoding known here reads it."
    line = _line_of(data, error.start) if error is not None else None
    return FileProblem(f"The file is not in {ENCODINGS[name]}", line=line, mend=mend)


def _line_of(data: bytes, position: int) -> int:
    return data.count(b"\n", 0, position) + 1
