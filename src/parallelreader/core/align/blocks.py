"""How well blocks of Chinese sentences match blocks of English ones, for many blocks at once.

Scores whole stretches of rows of the band; choosing among the blocks is left to ``decode``.
"""

from dataclasses import dataclass

import numpy as np

from parallelreader.core.align.links import LinkTable
from parallelreader.core.align.side import Floats, Numbers, Side
from parallelreader.core.align.weights import LONGEST, SHAPES, Shape, Weights

_IMPOSSIBLE = -1e9
_LENGTH_CAP = 12.0
_COUNT_CAP = 3
_TABLE_LIMIT = 4_000_000


@dataclass(frozen=True, slots=True)
class _Region:
    """The sentences some rows touch, numbered from ``chinese`` and ``english`` on, and their word tables.

    ``best_for_english[z, e]``: the strongest link of English word e with Chinese sentence z, which
    ``place_for_english`` locates; ``best_for_chinese[z, e]``: of Chinese word z with English sentence e.
    """

    chinese: int
    english: int
    chinese_first: Numbers
    english_first: Numbers
    chinese_weight: Floats
    english_weight: Floats
    best_for_english: Floats
    place_for_english: Floats
    english_place: Floats
    best_for_chinese: Floats


@dataclass(frozen=True, slots=True)
class _Cover:
    """Running sums of what is covered: by height of the block for English, by width for Chinese words."""

    english: dict[int, Floats]
    chinese: dict[int, Floats]


