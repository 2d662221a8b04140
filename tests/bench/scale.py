"""How the time and memory of aligning grow with length, each length in a process of its own.

Run as ``python -m bench.scale SENTENCES`` it prints one line: English sentences, seconds, megabytes, F1.
"""

import subprocess
import sys
import time

from bench.figures import table
from bench.made_text import made_text
from bench.resident import peak_megabytes
from bench.setting import Setting, child_variables
from parallelreader.core.align import align_segments
from parallelreader.core.language.dictionary import load_dictionary


def measure(setting: Setting) -> list[str]:
    """The lines to print."""
    rows = []
    first = 0.0
    for count in setting.lengths:
        english, seconds, megabytes = _said(count)
        pace = 1000 * seconds / (count + english)
        first = first or pace
        rows.append(
            (
                f"{count:,} × {english:,.0f} sentences",
                f"{seconds:.1f} s",
                f"{pace:.2f} s",
                f"{pace / first:.2f}",
                f"{megabytes:.0f} MB",
            )
        )
    return table(("texts of dictionary words", "in all", "each 1,000", "ratio", "at most"), rows)


def align_and_tell(count: int) -> str:
    """Align texts of so many Chinese sentences; what it took, the dictionary loaded before."""
    chinese, english = made_text(count)
    load_dictionary()
    begun = time.perf_counter()
    align_segments(chinese, english)
    return f"{len(english)} {time.perf_counter() - begun} {peak_megabytes()}"


def _said(count: int) -> tuple[float, ...]:
    command = [sys.executable, "-m", "bench.scale", str(count)]
    done = subprocess.run(command, env=child_variables(), stdout=subprocess.PIPE, text=True, check=True)
    return tuple(float(figure) for figure in done.stdout.split())


if __name__ == "__main__":
    print(align_and_tell(int(sys.argv[1])))
