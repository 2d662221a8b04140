"""Where the command line's words go: data to standard output or a file, messages to standard error.

What is said is the business of the subcommands.
"""

import contextlib
import os
import secrets
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from parallelreader.core.errors import UserError, WriteProblem

_SECONDS_BETWEEN_REPORTS = 0.1


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


def use_utf8() -> None:
    """Have both streams take any character with newlines as they are, whatever the platform prefers."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def say(words: str) -> None:
    """A message for the person, on standard error."""
    print(words, file=sys.stderr)


def refuse(problem: UserError) -> int:
    """Tell what was wrong with the input; gives the exit code for it."""
    say(f"parallelreader: {problem}")
    return 1


@contextlib.contextmanager
def output(file: Path | None) -> Iterator[TextIO]:
    """Standard output, or ``file``, which is there with all its content or as it was before.

    Raises WriteProblem.
    """
    if file is None:
        yield sys.stdout
        sys.stdout.flush()
        return
    if file.exists() and not file.is_file():
        # A device or a pipe is written to as it is; a folder says so itself.
        with _explained(file), file.open("w", encoding="utf-8", newline="\n") as stream:
            yield stream
        return
    part = file.with_name(f".{file.name[:80]}.{secrets.token_hex(4)}.part")
    try:
        with _explained(file):
            with part.open("x", encoding="utf-8", newline="\n") as stream:
                yield stream
            os.replace(part, file)
    finally:
        with contextlib.suppress(OSError):
            part.unlink()


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
