"""What is loaded before the first page: whoever begins to read waits for all of it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from parallelreader.paths import resource

pytestmark = pytest.mark.gui

# A ratchet: it may be lowered. What is needed later belongs into ``ui/later.py``.
_MOST_MODULES = 245
_SCRIPT = """
import atexit, sys
atexit.register(lambda: print("loaded", *sys.modules))
from bench.reader_window import _run_and_listen, command_line, program
command_line.run = _run_and_listen
sys.exit(program.main())
"""


def test_the_first_page_loads_no_more_than_it_needs(tmp_path: Path):
    arguments = ["--data-dir", str(tmp_path), "open", str(resource("samples"))]
    paths = [str(Path(__file__).parents[1]), *filter(None, [os.environ.get("PYTHONPATH")])]

    result = subprocess.run(
        [sys.executable, "-c", _SCRIPT, *arguments],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )

    said = dict(line.partition(" ")[::2] for line in result.stdout.splitlines())
    loaded = said["loaded"].split()
    assert "painted" in said, result.stderr
    assert len([name for name in loaded if name.startswith("parallelreader")]) <= _MOST_MODULES
    heavy = {
        "numpy",
        "rjieba",
        "pypinyin",
        "opencc",
        "lxml",
        "subprocess",
        "parallelreader.app.words.text_words",
    }
    assert heavy.isdisjoint(loaded)
