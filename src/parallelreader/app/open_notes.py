"""The notes of one corpus, answered from memory: what painting, lists and search ask.

Changing them is the business of ``annotating``; nothing here writes.
"""

import threading
import time
from collections.abc import Collection, Iterable, Sequence
from itertools import islice

from parallelreader.core.notes.anchor import anchor_at
from parallelreader.core.notes.carrying import Carrier
from parallelreader.core.notes.edits import Edit
from parallelreader.core.notes.marks import Mark
from parallelreader.core.notes.note import Anchor, Colour, Note
from parallelreader.core.notes.notebook import Notebook, OpenText, TextKey
from parallelreader.core.notes.placement import Placement
from parallelreader.core.text import Span, Text
from parallelreader.core.text_content import Content
from parallelreader.store.database import Store
from parallelreader.store.notes import kept_texts

# A change of so many takes some milliseconds.
_EDITS_AT_ONCE = 200
# Without a pause whoever waits may be passed over again.
_SECONDS_A_PAUSE = 0.0002


class OpenNotes:
    """Every method may be called from any thread; ``lock`` is held by whoever changes notes, until all of a
    step is done. Nobody has to wait for that to look at them."""

    def __init__(
        self,
        store: Store,
        notes: Iterable[Note],
        documents: Sequence[str],
        *,
        known_texts: Collection[TextKey] | None = None,
    ) -> None:
        """``documents`` are the ids of the corpus in the order of lists, ``known_texts`` all texts it has."""
        self.lock = threading.RLock()
        # Held no longer than a frame may wait for it.
        self._looking = threading.Lock()
        self._store = store
        self._notebook = Notebook(notes, documents, known_texts=known_texts)

    def __len__(self) -> int:
        return len(self._notebook)

    def open_text(self, document: str, version: str, text: Text) -> None:
        """Find the places of all notes on ``text``, from which :meth:`marks_in` then answers.

        Takes long where a long text was edited: call it where the text is loaded, not where it is drawn.
        """
        key, digest = (document, version), text.digest
        notes = self.on_text(document, version)
        others = {a.digest for n in notes for a in n.targets if (a.document, a.version) == key}
        others -= {digest, ""}
        former = self._store.read(kept_texts, others) if others else {}
        carriers = {name: Carrier(content, str(text.content)) for name, content in former.items()}
        opened = OpenText(key, text, digest=digest, carriers=carriers)
        for note in notes:
            opened.add(note)
        with self._looking:
            self._notebook.adopt(opened)

    def close_text(self, document: str, version: str) -> None:
        """Let the text go; its notes stay in lists."""
        with self._looking:
            self._notebook.close_text((document, version))

    def anchor(self, document: str, version: str, span: Span) -> Anchor:
        """The anchor of a selection in an open text. Raises ValueError where nothing can be marked."""
        with self._looking:
            opened = self._notebook.open_text((document, version))
        if opened is None:
            raise ValueError(f"the text {document}/{version} is not open")
        return anchor_at(opened.text, span, document=document, version=version, digest=opened.digest)

    def all(self) -> list[Note]:
        """Every note, in no particular order; quicker than to find all."""
        with self._looking:
            return self._notebook.all()

    def get(self, note_id: str) -> Note | None:
        """The note as it is now; None where there is none."""
        with self._looking:
            return self._notebook.get(note_id)

    def on_text(self, document: str, version: str) -> list[Note]:
        """The notes with a target on that text, open or not, in no particular order."""
        with self._looking:
            return self._notebook.notes_on((document, version))

    def marks_in(self, document: str, version: str, span: Span) -> list[Mark]:
        """The marks within ``span`` of an open text, in reading order."""
        with self._looking:
            return self._notebook.marks_in((document, version), span)

    def placement(self, note_id: str, target: int = 0) -> Placement | None:
        """Where a target stands; None where its text is not open, unplaced where the corpus lost it."""
        with self._looking:
            return self._notebook.placement(note_id, target)

    def unplaced(self) -> list[tuple[Note, int]]:
        """The notes, with the number of the target, whose place in an open text is lost, or their text."""
        with self._looking:
            return self._notebook.unplaced()

    def count_in(self, document: str) -> int:
        """How many notes have a target in that document."""
        with self._looking:
            return self._notebook.count_in(document)

    def find(
        self, query: str = "", *, colour: Colour | None = None, document: str = "", version: str = ""
    ) -> list[Note]:
        """The notes that meet every condition given, in reading order; without any, all.

        ``query`` is looked for in bodies and quotes as it is, regardless of case.
        """
        with self._looking:
            return self._notebook.find(query, colour=colour, document=document, version=version)

    def contents_under(self, notes: Iterable[Note]) -> dict[str, Content]:
        """The open texts these notes stand on, by digest."""
        keys: set[TextKey] = {(a.document, a.version) for note in notes for a in note.targets}
        with self._looking:
            opened = [text for text in map(self._notebook.open_text, keys) if text is not None]
        return {text.digest: text.text.content for text in opened}

    def edits_towards(self, notes: Iterable[Note]) -> list[Edit]:
        """What would have to be done for these to be all the notes there are."""
        present, wanted = ({note.id: note for note in each} for each in (self.find(), notes))
        return [
            Edit(present.get(note_id), wanted.get(note_id))
            for note_id in {**present, **wanted}
            if present.get(note_id) != wanted.get(note_id)
        ]

    def apply(self, edits: Iterable[Edit]) -> None:
        """Take over changes; only ``annotating`` does so. Who looks meanwhile sees a part of thousands."""
        with self.lock:
            remaining = iter(edits)
            while portion := list(islice(remaining, _EDITS_AT_ONCE)):
                with self._looking:
                    self._notebook.apply(portion)
                if len(portion) == _EDITS_AT_ONCE:
                    time.sleep(_SECONDS_A_PAUSE)
