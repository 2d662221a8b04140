"""Reading a Word document (DOCX): paragraphs with their headings, or the units of bilingual tables."""

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from parallelreader.core.errors import FileProblem
from parallelreader.core.incoming import Fault, Incoming, Passage, Prose
from parallelreader.formats.archives import Archive, PartProblem
from parallelreader.formats.docx_body import BodyReader, Paragraph, Table, read_body
from parallelreader.formats.docx_numbers import HeadingNumbers
from parallelreader.formats.docx_styles import ParagraphStyle, read_styles
from parallelreader.formats.docx_tables import table_units
from parallelreader.formats.import_format import ImportFormat, ReadOptions
from parallelreader.formats.text_lines import collapse, paragraph_lines
from parallelreader.formats.xml_parts import Element, XmlProblem, parse_xml

_PLAIN = ParagraphStyle()


@dataclass(frozen=True, slots=True)
class _Looks:
    """What a paragraph is by its style and its own properties."""

    style: ParagraphStyle
    level: int


class _Document:
    """An open document: its parts, found as its own relations say."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self.faults: list[Fault] = []
        self.body_name = self._related("_rels/.rels", "officeDocument") or archive.find("word/document.xml")
        base, name = posixpath.split(self.body_name)
        self._relations = f"{base}/_rels/{name}.rels"

    def body(self) -> BodyReader:
        """Raises PartProblem."""
        return self._read(self.body_name)

    def styles(self) -> dict[str, ParagraphStyle]:
        root = self._tree(self._own("styles"))
        return read_styles(root) if root is not None else {}

    def numbers(self) -> HeadingNumbers:
        return HeadingNumbers(self._tree(self._own("numbering")))

    def core(self) -> Element | None:
        return self._tree(self._related("_rels/.rels", "core-properties") or "docProps/core.xml")

    def notes(self, kind: str) -> Mapping[str, str]:
        """What footnotes or endnotes say, by their ids."""
        name = self._own(f"{kind}s")
        if not name:
            return {}
        try:
            return self._read(name).notes
        except PartProblem as problem:
            self.faults.append(Fault(f"The notes cannot be read: {problem}", name))
            return {}

    def _read(self, name: str) -> BodyReader:
        found = read_body(self._archive.chunks(name))
        if found.is_damaged:
            self.faults.append(Fault("The part is damaged; what could not be read is left out", name))
        return found

    def _own(self, kind: str) -> str:
        return self._related(self._relations, kind) or self._archive.find(f"word/{kind}.xml")

    def _related(self, relations: str, kind: str) -> str:
        root = self._tree(relations)
        base = posixpath.dirname(posixpath.dirname(relations))
        for relation in root.all("Relationship") if root is not None else ():
            if relation.get("Type").rpartition("/")[2] == kind:
                return self._archive.find(relation.get("Target"), beside=f"{base}/x")
        return ""

    def _tree(self, name: str) -> Element | None:
        if not self._archive.find(name):
            return None
        try:
            return parse_xml(self._archive.read(self._archive.find(name)))
        except (PartProblem, XmlProblem) as problem:
            self.faults.append(Fault(f"The part cannot be read: {problem}", name))
            return None


def read_docx(path: Path, options: ReadOptions) -> Incoming:
    """Units where the document is nearly all bilingual tables, else its text. Raises FileProblem."""
    with Archive(path, "document") as archive:
        document = _Document(archive)
        if not document.body_name:
            raise FileProblem(
                "This is an archive, but no Word document: it has no text part",
                where=path,
                mend="If it is another kind of document, give it the extension of that kind.",
            )
        try:
            items = document.body().items
        except PartProblem as problem:
            raise FileProblem(
                f"The text of the document ({document.body_name}) cannot be read: {problem}",
                where=path,
                mend="Open it in Word, which may mend it, and save it again.",
            ) from problem
        core = document.core()
        title, author = (_said(core, tag) for tag in ("title", "creator"))
        units = table_units(items, title)
        if units is not None:
            return units
        passages = tuple(_passages(items, document))
    if not any(not passage.aside for passage in passages):
        raise FileProblem(
            "There is no text in the document",
            where=path,
            mend="If it shows pictures of pages, recognise them first.",
        )
    heading = next((_text(item) for item in items if isinstance(item, Paragraph) and _text(item)), "")
    is_title = any(passage.aside == "title page" and passage.text == heading for passage in passages)
    return Prose(
        passages,
        title=title or (heading if is_title else ""),
        author=author,
        date=(re.match(r"\d{4}-\d\d-\d\d", _said(core, "created")) or [""])[0],
        faults=tuple(document.faults),
    )


def _passages(items: Sequence[Paragraph | Table], document: _Document) -> Iterator[Passage]:
    styles, numbers = document.styles(), document.numbers()
    notes = {kind: document.notes(kind) for kind in ("footnote", "endnote")}
    paragraphs = list(_paragraphs(items))
    looks = [_looks(paragraph, styles) for paragraph in paragraphs]
    levels = sorted({look.level for look in looks if look.level})
    rank = {level: at for at, level in enumerate(levels, 1)}
    for paragraph, look in zip(paragraphs, looks, strict=True):
        aside = look.style.aside or ("contents" if paragraph.is_contents else "")
        level = 0 if aside else rank.get(look.level, 0)
        if look.style.is_title and not level:
            # The title of a book is none of its chapters; that of a single text is its heading.
            level, aside = (0, "title page") if rank else (1, "")
        if level:
            number = numbers.of(paragraph.numbering or look.style.numbering)
            words = collapse(paragraph.raw)
            lines = [f"{number} {words}".strip()] if words else []
        else:
            lines = list(paragraph_lines(paragraph.raw))
        for line in lines:
            yield Passage(line, level, aside)
        for kind, name in paragraph.notes:
            if notes[kind].get(name):
                yield Passage(notes[kind][name], 0, "footnote")


def _looks(paragraph: Paragraph, styles: Mapping[str, ParagraphStyle]) -> _Looks:
    style = styles.get(paragraph.style, _PLAIN)
    return _Looks(style, style.level if paragraph.outline is None else paragraph.outline)


def _paragraphs(items: Sequence[Paragraph | Table]) -> Iterator[Paragraph]:
    for item in items:
        if isinstance(item, Paragraph):
            yield item
        else:
            for row in item.rows:
                for cell in row:
                    yield from cell.paragraphs


def _text(paragraph: Paragraph) -> str:
    return collapse(paragraph.raw)


def _said(core: Element | None, tag: str) -> str:
    found = core.first(tag) if core is not None else None
    return found.text if found is not None else ""


def likeness(head: bytes, path: Path) -> float:
    if not head.startswith(b"PK"):
        return 0.0
    if b"word/document" in head or b"word/_rels" in head or b"word/styles" in head:
        return 0.95
    return 0.4 if path.suffix.lower() in (".docx", ".docm", ".dotx") else 0.0


FORMAT = ImportFormat("Word document", (".docx", ".docm", ".dotx"), read_docx, likeness)
