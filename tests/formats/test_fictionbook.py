from html import escape
from pathlib import Path

import pytest

from formats.prose_battery import ZH, ProseBattery
from parallelreader.core.errors import FileProblem
from parallelreader.core.incoming import Passage, Prose
from parallelreader.formats import fictionbook
from parallelreader.formats.import_format import ReadOptions


def book(body: str) -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?><FictionBook xmlns="http://www.gribuser.ru/xml/fictionbook/2.0">'
        "<description><title-info><author><first-name>Lin</first-name><last-name>Xi</last-name></author>"
        "<book-title>雾中的渡船</book-title><lang>zh</lang></title-info></description>"
        f'{body}<binary id="c" content-type="image/png">AAAA</binary></FictionBook>'
    )


def read(folder: Path, text: str) -> Prose:
    path = folder / "book.fb2"
    path.write_text(text, "utf-8")
    found = fictionbook.FORMAT.read(path, ReadOptions())
    assert isinstance(found, Prose)
    return found


class TestFictionBookBattery(ProseBattery):
    format = fictionbook.FORMAT

    def make(self, path: Path, paragraphs: list[str]) -> None:
        said = "".join(f"<p>{escape(words)}</p>" for words in paragraphs)
        path.write_text(book(f"<body><section>{said}</section></body>"), "utf-8")


def test_chapters_in_chapters_have_their_depth_and_notes_are_set_apart(tmp_path: Path) -> None:
    prose = read(
        tmp_path,
        book(
            "<body><title><p>雾中的渡船</p></title><section><title><p>第一部</p></title><section><title><p>第一章</p>"
            f"<p>渡口</p></title><p>{ZH}</p><poem><stanza><v>一行</v></stanza></poem></section></section></body>"
            '<body name="notes"><section id="n"><p>平底船。</p></section></body>'
        ),
    )

    assert prose.passages == (
        Passage("雾中的渡船", aside="title page"),
        Passage("第一部", 1),
        Passage("第一章 渡口", 2),
        Passage(ZH),
        Passage("一行"),
        Passage("平底船。", aside="footnote"),
    )
    assert (prose.title, prose.author, prose.language) == ("雾中的渡船", "Lin Xi", "zh")


def test_a_book_without_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="no text"):
        read(tmp_path, book("<body/>"))


def test_a_book_that_breaks_off_says_so(tmp_path: Path) -> None:
    whole = book(f"<body><section><p>{ZH}</p><p>{ZH}</p></section></body>")

    prose = read(tmp_path, whole.rpartition("</p>")[0])

    assert prose.passages == (Passage(ZH), Passage(ZH))
    assert len(prose.faults) == 1
    assert read(tmp_path, whole).faults == ()
