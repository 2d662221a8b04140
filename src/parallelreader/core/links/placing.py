"""Where the tokens of a pair stand: on the diagonal, and in which order those said twice come.

Knows nothing of what the tokens mean; what the places say of a link is for the model to judge.
"""

from collections.abc import Sequence

import numpy as np

from parallelreader.core.links.tables import Floats

PLACED = ("diagonal", "same turn", "repeated chinese", "repeated english")
_SHARPNESS = 8.0


def place_features(words: Sequence[str], tokens: Sequence[str]) -> Floats:
    """``[feature, Chinese token, English token]``, in the order of ``PLACED``; neither side is empty."""
    rows, columns = len(words), len(tokens)
    table = np.zeros((len(PLACED), rows, columns), np.float32)
    down = (np.arange(rows) + 0.5)[:, None] / rows
    right = (np.arange(columns) + 0.5)[None, :] / columns
    table[0] = np.exp(-_SHARPNESS * np.abs(down - right))
    row_turn, row_count = _turns(words)
    column_turn, column_count = _turns(tokens)
    table[1] = 1 - np.abs((row_turn / row_count)[:, None] - (column_turn / column_count)[None, :])
    table[2] = np.log(row_count)[:, None]
    table[3] = np.log(column_count)[None, :]
    return table


def _turns(texts: Sequence[str]) -> tuple[Floats, Floats]:
    """How often each text has been there, half itself included, and how often it is there in all."""
    seen: dict[str, int] = {}
    turn = []
    for text in texts:
        seen[text] = seen.get(text, 0) + 1
        turn.append(seen[text] - 0.5)
    return np.array(turn), np.array([float(seen[text]) for text in texts])
