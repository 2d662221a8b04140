"""Closed lists of words that the aligner treats apart, written down by hand.

They hold no knowledge of any text: function words, irregular English forms, numbers.
"""


def _words(block: str) -> tuple[str, ...]:
    return tuple(block.split())


ENGLISH_DROPPED = frozenset(
    _words("""
    a an the of in on at to for from by with into onto upon about as than and or but if so that this these
    those there then is am are was were be been being do does did done have has had having will would shall
    should may might can could must it its s t d ll re ve m st nd rd th some any such also just very too up
    out off over down while
    """)
)

PARTICLES = frozenset(
    "的了着著在是这這那上下里裡之地得和与與及也就都而所把被将將于於以其为為们們个個么麼吗嗎呢吧啊呀啦"
)

LIKE_PINYIN = frozenset(
    _words("""
    he she me men can long you pan pen pin ban bang bin ben den ding dong fan fang fen gang gun hang hen lie
    ma man mi nan pang ping ran rang sang song sun tan tang ten wan die bai bye ai an en a o tie pie lei mu
    bo pi ha hai chi shun cheng sui
    """)
)
"""English words and word forms that happen to be spelt like a pinyin syllable."""

MONTHS = _words("january february march april may june july august september october november december")

_SMALL = _words(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_TENS = _words("twenty thirty forty fifty sixty seventy eighty ninety")
_ORDINALS = {
    1: "first",
    2: "second",
    3: "third",
    4: "fourth",
    5: "fifth",
    6: "sixth",
    7: "seventh",
    8: "eighth",
    9: "ninth",
    10: "tenth",
    12: "twelfth",
    20: "twentieth",
}


def number_words(value: int) -> tuple[str, ...]:
    """The English words that write a whole number, or from a hundred on its leading part and its unit."""
    words: tuple[str, ...] = ()
    if 0 <= value < 20:
        words = (_SMALL[value],)
    elif value < 100:
        words = (_TENS[value // 10 - 2],) + ((_SMALL[value % 10],) if value % 10 else ())
    else:
        for size, unit in (
            (1_000_000_000, "billion"),
            (1_000_000, "million"),
            (1000, "thousand"),
            (100, "hundred"),
        ):
            if value >= size:
                words = (number_words(value // size)[0], unit)
                break
    return words + ((_ORDINALS[value],) if value in _ORDINALS else ())


_DIGITS = {
    character: value
    for value, group in enumerate(("零〇", "一", "二两兩", "三", "四", "五", "六", "七", "八", "九"))
    for character in group
}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10_000, "萬": 10_000, "亿": 100_000_000, "億": 100_000_000}


def numeral_value(word: str) -> int | None:
    """The value of a word of Chinese numerals ("三百零五", "一九四九"), or None if it is none."""
    if not word or any(c not in _DIGITS and c not in _UNITS and c not in _MYRIADS for c in word):
        return None
    if len(word) > 1 and all(character in _DIGITS for character in word):
        return int("".join(str(_DIGITS[character]) for character in word))
    total = section = digit = 0
    for character in word:
        if character in _DIGITS:
            digit = _DIGITS[character]
        elif character in _UNITS:
            section += (digit or 1) * _UNITS[character]
            digit = 0
        else:
            total = (total + section + digit or 1) * _MYRIADS[character]
            section = digit = 0
    return total + section + digit
