"""What every format that can be imported says of itself, so that one more of them is a module of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from parallelreader.core.incoming import Incoming


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What somebody said of a file: its ``encoding``, empty to find it out; its ``language``, zh or en,
    empty to guess."""

    encoding: str = ""
    language: str = ""


ReadFile = Callable[[Path, ReadOptions], Incoming]
"""Reads a file, or as much of one as tells that it can be read; raises FileProblem with the part and line
that is wrong, and what to do."""

Likeness = Callable[[bytes, Path], float]
"""From 0 (it is none) to 1 (it is one) by the first 64 KiB of a file, whatever its name ends in."""


def nothing_beside(_path: Path) -> tuple[Path, ...]:
    """Of formats whose files have all of their words in them."""
    return ()


@dataclass(frozen=True, slots=True)
class ImportFormat:
    """``name`` as people call it; ``extensions`` in lower case with their dot, the usual one first.
    ``beside`` names the other files that the words of one stand in; it may raise FileProblem.

    A file is read in the format its bytes are most like; among equals, in the one its extension names.
    """

    name: str
    extensions: tuple[str, ...]
    read: ReadFile
    likeness: Likeness
    beside: Callable[[Path], tuple[Path, ...]] = nothing_beside
