"""Fit both columns of the table of weights, and align each text with weights that have not seen it."""

import sys
from collections.abc import Sequence

from bench.figures import table
from bench.fitting.fitted import fit
from bench.fitting.left_out import figures, score
from bench.fitting.prepared import figure_names
from bench.gold import GOLD, NAMES


def main(names: Sequence[str]) -> int:
    """Print the table and the figures; 1 where the hand-aligned texts are not there."""
    if not GOLD.is_dir():
        print("There are no hand-aligned texts beside the checkout.", file=sys.stderr)
        return 1
    columns = fit(list(names) or NAMES)
    clean, robust = columns[""].clean.table, columns[""].robust.table
    rows = [(name, f"{clean[name]:.3f}", f"{robust[name]:.3f}") for name in figure_names()]
    print("\n".join(table(("name", "clean", "robust"), rows)), flush=True)
    if len(columns) > 1:
        print("\n".join(figures(score(columns))))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
