from pathlib import Path

import pytest

from formats.prose_battery import EN, ZH, ProseBattery, words_of
from made_books import made_book
from made_files import EpubPage, epub_parts, write_bilingual_epub, write_epub, zip_file
from parallelreader.core.errors import FileProblem
from parallelreader.core.incoming import Passage, Prose
from parallelreader.formats import archives, epub
from parallelreader.formats.import_format import ReadOptions

BOOK = made_book(40, paragraphs=3)


def read(path: Path) -> Prose:
    found = epub.FORMAT.read(path, ReadOptions())
    assert isinstance(found, Prose)
    return found


def read_pages(folder: Path, *pages: EpubPage, version: int = 3) -> list[Passage]:
    return list(read(zip_file(folder / "book.epub", epub_parts(pages, version=version))).passages)


def headings(passages: list[Passage]) -> list[tuple[int, str]]:
    return [(passage.level, passage.text) for passage in passages if passage.level]


class TestEpubBattery(ProseBattery):
    format = epub.FORMAT

    def make(self, path: Path, paragraphs: list[str]) -> None:
        body = "".join(f"<p>{words}</p>" for words in paragraphs)
        zip_file(path, epub_parts([EpubPage("text.xhtml", body)]))


@pytest.mark.parametrize(("language", "version"), [("zh", 3), ("zh", 2), ("en", 3), ("en", 2)])
def test_a_book_of_forty_chapters_comes_with_its_chapters(
    tmp_path: Path, language: str, version: int
) -> None:
    prose = read(write_epub(tmp_path / "book.epub", BOOK, language, version=version))

    titles = [chapter.zh_title if language == "zh" else chapter.en_title for chapter in BOOK.side(language)]
    words = [
        paragraph.zh if language == "zh" else paragraph.en
        for chapter in BOOK.side(language)
        for paragraph in chapter.paragraphs
    ]
    assert headings(list(prose.passages)) == [(1, title) for title in titles]
    assert [p.text for p in prose.passages if not p.level and not p.aside] == list(filter(None, words))
    assert prose.title == (BOOK.zh_title if language == "zh" else BOOK.en_title)
    assert prose.author == BOOK.author
    assert prose.language == ("zh-CN" if language == "zh" else "en")
    assert prose.faults == ()


def test_cover_title_page_and_copyright_are_set_apart(tmp_path: Path) -> None:
    prose = read(write_epub(tmp_path / "book.epub", BOOK, "zh"))

    assert {passage.aside for passage in prose.passages} == {"", "title page", "copyright"}


def test_a_bilingual_book_says_the_language_of_each_paragraph(tmp_path: Path) -> None:
    prose = read(write_bilingual_epub(tmp_path / "both.epub", BOOK))

    english = [passage.text for passage in prose.passages if passage.language == "en"]
    assert english[:2] == [p.en for c in BOOK.side("en") for p in c.paragraphs if p.en][:2]
    assert (1, BOOK.side("en")[0].en_title) in headings(list(prose.passages))
    assert (1, BOOK.side("zh")[1].zh_title) in headings(list(prose.passages))
    assert prose.language == ""


def test_parts_and_chapters_have_their_depth(tmp_path: Path) -> None:
    found = read_pages(
        tmp_path,
        EpubPage("p1.xhtml", "<h1>第一部</h1>", "第一部"),
        EpubPage(
            "c1.xhtml", f"<h2>第一章</h2><h2>渡口</h2><p>{ZH}</p><h3>一</h3><p>{ZH}</p>", "第一章 渡口", 2
        ),
        EpubPage("c2.xhtml", f"<p class='t'>第二章 雾</p><p>{ZH}</p>", "第二章 雾", 2),
        EpubPage("p2.xhtml", "<img src='two.png'/>", "第二部"),
    )

    assert headings(found) == [(1, "第一部"), (2, "第一章 渡口"), (3, "一"), (2, "第二章 雾"), (1, "第二部")]


@pytest.mark.parametrize("version", [2, 3])
def test_several_chapters_in_one_part_are_told_by_their_anchors(tmp_path: Path, version: int) -> None:
    body = f"<div id='a'><p>甲</p></div><p>{ZH}</p><a id='b'></a><p>乙</p><p>{ZH}</p>"
    parts = epub_parts([EpubPage("all.xhtml", body, "甲"), EpubPage("x.xhtml", "", "乙")], version=version)
    parts = {
        name: content.replace('all.xhtml"', 'all.xhtml#a"', 1).replace('"x.xhtml"', '"all.xhtml#b"')
        if isinstance(content, str) and ("nav" in name or "ncx" in name)
        else content
        for name, content in parts.items()
    }

    prose = read(zip_file(tmp_path / "book.epub", parts))

    assert headings(list(prose.passages)) == [(1, "甲"), (1, "乙")]
    assert len(prose.passages) == 4


def test_a_book_without_contents_has_the_headings_of_its_marks(tmp_path: Path) -> None:
    found = read_pages(
        tmp_path,
        EpubPage("a.xhtml", f"<h2>甲</h2><p>{ZH}</p><h3>子</h3>"),
        EpubPage("b.xhtml", "<h2>乙</h2>"),
    )

    assert headings(found) == [(1, "甲"), (2, "子"), (1, "乙")]


def test_notes_are_set_apart_and_their_numbers_dropped(tmp_path: Path) -> None:
    (text, note) = read_pages(
        tmp_path,
        EpubPage(
            "a.xhtml",
            "<p>渡船<a epub:type='noteref' href='#n'>1</a>靠岸<sup><a href='#m'>[2]</a></sup>了。</p>"
            "<aside epub:type='footnote' id='n'><p>一种平底船。</p></aside>",
        ),
    )

    assert text.text == "渡船靠岸了。"
    assert (note.text, note.aside) == ("一种平底船。", "footnote")


