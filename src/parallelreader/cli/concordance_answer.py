"""What ``parallelreader concordance`` found, as text, as JSON lines or as tables."""

import argparse
import json
import os
import unicodedata
from collections.abc import Iterator
from typing import Any

from parallelreader.app.terms.concordance import HitLines
from parallelreader.app.terms.concordance_counts import Counting, Narrowing
from parallelreader.app.terms.concordance_export import collocations_sheet, groups_sheet, hits_sheet
from parallelreader.app.terms.concordance_words import WordTools
from parallelreader.app.terms.hit_renderings import HitRenderer
from parallelreader.app.terms.links_here import LinksHere
from parallelreader.app.terms.matrix import Choices
from parallelreader.app.terms.rendering_finding import RenderingsHere
from parallelreader.app.terms.saved_queries import SavedQuery
from parallelreader.app.terms.sheet_files import TableFormat, text_lines, write_sheets
from parallelreader.app.words.stored_words import stored_words
from parallelreader.cli.context import Context
from parallelreader.cli.terminal import output
from parallelreader.core.concordance.collocations import USUAL_WINDOW, Collocate, Measure, in_order
from parallelreader.core.concordance.groups import Group
from parallelreader.core.concordance.hits import Rendering
from parallelreader.core.concordance.order import Aspect
from parallelreader.core.corpus import Corpus
from parallelreader.core.terms.concept import Concept
from parallelreader.formats.workbook_writing import Sheet

_NONE = "–"
_MARK_ON, _MARK_OFF = "\x1b[7m", "\x1b[27m"
_WIDTH = 30
_COLLOCATION_FIELDS = ("word", "count", "left", "right", "frequency", "log_dice", "log_likelihood")


