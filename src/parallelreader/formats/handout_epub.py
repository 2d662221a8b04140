"""A hand-out as an e-book (EPUB 3.3): a file for each chapter, pinyin as ruby, notes that reading systems pop
up, a table of contents.

The words themselves are written by ``handout_markup``.
"""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from parallelreader.core.handout import Handout, HandoutNote, HandoutPart, Section, sections
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.formats.handout_markup import Markup, head, plain, text
from parallelreader.formats.handout_style import book_style

# Reading systems lay a file out whole, and those on paper-like screens are slow.
_LONGEST_FILE = 250
_CONTAINER = """\
<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="book/package.opf" media-type="application/oebps-package+xml"/>
</rootfiles></container>
"""
_XHTML = 'xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of the table of contents, and those below it."""

    file: str
    words: str
    below: list["_Entry"] = field(default_factory=list)


def write_epub(handout: Handout, out: BinaryIO, *, progress: Progress = NO_PROGRESS) -> None:
    """Write the book, a chapter at a time. Raises what the parts raise."""
    with ZipFile(out, "w") as archive:
        archive.writestr(_info("mimetype", is_stored=True), "application/epub+zip")
        archive.writestr(_info("META-INF/container.xml"), _CONTAINER)
        archive.writestr(_info("book/style.css"), book_style())
        book = _Book(handout, archive)
        for number, part in enumerate(handout.parts(), 1):
            book.add(part, number, progress)
        book.finish()


class _Book:
    """What has been written so far."""

    def __init__(self, handout: Handout, archive: ZipFile) -> None:
        self._handout = handout
        self._archive = archive
        self._files: list[str] = []
        self._contents: list[_Entry] = []
        self._languages: dict[str, None] = {}
        self._people: dict[str, None] = {}

    def add(self, part: HandoutPart, number: int, progress: Progress) -> None:
        """Write the files of a document."""
        markup = Markup(f"{number}-", notes_file=f"notes-{number}.xhtml", is_book=True)
        notes: list[HandoutNote] = []
        entry: _Entry | None = None
        done = 0
        for count, section in enumerate(sections(part.rows(), longest=_LONGEST_FILE), 1):
            name = f"text-{number}-{count}.xhtml"
            markup.here = name
            words = _words(part, section)
            body = [*(head(part) if entry is None else ()), *self._section(part, section, markup)]
            self._write(name, words or part.title, body)
            if entry is None:
                entry = _Entry(name, part.title)
                self._contents.append(entry)
            if words:
                entry.below.append(_Entry(name, words))
            rows = (section.heading, *section.rows) if section.heading else section.rows
            notes += [note for row in rows for note in row.notes]
            done += len(rows)
            progress.step(min(done, part.row_count), part.row_count, "Writing the book")
        if notes:
            name = f"notes-{number}.xhtml"
            markup.here = name
            self._write(name, "Notes", list(markup.notes(notes, "Notes")))
        self._languages |= dict.fromkeys(column.language for column in part.columns)
        self._people |= dict.fromkeys(part.credits)

    def finish(self) -> None:
        """Write what says which files there are."""
        contents = self._contents[0].below or self._contents if len(self._contents) == 1 else self._contents
        if not self._files:
            self._write("text-1-1.xhtml", self._handout.title, [f"<h1>{text(self._handout.title)}</h1>"])
            contents = [_Entry("text-1-1.xhtml", self._handout.title)]
        nav = ['<nav epub:type="toc" id="toc"><h1>Contents</h1>', *_list(contents), "</nav>"]
        self._archive.writestr(_info("book/nav.xhtml"), self._page("Contents", nav))
        self._archive.writestr(_info("book/package.opf"), "".join(self._package()))

    def _section(self, part: HandoutPart, section: Section, markup: Markup) -> Iterator[str]:
        if section.heading is not None:
            yield markup.heading(part.columns, section.heading, min(section.heading.level + 1, 6))
        if section.rows and self._handout.is_in_columns:
            numbers = self._handout.options.has_numbers
            yield from markup.table(part.columns, section.rows, has_numbers=numbers)
        elif section.rows:
            yield from markup.blocks(part.columns, section.rows)

    def _write(self, name: str, title: str, body: Sequence[str]) -> None:
        self._files.append(name)
        self._archive.writestr(_info(f"book/{name}"), self._page(title, body))

    def _page(self, title: str, body: Sequence[str]) -> str:
        tag = text(self._handout.language)
        reads = ' class="reads"' if self._handout.options.has_pinyin else ""
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
            f'<html {_XHTML} lang="{tag}" xml:lang="{tag}">\n<head><title>{text(title) or "-"}</title>\n'
            '<link rel="stylesheet" type="text/css" href="style.css"/></head>\n'
            f"<body{reads}>\n{''.join(body)}</body>\n</html>\n"
        )

    def _package(self) -> Iterator[str]:
        title = text(self._handout.title).strip() or "-"
        name = uuid.uuid5(uuid.NAMESPACE_URL, plain(f"parallelreader {title} {self._handout.options}"))
        now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        yield '<?xml version="1.0" encoding="UTF-8"?>\n'
        yield '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">\n'
        yield '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
        yield f'<dc:identifier id="id">urn:uuid:{name}</dc:identifier>\n<dc:title>{title}</dc:title>\n'
        for language in self._languages or {self._handout.language: None}:
            yield f"<dc:language>{text(language)}</dc:language>\n"
        for line in self._people:
            yield f"<dc:description>{text(line)}</dc:description>\n"
        yield f'<meta property="dcterms:modified">{now}</meta>\n</metadata>\n<manifest>\n'
        yield '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>\n'
        yield '<item id="style" href="style.css" media-type="text/css"/>\n'
        for file in self._files:
            yield f'<item id="{file[:-6]}" href="{file}" media-type="application/xhtml+xml"/>\n'
        yield "</manifest>\n<spine>\n"
        for file in self._files:
            yield f'<itemref idref="{file[:-6]}"/>\n'
        yield "</spine>\n</package>\n"


def _list(entries: Sequence[_Entry]) -> Iterator[str]:
    yield "<ol>"
    for entry in entries:
        yield f'<li><a href="{entry.file}">{text(entry.words).strip() or "-"}</a>'
        if entry.below:
            yield from _list(entry.below)
        yield "</li>\n"
    yield "</ol>"


def _words(part: HandoutPart, section: Section) -> str:
    """What a section is called, in all its languages."""
    if section.heading is None:
        return ""
    return " ".join(filter(None, (section.heading.text(n) for n in range(len(part.columns)))))


def _info(name: str, *, is_stored: bool = False) -> ZipInfo:
    info = ZipInfo(name)
    info.compress_type = ZIP_STORED if is_stored else ZIP_DEFLATED
    return info
