"""From the start of the process to the first page painted, beside a bare window with the same text.

The two are started alternately, so that whatever else the machine does falls on both.
"""

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
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(setting.starts):
        for name, command in commands.items():
            times[name].append(seconds_to_paint(command, variables))
    bare, own = (middle(each) for each in times.values())
    rows = [
        (name, f"{1000 * middle(each):.0f} ms", f"{1000 * min(each):.0f} ms", f"{1000 * max(each):.0f} ms")
        for name, each in times.items()
    ]
    head = (f"{setting.starts} starts each, warm", "median", "fastest", "slowest")
    return [*table(head, rows), f"ratio of the medians: {own / bare:.2f}"]


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
