"""The part of ``parallelreader words`` that corrects where words are cut or read wrongly.

What a correction is and where it holds is the business of ``app.words.corrections``.
"""

import argparse
import json
from itertools import pairwise

from parallelreader.app.words.book import WordBook
from parallelreader.cli.argument_kinds import plain_text
from parallelreader.cli.context import Context
from parallelreader.cli.terminal import SECONDS_TO_WRITE, counted, output, say
from parallelreader.core.errors import UserError
from parallelreader.core.language.script import is_han
from parallelreader.core.words.alternatives import LONGEST
from parallelreader.core.words.key import word_key
from parallelreader.core.words.pinyin import Notation, typed_reading
from parallelreader.core.words.readings import written_numbered
from parallelreader.store.database import Store
from parallelreader.store.word_corrections import CutRow, Key, ReadingRow

_ACTS = ("list", "join", "split", "read", "remove")
_CORRECTIONS_EXAMPLE = """\
A correction holds in every text and in both scripts; what is removed is cut and read by the program again.

examples:
  parallelreader words corrections
  parallelreader words corrections join 说 话
  parallelreader words corrections split 研究 生命
  parallelreader words corrections read 地方 "di4 fang1"
  parallelreader words corrections read 行 hang2 --in 行不行。 --at 2
  parallelreader words corrections remove 研究生命 地方"""


def add_corrections(parser: argparse.ArgumentParser) -> None:
    parser.epilog = _CORRECTIONS_EXAMPLE
    parser.add_argument("act", nargs="?", choices=_ACTS, default="list", metavar="ACT", help=", ".join(_ACTS))
    parser.add_argument(
        "parts", type=plain_text, nargs="*", metavar="WORD", help="words; to read, a word and its pinyin"
    )
    parser.add_argument(
        "--in", dest="sentence", type=plain_text, default="", metavar="SENTENCE", help="read only there"
    )
    parser.add_argument("--at", type=int, default=0, metavar="N", help="where in it the word begins, from 0")


def check_usage(arguments: argparse.Namespace) -> str:
    """What is wrong with how corrections were called for; empty where nothing is."""
    if arguments.action != "corrections":
        return ""
    act, parts = arguments.act, arguments.parts
    if act in ("join", "split") and len(parts) < 2:
        return f"name two words or more to {act}"
    if act in ("join", "split") and sum(map(len, parts)) > LONGEST:
        return f"no word has more than {LONGEST} characters"
    if act == "read" and len(parts) != 2:
        return "name a word and its pinyin to read"
    if act == "remove" and not parts:
        return "name what to remove"
    return "listing takes no words" if act == "list" and parts else ""


def corrections(arguments: argparse.Namespace, context: Context, store: Store, book: WordBook) -> None:
    """List corrections, or change them. Raises UserError."""
    act, parts = arguments.act, [word_key(part) for part in arguments.parts[:1]]
    parts += arguments.parts[1:] if act == "read" else map(word_key, arguments.parts[1:])
    made = book.corrections
    to_be_cut = {"join": parts, "split": parts, "read": parts[:1]}.get(act, [])
    if strange := [part for part in to_be_cut if not all(map(is_han, part))]:
        raise UserError(f"“{strange[0]}” is not all Chinese", mend="Only Chinese is cut into words and read.")
    if act == "list":
        with output() as out:
            for key, said in made.all().items():
                out.write(_line(key, said, context))
        return
    if act == "join":
        done = _told(made.cut({"".join(parts): ()}, name="Join"), "".join(parts))
    elif act == "split":
        done = _told(made.cut({"".join(parts): _ends(parts)}, name="Split"), " ".join(parts))
    elif act == "read":
        done = _read(arguments, book, parts[0], parts[1])
    else:
        done = _remove(parts, book)
    book.write_out(SECONDS_TO_WRITE)
    say(done)


def _remove(parts: list[str], book: WordBook) -> str:
    made = book.corrections
    found = {key: None for key in made.all() if _name(key) in parts}
    missing = [part for part in parts if part not in map(_name, found)]
    if missing:
        raise UserError(
            f"There is no correction of {missing[0]}", mend="See words corrections for those there are."
        )
    made.change(found, name="Remove corrections")
    return f"{counted(len(found), 'correction')} removed."


def _read(arguments: argparse.Namespace, book: WordBook, word: str, said: str) -> str:
    reading = typed_reading(said, len(word))
    if reading is None:
        raise UserError(
            f"“{said}” is not one syllable for each character of {word}",
            mend="Write a space between syllables: yin2 hang2.",
        )
    sentence, first = arguments.sentence, arguments.at
    if sentence and word_key(sentence[first : first + len(word)]) != word:
        raise UserError(
            f"{word} does not begin at {first} of that sentence", mend="Count characters from zero with --at."
        )
    return _told(book.corrections.read(word, reading, sentence=sentence, first=first), word)


def _told(changed: bool, what: str) -> str:
    return f"Corrected: {what}." if changed else f"{what} is corrected so already."


def _ends(parts: list[str]) -> tuple[int, ...]:
    """Where all words but the last end."""
    return tuple(sum(map(len, parts[:number])) for number in range(1, len(parts)))


def _name(key: Key) -> str:
    return key.stretch if isinstance(key, CutRow) else key.word


def _line(key: Key, said: str, context: Context) -> str:
    if isinstance(key, CutRow):
        ends = [0, *map(int, said.split()), len(key.stretch)]
        words = [key.stretch[a:b] for a, b in pairwise(ends)]
        if context.is_json:
            return json.dumps({"stretch": key.stretch, "words": words}, ensure_ascii=False) + "\n"
        return f"{'join' if len(words) == 1 else 'split'}\t{' '.join(words)}\n"
    return _reading_line(key, said, context)


def _reading_line(key: ReadingRow, said: str, context: Context) -> str:
    if context.is_json:
        fields = {"word": key.word, "reading": said, "sentence": key.sentence or None, "at": key.first}
        return json.dumps(fields, ensure_ascii=False) + "\n"
    place = f"\t{key.sentence}" if key.sentence else ""
    return f"read\t{key.word} {written_numbered(tuple(said.split()), Notation.MARKS)}{place}\n"
