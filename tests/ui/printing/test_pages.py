import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import replace

import pytest
from PySide6.QtGui import QImage, QPainter

from handouts import CHINESE, HOSTILE, LAMP_ROWS, cell, handout, hostile_handout
from parallelreader.core.errors import Cancelled, WriteProblem
from parallelreader.core.handout import Handout, HandoutLayout, HandoutOptions, HandoutRow, Paper, Piece
from parallelreader.ui.printing.flow import Run, lines_of
from parallelreader.ui.printing.pages import Page, Pages
from parallelreader.ui.printing.pdf import write_pdf
from parallelreader.ui.printing.sheet import Sheet

pytestmark = pytest.mark.usefixtures("qapp")

SENTENCE = cell("渡船慢慢靠了岸，船夫把缆绳系好，又抬头看了看天色。")
RENDERED = cell("Slowly the ferry came to the bank; the ferryman made the rope fast and looked at the sky.")


def long_handout(rows: int, layout: HandoutLayout = HandoutLayout.SIDE_BY_SIDE, *, every: int = 9) -> Handout:
    """So many pairs, a heading before each ``every``."""

    def made() -> Iterable[HandoutRow]:
        for number in range(rows):
            if number % every == 0:
                yield HandoutRow((cell(f"第{number}章"), cell(f"Chapter {number}")), level=1)
            yield HandoutRow((SENTENCE, RENDERED), str(number + 1))

    return handout(lambda: iter(made()), options=HandoutOptions(layout=layout), row_count=rows)


def texts(pages: Iterable[Page]) -> list[str]:
    return [text for page in pages for _, block in page.blocks for text in block.text.split("\n")]


def is_heading(text: str) -> bool:
    return text.startswith("第")


@pytest.mark.parametrize("layout", HandoutLayout)
def test_every_pair_is_on_the_pages_once(layout):
    told = texts(Pages(long_handout(60, layout)))

    assert [text for text in told if text.isdecimal()] == [str(number + 1) for number in range(60)]
    assert told.count(SENTENCE[0].text) == 60


@pytest.mark.parametrize("layout", HandoutLayout)
def test_nothing_hangs_over_the_lower_edge(layout):
    pages = Pages(long_handout(60, layout))

    for page in pages:
        y, last = page.blocks[-1]
        assert y + last.height <= pages.sheet.text_height


@pytest.mark.parametrize("every", [1, 4, 5, 6, 7])
def test_a_heading_never_ends_a_page(every):
    for page in Pages(long_handout(40, every=every)):
        assert not is_heading(page.blocks[-1][1].text)
        assert not page.blocks[-1][1].text.startswith(CHINESE.name)


def test_the_head_of_a_table_comes_back_on_each_page():
    pages = list(Pages(long_handout(40, every=1000)))

    assert len(pages) > 2
    assert all(page.blocks[0][1].text.startswith(CHINESE.name) for page in pages[1:])


def test_a_row_longer_than_a_page_goes_on_on_the_next_and_loses_nothing():
    words = "".join(f"第{number}天，水又涨了一寸。" for number in range(400))
    row = HandoutRow((cell(words), cell("The water rose every day.")), "1")
    pages = Pages(handout(lambda: iter((row,)), options=HandoutOptions(), row_count=1))

    made = list(pages)

    assert len(made) > 1
    assert "".join(text for text in texts(made) if "天，" in text or "寸" in text) == words
    assert all(y + block.height <= pages.sheet.text_height for page in made for y, block in page.blocks)


def test_pages_are_numbered_and_carry_the_title_from_the_second_on():
    pages = list(Pages(long_handout(40)))

    assert [page.foot.text for page in pages] == [str(n + 1) for n in range(len(pages))]
    assert pages[0].head is None
    assert pages[1].head is not None
    assert pages[1].head.text == "灯塔 The Lamp"
    assert pages[-1].share == 1.0


def test_notes_stand_at_the_end():
    told = texts(Pages(handout()))

    assert told[-2:] == ["亮 as a verb:\u2028to come on", "1"]
    assert "灯塔亮1了。" in told


def test_a_word_with_its_reading_over_it_is_not_parted():
    look = Sheet(HandoutOptions()).words(CHINESE)
    runs = [Run(Piece("慢慢", "mànmàn"), look), Run(Piece("渡船", "dùchuán"), look)] * 12

    flow = lines_of(runs, 700.0).flow

    assert flow.line_count > 3
    assert all(len(flow.text_of(n, n + 1)) % 2 == 0 for n in range(flow.line_count))


def test_a_comma_never_begins_a_line():
    look = Sheet(HandoutOptions()).words(CHINESE)
    words = "水涨了，船来了，人散了，天黑了。" * 4

    for width in range(400, 900, 40):
        flow = lines_of([Run(Piece(words), look)], float(width)).flow
        assert not any(flow.text_of(n, n + 1).startswith(("，", "。")) for n in range(flow.line_count))


def test_a_page_is_painted_in_ink_on_its_paper():
    pages = Pages(handout())
    image = QImage(420, 594, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)

    next(iter(pages)).paint(painter, pages.sheet, dots_in_inch=50.0)
    painter.end()

    dark = {y for y in range(594) for x in range(420) if image.pixelColor(x, y).lightness() < 128}
    assert min(dark) > 20
    assert max(dark) < 594 - 15


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
@pytest.mark.parametrize("made", [handout(), hostile_handout()])
def test_words_can_be_taken_out_of_a_pdf(made, tmp_path):
    out = tmp_path / "a.pdf"

    write_pdf(made, out)

    told = subprocess.run(["pdftotext", str(out), "-"], capture_output=True, text=True, check=True).stdout
    expected = "Two: The Fog" if made.title != HOSTILE else "alert('&')"
    assert expected in told


def test_a_pdf_has_the_paper_wanted(tmp_path):
    letter = replace(HandoutOptions(), paper=Paper.LETTER)

    write_pdf(handout(options=letter), tmp_path / "a.pdf")

    assert b"/MediaBox [0 0 612" in (tmp_path / "a.pdf").read_bytes()


def test_a_pdf_that_is_cancelled_leaves_what_was_there(tmp_path):
    out = tmp_path / "a.pdf"
    out.write_bytes(b"before")

    class Impatient:
        def step(self, done: int, total: int, text: str = "") -> None:
            raise Cancelled("writing")

    with pytest.raises(Cancelled):
        write_pdf(handout(), out, progress=Impatient())

    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("a.pdf", b"before")]


def test_a_folder_that_is_not_there_is_told(tmp_path):
    with pytest.raises(WriteProblem, match="nowhere"):
        write_pdf(handout(), tmp_path / "nowhere" / "a.pdf")


def test_three_versions_stand_side_by_side():
    third = replace(CHINESE, version="tw", name="中文 · 別本")
    made = handout()
    part = next(made.parts())
    wide = replace(
        part,
        columns=(*part.columns, third),
        rows=lambda: (replace(row, cells=(*row.cells, row.cells[0])) for row in LAMP_ROWS),
    )
    pages = Pages(replace(made, parts=lambda: iter((wide,))))

    blocks = [block for page in pages for _, block in page.blocks]

    edges = sorted({each.x for block in blocks for each in block.placed if third.name in block.text})
    assert len(edges) == 3
