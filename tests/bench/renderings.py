"""How well renderings are found: on the sample's own gold, exact, overlapping, and gaps told from guesses.

Run as ``PYTHONPATH=tests python -m bench.renderings``; ``--wrong`` lists what is not as the gold has it.
"""

import argparse
import csv
import math
import os
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from bench.four_hands import TERM, four_hands
from bench.resident import child_megabytes, child_seconds, peak_megabytes, resident_megabytes
from bench.setting import SAMPLES, Setting
from parallelreader.app.library import OpenDocument, open_corpus
from parallelreader.app.terms.aligned_texts import AlignedTexts
from parallelreader.app.terms.matrix import make_matrix
from parallelreader.app.terms.rendering_finding import RenderingsHere
from parallelreader.app.terms.rendering_linking import RenderingLinker
from parallelreader.app.word_links import word_links
from parallelreader.core.errors import Cancelled
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.core.renderings.matrix import Matrix
from parallelreader.paths import UserFolders, resource

GOLD = Path(__file__).resolve().parents[1] / "data" / "renderings" / "sample.tsv"
GAP = "-"
_OCCURRENCES, _PAIRS = 5_000, 50_000
_IN_VIEW = 15
_LED = ("the ", "a ", "an ")


@dataclass(frozen=True, slots=True)
class Expected:
    """What may stand for an occurrence in one version; ``GAP`` among them where nothing may."""

    half: str
    version: str
    renderings: tuple[str, ...]

    @property
    def is_gap(self) -> bool:
        return self.renderings == (GAP,)


Place = tuple[str, str, str, int, str]
"""Term, document, label of the segment, which of several there, version."""


@dataclass(slots=True)
class Score:
    """Counts over places: those the gold has a rendering for, those given, and how they meet."""

    places: int = 0
    gaps: int = 0
    gaps_kept: int = 0
    given: int = 0
    exact: int = 0
    near: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, place: Place, expected: Expected, found: str | None) -> None:
        is_exact = found is not None and any(bare(found) == bare(each) for each in expected.renderings)
        is_near = found is not None and any(_overlap(found, each) for each in expected.renderings)
        self.places += not expected.is_gap
        self.gaps += expected.is_gap
        self.gaps_kept += expected.is_gap and found is None
        may_be_gap = found is None and GAP in expected.renderings
        if not expected.is_gap and may_be_gap:
            # Either is right: it counts for nothing.
            self.places -= 1
        self.given += found is not None
        self.exact += is_exact
        self.near += is_near
        if not is_exact and not may_be_gap:
            self.wrong.append(f"{' '.join(map(str, place))}: {found!r} for {' | '.join(expected.renderings)}")

    def told(self) -> str:
        return (
            f"{self.places} renderings and {self.gaps} gaps: "
            f"precision {_share(self.exact, self.given)} exact, {_share(self.near, self.given)} overlapping; "
            f"recall {_share(self.exact, self.places)} exact, {_share(self.near, self.places)} overlapping; "
            f"gaps kept {_share(self.gaps_kept, self.gaps)}"
        )


def read_gold(path: Path = GOLD) -> dict[Place, Expected]:
    """The gold by place. Two halves: the first is for tuning, the second only for looking at."""
    with path.open(encoding="utf-8", newline="") as stream:
        rows = csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {
            (row["term"], row["document"], row["segment"], int(row["turn"]), row["version"]): Expected(
                row["half"], row["version"], tuple(row["renderings"].split("|"))
            )
            for row in rows
        }


def renderings_of(terms: list[str], corpus: Path, cache: Path) -> Iterator[tuple[Place, str | None]]:
    """What is found for every occurrence of each term."""
    texts = AlignedTexts(open_corpus(corpus))
    here = RenderingsHere(cache)
    for term in terms:
        seen: dict[tuple[str, str], int] = {}
        for row in make_matrix(texts, term, linker=here).rows:
            turn = seen[row.document, row.segment] = seen.get((row.document, row.segment), 0) + 1
            for version, cell in row.cells.items():
                found = cell.rendering.text if cell.rendering is not None else None
                yield (term, row.document, row.segment, turn, version), found


def score(gold: dict[Place, Expected], corpus: Path, cache: Path) -> dict[str, Score]:
    """A score for each half."""
    scores = {"1": Score(), "2": Score()}
    for place, found in renderings_of(list(dict.fromkeys(place[0] for place in gold)), corpus, cache):
        if place in gold:
            scores[gold[place].half].add(place, gold[place], found)
    return scores


def bare(words: str) -> str:
    """Words without case and the article before them."""
    low = words.casefold().strip()
    return next((low[len(led) :] for led in _LED if low.startswith(led)), low)