class BlockScorer:
    """Scores the blocks between two texts with one set of weights."""

    def __init__(
        self, chinese: Side, english: Side, links: LinkTable, weights: Weights, ratio: float | None = None
    ) -> None:
        """``ratio`` is how long English is for a unit of Chinese; by default as in the whole texts."""
        self._chinese, self._english = chinese, english
        self.links, self.weights = links, weights
        self._ratio = ratio or float(english.length.sum() / chinese.length.sum())
        self._bias = [weights.bias(shape) for shape in SHAPES]
        self._chinese_sums = _running_sums(chinese)
        self._english_sums = _running_sums(english)

    def only(self, chinese: Numbers, english: Numbers) -> "BlockScorer":
        """A scorer like this one for some of the sentences of both texts (ascending, none empty)."""
        sides = self._chinese.only(chinese), self._english.only(english)
        return BlockScorer(*sides, self.links, self.weights, self._ratio)

    def weight_of_lone(self, chinese: Numbers, english: Numbers) -> float:
        """The score of leaving some sentences of both texts without counterpart (but for the quotation
        state)."""
        weights = self.weights
        lone_chinese = weights.lone_chinese + weights.skipped_chinese * self._chinese.mass()[chinese]
        return float(lone_chinese.sum() + self.lone_english()[english].sum())

    def lone_english(self) -> Floats:
        """The score of leaving each English sentence without counterpart (but for the quotation state)."""
        mass = np.diff(self._english_sums["mass"])
        score: Floats = self.weights.lone_english + self.weights.skipped_english * mass
        return score

    def inside_penalty(self, row: int, columns: Numbers) -> Floats:
        """What it costs that one text is within a quotation at a boundary and the other is not."""
        differs = self._english.quotes.inside[columns] != self._chinese.quotes.inside[row]
        return np.where(differs, self.weights.inside_quote, 0.0)

    def rows_at_once(self, first_row: int, low: Numbers, high: Numbers) -> int:
        """How many of these rows to score in one go, so that their word tables stay small."""
        zh, en = self._chinese.first, self._english.first
        count = len(low)
        while count > 1:
            z_words = zh[min(first_row + count, len(zh) - 1)] - zh[max(0, first_row - LONGEST)]
            e_words = en[min(int(high[count - 1]) + 1, len(en) - 1)] - en[max(0, int(low[0]) - LONGEST)]
            if z_words * e_words <= _TABLE_LIMIT:
                break
            count //= 2
        return count

    def score(self, first_row: int, low: Numbers, high: Numbers) -> Floats:
        """Scores ``[shape, row, k]`` of the blocks that end at the rows from ``first_row`` on and at
        column ``low[row] + k``; impossible ones are hugely negative."""
        rows = np.arange(first_row, first_row + len(low))[:, None]
        columns = low[:, None] + np.arange(int((high - low).max()) + 1)[None, :]
        region = self._region(first_row, int(rows[-1, 0]), int(low.min()), int(high.max()))
        known = np.minimum(columns, high[:, None])
        boundary = self._boundary_scores(region, rows, known)
        cover = _Cover(_cover_english(region, self._chinese.character_start), _cover_chinese(region))
        scores = np.full((len(SHAPES), *columns.shape), _IMPOSSIBLE, np.float32)
        inside = columns <= high[:, None]
        for number, (a, b) in enumerate(SHAPES):
            if a > rows[-1, 0] or b > known.max():
                continue
            possible = inside & (rows >= a) & (known >= b)
            if b == 0:
                value = self._lone_chinese(rows, known)
            else:
                match = self._match(region, cover, np.maximum(rows, a), np.maximum(known, b), (a, b))
                value = boundary + match
            scores[number] = np.where(possible, value + self._bias[number], _IMPOSSIBLE)
        return scores

    def _region(self, first_row: int, last_row: int, low: int, high: int) -> _Region:
        zh, en = self._chinese, self._english
        z0, z1 = max(0, first_row - LONGEST), min(zh.count, last_row + 1)
        e0, e1 = max(0, low - LONGEST), min(en.count, high + 1)
        z_words = slice(int(zh.first[z0]), int(zh.first[z1]))
        e_words = slice(int(en.first[e0]), int(en.first[e1]))
        z_types, z_at = np.unique(zh.words[z_words], return_inverse=True)
        e_types, e_at = np.unique(en.words[e_words], return_inverse=True)
        table = self.links.dense(z_types, e_types, len(en.types))
        strength = table[z_at][:, e_at]
        z_first = zh.first[z0 : z1 + 1] - zh.first[z0]
        e_first = en.first[e0 : e1 + 1] - en.first[e0]
        best, place = _best_rows(strength, z_first, zh.place[z_words])
        return _Region(
            chinese=z0,
            english=e0,
            chinese_first=z_first,
            english_first=e_first,
            chinese_weight=zh.weight[zh.words[z_words]],
            english_weight=en.weight[en.words[e_words]],
            best_for_english=best,
            place_for_english=place,
            english_place=en.place[e_words] - en.character_start[e0],
            best_for_chinese=np.maximum.reduceat(strength, e_first[:-1], axis=1),
        )

    def _lone_chinese(self, rows: Numbers, columns: Numbers) -> Floats:
        mass = self._chinese_sums["mass"]
        skipped = mass[rows] - mass[np.maximum(rows - 1, 0)]
        return self.weights.skipped_chinese * skipped + self._quote_state(rows, columns)

    def _quote_state(self, rows: Numbers, columns: Numbers) -> Floats:
        differs = self._chinese.quotes.inside[rows] != self._english.quotes.inside[columns]
        return np.where(differs, self.weights.inside_quote, 0.0)

    def _boundary_scores(self, region: _Region, rows: Numbers, columns: Numbers) -> Floats:
        """What speaks for and against a boundary whatever the block before it: the clauses around it."""
        weights = self.weights
        z, e = rows - region.chinese, columns - region.english
        last_zh, first_zh = self._chinese_clauses(region)
        last_en, first_en = self._english_clauses(region)
        total = self._quote_state(rows, columns)
        total = total + weights.last_clause_chinese * (_at(last_zh, z - 1, e) - _at(last_zh, z - 1, e - 1))
        total += weights.first_clause_chinese * (_at(first_zh, z, e - 1) - _at(first_zh, z, e))
        total += weights.last_clause_english * (_at(last_en, z, e - 1) - _at(last_en, z - 1, e - 1))
        total += weights.first_clause_english * (_at(first_en, z - 1, e) - _at(first_en, z, e))
        return total

    def _chinese_clauses(self, region: _Region) -> tuple[Floats, Floats]:
        """How well the last and first clause of each Chinese sentence fit each English sentence."""
        side, count = self._chinese, len(region.chinese_first) - 1
        sentences = slice(region.chinese, region.chinese + count)
        base = int(side.first[region.chinese])
        weighted = region.best_for_chinese * region.chinese_weight[:, None]
        sums = np.vstack([np.zeros(weighted.shape[1]), np.cumsum(weighted, axis=0)])
        last = sums[region.chinese_first[1:]] - sums[side.clause_last[sentences] - base]
        first = sums[side.clause_first[sentences] - base] - sums[region.chinese_first[:-1]]
        return last, first

    def _english_clauses(self, region: _Region) -> tuple[Floats, Floats]:
        """How well the last and first clause of each English sentence fit each Chinese sentence."""
        side, count = self._english, len(region.english_first) - 1
        sentences = slice(region.english, region.english + count)
        base = int(side.first[region.english])
        weighted = region.best_for_english * region.english_weight[None, :]
        sums = np.hstack([np.zeros((weighted.shape[0], 1)), np.cumsum(weighted, axis=1)])
        last = sums[:, region.english_first[1:]] - sums[:, side.clause_last[sentences] - base]
        first = sums[:, side.clause_first[sentences] - base] - sums[:, region.english_first[:-1]]
        return last, first

    def _match(
        self,
        region: _Region,
        cover: _Cover,
        rows: Numbers,
        columns: Numbers,
        shape: Shape,
    ) -> Floats:
        """Words, lengths, digits and quotations of the blocks of one shape."""
        weights, (a, b) = self.weights, shape
        z, e = rows - region.chinese, columns - region.english
        sums = cover.english[a][:, z - 1, e] - cover.english[a][:, z - 1, np.maximum(e - b, 0)]
        chinese_table = cover.chinese[b]
        covered_z = chinese_table[z, e - 1] - chinese_table[np.maximum(z - a, 0), e - 1]
        covered_e = sums[0]
        mass_z = self._chinese_sums["mass"][rows] - self._chinese_sums["mass"][rows - a]
        mass_e = self._english_sums["mass"][columns] - self._english_sums["mass"][columns - b]
        dice: Floats = (covered_e + covered_z) / np.maximum(mass_e + mass_z, 1e-6)
        total: Floats = (weights.dice + weights.dice_by_size * (a + b - 2)) * dice
        total += weights.covered_english * covered_e + weights.covered_chinese * covered_z
        total += weights.uncovered_english * (mass_e - covered_e)
        total += weights.uncovered_chinese * (mass_z - covered_z)
        starts = self._english.character_start
        begin, end = starts[columns - b] - starts[region.english], starts[columns] - starts[region.english]
        total += weights.displacement * _displacement(sums, begin, end - begin)
        total += self._outer(rows, columns, a, b)
        return total

    def _outer(self, rows: Numbers, columns: Numbers, a: int, b: int) -> Floats:
        """What can be told from counts alone: lengths, digits, quotation marks."""
        weights, zh, en = self.weights, self._chinese_sums, self._english_sums

        def apart(name: str) -> Floats:
            there = zh[name][rows] - zh[name][rows - a]
            here = en[name][columns] - en[name][columns - b]
            return np.minimum(np.abs(here - there), _COUNT_CAP)

        expected = self._ratio * (zh["length"][rows] - zh["length"][rows - a])
        found = en["length"][columns] - en["length"][columns - b]
        surprise = np.minimum((found - expected) ** 2 / (8 * (expected + 10)), _LENGTH_CAP)
        total: Floats = weights.length * surprise + weights.digits * apart("digits")
        total += weights.opened_quotes * apart("opened") + weights.closed_quotes * apart("closed")
        quotes, others = self._chinese.quotes, self._english.quotes
        total += weights.begins_quote * (quotes.begins[rows - a] != others.begins[columns - b])
        total += weights.ends_quote * (quotes.ends[rows - 1] != others.ends[columns - 1])
        return total


