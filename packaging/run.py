"""Make `.venv` ready and open Parallel Reader, by default on the bundled sample.

What follows the script goes to `parallelreader`: run.py open FOLDER, run.py import FILE --into DIR.
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
from collections.abc import Mapping, Sequence
from pathlib import Path

import environment

SAMPLES = environment.ROOT / "resources" / "samples"
PICTURE = environment.ROOT / "build" / "window.png"


def main(arguments: Sequence[str]) -> int:
    """Start the program; its exit code."""
    try:
        python = environment.ensure()
    except environment.SetupFailed as problem:
        print(problem, file=sys.stderr)
        return 1
    wanted = with_sample(arguments)
    variables = environment.child_environment()
    if needs_window(wanted) and not has_display(os.environ, sys.platform):
        return _draw(python, wanted, variables)
    return _become([str(python), "-m", "parallelreader", *wanted], variables)


def has_display(variables: Mapping[str, str], system: str) -> bool:
    """Whether a window can be opened: always outside Linux, and where Qt was told which platform to use."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not system.startswith("linux") or any(variables.get(name) for name in names)


def with_sample(arguments: Sequence[str]) -> list[str]:
    """The call as given, or on the bundled sample where it names nothing to do."""
    if _command_place(arguments) is None and not _asks_for_words(arguments):
        return [*arguments, "open", str(SAMPLES)]
    return list(arguments)


def needs_window(arguments: Sequence[str]) -> bool:
    """Whether the call opens the window rather than a command or a help text."""
    place = _command_place(arguments)
    return place is not None and arguments[place] == "open" and not _asks_for_words(arguments)


def screenshot_arguments(arguments: Sequence[str], picture: Path) -> list[str]:
    """The call that draws into ``picture`` what ``arguments`` would have shown in a window."""
    turned = list(arguments)
    place = _command_place(arguments)
    if place is not None:
        turned[place] = "screenshot"
    return [*turned, str(picture)]


def _command_place(arguments: Sequence[str]) -> int | None:
    """Where the subcommand stands; the folder after --data-dir is none."""
    for place, argument in enumerate(arguments):
        if not argument.startswith("-") and (place == 0 or arguments[place - 1] != "--data-dir"):
            return place
    return None


def _asks_for_words(arguments: Sequence[str]) -> bool:
    return any(argument in ("-h", "--help", "--version") for argument in arguments)


def _names_files(arguments: Sequence[str]) -> bool:
    """Whether the window would show files to import, of which there is no picture."""
    return any(Path(argument).is_file() and Path(argument).name != "corpus.yaml" for argument in arguments)


def _draw(python: Path, arguments: Sequence[str], variables: Mapping[str, str]) -> int:
    print("There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window can open.")
    if _names_files(arguments):
        print("To import without one, type: run.py import FILE... --into FOLDER", file=sys.stderr)
        return 1
    print("Drawing the same window into a picture instead.", flush=True)
    PICTURE.parent.mkdir(exist_ok=True)
    command = [str(python), "-m", "parallelreader", *screenshot_arguments(arguments, PICTURE)]
    code = subprocess.run(command, env={**variables, "QT_QPA_PLATFORM": "offscreen"}, check=False).returncode
    if code == 0:
        print(f"The window was drawn to {PICTURE}")
    return code


def _become(command: Sequence[str], variables: Mapping[str, str]) -> int:
    """Hand this process over where the system can; signals and exit codes then need no passing on."""
    if os.name == "posix":
        sys.stdout.flush()
        os.execve(command[0], list(command), dict(variables))
    return subprocess.run(list(command), env=dict(variables), check=False).returncode


if __name__ == "__main__":
    sys.exit(environment.exit_code(main, sys.argv[1:]))
