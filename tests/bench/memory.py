"""What memory the open window holds after some reading, beside a bare window with the same text.

Each figure comes from a process of its own, run as ``python -m bench.memory SCRATCH CORPUS``.
"""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from bench.figures import table
from bench.opened import opened_window
from bench.resident import resident_megabytes
from bench.setting import SAMPLES, Setting, child_variables
from bench.start import BARE
from bench.texts import long_corpus

_PAGES_READ = 300


def measure(setting: Setting) -> list[str]:
    """The lines to print."""
    long = long_corpus(setting, setting.long)
    figures = {"bare window, two text edits": _said([*BARE, "--memory"])}
    for name, corpus in (("reader, bundled sample", SAMPLES), (f"reader, {setting.long:,} pairs", long)):
        figures[name] = _said(["bench.memory", str(setting.scratch), str(corpus)])
    bare = figures["bare window, two text edits"]
    rows = [(name, f"{megabytes:.0f} MB", f"{megabytes / bare:.2f}") for name, megabytes in figures.items()]
    return table(("resident set after reading through it", "", "ratio"), rows)


def _said(command: Sequence[str]) -> float:
    """The last line that a module prints, as a number."""
    done = subprocess.run(
        [sys.executable, "-m", *command],
        env=child_variables(),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return float(done.stdout.split()[-1])


def read_and_tell(setting: Setting, corpus: Path) -> float:
    """Open a corpus, read on in each of its documents with the dictionary loaded, and give the megabytes."""
    with opened_window(setting.folders(f"memory-{corpus.name}")) as window:
        window.open(corpus)
        window.load_dictionary()
        window.settle()
        opened = window.desk.session.corpus
        assert opened is not None
        for document in opened.documents:
            window.open(corpus, document.id)
            window.read_through(_PAGES_READ)
        return resident_megabytes()


if __name__ == "__main__":
    print(read_and_tell(Setting(Path(sys.argv[1])), Path(sys.argv[2])))
