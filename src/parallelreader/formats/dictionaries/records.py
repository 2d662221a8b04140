"""What a record of a dictionary becomes: plain lines of meaning, and pinyin as CC-CEDICT writes it."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate

from parallelreader.core.incoming import Fault
from parallelreader.core.language.dictionary import Entry
from parallelreader.core.language.script import HAN
from parallelreader.core.search.pinyin import Syllable, Syllables, parse_pinyin
from parallelreader.formats.cells import one_line, unescaped

LARGEST_ENTRY = 100_000
"""Code points of the longest entry that is read; anything longer is a page of a book."""
LONGEST_HEADWORD = 100
MOST_GLOSSES = 300

# What is matched is never given back: a tag without an end would be tried from each of its characters.
_TAG = re.compile(r"<(/?)([A-Za-z][\w:-]*+)[^<>]*+>")
_BLOCKS = frozenset(
    [
        "br",
        "p",
        "div",
        "li",
        "tr",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "table",
        "hr",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "def",
        "k",
        "ex",
    ]
)
_UNREAD = frozenset(("script", "style", "rt", "rp"))
_SAID_READING = re.compile(r"[\[(【（]?\s*([^\[\]()【】（）]+?)\s*[\])】）]?")
_TONED = re.compile("[1-5āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ\u0300\u0301\u0304\u030c]")
_LONGEST_READING = 80


def entry_of(
    headword: str, reading: str, lines: Iterable[str], *, traditional: str = "", place: str = ""
) -> Entry | Fault:
    """The entry for a record whose meanings stand a line; a fault where there is none in it, ``place`` says
    which record that is. Where no ``reading`` is said, a first line that is nothing but pinyin is it."""
    word = one_line(headword)
    if not word or len(word) > LONGEST_HEADWORD:
        return Fault("The headword is too long to be one" if word else "There is no headword", part=place)
    glosses: list[str] = []
    size = 0
    for line in lines:
        size += len(line)
        if size > LARGEST_ENTRY or len(glosses) > MOST_GLOSSES:
            return Fault("The entry is too long to be one", part=word)
        if told := one_line(line):
            glosses.append(told)
    if glosses and glosses[0] == word:
        # Many converters say the headword once more.
        del glosses[0]
    if not reading and len(glosses) > 1:
        first = glosses[0]
        said = _SAID_READING.fullmatch(first) if len(first) <= 2 * _LONGEST_READING else None
        if said and len(said[1]) <= _LONGEST_READING and _TONED.search(said[1]) and numbered(said[1], word):
            reading = said[1]
            del glosses[0]
    if not glosses:
        return Fault("There is no meaning", part=word)
    other = one_line(traditional)
    told = one_line(reading)[:_LONGEST_READING]
    return Entry(
        other if len(other) == len(word) else word, word, numbered(told, word) or told, tuple(glosses)
    )


def numbered(reading: str, word: str) -> str:
    """Pinyin in any notation as CC-CEDICT writes it ("Bei3 jing1"), empty for what is no pinyin; one syllable
    for each character of ``word`` where it can be cut so."""
    size = len(HAN.findall(word))
    parts = reading.split()
    apart = [_syllable(part) for part in parts] if len(parts) == size else [None]
    way = tuple(each for each in apart if each is not None)
    if len(way) < len(apart):
        ways = parse_pinyin(reading)
        if not ways:
            return ""
        way = min(ways, key=lambda each: (len(each) != size, _joined_vowels(each), len(each)))
    has_tones = any(syllable.tone for syllable in way)
    return " ".join(
        letters.replace("ü", "u:").replace("Ü", "U:") + (str(syllable.tone or 5) if has_tones else "")
        for letters, syllable in zip(_with_capitals(reading, way), way, strict=True)
    )


def _with_capitals(reading: str, way: Syllables) -> Iterator[str]:
    """The letters of syllables with those capitals in which they begin as they are written, if these are not
    all: of what is written in capitals only the first is one."""
    written = [each for each in unicodedata.normalize("NFD", reading) if each.isalpha()]
    starts = accumulate((len(each.letters) for each in way), initial=0)
    is_shouted = len(written) > 1 and all(each.isupper() for each in written)
    for start, each in zip(starts, way, strict=False):
        is_capital = start < len(written) and written[start].isupper()
        yield each.letters.capitalize() if is_capital and (start == 0 or not is_shouted) else each.letters


@lru_cache(maxsize=8192)
def _syllable(written: str) -> Syllable | None:
    """The one syllable that is written so; None for several, or for none."""
    ways = parse_pinyin(written)
    return ways[0][0] if ways and len(ways[0]) == 1 else None


def _joined_vowels(way: Syllables) -> int:
    """How many syllables begin with a vowel inside: those would have been written with an apostrophe."""
    return sum(syllable.letters[0] in "aeo" for syllable in way[1:])


def plain_lines(marked_up: str) -> Iterator[str]:
    """The lines of a meaning written in HTML or some other markup; plain text passes as it is."""
    if "<" in marked_up:
        marked_up = "".join(_words(_without_remarks(marked_up)))
    if "&" in marked_up:
        marked_up = unescaped(marked_up)
    return filter(None, map(str.strip, marked_up.split("\n")))


def _without_remarks(marked_up: str) -> str:
    """Without what is written only for whoever writes the markup; one that never ends is no remark."""
    kept: list[str] = []
    at = 0
    while (start := marked_up.find("<!--", at)) >= 0 and (end := marked_up.find("-->", start)) >= 0:
        kept.append(marked_up[at:start])
        at = end + len("-->")
    return "".join((*kept, marked_up[at:]))


def _words(marked_up: str) -> Iterator[str]:
    """What is to be read, a line for each block."""
    at = 0
    tags = list(_TAG.finditer(marked_up))
    # Where each kind of what is not read ends last: without an end, it is read.
    last = {name: place for place, tag in enumerate(tags) if tag[1] and (name := tag[2].lower()) in _UNREAD}
    inside = ""
    for place, tag in enumerate(tags):
        name = tag[2].lower()
        if inside:
            if tag[1] and name == inside:
                inside, at = "", tag.end()
            continue
        yield marked_up[at : tag.start()]
        at = tag.end()
        if name in _UNREAD:
            inside = name if not tag[1] and last.get(name, -1) > place else ""
        elif name in _BLOCKS:
            yield "\n"
    yield marked_up[at:]
