from html import escape
from pathlib import Path

import pytest

from formats.prose_battery import EN, ZH, ProseBattery, words_of
from made_books import made_book
from made_files import W, docx_paragraph, docx_parts, docx_table, write_docx, zip_file
from parallelreader.core.errors import FileProblem
from parallelreader.core.incoming import Column, Incoming, Links, Passage, Prose, Unit
from parallelreader.formats import docx
from parallelreader.formats.import_format import ReadOptions

BOOK = made_book(40, paragraphs=3)


def read_any(folder: Path, body: str, **more: str) -> Incoming:
    parts = docx_parts(body, more={f"word/{name}.xml": content for name, content in more.items()})
    return docx.FORMAT.read(zip_file(folder / "text.docx", parts), ReadOptions())


def read(folder: Path, body: str, **more: str) -> Prose:
    found = read_any(folder, body, **more)
    assert isinstance(found, Prose)
    return found


def p(inside: str, properties: str = "") -> str:
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inside}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}<w:t>{escape(text)}</w:t></w:r>"


class TestDocxBattery(ProseBattery):
    format = docx.FORMAT

    def make(self, path: Path, paragraphs: list[str]) -> None:
        zip_file(path, docx_parts("".join(docx_paragraph(words) for words in paragraphs)))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_book_of_forty_chapters_comes_with_its_chapters(tmp_path: Path, language: str) -> None:
    prose = docx.FORMAT.read(write_docx(tmp_path / "book.docx", BOOK, language), ReadOptions())

    assert isinstance(prose, Prose)
    titles = [chapter.zh_title if language == "zh" else chapter.en_title for chapter in BOOK.side(language)]
    assert [passage.text for passage in prose.passages if passage.level == 1] == titles
    assert prose.title == (BOOK.zh_title if language == "zh" else BOOK.en_title)
    assert prose.faults == ()


FALLBACK = (
    '<mc:AlternateContent><mc:Choice Requires="wps">{}</mc:Choice>'
    "<mc:Fallback>{}</mc:Fallback></mc:AlternateContent>"
)
BOX = "<w:drawing><wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx></w:drawing>"
FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (
            p(
                r("渡")
                + f"<w:ins>{r('船')}</w:ins>"
                + "<w:del><w:r><w:delText>桥</w:delText></w:r></w:del>"
                + r("开了。")
            ),
            ["渡船开了。"],
        ),
        (p(r("一") + f"<w:moveFrom>{r('旧')}</w:moveFrom><w:moveTo>{r('新')}</w:moveTo>"), ["一新"]),
        (p(r("前半"), "<w:rPr><w:del/></w:rPr>") + p(r("后半。")), ["前半后半。"]),
        (
            p(
                f"<w:r><w:ruby><w:rubyPr/><w:rt>{r('dù')}</w:rt><w:rubyBase>{r('渡')}</w:rubyBase></w:ruby></w:r>"
                + r("船")
            ),
            ["渡船"],
        ),
        (p(f"<w:smartTag>{r('河')}</w:smartTag><w:hyperlink>{r('湾')}</w:hyperlink>"), ["河湾"]),
        (
            f"<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>{p(r('控件'))}</w:sdtContent></w:sdt>",
            ["控件"],
        ),
        (
            p(
                "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
                f"{r('Click here')}</w:sdtContent></w:sdt>" + r("text")
            ),
            ["text"],
        ),
        (
            p(
                "<w:r>"
                + FALLBACK.format(BOX.format(p(r("box"))), BOX.format(p(r("box"))))
                + "</w:r>"
                + r("after")
            ),
            ["box", "after"],
        ),
        (
            p(
                FIELD.format("begin")
                + "<w:r><w:instrText>PAGE</w:instrText></w:r>"
                + FIELD.format("separate")
                + r("12")
                + FIELD.format("end")
                + r(" pages")
            ),
            ["12 pages"],
        ),
        (p(f'<w:fldSimple w:instr="DATE">{r("May")}</w:fldSimple>'), ["May"]),
        (p(r("a") + "<w:r><w:tab/></w:r>" + r("b"), '<w:tabs><w:tab w:val="left"/></w:tabs>'), ["a b"]),
        (p(r("第一行。") + "<w:r><w:br/></w:r>" + r("第二行。")), ["第一行。", "第二行。"]),
        (p(r("seen") + r("unseen", "<w:vanish/>") + r("!", '<w:vanish w:val="0"/>')), ["seen!"]),
        (p('<w:r><w:sym w:font="Symbol" w:char="F061"/><w:noBreakHyphen/></w:r>' + r("x")), ["α-x"]),
        (docx_table([["一", "二"], ["三\n四", "五"]]), ["一", "二", "三", "四", "五"]),
        (docx_table([["外"]]).replace("</w:tc>", docx_table([["内"]]) + "</w:tc>"), ["外", "内"]),
    ],
)
def test_a_document_is_read_as_it_is_printed(tmp_path: Path, body: str, words: list[str]) -> None:
    assert words_of(read(tmp_path, body)) == words


