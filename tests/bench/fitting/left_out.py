"""How well texts are aligned by weights that have not seen them, as they are and abridged."""

from collections.abc import Callable, Mapping

from bench.figures import table
from bench.fitting.abridging import abridged
from bench.fitting.fitted import Columns
from bench.gold import SETS, GoldText, Score, read_gold

# Other copies than those that weights are fitted on.
_SEED = 77

LeftOut = dict[str, dict[str, Score]]
"""For each state of the texts the score of each set."""


def score(columns: Mapping[str, Columns]) -> LeftOut:
    """Align every text with the weights that were fitted without it."""
    return {
        "as they are": {title: _score(columns, names, lambda text: text) for title, names in SETS.items()},
        "abridged": {
            title: _score(columns, names, lambda text: abridged(text, _SEED)) for title, names in SETS.items()
        },
    }


def figures(left_out: LeftOut) -> list[str]:
    """Strict F1 of each set, and which share of the beads of confidence .9 or more is right."""
    rows = [
        (f"{title}, {state}", f"{each.f1:.3f}", str(each.sure_count), f"{each.sure:.3f}")
        for state, scores in left_out.items()
        for title, each in scores.items()
    ]
    return table(
        ("weights that never saw the text", "strict F1", "beads of .9 or more", "of these right"), rows
    )


def _score(
    columns: Mapping[str, Columns], names: tuple[str, ...], change: Callable[[GoldText], GoldText]
) -> Score:
    result = Score()
    for name in names:
        if name in columns:
            text = change(read_gold(name))
            result.add(columns[name].align(text), text.gold)
    return result
