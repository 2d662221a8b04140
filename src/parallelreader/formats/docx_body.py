"""The paragraphs and tables of a part of a Word document, read as a stream.

What a reader of the printed document would see: insertions in, deletions out, results of fields without
their instructions, text boxes once. What it means is decided by ``docx`` and ``docx_tables``.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from xml.parsers.expat import ExpatError, ParserCreate

from parallelreader.formats.text_lines import LINE_BREAK, collapse

_TEXT_NAMESPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/math",
)
# Deleted or moved away, the reading of ruby, what stands for readers of older programs, properties.
_LEFT_OUT = frozenset(
    {
        *("del", "moveFrom", "delText", "delInstrText", "rt", "rubyPr", "Fallback"),
        *("sdtPr", "sdtEndPr", "sectPr", "tblPr", "tblGrid", "trPr"),
    }
)
_OFF = frozenset({"0", "false", "off", "none"})
_SYMBOLS = {
    ("Symbol", 0xB7): "•",
    ("Symbol", 0xAE): "→",
    ("Symbol", 0xB0): "°",
    ("Symbol", 0xB1): "±",
    ("Symbol", 0xB4): "×",
    ("Wingdings", 0xE0): "→",
    ("Wingdings", 0xFC): "✓",
    ("Wingdings", 0xFB): "✗",
    ("Wingdings", 0x6C): "●",
    ("Wingdings", 0x6E): "■",
    ("Wingdings", 0xA7): "▪",
    ("Wingdings", 0xA8): "□",
    ("Wingdings", 0xFE): "☑",
    ("Wingdings", 0xD8): "➢",
    ("Wingdings", 0x4A): "☺",
}
_GREEK = dict(
    zip(
        "abgdezhqiklmnxoprstufcywABGDEZHQIKLMNXOPRSTUFCYW",
        "αβγδεζηθικλμνξοπρστυφχψωΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ",
        strict=True,
    )
)
_UNKNOWN_SYMBOL = "□"


@dataclass(slots=True)
class Paragraph:
    """``raw`` has LINE_BREAK for its breaks. ``outline`` is its own heading level from one, 0 where it has
    none, None where its style tells. ``notes`` are (kind, id) of those it refers to."""

    raw: str = ""
    style: str = ""
    outline: int | None = None
    numbering: tuple[str, int] | None = None
    is_contents: bool = False
    notes: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Cell:
    """``span`` is over how many columns it reaches."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    span: int = 1


@dataclass(slots=True)
class Table:
    """Rows of cells; tables inside a cell are paragraphs of it. The first ``heads`` rows are repeated on each
    page: they name the columns."""

    rows: list[list[Cell]] = field(default_factory=list)
    heads: int = 0


@dataclass(slots=True)
class _Writing:
    """A paragraph while it is read; text boxes have paragraphs inside those they stand in."""

    paragraph: Paragraph
    parts: list[str] = field(default_factory=list)
    joins_next: bool = False


