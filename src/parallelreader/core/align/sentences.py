"""Two texts in, beads out: the passes of the sentence aligner in their order.

A first pass finds what it can with the dictionary, the text's own words are learnt from it (again for an
abridged one), and a last pass decides; long texts go through in segments, to keep memory small.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from parallelreader.core.align.band import Band
from parallelreader.core.align.blocks import BlockScorer
from parallelreader.core.align.coarse import coarse_path
from parallelreader.core.align.decode import Decoded, Step, decode
from parallelreader.core.align.fitting import choose_weights, is_abridged, length_ratio
from parallelreader.core.align.glosses import Glosses
from parallelreader.core.align.lexicon import learn_links
from parallelreader.core.align.links import LinkTable, build_links
from parallelreader.core.align.side import Side, build_side
from parallelreader.core.align.weights import ROBUST
from parallelreader.core.align.words import chinese_words, english_words
from parallelreader.core.alignment import Bead
from parallelreader.core.errors import AlignmentProblem
from parallelreader.core.language.dictionary import load_dictionary
from parallelreader.core.progress import NO_PROGRESS, Progress

# A segment takes about half a second; its last rows are done again with the next one, and the border
# is put after a bead that is hardly in doubt.
_SEGMENT = 600
_SETTLED = 60
_SURE = 0.98
# Enough to learn from: the first pass over a longer text goes no further.
_SAMPLE = 6_000
# What is learnt from an abridged text at first is coloured by sentences wrongly drawn into pairs.
_LEARNING_PASSES = 3
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
    for side, name in ((source, "Chinese"), (target, "English")):
        if not any(sentence.strip() for sentence in side):
            raise AlignmentProblem(
                f"The {name} text has no sentences to align", mend="Choose a text with words in it."
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
        total = rows + columns + (rows + columns) // 2 + 3 * (rows + _LEARNING_PASSES * min(rows, _SAMPLE))
        self._work = _Work(progress, total, text="Aligning sentences")

    def run(self, on_beads: OnBeads) -> list[Bead]:
        chinese, english, links = self._prepare()
        band = self._first_band(chinese, english, links)
        scorer = BlockScorer(chinese, english, links, ROBUST)
        for learnt in range(1, _LEARNING_PASSES + 1):
            scorer = self._learn(scorer, band, chinese, english, links)
            if not is_abridged(scorer.weights):
                self._work.tick((_LEARNING_PASSES - learnt) * 3 * min(chinese.count, _SAMPLE))
                break
        beads: list[Bead] = []
        for part in self._decode(scorer, band):
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

    def _learn(
        self, scorer: BlockScorer, band: Band, chinese: Side, english: Side, links: LinkTable
    ) -> BlockScorer:
        """A better scorer for the same texts, after what a given one finds in them or their beginning."""
        sample = list(self._decode(scorer, band, until=_SAMPLE))
        steps = [step for part in sample for step in part.steps]
        weights = choose_weights(steps, sum(part.expected_lone for part in sample))
        ratio = length_ratio(chinese, english, steps)
        return BlockScorer(chinese, english, learn_links(chinese, english, steps, links), weights, ratio)

    def _decode(self, scorer: BlockScorer, band: Band, until: int | None = None) -> Iterator[Decoded]:
        """Decode in segments, each pinned where the one before ended surely, until at least so many Chinese
        sentences are done (all by default)."""
        rows, columns = len(self._source), len(self._target)
        row = column = 0
        while (row < rows or column < columns) and (until is None or row < until):
            last = min(row + _SEGMENT, rows)
            if rows - last < _SEGMENT // 4:
                last = rows
            is_final = last == rows
            decoded = decode(
                scorer,
                band.part(row, column, last),
                first_row=row,
                end_column=columns if is_final else None,
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
