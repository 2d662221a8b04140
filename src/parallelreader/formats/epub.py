"""Reading an e-book in EPUB 2 or 3: its parts in their order, its chapters by its own table of contents."""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from parallelreader.core.errors import FileProblem
from parallelreader.core.incoming import Fault, Passage, Prose
from parallelreader.formats.archives import Archive, PartProblem
from parallelreader.formats.epub_headings import Headings
from parallelreader.formats.epub_package import ContentsEntry, Package, SpinePart, read_package
from parallelreader.formats.import_format import ImportFormat, ReadOptions
from parallelreader.formats.markup import Block, collect
from parallelreader.formats.page_encoding import utf8_chunks

_SHORT_PART = 3000
_LEAST_LINKS = 5
# Parts that say by their name, or by their line in the contents, that they are not the book itself.
_PART_NAMES = (
    (re.compile(r"(?:^|[^a-z])(?:cover(?:page)?|fengmian)(?![a-z])|^封面$", re.IGNORECASE), "cover"),
    (
        re.compile(r"(?:^|[^a-z])(?:half)?title-?_?page(?![a-z])|^(?:扉页|扉頁|书名页)$", re.IGNORECASE),
        "title page",
    ),
    (
        re.compile(
            r"(?:^|[^a-z])(?:copyright|colophon|imprint)(?:-?_?page)?(?![a-z])|^版[权權]", re.IGNORECASE
        ),
        "copyright",
    ),
    (re.compile(r"(?:^|[^a-z])(?:toc|contents|nav)(?![a-z])|^(?:目录|目錄)$", re.IGNORECASE), "contents"),
)


def read_epub(path: Path, options: ReadOptions) -> Prose:
    """The whole book; parts that cannot be read are faults. Raises FileProblem."""
    with Archive(path, "e-book") as archive:
        try:
            package = read_package(archive)
        except FileProblem as problem:
            raise FileProblem(problem.what, where=path, mend=problem.mend) from problem
        faults = list(package.faults)
        passages = list(_passages(archive, package, faults))
    if not any(not passage.aside for passage in passages):
        what = (
            f"No part of the e-book has any text in it ({faults[0].what})"
            if faults
            else "The e-book has no text"
        )
        raise FileProblem(
            what, where=path, mend="If its pages are pictures, their text must be recognised first."
        )
    return Prose(
        tuple(passages),
        title=package.title,
        author=package.author,
        translator=package.translator,
        language=package.language,
        date=package.date,
        source=package.source,
        faults=tuple(faults),
    )


def _passages(archive: Archive, package: Package, faults: list[Fault]) -> Iterator[Passage]:
    headings = Headings()
    by_part: dict[str, list[ContentsEntry]] = {}
    for entry in package.contents:
        by_part.setdefault(entry.part, []).append(entry)
    for part in package.spine:
        try:
            blocks = collect(utf8_chunks(archive.chunks(part.name))).blocks
        except PartProblem as problem:
            faults.append(Fault(f"{problem}; it is left out", part.name))
            continue
        entries = by_part.get(part.name, [])
        yield from headings.passages(blocks, entries, _aside_of(part, entries, blocks))


def _aside_of(part: SpinePart, entries: Sequence[ContentsEntry], blocks: Sequence[Block]) -> str:
    """Why a whole part is no text of the book; empty where it is."""
    length = sum(len(block.text) for block in blocks)
    if part.aside and (part.aside in ("contents", "supplement") or length <= _SHORT_PART):
        return part.aside
    stem = part.name.rpartition("/")[2].rpartition(".")[0]
    for pattern, aside in _PART_NAMES:
        named = any(pattern.search(entry.title.strip()) for entry in entries[:1]) or pattern.search(stem)
        if named and length <= _SHORT_PART and len(entries) <= 1 and not _is_chapter(entries):
            return aside
    return "contents" if _is_list_of_links(blocks) else ""


def _is_chapter(entries: Iterable[ContentsEntry]) -> bool:
    return any(
        re.match(r"第.{1,9}[章回节節卷部]|chapter\b|\d", entry.title, re.IGNORECASE) for entry in entries
    )


def _is_list_of_links(blocks: Sequence[Block]) -> bool:
    linking = [block for block in blocks if block.linked]
    whole = sum(len(block.text) for block in blocks)
    return len(linking) >= _LEAST_LINKS and sum(block.linked for block in linking) > 0.7 * whole


def likeness(head: bytes, path: Path) -> float:
    if not head.startswith(b"PK"):
        return 0.0
    if b"application/epub+zip" in head[:200] or b"META-INF/container.xml" in head:
        return 0.95
    return 0.4 if path.suffix.lower() == ".epub" else 0.0


FORMAT = ImportFormat("E-book (EPUB)", (".epub", ".kepub"), read_epub, likeness)
