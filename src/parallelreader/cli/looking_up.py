"""``parallelreader look-up``: prints what the dictionaries say of a word, for people or for scripts."""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from parallelreader.app.settings import CurrentSettings
from parallelreader.app.words.dictionaries import Dictionaries, Found
from parallelreader.app.words.looking_up import LookedUp, look_up
from parallelreader.cli.argument_kinds import count, plain_text
from parallelreader.cli.context import Context
from parallelreader.cli.terminal import output, say
from parallelreader.core.errors import UserError
from parallelreader.core.language.readings import marked
from parallelreader.store.database import Store

_EXAMPLE = """\
WORD is Chinese in either script, pinyin with or without tones, or English in any form
of its words. Chinese that is no word of its own is cut into the longest words.

examples:
  parallelreader look-up 渡船
  parallelreader look-up 头发 --related --json
  parallelreader look-up lvxing
  parallelreader look-up "to look for" --limit 5"""
_LIMIT = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = _EXAMPLE
    parser.add_argument("word", type=plain_text, metavar="WORD")
    parser.add_argument("--related", action="store_true", help="also words that begin with or contain it")
    parser.add_argument("--limit", type=count, default=_LIMIT, metavar="N", help="no more than N of a kind")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="instead of standard output")


def run(arguments: argparse.Namespace, context: Context) -> int:
    # Looking up needs nothing of the user's but the order of the dictionaries.
    store = Store.open(context.folders.data, is_writable=False)
    try:
        dictionaries = Dictionaries(context.folders, CurrentSettings(store))
        dictionaries.prepare(context.progress)
        context.progress.clear()
    finally:
        store.close()
    if missing := dictionaries.missing():
        raise UserError("There is no dictionary to look into", mend=missing)
    for info in dictionaries.listed():
        if info.problem and info.is_on:
            say(f"parallelreader: {info.problem}")
    found = look_up(dictionaries, arguments.word, arguments.limit)
    count = 0
    with output(arguments.output) as out:
        for kind, each in _everything(found, dictionaries, arguments):
            out.write(_json_of(kind, each) if context.is_json else _block_of(each))
            count += 1
    if not count:
        say("No dictionary has that word.")
    return 0


def _everything(
    found: LookedUp, dictionaries: Dictionaries, arguments: argparse.Namespace
) -> Iterator[tuple[str, Found]]:
    yield from (("word", each) for each in found.entries)
    yield from (("part", each) for each in found.parts)
    yield from (("pinyin", each) for each in found.by_pinyin)
    yield from (("english", each) for each in found.by_english)
    if arguments.related and found.entries:
        for each in dictionaries.beginning_with(found.typed, arguments.limit):
            yield "begins", each
        for each in dictionaries.containing(found.typed, arguments.limit):
            yield "contains", each


def _block_of(found: Found) -> str:
    entry = found.entry
    head = (
        entry.simplified
        if entry.traditional == entry.simplified
        else f"{entry.simplified} {entry.traditional}"
    )
    lines = [f"{head}\t{marked(entry.pinyin)}\t{found.dictionary.title}"]
    lines += [f"  {number}. {gloss}" for number, gloss in enumerate(entry.glosses, 1)]
    return "\n".join(lines) + "\n"


def _json_of(kind: str, found: Found) -> str:
    entry = found.entry
    fields = {
        "by": kind,
        "simplified": entry.simplified,
        "traditional": entry.traditional,
        "pinyin": marked(entry.pinyin),
        "numbered": entry.pinyin,
        "glosses": list(entry.glosses),
        "dictionary": found.dictionary.id,
    }
    return json.dumps(fields, ensure_ascii=False) + "\n"