@pytest.mark.parametrize(
    ("styles", "style"),
    [
        ('<w:style w:styleId="1"><w:name w:val="heading 1"/></w:style>', "1"),
        ('<w:style w:styleId="a3"><w:name w:val="标题 1"/></w:style>', "a3"),
        ('<w:style w:styleId="X"><w:name w:val="X"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>', "X"),
        (
            '<w:style w:styleId="My"><w:name w:val="My"/><w:basedOn w:val="1"/></w:style>'
            '<w:style w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="My"/></w:style>',
            "My",
        ),
    ],
)
def test_headings_are_known_in_every_language_of_word(tmp_path: Path, styles: str, style: str) -> None:
    body = docx_paragraph("第一章", style=style) + docx_paragraph(ZH)

    prose = read(tmp_path, body, styles=f"<w:styles {W}>{styles}</w:styles>")

    assert prose.passages == (Passage("第一章", 1), Passage(ZH))


def test_a_paragraph_may_say_its_level_itself(tmp_path: Path) -> None:
    body = (
        p(r("甲"), '<w:outlineLvl w:val="1"/>')
        + p(r("乙"), '<w:outlineLvl w:val="2"/>')
        + p(r("丙"), '<w:outlineLvl w:val="9"/>')
    )

    assert [passage.level for passage in read(tmp_path, body).passages] == [1, 2, 0]


def test_numbers_that_word_puts_before_headings_are_read(tmp_path: Path) -> None:
    numbering = f"""<w:numbering {W}><w:abstractNum w:abstractNumId="4"><w:lvl w:ilvl="0"><w:start w:val="1"/>
    <w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="第%1章"/></w:lvl><w:lvl w:ilvl="1">
    <w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum>
    <w:num w:numId="2"><w:abstractNumId w:val="4"/></w:num></w:numbering>"""
    one = '<w:pStyle w:val="Heading1"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>'
    two = '<w:pStyle w:val="Heading2"/><w:numPr><w:ilvl w:val="1"/><w:numId w:val="2"/></w:numPr>'
    body = "".join(p(r("渡口"), one) for _ in range(11)) + p(r("雾"), two) + p(r("船"), two)

    said = words_of(read(tmp_path, body, numbering=numbering))

    assert said[0] == "第一章 渡口"
    assert said[10:] == ["第十一章 渡口", "十一.1 雾", "十一.2 船"]


def test_notes_follow_their_paragraph_and_are_set_apart(tmp_path: Path) -> None:
    notes = (
        f'<w:footnotes {W}><w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
        f'<w:footnote w:id="2">{p(r("一种平底船。"))}</w:footnote></w:footnotes>'
    )
    body = p(r("渡船") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + r("靠岸。")) + p(r("后来。"))

    prose = read(tmp_path, body, footnotes=notes)

    assert prose.passages == (
        Passage("渡船靠岸。"),
        Passage("一种平底船。", aside="footnote"),
        Passage("后来。"),
    )


def test_a_table_of_contents_is_set_apart(tmp_path: Path) -> None:
    field = (
        FIELD.format("begin")
        + '<w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r>'
        + FIELD.format("separate")
    )
    body = p(field + r("第一章 1")) + p(r("第二章 9") + FIELD.format("end")) + p(r("正文。"))

    assert [passage.aside for passage in read(tmp_path, body).passages] == ["contents", "contents", ""]


@pytest.mark.parametrize("with_chapters", [True, False])
def test_the_title_is_a_heading_where_there_is_no_other(tmp_path: Path, with_chapters: bool) -> None:
    styles = (
        f'<w:styles {W}><w:style w:styleId="T"><w:name w:val="Title"/></w:style>'
        '<w:style w:styleId="H"><w:name w:val="heading 1"/></w:style></w:styles>'
    )
    body = (
        docx_paragraph("渡船", style="T")
        + docx_paragraph("一", style="H" if with_chapters else "")
        + docx_paragraph(ZH)
    )

    prose = read(tmp_path, body, styles=styles)

    assert prose.passages[0] == (Passage("渡船", 0, "title page") if with_chapters else Passage("渡船", 1))
    assert prose.title == ("渡船" if with_chapters else "")


