"""What a user does with the library: naming, tagging, collecting, moving, removing, and taking it all back.

Every method reads and writes files and the store, and is called off the main thread of a window. What it
did is a step of the history that is in use; what is open in a window is brought up to date by the window.
"""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from parallelreader.app.holding.carrying import Carried, Stand
from parallelreader.app.holding.changes import Affected, Exchanged, LibraryChange, Part, Rewritten
from parallelreader.app.holding.naming import renamed_for
from parallelreader.app.holding.steps import LibrarySteps, read_if_there
from parallelreader.app.holding.stock import hold
from parallelreader.app.holding.trash import Removed, removal, restoration
from parallelreader.app.known_corpora import LibraryCorpus, known_corpora, register
from parallelreader.app.reach import is_writable
from parallelreader.core.corpus import Corpus
from parallelreader.core.errors import CorpusProblem, UserError, WriteProblem
from parallelreader.formats.corpus_editing import put_at, retitle, rewriting
from parallelreader.formats.corpus_folder import read_corpus
from parallelreader.store.database import Store
from parallelreader.store.library import (
    Collected,
    Collection,
    Listed,
    Located,
    OwnTitle,
    Row,
    Tag,
    holdings,
    library_corpora,
    readings,
    user_rows,
)

Thing = tuple[str, str]
"""(key of a corpus, id of a document in it, or "" for the corpus as a whole)."""


