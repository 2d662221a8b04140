import io
import re
import xml.etree.ElementTree as ET
from zipfile import ZipFile

import pytest

from handouts import HOSTILE, LAMP_ROWS, handout, hostile_handout
from parallelreader.core.handout import Handout, HandoutLayout, HandoutOptions, HandoutRow
from parallelreader.formats.handout_docx import write_docx

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
READABLE = re.sub("[\x00\x0b\ufffe]", "", HOSTILE)


def file_of(made: Handout) -> ZipFile:
    out = io.BytesIO()
    write_docx(made, out)
    return ZipFile(out)


def part(file: ZipFile, name: str) -> ET.Element:
    return ET.fromstring(file.read(f"word/{name}.xml"))


def words(element: ET.Element) -> str:
    """The words of an element without the pinyin over them."""
    skipped = {run for above in element.iter(f"{W}rt") for run in above.iter(f"{W}t")}
    return "".join(run.text or "" for run in element.iter(f"{W}t") if run not in skipped)


def table_rows(file: ZipFile) -> list[list[str]]:
    return [[words(cell) for cell in row.iter(f"{W}tc")] for row in part(file, "document").iter(f"{W}tr")]


def test_a_pair_is_a_row_of_a_table():
    rows = table_rows(file_of(handout()))

    assert rows == [
        ["", "中文 · 林舟", "English · Ida Moss"],
        ["2", "灯塔亮了。", "The lighthouse was lit."],
        ["3", "没有船。", "—"],
        ["4", "—", "Nobody came1."],
        ["", "中文 · 林舟", "English · Ida Moss"],
        ["6", "𠮷野师傅来了，“还早呢。”", "Master Yoshino came. “Still early.”"],
    ]


def test_every_table_repeats_its_head_and_parts_no_row():
    document = part(file_of(handout()), "document")

    for table in document.iter(f"{W}tbl"):
        rows = table.findall(f"{W}tr")
        assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


def test_a_row_longer_than_a_page_may_be_parted():
    row = HandoutRow((LAMP_ROWS[2].cells[0] * 2000, ()), "1")

    table = next(part(file_of(handout(lambda: iter((row,)))), "document").iter(f"{W}tbl"))

    assert table.findall(f"{W}tr")[1].find(f"{W}trPr/{W}cantSplit") is None


def test_headings_are_headings_and_stand_outside_of_tables():
    document = part(file_of(handout()), "document")

    styles = [p.find(f"{W}pPr/{W}pStyle").get(f"{W}val") for p in document.findall(f"{W}body/{W}p[{W}pPr]")]

    assert styles == ["Heading1", "Credit", "Credit", "Heading2", "Heading2"]


def test_pinyin_is_ruby_of_word():
    rubies = list(part(file_of(handout()), "document").iter(f"{W}ruby"))

    told = [
        (words(ruby.find(f"{W}rubyBase")), "".join(ruby.find(f"{W}rt").itertext()).strip()) for ruby in rubies
    ]
    assert told == [("灯塔", "dēngtǎ"), ("亮", "liàng"), ("了", "le")]


def test_chinese_marks_are_set_in_the_chinese_font():
    document = part(file_of(handout()), "document")

    run = next(r for r in document.iter(f"{W}r") if "“还早呢。”" in "".join(r.itertext()))

    assert run.find(f"{W}rPr/{W}rFonts").get(f"{W}hint") == "eastAsia"
    assert run.find(f"{W}rPr/{W}lang").get(f"{W}eastAsia") == "zh-CN"


def test_notes_are_footnotes_referred_to_once():
    file = file_of(handout())

    notes = {n.get(f"{W}id"): words(n).strip() for n in part(file, "footnotes")}
    references = [r.get(f"{W}id") for r in part(file, "document").iter(f"{W}footnoteReference")]

    assert notes == {"-1": "", "0": "", "1": "亮 as a verb:to come on"}
    assert references == ["1"]


@pytest.mark.parametrize("layout", [HandoutLayout.INTERLEAVED, HandoutLayout.PARAGRAPHS])
def test_versions_under_each_other_stay_together(layout):
    document = part(file_of(handout(layout=layout)), "document")
    paragraphs = {words(p): p for p in document.iter(f"{W}p")}

    assert paragraphs["2灯塔亮了。"].find(f"{W}pPr/{W}keepNext") is not None
    assert paragraphs["The lighthouse was lit."].find(f"{W}pPr/{W}keepNext") is None
    assert next(document.iter(f"{W}tbl"), None) is None


@pytest.mark.parametrize("layout", HandoutLayout)
def test_hostile_words_are_only_words(layout):
    file = file_of(hostile_handout(layout))

    assert words(part(file, "document")).count(READABLE) == 5
    assert READABLE in words(part(file, "footnotes"))
    for name in file.namelist():
        ET.fromstring(file.read(name))


def test_the_paper_is_the_one_wanted():
    options = HandoutOptions(paper=HandoutOptions().paper.LETTER)

    size = next(part(file_of(handout(options=options)), "document").iter(f"{W}pgSz"))

    assert (size.get(f"{W}w"), size.get(f"{W}h")) == ("12240", "15840")


def test_every_part_is_declared():
    file = file_of(handout())
    types = ET.fromstring(file.read("[Content_Types].xml"))

    declared = {each.get("PartName", "")[1:] for each in types} - {""}

    assert declared == {name for name in file.namelist() if name.endswith(".xml")} - {"[Content_Types].xml"}


def test_a_long_paragraph_may_go_on_on_the_next_page():
    row = HandoutRow((LAMP_ROWS[2].cells[0] * 400, LAMP_ROWS[1].cells[1]), "1")
    made = handout(lambda: iter((row,)), layout=HandoutLayout.PARAGRAPHS)

    document = part(file_of(made), "document")

    assert next(document.iter(f"{W}keepLines"), None) is None
    assert len(list(document.iter(f"{W}keepNext"))) == 0
