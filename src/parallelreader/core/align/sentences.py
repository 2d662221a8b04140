"""Two texts in, beads out: the passes of the sentence aligner in their order.

A first pass finds what it can with the dictionary, the text's own words are learnt from it (again for an
abridged one), and a last pass decides; long texts go through in segments, to keep memory small.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from parallelreader.core.align.band import Band
from parallelreader.core.align.blocks import BlockScorer
from parallelreader.core.align.chance import Chance
from parallelreader.core.align.chapters import match_chapters
from parallelreader.core.align.coarse import coarse_path
from parallelreader.core.align.decode import Decoded, decode
from parallelreader.core.align.figures import Figures
from parallelreader.core.align.fitting import choose_weights, is_abridged
from parallelreader.core.align.glosses import Glosses
from parallelreader.core.align.lexicon import learn_links
from parallelreader.core.align.links import LinkTable, build_links
from parallelreader.core.align.manner import Manner
from parallelreader.core.align.moved import rearrange
from parallelreader.core.align.paragraphs import Paragraphs
from parallelreader.core.align.pins import Layout, Stretch, Weaver, lay_out, woven
from parallelreader.core.align.side import Numbers, Side, build_side
from parallelreader.core.align.steps import Step
from parallelreader.core.align.weights import ROBUST
from parallelreader.core.align.words import chinese_words, english_words
from parallelreader.core.alignment import Bead
from parallelreader.core.chapters import Chapter, ChapterMatch
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
# From so many sentences on either side a text is taken to be of many kinds.
_LONG = 15_000
# What is learnt from an abridged text at first is coloured by sentences wrongly drawn into pairs.
_LEARNING_PASSES = 3
_SMALL = 12_000

OnBeads = Callable[[list[Bead]], None]
"""Takes the next beads of an alignment, in order, as soon as they are decided."""

OnChapters = Callable[[ChapterMatch], None]
"""Takes the match of the chapters, before any bead is decided."""

Chapters = tuple[Sequence[Chapter], Sequence[Chapter]]


def align_segments(
    source: Sequence[str],
    target: Sequence[str],
    *,
    pins: Iterable[Bead] = (),
    paragraphs: tuple[Sequence[int], Sequence[int]] = ((), ()),
    chapters: Chapters = ((), ()),
    progress: Progress = NO_PROGRESS,
    on_beads: OnBeads | None = None,
    on_chapters: OnChapters | None = None,
) -> list[Bead]:
    """Align the sentences of a Chinese ``source`` with those of an English ``target``.

    Every sentence stands in exactly one bead; beads come in the order of the source. ``pins`` are beads a
    user has checked: they stand in the result as they are, checked and certain, and the rest is aligned
    round them; one that is out of order stands where its first sentence does. ``paragraphs`` are the
    sentences of both sides with which paragraphs begin, as far as known.

    Where ``chapters`` of both sides are given and match, ``on_chapters`` is told, sentences are aligned
    chapter by chapter, and those of chapters without counterpart stay alone. ``on_beads`` gets the beads
    piece by piece while later ones are still open; where passages turn out to stand elsewhere in the other
    text, or much to be chance, the list returned differs from those in the end. Raises AlignmentProblem
    where a side is empty, Cancelled where ``progress`` says so, ValueError where pins overlap or leave the
    texts.
    """
    for side, name in ((source, "Chinese"), (target, "English")):
        if not any(sentence.strip() for sentence in side):
            raise AlignmentProblem(
                f"The {name} text has no sentences to align", mend="Choose a text with words in it."
            )
    layout = lay_out(pins, len(source), len(target))
    aligner = _Aligner((source, target), paragraphs, layout, progress)
    return aligner.run(chapters, on_beads or (lambda _: None), on_chapters or (lambda _: None))


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


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch between two pins and where in it to look; no band where there is nothing to choose."""

    stretch: Stretch
    band: Band | None


