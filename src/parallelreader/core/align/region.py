"""The word tables of the sentences that some rows of the band touch: which words are covered by what.

Sums that any block's figures can be read off; the figures themselves are in ``blocks``.
"""

from dataclasses import dataclass

import numpy as np

from parallelreader.core.align.links import LinkTable
from parallelreader.core.align.side import Floats, Numbers, Side
from parallelreader.core.align.weights import LONGEST


@dataclass(frozen=True, slots=True)
class Region:
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
class Cover:
    """Running sums of what is covered: by height of the block for English, by width for Chinese words, both
    from 1 on along the first axis."""

    english: Floats
    chinese: Floats


def region_of(
    zh: Side, en: Side, links: LinkTable, rows: tuple[int, int], columns: tuple[int, int]
) -> Region:
    """The region that blocks ending at boundaries from ``rows`` and ``columns`` (first and last) reach."""
    (first_row, last_row), (low, high) = rows, columns
    z0, z1 = max(0, first_row - LONGEST), min(zh.count, last_row + 1)
    e0, e1 = max(0, low - LONGEST), min(en.count, high + 1)
    z_words = slice(int(zh.first[z0]), int(zh.first[z1]))
    e_words = slice(int(en.first[e0]), int(en.first[e1]))
    z_types, z_at = np.unique(zh.words[z_words], return_inverse=True)
    e_types, e_at = np.unique(en.words[e_words], return_inverse=True)
    table = links.dense(z_types, e_types, len(en.types))
    strength = table[z_at][:, e_at]
    z_first = zh.first[z0 : z1 + 1] - zh.first[z0]
    e_first = en.first[e0 : e1 + 1] - en.first[e0]
    best, place = _best_rows(strength, z_first, zh.place[z_words])
    return Region(
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


def chinese_clauses(side: Side, region: Region) -> tuple[Floats, Floats]:
    """How well the last and first clause of each Chinese sentence fit each English sentence."""
    count = len(region.chinese_first) - 1
    sentences = slice(region.chinese, region.chinese + count)
    base = int(side.first[region.chinese])
    weighted = region.best_for_chinese * region.chinese_weight[:, None]
    sums = np.vstack([np.zeros(weighted.shape[1]), np.cumsum(weighted, axis=0)])
    last = sums[region.chinese_first[1:]] - sums[side.clause_last[sentences] - base]
    first = sums[side.clause_first[sentences] - base] - sums[region.chinese_first[:-1]]
    return last, first


def english_clauses(side: Side, region: Region) -> tuple[Floats, Floats]:
    """How well the last and first clause of each English sentence fit each Chinese sentence."""
    count = len(region.english_first) - 1
    sentences = slice(region.english, region.english + count)
    base = int(side.first[region.english])
    weighted = region.best_for_english * region.english_weight[None, :]
    sums = np.hstack([np.zeros((weighted.shape[0], 1)), np.cumsum(weighted, axis=1)])
    last = sums[:, region.english_first[1:]] - sums[:, side.clause_last[sentences] - base]
    first = sums[:, side.clause_first[sentences] - base] - sums[:, region.english_first[:-1]]
    return last, first


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


def cover_english(region: Region, character_start: Floats) -> Floats:
    """For each block height a, running sums over English sentences for the a Chinese ones that end with z.

    The last axis: the weight w of covered words, then w p, w p², w v, w v p, w v², where p is the place of
    the word in the region and v the relative place of its counterpart in the block.
    """
    count = len(region.chinese_first) - 1
    best, place = region.best_for_english.copy(), region.place_for_english.copy()
    p = region.english_place
    starts = character_start[region.chinese : region.chinese + count + 1]
    tables = np.zeros((LONGEST, count, len(region.english_first), 6))
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
        tables[a - 1, :, 1:] = np.moveaxis(sums, 0, -1)
    return np.cumsum(tables, axis=2, out=tables)


def cover_chinese(region: Region) -> Floats:
    """For each block width b, running sums over Chinese sentences of the weight that the b English ones
    that end with e cover."""
    best = region.best_for_chinese.astype(np.float64)
    count = best.shape[1]
    tables = np.zeros((LONGEST, len(region.chinese_first), count))
    for b in range(1, LONGEST + 1):
        if b > 1 and b <= count:
            best[:, b - 1 :] = np.maximum(best[:, b - 1 :], region.best_for_chinese[:, : count - b + 1])
        sums = np.add.reduceat(best * region.chinese_weight[:, None], region.chinese_first[:-1], axis=0)
        tables[b - 1, 1:] = sums
    return np.cumsum(tables, axis=1, out=tables)
