"""Tables as one web page: no scripts, nothing fetched from elsewhere, good to read and to print."""

from collections.abc import Iterable, Iterator

from parallelreader import __version__
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.formats.handout_markup import HIGHLIGHTS, text
from parallelreader.formats.workbook_writing import Cell, Marked, Sheet

_REPORT_EVERY = 1000
# Browsers lay out a table whole; one of many thousand rows would keep them busy for long.
_LONGEST_TABLE = 1000
_STYLE = f"""\
:root {{ color-scheme: light dark; --ink: #1f1e1b; --paper: #fbfaf7; --pale: #5e5b54; --line: #dedbd3;
  --mark: {HIGHLIGHTS["yellow"][0]}; }}
@media (prefers-color-scheme: dark) {{
  :root {{ --ink: #dbd8d1; --paper: #17181a; --pale: #b0ada6; --line: #34373c;
    --mark: {HIGHLIGHTS["yellow"][1]}; }}
}}
body {{ margin: 2rem auto; padding: 0 1.5rem; max-width: 100rem; background: var(--paper); color: var(--ink);
  font: 15px/1.5 "Source Serif 4", Charter, Georgia, "Noto Serif CJK SC", "Source Han Serif SC", serif; }}
h1 {{ font-size: 1.5rem; margin: 0 0 1rem; }}
h2 {{ font-size: 1.15rem; margin: 2rem 0 0.6rem; }}
table {{ width: 100%; border-collapse: collapse; }}
th, td {{ text-align: start; vertical-align: top; padding: 0.3em 0.9em 0.3em 0;
  border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }}
th {{ font: 12px/1.4 system-ui, "Noto Sans", sans-serif; color: var(--pale); }}
thead {{ display: table-header-group; }}
tr {{ break-inside: avoid; }}
.right {{ text-align: end; padding-right: 0; }}
.centre {{ text-align: center; white-space: nowrap; padding: 0.3em 0.5em; font-weight: 600; }}
.number {{ text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap; }}
mark {{ background: var(--mark); color: inherit; border-radius: 2px; }}
"""


def page_lines(
    title: str, sheets: Iterable[Sheet], *, language: str = "en", progress: Progress = NO_PROGRESS
) -> Iterator[str]:
    """The page in pieces, of which the whole need never be in memory."""
    yield f'<!DOCTYPE html>\n<html lang="{text(language)}">\n<head>\n<meta charset="utf-8"/>\n'
    yield f"<title>{text(title)}</title>\n"
    yield f'<meta name="generator" content="Parallel Reader {__version__}"/>\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1"/>\n'
    yield f"<style>\n{_STYLE}</style>\n</head>\n<body>\n<h1>{text(title)}</h1>\n"
    for number, sheet in enumerate(sheets):
        if number:
            yield f"<h2>{text(sheet.name)}</h2>\n"
        yield from _table(sheet, progress)
    yield "</body>\n</html>\n"


def _table(sheet: Sheet, progress: Progress) -> Iterator[str]:
    heading = "".join(
        f'<th scope="col"{_class(sheet, at, "")}>{text(each)}</th>' for at, each in enumerate(sheet.heading)
    )
    yield f"<table>\n<thead><tr>{heading}</tr></thead>\n<tbody>\n"
    for number, row in enumerate(sheet.rows, 1):
        if number % _REPORT_EVERY == 0:
            progress.step(number, 0, "Writing the page")
        cells = "".join(f"<td{_class(sheet, at, cell)}>{_cell(cell)}</td>" for at, cell in enumerate(row))
        yield f"<tr>{cells}</tr>\n"
        if number % _LONGEST_TABLE == 0:
            yield f"</tbody>\n</table>\n<table>\n<thead><tr>{heading}</tr></thead>\n<tbody>\n"
    yield "</tbody>\n</table>\n"


def _class(sheet: Sheet, at: int, cell: Cell) -> str:
    name = sheet.aligned[at] if at < len(sheet.aligned) else ""
    if isinstance(cell, int | float):
        name = "number"
    return f' class="{name}"' if name else ""


def _cell(cell: Cell) -> str:
    if isinstance(cell, float):
        return f"{cell:.2f}"
    if isinstance(cell, int):
        return str(cell)
    return "".join(_pieces(cell)) if isinstance(cell, Marked) else text(cell)


def _pieces(cell: Marked) -> Iterator[str]:
    at = 0
    for span in sorted(cell.spans):
        yield text(cell.text[at : span.start])
        yield f"<mark>{text(cell.text[span.start : span.end])}</mark>"
        at = span.end
    yield text(cell.text[at:])
