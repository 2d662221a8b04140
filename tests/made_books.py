"""A bilingual book of our own making, of as many chapters as a test wants, with the truth known: which
chapters belong together, and which sentences.

``made_book`` tells it; ``tests/made_files.py`` writes it as e-books, Word documents and saved pages.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field

Sentences = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MadeBead:
    """Sentences that render each other; either side may be empty."""

    zh: Sentences
    en: Sentences


@dataclass(frozen=True, slots=True)
class MadeParagraph:
    """A paragraph in both languages."""

    beads: tuple[MadeBead, ...]

    @property
    def zh(self) -> str:
        return "".join(sentence for bead in self.beads for sentence in bead.zh)

    @property
    def en(self) -> str:
        return " ".join(sentence for bead in self.beads for sentence in bead.en)


@dataclass(frozen=True, slots=True)
class MadeChapter:
    """``in_zh`` and ``in_en`` say in which of the two books it stands. ``number`` is 0 for a preface."""

    number: int
    zh_title: str
    en_title: str
    paragraphs: tuple[MadeParagraph, ...]
    in_zh: bool = True
    in_en: bool = True


@dataclass(frozen=True, slots=True)
class MadeBook:
    """The book; ``chapters`` has all of them, those that one side lacks included."""

    zh_title: str = "河湾镇纪事"
    en_title: str = "A Chronicle of River Bend"
    author: str = "林溪"
    translator: str = "Ada Marsh"
    chapters: tuple[MadeChapter, ...] = field(default=())

    def side(self, language: str) -> list[MadeChapter]:
        """The chapters of the Chinese book (zh) or the English one (en), in order."""
        return [each for each in self.chapters if (each.in_zh if language == "zh" else each.in_en)]

    def matches(self) -> list[tuple[int | None, int | None]]:
        """Which chapter of the one book is which of the other, both counted from zero; None for missing."""
        found: list[tuple[int | None, int | None]] = []
        zh = en = 0
        for chapter in self.chapters:
            found.append((zh if chapter.in_zh else None, en if chapter.in_en else None))
            zh, en = zh + chapter.in_zh, en + chapter.in_en
        return found


_PEOPLE = (
    ("周掌柜", "Mr Zhou"),
    ("小满", "Xiaoman"),
    ("陈船工", "Boatman Chen"),
    ("阿兰", "Alan"),
    ("刘校长", "Headmaster Liu"),
    ("老魏", "Old Wei"),
    ("何医生", "Doctor He"),
    ("梅姨", "Aunt Mei"),
    ("石匠吴", "Wu the mason"),
    ("邮差孙", "Sun the postman"),
)
_PLACES = (
    ("渡口", "the ferry landing", "The Ferry Landing"),
    ("磨坊", "the mill", "The Mill"),
    ("集市", "the market", "The Market"),
    ("石桥", "the stone bridge", "The Stone Bridge"),
    ("茶馆", "the teahouse", "The Teahouse"),
    ("学堂", "the schoolhouse", "The Schoolhouse"),
    ("果园", "the orchard", "The Orchard"),
    ("码头", "the wharf", "The Wharf"),
    ("山神庙", "the mountain shrine", "The Mountain Shrine"),
    ("灯塔", "the lighthouse", "The Lighthouse"),
    ("盐仓", "the salt store", "The Salt Store"),
    ("祠堂", "the ancestral hall", "The Ancestral Hall"),
)
_THINGS = (
    ("一封信", "a letter"),
    ("一盏油灯", "an oil lamp"),
    ("一把旧伞", "an old umbrella"),
    ("一袋大米", "a sack of rice"),
    ("一本账簿", "an account book"),
    ("一只铜壶", "a copper kettle"),
    ("一张地图", "a map"),
    ("一匹蓝布", "a bolt of blue cloth"),
    ("一口木箱", "a wooden chest"),
    ("一串钥匙", "a bunch of keys"),
)
_EVENTS = (
    ("大水", "The Flood"),
    ("来客", "The Visitor"),
    ("秘密", "The Secret"),
    ("婚礼", "The Wedding"),
    ("争吵", "The Quarrel"),
    ("归来", "The Return"),
    ("账簿", "The Account Book"),
    ("初雪", "First Snow"),
)
# What is told: Chinese sentences and English ones that render them, with names to be put in.
_TOLD: tuple[tuple[Sentences, Sentences], ...] = (
    (("天还没亮，{p}就到了{l}。",), ("It was not yet light when {p} came to {l}.",)),
    (("{p}在{l}等了整整{n}天。",), ("For {n} whole days {p} waited at {l}.",)),
    (("“你看见{q}了吗？”{p}问。",), ("“Have you seen {q}?” asked {p}.",)),
    (("没有人回答。",), ("Nobody answered.",)),
    (("{p}从怀里取出{t}，放在桌上。",), ("{p} drew {t} out of his coat. He put it on the table.",)),
    (
        ("雨下了一夜，河水涨到了{l}的台阶前。",),
        ("It rained all night, and the river rose to the steps of {l}.",),
    ),
    (("{q}笑了笑，什么也没说。",), ("{q} smiled and said nothing.",)),
    (("那年冬天，镇上来了{n}个陌生人。",), ("That winter {n} strangers came to the town.",)),
    (
        ("他们住在{l}后面的小屋里。", "谁也不知道他们从哪里来。"),
        ("They lived in a hut behind {l}, and no one knew where they came from.",),
    ),
    (("{p}把{t}交给{q}，转身就走。",), ("{p} handed {t} to {q}, turned and left.",)),
    (("“这不是钱的事，”{q}低声说。",), ("“This is not about money,” {q} said under his breath.",)),
    (("{l}的钟敲了{n}下。",), ("The clock of {l} struck {n}.",)),
    (("从那以后，{p}再也没有去过{l}。",), ("After that, {p} never went to {l} again.",)),
    (("大家都说{q}疯了。",), ("Everyone said that {q} had gone mad.",)),
    (
        ("春天来得很晚，{l}旁边的柳树四月才发芽。",),
        ("Spring came late. The willows beside {l} did not bud until April.",),
    ),
    (("{p}数了数，一共{n}块银元。",), ("{p} counted: there were {n} silver dollars in all.",)),
    (("风很大。", "船不能开。"), ("The wind was strong, and no boat could leave.",)),
    (("{q}在{l}丢了{t}。",), ("{q} had lost {t} at {l}.",)),
    (("第二天一早，{p}带着{n}个人去找。",), ("Early next morning {p} went to look for it with {n} men.",)),
    (("他们什么也没找到。",), ("They found nothing at all.",)),
    (("“把门关上，”{p}说，“外面冷。”",), ("“Close the door,” said {p}. “It is cold outside.”",)),
    (("过了{n}年，人们还在谈论这件事。",), ("{n} years later people still talked about it.",)),
    (
        ("{q}的女儿在城里念书，每个月写{t}回来。",),
        ("The daughter of {q} was at school in town, and every month she sent {t} home.",),
    ),
    (("夜里，{l}亮着灯。",), ("At night there was a light in {l}.",)),
)
_NUMBERS = (
    ("三", "three"),
    ("五", "five"),
    ("七", "seven"),
    ("九", "nine"),
    ("十二", "twelve"),
    ("二十", "twenty"),
    ("三十六", "thirty-six"),
)
_DIGITS = "零一二三四五六七八九"
_ONES = (
    "Zero",
    "One",
    "Two",
    "Three",
    "Four",
    "Five",
    "Six",
    "Seven",
    "Eight",
    "Nine",
    "Ten",
    "Eleven",
    "Twelve",
    "Thirteen",
    "Fourteen",
    "Fifteen",
    "Sixteen",
    "Seventeen",
    "Eighteen",
    "Nineteen",
)
_TENS = ("Zero", "Ten", "Twenty", "Thirty", "Forty", "Fifty", "Sixty", "Seventy", "Eighty", "Ninety")


def made_book(
    chapters: int = 40,
    *,
    seed: int = 1,
    paragraphs: int = 12,
    missing_in_zh: Sequence[int] = (23,),
    missing_in_en: Sequence[int] = (7, 31),
    preface_in: str = "zh",
) -> MadeBook:
    """The same book each time. Chapters are named by number, from one; ``preface_in`` is zh, en or empty."""
    chance = random.Random(seed)
    told = [
        _chapter(
            number, paragraphs, chance, in_zh=number not in missing_in_zh, in_en=number not in missing_in_en
        )
        for number in range(1, chapters + 1)
    ]
    if preface_in:
        words = _paragraphs(3, chance)
        told.insert(0, MadeChapter(0, "序", "Preface", words, preface_in == "zh", preface_in == "en"))
    return MadeBook(chapters=tuple(told))


def chinese_number(number: int) -> str:
    """A number below a hundred as chapters write it: 四十, 二十一, 十二."""
    tens, ones = divmod(number, 10)
    written = ("" if tens < 2 else _DIGITS[tens]) + ("十" if tens else "")
    return written + (_DIGITS[ones] if ones or not tens else "")


def english_number(number: int) -> str:
    """A number below a hundred in words: Twenty-One."""
    if number < len(_ONES):
        return _ONES[number]
    tens, ones = divmod(number, 10)
    return f"{_TENS[tens]}-{_ONES[ones]}" if ones else _TENS[tens]


def _chapter(number: int, count: int, chance: random.Random, *, in_zh: bool, in_en: bool) -> MadeChapter:
    place, event = chance.choice(_PLACES), chance.choice(_EVENTS)
    names = (place[0], place[2]) if chance.random() < 0.6 else event
    return MadeChapter(
        number,
        f"第{chinese_number(number)}章　{names[0]}",
        f"Chapter {english_number(number)}: {names[1]}",
        _paragraphs(count, chance),
        in_zh,
        in_en,
    )


def _paragraphs(count: int, chance: random.Random) -> tuple[MadeParagraph, ...]:
    return tuple(
        MadeParagraph(tuple(_bead(chance) for _ in range(chance.randint(2, 6)))) for _ in range(count)
    )


def _bead(chance: random.Random) -> MadeBead:
    zh, en = chance.choice(_TOLD)
    p, q = chance.sample(_PEOPLE, 2)
    place, thing, number = chance.choice(_PLACES), chance.choice(_THINGS), chance.choice(_NUMBERS)
    said = [
        {"p": p[side], "q": q[side], "l": place[side], "t": thing[side], "n": number[side]} for side in (0, 1)
    ]
    english = " ".join(sentence.format(**said[1]) for sentence in en)
    cut = _sentences(english[0].upper() + english[1:])
    bead = MadeBead(tuple(sentence.format(**said[0]) for sentence in zh), cut)
    left_out = chance.random()
    if left_out < 0.03:
        return MadeBead(bead.zh, ())
    return MadeBead((), bead.en) if left_out < 0.05 else bead


def _sentences(text: str) -> Sentences:
    """English that is told as several sentences, one by one; all but the last end in a full stop."""
    parts = text.split(". ")
    if text.startswith("“") or len(parts) == 1:
        return (text,)
    return (*(f"{part}." for part in parts[:-1]), parts[-1])
