"""Brings changed notes to the store without letting anyone wait, and loses none on the way.

What cannot be written stays here and is tried again; what a note says is decided in ``annotating``.
"""

import logging
import threading
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass

from parallelreader.core.errors import StoreProblem, UserError
from parallelreader.core.notes.edits import Edit
from parallelreader.core.notes.note import Note
from parallelreader.store.database import Store
from parallelreader.store.notes import Connection, NoteWrite, Written, keep_text, write_notes

logger = logging.getLogger(__name__)

_SECONDS_TO_NEXT_TRY = (0.5, 2.0, 5.0, 15.0)

OnTrouble = Callable[[UserError | None], None]
"""Told why writing failed, and None when all is written again; called on the store's thread."""


@dataclass(frozen=True, slots=True)
class _Batch:
    edits: Mapping[str, Edit]
    texts: Mapping[str, str]
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
        self._store = store
        self._revisions = dict(revisions)
        self._on_trouble = on_trouble
        self._on_kept_beside = on_kept_beside
        self._lock = threading.Lock()
        self._unsaved: dict[str, Edit] = {}
        self._unsaved_texts: dict[str, str] = {}
        self._failures = 0
        self._is_queued = False
        self._is_retry_planned = False

    @property
    def unsaved(self) -> frozenset[str]:
        """The ids of notes that are not on disk as they are now."""
        with self._lock:
            return frozenset(self._unsaved)

    def save(self, edits: Iterable[Edit], texts: Mapping[str, str]) -> None:
        """Write what these edits lead to, at once and in the background.

        ``texts`` by digest are those the notes were made on, to be kept with them.
        """
        with self._lock:
            self._unsaved.update((edit.note_id, edit) for edit in edits)
            self._unsaved_texts.update(texts)
        self.retry()

    def retry(self) -> None:
        """Try now to write whatever is not written yet."""
        with self._lock:
            # One write that waits for its turn takes along all that comes until then: a busy store is
            # not asked once for each key pressed.
            if self._is_queued or not self._unsaved:
                return
            self._is_queued = True
        self._store.submit_then(self._on_written, self._write)

    def learn(self, revisions: Mapping[str, int]) -> None:
        """Take note of the revisions another process has written."""
        with self._lock:
            self._revisions.update(revisions)

    def _write(self, connection: Connection) -> _Batch:
        """Runs on the store's thread: what is unsaved then is written, however many asked for it."""
        with self._lock:
            self._is_queued = False
            edits, texts = dict(self._unsaved), dict(self._unsaved_texts)
            writes = [self._row_after(edit) for edit in edits.values()]
        for digest, content in texts.items():
            keep_text(connection, digest, content)
        return _Batch(edits, texts, write_notes(connection, writes))

    def _row_after(self, edit: Edit) -> NoteWrite:
        note = edit.notes[-1]
        return NoteWrite(note, is_deleted=edit.after is None, base=self._revisions.get(note.id, 0))

    def _on_written(self, done: Future[_Batch]) -> None:
        error = done.exception()
        if error is not None:
            self._on_failure(_explained(error))
            return
        batch = done.result()
        with self._lock:
            self._revisions.update(batch.written.revisions)
            for note_id, edit in batch.edits.items():
                if self._unsaved.get(note_id) is edit:
                    del self._unsaved[note_id]
            for digest in batch.texts:
                self._unsaved_texts.pop(digest, None)
        if self._failures:
            self._failures = 0
            self._on_trouble(None)
        if batch.written.kept_beside:
            self._on_kept_beside(batch.written.kept_beside)

    def _on_failure(self, problem: UserError) -> None:
        with self._lock:
            self._is_queued = False
        wait = _SECONDS_TO_NEXT_TRY[min(self._failures, len(_SECONDS_TO_NEXT_TRY) - 1)]
        self._failures += 1
        if self._failures == 1:
            self._on_trouble(problem)
        # However many writes failed, one waits: a full disk is not asked once for each key pressed.
        if not self._is_retry_planned:
            self._is_retry_planned = True
            self._store.after(wait, self._retry_as_planned)

    def _retry_as_planned(self) -> None:
        self._is_retry_planned = False
        self.retry()


def _explained(error: BaseException) -> UserError:
    """A fault of ours keeps notes from being written just as a full disk does: the reader must know."""
    if isinstance(error, UserError):
        return error
    logger.error("notes could not be written", exc_info=error)
    return StoreProblem(
        f"The notes could not be written because of a fault in this program ({error})",
        mend="They stay in the window: copy what you need before you close it.",
    )
