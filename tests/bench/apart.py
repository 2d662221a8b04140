"""Figures taken in a process of their own, so that none is charged with the memory or the caches of another.

Run as ``python -m bench.apart MODULE FUNCTION ARGUMENTS``, the arguments a list in JSON, it prints in JSON
what the function gives.
"""

import json
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from typing import TypeVar

from bench.setting import Setting, child_variables

Figures = TypeVar("Figures")


def figures_apart(setting: Setting, take: Callable[..., Figures], *arguments: str | float) -> Figures:
    """What a function at the top of its module gives, in a process of its own; a quick run, whose figures
    nobody quotes, takes them in this one.

    The arguments must go through JSON."""
    if not setting.is_apart:
        return take(*arguments)
    done = subprocess.run(
        [sys.executable, "-m", "bench.apart", take.__module__, take.__name__, json.dumps(arguments)],
        env=child_variables(),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    figures: Figures = json.loads(done.stdout.splitlines()[-1])
    return figures


if __name__ == "__main__":
    module, function, arguments = sys.argv[1:]
    print(json.dumps(getattr(import_module(module), function)(*json.loads(arguments))))
