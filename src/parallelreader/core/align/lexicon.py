"""What a text teaches about its own words: pairs that keep meeting in beads found at first.

Learns from a first alignment only; the dictionary's knowledge is in ``links``.
"""

import numpy as np

from parallelreader.core.align.links import LinkTable
from parallelreader.core.align.side import Floats, Numbers, Side, expand
from parallelreader.core.align.steps import Step

_LEAST_MEETINGS = 2.4
_LEAST_DICE = 0.4
_LEAST_EVIDENCE = 20.0


def learn_links(chinese: Side, english: Side, steps: list[Step], links: LinkTable) -> LinkTable:
    """The links with those added that the beads of ``steps`` (in order, complete) show."""
    beads, trust = _beads(steps)
    z_keys = _types_by_bead(chinese, beads[:, 0], beads[:, 1])
    e_keys = _types_by_bead(english, beads[:, 2], beads[:, 3])
    z_types, e_types = len(chinese.types), len(english.types)
    z_total = np.bincount(z_keys % z_types, trust[z_keys // z_types], minlength=z_types)
    e_total = np.bincount(e_keys % e_types, trust[e_keys // e_types], minlength=e_types)
    pairs, together = _meetings(z_keys, z_types, e_keys, e_types, trust)
    z, e = pairs // e_types, pairs % e_types
    dice = 2 * together / np.maximum(z_total[z] + e_total[e], 1e-9)
    often = (together >= _LEAST_MEETINGS) & (dice >= _LEAST_DICE) & (z > 0) & (e > 0)
    z, e, dice, together = z[often], e[often], dice[often], together[often]
    sure = _evidence(together, z_total[z], e_total[e], float(trust.sum())) >= _LEAST_EVIDENCE
    return links.raised(z[sure], e[sure], dice[sure].astype(np.float32), e_types)


def _beads(steps: list[Step]) -> tuple[Numbers, Floats]:
    """Where the beads with both sides begin and how long they are on both sides, and their probabilities."""
    sizes = np.array([(step.chinese, step.english) for step in steps], np.int64).reshape(-1, 2)
    begins = np.cumsum(sizes, axis=0) - sizes
    both = (sizes > 0).all(axis=1)
    columns = np.column_stack([begins[:, 0], sizes[:, 0], begins[:, 1], sizes[:, 1]])
    return columns[both], np.array([step.probability for step in steps])[both]


def _types_by_bead(side: Side, begin: Numbers, size: Numbers) -> Numbers:
    """The distinct word types of each bead as ``bead * type count + type``, ascending."""
    starts, ends = side.first[begin], side.first[begin + size]
    words = side.words[expand(starts, ends - starts)]
    return np.unique(np.repeat(np.arange(len(begin)), ends - starts) * len(side.types) + words)


def _meetings(
    z_keys: Numbers, z_types: int, e_keys: Numbers, e_types: int, trust: Floats
) -> tuple[Numbers, Floats]:
    """Every pair of types that share a bead, as ``z * e_types + e``, and how often, weighted by trust."""
    bead_of_z = z_keys // z_types
    e_bounds = np.searchsorted(e_keys // e_types, np.arange(len(trust) + 1))
    sizes = np.diff(e_bounds)[bead_of_z]
    e_entries = expand(e_bounds[bead_of_z], sizes)
    keys = np.repeat(z_keys % z_types, sizes) * e_types + e_keys[e_entries] % e_types
    pairs, place = np.unique(keys, return_inverse=True)
    counts: Floats = np.bincount(
        place.astype(np.int64), trust[np.repeat(bead_of_z, sizes)], minlength=len(pairs)
    ).astype(np.float64)
    return pairs.astype(np.int64), counts


def _evidence(together: Floats, z_total: Floats, e_total: Floats, whole: float) -> Floats:
    """The likelihood ratio that two types meet more often than by chance."""
    table = [
        (together, z_total * e_total),
        (z_total - together, z_total * (whole - e_total)),
        (e_total - together, (whole - z_total) * e_total),
        (whole - z_total - e_total + together, (whole - z_total) * (whole - e_total)),
    ]
    total = np.zeros_like(together)
    for seen, product in table:
        expected = np.maximum(product / max(whole, 1e-9), 1e-9)
        total += np.where(seen > 1e-9, seen * np.log(np.maximum(seen, 1e-9) / expected), 0.0)
    evidence: Floats = 2 * total
    return evidence
