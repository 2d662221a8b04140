"""Print how the reader performs, in figures and ratios of one run; nothing here passes or fails.

Only finds the Python that has the project in it; what is measured, and how, stands in ``report``.
"""

import importlib.util
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TESTS = ROOT / "tests"
_NO_PYTHON = """\
The project is not installed: there is no .venv in {root}.
Make it with `python3 packaging/test.py`, or without running the tests:
  python3 -m venv .venv && .venv/bin/python -m pip install -e ".[dev]"
Then run this again."""


def main(arguments: Sequence[str]) -> int:
    """Measure what is asked for, everything by default; give the exit code."""
    python = find_python(ROOT)
    if python is None:
        print(_NO_PYTHON.format(root=ROOT), file=sys.stderr)
        return 1
    paths = [str(TESTS), *filter(None, [os.environ.get("PYTHONPATH")])]
    variables = {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
    command = [str(python), "-m", "bench.report", *arguments]
    try:
        return subprocess.run(command, env=variables, check=False).returncode
    except KeyboardInterrupt:
        return 130


def find_python(root: Path) -> Path | None:
    """The checkout's own interpreter, else this one where it has the project, else None."""
    own = root.joinpath(".venv", *(("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")))
    if own.is_file():
        return own
    has_project = all(importlib.util.find_spec(name) for name in ("parallelreader", "PySide6"))
    return Path(sys.executable) if has_project else None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
