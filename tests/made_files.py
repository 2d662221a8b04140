"""E-books, Word documents and saved web pages written for tests, from nothing but ``zipfile`` and strings.

The ``write_*`` functions write the book of ``made_books``; the others take parts of anybody's making.
"""

import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from made_books import MadeBook, MadeChapter

_CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="OEBPS/content.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>"""


@dataclass(frozen=True, slots=True)
class EpubPage:
    """A part of an e-book: the inside of its body, and its line in the contents, empty for none."""

    name: str
    body: str
    contents: str = ""
    level: int = 1
    linear: bool = True


def zip_file(path: Path, parts: Mapping[str, str | bytes]) -> Path:
    """An archive with these parts; ``mimetype`` is stored as it is, as e-books want it."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            how = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(name, content, compress_type=how)
    return path


def epub_parts(
    pages: Sequence[EpubPage],
    *,
    title: str = "",
    author: str = "",
    translator: str = "",
    languages: Sequence[str] = ("zh-CN",),
    version: int = 3,
) -> dict[str, str | bytes]:
    """The parts of an e-book in EPUB 2 (contents in toc.ncx) or 3 (in nav.xhtml)."""
    parts: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": _CONTAINER,
        "OEBPS/content.opf": _package(pages, title, author, translator, languages, version),
    }
    if version == 3:
        parts["OEBPS/nav.xhtml"] = _nav(pages)
    else:
        parts["OEBPS/toc.ncx"] = _ncx(pages)
    for page in pages:
        parts[f"OEBPS/{page.name}"] = _xhtml(page.body, languages[0])
    return parts


def write_epub(path: Path, book: MadeBook, language: str, *, version: int = 3) -> Path:
    """One side of the book (zh or en) with cover, title page and copyright page."""
    title = book.zh_title if language == "zh" else book.en_title
    pages = [
        EpubPage("cover.xhtml", '<img src="cover.jpg" alt=""/>'),
        EpubPage("titlepage.xhtml", f"<h1>{title}</h1><p>{book.author}</p>"),
        EpubPage("copyright.xhtml", "<p>版权所有 All rights reserved 2026</p>"),
        *(_page(chapter, (language,)) for chapter in book.side(language)),
    ]
    parts = epub_parts(
        pages,
        title=title,
        author=book.author,
        translator="" if language == "zh" else book.translator,
        languages=["zh-CN" if language == "zh" else "en"],
        version=version,
    )
    return zip_file(path, parts)


def write_bilingual_epub(path: Path, book: MadeBook) -> Path:
    """Both sides in one book: under each Chinese paragraph the English one. Chapters of one side too."""
    pages = [
        _page(chapter, tuple(side for side in ("zh", "en") if chapter in book.side(side)))
        for chapter in book.chapters
    ]
    title = f"{book.zh_title} {book.en_title}"
    return zip_file(path, epub_parts(pages, title=title, author=book.author, languages=["zh-CN", "en"]))


def write_docx(path: Path, book: MadeBook, language: str) -> Path:
    """One side of the book with its chapters' titles in the style Heading 1."""
    body = []
    for chapter in book.side(language):
        body.append(docx_paragraph(_title(chapter, language), style="Heading1"))
        body += [docx_paragraph(words) for words in _words(chapter, language)]
    return zip_file(
        path, docx_parts("".join(body), title=book.zh_title if language == "zh" else book.en_title)
    )


def write_pages(folder: Path, book: MadeBook, language: str) -> list[Path]:
    """Each chapter as a page saved from a site: navigation, the chapter, what others read, a footer."""
    folder.mkdir(parents=True, exist_ok=True)
    found = []
    for number, chapter in enumerate(book.side(language), 1):
        path = folder / f"{number:02}-{language}.html"
        path.write_text(site_page(_title(chapter, language), _words(chapter, language), language), "utf-8")
        found.append(path)
    return found


