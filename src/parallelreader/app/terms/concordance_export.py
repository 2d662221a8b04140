"""A concordance as tables: the hits as they are shown, their groups, their collocates."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from parallelreader.app.terms.concordance import HitLines, Renderer
from parallelreader.app.terms.sheet_files import TableFormat, write_sheets
from parallelreader.core.concordance.collocations import Collocate
from parallelreader.core.concordance.groups import Group
from parallelreader.core.concordance.hits import Rendering
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.formats.workbook_writing import Cell, Marked, Sheet

_CONTEXT_WIDTH, _HIT_WIDTH, _PLACE_WIDTH, _TITLE_WIDTH, _SENTENCE_WIDTH, _RENDERING_WIDTH = (
    40,
    14,
    18,
    26,
    60,
    24,
)


def hits_sheet(
    lines: HitLines,
    numbers: Sequence[int],
    *,
    width: int,
    columns: Sequence[str] = (),
    labels: Mapping[str, str] | None = None,
    titles: Mapping[str, str] | None = None,
) -> Sheet:
    """The hits of these numbers, in this order, with ``width`` code points to each side and ``columns`` of
    other versions beside them; a rendering is there where it is known.

    ``labels`` are what columns are called, ``titles`` what documents are, which have their ids as well.
    """
    names = labels or {}
    heading = ["document", "title", "version", "place", "left", "hit", "right"]
    for column in columns:
        heading += [names.get(column, column), f"{names.get(column, column)}: rendering"]
    return Sheet(
        "Concordance",
        heading,
        _hit_rows(lines, numbers, width, columns, titles or {}),
        (_PLACE_WIDTH, _TITLE_WIDTH, _PLACE_WIDTH, 8, _CONTEXT_WIDTH, _HIT_WIDTH, _CONTEXT_WIDTH)
        + (_SENTENCE_WIDTH, _RENDERING_WIDTH) * len(columns),
        ("", "", "", "", "right", "centre", ""),
    )


def groups_sheet(groups: Sequence[Group], name: str, nothing: str) -> Sheet:
    """The groups by what is called ``name``; ``nothing`` stands for hits that have none."""
    rows: list[list[Cell]] = [
        [group.written or nothing, group.count, round(group.share, 4)] for group in groups
    ]
    return Sheet("Groups", [name, "hits", "share"], rows, (_CONTEXT_WIDTH, 8, 8))


def collocations_sheet(found: Sequence[Collocate]) -> Sheet:
    """Collocates with both measures, in the order given."""
    heading = ["word", "near hits", "left", "right", "in the texts", "logDice", "log-likelihood"]
    rows: list[list[Cell]] = [
        [
            each.word,
            each.count,
            each.left,
            each.right,
            each.frequency,
            round(each.log_dice, 2),
            round(each.log_likelihood, 2),
        ]
        for each in found
    ]
    return Sheet("Collocations", heading, rows, (_HIT_WIDTH, 10, 8, 8, 12, 10, 14))


@dataclass(frozen=True, slots=True)
class ShownHits:
    """All that is shown of a concordance: the hits of these numbers in their order, with ``columns`` of other
    versions by what they are called, and what is counted beside them."""

    lines: HitLines
    numbers: Sequence[int]
    columns: Mapping[str, str]
    titles: Mapping[str, str]
    width: int
    title: str
    collocates: Sequence[Collocate] = ()
    groups: Sequence[Group] = ()
    grouped_by: str = ""

    def write(
        self,
        file: Path,
        wanted: TableFormat,
        renderer: Renderer | None = None,
        progress: Progress = NO_PROGRESS,
    ) -> None:
        """Write it, having ``renderer`` first look for what is not known yet. Raises WriteProblem,
        UserError, Cancelled."""
        if renderer is not None:
            self.lines.render(self.numbers, renderer, progress)
        sheets = [
            hits_sheet(
                self.lines,
                self.numbers,
                width=self.width,
                columns=list(self.columns),
                labels=self.columns,
                titles=self.titles,
            )
        ]
        if self.groups:
            sheets.append(groups_sheet(self.groups, self.grouped_by, "–"))
        if self.collocates:
            sheets.append(collocations_sheet(self.collocates))
        write_sheets(file, wanted, sheets, title=self.title, progress=progress)


def _hit_rows(
    lines: HitLines, numbers: Sequence[int], width: int, columns: Sequence[str], titles: Mapping[str, str]
) -> Iterator[list[Cell]]:
    for number in numbers:
        hit = lines.hits[number]
        around = lines.context(number, width)
        row: list[Cell] = [
            hit.document,
            titles.get(hit.document, ""),
            hit.version,
            lines.label(number),
            around.left.lstrip(),
            around.hit,
            around.right.rstrip(),
        ]
        known = lines.renderings.get(number, {})
        for column in columns:
            found = known.get(column) or Rendering(lines.beside(number, column) or "")
            row += [Marked(found.text, found.spans), found.written]
        yield row
