"""``parallelreader search``: prints what was found, for people or for scripts.

Finding it is the business of ``app.searching``.
"""

import argparse
import json
import os
from pathlib import Path

from parallelreader.app.library import open_cache, open_corpus
from parallelreader.app.searching import Found, search_corpus
from parallelreader.cli.context import Context
from parallelreader.cli.repairs import repairs_on
from parallelreader.cli.terminal import output, say

_EXAMPLE = (
    'example:\n  parallelreader search "My corpus" 渡船\n  parallelreader search "My corpus" ferry --json'
)
_MARK_ON, _MARK_OFF = "\x1b[7m", "\x1b[27m"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = _EXAMPLE
    parser.add_argument("corpus", type=Path, metavar="CORPUS")
    parser.add_argument("query", metavar="QUERY", help="words as they stand in the text")
    parser.add_argument("--document", action="append", default=[], metavar="ID", help="only in this one")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="instead of standard output")


def run(arguments: argparse.Namespace, context: Context) -> int:
    corpus = open_corpus(arguments.corpus)
    for document_id in arguments.document:
        corpus.document(document_id)
    count = 0
    with repairs_on(corpus, context) as repairs, output(arguments.output) as out:
        found = search_corpus(
            corpus,
            arguments.query,
            documents=arguments.document,
            repairs=repairs,
            progress=context.progress,
            cache=open_cache(context.folders),
        )
        is_marked = out.isatty() and "NO_COLOR" not in os.environ
        for each in found:
            context.progress.clear()
            out.write(_json(each) if context.is_json else _block(each, is_marked=is_marked, first=not count))
            count += 1
    context.progress.clear()
    if not count:
        say(f"Nothing in this corpus holds {arguments.query.strip()}.")
    return 0


def _json(found: Found) -> str:
    fields = {
        "document": found.document,
        "version": found.version,
        "segment": found.segment,
        "label": found.label,
        "text": found.text,
        "spans": [[span.start, span.end] for span in found.spans],
        "partners": dict(found.partners),
    }
    return json.dumps(fields, ensure_ascii=False) + "\n"


def _block(found: Found, *, is_marked: bool, first: bool) -> str:
    lines = [f"{found.document} {found.version} {found.label}", _marked(found) if is_marked else found.text]
    lines += [f"  {version}: {words}" for version, words in found.partners.items()]
    return ("" if first else "\n") + "\n".join(lines) + "\n"


def _marked(found: Found) -> str:
    pieces, at = [], 0
    for span in found.spans:
        pieces += [found.text[at : span.start], _MARK_ON, found.text[span.start : span.end], _MARK_OFF]
        at = span.end
    return "".join(pieces) + found.text[at:]