def _running_sums(side: Side) -> dict[str, Floats]:
    figures = {
        "mass": side.mass(),
        "length": side.length,
        "digits": side.digits,
        "opened": side.quotes.opened,
        "closed": side.quotes.closed,
    }
    return {name: np.concatenate([[0.0], np.cumsum(values)]) for name, values in figures.items()}


def _best_rows(strength: Floats, first: Numbers, place: Floats) -> tuple[Floats, Floats]:
    """The strongest link of every column within each sentence, and where its word stands."""
    best = np.empty((len(first) - 1, strength.shape[1]), np.float64)
    places = np.empty_like(best)
    columns = np.arange(strength.shape[1])
    for sentence in range(len(first) - 1):
        part = strength[first[sentence] : first[sentence + 1]]
        at = part.argmax(axis=0)
        best[sentence] = part[at, columns]
        places[sentence] = place[first[sentence] + at]
    return best, places


def _cover_english(region: _Region, character_start: Floats) -> dict[int, Floats]:
    """For each block height a, running sums over English sentences for the a Chinese ones that end with z.

    Axis 0: the weight w of covered words, then w p, w p², w v, w v p, w v², where p is the place of the
    word in the region and v the relative place of its counterpart in the block.
    """
    count = len(region.chinese_first) - 1
    best, place = region.best_for_english.copy(), region.place_for_english.copy()
    p = region.english_place
    starts = character_start[region.chinese : region.chinese + count + 1]
    tables = {}
    for a in range(1, LONGEST + 1):
        if a > 1 and a <= count:
            better = region.best_for_english[: count - a + 1] > best[a - 1 :]
            best[a - 1 :] = np.where(better, region.best_for_english[: count - a + 1], best[a - 1 :])
            place[a - 1 :] = np.where(better, region.place_for_english[: count - a + 1], place[a - 1 :])
        begin = starts[np.maximum(np.arange(count) - a + 1, 0)][:, None]
        w = best * region.english_weight
        v = (place - begin) / (starts[1:, None] - begin)
        wv = w * v
        stacked = np.stack([w, w * p, w * p * p, wv, wv * p, wv * v])
        sums = np.add.reduceat(stacked, region.english_first[:-1], axis=2)
        tables[a] = np.concatenate([np.zeros((6, count, 1)), np.cumsum(sums, axis=2)], axis=2)
    return tables