def test_a_bilingual_table_is_units(tmp_path: Path) -> None:
    rows = [
        ["编号", "中文", "English"],
        ["1", ZH, EN],
        ["2", "水", "Water"],
        ["3", "船\n河", "A boat\nA river"],
        ["4", "", "End."],
    ]

    units = read_any(tmp_path, docx_paragraph("渡口", style="Heading1") + docx_table(rows))

    assert not isinstance(units, Prose | Links)
    assert units.columns == (Column("zh-Hans", "中文"), Column("en", "English"))
    assert list(units.read()) == [
        Unit((ZH, EN), section="渡口"),
        Unit(("水", "Water"), section="渡口"),
        Unit(("船\n河", "A boat\nA river"), section="渡口"),
        Unit(("", "End."), section="渡口"),
    ]
    assert list(units.read(after=3)) == [Unit(("", "End."), section="渡口")]


def test_the_rows_that_are_repeated_on_every_page_name_the_columns(tmp_path: Path) -> None:
    table = docx_table([["中文 · 林溪", "English · Marsh"], [ZH, EN], ["水。", "Water."]])
    body = table.replace("<w:tr>", "<w:tr><w:trPr><w:tblHeader/></w:trPr>", 1)

    units = read_any(tmp_path, body)

    assert not isinstance(units, Prose | Links)
    assert [column.name for column in units.columns] == ["中文 · 林溪", "English · Marsh"]
    assert len(list(units.read())) == 2


def test_a_table_inside_a_long_text_is_part_of_the_text(tmp_path: Path) -> None:
    body = docx_paragraph(ZH) * 20 + docx_table([["水", "water"], ["船", "boat"]])

    assert words_of(read(tmp_path, body))[-4:] == ["水", "water", "船", "boat"]


def test_a_table_in_one_language_is_text(tmp_path: Path) -> None:
    assert len(words_of(read(tmp_path, docx_table([[ZH, ZH], [ZH, ZH]])))) == 4


def test_a_document_without_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="no text"):
        read(tmp_path, "<w:p/>")


def test_a_document_without_its_text_part_is_refused(tmp_path: Path) -> None:
    parts = docx_parts("")
    del parts["word/document.xml"]

    with pytest.raises(FileProblem, match="no text part"):
        docx.FORMAT.read(zip_file(tmp_path / "text.docx", parts), ReadOptions())


def test_a_damaged_text_part_gives_what_can_be_read_and_a_fault(tmp_path: Path) -> None:
    parts = docx_parts(docx_paragraph(ZH) + docx_paragraph(EN))
    parts["word/document.xml"] = str(parts["word/document.xml"]).partition(EN[10:])[0]

    prose = docx.FORMAT.read(zip_file(tmp_path / "text.docx", parts), ReadOptions())

    assert isinstance(prose, Prose)
    assert words_of(prose)[0] == ZH
    assert [fault.part for fault in prose.faults] == ["word/document.xml"]


@pytest.mark.parametrize("named", ["UTX-8", "gb18030"])
def test_an_encoding_that_nobody_knows_is_refused(tmp_path: Path, named: str) -> None:
    parts = docx_parts(docx_paragraph(ZH))
    parts["word/document.xml"] = str(parts["word/document.xml"]).replace("UTF-8", named)

    with pytest.raises(FileProblem, match="no text"):
        docx.FORMAT.read(zip_file(tmp_path / "text.docx", parts), ReadOptions())


def test_entities_are_neither_grown_nor_fetched(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret words")
    parts = docx_parts(docx_paragraph(ZH + "ENTITIES"))
    bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "lol"}">' for n in range(12))
    doctype = f'<!DOCTYPE w:document [{bomb}<!ENTITY s SYSTEM "file://{tmp_path}/secret.txt">]>'
    document = (
        str(parts["word/document.xml"])
        .replace("ENTITIES", "&e11;&s;")
        .replace("<w:document", f"{doctype}<w:document", 1)
    )
    parts["word/document.xml"] = document

    prose = docx.FORMAT.read(zip_file(tmp_path / "text.docx", parts), ReadOptions())

    assert isinstance(prose, Prose)
    assert words_of(prose) == [ZH]
