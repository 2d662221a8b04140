"""Tags on notes, and the queue of those that wait to be reviewed: each act one step of undo.

Which tags there are to choose from is said by the scheme of the corpus; others may be used all the same.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from parallelreader.app.annotating import Annotating
from parallelreader.app.changes import Changes
from parallelreader.core.notes.edits import Edit
from parallelreader.core.notes.note import Anchor, Colour, Note, Review, clean_body, now_in_milliseconds
from parallelreader.core.notes.tags import NO_SCHEME, TagScheme, tidy_tag
from parallelreader.core.text_content import Content


class Tagging:
    """What can be done with the tags on the notes of one corpus; may be called from any thread."""

    def __init__(
        self,
        notes: Annotating,
        scheme: TagScheme = NO_SCHEME,
        *,
        clock: Callable[[], int] = now_in_milliseconds,
    ) -> None:
        self.scheme = scheme
        self._notes = notes
        self._clock = clock

    def counts(self) -> dict[str, int]:
        """How many notes have each tag: those of the scheme in its order, then others by their names."""
        used = Counter(tag for note in self._notes.notes.all() for tag in note.tags)
        known = self.scheme.tags
        folded = {tag.casefold() for tag in known}
        others = sorted((tag for tag in used if tag.casefold() not in folded), key=str.casefold)
        return {tag: used[tag] for tag in (*known, *others)}

    def tag(
        self,
        note_ids: Iterable[str],
        add: Sequence[str],
        remove: Sequence[str] = (),
        *,
        initiator: object | None = None,
    ) -> Changes:
        """Add tags to notes and take others away; unknown ids are passed over."""
        ids = list(dict.fromkeys(note_ids))
        name = "Tag note" if len(ids) == 1 else f"Tag {len(ids)} notes"
        return self._change(
            name, ids, lambda note: replace(note, tags=self.scheme.tagged(note.tags, add, remove)), initiator
        )

    def set_tags(self, note_id: str, tags: Sequence[str], *, initiator: object | None = None) -> Changes:
        """Let these be the tags of a note."""
        wanted = self.scheme.tagged((), tags)
        return self._change("Tag note", [note_id], lambda note: replace(note, tags=wanted), initiator)

    def rename(self, tag: str, to: str, *, initiator: object | None = None) -> Changes:
        """Call a tag otherwise on every note; with "" take it from them."""
        tidied = tidy_tag(to)
        name = f"Rename tag {tag}" if tidied else f"Remove tag {tag}"
        return self.rename_all({tag: tidied}, name=name, initiator=initiator)

    def rename_all(
        self, names: Mapping[str, str], *, name: str = "Change tags", initiator: object | None = None
    ) -> Changes:
        """Call several tags otherwise on every note, in one step, and take those away that are to be ""; two
        may have each other's names from then on."""
        return self._notes.change(name, lambda: self.renamings(names), initiator=initiator)

    def renamings(self, names: Mapping[str, str]) -> list[Edit]:
        """What :meth:`rename_all` would do; called while nobody else changes notes."""
        to = {tag.casefold(): tidy_tag(other) for tag, other in names.items()}

        def renamed(note: Note) -> Note:
            tags = [to.get(each.casefold(), each) for each in note.tags]
            return replace(note, tags=self.scheme.tagged((), tags))

        with_any = [
            note.id for note in self._notes.notes.all() if any(tag.casefold() in to for tag in note.tags)
        ]
        return self._edits(with_any, renamed)

    def mark(
        self,
        places: Iterable[Sequence[Anchor]],
        tags: Sequence[str],
        *,
        colour: Colour | None = None,
        waits: bool = False,
        texts: Mapping[str, Content] | None = None,
        initiator: object | None = None,
    ) -> Changes:
        """Mark places, one note for each, and tag them; one that is marked already just so gets the tags.

        Without a ``colour`` it is that of the first tag in the scheme that has one. With ``waits`` they wait
        to be reviewed. ``texts`` are as in ``Annotating.change``.
        """
        targets = [tuple(each) for each in places]
        wanted = self.scheme.tagged((), tags)
        specs = (self.scheme.spec(tag) for tag in wanted)
        own = next((spec.colour for spec in specs if spec is not None and spec.colour), Colour.YELLOW)
        review = Review.WAITING if waits else Review.NONE

        def edits() -> list[Edit]:
            known = {note.targets: note for note in self._notes.notes.all()}
            made: list[Edit] = []
            for each in dict.fromkeys(targets):
                note = known.get(each)
                if note is None:
                    new = self._notes.new_note(each, colour or own, tags=wanted)
                    made.append(Edit(None, replace(new, review=review)))
                    continue
                tagged = self.scheme.tagged(note.tags, wanted)
                if tagged != note.tags:
                    made.append(
                        Edit(
                            note,
                            replace(note, tags=tagged, review=review or note.review, changed=self._clock()),
                        )
                    )
            return made

        name = "Tag a place" if len(targets) == 1 else f"Tag {len(targets)} places"
        return self._notes.change(name, edits, texts=texts, initiator=initiator)

    def comment(
        self,
        targets: Sequence[Anchor],
        words: str,
        tags: Sequence[str] = (),
        *,
        waits: bool = False,
        texts: Mapping[str, Content] | None = None,
        initiator: object | None = None,
    ) -> Changes:
        """Write a note on a pair or any other places; ``texts`` are as in ``Annotating.change``."""
        made = self._notes.new_note(targets, Colour.YELLOW, tags=self.scheme.tagged((), tags))
        review = Review.WAITING if waits else Review.NONE
        note = replace(made, body=clean_body(words), review=review)
        return self._notes.change("Add note", lambda: [Edit(None, note)], texts=texts, initiator=initiator)

    def waiting(self) -> list[Note]:
        """The notes that wait to be reviewed, in reading order."""
        return [note for note in self._notes.notes.find() if note.review is Review.WAITING]

    @property
    def waiting_count(self) -> int:
        """How many wait; quicker than to list them."""
        return sum(note.review is Review.WAITING for note in self._notes.notes.all())

    def ask_for_review(self, note_ids: Iterable[str], *, initiator: object | None = None) -> Changes:
        """Put notes into the queue."""
        return self._reviewed("Ask for review", note_ids, Review.WAITING, initiator)

    def accept(self, note_ids: Iterable[str], *, initiator: object | None = None) -> Changes:
        """Take notes out of the queue as good."""
        ids = list(note_ids)
        name = "Accept note" if len(ids) == 1 else f"Accept {len(ids)} notes"
        return self._reviewed(name, ids, Review.DONE, initiator)

    def reject(self, note_ids: Collection[str], *, initiator: object | None = None) -> Changes:
        """Delete notes of the queue; those that do not wait stay."""
        wanted = {note.id for note in self.waiting()} & set(note_ids)
        return self._notes.change(
            "Reject note" if len(wanted) == 1 else f"Reject {len(wanted)} notes",
            lambda: [Edit(note, None) for note in map(self._notes.notes.get, sorted(wanted)) if note],
            initiator=initiator,
        )

    def _reviewed(
        self, name: str, note_ids: Iterable[str], review: Review, initiator: object | None
    ) -> Changes:
        return self._change(name, list(note_ids), lambda note: replace(note, review=review), initiator)

    def _change(
        self, name: str, ids: Iterable[str], change: Callable[[Note], Note], initiator: object | None
    ) -> Changes:
        return self._notes.change(name, lambda: self._edits(ids, change), initiator=initiator)

    def _edits(self, ids: Iterable[str], change: Callable[[Note], Note]) -> list[Edit]:
        now = self._clock()
        known = [note for note in map(self._notes.notes.get, dict.fromkeys(ids)) if note is not None]
        pairs = ((note, change(note)) for note in known)
        return [Edit(note, replace(made, changed=now)) for note, made in pairs if made != note]