def _cover_chinese(region: _Region) -> dict[int, Floats]:
    """For each block width b, running sums over Chinese sentences of the weight that the b English ones
    that end with e cover."""
    best = region.best_for_chinese.astype(np.float64)
    count = best.shape[1]
    tables = {}
    for b in range(1, LONGEST + 1):
        if b > 1 and b <= count:
            best[:, b - 1 :] = np.maximum(best[:, b - 1 :], region.best_for_chinese[:, : count - b + 1])
        sums = np.add.reduceat(best * region.chinese_weight[:, None], region.chinese_first[:-1], axis=0)
        tables[b] = np.vstack([np.zeros((1, count)), np.cumsum(sums, axis=0)])
    return tables


def _displacement(sums: Floats, begin: Floats, length: Floats) -> Floats:
    """How far apart linked words stand in their blocks, by weight: the root of the mean square."""
    w, wp, wpp, wv, wvp, wvv = sums
    square = (wpp - 2 * begin * wp + begin * begin * w) / (length * length)
    mixed = (wvp - begin * wv) / length
    root: Floats = np.sqrt(np.maximum(square - 2 * mixed + wvv, 0.0) / (w + 0.5))
    return root


def _at(table: Floats, rows: Numbers, columns: Numbers) -> Floats:
    """The table's values; 0 beyond its edges, where a text begins or ends."""
    valid = (rows >= 0) & (rows < table.shape[0]) & (columns >= 0) & (columns < table.shape[1])
    values = table[np.clip(rows, 0, table.shape[0] - 1), np.clip(columns, 0, table.shape[1] - 1)]
    return np.where(valid, values, 0.0)
