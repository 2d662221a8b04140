"""What every cutter gets wrong by how common words are: numbers in pieces, and measure words that make other
words with what follows them.

三百六十五 is one number, and of 三个人 or 两天后 it is 个 and 天 that are counted.
"""

import re
from collections.abc import Iterable

_FIGURES = frozenset("〇零一二两三四五六七八九十百千万亿兩萬億")
_ONES = frozenset("一二三四五六七八九")
_SOME, _PLACES = frozenset("几幾数數"), frozenset("十百千万亿萬億")
_DIGITS = frozenset("0123456789０１２３４５６７８９")
# What stands before a measure word.
_COUNTING = _FIGURES | _DIGITS | frozenset("几每多半好哪整俩幾")
# These begin with a measure word where something is counted.
_COUNTED = frozenset(
    ["个人", "個人", "家人"]
    + [each + where for each in "年天日月周" for where in "前后後来來内"]
    + ["年间", "年間"]
    # A day of a month from which a report is wired.
    + ["日电", "日電"]
)
# These begin with 把 where somebody stands before.
_TAKING = frozenset(["把手", "把门", "把門"])
_SOMEBODY = frozenset("我你您他她它咱们們人")
_ORDINAL = "第"
_MENDED = re.compile(
    f"[{''.join(sorted(_FIGURES))}几幾数數]{{2}}|[个個家年天日月周][人前后後来來内間间电電]|把[手门門]|越.越"
)


def mended(pieces: list[str], run: str, before: str = "") -> list[str]:
    """The pieces of a run of Chinese, with numbers whole and measure words for themselves; ``before`` is the
    character before it, which may be a digit."""
    if not _MENDED.search(run):
        return pieces
    return list(mended_pieces((before, *pieces)))[1:] if before in _DIGITS else list(mended_pieces(pieces))


def mended_pieces(pieces: Iterable[str]) -> Iterable[str]:
    """The same for pieces of any text."""
    waiting = ""
    for piece in pieces:
        if piece[0] in _FIGURES and waiting:
            is_figure = waiting in _SOME if piece[0] in _PLACES else False
            is_figure = is_figure or (
                waiting[-1] in _FIGURES and _FIGURES.issuperset(waiting.lstrip("几幾数數"))
            )
            if is_figure and _FIGURES.issuperset(piece):
                waiting += piece
                continue
            if moved := _moved(waiting, piece):
                yield moved[0]
                waiting = moved[1]
                continue
            if waiting == _ORDINAL and len(piece) > 2:
                figures = next((at for at, each in enumerate(piece) if each not in _FIGURES), 0)
                if figures > 1:
                    yield waiting
                    yield piece[:figures]
                    waiting = piece[figures:]
                    continue
        elif len(piece) == 2 and waiting and _is_two(waiting, piece):
            yield waiting
            yield piece[0]
            waiting = piece[1]
            continue
        if waiting:
            yield waiting
        waiting = piece
    if waiting:
        yield waiting


def _moved(before: str, piece: str) -> tuple[str, str] | None:
    """Two pieces with a figure that belongs to the number in the other one: 一点 is a word, and 第二, but no
    part of 十一点 and 第二百."""
    if piece[0] in _PLACES and before[:-1] == _ORDINAL and _FIGURES.issuperset(before[1:] + piece):
        return _ORDINAL, before[1:] + piece
    if len(piece) == 2 and piece[0] in _ONES and before[-1] == "十" and _FIGURES.issuperset(before):
        return before + piece[0], piece[1]
    return None


def _is_two(before: str, piece: str) -> bool:
    """Whether a word of two characters is no word behind that one: in 越飞越高 nobody flies over."""
    if piece in _COUNTED:
        return before[-1] in _COUNTING
    if piece in _TAKING:
        return before[-1] in _SOMEBODY
    return before == "越" == piece[1]
