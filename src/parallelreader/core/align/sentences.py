"""Two texts in, beads out: the passes of the sentence aligner in their order.

A first pass finds what it can with the dictionary, the text's own words are learnt from it, and a second
pass decides; long texts go through in segments, so that memory does not grow with their product.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from parallelreader.core.align.band import Band, points
from parallelreader.core.align.blocks import BlockScorer
from parallelreader.core.align.coarse import coarse_path
from parallelreader.core.align.decode import Decoded, Step, decode
from parallelreader.core.align.fitting import choose_weights, length_ratio
from parallelreader.core.align.glosses import Glosses
from parallelreader.core.align.lexicon import learn_links
from parallelreader.core.align.links import LinkTable, build_links
from parallelreader.core.align.side import Side, build_side
from parallelreader.core.align.weights import ROBUST, Weights
from parallelreader.core.align.words import chinese_words, english_words
from parallelreader.core.alignment import Bead
from parallelreader.core.errors import AlignmentProblem
from parallelreader.core.language.dictionary import load_dictionary
from parallelreader.core.progress import NO_PROGRESS, Progress

_SEGMENT = 1500
_SETTLED = 60
_SURE = 0.98
_ONE_PASS_FROM = 15_000
_PATH_REACH = 3
_SMALL = 12_000

OnBeads = Callable[[list[Bead]], None]
"""Takes the next beads of an alignment, in order, as soon as they are decided."""


def align_segments(
    source: Sequence[str],
    target: Sequence[str],
    *,
    progress: Progress = NO_PROGRESS,
    on_beads: OnBeads | None = None,
) -> list[Bead]:
    """Align the sentences of a Chinese ``source`` with those of an English ``target``.

    Every sentence stands in exactly one bead; beads come in the order of both texts. ``on_beads`` gets
    them piece by piece while later ones are still open. Raises AlignmentProblem where a side is empty,
    Cancelled where ``progress`` says so.
    """
    for side, name in ((source, "source"), (target, "translation")):
        if not any(sentence.strip() for sentence in side):
            raise AlignmentProblem(
                f"the {name} has no sentences to align", mend="Choose a text with words in it."
            )
    return _Aligner(source, target, progress).run(on_beads or (lambda _: None))


@dataclass(slots=True)
class _Work:
    """Progress over all the passes: one count of sentence-sized parts."""

    progress: Progress
    total: int
    done: int = 0
    text: str = ""

    def tick(self, rows: int) -> None:
        self.done += rows
        self.progress.step(min(self.done, self.total), self.total, self.text)

    def step(self, done: int, total: int, text: str = "") -> None:
        """For the functions that count for themselves, each from where it was told to begin."""
        self.done = max(self.done, done)
        self.progress.step(min(self.done, self.total), self.total, self.text)


class _Aligner:
    def __init__(self, source: Sequence[str], target: Sequence[str], progress: Progress) -> None:
        self._source, self._target = source, target
        rows, columns = len(source), len(target)
        self._passes = 1 if rows + columns > 2 * _ONE_PASS_FROM else 2
        total = rows + columns + (rows + columns) // 2 + 3 * self._passes * (rows + 1)
        self._work = _Work(progress, total, text="Aligning sentences")

    def run(self, on_beads: OnBeads) -> list[Bead]:
        chinese, english, links = self._prepare()
        band = self._first_band(chinese, english, links)
        weights, ratio = ROBUST, None
        if self._passes == 2:
            first = list(self._decode(chinese, english, links, band, ROBUST))
            steps = [step for part in first for step in part.steps]
            lone = sum(part.expected_lone for part in first)
            weights = choose_weights(steps, lone)
            ratio = length_ratio(chinese, english, steps)
            links = learn_links(chinese, english, steps, links)
            if not _is_small(chinese, english):
                path = points([(step.chinese, step.english) for step in steps])
                band = Band.around(path, chinese.count, english.count, reach=_PATH_REACH)
        beads: list[Bead] = []
        for part in self._decode(chinese, english, links, band, weights, ratio):
            fresh = list(_beads(part.steps, beads))
            beads.extend(fresh)
            on_beads(fresh)
        self._work.tick(self._work.total)
        return beads

    def _prepare(self) -> tuple[Side, Side, LinkTable]:
        work, dictionary = self._work, load_dictionary()
        split = partial(chinese_words, dictionary=dictionary)
        chinese = build_side(self._source, split, is_chinese=True, progress=work, steps=(0, work.total))
        english = build_side(
            self._target,
            english_words,
            is_chinese=False,
            progress=work,
            steps=(len(self._source), work.total),
        )
        begin = len(self._source) + len(self._target)
        links = build_links(chinese.types, english.types, Glosses(dictionary), work, (begin, work.total))
        return chinese, english, links

    def _first_band(self, chinese: Side, english: Side, links: LinkTable) -> Band:
        if _is_small(chinese, english):
            return Band.whole(chinese.count, english.count)
        path, precision = coarse_path(chinese, english, links, self._work)
        return Band.around(path, chinese.count, english.count, reach=precision)

    def _decode(
        self,
        chinese: Side,
        english: Side,
        links: LinkTable,
        band: Band,
        weights: Weights,
        ratio: float | None = None,
    ) -> Iterator[Decoded]:
        """Decode in segments, each pinned where the one before ended surely."""
        scorer = BlockScorer(chinese, english, links, weights, ratio)
        row = column = 0
        while row < chinese.count or column < english.count:
            last = min(row + _SEGMENT, chinese.count)
            if chinese.count - last < _SEGMENT // 4:
                last = chinese.count
            is_final = last == chinese.count
            part = band.part(row, column, last)
            decoded = decode(
                scorer,
                part,
                first_row=row,
                end_column=english.count if is_final else None,
                tick=self._work.tick,
            )
            if not is_final:
                decoded = _settled(decoded, row, column)
            yield decoded
            row, column = decoded.row, decoded.column


def _is_small(chinese: Side, english: Side) -> bool:
    """Whether two texts are short enough to look at every pair of boundaries."""
    return (chinese.count + 1) * (english.count + 1) <= _SMALL


def _settled(decoded: Decoded, row: int, column: int) -> Decoded:
    """The part of a decoded segment, begun at (row, column), that what follows will hardly change."""
    limit = decoded.row - _SETTLED
    kept = fallback = 0
    ends = []
    for number, step in enumerate(decoded.steps, 1):
        row, column = row + step.chinese, column + step.english
        ends.append((row, column))
        if row <= limit:
            fallback = number
            if step.probability >= _SURE and step.chinese and step.english:
                kept = number
    kept = kept or fallback
    return Decoded(decoded.steps[:kept], *ends[kept - 1], decoded.expected_lone * kept / len(decoded.steps))


def _beads(steps: Sequence[Step], before: Sequence[Bead]) -> Iterator[Bead]:
    """The steps as beads that follow those ``before``."""
    row = next((bead.source[-1] + 1 for bead in reversed(before) if bead.source), 0)
    column = next((bead.target[-1] + 1 for bead in reversed(before) if bead.target), 0)
    for step in steps:
        source = tuple(range(row, row + step.chinese))
        target = tuple(range(column, column + step.english))
        yield Bead(source, target, round(min(max(step.probability, 0.0), 1.0), 3))
        row, column = row + step.chinese, column + step.english
