"""How much memory this process and those it has started hold, and how long those have run, where the system
tells."""

import math
import os
import subprocess
import sys
from pathlib import Path


def peak_megabytes() -> float:
    """The largest resident set so far in MB (millions of bytes); nan where it cannot be learnt."""
    status = Path("/proc/self/status")
    if status.is_file():
        # What the system counts for a process begins with what the one that started it held.
        held = [line for line in status.read_text().splitlines() if line.startswith("VmHWM:")]
        if held:
            return int(held[0].split()[1]) * 1024 / 1e6
    try:
        import resource
    except ImportError:
        return math.nan
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 1e6 if sys.platform == "darwin" else most * 1024 / 1e6


def child_megabytes() -> float:
    """What the processes started by this one hold together; nan where it cannot be learnt."""
    try:
        return sum(map(resident_megabytes, _children()))
    except OSError:
        return math.nan


def child_seconds() -> float:
    """How long the processes started by this one, and not ended yet, have had a processor; nan where it
    cannot be learnt."""
    try:
        # The name, which comes before, may have spaces in it.
        said = [Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split() for child in _children()]
    except OSError:
        return math.nan
    return sum(int(fields[11]) + int(fields[12]) for fields in said) / os.sysconf("SC_CLK_TCK")


def _children() -> set[int]:
    tasks = Path("/proc/self/task").iterdir()
    return {int(child) for task in tasks for child in (task / "children").read_text().split()}


def resident_megabytes(process: int | None = None) -> float:
    """The resident set of a process, this one by default, in MB (millions of bytes); nan where it cannot be
    learnt."""
    process = process or os.getpid()
    statm = Path(f"/proc/{process}/statm")
    if statm.is_file():
        return int(statm.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    try:
        said = subprocess.run(["ps", "-o", "rss=", "-p", str(process)], capture_output=True, check=True)
        return int(said.stdout) * 1024 / 1e6
    except (OSError, subprocess.CalledProcessError, ValueError):
        return math.nan
