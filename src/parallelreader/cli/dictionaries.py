"""``parallelreader dictionaries``: which dictionaries words are looked up in.

What each act does is the business of ``app.words``.
"""

import argparse
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from parallelreader.app.settings import CurrentSettings
from parallelreader.app.words.dictionaries import Dictionaries, DictionaryInfo
from parallelreader.app.words.dictionary_choice import forget, named, put_in_order, switch
from parallelreader.app.words.dictionary_importing import (
    ImportedDictionary,
    import_dictionary,
    remove_dictionary,
)
from parallelreader.cli.argument_kinds import plain_text
from parallelreader.cli.context import Context, common_options
from parallelreader.cli.terminal import output, refuse, say
from parallelreader.core.errors import UserError
from parallelreader.core.incoming import Fault
from parallelreader.store.database import Store

_EXAMPLE = """\
CC-CEDICT (.u8, .txt, .gz), StarDict (.ifo, its folder or an archive of it), Yomitan
(.zip) and tables of words with their meanings (.tsv, .csv) can be imported. A dictionary
is named by its id or its title.

examples:
  parallelreader dictionaries list
  parallelreader dictionaries import cedict_1_0_ts_utf-8_mdbg.txt.gz "Sea words"/sea.ifo
  parallelreader dictionaries import mine.tsv --title "My words"
  parallelreader dictionaries order my-words cc-cedict
  parallelreader dictionaries off cc-cedict
  parallelreader dictionaries remove my-words"""
_MOST_FAULTS_SAID = 10
_WRITING = ("remove", "order", "on", "off")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = _EXAMPLE
    actions = parser.add_subparsers(title="actions", dest="action", metavar="ACTION", required=True)

    def action(name: str, summary: str, example: str) -> argparse.ArgumentParser:
        return actions.add_parser(
            name,
            help=summary,
            description=summary,
            epilog=f"example:\n  parallelreader dictionaries {name} {example}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
            parents=[common_options()],
            allow_abbrev=False,
        )

    action("list", "every dictionary, in the order they are asked", "--json")
    importing = action(
        "import", "take dictionaries in", 'cedict_1_0_ts_utf-8_mdbg.txt.gz "Sea words"/sea.ifo'
    )
    importing.add_argument("files", nargs="+", type=Path, metavar="FILE")
    importing.add_argument(
        "--title", type=plain_text, help="what to call it, instead of what it calls itself"
    )
    removing = action("remove", "delete an imported dictionary", "my-words")
    removing.add_argument("dictionary", type=plain_text, metavar="ID")
    ordering = action("order", "ask these first, in this order", "my-words cc-cedict")
    ordering.add_argument("dictionaries", type=plain_text, nargs="+", metavar="ID")
    for name, summary in (("on", "look words up in it"), ("off", "leave it out")):
        action(name, summary, "cc-cedict").add_argument("dictionary", type=plain_text, metavar="ID")
    parser.set_defaults(check_usage=_check_usage)


def run(arguments: argparse.Namespace, context: Context) -> int:
    with _dictionaries(context, is_writable=arguments.action in _WRITING) as (settings, dictionaries):
        return _ACTIONS[arguments.action](arguments, context, settings, dictionaries) or 0


def _check_usage(arguments: argparse.Namespace) -> str:
    if arguments.action == "import" and arguments.title and len(arguments.files) > 1:
        return "--title is for one dictionary"
    return ""


@contextmanager
def _dictionaries(context: Context, *, is_writable: bool) -> Iterator[tuple[CurrentSettings, Dictionaries]]:
    store = Store.open(context.folders.data, is_writable=is_writable)
    try:
        settings = CurrentSettings(store, waits=True)
        dictionaries = Dictionaries(context.folders, settings)
        dictionaries.prepare(context.progress)
        context.progress.clear()
        yield settings, dictionaries
    finally:
        store.close()


def _list(
    arguments: argparse.Namespace, context: Context, settings: CurrentSettings, dictionaries: Dictionaries
) -> None:
    with output() as out:
        for info in dictionaries.listed():
            out.write(_json_of(info) if context.is_json else _line_of(info))