class Answer:
    """What was found, in the form that was asked for."""

    def __init__(
        self,
        arguments: argparse.Namespace,
        context: Context,
        corpus: Corpus,
        lines: HitLines,
        asked: SavedQuery,
        concept: Concept | None,
        choices: Choices,
    ) -> None:
        self._arguments, self._context, self._lines, self._asked = arguments, context, lines, asked
        self._titles = {document.id: document.title or document.id for document in corpus.documents}
        search = lines.search
        assert search is not None
        cache = context.folders.cache
        self._renderer = HitRenderer(
            search.document, LinksHere(cache), RenderingsHere(cache), choices=choices, concept=concept
        )
        words = stored_words(context.folders)

        def load(progress: Any) -> Any:
            loaded = words.loaded(progress)
            return loaded.segmenter, loaded.reader

        self._counting = Counting(lines, WordTools(load), self._renderer, asked.unit)

    def write(self) -> None:
        wanted = self._arguments.format or "text"
        if not self._context.is_json and wanted in list(TableFormat):
            self._write_tables(TableFormat(wanted))
            return
        with output(self._arguments.output) as out:
            is_marked = out.isatty() and "NO_COLOR" not in os.environ
            for line in self._told(is_marked=is_marked):
                self._context.progress.clear()
                out.write(line)

    def _write_tables(self, wanted: TableFormat) -> None:
        title = self._asked.question.query or self._asked.name
        sheets = self._sheets()
        file = self._arguments.output
        if file is not None:
            write_sheets(file, wanted, sheets, title=title, progress=self._context.progress)
            return
        with output() as out:
            for line in text_lines(wanted, sheets, title=title, progress=self._context.progress):
                out.write(line)

    def _sheets(self) -> list[Sheet]:
        if self._arguments.collocations:
            return [collocations_sheet(self._collocations())]
        if self._asked.grouping is not None:
            name = self._asked.grouping.written
            return [groups_sheet(self._groups(self._asked.grouping), name, _NONE)]
        columns = self._lines.columns
        width = self._arguments.width or _WIDTH
        numbers = self._numbers()
        return [hits_sheet(self._lines, numbers, width=width, columns=columns, titles=self._titles)]

    def _told(self, *, is_marked: bool) -> Iterator[str]:
        if self._arguments.collocations:
            return self._collocation_lines()
        if self._asked.grouping is not None:
            return map(self._group_line, self._groups(self._asked.grouping))
        return self._hit_lines(is_marked=is_marked)

    def _collocations(self) -> list[Collocate]:
        asked, among = self._arguments, self._narrowed()
        if asked.beside:
            found = self._counting.words_beside(
                asked.beside,
                among,
                least=asked.least,
                has_function_words=asked.function_words,
                progress=self._context.progress,
            )
        else:
            found = self._counting.collocations(
                asked.window or USUAL_WINDOW,
                among,
                least=asked.least,
                has_function_words=asked.function_words,
                progress=self._context.progress,
            )
        measure = Measure(self._arguments.measure or Measure.LOG_DICE)
        return in_order(found, measure)[: self._arguments.limit]

    def _groups(self, aspect: Aspect) -> list[Group]:
        return self._counting.groups(aspect, self._narrowed(), self._context.progress)[
            : self._arguments.limit
        ]

    def _narrowed(self) -> list[int]:
        near = self._arguments.near
        narrowings = [Narrowing(near, window=self._arguments.window or USUAL_WINDOW)] if near else []
        return self._counting.narrowed(narrowings, self._context.progress)

    def _numbers(self) -> list[int]:
        """The hits to be shown, in order, what renders them known if it is asked for."""
        kept = set(self._narrowed())
        order = self._counting.order(self._asked.sorting, self._context.progress)
        numbers = [number for number in order if number in kept][: self._arguments.limit]
        if not self._arguments.no_renderings:
            self._lines.render(numbers, self._renderer, self._context.progress)
        return numbers

    def _hit_lines(self, *, is_marked: bool) -> Iterator[str]:
        width = self._arguments.width or _WIDTH
        for number in self._numbers():
            yield (
                self._json_line(number, width)
                if self._context.is_json
                else self._block(number, width, is_marked=is_marked)
            )

    def _json_line(self, number: int, width: int) -> str:
        hit, around = self._lines.hits[number], self._lines.context(number, width)
        fields = {
            "document": hit.document,
            "version": hit.version,
            "segment": hit.segment,
            "label": self._lines.label(number),
            "span": [hit.start, hit.end],
            "left": around.left,
            "hit": around.hit,
            "right": around.right,
            "others": {version: _fields(found) for version, found in self._beside(number)},
        }
        return json.dumps(fields, ensure_ascii=False) + "\n"

    def _block(self, number: int, width: int, *, is_marked: bool) -> str:
        hit, around = self._lines.hits[number], self._lines.context(number, width)
        middle = f"{_MARK_ON}{around.hit}{_MARK_OFF}" if is_marked else around.hit
        wide = 2 * width if self._lines.version(hit).is_chinese else width
        place = f"{hit.document} {hit.version} {self._lines.label(number)}"
        lines = [f"{_filled(around.left, wide)}  {middle}  {around.right.rstrip()}  ({place})"]
        for version, found in self._beside(number):
            told = f": {found.written}" if found.written else f": {_NONE}"
            lines.append(f"{'':{wide}}  {version}{told if not self._arguments.no_renderings else ''}")
            lines.append(f"{'':{wide}}    {found.text}")
        return "\n".join(lines) + "\n"

    def _beside(self, number: int) -> Iterator[tuple[str, Rendering]]:
        known = self._lines.renderings.get(number, {})
        for version in self._lines.columns:
            words = self._lines.beside(number, version)
            if words is not None:
                yield version, known.get(version) or Rendering(words)

    def _collocation_lines(self) -> Iterator[str]:
        if not self._context.is_json:
            yield "\t".join(_COLLOCATION_FIELDS) + "\n"
        for each in self._collocations():
            values = (
                each.word,
                each.count,
                each.left,
                each.right,
                each.frequency,
                round(each.log_dice, 3),
                round(each.log_likelihood, 3),
            )
            if self._context.is_json:
                fields = dict(zip(_COLLOCATION_FIELDS, values, strict=True))
                yield json.dumps(fields, ensure_ascii=False) + "\n"
            else:
                yield "\t".join(map(str, values)) + "\n"

    def _group_line(self, each: Group) -> str:
        fields = {"group": each.value, "written": each.written, "count": each.count, "share": each.share}
        if self._context.is_json:
            return json.dumps(fields, ensure_ascii=False) + "\n"
        return f"{each.count:>7}  {each.share:>6.1%}  {each.written or _NONE}\n"


def _fields(found: Rendering) -> dict[str, Any]:
    return {
        "text": found.text,
        "spans": [[span.start, span.end] for span in found.spans],
        "rendering": found.written or None,
        "variant": found.variant or None,
        "is_likely": found.is_likely,
    }


def _filled(words: str, width: int) -> str:
    """``words`` at the right edge of so many columns of a terminal, in which Chinese takes two."""
    across = sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in words)
    return " " * max(width - across, 0) + words
