"""From the start of the process to the first page painted, beside a bare window with the same text.

The two are started alternately, so that whatever else the machine does falls on both. What passes until the
page is there tells of that as well; what the process computed to its end, right after, hardly does.
"""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence

from bench.figures import middle, table
from bench.setting import SAMPLES, Setting, child_variables

DOCUMENT = SAMPLES / "last-ferry"
BARE = ("bench.bare_window", str(DOCUMENT / "zh.txt"), str(DOCUMENT / "literal.txt"))


_LONGEST_SECONDS = 60.0


def measure(setting: Setting) -> list[str]:
    """The lines to print."""
    reader = ("bench.reader_window", "--data-dir", str(setting.scratch / "user-start"), "open", str(SAMPLES))
    commands = {"bare window, two text edits": BARE, "reader, bundled sample": reader}
    variables = warm_variables(setting)
    for command in commands.values():
        # The first time files come from the disk, modules are compiled, and the reader makes its store.
        seconds_to_paint(command, variables)
    passed: dict[str, list[float]] = {name: [] for name in commands}
    computed: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(setting.starts):
        for name, command in commands.items():
            before = _computed_by_children()
            passed[name].append(seconds_to_paint(command, variables))
            computed[name].append(_computed_by_children() - before)
    rows = [
        (f"{name}, {what}", *(f"{1000 * figure:.0f} ms" for figure in (middle(each), min(each), max(each))))
        for what, times in (("until painted", passed), ("computed", computed))
        for name, each in times.items()
    ]
    head = (f"{setting.starts} starts each, warm", "median", "fastest", "slowest")
    ratios = (f"{_ratio(passed):.2f} until painted", f"{_ratio(computed):.2f} computed")
    return [*table(head, rows), f"ratio of the medians: {', '.join(ratios)}"]


def _ratio(times: Mapping[str, Sequence[float]]) -> float:
    """How many times as long as the bare window the reader takes."""
    bare, own = (middle(each) for each in times.values())
    return own / bare if bare else 0.0


def _computed_by_children() -> float:
    """The seconds of processor time that all processes took that were started and have ended."""
    times = os.times()
    return times.children_user + times.children_system


def warm_variables(setting: Setting) -> dict[str, str]:
    """The environment in which compiled modules are kept, wherever the benchmark itself was started."""
    variables = child_variables() | {"PYTHONPYCACHEPREFIX": str(setting.scratch / "compiled")}
    variables.pop("PYTHONDONTWRITEBYTECODE", None)
    return variables


def seconds_to_paint(command: Sequence[str], variables: Mapping[str, str]) -> float:
    """Start a module and wait until it says that it has painted. Raises RuntimeError where it does not."""
    begun = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", *command], env=variables, stdout=subprocess.PIPE, text=True
    )
    patience = threading.Timer(_LONGEST_SECONDS, process.kill)
    patience.start()
    with process:
        assert process.stdout is not None
        said = process.stdout.readline()
        seconds = time.perf_counter() - begun
    patience.cancel()
    if said != "painted\n" or process.returncode:
        raise RuntimeError(f"{command[0]} did not paint (code {process.returncode})")
    return seconds
