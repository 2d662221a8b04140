"""Runs the measurements one after the other, each in a process of its own, and prints what they say.

Only those of a quick run, whose figures nobody quotes, share one.
"""

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from bench import (
    alignment,
    bundling,
    cards,
    carrying,
    chapters,
    checking,
    concordance,
    exchanging,
    export,
    following,
    lettering,
    lighting,
    linking,
    looking_up,
    matrix_view,
    memories,
    memory,
    occurrences,
    painting,
    pointing,
    renderings,
    scale,
    scale_reading,
    searching,
    shelf,
    stalls,
    start,
    subtitles,
    suggesting,
    words,
)
from bench.setting import Setting, child_variables

Measure = Callable[[Setting], list[str]]

SECTIONS: dict[str, tuple[str, Measure]] = {
    "start": ("From start to the first painted page", start.measure),
    "painting": ("A page of both languages painted from nothing", painting.measure),
    "lettering": ("Chinese with readings, word colours and in another script", lettering.measure),
    "reading": ("Reading at any length", scale_reading.measure),
    "following": ("Distance of partner sentences at the reading line while scrolling", following.measure),
    "alignment": ("Alignment against texts aligned by hand", alignment.measure),
    "chapters": ("Alignment chapter by chapter", chapters.measure),
    "scale": ("Alignment of longer and longer texts", scale.measure),
    "links": ("Links between the words of a pair", linking.measure),
    "import": ("Translation memories read", memories.measure),
    "subtitles": ("Subtitles of a film paired by time", subtitles.measure),
    "shelf": ("A shelf of documents aligned at once, and a warm aligner", shelf.measure),
    "words": ("Chinese words cut and read", words.measure),
    "cards": ("Cards of words", cards.measure),
    "dictionaries": ("Dictionaries made and asked", looking_up.measure),
    "carrying": ("Notes carried into edited texts", carrying.measure),
    "pointing": ("Words that light up", pointing.measure),
    "concordance": ("A hundred thousand hits in context", concordance.measure),
    "occurrences": ("Where ten thousand terms stand in a hundred thousand pairs", occurrences.measure),
    "lighting": ("Terms lit in the text", lighting.measure),
    "matrix": ("The matrix of a term with 5,000 occurrences on screen", matrix_view.measure),
    "renderings": ("How versions render a term, in all its places", renderings.measure),
    "suggestions": ("Terms suggested", suggesting.measure),
    "checks": ("Terms, numbers and passages checked", checking.measure),
    "search": ("The first fifty hits of a search", searching.measure),
    "memory": ("Memory of the open window", memory.measure),
    "export": ("Pairs a second that go out in each format", export.measure),
    "exchange": ("Terms, notes and pairs out to other programs and in again", exchanging.measure),
    "bundle": ("Bundles written, read and merged", bundling.measure),
    "stalls": ("Longest time the window did not answer", stalls.measure),
}


def main(arguments: Sequence[str]) -> int:
    """Print the sections asked for; 1 where one of them could not be measured."""
    parser = argparse.ArgumentParser(prog="run.py", description=main.__doc__)
    parser.add_argument("--only", nargs="+", choices=SECTIONS, metavar="NAME", help=", ".join(SECTIONS))
    parser.add_argument(
        "--quick", action="store_true", help="tiny sizes: shows that it runs, no figures to quote"
    )
    parser.add_argument("--cache", type=Path, help="begin with what lies in this cache folder")
    parser.add_argument("--inside", type=Path, help=argparse.SUPPRESS)
    parsed = parser.parse_args(arguments)
    wanted = parsed.only or list(SECTIONS)
    if parsed.inside is not None:
        setting = Setting.quick(parsed.inside) if parsed.quick else Setting(parsed.inside)
        for name in wanted:
            _measure(name, setting)
        return 0
    print(_circumstances(), flush=True)
    with tempfile.TemporaryDirectory(prefix="parallelreader-bench-") as scratch:
        if parsed.cache is not None:
            shutil.copytree(parsed.cache, Setting(Path(scratch)).folders("any").cache)
        together = [wanted] if parsed.quick else [[name] for name in wanted]
        return max(_run(names, scratch, quick=parsed.quick) for names in together)


def _run(names: Sequence[str], scratch: str, *, quick: bool) -> int:
    command = [sys.executable, "-m", "bench.report", "--inside", scratch, "--only", *names]
    result = subprocess.run(command + ["--quick"] * quick, env=child_variables(), check=False)
    if result.returncode:
        print(f"  not measured: the process ended with code {result.returncode}", flush=True)
    return int(result.returncode != 0)


def _measure(name: str, setting: Setting) -> None:
    title, measure = SECTIONS[name]
    print(f"\n{title}  ({name})", flush=True)
    begun = time.monotonic()
    for line in measure(setting):
        print(f"  {line}")
    print(f"  [{time.monotonic() - begun:.0f} s]", flush=True)


def _circumstances() -> str:
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return f"Python {platform.python_version()}, {platform.system()}, {os.cpu_count()} processors{load}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
