from email.mime.image import MIMEImage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

import pytest

from formats.prose_battery import EN, ZH, ProseBattery, words_of
from made_books import made_book
from made_files import write_pages
from messy_pages import MessyPage, messy_pages
from parallelreader.core.errors import FileProblem
from parallelreader.core.incoming import Passage, Prose
from parallelreader.formats import html_page
from parallelreader.formats.import_format import ReadOptions
from parallelreader.formats.plain_text import PLAIN_TEXT
from parallelreader.formats.registry import format_of


def read(path: Path, *, encoding: str = "") -> Prose:
    found = html_page.FORMAT.read(path, ReadOptions(encoding=encoding))
    assert isinstance(found, Prose)
    return found


def read_page(folder: Path, page: str | bytes) -> Prose:
    path = folder / "page.html"
    path.write_bytes(page if isinstance(page, bytes) else page.encode())
    return read(path)


class TestHtmlBattery(ProseBattery):
    format = html_page.FORMAT

    def make(self, path: Path, paragraphs: list[str]) -> None:
        body = "\n".join(f"<p>{words}</p>" for words in paragraphs)
        path.write_text(
            f"<!DOCTYPE html><html><head><title>x</title></head><body>{body}</body></html>", "utf-8"
        )


@pytest.mark.parametrize("page", messy_pages(), ids=lambda page: page.name)
def test_of_an_untidy_page_the_text_is_read_and_nothing_else(tmp_path: Path, page: MessyPage) -> None:
    prose = read_page(tmp_path, page.html)

    assert [words for words in words_of(prose) if words != page.title] == list(page.text)
    assert prose.title == page.title


def test_short_talk_is_text_wherever_it_stands(tmp_path: Path) -> None:
    talk = ["“来了？”", "“来了。”", "“坐吧！”"] * 8
    said = "".join(f"<p>{words}</p>" for words in talk)

    prose = read_page(tmp_path, f"<div><div class='a'><p>{ZH * 2}</p></div><div class='b'>{said}</div></div>")

    assert words_of(prose) == [ZH * 2, *talk]


def test_what_is_beside_the_text_is_kept_and_says_what_it_is(tmp_path: Path) -> None:
    page = next(page for page in messy_pages() if page.name == "banners-en")

    asides = {passage.aside for passage in read_page(tmp_path, page.html).passages}

    assert asides >= {"notice", "advertisement", "sidebar"}


def test_saved_pages_of_a_book_come_with_their_chapters(tmp_path: Path) -> None:
    book = made_book(3, paragraphs=4, missing_in_zh=(), missing_in_en=())
    for language in ("zh", "en"):
        pages = write_pages(tmp_path / language, book, language)
        for path, chapter in zip(pages, book.side(language), strict=True):
            title = chapter.zh_title if language == "zh" else chapter.en_title
            words = [p.zh if language == "zh" else p.en for p in chapter.paragraphs]

            assert words_of(read(path)) == [title, *filter(None, words)]


def test_headings_have_levels_from_one(tmp_path: Path) -> None:
    prose = read_page(tmp_path, f"<article><h2>甲</h2><p>{ZH}</p><h4>乙</h4><p>{ZH}</p></article>")

    assert [(p.text, p.level) for p in prose.passages if p.level] == [("甲", 1), ("乙", 2)]


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("<p><ruby>渡<rp>(</rp><rt>dù</rt><rp>)</rp></ruby>船</p>", ["渡船"]),
        ("<p>a&nbsp;b &amp; c&hellip;&#x6c34;</p>", ["a b & c…水"]),
        ("<p>他说：<q>走。</q></p>", ["他说：“走。”"]),
        ("<p>渡船\n  靠岸\n  了</p>", ["渡船靠岸了"]),
        ("<p>two\n  words</p>", ["two words"]),
        ("<p>x<sup>2</sup></p>", ["x2"]),
        ("<p>一\u200b个\u00ad字</p>", ["一个字"]),
        ("<p>第一行。<br>第二行。</p>", ["第一行。", "第二行。"]),
        (
            "<p>a line that is broken at the width of a page<br>and goes on below.</p>",
            ["a line that is broken at the width of a page and goes on below."],
        ),
        ("<pre>one\n\ntwo</pre>", ["one", "two"]),
        ("<ul><li>甲<li>乙</ul>", ["甲", "乙"]),
        ("<table><tr><td>水</td><td>water</td></tr></table>", ["水", "water"]),
        ("<p>bold<b>ly</b><script>no()</script><style>p{}</style></p>", ["boldly"]),
        ("<svg><title>no</title></svg><p>yes</p>", ["yes"]),
        ("no tags at all but <i>one", ["no tags at all but one"]),
    ],
)
def test_markup_becomes_words(tmp_path: Path, markup: str, words: list[str]) -> None:
    assert words_of(read_page(tmp_path, markup)) == words


