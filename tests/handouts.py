"""Hand-outs of our own making: a short story with everything in it, hostile words, and very many rows."""

from collections.abc import Callable, Iterator

from parallelreader.core.handout import (
    Cell,
    Column,
    Handout,
    HandoutLayout,
    HandoutNote,
    HandoutOptions,
    HandoutPart,
    HandoutRow,
    Piece,
)
from parallelreader.core.notes.note import Colour

CHINESE = Column("zh", "zh-Hans", "中文 · 林舟", True)
ENGLISH = Column("en", "en", "English · Ida Moss", False)
HOSTILE = "<script>alert('&')</script> ]]> \"q\" \x00\x0b\ufffe ‮abc‬ {{x}} %s שלום 𠮷🔧"


def cell(*words: str) -> Cell:
    return tuple(Piece(each) for each in words)


LAMP_ROWS = (
    HandoutRow((cell("一　灯"), cell("One: The Lamp")), level=1),
    HandoutRow(
        (
            (Piece("灯塔", "dēngtǎ"), Piece("亮", "liàng", Colour.YELLOW, 1), Piece("了", "le"), Piece("。")),
            cell("The lighthouse was lit."),
        ),
        "2",
        starts_paragraph=True,
        notes=(HandoutNote(1, "亮 as a verb:\nto come on"),),
    ),
    HandoutRow((cell("没有船。"), ()), "3"),
    HandoutRow(((), (Piece("Nobody "), Piece("came", "", Colour.ROSE, 1), Piece("."))), "4"),
    HandoutRow((cell("二　雾"), cell("Two: The Fog")), level=1),
    HandoutRow((cell("𠮷野师傅来了，“还早呢。”"), cell("Master Yoshino came. “Still early.”")), "6"),
)


def handout(
    rows: Callable[[], Iterator[HandoutRow]] = lambda: iter(LAMP_ROWS),
    *,
    options: HandoutOptions | None = None,
    layout: HandoutLayout = HandoutLayout.SIDE_BY_SIDE,
    title: str = "灯塔 The Lamp",
    row_count: int = len(LAMP_ROWS),
) -> Handout:
    part = HandoutPart("lamp", title, ("中文: 灯塔, 林舟",), (CHINESE, ENGLISH), row_count, rows)
    options = options or HandoutOptions(layout=layout, has_pinyin=True, has_notes=True)
    return Handout(title, "zh-Hans", options, lambda: iter((part,)))


def hostile_handout(layout: HandoutLayout = HandoutLayout.SIDE_BY_SIDE) -> Handout:
    row = HandoutRow(
        ((Piece(HOSTILE, HOSTILE, Colour.BLUE, 1),), cell(HOSTILE)), HOSTILE, notes=(HandoutNote(1, HOSTILE),)
    )
    heading = HandoutRow((cell(HOSTILE), ()), level=1)
    return handout(lambda: iter((heading, row)), layout=layout, title=HOSTILE, row_count=2)