class LibraryActs(LibrarySteps):
    """Each is a step; any thread may call any method, which raises UserError and then has done nothing."""

    def rename(self, thing: Thing, title: str) -> Affected:
        """Give a document or a corpus another title, in its ``corpus.yaml`` where that can be written to.

        Elsewhere the title is the user's own and stands in the library alone.
        """
        title = " ".join(title.split())
        if not title:
            raise UserError("A title cannot be empty", mend="Write at least one letter.")
        return self._do("Rename", lambda: self._renaming(thing, title))

    def tag(self, things: Iterable[Thing], word: str) -> Affected:
        """Put a word of the user's on documents and corpora."""
        word = " ".join(word.split())
        if not word:
            raise UserError("A tag cannot be empty", mend="Write at least one letter.")
        return self._put("Tag", [Tag(*thing, word) for thing in things])

    def untag(self, things: Iterable[Thing], word: str) -> Affected:
        """Take a word off again."""
        return self._take("Remove the tag", [Tag(*thing, word) for thing in things])

    def make_collection(
        self, name: str, *, parent: str = "", things: Iterable[Thing] = ()
    ) -> tuple[Affected, str]:
        """Make a collection, with things in it or none; gives its id too.

        ``parent`` is the id of the collection it stands in; that one stands in none.
        """
        name = " ".join(name.split())
        collections = self._store.read(user_rows)[0]
        if not name:
            raise UserError("A collection needs a name", mend="Write at least one letter.")
        if any(each.name == name and each.parent == parent for each in collections):
            raise UserError(f"There is a collection “{name}” already", mend="Choose another name.")
        if any(each.id == parent and each.parent for each in collections):
            raise UserError(
                "A collection stands in no more than one other", mend="Make it beside that one instead."
            )
        new = Collection(secrets.token_hex(8), name, parent)
        return self._put("New collection", [new, *(Collected(new.id, *each) for each in things)]), new.id

    def rename_collection(self, collection: str, name: str) -> Affected:
        """Give a collection another name."""
        name = " ".join(name.split())
        if not name:
            raise UserError("A collection needs a name", mend="Write at least one letter.")
        former = self._collection(collection)
        return self._do(
            "Rename the collection", lambda: [Exchanged((former,), (replace(former, name=name),))]
        )

    def remove_collection(self, collection: str) -> Affected:
        """Remove a collection with those in it; the documents stay where they are."""
        collections, collected, _ = self._store.read(user_rows)
        gone: list[Row] = [each for each in collections if collection in (each.id, each.parent)]
        ids = {each.id for each in gone if isinstance(each, Collection)}
        gone += [each for each in collected if each.collection in ids]
        return self._take("Remove the collection", gone)

    def collect(self, things: Iterable[Thing], collection: str) -> Affected:
        """Put things into a collection; they may stand in several."""
        self._collection(collection)
        return self._put("Add to the collection", [Collected(collection, *thing) for thing in things])

    def put_back(self, things: Iterable[Thing], collection: str) -> Affected:
        """Take things out of a collection."""
        return self._take("Take out of the collection", [Collected(collection, *each) for each in things])

    def add(self, corpus: Corpus) -> Affected:
        """Take a corpus into the library without opening it, and list what it holds."""
        listed = {known.key for known in known_corpora(self._store, looks=False)}
        key = register(self._store, corpus, clock=self._clock)
        hold(self._store, key, corpus)
        if key not in listed:
            step = LibraryChange((Exchanged((), (Listed(key),)),))
            with self.history.lock:
                self.history.record("Add to the library", (step,))
        return Affected(frozenset({key}))

    def take_out(self, corpus: str) -> Affected:
        """Take a corpus out of the library; its folder and all that the user made on it stay."""
        return self._take("Remove from the library", [Listed(corpus)])

    def relocate(self, corpus: str, folder: Path) -> Affected:
        """Say where a corpus is now. Raises CorpusProblem where that is another one, or none."""
        known, found = self._known(corpus), read_corpus(folder)
        rows = {row.document for row in self._store.read(holdings, corpus)}
        common = rows & {each.id for each in found.documents}
        others = [each for each in known_corpora(self._store, looks=False) if each.key != corpus]
        is_taken = any(each.folder == found.folder for each in others)
        if is_taken or (found.title != known.title and 2 * len(common) <= len(rows)):
            raise CorpusProblem(
                f"This is another corpus, “{found.title}”, and not “{known.title}”",
                where=found.folder,
                mend="Name the folder that has its documents, or add this one to the library as it is.",
            )
        before = Located(corpus, str(known.folder) if known.folder else "")
        after = Located(corpus, str(found.folder))
        return self._do("Relocate", lambda: [Exchanged((before,), (after,))])

    def reorder(self, thing: Thing, place: int) -> Affected:
        """Move a document within its corpus so that it is the one numbered ``place``, counted from zero."""
        key, identifier = thing
        corpus = self._corpus(key)
        document = corpus.document(identifier)
        rest = [each for each in corpus.documents if each is not document]
        place = max(0, min(place, len(rest)))
        expected = replace(corpus, documents=(*rest[:place], document, *rest[place:]))
        if expected == corpus:
            return Affected()
        return self._do("Move", lambda: [Rewritten(key, rewriting(expected, put_at(identifier, place)))])

    def move(self, things: Sequence[Thing], corpus: str) -> Affected:
        """Move documents to the end of another corpus, with their files and all the user made on them."""
        if any(key == corpus for key, _ in things):
            raise UserError("The document is in this corpus already", mend="Choose another corpus.")
        return self._do_stepwise("Move to another corpus", (self._moving(thing, corpus) for thing in things))

    def remove(self, things: Sequence[Thing]) -> Affected:
        """Remove documents from their corpora; they are kept, with all the user made on them."""
        name = "Remove the document" if len(things) == 1 else f"Remove {len(things)} documents"
        return self._do_stepwise(name, (self._removing(thing) for thing in things))

    def restore(self, removed: Removed, corpus: str = "") -> Affected:
        """Take a removed document back into the corpus it was in, or into another one."""
        key = corpus or removed.origin
        return self._do("Restore", lambda: [restoration(removed, self._corpus(key), key)])

    def _put(self, name: str, rows: "Sequence[Row]") -> Affected:
        present = set(_all_rows(self._store))
        new = tuple(row for row in dict.fromkeys(rows) if row not in present)
        return self._do(name, lambda: [Exchanged((), new)] if new else [])

    def _take(self, name: str, rows: "Sequence[Row]") -> Affected:
        present = set(_all_rows(self._store))
        gone = tuple(row for row in dict.fromkeys(rows) if row in present or isinstance(row, Listed))
        return self._do(name, lambda: [Exchanged(gone, ())] if gone else [])

    def _renaming(self, thing: Thing, title: str) -> list[Part]:
        key, identifier = thing
        known, own = self._known(key), self._own_title(thing)
        corpus = read_if_there(known.folder) if known.folder is not None else None
        if corpus is None or not is_writable(corpus.folder):
            taken = (OwnTitle(*thing, own),) if own else ()
            return [Exchanged(taken, (OwnTitle(*thing, title),))]
        if identifier:
            document = replace(corpus.document(identifier), title=title)
            documents = tuple(document if each.id == identifier else each for each in corpus.documents)
            expected = replace(corpus, documents=documents)
        else:
            expected = replace(corpus, title=title)
        parts: list[Part] = []
        if expected != corpus:
            parts.append(Rewritten(key, rewriting(expected, retitle(title, identifier))))
        if own:
            parts.append(Exchanged((OwnTitle(*thing, own),), (OwnTitle(*thing, ""),)))
        return parts

    def _moving(self, thing: Thing, corpus: str) -> Part:
        key, identifier = thing
        source, target = self._corpus(key), self._corpus(corpus)
        document = source.document(identifier)
        place = source.documents.index(document)
        renamed = renamed_for(document, target)
        return Carried(
            Stand(key, source.folder, document, place),
            Stand(corpus, target.folder, renamed, len(target.documents)),
        )

    def _removing(self, thing: Thing) -> Part:
        key, identifier = thing
        corpus = self._corpus(key)
        return removal(self._data, key, corpus, corpus.document(identifier), now=self._clock())

    def _known(self, key: str) -> LibraryCorpus:
        for known in known_corpora(self._store, looks=False):
            if known.key == key:
                return known
        raise CorpusProblem("This corpus is not in the library", where=key, mend="Add it first.")

    def _corpus(self, key: str) -> Corpus:
        """The corpus as it is now, which is written to next. Raises CorpusProblem or WriteProblem."""
        known = self._known(key)
        if known.folder is None:
            raise CorpusProblem(f"{known.title} is not there", mend="Say where it is, then try again.")
        corpus = read_corpus(known.folder)
        if not is_writable(corpus.folder):
            raise WriteProblem(
                "The corpus is read-only; nothing was changed",
                where=corpus.folder,
                mend="Give yourself the right to write there, or copy the folder elsewhere.",
            )
        return corpus

    def _collection(self, collection: str) -> Collection:
        for each in self._store.read(user_rows)[0]:
            if each.id == collection:
                return each
        raise UserError("There is no such collection", mend="It may have been removed elsewhere.")

    def _own_title(self, thing: Thing) -> str:
        key, identifier = thing
        if not identifier:
            corpora = self._store.read(library_corpora)
            return next((row.name for row in corpora if row.key == key), "")
        rows = self._store.read(readings, key)
        return next((row.name for row in rows if row.document == identifier), "")


def _all_rows(store: Store) -> list[Row]:
    collections, collected, tags = store.read(user_rows)
    return [*collections, *collected, *tags]
