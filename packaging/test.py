"""Make `.venv` ready and run every check: ruff, mypy and all tests; exit code 0 only if all of them pass.

Everything after the script's name goes to pytest: test.py -k alignment.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - an older Python must still be able to read this far
    sys.exit(
        "Parallel Reader needs Python 3.11 or later; this is Python %d.%d. "  # noqa: UP031
        "Install a newer one from python.org or your system's packages, and run this with it."
        % sys.version_info[:2]
    )

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import environment


def main(arguments: Sequence[str]) -> int:
    """Run the checks one after the other, also after one has failed; 0 if all passed."""
    try:
        python = environment.ensure(dev=True)
    except environment.SetupFailed as problem:
        print(problem, file=sys.stderr)
        return 1
    variables = check_variables(plain=environment.in_ci())
    results = [_run(name, command, variables) for name, command in checks(python, arguments)]
    print("\n" + "\n".join(line for line, _ in results), flush=True)
    return 0 if all(passed for _, passed in results) else 1


def checks(python: Path, arguments: Sequence[str]) -> list[tuple[str, list[str]]]:
    """What is run, by name and in order."""
    return [
        ("ruff check", [str(python), "-m", "ruff", "check", "."]),
        ("ruff format", [str(python), "-m", "ruff", "format", "--check", "."]),
        ("mypy", [str(python), "-m", "mypy"]),
        # One more at once than there are processors, since they wait a third of their time for timers and
        # processes; each with tests that follow each other, for what those of one file share. Who is through
        # takes some of what another has left: none ends long after the rest.
        ("pytest", [str(python), "-m", "pytest", "-n", workers(), "--dist", "worksteal", *arguments]),
    ]


def workers() -> str:
    """How many processes share the tests."""
    return str((os.cpu_count() or 1) + 1)


def check_variables(*, plain: bool) -> dict[str, str]:
    """The variables of the checks: no display, and no colours where ``plain``."""
    colourless = {"NO_COLOR": "1", "PY_COLORS": "0", "TERM": "dumb"} if plain else {}
    variables = environment.child_environment(QT_QPA_PLATFORM="offscreen", **colourless)
    # The tests start the program a few hundred times; where nothing may be compiled beside the source, it is
    # elsewhere, or every start would compile all of it for some seconds.
    if variables.pop("PYTHONDONTWRITEBYTECODE", ""):
        variables.setdefault("PYTHONPYCACHEPREFIX", str(environment.ROOT / ".venv" / "compiled"))
    return variables


def _run(name: str, command: Sequence[str], variables: Mapping[str, str]) -> tuple[str, bool]:
    """Run one check; a line for the summary and whether it passed."""
    print(f"\n== {name}: {' '.join(['python', *command[1:]])}", flush=True)
    start = time.monotonic()
    code = subprocess.run(list(command), cwd=environment.ROOT, env=dict(variables), check=False).returncode
    verdict = "passed" if code == 0 else f"FAILED with code {code}"
    return f"{name}: {verdict}, {time.monotonic() - start:.1f} s", code == 0


if __name__ == "__main__":
    sys.exit(environment.exit_code(main, sys.argv[1:]))