def test_of_ruby_only_the_words_are_read(tmp_path: Path) -> None:
    (found,) = read_pages(
        tmp_path,
        EpubPage("a.xhtml", "<p><ruby>渡<rp>(</rp><rt>dù</rt><rp>)</rp>船<rt>chuán</rt></ruby>开了。</p>"),
    )

    assert found.text == "渡船开了。"


def test_a_missing_part_is_a_fault_that_names_it(tmp_path: Path) -> None:
    parts = epub_parts([EpubPage("a.xhtml", f"<p>{ZH}</p>"), EpubPage("b.xhtml", f"<p>{EN}</p>")])
    del parts["OEBPS/b.xhtml"]

    prose = read(zip_file(tmp_path / "book.epub", parts))

    assert words_of(prose) == [ZH]
    assert [fault.part for fault in prose.faults] == ["b.xhtml"]


def test_a_book_without_its_container_is_found_out(tmp_path: Path) -> None:
    parts = epub_parts([EpubPage("a.xhtml", f"<p>{ZH}</p>")])
    del parts["META-INF/container.xml"]

    prose = read(zip_file(tmp_path / "book.epub", parts))

    assert words_of(prose) == [ZH]
    assert prose.faults


@pytest.mark.parametrize(("lock", "said"), [("META-INF/rights.xml", "Adobe ADEPT"), ("META-INF/x", "DRM")])
def test_a_locked_book_is_refused_by_the_name_of_its_lock(tmp_path: Path, lock: str, said: str) -> None:
    parts = epub_parts([EpubPage("a.xhtml", f"<p>{ZH}</p>")])
    parts["META-INF/encryption.xml"] = (
        '<encryption xmlns:e="http://www.w3.org/2001/04/xmlenc#"><e:EncryptedData><e:EncryptionMethod '
        'Algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc"/><e:CipherData><e:CipherReference '
        'URI="OEBPS/a.xhtml"/></e:CipherData></e:EncryptedData></encryption>'
    )
    parts[lock] = "<rights/>"

    with pytest.raises(FileProblem, match=said):
        read(zip_file(tmp_path / "book.epub", parts))


def test_locked_fonts_do_not_lock_the_text(tmp_path: Path) -> None:
    parts = epub_parts([EpubPage("a.xhtml", f"<p>{ZH}</p>")])
    parts["META-INF/encryption.xml"] = (
        '<encryption xmlns:e="http://www.w3.org/2001/04/xmlenc#"><e:EncryptedData><e:EncryptionMethod '
        'Algorithm="http://www.idpf.org/2008/embedding"/><e:CipherData><e:CipherReference '
        'URI="OEBPS/font.otf"/></e:CipherData></e:EncryptedData></encryption>'
    )

    assert words_of(read(zip_file(tmp_path / "book.epub", parts))) == [ZH]


def test_a_book_of_pictures_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="no text"):
        read_pages(tmp_path, EpubPage("a.xhtml", "<img src='1.png'/>"))


def test_a_part_that_unpacks_to_fill_memory_is_refused(tmp_path: Path) -> None:
    parts = epub_parts([EpubPage("a.xhtml", "")])
    parts["OEBPS/a.xhtml"] = b"<p>" + b" " * 40_000_000

    with pytest.raises(FileProblem, match="far more"):
        read(zip_file(tmp_path / "bomb.epub", parts))


def test_all_parts_together_may_not_fill_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_READ_BYTES", 5_000)

    with pytest.raises(FileProblem, match="far more"):
        read_pages(tmp_path, *(EpubPage(f"{n}.xhtml", f"<p>{ZH * 40}</p>") for n in range(9)))


def test_names_that_lead_out_of_the_book_find_nothing(tmp_path: Path) -> None:
    (tmp_path / "secret.xhtml").write_text("<p>secret</p>")
    parts = epub_parts([EpubPage("a.xhtml", f"<p>{ZH}</p>"), EpubPage("../../secret.xhtml", "")])
    del parts["OEBPS/../../secret.xhtml"]

    prose = read(zip_file(tmp_path / "book.epub", parts))

    assert words_of(prose) == [ZH]
    assert len(prose.faults) == 1


def test_entities_are_neither_grown_nor_fetched(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    parts = epub_parts([EpubPage("a.xhtml", "")])
    parts["OEBPS/a.xhtml"] = (
        '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">'
        f'<!ENTITY s SYSTEM "file://{tmp_path}/secret.txt">]><html><body><p>{ZH}&b;&s;</p></body></html>'
    )
    opf = str(parts["OEBPS/content.opf"])
    parts["OEBPS/content.opf"] = opf.replace(
        "<package", f'<!DOCTYPE package [<!ENTITY s SYSTEM "file://{tmp_path}/secret.txt">]><package', 1
    ).replace("<dc:title></dc:title>", "<dc:title>&s;</dc:title>")

    prose = read(zip_file(tmp_path / "book.epub", parts))

    said = "".join(words_of(prose)) + prose.title
    assert "secret" not in said.replace("secret.txt", "")
    assert "aaaaaaaaaa" * 6 not in said
    assert ZH in said


def test_a_book_of_two_thousand_parts_is_read(tmp_path: Path) -> None:
    found = read_pages(
        tmp_path, *(EpubPage(f"{n}.xhtml", f"<p>{n} {ZH}</p>", f"第{n}章") for n in range(2000))
    )

    assert len(found) == 4000
    assert found[-1].text == f"1999 {ZH}"
