import io
import posixpath
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest

from handouts import HOSTILE, LAMP_ROWS, handout, hostile_handout
from parallelreader.core.handout import Handout, HandoutLayout, HandoutRow
from parallelreader.formats.handout_epub import write_epub

X = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"
READABLE = re.sub("[\x00\x0b\ufffe]", "", HOSTILE)
CHECKER = Path("/usr/share/java/epubcheck.jar")
# It runs too short for what Java does to run long programs fast.
QUICK_TO_START = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")


def book_of(made: Handout) -> ZipFile:
    out = io.BytesIO()
    write_epub(made, out)
    return ZipFile(out)


def page(book: ZipFile, name: str) -> ET.Element:
    return ET.fromstring(book.read(f"book/{name}"))


def words_of(book: ZipFile) -> str:
    """All words of the text files, in the order they are read, without pinyin and signs of notes."""
    found = []
    for name in spine(book):
        tree = page(book, name)
        for ruby in tree.iter(f"{X}ruby"):
            for child in list(ruby):
                ruby.remove(child)
        for link in tree.iter(f"{X}a"):
            if link.get("class") == "sign":
                link.text = ""
        found.append("".join(tree.itertext()))
    return "".join(found)


def spine(book: ZipFile) -> list[str]:
    package = ET.fromstring(book.read("book/package.opf"))
    files = {item.get("id"): item.get("href") for item in package.iter(f"{OPF}item")}
    return [files[item.get("idref")] for item in package.iter(f"{OPF}itemref")]


def test_the_kind_of_file_stands_first_and_uncompressed():
    first = book_of(handout()).infolist()[0]

    assert (first.filename, first.compress_type) == ("mimetype", ZIP_STORED)


@pytest.mark.parametrize("layout", HandoutLayout)
def test_every_word_is_there(layout):
    words = words_of(book_of(handout(layout=layout)))

    for row in LAMP_ROWS:
        assert row.text(1) in words
    assert "灯塔亮了。" in words
    assert "没有船。" in words


def test_each_chapter_is_a_file_that_the_contents_lead_to():
    book = book_of(handout())

    links = {a.text: a.get("href") for a in page(book, "nav.xhtml").iter(f"{X}a")}

    assert list(links) == ["一　灯 One: The Lamp", "二　雾 Two: The Fog"]
    assert "𠮷野师傅" in "".join(page(book, links["二　雾 Two: The Fog"]).itertext())


def test_every_file_is_listed_and_every_listed_file_is_there():
    book = book_of(handout())
    package = ET.fromstring(book.read("book/package.opf"))

    listed = {f"book/{item.get('href')}" for item in package.iter(f"{OPF}item")}

    assert listed | {"mimetype", "META-INF/container.xml", "book/package.opf"} == set(book.namelist())


def test_notes_and_their_signs_lead_to_each_other():
    book = book_of(handout())
    ids = {name: {e.get("id") for e in page(book, name).iter() if e.get("id")} for name in spine(book)}

    for name in spine(book):
        for link in page(book, name).iter(f"{X}a"):
            file, _, place = link.get("href").partition("#")
            assert place in ids[posixpath.normpath(file or name)]
    assert "亮 as a verb:" in words_of(book)


@pytest.mark.parametrize("layout", HandoutLayout)
def test_hostile_words_are_only_words(layout):
    book = book_of(hostile_handout(layout))

    assert READABLE in words_of(book)
    assert not any(element.tag == f"{X}script" for name in spine(book) for element in page(book, name).iter())


def test_a_long_chapter_goes_on_in_another_file():
    rows = [HandoutRow(LAMP_ROWS[2].cells, str(number)) for number in range(600)]

    book = book_of(handout(lambda: iter(rows), row_count=600))

    assert len(spine(book)) == 3
    assert words_of(book).count("没有船。") == 600


def test_a_book_without_a_row_is_a_book():
    assert len(spine(book_of(handout(lambda: iter(()))))) == 1


@pytest.mark.slow
@pytest.mark.skipif(not (shutil.which("java") and CHECKER.is_file()), reason="epubcheck is not installed")
@pytest.mark.parametrize("made", [handout(), hostile_handout(), handout(lambda: iter(()))])
def test_the_checker_of_the_standard_finds_nothing(made, tmp_path):
    with (tmp_path / "book.epub").open("wb") as out:
        write_epub(made, out)

    ran = subprocess.run(
        ["java", *QUICK_TO_START, "-jar", str(CHECKER), str(tmp_path / "book.epub")],
        capture_output=True,
        text=True,
        check=False,
    )

    assert "0 fatals / 0 errors / 0 warnings" in ran.stdout, ran.stderr