def test_the_head_says_who_wrote_it_and_when(tmp_path: Path) -> None:
    prose = read_page(
        tmp_path,
        f"""<!-- saved from url=(0026)https://example.org/ferry --><html lang="zh-TW"><head>
        <title>渡船 - 河湾网</title><meta name="author" content="林溪"><meta property="article:published_time"
        content="2026-03-01T08:00"></head><body><h1>渡船</h1><p>{ZH}</p></body></html>""",
    )

    assert (prose.title, prose.author, prose.date, prose.language, prose.source) == (
        "渡船",
        "林溪",
        "2026-03-01",
        "zh-TW",
        "https://example.org/ferry",
    )


def test_a_language_that_the_words_speak_against_is_not_believed(tmp_path: Path) -> None:
    prose = read_page(tmp_path, f'<html lang="en"><body><p>{ZH}</p><p>{EN}</p></body></html>')

    assert prose.passages == (Passage(ZH), Passage(EN, language="en"))


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("gb18030", "gb2312"),
        ("gb18030", ""),
        ("gb18030", "utf-8"),
        ("gb18030", "iso-8859-1x"),
        ("big5", "big5"),
        ("utf-8", "gb2312"),
        ("utf-8", ""),
        ("utf-16", ""),
        ("utf-16-le", ""),
    ],
)
def test_the_encoding_is_found_whatever_the_page_says(tmp_path: Path, encoding: str, said: str) -> None:
    traditional = "渡船在霧裡慢慢靠岸，沒有人說話。"
    meta = f'<meta charset="{said}">' if said else ""
    page = f"<html><head>{meta}</head><body><p>{traditional}</p><p>{traditional * 20}</p></body></html>"

    prose = read_page(tmp_path, page.encode(encoding))

    assert words_of(prose) == [traditional, traditional * 20]
    assert prose.faults == ()


@pytest.mark.parametrize("said", ["utf-16", "utf_16le", "bz2", "zlib", "hex", "rot13", "undefined"])
@pytest.mark.parametrize("encoding", ["ascii", "gb18030"])
def test_what_is_no_encoding_of_a_page_is_not_believed(tmp_path: Path, encoding: str, said: str) -> None:
    words = EN if encoding == "ascii" else ZH
    page = f'<html><head><meta charset="{said}"></head><body><p>{words}</p></body></html>'
    path = tmp_path / "page.html"
    path.write_bytes(page.encode(encoding, "xmlcharrefreplace"))

    assert format_of(path) is html_page.FORMAT
    assert words_of(read(path)) == [words]