class _Aligner:
    def __init__(
        self,
        texts: tuple[Sequence[str], Sequence[str]],
        paragraphs: tuple[Sequence[int], Sequence[int]],
        layout: Layout,
        progress: Progress,
    ) -> None:
        self._source, self._target = texts
        self._paragraphs, self._layout = paragraphs, layout
        rows, columns = len(self._source), len(self._target)
        total = rows + columns + (rows + columns) // 2 + 3 * (rows + _LEARNING_PASSES * min(rows, _SAMPLE))
        self._work = _Work(progress, total, text="Aligning sentences")

    def run(self, chapters: Chapters, on_beads: OnBeads, on_chapters: OnChapters) -> list[Bead]:
        chinese, english, links = self._prepare()
        if all(chapters) and (found := match_chapters(chapters, (chinese, english), links, self._work.tick)):
            on_chapters(found.match)
            self._layout = self._layout.divided(found.cuts, found.alone)
        chinese, english = _only(chinese, self._layout.source), _only(english, self._layout.target)
        parts = self._parts(chinese, english, links)
        scorer = None
        if any(part.band is not None for part in parts):
            scorer = self._fitted(parts, chinese, english, links)
        beads: list[Bead] = []
        steps: list[Step] = []
        weaver = Weaver(self._layout)
        for decoded in self._decode(scorer, parts):
            fresh = weaver.beads(decoded.steps)
            steps.extend(decoded.steps)
            beads.extend(fresh)
            on_beads(fresh)
        if rest := weaver.rest():
            beads.extend(rest)
            on_beads(rest)
        if scorer is not None:
            beads = self._reconsidered((chinese, english), scorer, steps, beads)
        self._work.tick(self._work.total)
        return beads

    def _reconsidered(
        self, texts: tuple[Side, Side], scorer: BlockScorer, steps: Sequence[Step], beads: list[Bead]
    ) -> list[Bead]:
        """The beads of the whole texts, with what is told elsewhere and no surer than chance allows."""
        chance = Chance.of(texts, scorer, steps, self._work.tick)
        found = rearrange(
            texts,
            scorer,
            steps,
            fixed=self._layout.fixed(),
            effort=chance.true_share_of(steps),
            tick=self._work.tick,
        )
        beads = woven(self._layout, found, len(self._target)) if found.moved else beads
        return chance.taken_off(beads, (len(self._source), len(self._target)))

    def _fitted(self, parts: Sequence[_Part], chinese: Side, english: Side, links: LinkTable) -> BlockScorer:
        """The scorer for the last pass, after all there is to learn from the texts themselves."""
        figures = Figures(chinese, english, links, Manner.of_whole(chinese, english))
        scorer = BlockScorer(figures, ROBUST)
        for learnt in range(1, _LEARNING_PASSES + 1):
            scorer = self._learn(scorer, parts, chinese, english, links)
            if not is_abridged(scorer.weights):
                self._work.tick((_LEARNING_PASSES - learnt) * 3 * min(chinese.count, _SAMPLE))
                break
        return scorer

    def _prepare(self) -> tuple[Side, Side, LinkTable]:
        work, dictionary = self._work, load_dictionary()
        split = partial(chinese_words, dictionary=dictionary)
        chinese = build_side(
            self._source,
            split,
            is_chinese=True,
            progress=work,
            steps=(0, work.total),
            paragraphs=self._paragraphs[0],
        )
        english = build_side(
            self._target,
            english_words,
            is_chinese=False,
            progress=work,
            steps=(len(self._source), work.total),
            paragraphs=self._paragraphs[1],
        )
        begin = len(self._source) + len(self._target)
        links = build_links(chinese.types, english.types, Glosses(dictionary), work, (begin, work.total))
        return chinese, english, links

    def _parts(self, chinese: Side, english: Side, links: LinkTable) -> list[_Part]:
        parts = []
        for stretch in self._layout.stretches:
            rows, columns = stretch.last_row - stretch.row, stretch.last_column - stretch.column
            band = None
            if rows and columns:
                if (rows + 1) * (columns + 1) <= _SMALL:
                    band = Band.whole(rows, columns)
                else:
                    zh = _only(chinese, np.arange(stretch.row, stretch.last_row))
                    en = _only(english, np.arange(stretch.column, stretch.last_column))
                    path, precision = coarse_path(zh, en, links, self._work)
                    band = Band.around(path, rows, columns, reach=precision)
            parts.append(_Part(stretch, band))
        return parts

    def _learn(
        self,
        scorer: BlockScorer,
        parts: Sequence[_Part],
        chinese: Side,
        english: Side,
        links: LinkTable,
    ) -> BlockScorer:
        """A better scorer for the same texts, after what a given one finds in them or their beginning."""
        sample = list(self._decode(scorer, parts, until=_SAMPLE))
        steps = [step for part in sample for step in part.steps]
        is_long = max(chinese.count, english.count) > _LONG
        weights = choose_weights(steps, sum(part.expected_lone for part in sample), is_long=is_long)
        manner = Manner.after(chinese, english, steps)
        paragraphs = Paragraphs.after(chinese, english, steps)
        learnt = learn_links(chinese, english, steps, links)
        figures = Figures(chinese, english, learnt, manner, paragraphs)
        return BlockScorer(figures, weights)

    def _decode(
        self, scorer: BlockScorer | None, parts: Iterable[_Part], until: int | None = None
    ) -> Iterator[Decoded]:
        """Decode stretch after stretch with the pins between them, until at least so many Chinese sentences
        are done (all by default)."""
        for part in parts:
            if until is not None and part.stretch.row >= until:
                return
            stretch, pin = part.stretch, part.stretch.pin
            if scorer is not None and part.band is not None:
                yield from self._decode_stretch(scorer, stretch, part.band, until)
            else:
                yield _without_choice(stretch)
            if pin is not None:
                end = stretch.last_row + len(pin.source), stretch.last_column + len(pin.target)
                yield Decoded([Step(len(pin.source), len(pin.target), 1.0)], *end, expected_lone=0.0)

    def _decode_stretch(
        self, scorer: BlockScorer, stretch: Stretch, band: Band, until: int | None
    ) -> Iterator[Decoded]:
        """Decode in segments, each begun where the one before ended surely."""
        row, column = stretch.row, stretch.column
        while (row, column) != (stretch.last_row, stretch.last_column) and (until is None or row < until):
            last = min(row + _SEGMENT, stretch.last_row)
            if stretch.last_row - last < _SEGMENT // 4:
                last = stretch.last_row
            is_final = last == stretch.last_row
            decoded = decode(
                scorer,
                band.part(row - stretch.row, column - stretch.column, last - stretch.row).shifted(
                    stretch.column
                ),
                first_row=row,
                end_column=stretch.last_column if is_final else None,
                tick=self._work.tick,
            )
            if not is_final:
                decoded = _settled(decoded, row, column)
            yield decoded
            row, column = decoded.row, decoded.column


def _only(side: Side, sentences: Numbers) -> Side:
    return side if len(sentences) == side.count else side.only(sentences)


def _without_choice(stretch: Stretch) -> Decoded:
    """The only path through a stretch that is empty on one side."""
    rows, columns = stretch.last_row - stretch.row, stretch.last_column - stretch.column
    steps = [Step(1, 0, 1.0)] * rows + [Step(0, 1, 1.0)] * columns
    return Decoded(steps, stretch.last_row, stretch.last_column, expected_lone=rows + columns)


def _settled(decoded: Decoded, row: int, column: int) -> Decoded:
    """The part of a decoded segment, begun at (row, column), that what follows will hardly change: at least
    half of it, however little is sure, so that time grows with the length of the texts."""
    limit = decoded.row - _SETTLED
    middle = (row + limit) // 2
    kept = fallback = 0
    ends = []
    for number, step in enumerate(decoded.steps, 1):
        row, column = row + step.chinese, column + step.english
        ends.append((row, column))
        if row <= limit:
            fallback = number
            if row > middle and step.probability >= _SURE and step.chinese and step.english:
                kept = number
    kept = kept or fallback
    return Decoded(decoded.steps[:kept], *ends[kept - 1], decoded.expected_lone * kept / len(decoded.steps))
