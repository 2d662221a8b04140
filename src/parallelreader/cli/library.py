"""``parallelreader library``: what the library holds, and everything that can be done with it.

What each act does is the business of ``app.holding``. A corpus is named by its folder or, where that is
away, by its title.
"""

import argparse
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from parallelreader.app.derived_files import delete_derived, derived_files
from parallelreader.app.holding.acts import LibraryActs, Thing
from parallelreader.app.holding.carrying import finish_all
from parallelreader.app.holding.listing import Entry, Library, Order, in_order, list_library, sought_words
from parallelreader.app.holding.stock import count, take_stock
from parallelreader.app.holding.trash import Removed, delete_for_good, removed_documents
from parallelreader.app.known_corpora import LibraryCorpus, known_corpora
from parallelreader.app.library import open_corpus
from parallelreader.app.settings import CurrentSettings
from parallelreader.app.user_data import open_store
from parallelreader.app.words.book import WordBook
from parallelreader.app.words.known_shares import measure_known, vocabulary_of
from parallelreader.cli.context import Context, common_options
from parallelreader.cli.terminal import output, say
from parallelreader.core.errors import UserError
from parallelreader.store.database import Store

_EXAMPLE = """\
A corpus is named by its folder or its title, a document of it with --document.

examples:
  parallelreader library list --sort size
  parallelreader library add "My corpus" /media/stick/novels
  parallelreader library tag "My corpus" --document last-ferry exam
  parallelreader library collect "My corpus" "Course/Week 1"
  parallelreader library rename "My corpus" --document last-ferry "夜船 The Night Boat"
  parallelreader library move "My corpus" --document last-ferry --to /media/stick/novels
  parallelreader library remove "My corpus" --document last-ferry
  parallelreader library removed --restore 20260301-last-ferry-1a2b3c
  parallelreader library relocate "River Stories" /home/wren/river"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = _EXAMPLE
    actions = parser.add_subparsers(title="actions", dest="action", metavar="ACTION", required=True)

    def action(name: str, summary: str) -> argparse.ArgumentParser:
        return actions.add_parser(
            name, help=summary, description=summary, parents=[common_options()], allow_abbrev=False
        )

    listing = action("list", "every document of every known corpus, those away too")
    listing.add_argument("words", nargs="*", metavar="WORD", help="in a title, its pinyin, a name or a tag")
    listing.add_argument("--sort", choices=[str(each) for each in Order], default=str(Order.RECENT))
    listing.add_argument("--tag", metavar="WORD", help="only what carries this tag")
    listing.add_argument("--collection", metavar="NAME", help="only what stands in this collection")
    adding = action("add", "take corpora into the library without opening them")
    adding.add_argument("corpora", nargs="+", type=Path, metavar="CORPUS")
    tagging = _on_thing(action("tag", "put words of your own on a corpus or a document"))
    tagging.add_argument("tags", nargs="+", metavar="WORD")
    tagging.add_argument("--remove", action="store_true", help="take them off")
    collecting = _on_thing(action("collect", "put a corpus or a document into a collection, made if new"))
    collecting.add_argument("collection", metavar="NAME", help="or OUTER/INNER")
    collecting.add_argument("--remove", action="store_true", help="take it out")
    _on_thing(action("rename", "give a corpus or a document another title")).add_argument(
        "title", metavar="TITLE"
    )
    _on_thing(action("remove", "take a corpus out of the library, or a document out of its corpus"))
    moving = _on_thing(action("move", "move a document to another corpus, or to another place in its own"))
    moving.add_argument("--to", metavar="CORPUS", help="the other corpus")
    moving.add_argument("--place", type=int, metavar="N", help="its number in the corpus, counted from one")
    relocating = action("relocate", "say where a corpus is now")
    relocating.add_argument("corpus", metavar="CORPUS")
    relocating.add_argument("folder", type=Path, metavar="DIR")
    removed = action("removed", "documents that were removed and are still kept")
    removed.add_argument("--restore", metavar="ID", help="take one back into its corpus")
    removed.add_argument("--delete", metavar="ID", help="delete one, or all, with its notes, for good")
    derived = action("derived", "files that the program makes again by itself: how large they are")
    derived.add_argument("--delete", action="store_true", help="delete them")
    parser.set_defaults(check_usage=_check_usage)


def run(arguments: argparse.Namespace, context: Context) -> int:
    if arguments.action == "derived":
        return _derived(arguments, context)
    with _library(context, must_write=arguments.action != "list") as (store, acts):
        _ACTIONS[arguments.action](arguments, context, store, acts)
    return 0


def _on_thing(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument("corpus", metavar="CORPUS")
    parser.add_argument("--document", default="", metavar="ID", help="of the corpus, and not all of it")
    return parser


def _check_usage(arguments: argparse.Namespace) -> str:
    if arguments.action == "move":
        if not arguments.document:
            return "name the document with --document"
        if (arguments.to is None) == (arguments.place is None):
            return "say where with --to CORPUS or --place N"
        if arguments.place is not None and arguments.place < 1:
            return "places are counted from one"
    return ""


@contextmanager
def _library(context: Context, *, must_write: bool) -> Iterator[tuple[Store, LibraryActs]]:
    store = Store.open(context.folders.data) if must_write else open_store(context.folders)[0]
    try:
        if store.is_writable:
            for sentence in finish_all(store, context.folders.data):
                say(sentence)
        yield store, LibraryActs(store, context.folders.data)
    finally:
        store.close()


def _list(arguments: argparse.Namespace, context: Context, store: Store, acts: LibraryActs) -> None:
    corpora = known_corpora(store)
    for fault in take_stock(store, corpora, progress=context.progress).values():
        say(fault)
    count(store, corpora, progress=context.progress)
    library = list_library(store, corpora)
    found = _found(arguments, library)
    book = WordBook(store)
    book.load()
    vocabulary = vocabulary_of(book, context.folders, CurrentSettings(store))
    shown = {entry.id for entry in found}
    if measure_known(store, vocabulary, book.statuses, corpora, only=shown, progress=context.progress):
        library = list_library(store, corpora)
        found = _found(arguments, library)
    context.progress.clear()
    with output() as out:
        for entry in found:
            out.write(_json_of(entry, library) if context.is_json else _line_of(entry))
    for corpus in library.corpora:
        if corpus.away:
            say(f"{corpus.title}, {corpus.folder or 'in no folder'}: {corpus.away}")
    if not found:
        say("There is nothing here yet." if not library.entries else "Nothing answers to that.")


def _found(arguments: argparse.Namespace, library: Library) -> list[Entry]:
    """The documents that are asked for, in order."""
    wanted = list(library.entries)
    if arguments.tag:
        wanted = [entry for entry in wanted if arguments.tag in entry.tags]
    if arguments.collection:
        ids = library.within(_collection(library, arguments.collection))
        wanted = [entry for entry in wanted if entry.collections & ids]
    words = sought_words(" ".join(arguments.words))
    return list(in_order((entry for entry in wanted if entry.answers(words)), Order(arguments.sort)))


def _add(arguments: argparse.Namespace, context: Context, store: Store, acts: LibraryActs) -> None:
    # All are read before the first is added: a wrong path leaves the library as it was.
    for corpus in [open_corpus(folder) for folder in arguments.corpora]:
        acts.add(corpus)
        say(f"{corpus.title} is in the library: {len(corpus.documents)} documents.")


def _tag(arguments: argparse.Namespace, context: Context, store: Store, acts: LibraryActs) -> None:
    thing = _thing(arguments, store, acts)
    for word in arguments.tags:
        if arguments.remove:
            acts.untag([thing], word)
        else:
            acts.tag([thing], word)


def _collect(arguments: argparse.Namespace, context: Context, store: Store, acts: LibraryActs) -> None:
    thing = _thing(arguments, store, acts)
    if arguments.remove:
        acts.put_back([thing], _collection(list_library(store), arguments.collection))
        return
    parent = ""
    for name in arguments.collection.split("/"):
        library = list_library(store)
        found = [
            each.id for each in library.collections if (each.name, each.parent) == (name.strip(), parent)
        ]
        parent = found[0] if found else acts.make_collection(name, parent=parent)[1]
    acts.collect([thing], parent)


def _rename(arguments: argparse.Namespace, context: Context, store: Store, acts: LibraryActs) -> None:
    acts.rename(_thing(arguments, store, acts), arguments.title)


def _remove(arguments: argparse.Namespace, context: Context, store: Store, acts: LibraryActs) -> None:
    thing = _thing(arguments, store, acts)
    if not arguments.document:
        acts.take_out(thing[0])
        say("It is no longer in the library; its folder and your notes stay.")
        return
    acts.remove([thing])
    kept = removed_documents(context.folders.data)[0]
    say(f"It is kept: parallelreader library removed --restore {kept.id}")


def _move(arguments: argparse.Namespace, context: Context, store: Store, acts: LibraryActs) -> None:
    thing = _thing(arguments, store, acts)
    if arguments.to is not None:
        acts.move([thing], _known(arguments.to, store, acts).key)
    else:
        acts.reorder(thing, arguments.place - 1)


def _relocate(arguments: argparse.Namespace, context: Context, store: Store, acts: LibraryActs) -> None:
    acts.relocate(_known(arguments.corpus, store, acts).key, arguments.folder)


def _removed(arguments: argparse.Namespace, context: Context, store: Store, acts: LibraryActs) -> None:
    kept = removed_documents(context.folders.data)
    if arguments.restore:
        acts.restore(_one_of(kept, arguments.restore))
    elif arguments.delete:
        for each in kept if arguments.delete == "all" else [_one_of(kept, arguments.delete)]:
            delete_for_good(store, each)
    else:
        with output() as out:
            for each in kept:
                fields = {
                    "id": each.id,
                    "document": each.document.id,
                    "title": each.document.title,
                    "corpus": each.origin_title,
                    "folder": str(each.origin_folder),
                    "bytes": each.size,
                }
                out.write(
                    json.dumps(fields, ensure_ascii=False) + "\n"
                    if context.is_json
                    else f"{each.id}\t{each.document.title}\t{each.origin_title}\n"
                )


def _derived(arguments: argparse.Namespace, context: Context) -> int:
    if arguments.delete:
        delete_derived(context.folders)
        return 0
    with output() as out:
        for kind in derived_files(context.folders):
            fields = {"files": kind.name, "bytes": kind.size, "folder": str(kind.folder)}
            out.write(
                json.dumps(fields) + "\n" if context.is_json else f"{kind.name}\t{kind.size}\t{kind.folder}\n"
            )
    return 0


_Action = Callable[[argparse.Namespace, Context, Store, LibraryActs], None]
_ACTIONS: dict[str, _Action] = {
    "list": _list,
    "add": _add,
    "tag": _tag,
    "collect": _collect,
    "rename": _rename,
    "remove": _remove,
    "move": _move,
    "relocate": _relocate,
    "removed": _removed,
}


def _thing(arguments: argparse.Namespace, store: Store, acts: LibraryActs) -> Thing:
    known = _known(arguments.corpus, store, acts)
    if arguments.document and not any(
        entry.id == (known.key, arguments.document) for entry in list_library(store).entries
    ):
        # It may have come since the library was last looked at; else this says what there is.
        open_corpus(known.folder or Path(arguments.corpus)).document(arguments.document)
    return known.key, arguments.document


def _known(name: str, store: Store, acts: LibraryActs) -> LibraryCorpus:
    """The corpus of that folder, taken into the library where it is not in it yet, or of that title."""
    folder = Path(name)
    corpora = known_corpora(store, looks=False)
    found = [known for known in corpora if known.folder == folder.resolve()]
    found = found or [known for known in corpora if known.title == name]
    if len(found) > 1:
        raise UserError(f"Several corpora are called {name}", mend="Name it by its folder.")
    if not found:
        corpus = open_corpus(folder)
        acts.add(corpus)
        found = [each for each in known_corpora(store, looks=False) if each.folder == corpus.folder]
    return found[0]


def _collection(library: Library, name: str) -> str:
    """The id of a collection named ``NAME`` or ``OUTER/INNER``."""
    names = {each.id: each.name for each in library.collections}
    for each in library.collections:
        full = f"{names[each.parent]}/{each.name}" if each.parent in names else each.name
        if name in (each.name, full):
            return each.id
    known = ", ".join(sorted(names.values())) or "none yet"
    raise UserError(f"There is no collection {name}", mend=f"The collections are: {known}.")


def _one_of(kept: list[Removed], name: str) -> Removed:
    for each in kept:
        if each.id == name:
            return each
    raise UserError(f"Nothing that was removed is called {name}", mend="See: parallelreader library removed.")


def _line_of(entry: Entry) -> str:
    read = f"{round(100 * entry.read.share)} % read"
    known = [f"{int(100 * entry.share_known)} % known"] if entry.share_known >= 0 else []
    size = f"{entry.characters} characters" if entry.characters >= 0 else "not counted"
    away = "" if entry.corpus.is_there else "\taway"
    words = [entry.title, entry.corpus.title, entry.document, size, read, *known]
    words += [f"#{tag}" for tag in entry.tags]
    return "\t".join(words) + away + "\n"


def _json_of(entry: Entry, library: Library) -> str:
    names = {each.id: each.name for each in library.collections}
    fields = {
        "corpus": entry.corpus.title,
        "folder": str(entry.corpus.folder) if entry.corpus.folder else None,
        "away": entry.corpus.away or None,
        "document": entry.document,
        "title": entry.title,
        "versions": [
            {"id": each.id, "language": each.language, "hand": each.hand, "by": each.by}
            for each in entry.versions
        ],
        "characters": entry.characters if entry.characters >= 0 else None,
        "pairs": entry.pairs if entry.pairs >= 0 else None,
        "read": round(entry.read.share, 4),
        "known": round(entry.share_known, 4) if entry.share_known >= 0 else None,
        "running_words": entry.known.running if entry.known else None,
        "opened": entry.opened or None,
        "tags": list(entry.tags),
        "collections": sorted(names[each] for each in entry.collections if each in names),
    }
    return json.dumps(fields, ensure_ascii=False) + "\n"
