"""What every subcommand is told besides its own arguments.

Reading the arguments is left to ``main``.
"""

import argparse
from dataclasses import field
from pathlib import Path

from parallelreader.cli.terminal import TerminalProgress
from parallelreader.core.values import dataclass
from parallelreader.paths import UserFolders


@dataclass(frozen=True, slots=True)
class Context:
    """``folders`` are the user's own; ``has_own_folders`` says that they were named with --data-dir."""

    folders: UserFolders
    has_own_folders: bool
    is_json: bool
    progress: TerminalProgress = field(default_factory=TerminalProgress)


@dataclass(frozen=True, slots=True)
class OpenWindow:
    """The person wants the reading window: on a corpus, on files to import, or where they left off."""

    folders: UserFolders
    corpus: Path | None = None
    files: tuple[Path, ...] = ()


def common_options() -> argparse.ArgumentParser:
    """The options that stand before or after any subcommand, and after those of its own."""
    options = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    options.add_argument("--data-dir", type=Path, metavar="DIR", help="keep notes, settings and caches there")
    options.add_argument("--json", action="store_true", help="one JSON object a line, where there is data")
    return options
