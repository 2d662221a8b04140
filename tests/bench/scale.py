"""How the time and memory of aligning grow with length, each length in a process of its own."""

import time

from bench.apart import figures_apart
from bench.figures import table
from bench.made_text import made_text
from bench.resident import peak_megabytes
from bench.setting import Setting
from parallelreader.core.align import align_segments
from parallelreader.core.language.dictionary import load_dictionary


def measure(setting: Setting) -> list[str]:
    """The lines to print."""
    rows = []
    first = 0.0
    for count in setting.lengths:
        english, seconds, megabytes = figures_apart(setting, align_and_tell, count)
        pace = 1000 * seconds / (count + english)
        first = first or pace
        rows.append(
            (
                f"{count:,} × {english:,} sentences",
                f"{seconds:.1f} s",
                f"{pace:.2f} s",
                f"{pace / first:.2f}",
                f"{megabytes:.0f} MB",
            )
        )
    return table(("texts of dictionary words", "in all", "each 1,000", "ratio", "at most"), rows)


def align_and_tell(count: int) -> tuple[int, float, float]:
    """Align texts of so many Chinese sentences: English ones, and the seconds and megabytes it took, the
    dictionary loaded before."""
    chinese, english = made_text(count)
    load_dictionary()
    begun = time.perf_counter()
    align_segments(chinese, english)
    return len(english), time.perf_counter() - begun, peak_megabytes()
