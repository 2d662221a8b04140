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

_IRREGULAR = """
arise arose arisen;awake awoke awoken;bear bore borne;beat beaten;become became;begin began begun;
bend bent;bind bound;bite bit bitten;bleed bled;blow blew blown;break broke broken;breed bred;
bring brought;build built;burn burnt;buy bought;catch caught;choose chose chosen;cling clung;come came;
creep crept;deal dealt;dig dug;draw drew drawn;dream dreamt;drink drank drunk;drive drove driven;
dwell dwelt;eat ate eaten;fall fell fallen;feed fed;feel felt;fight fought;find found;flee fled;
fling flung;fly flew flown;forbid forbade forbidden;forget forgot forgotten;forgive forgave forgiven;
freeze froze frozen;get got gotten;give gave given;go went gone;grind ground;grow grew grown;hang hung;
hear heard;hide hid hidden;hold held;keep kept;kneel knelt;know knew known;lay laid;lead led;leap leapt;
learn learnt;leave left;lend lent;light lit;lose lost;make made;mean meant;meet met;pay paid;
mistake mistook mistaken;overcome overcame;prove proven;ride rode ridden;ring rang rung;rise rose risen;
run ran;saw sawn;say said;see saw seen;seek sought;sell sold;send sent;sew sewn;shake shook shaken;
shine shone;shoot shot;show shown;shrink shrank shrunk;sing sang sung;sink sank sunk;sit sat;sleep slept;
slide slid;sling slung;smell smelt;sow sown;speak spoke spoken;speed sped;spend spent;spill spilt;
spin spun;spit spat;spoil spoilt;spring sprang sprung;stand stood;steal stole stolen;stick stuck;
sting stung;stink stank stunk;stride strode;strike struck stricken;strive strove striven;swear swore sworn;
sweep swept;swell swollen;swim swam swum;swing swung;take took taken;teach taught;tear tore torn;
tell told;think thought;throw threw thrown;tread trod trodden;understand understood;undertake undertook
undertaken;wake woke woken;wear wore worn;weave wove woven;weep wept;win won;wind wound;withdraw withdrew
withdrawn;write wrote written;overthrow overthrew overthrown;undergo underwent undergone;uphold upheld;
withstand withstood;foresee foresaw foreseen;lie lay lain;
man men;woman women;child children;foot feet;tooth teeth;goose geese;mouse mice;ox oxen;life lives;
wife wives;knife knives;leaf leaves;half halves;self selves;wolf wolves;thief thieves;shelf shelves;
loaf loaves;person people;datum data;medium media;criterion criteria;phenomenon phenomena;basis bases;
crisis crises;analysis analyses;good better best;bad worse worst;far farther farthest further;little less
least;many more most much;i me my mine myself;we us our ours ourselves;you your yours yourself yourselves;
he him his himself;she her hers herself;they them their theirs themselves;who whom whose;no none nor;
never ever;not cannot;mother mom mum mama;father dad papa daddy;grandmother grandma granny;grandfather
grandpa granddad;china chinese;large big;start begin
"""

IRREGULAR_FORMS: dict[str, str] = {
    form: group.split()[0] for group in _IRREGULAR.split(";") if group.split() for form in group.split()[1:]
}

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
