"""``parallelreader open``: asks for the window on a corpus or on files.

Opening it is left to ``__main__``, since nothing here may know of the window.
"""

import argparse
from pathlib import Path

from parallelreader.app.library import open_cache, open_corpus
from parallelreader.cli.context import Context, OpenWindow
from parallelreader.core.errors import FileProblem

_EXAMPLE = 'example:\n  parallelreader open "My corpus"\n  parallelreader open story.txt translation.txt'


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = _EXAMPLE
    parser.add_argument("paths", nargs="+", type=Path, metavar="CORPUS | FILE", help="what to open")


def run(arguments: argparse.Namespace, context: Context) -> OpenWindow:
    paths: list[Path] = arguments.paths
    if len(paths) == 1 and (paths[0].is_dir() or paths[0].name == "corpus.yaml"):
        # What it says is kept for the window, which reads it next.
        corpus = open_corpus(paths[0], cache=open_cache(context.folders))
        return OpenWindow(context.folders, corpus=corpus.folder)
    for path in paths:
        if path.is_dir():
            raise FileProblem(
                "This is a folder", where=path, mend="Open one corpus at a time, or name the files in it."
            )
        if not path.exists():
            raise FileProblem("There is no such file or folder", where=path, mend="Correct the path.")
    return OpenWindow(context.folders, files=tuple(path.absolute() for path in paths))
