"""A hand-out as one web page: no scripts, nothing fetched from elsewhere, good to read and to print.

The words themselves are written by ``handout_markup``.
"""

from collections.abc import Iterator

from parallelreader import __version__
from parallelreader.core.handout import Handout, HandoutNote, HandoutPart, sections
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.formats.handout_markup import Markup, head, text
from parallelreader.formats.handout_style import page_style

# Browsers lay out a table whole; one of many thousand rows would keep them busy for long.
_LONGEST_TABLE = 400


def html_lines(handout: Handout, *, progress: Progress = NO_PROGRESS) -> Iterator[str]:
    """The page in pieces, of which the whole need never be in memory. Raises what the parts raise."""
    options = handout.options
    reads = ' class="reads"' if options.has_pinyin else ""
    yield f'<!DOCTYPE html>\n<html lang="{text(handout.language)}">\n<head>\n<meta charset="utf-8"/>\n'
    yield f"<title>{text(handout.title)}</title>\n"
    yield f'<meta name="generator" content="Parallel Reader {__version__}"/>\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1"/>\n'
    yield f"<style>\n{page_style(options)}</style>\n</head>\n<body{reads}>\n"
    for number, part in enumerate(handout.parts(), 1):
        yield from _article(handout, part, number, progress)
    yield "</body>\n</html>\n"


def _article(handout: Handout, part: HandoutPart, number: int, progress: Progress) -> Iterator[str]:
    markup = Markup(f"{number}-")
    notes: list[HandoutNote] = []
    done = 0
    yield "<article>\n"
    yield from head(part)
    for section in sections(part.rows(), longest=_LONGEST_TABLE):
        if section.heading is not None:
            yield markup.heading(part.columns, section.heading, min(section.heading.level + 1, 6))
            notes += section.heading.notes
        if section.rows and handout.is_in_columns:
            yield from markup.table(part.columns, section.rows, has_numbers=handout.options.has_numbers)
        elif section.rows:
            yield from markup.blocks(part.columns, section.rows)
        notes += [note for row in section.rows for note in row.notes]
        done += len(section.rows)
        progress.step(min(done, part.row_count), part.row_count, "Writing the page")
    if notes:
        yield from markup.notes(notes, "Notes")
    yield "</article>\n"
