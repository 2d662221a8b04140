from html import escape
from pathlib import Path

import pytest

from formats.prose_battery import EN, ZH, ProseBattery, words_of
from made_files import zip_file
from parallelreader.core.errors import FileProblem
from parallelreader.core.incoming import Links, Passage, Prose, Unit
from parallelreader.formats import odt
from parallelreader.formats.import_format import ReadOptions

_NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "text", "table", "meta")
)


def parts(body: str) -> dict[str, str | bytes]:
    return {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f'<?xml version="1.0"?><office:document-content {_NAMES}><office:body>'
        f"<office:text>{body}</office:text></office:body>"
        "</office:document-content>",
        "meta.xml": f'<office:document-meta {_NAMES} xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta>'
        "<dc:title>雾中的渡船</dc:title><meta:initial-creator>林溪</meta:initial-creator>"
        "<meta:creation-date>2026-03-01T08:00</meta:creation-date></office:meta></office:document-meta>",
    }


def read(folder: Path, body: str) -> Prose:
    found = odt.FORMAT.read(zip_file(folder / "text.odt", parts(body)), ReadOptions())
    assert isinstance(found, Prose)
    return found


class TestOdtBattery(ProseBattery):
    format = odt.FORMAT

    def make(self, path: Path, paragraphs: list[str]) -> None:
        zip_file(path, parts("".join(f"<text:p>{escape(words)}</text:p>" for words in paragraphs)))


def test_headings_notes_and_contents_are_known(tmp_path: Path) -> None:
    note = (
        "<text:note><text:note-citation>1</text:note-citation>"
        "<text:note-body><text:p>平底船。</text:p></text:note-body></text:note>"
    )
    prose = read(
        tmp_path,
        "<text:table-of-content><text:p>第一章 1</text:p></text:table-of-content>"
        f"<text:h text:outline-level='2'>第一章</text:h><text:p>渡船{note}靠岸。</text:p>"
        "<text:h text:outline-level='3'>一</text:h>",
    )

    assert prose.passages == (
        Passage("第一章 1", aside="contents"),
        Passage("第一章", 1),
        Passage("渡船靠岸。"),
        Passage("平底船。", aside="footnote"),
        Passage("一", 2),
    )
    assert (prose.title, prose.author, prose.date) == ("雾中的渡船", "林溪", "2026-03-01")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("<text:p>a<text:s text:c='2'/>b<text:tab/>c</text:p>", ["a b c"]),
        ("<text:p>第一行。<text:line-break/>第二行。</text:p>", ["第一行。", "第二行。"]),
        (
            "<text:p><text:ruby><text:ruby-base>渡</text:ruby-base>"
            "<text:ruby-text>dù</text:ruby-text></text:ruby>船</text:p>",
            ["渡船"],
        ),
        ("<text:tracked-changes><text:p>旧</text:p></text:tracked-changes><text:p>新</text:p>", ["新"]),
        ("<text:list><text:list-item><text:p>甲</text:p></text:list-item></text:list>", ["甲"]),
    ],
)
def test_a_document_is_read_as_it_is_printed(tmp_path: Path, body: str, words: list[str]) -> None:
    assert words_of(read(tmp_path, body)) == words


def test_a_bilingual_table_is_units(tmp_path: Path) -> None:
    def cell(words: str) -> str:
        return f"<table:table-cell><text:p>{words}</text:p></table:table-cell>"

    rows = "".join(
        f"<table:table-row>{cell(zh)}{cell(en)}</table:table-row>"
        for zh, en in ((ZH, EN), ("水。", "Water."))
    )
    units = odt.FORMAT.read(
        zip_file(tmp_path / "t.odt", parts(f"<table:table>{rows}</table:table>")), ReadOptions()
    )

    assert not isinstance(units, Prose | Links)
    assert list(units.read()) == [Unit((ZH, EN)), Unit(("水。", "Water."))]


def test_a_document_without_its_text_is_refused(tmp_path: Path) -> None:
    found = parts("")
    del found["content.xml"]

    with pytest.raises(FileProblem, match=r"content\.xml"):
        odt.FORMAT.read(zip_file(tmp_path / "t.odt", found), ReadOptions())
