"""The part of ``parallelreader words`` that cuts text into words and reads them."""

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from parallelreader.app.source_text import read_source
from parallelreader.app.words.stored_words import stored_words
from parallelreader.app.words.text_words import TextWord
from parallelreader.cli.argument_kinds import plain_text
from parallelreader.cli.context import Context
from parallelreader.cli.terminal import input_lines, output
from parallelreader.core.language import splitter
from parallelreader.core.text import Span, Text, split_content
from parallelreader.core.words.pinyin import Notation

_FORMS = ("words", "spaced", "pinyin")
_EXAMPLE = """\
What is cut is TEXT, each one a paragraph; or a FILE of any kind that can be imported; or else standard
input, in UTF-8. Corrections hold here too. With --json each word has its paragraph, counted from 0, and
where it stands in it, in characters from 0.

examples:
  parallelreader words cut 银行的行长很高兴。
  parallelreader words cut --file chapter.txt --notation numbers --json
  parallelreader words cut --file chapter.txt --as spaced -o chapter-in-words.txt
  parallelreader words cut --as pinyin < chapter.txt"""


def add_cut(parser: argparse.ArgumentParser) -> None:
    parser.epilog = _EXAMPLE
    parser.add_argument("text", type=plain_text, nargs="*", metavar="TEXT", help="standard input without one")
    parser.add_argument("--file", type=Path, metavar="FILE", help="cut what stands in it")
    parser.add_argument(
        "--notation", choices=[each.value for each in Notation], default=Notation.MARKS.value, metavar="N",
        help=", ".join(Notation),
    )  # fmt: skip
    parser.add_argument(
        "--as", dest="form", choices=_FORMS, default=_FORMS[0], metavar="FORM",
        help="words: one a line; spaced: the text with its words apart; pinyin: the text read",
    )  # fmt: skip
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="instead of standard output")


def check_usage(arguments: argparse.Namespace) -> str:
    """What is wrong with how cutting was called for; empty where nothing is."""
    if arguments.action != "cut":
        return ""
    return "name a text or a file, not both" if arguments.file and arguments.text else ""


def cut(arguments: argparse.Namespace, context: Context) -> int:
    """Print the words of a text with their readings. Raises UserError."""
    given: Iterable[str] = arguments.text or input_lines()
    if arguments.file:
        given = read_source(arguments.file).text.split("\n")
    words = stored_words(context.folders)
    words.load(context.progress)
    context.progress.clear()
    notation = Notation(arguments.notation)
    with output(arguments.output) as out:
        for number, paragraph in enumerate(given):
            # Not as a corpus has it: places are those of what was given, white space and all.
            text = Text(paragraph, split_content(paragraph, splitter("zh")))
            found = words.words_in(text, Span(0, len(text.content)))
            if context.is_json:
                out.writelines(_json_of(word, number, notation) for word in found)
            elif arguments.form == "words":
                out.writelines(f"{word.word}\t{word.written(notation)}\n" for word in found)
            else:
                is_read = arguments.form == "pinyin"
                pieces = [(word.span, (is_read and word.written(notation)) or word.word) for word in found]
                out.write("".join(_apart(text.content[:], pieces)) + "\n")
    return 0


def _json_of(word: TextWord, paragraph: int, notation: Notation) -> str:
    fields = {
        "word": word.word,
        "key": word.key,
        "pinyin": word.written(notation),
        "paragraph": paragraph,
        "span": [word.span.start, word.span.end],
    }
    return json.dumps(fields, ensure_ascii=False) + "\n"


def _apart(text: str, words: Sequence[tuple[Span, str]]) -> Iterator[str]:
    """The text with its words so written, and a space where they would run together."""
    end = 0
    for span, written in (*words, (Span(len(text), len(text)), "")):
        for start, piece in ((end, text[end : span.start]), (span.start, written)):
            if piece and start and text[start - 1 : start + 1].isalnum():
                yield " "
            yield piece
        end = span.end