def _import(
    arguments: argparse.Namespace, context: Context, settings: CurrentSettings, dictionaries: Dictionaries
) -> int:
    """Take in one after the other: one that cannot be read stops no other."""
    refused = 0
    for path in arguments.files:
        try:
            found = import_dictionary(
                context.folders, path, title=arguments.title or "", progress=context.progress
            )
        except UserError as problem:
            context.progress.clear()
            refused = refuse(problem)
            continue
        context.progress.clear()
        if context.is_json:
            with output() as out:
                out.write(json.dumps(_fields_of(found), ensure_ascii=False) + "\n")
        else:
            _tell_of(found)
    return refused


def _fields_of(found: ImportedDictionary) -> dict[str, object]:
    return {
        "id": found.id,
        "title": found.title,
        "entries": found.count,
        "unread": found.unread,
        "faults": [_fault_line(fault) for fault in found.faults],
        "replaced": found.replaced,
    }


def _tell_of(found: ImportedDictionary) -> None:
    entries = "1 entry" if found.count == 1 else f"{found.count:,} entries"
    say(f"{found.title} is in: {entries}, as {found.id}.")
    if found.replaced:
        say("It took the place of the one of that title.")
    if found.unread:
        say(f"{found.unread:,} {'record' if found.unread == 1 else 'records'} could not be read:")
        for fault in found.faults[:_MOST_FAULTS_SAID]:
            say(f"  {_fault_line(fault)}")
        if found.unread > _MOST_FAULTS_SAID:
            say(f"  and {found.unread - _MOST_FAULTS_SAID:,} more")


def _remove(
    arguments: argparse.Namespace, context: Context, settings: CurrentSettings, dictionaries: Dictionaries
) -> None:
    if _is_only_set(arguments.dictionary, settings, dictionaries):
        forget(settings, arguments.dictionary)
        say("Its file was gone already.")
        return
    info = named(dictionaries.listed(), arguments.dictionary)
    dictionaries.close()
    remove_dictionary(context.folders, info.id)
    forget(settings, info.id)


def _is_only_set(id: str, settings: CurrentSettings, dictionaries: Dictionaries) -> bool:
    """Whether the reader has set when it is asked, but there is no file of it any more."""
    value = settings.value
    is_set = id in value.dictionary_order or id in value.dictionaries_off
    return is_set and all(info.id != id for info in dictionaries.listed())


def _order(
    arguments: argparse.Namespace, context: Context, settings: CurrentSettings, dictionaries: Dictionaries
) -> None:
    listed = dictionaries.listed()
    put_in_order(settings, listed, [named(listed, name).id for name in arguments.dictionaries])


def _switch(
    arguments: argparse.Namespace, context: Context, settings: CurrentSettings, dictionaries: Dictionaries
) -> None:
    info = named(dictionaries.listed(), arguments.dictionary)
    switch(settings, info.id, is_on=arguments.action == "on")


_Action = Callable[[argparse.Namespace, Context, CurrentSettings, Dictionaries], int | None]
_ACTIONS: dict[str, _Action] = {
    "list": _list,
    "import": _import,
    "remove": _remove,
    "order": _order,
    "on": _switch,
    "off": _switch,
}


def _line_of(info: DictionaryInfo) -> str:
    state = "broken" if info.problem else "on" if info.is_on else "off"
    words = [info.id, state, info.title, f"{info.count} entries", info.licence]
    return "\t".join(words).rstrip() + (f"\t{info.problem}" if info.problem else "") + "\n"


def _json_of(info: DictionaryInfo) -> str:
    fields = {
        "id": info.id,
        "title": info.title,
        "on": info.is_on,
        "own": info.is_own,
        "entries": info.count,
        "licence": info.licence,
        "problem": info.problem or None,
    }
    return json.dumps(fields, ensure_ascii=False) + "\n"


def _fault_line(fault: Fault) -> str:
    place = fault.part or (f"line {fault.line}" if fault.line is not None else "")
    if fault.part and fault.line is not None:
        place = f"line {fault.line}, {fault.part}"
    return f"{place}: {fault.what}" if place else fault.what