def site_page(title: str, paragraphs: Iterable[str], language: str) -> str:
    """A page as a site serves it, its text among everything else."""
    text = "\n".join(f"<p>{escape(words)}</p>" for words in paragraphs)
    links = "".join(f'<li><a href="/{n}.html">{escape(title)} {n}</a></li>' for n in range(1, 9))
    return f"""<!DOCTYPE html>
<html lang="{"zh-CN" if language == "zh" else "en"}"><head><meta charset="utf-8">
<title>{escape(title)} | River Bend Reading Room</title><style>p {{ margin: 0 }}</style>
<script>window.dataLayer = ["<p>not text</p>"];</script></head>
<body class="has-sidebar"><div class="site-header"><a href="/">Home</a><ul class="nav">{links}</ul></div>
<div class="layout"><div class="content"><h1>{escape(title)}</h1>
{text}
</div><div class="sidebar"><h3>Most read</h3><ul>{links}</ul></div></div>
<div class="comments"><h3>2 comments</h3><p>Thank you for putting this up, I have waited for the next part
since the spring and could not put it down until the end of it.</p></div>
<footer><p>© River Bend Reading Room · <a href="/about">About</a></p></footer></body></html>"""


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx_paragraph(text: str, *, style: str = "") -> str:
    """A paragraph of a Word document."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{properties}<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def docx_table(rows: Iterable[Sequence[str]]) -> str:
    """A table of a Word document; every string is a cell of one paragraph a line."""
    cells = (
        "".join(f"<w:tc>{''.join(map(docx_paragraph, cell.split(chr(10))))}</w:tc>" for cell in row)
        for row in rows
    )
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def docx_parts(
    body: str, *, title: str = "", author: str = "", more: Mapping[str, str] | None = None
) -> dict[str, str | bytes]:
    """The parts of a Word document whose body is ``body`` (XML); ``more`` are further parts."""
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="Heading{n}"><w:name w:val="heading {n}"/>'
        f'<w:pPr><w:outlineLvl w:val="{n - 1}"/></w:pPr></w:style>'
        for n in range(1, 4)
    )
    return {
        "[Content_Types].xml": '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/'
        '2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/'
        '2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/'
        '2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
        "docProps/core.xml": '<?xml version="1.0"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.'
        'org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(author)}</dc:creator></cp:coreProperties>",
        "word/styles.xml": f'<?xml version="1.0"?><w:styles {W}>{styles}</w:styles>',
        "word/document.xml": f'<?xml version="1.0" encoding="UTF-8"?><w:document {W} '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f"<w:body>{body}<w:sectPr/></w:body></w:document>",
        **(more or {}),
    }


def _title(chapter: MadeChapter, language: str) -> str:
    return chapter.zh_title if language == "zh" else chapter.en_title


def _words(chapter: MadeChapter, language: str) -> list[str]:
    found = (each.zh if language == "zh" else each.en for each in chapter.paragraphs)
    return [words for words in found if words]


def _page(chapter: MadeChapter, languages: Sequence[str]) -> EpubPage:
    title = " ".join(_title(chapter, language) for language in languages)
    lines = [f"<h2>{escape(_title(chapter, language))}</h2>" for language in languages]
    for paragraph in chapter.paragraphs:
        for language in languages:
            words = paragraph.zh if language == "zh" else paragraph.en
            if words:
                lines.append(f'<p xml:lang="{"zh-CN" if language == "zh" else "en"}">{escape(words)}</p>')
    return EpubPage(f"Text/chapter {chapter.number:02}.xhtml", "\n".join(lines), title)


def _xhtml(body: str, language: str) -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" '
        f'xml:lang="{language}"><head><title/></head>\n<body>{body}</body></html>'
    )


def _package(
    pages: Sequence[EpubPage],
    title: str,
    author: str,
    translator: str,
    languages: Sequence[str],
    version: int,
) -> str:
    items = "".join(
        f'<item id="p{n}" href="{page.name.replace(" ", "%20")}" media-type="application/xhtml+xml"/>'
        for n, page in enumerate(pages)
    )
    spine = "".join(
        f'<itemref idref="p{n}" linear="{"yes" if page.linear else "no"}"/>' for n, page in enumerate(pages)
    )
    contents = (
        '<item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>'
        if version == 3
        else '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'
    )
    people = f'<dc:creator opf:role="aut">{escape(author)}</dc:creator>' if author else ""
    if translator:
        people += f'<dc:contributor opf:role="trl">{escape(translator)}</dc:contributor>'
    spoken = "".join(f"<dc:language>{language}</dc:language>" for language in languages)
    return f"""<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="{version}.0"><metadata
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">
<dc:title>{escape(title)}</dc:title>{people}{spoken}<dc:date>2026-03-01</dc:date></metadata>
<manifest>{items}{contents}</manifest>
<spine{"" if version == 3 else ' toc="ncx"'}>{spine}</spine></package>"""


def _nav(pages: Sequence[EpubPage]) -> str:
    lines, level = "", 0
    for page in pages:
        if not page.contents:
            continue
        lines += "<ol>" * (page.level - level) + "</li></ol>" * (level - page.level)
        lines += "</li>" if page.level <= level else ""
        lines += f'<li><a href="{page.name.replace(" ", "%20")}">{escape(page.contents)}</a>'
        level = page.level
    lines += "</li></ol>" * level
    return _xhtml(f'<nav epub:type="toc">{lines}</nav>', "en")


def _ncx(pages: Sequence[EpubPage]) -> str:
    lines, level = "", 0
    for page in pages:
        if not page.contents:
            continue
        lines += "</navPoint>" * (level - page.level + 1)
        lines += f"<navPoint><navLabel><text>{escape(page.contents)}</text></navLabel>"
        lines += f'<content src="{page.name.replace(" ", "%20")}"/>'
        level = page.level
    lines += "</navPoint>" * level
    return (
        '<?xml version="1.0"?><!DOCTYPE ncx PUBLIC "-//NISO//DTD ncx 2005-1//EN" '
        '"http://www.daisy.org/z3986/2005/ncx-2005-1.dtd">'
        f'<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap>{lines}</navMap></ncx>'
    )
