"""Chinese brought from one script to the other, so that places stay what they are."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

_CONFIGURATIONS = {"simplified": "t2s", "traditional": "s2t"}


def converter(script: str) -> Callable[[str], str]:
    """What brings a sentence to ``"simplified"`` or ``"traditional"`` characters, as many as before; any
    other word leaves sentences as they are. Loading it takes a while the first time."""
    if script not in _CONFIGURATIONS:
        return _unchanged
    convert = _opencc(_CONFIGURATIONS[script]).convert

    def converted(sentence: str) -> str:
        found = str(convert(sentence))
        # The tables keep lengths; should one entry not, marks and readings would slip.
        return found if len(found) == len(sentence) else sentence

    return converted


def _unchanged(sentence: str) -> str:
    return sentence


@lru_cache(maxsize=2)
def _opencc(configuration: str) -> Any:
    from opencc import OpenCC

    return OpenCC(configuration)
