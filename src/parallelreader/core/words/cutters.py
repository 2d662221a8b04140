"""Two ways of finding the likeliest words in a run of Chinese characters, by how common each word is.

The quick one is a library; where that is not to be had, on some processors, the other does the same.
"""

import importlib.machinery
import importlib.util
import math
from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Any

from parallelreader.core.words.segmenter import Cutter
from parallelreader.core.words.table import UNMET

_PACKAGE = "rjieba"


def make_cutter(weights: Mapping[str, int], others: Iterable[str] = ()) -> Cutter:
    """What cuts by words of which is known how often each is met, and by others, which are taken to be rare;
    takes a while for many."""
    library = _library()
    rare = ((word, UNMET) for word in others if word not in weights)
    if library is None:
        return OwnCutter(dict(chain(weights.items(), rare)))
    cutter = library.Jieba.empty()
    for word, weight in chain(weights.items(), rare):
        cutter.add_word(word, weight, None)
    return _QuickCutter(cutter)


class _QuickCutter:
    """Nothing is added to it any more: the library does not bear that while another thread cuts."""

    def __init__(self, cutter: Any) -> None:
        self._cut = cutter.cut
        self._knows = cutter.has_word

    def cut(self, run: str) -> list[str]:
        pieces: list[str] = self._cut(run, False)
        return pieces

    def knows(self, word: str) -> bool:
        return bool(self._knows(word))


class OwnCutter:
    """Does the same without the library."""

    def __init__(self, weights: Mapping[str, int]) -> None:
        total = math.log(sum(weights.values()) or 1)
        self._logarithms = {word: math.log(max(weight, 1)) - total for word, weight in weights.items()}
        self._beginnings = {word[:size] for word in weights for size in range(1, len(word) + 1)}
        self._unknown = -total

    def knows(self, word: str) -> bool:
        return word in self._logarithms

    def cut(self, run: str) -> list[str]:
        logarithms, beginnings, unknown = self._logarithms, self._beginnings, self._unknown
        size = len(run)
        best = [0.0] * (size + 1)
        ends = [0] * size
        for start in range(size - 1, -1, -1):
            best[start], ends[start] = unknown + best[start + 1], start + 1
            if run[start] in logarithms:
                best[start] = logarithms[run[start]] + best[start + 1]
            for end in range(start + 2, size + 1):
                piece = run[start:end]
                if piece not in beginnings:
                    break
                value = logarithms.get(piece)
                if value is not None and value + best[end] >= best[start]:
                    best[start], ends[start] = value + best[end], end
        words, at = [], 0
        while at < size:
            words.append(run[at : ends[at]])
            at = ends[at]
        return words


def _library() -> Any:
    """The library without its own words, which take a fifth of a second during which no window moves.

    They are loaded by its package, so the module inside is taken by itself.
    """
    package = importlib.util.find_spec(_PACKAGE)
    if package is None or package.submodule_search_locations is None:
        return None
    name = f"{_PACKAGE}.{_PACKAGE}"
    spec = importlib.machinery.PathFinder.find_spec(name, list(package.submodule_search_locations))
    if spec is None or spec.loader is None:
        return None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
