"""What a reader can do with notes, for the window and the command line alike.

Everything done is in memory at once and on disk soon after; what is asked is answered by
``open_notes``, and drawing, and asking the reader first, are left to the caller.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from parallelreader.app.changes import Changes, Listener
from parallelreader.app.note_saving import NoteSaver
from parallelreader.app.open_notes import OpenNotes
from parallelreader.app.saving import OnTrouble
from parallelreader.app.undo import Change, History, Step
from parallelreader.core.corpus import Corpus
from parallelreader.core.errors import UserError, WriteProblem
from parallelreader.core.notes.edits import Edit
from parallelreader.core.notes.note import Anchor, Colour, Note, clean_body, new_id, now_in_milliseconds
from parallelreader.core.notes.notebook import TextKey
from parallelreader.core.text_content import Content
from parallelreader.store.database import Store
from parallelreader.store.notes import data_version, ids_of_others, kept_texts, notes_of
from parallelreader.store.places import find_corpus, identify_corpus

_NO_TEXTS: Mapping[str, Content] = {}


class NoteMissing(UserError):
    """The note that was to be changed has been deleted."""


class Annotating:
    """The notes of one open corpus. Every method may be called from any thread.

    Operations return the Changes they made and tell all listeners of them, in the thread that made
    them; ``initiator`` is handed on. :attr:`notes` answers what is asked; :attr:`history` is shared with
    those who change other things of the corpus, so that undo takes back whatever was done last.
    """

    def __init__(
        self,
        store: Store,
        corpus_key: str,
        *,
        documents: Sequence[str] = (),
        known_texts: Collection[TextKey] | None = None,
        clock: Callable[[], int] = now_in_milliseconds,
    ) -> None:
        """Load the notes kept under ``corpus_key``; the rest as ``Notebook`` takes it."""
        self.corpus_key = corpus_key
        self._store = store
        self._clock = clock
        self._listeners: list[Listener] = []
        self._trouble_listeners: list[OnTrouble] = []
        self._data_version = store.read(data_version)
        stored = store.read(notes_of, corpus_key)
        self.notes = OpenNotes(store, (row.note for row in stored), documents, known_texts=known_texts)
        self.history = History(self.notes.get)
        self._operations = 0
        self._saver = NoteSaver(
            store,
            {row.note.id: row.revision for row in stored},
            on_trouble=self._report,
            on_kept_beside=self._show_kept_beside,
        )

    @classmethod
    def open(
        cls, store: Store, corpus: Corpus, *, clock: Callable[[], int] = now_in_milliseconds
    ) -> "Annotating":
        """The notes of ``corpus``, found again where its folder was moved.

        Raises WriteProblem where nothing can be written and nothing is known of that corpus yet.
        """
        folder, title = corpus.folder, corpus.title
        documents = [document.id for document in corpus.documents]
        key, problem = "", None
        if store.is_writable:
            identified = store.submit(identify_corpus, folder, title=title, documents=documents, now=clock())
            problem = identified.exception()
            key = "" if problem else identified.result()
        if not key:
            key = store.read(find_corpus, folder, title=title, documents=documents)
        if problem is not None and not (key and isinstance(problem, WriteProblem)):
            raise problem
        texts = {(document.id, version.id) for document in corpus.documents for version in document.versions}
        return cls(store, key, documents=documents, known_texts=texts, clock=clock)

    @property
    def undo_text(self) -> str:
        """The name of what undo would take back; "" where there is nothing."""
        return self.history.undo_text

    @property
    def redo_text(self) -> str:
        """The name of what redo would do again; "" where there is nothing."""
        return self.history.redo_text

    @property
    def unsaved(self) -> frozenset[str]:
        """The ids of notes that are not on disk as they are now."""
        return self._saver.unsaved

    def listen(self, listener: Listener) -> None:
        """Have ``listener`` called after each change, in the thread that made it."""
        self._listeners.append(listener)

    def listen_for_trouble(self, listener: OnTrouble) -> None:
        """Have ``listener`` told why writing fails, and None once all is written; on the store's thread."""
        self._trouble_listeners.append(listener)

    def highlight(
        self, targets: Sequence[Anchor], colour: Colour, *, initiator: object | None = None
    ) -> Changes:
        """Mark these places as one; a mere highlight of just these places takes the colour instead."""

        def edits() -> list[Edit]:
            same = self._highlight_of(tuple(targets))
            if same is not None:
                return self._recoloured((same.id,), colour)
            return [Edit(None, self._new_note(targets, colour, ""))]

        return self._do("Highlight", edits, initiator=initiator)

    def write_note(
        self,
        targets: Sequence[Anchor],
        body: str,
        *,
        colour: Colour = Colour.YELLOW,
        initiator: object | None = None,
    ) -> Changes:
        """Add a note; what :meth:`edit_body` types into it next is one step of undo with it."""
        note = self._new_note(targets, colour, clean_body(body))
        return self._do("Add note", lambda: [Edit(None, note)], session=note.id, initiator=initiator)

    def edit_body(self, note_id: str, body: str, *, initiator: object | None = None) -> Changes:
        """Replace the words of a note; call it after each pause in typing. Raises NoteMissing.

        Consecutive edits of one note are one step of undo until :meth:`end_editing`.
        """

        def edits() -> list[Edit]:
            known = self.notes.get(note_id)
            if known is None:
                raise NoteMissing("This note has been deleted", mend="Undo the deletion to go on with it.")
            words = clean_body(body)
            if words == known.body:
                return []
            return [Edit(known, replace(known, body=words, changed=self._clock()))]

        return self._do("Edit note", edits, session=note_id, initiator=initiator)

    def end_editing(self) -> None:
        """The editor was closed: what is typed later is another step."""
        with self.history.lock:
            self.history.end_session()

    def recolour(
        self, note_ids: Iterable[str], colour: Colour, *, initiator: object | None = None
    ) -> Changes:
        """Give these notes another colour, in one step; unknown ids are passed over."""
        return self._do("Change colour", lambda: self._recoloured(note_ids, colour), initiator=initiator)

    def delete(self, note_ids: Iterable[str], *, initiator: object | None = None) -> Changes:
        """Delete these notes, in one step; unknown ids are passed over."""
        ids = list(dict.fromkeys(note_ids))
        name = "Delete note" if len(ids) == 1 else f"Delete {len(ids)} notes"
        return self._do(name, lambda: [Edit(note, None) for note in self._known(ids)], initiator=initiator)

    def put(
        self, places: Mapping[tuple[str, int], Anchor], name: str, *, initiator: object | None = None
    ) -> Changes:
        """Give targets of notes, by (note id, number), other places, in one step of that ``name``."""

        def edits() -> list[Edit]:
            found = []
            for note in self._known(note_id for note_id, _ in places):
                targets = (places.get((note.id, n), target) for n, target in enumerate(note.targets))
                found.append(Edit(note, replace(note, targets=tuple(targets), changed=self._clock())))
            return found

        return self._do(name, edits, initiator=initiator)

    def change(
        self,
        name: str,
        make_edits: Callable[[], list[Edit]],
        *,
        texts: Mapping[str, Content] | None = None,
        initiator: object | None = None,
    ) -> Changes:
        """Carry out what ``make_edits`` gives in one step of that ``name``; no Changes where that is nothing.

        It is called while nobody else changes notes. ``texts`` are those, by digest, that new notes stand on
        and that are not open: they are kept with them.
        """
        return self._do(name, make_edits, texts=texts, initiator=initiator)

    def new_note(self, targets: Sequence[Anchor], colour: Colour, *, tags: tuple[str, ...] = ()) -> Note:
        """A note of this corpus, to be added by :meth:`change`. Raises ValueError where it has no place."""
        return replace(self._new_note(targets, colour, ""), tags=tags)

    def merge(self, notes: Iterable[Note], *, initiator: object | None = None) -> Changes:
        """Take in notes from elsewhere, in one step: of two states of a note the later changed one stays.

        Their ``corpus`` must be :attr:`corpus_key`, and none of their ids among :meth:`foreign_ids`.
        """
        newest = {note.id: note for note in sorted(notes, key=lambda note: note.changed)}

        def edits() -> list[Edit]:
            pairs = [(self.notes.get(note_id), note) for note_id, note in newest.items()]
            return [Edit(known, note) for known, note in pairs if not known or note.changed > known.changed]

        return self._do("Import notes", edits, initiator=initiator)

    def foreign_ids(self, note_ids: Iterable[str]) -> set[str]:
        """Those of the ids under which another corpus has a note in the same store."""
        return self._store.read(ids_of_others, self.corpus_key, list(note_ids))

    def former_text(self, digest: str) -> str:
        """The text of that digest, kept since a note was made on it; "" where it was not."""
        return self._store.read(kept_texts, (digest,)).get(digest, "")

    def undo(self, step: Step | None = None, *, initiator: object | None = None) -> Changes:
        """Take the last step of :attr:`history` back, or just the one given; no Changes at the beginning, or
        where it was a repair.

        Raises StaleStep, and StepStands where other steps rest on the one given.
        """
        return self._step(lambda: self.history.undo(step), self.history.take_back_undo, initiator)

    def redo(self, *, initiator: object | None = None) -> Changes:
        """Do the last undone step again; no Changes at the end, or where it was a repair.

        Raises StaleStep.
        """
        return self._step(self.history.redo, self.history.take_back_redo, initiator)

    def carry_out(self, changes: Iterable[Change], initiator: object | None) -> Callable[[], None]:
        """Change notes as part of a step that another records, with the lock of :attr:`history` held; gives
        what tells of it, to be called when no lock is held."""
        with self.notes.lock:
            edits = tuple(change for change in changes if isinstance(change, Edit))
            made = self._apply(edits, initiator)

        def tell() -> None:
            self._tell(made)

        return tell

    def refresh(self) -> Changes:
        """Take in what another process has written since; call it when the window comes to the front."""
        with self.notes.lock:
            operations = self._operations
        version = self._store.read(data_version)
        if version == self._data_version:
            return Changes()
        stored = self._store.read(notes_of, self.corpus_key)
        with self.notes.lock:
            if self._saver.unsaved or operations != self._operations:
                # Something was changed meanwhile: what was read may be older. The next call looks again.
                return Changes()
            self._data_version = version
            self._saver.learn({row.note.id: row.revision for row in stored})
            edits = self.notes.edits_towards(row.note for row in stored)
            self.notes.apply(edits)
        return self._tell(Changes.by_edits(edits))

    def retry(self) -> None:
        """Try at once to write what could not be written; it is also tried from time to time."""
        self._saver.retry()

    def flush(self, timeout: float) -> bool:
        """Try what failed again and wait until all is on disk; False where ``timeout`` seconds do not do."""
        self._saver.retry()
        return self._store.flush(timeout) and not self._saver.unsaved

    def _new_note(self, targets: Sequence[Anchor], colour: Colour, body: str) -> Note:
        if not targets:
            raise ValueError("a note needs a place")
        now = self._clock()
        return Note(new_id(now), self.corpus_key, colour, body, tuple(targets), created=now, changed=now)

    def _highlight_of(self, targets: tuple[Anchor, ...]) -> Note | None:
        on_text = self.notes.on_text(targets[0].document, targets[0].version) if targets else []
        return next((note for note in on_text if note.is_highlight and note.targets == targets), None)

    def _known(self, note_ids: Iterable[str]) -> list[Note]:
        found = map(self.notes.get, dict.fromkeys(note_ids))
        return [note for note in found if note is not None]

    def _recoloured(self, note_ids: Iterable[str], colour: Colour) -> list[Edit]:
        now = self._clock()
        return [
            Edit(note, replace(note, colour=colour, changed=now))
            for note in self._known(note_ids)
            if note.colour is not colour
        ]

    def _do(
        self,
        name: str,
        make_edits: Callable[[], list[Edit]],
        *,
        session: str = "",
        texts: Mapping[str, Content] | None = None,
        initiator: object | None,
    ) -> Changes:
        with self.history.lock, self.notes.lock:
            edits = tuple(make_edits())
            if edits:
                self.history.record(name, edits, session=session)
            changes = self._apply(edits, initiator, texts or {})
        return self._tell(changes)

    def _step(
        self, take: Callable[[], Step | None], give_back: Callable[[], None], initiator: object | None
    ) -> Changes:
        changes, tell = Changes(), None
        with self.history.lock:
            step = take()
            party = self.history.party(step)
            if step is not None and party is not None:
                try:
                    tell = party.carry_out(step.edits, initiator)
                except UserError:
                    give_back()
                    raise
            elif step is not None:
                with self.notes.lock:
                    edits = tuple(edit for edit in step.edits if isinstance(edit, Edit))
                    changes = self._apply(edits, initiator)
        if tell is not None:
            tell()
        return self._tell(changes)

    def _apply(
        self, edits: tuple[Edit, ...], initiator: object | None, texts: Mapping[str, Content] = _NO_TEXTS
    ) -> Changes:
        if edits:
            self._operations += 1
            self.notes.apply(edits)
            self._saver.save(edits, {**texts, **self.notes.contents_under(_newly_placed(edits))})
        return Changes.by_edits(edits, initiator)

    def _show_kept_beside(self, notes: tuple[Note, ...]) -> None:
        edits = [Edit(None, note) for note in notes]
        self.notes.apply(edits)
        self._tell(Changes.by_edits(edits))

    def _report(self, problem: UserError | None) -> None:
        for listener in list(self._trouble_listeners):
            listener(problem)

    def _tell(self, changes: Changes) -> Changes:
        if changes:
            for listener in list(self._listeners):
                listener(changes)
        return changes


def _newly_placed(edits: Iterable[Edit]) -> list[Note]:
    """The notes that were given places, whose texts have to be kept with them."""
    return [
        edit.after
        for edit in edits
        if edit.after is not None and (edit.before is None or edit.before.targets != edit.after.targets)
    ]
