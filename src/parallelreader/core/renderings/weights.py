"""What each thing that is known of a stretch counts for; fitted by ``tests/bench/rendering_fitting.py``."""

from parallelreader.core.renderings.candidates import FEATURES

NOTHING = 4.15
"""What speaks for a gap."""

LEAST = 0.5
"""How sure it must be that something of a stretch renders the term."""

WEIGHTS = {
    "linked": 0.6,
    "best link": 1.9,
    "covered": 4.3,
    "left out": -2.3,
    "of others": -3.1,
    "unexplained": -0.3,
    "function words": -0.4,
    "edge function words": -1.6,
    "short": -0.7,
    "long": -0.75,
    "share": 3.2,
    "tie": 1.0,
    "share of content": 1.1,
    "torn": -5.0,
    "loose": -0.1,
    "next word free": -0.6,
    "cuts a name": -2.5,
    "is a name": 1.7,
    "quoted": 2.0,
    "neighbour": -6.1,
    "head left": -3.2,
    "gloss": 1.7,
    "glossed": 0.5,
    "claimed": -1.5,
    "term": 12.0,
}


def in_order() -> tuple[float, ...]:
    """The weights in the order of the features."""
    return tuple(WEIGHTS[name] for name in FEATURES)
