"""Small PDF documents drawn with Qt as word processors print them: ``python tests/made_pdfs.py`` writes
those in tests/data/pdf anew, on a machine with Chinese fonts and pypdf.

What a reader should make of them stands here too, so that the tests need neither Qt nor fonts.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "data" / "pdf"

ZH_TITLE = "第一章　雾中的渡口"
ZH = (
    "天还没有亮，渡口已经有人在等。雾很大，看不见对岸的灯，只听见水一下一下拍着石阶的声音。老魏把青布伞靠"
    "在墙上，"
    "从怀里取出一只小小的铜壶，喝了一口，又把壶递给身边的人。",
    "“这样的雾，我一辈子只见过三次。”他说，“头一次，是我父亲出门的那天早上。”",
    "没有人接他的话。过了一会儿，雾里传来一声很轻的桨响，又停住了。大家都站起来，往水边走了几步。一个孩子"
    "把手里的灯笼"
    "举高，光只照出三尺远，再往外就是白茫茫的一片，什么也看不见。",
    "船终于靠岸的时候，太阳已经出来了，可是船上一个人也没有。缆绳整整齐齐地盘在船头，长长的竹篙横放着，好"
    "像撑船的人"
    "刚刚走开，马上就会回来。",
    "那天以后，镇上的人都说起这件事，说法却各不相同。有人说船夫跳进了水里，有人说他根本没有上船。只有老魏"
    "一句话也不说，"
    "每天早上照旧到渡口来，坐在那块高高的石头上，一直坐到雾散。",
)
EN_TITLE = "Chapter One: The Ferry in the Fog"
EN = (
    "It was not yet light, and people were already waiting at the landing. The fog was thick; nobody "
    "could see the "
    "lamp on the other bank, and the only sound was the water that beat against the steps. Old Wei "
    "leaned his "
    "umbrella against the wall, took a well-known little copper kettle out of his coat, drank, and "
    "handed it on.",
    "“In all my life I have seen such a fog three times,” he said. “The first was the morning on which "
    "my father "
    "left home.”",
    "Nobody took up his words. After a while there was the soft sound of an oar, and then it stopped. "
    "They all got "
    "up and took a few steps towards the water. A child held up his lantern, and its light reached no "
    "further than "
    "an arm; beyond it there was a whiteness in which nothing at all could be distinguished.",
    "When the boat touched the bank at last the sun was up, but there was no one in it. The rope lay "
    "neatly coiled "
    "in the bow and the long bamboo pole across the seats, as though the boatman had just stepped out "
    "and would "
    "be back in a moment.",
    "From that day on the whole town talked about it, and everybody told it differently. Some said that "
    "the boatman "
    "had jumped into the water, some that he had never been aboard. Only Old Wei said nothing; every "
    "morning he came "
    "to the landing as before and sat on the high stone until the fog had gone.",
)
EN_SECOND = "Chapter Two: The Stone"
NOTE = "* A landing of stone steps, used when the river is low."
RUNNING = "A Chronicle of River Bend"


@dataclass(frozen=True, slots=True)
class PdfPage:
    """Lines to draw: (x, y of the baseline, size in points, words)."""

    lines: tuple[tuple[float, float, float, str], ...]


def _wrapped(words: str, width: float, size: float, measure: object, indent: float) -> list[str]:
    """Lines of at most ``width`` points; English is hyphenated where that fills a line."""
    pieces = re.findall(r"[^\u2e80-\uffef ]+ ?|[\u2e80-\uffef]| ", words)
    lines, line, room = [], "", width - indent
    for piece in pieces:
        if measure(line + piece.rstrip(), size) <= room:  # type: ignore[operator]
            line += piece
            continue
        cut = re.fullmatch(r"([a-z]{3,6}?)([a-z]{3,}[ ,.]*)", piece)
        if cut and measure(f"{line}{cut[1]}-", size) <= room:  # type: ignore[operator]
            lines.append(f"{line}{cut[1]}-")
            line, room = cut[2], width
        elif piece in "，。：；！？”、" and line:
            lines.append(line + piece)
            line, room = "", width
        else:
            lines.append(line.rstrip())
            line, room = piece.lstrip(), width
    return [each for each in [*lines, line] if each.strip()]


class _Composer:
    """Sets paragraphs into columns, page after page."""

    def __init__(
        self, columns: Sequence[tuple[float, float]], size: float, top: float, bottom: float
    ) -> None:
        from PySide6.QtGui import QFont, QFontMetricsF

        self._metrics = {}
        self._font, self._metric_of = QFont, QFontMetricsF
        self._columns, self._size = columns, size
        self._top, self._bottom = top, bottom
        self.pages: list[list[tuple[float, float, float, str]]] = [[]]
        self._column, self._y = 0, top

    def measure(self, words: str, size: float) -> float:
        if size not in self._metrics:
            font = self._font("Noto Serif CJK SC")
            font.setPixelSize(1000)
            self._metrics[size] = self._metric_of(font)
        return self._metrics[size].horizontalAdvance(words) * size / 1000

    def put(self, words: str, *, indent: float = 0.0, size: float = 0.0, after: float = 0.0) -> None:
        size = size or self._size
        left, right = self._columns[self._column]
        for number, line in enumerate(_wrapped(words, right - left, size, self.measure, indent)):
            if self._y > self._bottom:
                self._next_column()
                left, right = self._columns[self._column]
            self.pages[-1].append((left + (indent if number == 0 else 0), self._y, size, line))
            self._y += size * 1.5
        self._y += after

    def _next_column(self) -> None:
        self._column, self._y = self._column + 1, self._top
        if self._column == len(self._columns):
            self._column = 0
            self.pages.append([])

    def across(self, words: str, size: float) -> None:
        """A heading over all columns, at their top."""
        self.pages[-1].append((self._columns[0][0], self._y, size, words))
        self._top = self._y = self._y + size * 2


def _draw(path: Path, pages: Sequence[Sequence[tuple[float, float, float, str]]]) -> None:
    from PySide6.QtCore import QMarginsF, QPointF, QSizeF
    from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPainter, QPdfWriter

    writer = QPdfWriter(str(path))
    writer.setResolution(72)
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QSizeF(420, 595), QPageSize.Unit.Point), QPageLayout.Orientation.Portrait, QMarginsF()
        )
    )
    writer.setTitle(path.stem)
    painter = QPainter(writer)
    for number, lines in enumerate(pages):
        if number:
            writer.newPage()
        for x, y, size, words in lines:
            font = QFont("Noto Serif CJK SC")
            font.setPointSizeF(size)
            painter.setFont(font)
            painter.drawText(QPointF(x, y), words)
    painter.end()


def write_two_columns(path: Path) -> None:
    """A Chinese page in two columns under a heading, with a running head and a page number."""
    made = _Composer([(40, 200), (220, 380)], 10, 70, 300)
    made.across(ZH_TITLE, 16)
    for words in ZH:
        made.put(words, indent=20)
    for number, page in enumerate(made.pages, 1):
        page.insert(0, (150, 30, 8, "河湾镇纪事"))
        page.append((205, 575, 8, str(number)))
        # Drawn line by line over both columns: the order of drawing must not be taken for that of reading.
        page.sort(key=lambda line: (line[1], line[0]))
    _draw(path, made.pages)


def write_book(path: Path) -> None:
    """English pages with running heads, page numbers, hyphens, a footnote and two chapters."""
    made = _Composer([(50, 340)], 11, 70, 500)
    for title in (EN_TITLE, EN_SECOND):
        made.put(title, size=17, after=12)
        for words in EN:
            made.put(words, indent=18)
        made.put("", after=20)
    made.pages[0].append((50, 550, 7.5, NOTE))
    for number, page in enumerate(made.pages, 1):
        page.insert(0, (150, 35, 8, RUNNING if number % 2 else EN_TITLE))
        page.append((205, 575, 9, f"– {number} –"))
    _draw(path, made.pages)


def write_scan(path: Path) -> None:
    """A page that is a picture."""
    from PySide6.QtGui import QImage, QPainter, QPdfWriter

    picture = QImage(20, 20, QImage.Format.Format_Grayscale8)
    picture.fill(200)
    writer = QPdfWriter(str(path))
    painter = QPainter(writer)
    painter.drawImage(100, 100, picture)
    painter.end()


def write_with_bookmarks(path: Path, book: Path) -> None:
    """The book with a part and two chapters as bookmarks."""
    from pypdf import PdfWriter

    writer = PdfWriter(clone_from=book)
    part = writer.add_outline_item("Part One", page_number=0)
    writer.add_outline_item(EN_TITLE, page_number=0, parent=part)
    writer.add_outline_item(EN_SECOND, page_number=1, parent=part)
    writer.add_metadata({"/Title": RUNNING, "/Author": "Lin Xi"})
    writer.write(path)


def write_locked(path: Path, book: Path) -> None:
    """The book under a password."""
    from pypdf import PdfWriter

    writer = PdfWriter(clone_from=book)
    writer.encrypt("river", algorithm="RC4-128")
    writer.write(path)


if __name__ == "__main__":
    from PySide6.QtGui import QGuiApplication

    application = QGuiApplication([])
    FOLDER.mkdir(parents=True, exist_ok=True)
    write_two_columns(FOLDER / "two-columns.pdf")
    write_book(FOLDER / "book.pdf")
    write_scan(FOLDER / "scan.pdf")
    write_with_bookmarks(FOLDER / "bookmarks.pdf", FOLDER / "book.pdf")
    write_locked(FOLDER / "locked.pdf", FOLDER / "book.pdf")
