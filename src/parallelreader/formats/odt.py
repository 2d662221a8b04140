"""Reading an OpenDocument text (ODT): as a Word document, with other names for the same things."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from xml.parsers.expat import ExpatError, ParserCreate

from parallelreader.core.errors import FileProblem
from parallelreader.core.incoming import Fault, Incoming, Passage, Prose
from parallelreader.formats.archives import Archive, PartProblem
from parallelreader.formats.docx_body import Cell, Paragraph, Table
from parallelreader.formats.docx_tables import table_units
from parallelreader.formats.import_format import ImportFormat, ReadOptions
from parallelreader.formats.text_lines import LINE_BREAK, collapse, paragraph_lines
from parallelreader.formats.xml_parts import Element, XmlProblem, parse_xml

_MAX_SPACES = 100
_MAX_LEVEL = 6
# What was deleted, the reading of ruby, the number of a note, remarks: none of it is printed in the text.
_LEFT_OUT = frozenset(
    {
        "tracked-changes",
        "ruby-text",
        "note-citation",
        "annotation",
        "forms",
        "sequence-decls",
        "title",
        "desc",
    }
)
_CONTENTS = frozenset({"table-of-content", "alphabetical-index", "illustration-index", "bibliography"})


class _Reader:
    """Takes the events of a parser; ``items`` are paragraphs and tables in order, those of notes in
    ``notes`` by the number that a paragraph has them under."""

    def __init__(self) -> None:
        self.items: list[Paragraph | Table] = []
        self.notes: dict[str, str] = {}
        self._open: list[tuple[Paragraph, list[str]]] = []
        self._left_out = self._contents = 0
        self._tables: list[Table] = []
        self._note: list[list[str]] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        name = tag.rpartition("}")[2]
        if self._left_out or name in _LEFT_OUT:
            self._left_out += 1
            return
        values = {key.rpartition("}")[2]: value for key, value in attributes.items()}
        if name in ("p", "h"):
            level = values.get("outline-level", "1")
            outline = min(int(level), _MAX_LEVEL) if name == "h" and level.isdigit() else 0
            self._open.append((Paragraph(outline=outline, is_contents=self._contents > 0), []))
        elif name in _CONTENTS:
            self._contents += 1
        elif name == "note":
            self._note.append([])
        elif name == "table":
            self._tables.append(Table())
        elif name == "table-row" and len(self._tables) == 1:
            self._tables[0].rows.append([])
        elif name == "table-cell" and len(self._tables) == 1 and self._tables[0].rows:
            span = values.get("number-columns-spanned", "1")
            self._tables[0].rows[-1].append(Cell(span=min(int(span), 64) if span.isdigit() else 1))
        elif self._open:
            parts = self._open[-1][1]
            if name == "s":
                count = values.get("c", "1")
                parts.append(" " * min(int(count) if count.isdigit() else 1, _MAX_SPACES))
            elif name == "tab":
                parts.append(" ")
            elif name == "line-break":
                parts.append(LINE_BREAK)

    def end(self, tag: str) -> None:
        name = tag.rpartition("}")[2]
        if self._left_out:
            self._left_out -= 1
        elif name in ("p", "h") and self._open:
            paragraph, parts = self._open.pop()
            paragraph.raw = "".join(parts)
            self._put(paragraph)
        elif name in _CONTENTS:
            self._contents -= 1
        elif name == "note" and self._note:
            words = " ".join(filter(None, self._note.pop()))
            if self._open and words:
                number = str(len(self.notes))
                self.notes[number] = words
                self._open[-1][0].notes += (("note", number),)
        elif name == "table" and self._tables:
            done = self._tables.pop()
            if not self._tables:
                self.items.append(done)

    def data(self, text: str) -> None:
        if self._open and not self._left_out:
            self._open[-1][1].append(text.replace(LINE_BREAK, " "))

    def close(self) -> None:
        """The part ends or breaks off; what is open is kept."""
        while self._open:
            paragraph, parts = self._open.pop()
            paragraph.raw = "".join(parts)
            self._put(paragraph)
        self.items += self._tables[:1]

    def _put(self, paragraph: Paragraph) -> None:
        if self._note:
            self._note[-1].append(collapse(paragraph.raw))
        elif self._tables and self._tables[0].rows and self._tables[0].rows[-1]:
            self._tables[0].rows[-1][-1].paragraphs.append(paragraph)
        else:
            self.items.append(paragraph)


def read_odt(path: Path, options: ReadOptions) -> Incoming:
    """Units where the document is nearly all bilingual tables, else its text. Raises FileProblem."""
    faults: list[Fault] = []
    with Archive(path, "document") as archive:
        try:
            reader = _read(archive.chunks("content.xml"), faults)
        except PartProblem as problem:
            raise FileProblem(
                f"The text of the document (content.xml) cannot be read: {problem}",
                where=path,
                mend="Open it in LibreOffice, which may mend it, and save it again.",
            ) from problem
        title, author, date = _facts(archive)
    units = table_units(reader.items, title)
    if units is not None:
        return units
    passages = tuple(_passages(reader.items, reader.notes))
    if not any(not passage.aside for passage in passages):
        raise FileProblem(
            "There is no text in the document",
            where=path,
            mend="If it shows pictures of pages, recognise them first.",
        )
    return Prose(passages, title=title, author=author, date=date, faults=tuple(faults))


def _read(chunks: Iterable[bytes], faults: list[Fault]) -> _Reader:
    reader = _Reader()
    parser = ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
    parser.CharacterDataHandler = reader.data
    # With such a handler no entity of the document's own is grown; none is fetched in any case.
    parser.DefaultHandler = lambda said: None
    try:
        for chunk in chunks:
            parser.Parse(chunk)
        parser.Parse(b"", True)
    except (ExpatError, LookupError, ValueError):
        faults.append(Fault("The part is damaged; what could not be read is left out", "content.xml"))
    reader.close()
    return reader


def _passages(items: Sequence[Paragraph | Table], notes: Mapping[str, str]) -> Iterator[Passage]:
    paragraphs = [paragraph for item in items for paragraph in _paragraphs(item)]
    levels = sorted({each.outline for each in paragraphs if each.outline and not each.is_contents})
    for paragraph in paragraphs:
        aside = "contents" if paragraph.is_contents else ""
        level = levels.index(paragraph.outline) + 1 if paragraph.outline and not aside else 0
        words = collapse(paragraph.raw)
        for line in [words] if level and words else paragraph_lines(paragraph.raw):
            yield Passage(line, level, aside)
        for _, number in paragraph.notes:
            yield Passage(notes[number], 0, "footnote")


def _paragraphs(item: Paragraph | Table) -> list[Paragraph]:
    if isinstance(item, Paragraph):
        return [item]
    return [paragraph for row in item.rows for cell in row for paragraph in cell.paragraphs]


def _facts(archive: Archive) -> tuple[str, str, str]:
    """Title, author and date, empty where the document does not say."""
    try:
        root = parse_xml(archive.read("meta.xml"))
    except (PartProblem, XmlProblem):
        return "", "", ""
    return _said(root, "title"), _said(root, "initial-creator", "creator"), _said(root, "creation-date")[:10]


def _said(root: Element, *tags: str) -> str:
    return next((found.text for tag in tags for found in root.all(tag) if found.text), "")


def likeness(head: bytes, path: Path) -> float:
    is_text = b"application/vnd.oasis.opendocument.text" in head[:200]
    return 0.95 if head.startswith(b"PK") and is_text else 0.0


FORMAT = ImportFormat("OpenDocument text", (".odt", ".ott"), read_odt, likeness)
