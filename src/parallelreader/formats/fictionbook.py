"""Reading a FictionBook (FB2): one XML file with chapters in chapters, and a second body for its notes."""

from collections.abc import Iterator
from pathlib import Path

from parallelreader.core.errors import FileProblem
from parallelreader.core.incoming import Fault, Passage, Prose
from parallelreader.formats import plain_files
from parallelreader.formats.import_format import ImportFormat, ReadOptions
from parallelreader.formats.xml_parts import MAX_BYTES, Element, XmlProblem, parse_xml

_MAX_LEVEL = 6
_BREAKS_OFF = Fault("The book breaks off; what comes after is missing")
# What stands around paragraphs without being one, and what is read as one.
_AROUND = frozenset({"section", "epigraph", "annotation", "cite", "poem", "stanza", "table", "tr"})
_PARAGRAPHS = frozenset({"p", "v", "text-author", "td", "th", "date"})


def read_fictionbook(path: Path, options: ReadOptions) -> Prose:
    """The whole book, its notes set apart. Raises FileProblem."""
    data = plain_files.read_bytes(path, limit=MAX_BYTES, problem=FileProblem)
    try:
        root = parse_xml(data)
    except XmlProblem as problem:
        raise FileProblem(
            f"The book cannot be read: {problem}",
            where=path,
            mend="Fetch or save it again from where it comes.",
        ) from problem
    passages = tuple(passage for body in root.children("body") for passage in _body(body))
    if not any(not passage.aside for passage in passages):
        raise FileProblem("There is no text in the book", where=path, mend="Choose another file.")
    facts = root.first("title-info")
    return Prose(
        passages,
        title=_said(facts, "book-title"),
        author=_people(facts, "author"),
        translator=_people(facts, "translator"),
        language=_said(facts, "lang"),
        date=_said(facts, "date")[:10],
        faults=() if b"</FictionBook" in data[-400:].replace(b"\0", b"") else (_BREAKS_OFF,),
    )


def _body(body: Element) -> Iterator[Passage]:
    if body.get("name") in ("notes", "footnotes", "comments"):
        for paragraph in body.all(*_PARAGRAPHS):
            if paragraph.text:
                yield Passage(paragraph.text, aside="footnote")
        return
    # What stands before the first chapter is the title of the book, said again.
    for child in body.children():
        if child.tag == "title":
            yield from (Passage(p.text, aside="title page") for p in child.all("p") if p.text)
        else:
            yield from _part(child, 1)


def _part(part: Element, level: int) -> Iterator[Passage]:
    if part.tag == "title":
        words = " ".join(p.text for p in part.all("p") if p.text)
        if words:
            yield Passage(words, min(level, _MAX_LEVEL))
    elif part.tag == "subtitle" and part.text:
        yield Passage(part.text, min(level + 1, _MAX_LEVEL))
    elif part.tag in _PARAGRAPHS and part.text:
        yield Passage(part.text)
    elif part.tag in _AROUND:
        for child in part.children():
            inside = level + 1 if child.tag == "section" and part.tag == "section" else level
            yield from _part(child, inside)


def _said(facts: Element | None, tag: str) -> str:
    found = facts.first(tag) if facts is not None else None
    return found.text if found is not None else ""


def _people(facts: Element | None, tag: str) -> str:
    names = ("first-name", "middle-name", "last-name", "nickname")
    people = list(facts.children(tag)) if facts is not None else []
    said = (" ".join(part.text for part in person.children(*names) if part.text) for person in people)
    return ", ".join(filter(None, said))


def likeness(head: bytes, path: Path) -> float:
    return 0.95 if b"<FictionBook" in head[:2048] else 0.0


FORMAT = ImportFormat("FictionBook", (".fb2",), read_fictionbook, likeness)