class BodyReader:
    """Takes the events of a parser. ``items`` are paragraphs and tables in order; ``notes`` is what footnotes
    and endnotes say by their ids; ``is_damaged`` says that some of the part could not be read."""

    def __init__(self) -> None:
        self.items: list[Paragraph | Table] = []
        self.notes: dict[str, str] = {}
        self._note = ("", 0)
        self._tags: list[str] = []
        self._left_out = 0
        self._writing: list[_Writing] = []
        self._carried: _Writing | None = None
        self._tables: list[Table] = []
        self._fields: list[list[str]] = []
        self._takes_text = False
        self._hidden = self._is_placeholder = False
        self.is_damaged = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        namespace, _, name = tag.rpartition("}")
        if self._left_out or name in _LEFT_OUT:
            if name == "del" and self._tags[-2:] == ["pPr", "rPr"] and self._writing and not self._left_out:
                self._writing[-1].joins_next = True
            # The content of a control that only asks to be filled in is no text.
            self._is_placeholder = name == "showingPlcHdr" or (self._is_placeholder and name != "sdtPr")
            if name == "tblHeader" and len(self._tables) == 1:
                self._tables[0].heads = len(self._tables[0].rows)
            self._left_out += 1
            return
        if name == "sdtContent" and self._is_placeholder:
            self._is_placeholder = False
            self._left_out += 1
            return
        self._tags.append(name)
        values = {key.rpartition("}")[2]: value for key, value in attributes.items()}
        in_text = namespace in _TEXT_NAMESPACES
        if name == "p" and in_text:
            self._begin_paragraph()
        elif name in ("footnote", "endnote"):
            self._note = (values.get("id", ""), len(self.items))
        elif name in ("tbl", "tr", "tc"):
            self._begin_table_part(name)
        elif name == "gridSpan" and self._tables and values.get("val", "").isdigit():
            self._tables[0].rows[-1][-1].span = min(int(values["val"]), 64)
        elif name == "r":
            self._hidden = False
        elif self._writing:
            if name == "t":
                self._takes_text = in_text and not self._in_field_code()
            elif "pPr" in self._tags:
                self._take_property(name, values.get("val", ""))
            else:
                self._take(name, values)

    def end(self, tag: str) -> None:
        name = tag.rpartition("}")[2]
        if self._left_out:
            self._left_out -= 1
            return
        if self._tags:
            self._tags.pop()
        self._takes_text = False
        if name == "p" and self._writing and _is_text(tag):
            self._end_paragraph()
        elif name in ("footnote", "endnote"):
            self._end_note()
        elif name == "tbl" and self._tables:
            done = self._tables.pop()
            if not self._tables:
                self.items.append(done)

    def data(self, text: str) -> None:
        if self._left_out or not self._writing:
            return
        if self._takes_text and not self._hidden:
            self._writing[-1].parts.append(text.replace(LINE_BREAK, " "))
        elif self._tags and self._tags[-1] == "instrText" and self._fields:
            self._fields[-1].append(text)

    def close(self) -> None:
        while self._writing:
            self._end_paragraph()
        if self._carried is not None:
            self._put(self._carried.paragraph)
        while self._tables:
            done = self._tables.pop()
            if not self._tables:
                self.items.append(done)

    def _begin_paragraph(self) -> None:
        fresh = _Writing(Paragraph(is_contents=self._in_contents()))
        if self._carried is not None and not self._writing:
            fresh.parts.append(self._carried.paragraph.raw)
            fresh.paragraph.notes = self._carried.paragraph.notes
            self._carried = None
        self._writing.append(fresh)

    def _end_paragraph(self) -> None:
        done = self._writing.pop()
        done.paragraph.raw = "".join(done.parts)
        if done.joins_next and not self._writing:
            self._carried = done
        else:
            self._put(done.paragraph)

    def _end_note(self) -> None:
        name, start = self._note
        said = (collapse(item.raw) for item in self.items[start:] if isinstance(item, Paragraph))
        self.notes[name] = " ".join(filter(None, said))
        del self.items[start:]

    def _put(self, paragraph: Paragraph) -> None:
        if self._tables and self._tables[0].rows and self._tables[0].rows[-1]:
            self._tables[0].rows[-1][-1].paragraphs.append(paragraph)
        else:
            self.items.append(paragraph)

    def _begin_table_part(self, name: str) -> None:
        if name == "tbl":
            self._tables.append(Table())
        elif len(self._tables) == 1:
            if name == "tr":
                self._tables[0].rows.append([])
            else:
                if not self._tables[0].rows:
                    self._tables[0].rows.append([])
                self._tables[0].rows[-1].append(Cell())

    def _take_property(self, name: str, value: str) -> None:
        paragraph = self._writing[-1].paragraph
        if name == "pStyle":
            paragraph.style = value
        elif name == "outlineLvl" and value.isdigit():
            paragraph.outline = int(value) + 1 if int(value) < 9 else 0
        elif name == "numId":
            paragraph.numbering = (value, paragraph.numbering[1] if paragraph.numbering else 0)
        elif name == "ilvl" and value.isdigit():
            paragraph.numbering = (paragraph.numbering[0] if paragraph.numbering else "", int(value))

    def _take(self, name: str, values: Mapping[str, str]) -> None:
        writing = self._writing[-1]
        if name in ("vanish", "webHidden"):
            self._hidden = values.get("val", "") not in _OFF
        elif name == "fldChar":
            self._take_field(values.get("fldCharType", ""))
        elif name in ("footnoteReference", "endnoteReference"):
            note = (name.removesuffix("Reference"), values.get("id", ""))
            writing.paragraph.notes = (*writing.paragraph.notes, note)
        elif self._hidden or self._in_field_code():
            return
        elif name in ("tab", "ptab"):
            writing.parts.append(" ")
        elif name == "br":
            writing.parts.append(LINE_BREAK if values.get("type", "textWrapping") == "textWrapping" else "")
        elif name == "cr":
            writing.parts.append(LINE_BREAK)
        elif name == "noBreakHyphen":
            writing.parts.append("-")
        elif name == "sym":
            writing.parts.append(_symbol(values.get("font", ""), values.get("char", "")))

    def _take_field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append([])
        elif kind == "separate" and self._fields:
            self._fields[-1].append(LINE_BREAK)
            self._writing[-1].paragraph.is_contents |= self._in_contents()
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _in_field_code(self) -> bool:
        return any(LINE_BREAK not in each for each in self._fields)

    def _in_contents(self) -> bool:
        return any("".join(each).strip().upper().startswith(("TOC", "INDEX")) for each in self._fields)


def _is_text(tag: str) -> bool:
    return tag.rpartition("}")[0] in _TEXT_NAMESPACES


def _symbol(font: str, code: str) -> str:
    try:
        point = int(code, 16) & 0xFF
    except ValueError:
        return ""
    if font == "Symbol" and chr(point) in _GREEK:
        return _GREEK[chr(point)]
    return _SYMBOLS.get((font.rstrip(" 23"), point), _UNKNOWN_SYMBOL)


def read_body(chunks: Iterable[bytes]) -> BodyReader:
    """Read a part; one that breaks off, or is no XML from some place on, gives what stands before."""
    reader = BodyReader()
    parser = ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
    parser.CharacterDataHandler = reader.data
    # With such a handler no entity of the document's own is grown; none is fetched in any case.
    parser.DefaultHandler = _ignore
    try:
        for chunk in chunks:
            parser.Parse(chunk)
        parser.Parse(b"", True)
    except (ExpatError, LookupError, ValueError):
        # The latter two are said of an encoding that the part names and nobody knows.
        reader.is_damaged = True
    reader.close()
    return reader


def _ignore(said: str) -> None:
    return
