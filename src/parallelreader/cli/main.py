"""The command line: finds the subcommand, loads no other, and turns what goes wrong into exit codes.

The window is opened by ``__main__``, which gets a request for it instead of an exit code.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from parallelreader import __version__
from parallelreader.app.handing.pdf_request import PdfRequest
from parallelreader.app.screenshot_request import ScreenshotRequest
from parallelreader.cli.context import Context, OpenWindow, common_options
from parallelreader.cli.interrupts import interruptible
from parallelreader.cli.terminal import interrupted, let_go_of_output, prepare_streams, refuse
from parallelreader.core.errors import Cancelled, UserError
from parallelreader.paths import UserFolders

DONE, WRONG_USAGE = 0, 2

Outcome = int | OpenWindow | ScreenshotRequest | PdfRequest
"""An exit code, or what only a window can do."""

_COMMANDS = {
    "open": ("opening", "open the window on a corpus, or on files to import"),
    "import": ("importing", "make a corpus of books, pages, subtitles or pairs, or add to one"),
    "align": ("aligning", "align two texts, or what is not yet aligned in a corpus"),
    "link-words": ("linking", "link the words of pairs that are tokenised already"),
    "search": ("searching", "find Chinese in either script, pinyin or English"),
    "renderings": ("renderings", "how every version renders a Chinese term"),
    "terms": ("terms", "list, add, change, remove and merge the terms of a corpus"),
    "concordance": ("concordance", "hits in their contexts, sorted, grouped, counted with their neighbours"),
    "export": ("exporting", "write every version beside its source"),
    "notes": ("notes", "export notes and highlights"),
    "tags": ("tags", "tags on notes, all places of a term at once, comments on pairs, the review queue"),
    "library": ("library", "list, tag, collect, rename, move and remove what the library holds"),
    "look-up": ("looking_up", "look a word up: Chinese in either script, pinyin or English"),
    "words": ("words", "what you know of words: statuses, kept words, reviews, lists in and out"),
    "dictionaries": ("dictionaries", "list, import, remove, order and switch dictionaries"),
    "bundle": ("bundle", "all that was made of a corpus as one file: write, merge, restore"),
    "check": ("checking", "is a corpus, or the store of your notes, sound?"),
    "screenshot": ("screenshot", "draw the reading window into a PNG file"),
}
_VALUE_OPTIONS = {"--data-dir"}
_HELP = {"-h", "--help"}
_EXAMPLES = """\
examples:
  parallelreader import page.txt other-translation.txt --into "My corpus"
  parallelreader open "My corpus"
  parallelreader COMMAND --help"""


def run(arguments: Sequence[str] | None = None) -> Outcome:
    """Do what the arguments say and give the exit code, or what the window is wanted for."""
    prepare_streams()
    argv = list(sys.argv[1:] if arguments is None else arguments)
    word = _command_in(argv)
    command = word if word in _COMMANDS else None
    try:
        parser, sub = _parsers(command, names_all=word != command or not _HELP.isdisjoint(argv))
        parsed = parser.parse_args(argv)
        fault = parsed.check_usage(parsed) if hasattr(parsed, "check_usage") else ""
        if fault:
            sub.error(fault)
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else WRONG_USAGE
    context = _context(parsed)
    if command is None:
        return OpenWindow(context.folders)
    try:
        with interruptible():
            return _run_command(command, parsed, context)
    except UserError as problem:
        context.progress.clear()
        return refuse(problem)
    except (KeyboardInterrupt, Cancelled):
        context.progress.clear()
        return interrupted()
    except BrokenPipeError:
        # Whoever was reading has seen enough.
        let_go_of_output()
        return DONE
    except OSError as error:
        context.progress.clear()
        return refuse(_out_of_reach(error))


def _out_of_reach(error: OSError) -> UserError:
    """The message for what the system refuses already when asked whether it is there."""
    return UserError(
        f"The system does not let this be reached: {error.strerror or error}",
        where=os.fsdecode(error.filename) if isinstance(error.filename, (str, bytes)) else None,
        mend="Correct the path, or give yourself the right to go there.",
    )


def _run_command(command: str, parsed: argparse.Namespace, context: Context) -> Outcome:
    module = import_module(f"parallelreader.cli.{_COMMANDS[command][0]}")
    result: Outcome = module.run(parsed, context)
    return result


def _command_in(argv: Sequence[str]) -> str | None:
    """The word where the subcommand stands, so that only its own module is loaded; None without any."""
    skip = False
    for word in argv:
        if skip:
            skip = False
        elif word in _VALUE_OPTIONS:
            skip = True
        elif not word.startswith("-"):
            return word
    return None


def _parsers(
    command: str | None, *, names_all: bool
) -> tuple[argparse.ArgumentParser, argparse.ArgumentParser]:
    """The whole parser, and that of the subcommand (the whole one again where there is none).

    The other subcommands take a third of the time that a start of the program has for its arguments: the
    parser knows them only with ``names_all``, for its help and for what is none of them.
    """
    common = common_options()
    parser = argparse.ArgumentParser(
        prog="parallelreader",
        description="Read Chinese and English side by side. Without a command, the window opens.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[common],
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"parallelreader {__version__}")
    chosen = parser
    commands = parser.add_subparsers(title="commands", dest="command", metavar="COMMAND")
    for name, (module, summary) in _COMMANDS.items():
        if name != command and not names_all:
            continue
        sub = commands.add_parser(
            name,
            help=summary,
            description=f"{summary[0].upper()}{summary[1:]}{'' if summary.endswith('?') else '.'}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
            parents=[common],
            allow_abbrev=False,
        )
        sub.add_argument("--version", action="version", version=f"parallelreader {__version__}")
        if name == command:
            import_module(f"parallelreader.cli.{module}").add_arguments(sub)
            chosen = sub
    return parser, chosen


def _context(parsed: argparse.Namespace) -> Context:
    data_dir: Path | None = getattr(parsed, "data_dir", None)
    folders = UserFolders.standard() if data_dir is None else UserFolders.under(data_dir.absolute())
    return Context(folders, data_dir is not None, getattr(parsed, "json", False))
