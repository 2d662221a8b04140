"""Reading a PDF document that has text in it: where its characters stand makes lines, columns, paragraphs.

pypdfium2 tells the place of every character and is an order of magnitude faster than pypdf, which does not
always; what they mean is decided in the modules beside this one.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from threading import Lock
from typing import Any

from parallelreader.core.errors import FileProblem
from parallelreader.core.incoming import Fault, Prose
from parallelreader.formats import plain_files
from parallelreader.formats.import_format import ImportFormat, ReadOptions
from parallelreader.formats.pdf_characters import put_right
from parallelreader.formats.pdf_layout import Placed, page_numbers, placed, running_lines
from parallelreader.formats.pdf_lines import PdfLine, lines_of
from parallelreader.formats.pdf_paragraphs import body_size, passages_of

_MAX_PAGES = 20_000
_MAX_LEVEL = 6
_NAMED_PAGES = 10
# The library may be used by one thread at a time.
_ONE_AT_A_TIME = Lock()


def read_pdf(path: Path, options: ReadOptions) -> Prose:
    """The text of all pages; those without any are faults. Raises FileProblem."""
    plain_files.read_head(path, 4)
    with _ONE_AT_A_TIME:
        document = _open(path)
        try:
            if len(document) > _MAX_PAGES:
                raise FileProblem(
                    f"The document has more than the {_MAX_PAGES:,} pages that can be read",
                    where=path,
                    mend="Divide it into several files.",
                )
            pages, faults = _lines(document)
            outline = _outline(document)
            said = _facts(document)
        finally:
            document.close()
    if not any(pages):
        raise FileProblem(
            "There is no text in the document, only pictures of its pages",
            where=path,
            mend="Recognise its text (OCR) with another program first.",
        )
    passages = tuple(passages_of(_placed(pages), outline))
    return Prose(
        passages,
        title=put_right(said.get("Title", "")) if _is_title(said.get("Title", ""), path) else "",
        author=put_right(said.get("Author", "")),
        date=_date(said.get("CreationDate", "")),
        faults=tuple(faults),
    )


def _open(path: Path) -> Any:
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise FileProblem(
                "The document is locked with a password",
                where=path,
                mend="Open it with its password, and save or print it again without.",
            ) from error
        raise FileProblem(
            "The document is damaged or incomplete, or no PDF document",
            where=path,
            mend="Fetch or save it again from where it comes.",
        ) from error


def _lines(document: Any) -> tuple[list[list[PdfLine]], list[Fault]]:
    """The lines of each page from the top down, and the pages that could not be read."""
    import pypdfium2

    pages, bare, faults = [], [], []
    for number in range(len(document)):
        lines: list[PdfLine] = []
        try:
            page = document[number]
            lines = lines_of(page)
            if not lines and next(page.get_objects(max_depth=1), None) is not None:
                bare.append(number + 1)
            page.close()
        except pypdfium2.PdfiumError:
            faults.append(Fault("The page is damaged; it is left out", f"page {number + 1}"))
        pages.append(lines)
    if bare and len(bare) < len(pages):
        named = ", ".join(map(str, bare[:_NAMED_PAGES])) + (", …" if len(bare) > _NAMED_PAGES else "")
        faults.append(Fault("These pages have pictures, but no text", f"pages {named}"))
    return pages, faults


def _placed(pages: Sequence[Sequence[PdfLine]]) -> list[list[Placed]]:
    size = body_size([line for lines in pages for line in lines])
    running = running_lines(pages, size)
    found: list[list[Placed]] = []
    columns = 0
    for number, lines in enumerate(pages):
        numbers = page_numbers(lines)
        asides = [
            "page number" if place in numbers else "running head" if (number, place) in running else ""
            for place in range(len(lines))
        ]
        found.append(list(placed(lines, asides, size, columns)))
        columns = max((each.column + 1 for each in found[-1]), default=columns)
    return found


def _facts(document: Any) -> Mapping[str, str]:
    try:
        return dict(document.get_metadata_dict(skip_empty=True))
    except UnicodeDecodeError:
        # One of them is damaged; none of them is worth a refusal.
        return {}


def _outline(document: Any) -> Mapping[int, list[tuple[str, int]]]:
    import pypdfium2

    found: dict[int, list[tuple[str, int]]] = {}
    try:
        for item in document.get_toc(max_depth=_MAX_LEVEL):
            target = item.get_dest()
            page = target.get_index() if target is not None else None
            if page is not None:
                title = put_right(item.get_title())
                found.setdefault(page, []).append((title, min(item.level + 1, _MAX_LEVEL)))
    except (pypdfium2.PdfiumError, ValueError, UnicodeError):
        return found
    return found


def _is_title(title: str, path: Path) -> bool:
    """Whether it is one that somebody gave: programs put names of files there, and their own."""
    return (
        bool(title)
        and not title.lower().endswith((".doc", ".docx", ".indd", ".pdf", ".tex", ".qxd"))
        and ("microsoft word" not in title.lower() and title != "untitled" and title != path.stem)
    )


def _date(said: str) -> str:
    digits = said.removeprefix("D:")[:8]
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}" if len(digits) == 8 and digits.isdigit() else ""


def likeness(head: bytes, path: Path) -> float:
    return 0.95 if b"%PDF-" in head[:1024] else 0.0


FORMAT = ImportFormat("PDF document", (".pdf",), read_pdf, likeness)