def test_an_encoding_can_be_chosen(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(f"<p>{ZH}</p>".encode("gb18030"))

    assert words_of(read(path, encoding="gbk")) == [ZH]
    with pytest.raises(FileProblem, match="not in utf-8"):
        read(path, encoding="utf-8")
    with pytest.raises(FileProblem, match="not an encoding"):
        read(path, encoding="klingon")


def test_bytes_that_spell_nothing_are_a_fault(tmp_path: Path) -> None:
    prose = read_page(
        tmp_path, f"<p>{ZH}</p>".encode() * 2000 + b"<p>\xff\xfe</p>" + f"<p>{EN}</p>".encode() * 2000
    )

    assert len(prose.faults) == 1


@pytest.mark.parametrize("transfer", ["base64", "quoted-printable"])
def test_a_web_archive_is_read(tmp_path: Path, transfer: str) -> None:
    mail = MIMEMultipart("related", type="text/html")
    mail["Subject"] = "雾中的渡船"
    mail["Snapshot-Content-Location"] = "https://example.org/ferry"
    mail.attach(MIMEText(f"<html><body><h1>渡船</h1><p>{ZH}</p></body></html>", "html", "utf-8"))
    mail.attach(MIMEImage(b"GIF89a", "gif"))
    data = mail.as_bytes()
    if transfer == "quoted-printable":
        from email import charset

        quoted = charset.Charset("utf-8")
        quoted.body_encoding = charset.QP
        mail.get_payload()[0].set_payload(f"<html><body><h1>渡船</h1><p>{ZH}</p></body></html>", quoted)
        del mail.get_payload()[0]["Content-Transfer-Encoding"]
        mail.get_payload()[0]["Content-Transfer-Encoding"] = "quoted-printable"
        data = mail.as_bytes()
    path = tmp_path / "page.mhtml"
    path.write_bytes(data)

    assert format_of(path) is html_page.FORMAT
    prose = read(path)

    assert words_of(prose) == ["渡船", ZH]
    assert (prose.title, prose.source) == ("雾中的渡船", "https://example.org/ferry")


def test_a_web_archive_without_a_page_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "page.mhtml"
    path.write_bytes(b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n\nnothing")

    with pytest.raises(FileProblem, match="no page"):
        read(path)


def test_a_page_that_scripts_write_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="no text") as caught:
        read_page(tmp_path, "<html><body><div id=root></div><script>draw()</script></body></html>")

    assert "complete page" in caught.value.mend


def test_text_under_the_name_of_a_page_is_text(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(f"{ZH}\n{EN}\n", "utf-8")

    assert format_of(path) is PLAIN_TEXT


@pytest.mark.parametrize("name", ["page.doc", "page.txt", "page"])
def test_a_page_is_known_whatever_it_is_called(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(
        f"\ufeff<?xml version='1.0'?>\n<!-- x -->\n<!DOCTYPE html PUBLIC 'x'>\n<html><p>{ZH}</html>", "utf-8"
    )

    assert format_of(path) is html_page.FORMAT


def test_a_page_without_headings_may_have_its_text_apart(tmp_path: Path) -> None:
    prose = read_page(
        tmp_path, f"<div><a href='/'>a</a></div><div><p>{ZH * 3}</p><p>{EN}</p></div><h1></h1><h2/>"
    )

    assert words_of(prose) == [ZH * 3, EN]


def test_elements_in_elements_without_end_do_no_harm(tmp_path: Path) -> None:
    prose = read_page(tmp_path, "<div>" * 50_000 + "".join(f"<p>{n}{ZH}" for n in range(200)))

    assert words_of(prose) == [f"{n}{ZH}" for n in range(200)]


def test_a_million_lines_in_one_paragraph_are_one_paragraph(tmp_path: Path) -> None:
    (found,) = words_of(read_page(tmp_path, "<p>" + "水\n" * 1_000_000))

    assert found == "水" * 1_000_000


@pytest.mark.parametrize(
    ("end", "faults"),
    [("</body></html>", 0), ("</BODY>", 0), ("<p>The fog lif", 1), ("", 1)],
)
def test_a_page_that_breaks_off_is_told(tmp_path: Path, end: str, faults: int) -> None:
    page = f"<html><body><p>{ZH}</p><p>{EN}</p>{end}"

    assert len(read_page(tmp_path, page).faults) == faults


def test_a_page_that_says_nothing_of_its_frame_may_end_anywhere(tmp_path: Path) -> None:
    assert read_page(tmp_path, f"<p>{ZH}<p>{EN}").faults == ()


@pytest.mark.parametrize(("lost", "words"), [(1, "1 character could"), (2, "2 characters could")])
def test_characters_that_cannot_be_read_are_counted(tmp_path: Path, lost: int, words: str) -> None:
    page = f"<meta charset='utf-8'><p>{ZH * 20}</p>".encode() + b"<p>\xff</p>" * lost

    assert words in read_page(tmp_path, page).faults[0].what