def _overlap(found: str, expected: str) -> bool:
    return bool(set(bare(found).split()) & set(bare(expected).split()) - {"of", "the", "a", "in", "to"})


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "–"


def measure(setting: Setting) -> list[str]:
    """The lines to print."""
    folders = setting.folders("renderings")
    word_links(folders.cache)
    lines = [
        f"sample, half {half}: {each.told()}"
        for half, each in score(_some(read_gold(), setting), SAMPLES, folders.cache).items()
    ]
    pairs = min(setting.long, _PAIRS)
    return [*lines, *_found_in(four_hands(pairs, pairs * _OCCURRENCES // _PAIRS), folders.cache)]


class _One:
    """A single document, as whoever makes a matrix wants it."""

    def __init__(self, opened: OpenDocument) -> None:
        self._opened = opened

    def documents(self, progress: Progress = NO_PROGRESS) -> Iterator[OpenDocument]:
        yield self._opened


class _Impatient:
    """Cancels as soon as there is anything to be seen."""

    since = math.inf

    def look(self, matrix: Matrix) -> None:
        if any(cell.rendering is not None for row in matrix.rows for cell in row.cells.values()):
            self.since = time.perf_counter()

    def step(self, done: int, total: int, text: str = "") -> None:
        if self.since < math.inf:
            raise Cancelled


def _found_in(opened: OpenDocument, cache: Path) -> list[str]:
    """What it costs to find the renderings of a term that stands there so often, by another process, as the
    window has them found; that process is started for it."""
    texts, impatient = _One(opened), _Impatient()
    linker = RenderingLinker(cache)
    try:
        with suppress(Cancelled):
            make_matrix(texts, TERM, linker=linker, progress=impatient, partial=impatient.look)
        cancelled = time.perf_counter() - impatient.since
    finally:
        linker.close()
    parts: list[tuple[float, float, Matrix]] = []
    others: list[float] = []

    def look(matrix: Matrix) -> None:
        ran = child_seconds() + time.process_time()
        parts.append((time.perf_counter(), ran, replace(matrix, rows=matrix.rows[:_IN_VIEW])))
        others.append(child_megabytes())

    linker = RenderingLinker(cache)
    before, begun, ran = os.times(), time.perf_counter(), time.process_time()
    held = resident_megabytes()
    try:
        matrix = make_matrix(texts, TERM, linker=linker, partial=look)
        taken, grown = time.perf_counter() - begun, peak_megabytes() - held
    finally:
        linker.close()
    after = os.times()
    own = after.user + after.system - before.user - before.system
    other = after.children_user + after.children_system - before.children_user - before.children_system
    first = next((each for each in parts if each[2].rows == matrix.rows[:_IN_VIEW]), parts[-1])
    total = time.perf_counter()
    changed = matrix.with_cell(0, matrix.columns[0], matrix.rows[-1].cells[matrix.columns[0]])
    total = time.perf_counter() - total
    return [
        f"{len(matrix.rows):,} occurrences in {opened.source_text.segment_count:,} sentences, "
        f"{len(matrix.columns)} versions:",
        f"by the clock places are shown after {parts[0][0] - begun:.1f} s, the renderings of the first "
        f"{_IN_VIEW} rows after {first[0] - begun:.1f} s, all after {taken:.0f} s",
        f"of the processor: places {parts[0][1] - ran:.1f} s, the first {_IN_VIEW} rows "
        f"{first[1] - ran:.1f} s, all {other + own:.0f} s; {other:.0f} s in the process that finds them",
        f"memory: that process {max(others):.0f} MB, the program {grown:.0f} MB more than before",
        f"cancelled within {1000 * cancelled:.0f} ms",
        f"one cell corrected and all counted anew: {1000 * total:.0f} ms; variants "
        f"{len(changed.variants):,}, gaps {sum(changed.gaps.values()):,}",
    ]


def _some(gold: dict[Place, Expected], setting: Setting) -> dict[Place, Expected]:
    """The gold of as many terms as a run has time for."""
    terms = set(islice(dict.fromkeys(place[0] for place in gold), setting.pages))
    return {place: expected for place, expected in gold.items() if place[0] in terms}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--wrong", action="store_true")
    parser.add_argument("--half", choices=["1", "2"])
    parser.add_argument("--cache", type=Path, default=UserFolders.standard().cache)
    arguments = parser.parse_args()
    for half, each in score(read_gold(), resource("samples"), arguments.cache).items():
        print(f"half {half}: {each.told()}")
        if arguments.wrong and arguments.half in (None, half):
            print("\n".join(each.wrong))


if __name__ == "__main__":
    main()
