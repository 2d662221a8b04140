"""``parallelreader screenshot``: asks for a picture of the window.

Drawing it is left to ``__main__``, since nothing here may know of the window.
"""

import argparse
import re
from pathlib import Path

from parallelreader.app.library import open_corpus
from parallelreader.app.reading.layout import Layout
from parallelreader.app.reading.lettering import PinyinMode, ToneColours
from parallelreader.app.screenshot_request import PanelName, ScreenshotRequest
from parallelreader.app.themes import ThemeName
from parallelreader.cli.context import Context
from parallelreader.core.errors import CorpusProblem
from parallelreader.core.language.conversion import Script
from parallelreader.core.words.pinyin import Notation

_EXAMPLE = 'example:\n  parallelreader screenshot "My corpus" page.png --layout rows --theme dark --at 3.2'
_SIZE = re.compile(r"(\d{3,4})x(\d{3,4})")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = _EXAMPLE
    parser.add_argument("corpus", type=Path, metavar="CORPUS")
    parser.add_argument("out", type=Path, metavar="OUT.png")
    parser.add_argument("--document", default="", metavar="ID", help="the first one, otherwise")
    parser.add_argument(
        "--versions", default="", metavar="ID,ID", help="which versions, from left to right, with commas"
    )
    parser.add_argument(
        "--hide", default="", metavar="ID,ID", help="versions to be covered, to be read without"
    )
    parser.add_argument("--layout", choices=[each.value for each in Layout], default=Layout.PANES)
    parser.add_argument("--theme", choices=[each.value for each in ThemeName], default=ThemeName.LIGHT)
    parser.add_argument("--pinyin", choices=[each.value for each in PinyinMode], default=PinyinMode.OFF)
    parser.add_argument(
        "--notation",
        choices=[each.value for each in Notation],
        default=Notation.MARKS,
        help="pinyin with tone marks or numbers, or zhuyin",
    )
    parser.add_argument(
        "--tones",
        choices=[each.value for each in ToneColours],
        default=ToneColours.OFF,
        help="the colours of tones",
    )
    parser.add_argument(
        "--script",
        choices=[each.value for each in Script],
        default=Script.AS_WRITTEN,
        help="in which characters Chinese is shown",
    )
    parser.add_argument("--size", type=_size, default=(1440, 900), metavar="1440x900", help="in pixels")
    parser.add_argument("--at", metavar="SEGMENT", type=_segment, help="3.2, or 14 from zero")
    parser.add_argument("--panel", choices=[each.value for each in PanelName])
    parser.add_argument(
        "--query", default="", metavar="WORDS", help="for --panel search, terms or dictionary"
    )
    parser.set_defaults(check_usage=_check_usage)


def run(arguments: argparse.Namespace, context: Context) -> ScreenshotRequest:
    corpus = open_corpus(arguments.corpus)
    versions, hidden = _names(arguments.versions), _names(arguments.hide)
    if not corpus.documents:
        raise CorpusProblem("The corpus has no documents yet", where=corpus.folder, mend="Import some first.")
    document = corpus.document(arguments.document) if arguments.document else corpus.documents[0]
    known = [version.id for version in document.versions]
    for version in (*versions, *hidden):
        if version not in known:
            raise CorpusProblem(
                f"Document {document.id} has no version {version}",
                where=corpus.folder,
                mend=f"It has: {', '.join(known)}.",
            )
    return ScreenshotRequest(
        corpus=corpus.folder,
        out=arguments.out.absolute(),
        document=document.id,
        versions=versions,
        hidden=hidden,
        layout=Layout(arguments.layout),
        theme=ThemeName(arguments.theme),
        pinyin=PinyinMode(arguments.pinyin),
        notation=Notation(arguments.notation),
        tones=ToneColours(arguments.tones),
        script=Script(arguments.script),
        size=arguments.size,
        at=arguments.at or "",
        panel=PanelName(arguments.panel) if arguments.panel else None,
        query=arguments.query,
        folders=context.folders if context.has_own_folders else None,
    )


def _check_usage(arguments: argparse.Namespace) -> str:
    has_field = arguments.panel in (PanelName.SEARCH, PanelName.TERMS, PanelName.DICTIONARY)
    if arguments.query and not has_field:
        return "--query goes with --panel search, terms or dictionary"
    return ""


def _size(words: str) -> tuple[int, int]:
    match = _SIZE.fullmatch(words)
    if match is None:
        raise argparse.ArgumentTypeError(f"{words} is not a size such as 1440x900")
    return int(match[1]), int(match[2])


def _segment(words: str) -> str:
    if not re.fullmatch(r"\d+(\.\d+)?", words):
        raise argparse.ArgumentTypeError(f"{words} is not a segment such as 3.2, or 14 counted from zero")
    return words


def _names(words: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in words.split(",") if name.strip())
