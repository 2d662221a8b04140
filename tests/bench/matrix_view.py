"""What the matrix of a term with five thousand occurrences in four versions costs the window: to show it, to
scroll through it, and to filter it.

Times are those of the processor, which other programs on the machine do not lengthen.
"""

import time
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

from PySide6.QtWidgets import QApplication

from bench.figures import middle, percentile
from bench.setting import Setting
from parallelreader.app.library import OpenDocument
from parallelreader.app.terms.sheet import GAP, CellFilter, Sheet
from parallelreader.app.themes import ThemeChoice
from parallelreader.core.corpus import Corpus, Document, Hand, Version
from parallelreader.core.renderings.matrix import Cell, MatrixRow, counted
from parallelreader.core.renderings.rendering import Found, Rendering
from parallelreader.core.text import Span, Text
from parallelreader.ui.main import make_application
from parallelreader.ui.terms.matrix_model import ColumnHead
from parallelreader.ui.terms.matrix_view import MatrixView
from parallelreader.ui.theme.source import ThemeSource

_MOST_ROWS = 5_000
_VERSIONS = ("one", "two", "three", "four")
_FORMS = ("ferry landing", "landing", "stop", "crossing", "pier", "wharf", "jetty", "quay", "dock")
_SIZE = (1150, 760)
_A_GAP_IN = 13


def measure(setting: Setting) -> list[str]:
    """The lines to print."""
    app = make_application()
    sheet = _sheet(min(_MOST_ROWS, setting.long))
    view = MatrixView(ThemeSource(app, ThemeChoice.LIGHT))
    view.resize(*_SIZE)
    view.show()
    heads = [ColumnHead(each, each) for each in _VERSIONS]
    steps = max(setting.pages // 2, 2)
    bar = view.table.verticalScrollBar()
    shown = list(_times(app, 1, lambda _: view.show_sheet(sheet, heads)))
    return [
        f"{len(sheet.matrix.rows):,} occurrences in {len(heads)} versions shown: {shown[0]:.1f} ms",
        _said("a notch of the wheel", _times(app, steps, lambda _: bar.setValue(bar.value() + 60))),
        _said("a page", _times(app, steps, lambda _: bar.setValue(bar.value() + _SIZE[1] - 120))),
        _said("a jump", _times(app, steps, lambda n: bar.setValue(n * 76_801 % (bar.maximum() + 1)))),
        _said("a filter set or taken away", _times(app, 4, lambda n: view.filter(_FILTERS[n % 2]))),
    ]


_FILTERS = (CellFilter(GAP), CellFilter())


def _said(what: str, times: Iterator[float]) -> str:
    taken = list(times)
    return f"{what}: {middle(taken):.1f} ms, 99th percentile {percentile(taken, 0.99):.1f} ms"


def _times(app: QApplication, count: int, act: Callable[[int], None]) -> Iterator[float]:
    """Milliseconds of the processor until what each act leads to is painted."""
    for number in range(count):
        begun = time.process_time()
        act(number)
        app.processEvents()
        yield (time.process_time() - begun) * 1000


def _sheet(rows: int) -> Sheet:
    chinese = [f"第{day}天，天黑以后渡口只剩下风声，来晚的人要朝着河对岸喊上很久。" for day in range(rows)]
    texts = {"zh": _text(chinese)}
    versions = [Version("zh", "zh-Hans", Hand.ORIGINAL, PurePosixPath("zh.txt"))]
    for number, name in enumerate(_VERSIONS):
        texts[name] = _text([_english(number, day) for day in range(rows)])
        versions.append(Version(name, "en", Hand.PUBLISHED, PurePosixPath(f"{name}.txt")))
    document = Document("ferry", "ferry", tuple(versions), ())
    opened = OpenDocument(Corpus(Path("/"), "ferry", (document,)), document, texts, {})
    found = [_row(texts, day) for day in range(rows)]
    return Sheet.of(counted(None, "渡口", _VERSIONS, found), {"ferry": opened})


def _row(texts: dict[str, Text], day: int) -> MatrixRow:
    start = texts["zh"].segment(day).start + texts["zh"].segment_text(day).index("渡口")
    cells = {name: _cell(texts[name], name, number, day) for number, name in enumerate(_VERSIONS)}
    return MatrixRow("ferry", "zh", Span(start, start + 2), f"{day + 1}.1", day, cells)


def _cell(text: Text, name: str, number: int, day: int) -> Cell:
    if (day + number) % _A_GAP_IN == 0:
        return Cell(name, (day,))
    form = _form(number, day)
    start = text.segment(day).start + text.segment_text(day).index(form)
    return Cell(name, (day,), Rendering((Span(start, start + len(form)),), form, 0.8, Found.LIKELY, form))


def _form(number: int, day: int) -> str:
    return _FORMS[(7 * day + 3 * number + day // 50) % len(_FORMS)]


def _english(number: int, day: int) -> str:
    return (
        f"On day {day} after dark only the wind was left at the {_form(number, day)}, and whoever came late "
        "had to call across the river for a long time."
    )


def _text(lines: list[str]) -> Text:
    spans, at = [], 0
    for line in lines:
        spans.append((at, at + len(line)))
        at += len(line) + 1
    return Text("\n".join(lines), spans)
