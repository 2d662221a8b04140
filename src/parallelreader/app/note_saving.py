"""The notes that are not on disk yet, and what another process has done to them meanwhile.

When and how often writing is tried is decided in ``saving``; what a note says in ``annotating``.
"""

import threading
from collections.abc import Callable, Iterable, Mapping

from parallelreader.app.saving import OnTrouble, PatientWriter
from parallelreader.core.notes.edits import Edit
from parallelreader.core.notes.note import Note
from parallelreader.core.text_content import Content
from parallelreader.core.values import dataclass
from parallelreader.store.database import Store
from parallelreader.store.notes import Connection, NoteWrite, Written, keep_text, write_notes


@dataclass(frozen=True, slots=True)
class _Batch:
    edits: Mapping[str, Edit]
    texts: Mapping[str, Content]
    written: Written


class NoteSaver:
    """The unsaved notes of one corpus. Safe from any thread."""

    def __init__(
        self,
        store: Store,
        revisions: Mapping[str, int],
        *,
        on_trouble: OnTrouble,
        on_kept_beside: Callable[[tuple[Note, ...]], None],
    ) -> None:
        """``revisions`` of the stored rows by note id; ``on_kept_beside`` is called on the store's thread."""
        self._revisions = dict(revisions)
        self._on_kept_beside = on_kept_beside
        self._lock = threading.Lock()
        self._unsaved: dict[str, Edit] = {}
        self._unsaved_texts: dict[str, Content] = {}
        self._writer = PatientWriter(
            store,
            what="notes",
            is_needed=lambda: bool(self.unsaved),
            write=self._write,
            on_written=self._on_written,
            on_trouble=on_trouble,
        )

    @property
    def unsaved(self) -> frozenset[str]:
        """The ids of notes that are not on disk as they are now."""
        with self._lock:
            return frozenset(self._unsaved)

    def save(self, edits: Iterable[Edit], texts: Mapping[str, Content]) -> None:
        """Write what these edits lead to, at once and in the background.

        ``texts`` by digest are those the notes were made on, to be kept with them.
        """
        with self._lock:
            self._unsaved.update((edit.note_id, edit) for edit in edits)
            self._unsaved_texts.update(texts)
        self.retry()

    def retry(self) -> None:
        """Try now to write whatever is not written yet."""
        self._writer.retry()

    def learn(self, revisions: Mapping[str, int]) -> None:
        """Take note of the revisions another process has written."""
        with self._lock:
            self._revisions.update(revisions)

    def _write(self, connection: Connection) -> _Batch:
        with self._lock:
            edits, texts = dict(self._unsaved), dict(self._unsaved_texts)
            writes = [self._row_after(edit) for edit in edits.values()]
        for digest, content in texts.items():
            keep_text(connection, digest, content)
        return _Batch(edits, texts, write_notes(connection, writes))

    def _row_after(self, edit: Edit) -> NoteWrite:
        note = edit.notes[-1]
        return NoteWrite(note, is_deleted=edit.after is None, base=self._revisions.get(note.id, 0))

    def _on_written(self, batch: _Batch) -> None:
        with self._lock:
            self._revisions.update(batch.written.revisions)
            for note_id, edit in batch.edits.items():
                if self._unsaved.get(note_id) is edit:
                    del self._unsaved[note_id]
            for digest in batch.texts:
                self._unsaved_texts.pop(digest, None)
        if batch.written.kept_beside:
            self._on_kept_beside(batch.written.kept_beside)
