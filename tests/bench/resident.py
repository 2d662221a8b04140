"""How much memory this process holds, where the system tells."""

import math
import os
import subprocess
from pathlib import Path


def resident_megabytes() -> float:
    """The resident set in MB (millions of bytes); nan where it cannot be learnt."""
    statm = Path("/proc/self/statm")
    if statm.is_file():
        return int(statm.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    try:
        said = subprocess.run(["ps", "-o", "rss=", "-p", str(os.getpid())], capture_output=True, check=True)
        return int(said.stdout) * 1024 / 1e6
    except (OSError, subprocess.CalledProcessError, ValueError):
        return math.nan
