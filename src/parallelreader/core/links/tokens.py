"""Cutting raw sentences into the tokens that are linked, marks and function words included.

Only the spans are found here, so that whoever shows them can find them again; nothing is rewritten.
"""

import re

from parallelreader.core.language.dictionary import Dictionary, load_dictionary
from parallelreader.core.language.script import is_han
from parallelreader.core.links.word_lists import CHINESE_FUNCTION_WORDS

Span = tuple[int, int]
"""Where a token begins and ends in its sentence, in code points."""

_NUMERAL = r"[零〇一二两兩三四五六七八九十百千万萬亿億]"
_LATIN = r"[A-Za-z\u00c0-\u024f]+(?:['’.&-][A-Za-z0-9\u00c0-\u024f]+)*"
_DIGITS = r"\d+(?:[.,:]\d+)*"
# Dates and amounts stay whole, as they are one number: 5月, 22日, 1990年, 1500万, 3.4%.
_CHINESE = re.compile(
    rf"百分之{_NUMERAL}+|第?{_DIGITS}(?:[万萬亿億]+|[年月日号號]|[%％])?|{_LATIN}|第{_NUMERAL}+|{_NUMERAL}{{2,}}"
)
# The characters that foreign names are written with, one for each syllable.
_SYLLABLES = (
    "阿埃艾爱安昂奥巴班邦保堡鲍贝本比彼毕宾波伯勃博布采查察川茨兹翰达戴丹当道德登迪蒂丁东杜敦多厄恩尔爾法凡范菲費费芬丰佛弗夫"
    "福富盖甘冈高戈格葛根贡古圭果哈海罕汉豪赫亨洪胡华怀惠霍基吉季加嘉贾姜杰捷金津卡凯坎康考柯科克肯孔库夸奎昆拉莱赖兰朗劳勒雷"
    "蕾里理利莉立连列林琳隆卢鲁路伦罗洛吕马玛迈麦曼芒毛梅门蒙米密明摩莫默姆穆拿娜纳乃奈南内尼涅宁纽农努诺欧帕潘庞佩彭皮平珀"
    "普齐奇恰乔钦琼丘茹让热日荣瑞若撒萨塞赛桑瑟森沙莎山珊绍舍申什圣施史士舒斯丝思苏索塔泰坦汤唐陶特腾提蒂廷通图土托瓦万旺威"
    "维韦为魏温文翁沃乌伍武西希锡夏香肖谢辛欣兴雄休许雪雅亚延扬耶叶伊易因英尤于雨约扎泽曾詹张珍真芝朱卓孜宗佐"
)
_NAME_SYLLABLES = frozenset(_SYLLABLES) - CHINESE_FUNCTION_WORDS
_LEAST_SYLLABLES = 3
_FOREIGN_NAME = re.compile(rf"[{_SYLLABLES}]{{1,8}}(?:[·・•‧][{_SYLLABLES}]{{1,8}})+")
_ENGLISH = re.compile(
    r"(?:[A-Za-z]\.){2,}"
    r"|(?:Mr|Mrs|Ms|Dr|St|Prof|Gen|Gov|Sen|Rep|No)\.(?=\s)"
    r"|[$€£]"
    r"|\d+(?:[.,:]\d+)*(?:%|st\b|nd\b|rd\b|th\b|s\b)?(?:-[A-Za-z0-9]+)*"
    r"|[^\W\d_]+(?=n['’]t\b)|n['’]t\b"
    r"|[^\W\d_]+(?:-[^\W_]+)*"
    r"|['’](?:s|d|m|ll|re|ve)\b"
    r"|--+|\.{2,}|…+|—+|[^\w\s]|_+",
    re.IGNORECASE,
)


def chinese_tokens(sentence: str, dictionary: Dictionary | None = None) -> list[Span]:
    """The tokens of a Chinese sentence in order: the longest dictionary words from the left, numbers, names
    with a dot in them, what can only be a foreign name, Latin words, single marks. White space belongs to
    none.

    The dictionary is the installed one by default; loading it for the first time takes a while.
    """
    dictionary = dictionary or load_dictionary()
    spans: list[Span] = []
    at = 0
    while at < len(sentence):
        if sentence[at].isspace():
            at += 1
            continue
        size = _size_at(sentence, at, dictionary)
        spans.append((at, at + size))
        at += size
    return _with_names(sentence, spans)


def english_tokens(sentence: str) -> list[Span]:
    """The tokens of an English sentence in order; ``'s`` and ``n't`` are tokens, ``1,500``, ``3.4%``,
    ``22nd`` and hyphenated words are whole. White space belongs to none."""
    return [match.span() for match in _ENGLISH.finditer(sentence)]


def _size_at(sentence: str, at: int, dictionary: Dictionary) -> int:
    known = dictionary.longest_at(sentence, at) if is_han(sentence[at]) else 0
    found = _CHINESE.match(sentence, at)
    if found and len(found[0]) > known:
        return len(found[0])
    name = _FOREIGN_NAME.match(sentence, at)
    return len(name[0]) if name and len(name[0]) > known else max(known, 1)


def _with_names(sentence: str, spans: list[Span]) -> list[Span]:
    """The tokens with runs of characters that are left over and all sound like a foreign name joined."""
    joined: list[Span] = []
    run = 0
    for start, end in (*spans, (len(sentence), len(sentence))):
        is_syllable = end - start == 1 and sentence[start] in _NAME_SYLLABLES
        if run and not (is_syllable and joined[-1][1] == start):
            if run >= _LEAST_SYLLABLES:
                joined[-run:] = [(joined[-run][0], joined[-1][1])]
            run = 0
        run += is_syllable
        joined.append((start, end))
    return joined[:-1]
