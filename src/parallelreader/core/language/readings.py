"""Which pinyin stands over the words of a Chinese sentence.

A word of the dictionary has the reading the dictionary gives it; of several, and for characters that stand
alone, the commonest is taken. The sentence around is not asked, so that a rare reading of a single
character is missed; 一 and 不 keep the tone of the dictionary, as spoken changes of tone are not written.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from parallelreader.core.language.dictionary import Dictionary, Entry, load_dictionary
from parallelreader.core.language.script import HAN

# The reading that characters mostly have when they stand alone, where the dictionary says more of another.
_ALONE = {
    "啊": "a5",
    "吧": "ba5",
    "长長": "chang2",
    "处處": "chu4",
    "倒": "dao4",
    "地得": "de5",
    "嗯": "en5",
    "冠": "guan4",
    "教": "jiao1",
    "卷": "juan3",
    "空": "kong1",
    "啦": "la5",
    "了": "le5",
    "率": "lu:4",
    "吗嗎嘛": "ma5",
    "么": "me5",
    "没沒": "mei2",
    "那": "na4",
    "宁": "ning2",
    "哦": "o4",
    "鋪": "pu1",
    "切": "qie1",
    "曲": "qu3",
    "散": "san4",
    "舍": "she4",
    "什": "shen2",
    "盛": "sheng4",
    "数數": "shu4",
    "挑": "tiao1",
    "帖": "tie3",
    "哇": "wa5",
    "为為": "wei4",
    "吓嚇": "xia4",
    "相": "xiang1",
    "兴": "xing4",
    "轧": "ya4",
    "咽": "yan4",
    "扎": "zha1",
    "涨漲": "zhang3",
    "着著": "zhe5",
    "重": "zhong4",
    "爪": "zhua3",
    "转轉": "zhuan3",
}
_USUAL = {character: reading for characters, reading in _ALONE.items() for character in characters} | {
    "地方": "di4 fang5",
    "东西": "dong1 xi5",
    "東西": "dong1 xi5",
    "大意": "da4 yi4",
    "便宜": "pian2 yi5",
}
_SYLLABLE = re.compile(r"([A-Za-z:üÜ]+?)([1-5])")
_MARKS = {
    "a": "āáǎà",
    "e": "ēéěè",
    "i": "īíǐì",
    "o": "ōóǒò",
    "u": "ūúǔù",
    "ü": "ǖǘǚǜ",
}
_COMBINING = "\u0304\u0301\u030c\u0300"
_NEUTRAL = 5


@dataclass(frozen=True, slots=True)
class Reading:
    """A word from ``start`` to ``end`` (code points of its sentence) and its pinyin with tone marks."""

    start: int
    end: int
    pinyin: str


def read_words(sentence: str, dictionary: Dictionary | None = None) -> list[Reading]:
    """The readings of all Chinese words of a sentence in either script, in order and without overlap; what no
    dictionary has is left out. The installed dictionary is loaded where none is given, which takes a while.
    """
    dictionary = dictionary or load_dictionary()
    return [
        Reading(start, end, pinyin)
        for start, end in _words(sentence, dictionary)
        if (pinyin := _pinyin_of(sentence[start:end], dictionary))
    ]


def reading_of(word: str, dictionary: Dictionary | None = None) -> str:
    """The pinyin of one word, empty where the dictionary does not have it."""
    return _pinyin_of(word, dictionary or load_dictionary())


def marked(numbered: str) -> str:
    """``"Bei3 jing1"`` of a dictionary as people write it: ``"Běijīng"``, ``"Xi1 an1"`` as ``"Xī'ān"``."""
    found = ""
    for part in numbered.replace("u:", "ü").replace("U:", "Ü").split():
        match = _SYLLABLE.fullmatch(part)
        syllable = _with_mark(match[1], int(match[2])) if match else part
        if syllable == "r" and found:
            found += "r"
            continue
        if found and syllable[:1].lower() in "aāáǎàeēéěèoōóǒò" and found[-1].isalpha():
            found += "'"
        found += syllable if not found else syllable[:1].lower() + syllable[1:]
    return found


def _words(sentence: str, dictionary: Dictionary) -> Iterator[tuple[int, int]]:
    """The longest dictionary words from the left."""
    for run in re.finditer(f"(?:{HAN.pattern})+", sentence):
        at = run.start()
        while at < run.end():
            size = min(max(dictionary.longest_at(sentence, at), 1), run.end() - at)
            yield at, at + size
            at += size


@lru_cache(maxsize=20_000)
def _pinyin_of(word: str, dictionary: Dictionary) -> str:
    numbered = _USUAL.get(word)
    if numbered is None:
        entry = _entry(word, dictionary)
        if entry is None:
            return ""
        numbered = entry.pinyin
    return marked(numbered)


def _entry(word: str, dictionary: Dictionary) -> Entry | None:
    """The reading to take of several: a name's only where there is no other, never one that only points on
    to another writing."""
    entries = [entry for entry in dictionary.entries(word) if _SYLLABLE.search(entry.pinyin)]

    def rank(entry: Entry) -> tuple[bool, bool, int]:
        is_pointer = entry.glosses[0].startswith(("variant of", "old variant of", "see ", "surname "))
        return entry.pinyin[:1].isupper(), is_pointer, -len(entry.glosses)

    return min(entries, key=rank, default=None)


def _with_mark(syllable: str, tone: int) -> str:
    if tone == _NEUTRAL:
        return syllable
    low = syllable.lower()
    if "a" in low:
        at = low.index("a")
    elif "e" in low:
        at = low.index("e")
    elif "ou" in low:
        at = low.index("o")
    else:
        at = max(map(low.rfind, _MARKS))
    if at < 0:
        return f"{syllable[:1]}{_COMBINING[tone - 1]}{syllable[1:]}"
    mark = _MARKS[low[at]][tone - 1]
    return syllable[:at] + (mark if syllable[at].islower() else mark.upper()) + syllable[at + 1 :]
