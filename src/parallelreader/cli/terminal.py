"""Where the command line's words go: data to standard output or a file, messages to standard error.

What is said is the business of the subcommands.
"""

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from parallelreader.cli.interrupts import INTERRUPTED
from parallelreader.core.errors import UserError, WriteProblem

SECONDS_TO_WRITE = 60.0
"""How long a command waits until what it did is on disk; only then it says what it did."""

_SECONDS_BETWEEN_REPORTS = 0.1


def counted(count: int, noun: str) -> str:
    """``1 word``, ``2 words``."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


class TerminalProgress:
    """One line on standard error that says how far a task is; silent where nobody is looking at it."""

    def __init__(self) -> None:
        self._is_shown = sys.stderr.isatty()
        self._last = 0.0
        self._width = 0

    def step(self, done: int, total: int, text: str = "") -> None:
        now = time.monotonic()
        if not self._is_shown or now - self._last < _SECONDS_BETWEEN_REPORTS:
            return
        self._last = now
        share = f"{100 * done // total} %" if total else ""
        line = f"{text} {share}".strip()
        print(f"\r{line:<{self._width}}", end="", file=sys.stderr, flush=True)
        self._width = len(line)

    def clear(self) -> None:
        """Take the line away, before anything else is said."""
        if self._width:
            print(f"\r{'':<{self._width}}\r", end="", file=sys.stderr, flush=True)
            self._width = 0


def prepare_streams() -> None:
    """Have both streams take any character with newlines as they are, whatever the platform prefers."""
    if sys.stderr is None:
        # Closed, or started without a terminal as on Windows: what is said must not go elsewhere.
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - it stays open to the end
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def say(words: str) -> None:
    """A message for the person, on standard error; nothing is amiss where nobody can read it."""
    with contextlib.suppress(OSError):
        print(words, file=sys.stderr, flush=True)


def refuse(problem: UserError) -> int:
    """Tell what was wrong with the input; gives the exit code for it."""
    say(f"parallelreader: {problem}")
    return 1


def interrupted() -> int:
    """Tell that the person ended it; gives the exit code for it."""
    say("parallelreader: interrupted; nothing was left half-written.")
    return INTERRUPTED


def let_go_of_output() -> None:
    """Send what is still on its way to standard output nowhere: Python would complain of it once more."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def input_lines() -> Iterator[str]:
    """The lines of standard input, without their ends. Raises UserError where it is not UTF-8."""
    if sys.stdin is None:
        raise UserError("Standard input is closed", mend="Name a file, or pipe something in.")
    for number, line in enumerate(sys.stdin.buffer, 1):
        try:
            yield line.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
        except UnicodeDecodeError as error:
            raise UserError(
                "This is not UTF-8",
                where="Standard input",
                line=number,
                mend="Name the file: its encoding is found out.",
            ) from error


@contextlib.contextmanager
def output(file: Path | None = None) -> Iterator[TextIO]:
    """Standard output, or ``file``, which is there with all its content or as it was before.

    Raises WriteProblem, and BrokenPipeError where whoever reads standard output has gone.
    """
    if file is None:
        with _standard_output() as stream:
            yield stream
        return
    if file.exists() and not file.is_file():
        # A device or a pipe is written to as it is; a folder says so itself.
        with _explained(file), file.open("w", encoding="utf-8", newline="\n") as stream:
            yield stream
        return
    part = file.with_name(f".{file.name[:80]}.{os.urandom(4).hex()}.part")
    try:
        with _explained(file):
            with part.open("x", encoding="utf-8", newline="\n") as stream:
                yield stream
            os.replace(part, file)
    finally:
        with contextlib.suppress(OSError):
            part.unlink()


@contextlib.contextmanager
def _standard_output() -> Iterator[TextIO]:
    if sys.stdout is None:
        raise WriteProblem("Standard output is closed", mend="Name a file with -o, or redirect it.")
    try:
        yield sys.stdout
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        let_go_of_output()
        raise WriteProblem(
            f"Standard output cannot be written: {error.strerror or error}",
            mend="Make room where it goes, or send it elsewhere.",
        ) from error


@contextlib.contextmanager
def _explained(file: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise WriteProblem(
            f"The file cannot be written: {error.strerror or error}",
            where=file,
            mend="Name another file with -o.",
        ) from error
