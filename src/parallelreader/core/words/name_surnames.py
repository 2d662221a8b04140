"""Further names of a text in which some are known: the same surnames before other titles."""

import re
from collections.abc import Iterable, Iterator

from parallelreader.core.words.name_titles import PLACES, SHORT_TITLES, titles
from parallelreader.core.words.names import Name
from parallelreader.core.words.segmenter import Segmenter

PREFIXES = {"老": "lao", "小": "xiao", "阿": "a", "大": "da"}
"""What may stand before a surname, and how it is read."""

# Before a title these mostly are no surname, even where somebody has it: 向老师 is to the teacher.
_LITTLE_WORDS = frozenset("和向连連于於同跟从從那对對像与與为為时時常还還没沒有给給叫让讓被把比按")


def names_by_surname(names: Iterable[Name], sentences: Iterable[str], segmenter: Segmenter) -> Iterator[Name]:
    """What else must be a name where these are: the same surnames before other titles."""
    known = {(name.written, name.before, name.behind) for name in names}
    surnames: dict[str, str] = {}
    for name in names:
        at = _place_of_surname(name)
        if at is not None and name.written[at] not in _LITTLE_WORDS:
            surnames.setdefault(name.written[at], name.reading[at])
    if not surnames:
        return
    pattern = re.compile(f"([老小姓])?([{''.join(surnames)}])({'|'.join(titles())})?")
    for sentence in sentences:
        for match in pattern.finditer(sentence):
            before, surname, behind = match[1] or "", match[2], match[3] or ""
            if not before and not behind:
                continue
            found = _of_surname(sentence, match, surnames[surname], segmenter)
            if found is not None and (found.written, found.before, found.behind) not in known:
                known.add((found.written, found.before, found.behind))
                yield found


def _place_of_surname(name: Name) -> int | None:
    """Where in a name a surname stands; None in one that has none, like that of a place."""
    if name.behind or name.before:
        return 0
    is_place = any(spelt.split()[-1].lower() in PLACES for _, spelt in name.english)
    if is_place or not name.reading[1:] or not name.reading[1][:1].isupper():
        return None
    return 1 if name.written[0] in PREFIXES else 0


def _of_surname(sentence: str, match: re.Match[str], reading: str, segmenter: Segmenter) -> Name | None:
    bounds = {bound for word in segmenter.words(sentence) for bound in word}
    at = match.start(2)
    if match[3]:
        if any(at + 1 < bound < match.end(3) for bound in bounds):
            return None
        ends = {at, at + 1} | ({match.end(3)} if match[3] in SHORT_TITLES else set())
        return Name(match[2], (reading,), behind=match[3]) if ends <= bounds else None
    if at + 1 not in bounds:
        return None
    if match[1] == "姓":
        return Name(match[2], (reading,), before="姓") if at in bounds else None
    written = sentence[at - 1 : at + 1]
    if at - 1 not in bounds or segmenter.knows(written):
        return None
    prefix = "Lao3" if match[1] == "老" else "Xiao3"
    return Name(written, (prefix, reading))
