"""Characters and a few words with several readings: what their neighbours say of them.

A rule is a line: what is read, its reading with ``+`` between syllables, what stands before and what behind,
as patterns over words with ``/`` round each, as near as the clause goes; nothing is asked of a side that is
``.`` or left out. Those of a character or word are tried in order, and the last says what it mostly is. What
is written ``<SO>`` is a class of words. All other words are the dictionary's business.
"""

import re
from functools import cache

from parallelreader.core.values import dataclass
from parallelreader.core.words import common_polyphones, rarer_polyphones

_CLASSES = {
    "COUNT": r"[\d〇零一二两三四五六七八九十百千万几半每这那某各多哪数]",
    "WHO": r"(?:我|你|您|他|她|它|咱|我们|你们|他们|她们|它们|咱们|大家|谁|人|自己)",
    "VERY": r"(?:很|太|更|最|真|好|挺|够|极|非常|那么|这么|比较|特别|有点|有点儿|十分|越|越来越|多么|多)",
    "TITLE": r"(?:先生|太太|小姐|女士|老师|医生|教授|经理|主任|校长|师傅|大夫|总|家)",
    "LOAD": r"(?:书包|包|背包|包袱|包裹|孩子|娃娃|婴儿|行李|柴|柴火|枪|步枪|筐|篓|竹篓|背篓|篮子|袋|袋子|麻袋"
    r"|口袋|布袋|弟弟|妹妹|老人|奶奶|爷爷|伤员|病人|琴|吉他|箱|箱子|药箱|粮食|米|东西|画夹|相机|行囊|壳|债|锅|黑锅|重担"
    r"|十字架|草|木头|石头|水壶|降落伞|鼓|干粮|氧气瓶)",
    "BIT": r"(?:\w+/){0,4}",
}
_CLASS = re.compile("<([A-Z]+)>")


@dataclass(frozen=True, slots=True)
class _Rule:
    reading: tuple[str, ...]
    before: re.Pattern[str] | None
    behind: re.Pattern[str] | None


def reading_among(word: str, before: str, behind: str) -> tuple[tuple[str, ...], bool] | None:
    """How a character or word is read between these words of its clause, written ``"/我/把/"`` and
    ``"/了/一/"``, ``"/"`` where there are none; and whether they show it, or it is merely what it mostly is.
    None for one of which there is nothing to say here."""
    for rule in rules().get(word, ()):
        if rule.before is not None and rule.before.search(before) is None:
            continue
        if rule.behind is None or rule.behind.match(behind) is not None:
            return rule.reading, rule.before is not None or rule.behind is not None
    return None


@cache
def rules() -> dict[str, list[_Rule]]:
    """The rules by what they are of; preparing them takes some tens of milliseconds the first time."""
    found: dict[str, list[_Rule]] = {}
    for line in (common_polyphones.RULES + rarer_polyphones.RULES).split("\n"):
        if not line:
            continue
        word, reading, *sides = _CLASS.sub(lambda name: _CLASSES[name[1]], line).split(" ")
        before, behind = (*sides, "", "")[:2]
        found.setdefault(word, []).append(
            _Rule(
                tuple(reading.split("+")),
                re.compile(f"{before}$") if before not in ("", ".") else None,
                re.compile(behind) if behind not in ("", ".") else None,
            )
        )
    return found
