"""Units from whatever says what stands beside what: a file of units, links between the lines of two texts,
or the subtitles of a film in two languages.
"""

from collections.abc import Container, Iterator, Sequence
from itertools import islice
from pathlib import Path

from parallelreader.app.unit_plan import UnitSource
from parallelreader.core.errors import FileProblem
from parallelreader.core.incoming import Column, Fault, Incoming, Link, Links, Prose, Unit, Units
from parallelreader.core.language.script import guess_language, is_chinese_tag
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.core.timing.clocks import pair_by_time
from parallelreader.core.timing.several import group_links
from parallelreader.formats.import_format import ReadOptions
from parallelreader.formats.plain_text import decode_file, read_bytes
from parallelreader.formats.registry import read_incoming

_SAMPLE = 200
_PARAGRAPH = "<p>"


def open_units(source: UnitSource) -> Units:
    """The units of a source. Raises FileProblem where its files hold none."""
    first: Incoming = read_incoming(source.files[0], ReadOptions(source.encoding))
    if isinstance(first, Links) and len(source.files) == 3:
        return _linked_units(source, first)
    if isinstance(first, Prose) and len(source.files) > 1:
        read = [read_incoming(file, ReadOptions(source.encoding)) for file in source.files[1:]]
        others = [each for each in read if isinstance(each, Prose)]
        if len(others) == len(read):
            return _timed_units(source, (first, *others))
    if isinstance(first, Prose | Links) or len(source.files) != 1:
        raise FileProblem(
            "This file does not say what stands beside what", where=source.name, mend="Import it as a text."
        )
    return first


class ListedUnits:
    """Units that stand in memory, with what could not be read before them."""

    def __init__(self, columns: Sequence[Column], items: Sequence[Unit | Fault], title: str = "") -> None:
        self.columns = tuple(columns)
        self.title = title
        self._items = items

    def read(self, *, after: int = 0, progress: Progress = NO_PROGRESS) -> Iterator[Unit | Fault]:
        count = len(self._items)
        for number, item in enumerate(islice(self._items, after, None), after + 1):
            progress.step(number, count)
            yield item


def _linked_units(source: UnitSource, links: Links) -> Units:
    """A unit for each link, and one for each line that stands in none, where it is read."""
    texts = [_lines_of(file, source.encoding) for file in source.files[1:]]
    last = [max((side[-1] for side in sides if side), default=-1) for sides in _sides(links.links)]
    if any(number >= len(lines) for number, lines in zip(last, texts, strict=True)):
        raise FileProblem(
            f"It links lines up to {last[0] + 1} and {last[1] + 1}, of texts that have {len(texts[0])} "
            f"and {len(texts[1])}",
            where=source.files[0],
            mend="Bring in the very files that were aligned, the one it names first also first.",
        )
    names = [Column(name=file.stem) for file in source.files[1:]]
    return ListedUnits(names, [*links.faults, *_units_of(links.links, texts)])


def _timed_units(source: UnitSource, films: Sequence[Prose]) -> Units:
    """A unit for all cues that are shown together with those of the first, in the order of their times."""
    shown = [
        [passage for passage in prose.passages if passage.time is not None and not passage.aside]
        for prose in films
    ]
    times = [[passage.time for passage in side if passage.time is not None] for side in shown]
    links = [pair_by_time(times[0], other).links for other in times[1:]]
    texts = [[passage.text for passage in side] for side in shown]
    names = [Column(name=file.stem) for file in source.files]
    units = _units_of(links[0], texts) if len(films) == 2 else _units_of_several(links, texts)
    return ListedUnits(names, [*(fault for film in films for fault in film.faults), *units], films[0].title)


def _units_of_several(links: Sequence[Sequence[Link]], texts: Sequence[Sequence[str]]) -> Iterator[Unit]:
    joiners = ["" if _is_chinese(lines) else " " for lines in texts]
    for group, confidence in group_links(len(texts[0]), links, [len(lines) for lines in texts[1:]]):
        cells = tuple(
            joiner.join(lines[number] for number in numbers)
            for joiner, lines, numbers in zip(joiners, texts, group, strict=True)
        )
        if any(cell.strip() for cell in cells):
            yield Unit(cells, confidence)


def _units_of(links: Sequence[Link], texts: Sequence[Sequence[str]]) -> Iterator[Unit]:
    joiners = ["" if _is_chinese(lines) else " " for lines in texts]
    linked = [{number for side in sides for number in side} for sides in _sides(links)]
    at = [0, 0]
    for link in links:
        words = []
        for side, numbers in enumerate((link.source, link.target)):
            if numbers:
                # Links may cross each other and leave lines out between those of one of them.
                yield from _alone(texts[side], range(at[side], numbers[0]), side, linked[side])
                at[side] = max(at[side], numbers[0])
            words.append(joiners[side].join(texts[side][number] for number in numbers))
        yield Unit((words[0], words[1]), link.confidence)
    for side, lines in enumerate(texts):
        yield from _alone(lines, range(at[side], len(lines)), side, linked[side])


def _sides(links: Sequence[Link]) -> tuple[list[tuple[int, ...]], list[tuple[int, ...]]]:
    return [link.source for link in links], [link.target for link in links]


def _alone(lines: Sequence[str], numbers: range, side: int, linked: Container[int]) -> Iterator[Unit]:
    for number in numbers:
        if number not in linked and lines[number].strip():
            yield Unit(("", lines[number]) if side else (lines[number], ""))


def _lines_of(file: Path, encoding: str) -> list[str]:
    """The segments of a text, a line each; the marks of paragraphs that some aligners want have no words."""
    text = decode_file(read_bytes(file), file, encoding or None).text
    lines = (
        text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")
    )
    return ["" if line.strip() == _PARAGRAPH else line.strip() for line in lines]


def _is_chinese(lines: Sequence[str]) -> bool:
    return is_chinese_tag(guess_language("\n".join(lines[:_SAMPLE])))
