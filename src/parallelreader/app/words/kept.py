"""The words that are kept to be learnt, with the sentences they were met in, and their reviews.

What is due is answered from memory; when a word is due again is worked out by ``scheduling``.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from parallelreader.app.saving import OnTrouble
from parallelreader.app.words.kept_changes import KeptChanges, KeptEdit, KeptEdits, changes_between
from parallelreader.app.words.kept_rows import review_of, word_of
from parallelreader.app.words.kept_saving import KeptSaver
from parallelreader.app.words.kept_word import Card, Context, KeptWord, Partner, Rating, Review
from parallelreader.app.words.scheduling import USUAL, reviewed
from parallelreader.app.words.statuses import Status, Statuses
from parallelreader.app.words.steps import Part
from parallelreader.core.errors import UserError
from parallelreader.core.notes.note import new_id, now_in_milliseconds
from parallelreader.store.database import Store
from parallelreader.store.kept_words import kept_words, reviews
from parallelreader.store.notes import data_version

__all__ = ["Card", "Context", "KeptWord", "KeptWords", "Partner", "Rating", "Review"]


class WordMissing(UserError):
    """The kept word that was to be changed has been removed."""


@dataclass(frozen=True, slots=True)
class Due:
    """What is to be reviewed: those met before, the longest due first, then new ones, the oldest first."""

    again: tuple[KeptWord, ...] = ()
    new: tuple[KeptWord, ...] = ()

    @property
    def words(self) -> tuple[KeptWord, ...]:
        return self.again + self.new

    def __len__(self) -> int:
        return len(self.again) + len(self.new)


Listener = Callable[[KeptChanges], None]
"""Called after each change, in the thread that made it."""


class KeptWords:
    """All kept words in memory. Every method may be called from any thread.

    Until :meth:`load` has run there are none; whoever changes something before has it run. Words and
    statuses share their steps of undo.
    """

    def __init__(
        self, store: Store, statuses: Statuses, *, clock: Callable[[], int] = now_in_milliseconds
    ) -> None:
        self.steps = statuses.steps
        self.is_ready = False
        self._statuses = statuses
        self._store = store
        self._clock = clock
        self._words: dict[str, KeptWord] = {}
        self._ids_by_key: dict[str, tuple[str, ...]] = {}
        self._reviews: list[tuple[int, str, Review]] = []
        self._listeners: list[Listener] = []
        self._data_version = 0
        self._operations = 0
        self._saver = KeptSaver(store)
        self.steps.admit(KeptEdits, self)

    def __len__(self) -> int:
        return len(self._words)

    @property
    def unsaved(self) -> int:
        """How many words and reviews are not on disk as they are now."""
        return self._saver.unsaved

    def load(self) -> None:
        """Read all of it and tell the listeners; later calls do nothing."""
        self._statuses.load()
        with self.steps.lock:
            if self.is_ready:
                return
            self._data_version = self._store.read(data_version)
            self._take([word_of(row) for row in self._store.read(kept_words)], self._stored_reviews())
            self.is_ready = True
            changes = KeptChanges(added=tuple(self._words), keys=frozenset(self._ids_by_key))
        if changes.added:
            self._tell(changes)

    def all(self) -> list[KeptWord]:
        """Every kept word, the oldest first."""
        with self.steps.lock:
            return list(self._words.values())

    def get(self, word_id: str) -> KeptWord | None:
        """The word as it is now; None where there is none."""
        return self._words.get(word_id)

    def of(self, key: str) -> tuple[KeptWord, ...]:
        """The kept words of a key, mostly none or one: 行 may be kept once as háng and once as xíng."""
        found = (self._words.get(each) for each in self._ids_by_key.get(key, ()))
        return tuple(word for word in found if word is not None)

    def is_kept(self, key: str) -> bool:
        """Whether a word of this key is kept; costs nothing."""
        return key in self._ids_by_key

    def listen(self, listener: Listener) -> None:
        """Have ``listener`` called after each change, in the thread that made it."""
        self._listeners.append(listener)

    def listen_for_trouble(self, listener: OnTrouble) -> None:
        """Have ``listener`` told why writing fails, and None once all is written; on the store's thread."""
        self._saver.listen_for_trouble(listener)

    def keep(
        self,
        word: str,
        reading: str,
        sense: str,
        context: Context | None,
        *,
        key: str,
        traditional: str = "",
        initiator: object | None = None,
    ) -> KeptWord:
        """Keep a word, which is learnt from then on where it was new: one step of undo.

        The same word with the same reading gets one more context. ``word`` as it stands in the text, ``key``
        in simplified characters.
        """
        self.load()
        now = self._clock()
        kept: KeptWord | None = None

        def plan() -> list[Part]:
            nonlocal kept
            dated = (replace(context, added=context.added or now),) if context else ()
            known = self._known(key, reading)
            if known is None:
                kept = KeptWord(
                    new_id(now), key, word, reading, sense, dated, now, now, Card(now), traditional
                )
            else:
                kept = replace(
                    known,
                    reading=known.reading or reading,
                    sense=known.sense or sense,
                    traditional=known.traditional or traditional,
                )
                for each in dated:
                    own = sense if sense != kept.sense else each.sense
                    kept = kept.with_context(replace(each, sense=own), now=now)
                if replace(kept, changed=known.changed) == known:
                    return []
            is_new = self._statuses.of(key) is Status.NEW
            learnt = self._statuses.moves({key: Status.LEARNING_1}) if is_new else ()
            return [KeptEdits((KeptEdit(known, kept),)), *learnt]

        self.steps.do(f"Keep {word}", plan, initiator=initiator)
        assert kept is not None
        return kept

    def edits_for(self, words: Iterable[KeptWord], reviews: Iterable[Review] = ()) -> KeptEdits | None:
        """What takes in words from elsewhere with their reviews: of two states of a word the later changed
        one stays, or that with more contexts, and no review is lost. None where all of it is there; one
        part of a step."""
        newest = {word.id: word for word in sorted(words, key=lambda word: word.changed)}
        present = {name for _, name, _ in self._reviews}
        new: dict[str, list[Review]] = {}
        for review in reviews:
            if review.id not in present:
                present.add(review.id)
                new.setdefault(review.kept, []).append(review)
        edits = []
        for name in dict.fromkeys((*newest, *new)):
            known, given, made = self._words.get(name), newest.get(name), tuple(new.get(name, ()))
            if given is not None and (known is None or _extent(given) > _extent(known)):
                edits.append(KeptEdit(known, given, made))
            elif known is not None and made:
                edits.append(KeptEdit(known, known, made))
        return KeptEdits(tuple(edits)) if edits else None

    def remove(self, ids: Iterable[str], *, initiator: object | None = None) -> int:
        """Keep these words no longer, in one step; unknown ids are passed over. Gives how many those were."""
        self.load()
        wanted, count = list(dict.fromkeys(ids)), 0

        def plan() -> list[KeptEdits]:
            nonlocal count
            parts = self.removal(wanted)
            count = sum(len(part.edits) for part in parts)
            return parts

        name = "Remove a kept word" if len(wanted) == 1 else f"Remove {len(wanted)} kept words"
        self.steps.do(name, plan, initiator=initiator)
        return count

    def removal(self, ids: Iterable[str]) -> list[KeptEdits]:
        """What would have to change for these words to be kept no longer: one part of a step, or none."""
        return _one([KeptEdit(self._words[each], None) for each in ids if each in self._words])

    def edit(
        self,
        word_id: str,
        *,
        reading: str | None = None,
        sense: str | None = None,
        contexts: tuple[Context, ...] | None = None,
        initiator: object | None = None,
    ) -> None:
        """Change what is kept of a word; what is not given stays. Raises WordMissing."""
        self.load()

        def plan() -> list[KeptEdits]:
            known = self._known_by_id(word_id)
            word = replace(
                known,
                reading=known.reading if reading is None else reading,
                sense=known.sense if sense is None else sense,
                contexts=known.contexts if contexts is None else contexts,
            )
            return _one([KeptEdit(known, replace(word, changed=self._clock()))] if word != known else [])

        self.steps.do("Edit a kept word", plan, initiator=initiator)

    def due(self, now: int | None = None, *, new_a_day: int | None = None) -> Due:
        """What is to be reviewed at a time; of new words only so many as are still to come today."""
        moment = self._clock() if now is None else now
        words = self.all()
        again = sorted((w for w in words if not w.card.is_new and w.card.due <= moment), key=_by_due)
        new = sorted((w for w in words if w.card.is_new), key=lambda word: (word.created, word.id))
        if new_a_day is not None:
            new = new[: max(new_a_day - self._begun_on_day_of(moment), 0)]
        return Due(tuple(again), tuple(new))

    def next_due(self, now: int | None = None) -> int | None:
        """When a word that was reviewed before is due next after a time; None where none is."""
        moment = self._clock() if now is None else now
        return min(
            (w.card.due for w in self.all() if not w.card.is_new and w.card.due > moment), default=None
        )

    def review(
        self,
        word_id: str,
        rating: Rating,
        now: int | None = None,
        *,
        took: int = 0,
        remembered: int = USUAL,
        initiator: object | None = None,
    ) -> KeptWord:
        """Review a word, as a step of undo; gives it as it is after. ``remembered``: see ``reviewed``.

        Raises WordMissing.
        """
        self.load()
        moment = self._clock() if now is None else now
        after: KeptWord | None = None

        def plan() -> list[KeptEdits]:
            nonlocal after
            known = self._known_by_id(word_id)
            after = replace(
                known, card=reviewed(known.card, rating, moment, remembered=remembered), changed=moment
            )
            made = Review(
                new_id(moment), word_id, moment, rating, took, former=known.card.state, state=after.card.state
            )
            return _one([KeptEdit(known, after, (made,))])

        known = self._known_by_id(word_id)
        self.steps.do(f"Review {known.written}", plan, initiator=initiator)
        assert after is not None
        return after

    def reviews(self, since: int = 0) -> list[Review]:
        """The reviews made from a time on, the earliest first."""
        with self.steps.lock:
            return [review for made, _, review in self._reviews if made >= since]

    def refresh(self, *, always: bool = False) -> None:
        """Take in what another process has written since; call it when the window comes to the front, and
        ``always`` where something else of this one has, such as what carries documents elsewhere."""
        if not self.is_ready:
            return
        operations, version = self._operations, self._store.read(data_version)
        if version == self._data_version and not always:
            return
        words, made = [word_of(row) for row in self._store.read(kept_words)], self._stored_reviews()
        with self.steps.lock:
            if self.unsaved or operations != self._operations:
                # Something was changed meanwhile: what was read may be older. The next call looks again.
                return
            self._data_version = version
            before = self._words
            self._take(words, made)
            changes = changes_between(before, self._words)
        if changes.keys:
            self._tell(changes)

    def retry(self) -> None:
        """Try at once to write what could not be written; it is also tried from time to time."""
        self._saver.retry()

    def flush(self, timeout: float) -> bool:
        """Try what failed again and wait until all is on disk; False where ``timeout`` seconds do not do."""
        self._saver.retry()
        return self._store.flush(timeout) and not self.unsaved

    def is_current(self, part: KeptEdits) -> bool:
        """For the steps."""
        return all(self._words.get(edit.id) == edit.before for edit in part.edits)

    def apply(self, part: KeptEdits, initiator: object | None) -> Callable[[], None]:
        """For the steps."""
        before, words = self._words, dict(self._words)
        ids = {review.id for edit in part.edits for review in edit.reviews}
        made = [each for each in self._reviews if each[1] not in ids]
        for edit in part.edits:
            if edit.after is None:
                words.pop(edit.id, None)
            else:
                words[edit.id] = edit.after
            if not edit.takes_back:
                made += [(review.made, review.id, review) for review in edit.reviews]
        made.sort(key=lambda each: each[:2])
        # One that was removed stands again where it stood.
        words = dict(sorted(words.items(), key=lambda item: (item[1].created, item[0])))
        self._operations += 1
        self._set(words, made)
        self._saver.save(part.edits)
        changes = changes_between(before, words, initiator)
        return lambda: self._tell(changes)

    def _known(self, key: str, reading: str) -> KeptWord | None:
        """The word of that reading; one whose reading was not known, then or now, is the same."""
        wanted = _folded(reading)
        same = [word for word in self.of(key) if _folded(word.reading) == wanted]
        return next(iter((*same, *(w for w in self.of(key) if not (w.reading and wanted)))), None)

    def _known_by_id(self, word_id: str) -> KeptWord:
        known = self._words.get(word_id)
        if known is None:
            raise WordMissing("This word is no longer kept", mend="Undo its removal to go on with it.")
        return known

    def _begun_on_day_of(self, moment: int) -> int:
        """How many words were reviewed for the first time on that day of the user's calendar."""
        day = datetime.fromtimestamp(moment / 1000).replace(hour=0, minute=0, second=0, microsecond=0)
        start = round(day.timestamp() * 1000)
        return sum(1 for review in self.reviews(start) if not review.former and review.made <= moment)

    def _stored_reviews(self) -> list[tuple[int, str, Review]]:
        rows = self._store.read(reviews)
        return [(row.made, row.id, review_of(row)) for row in rows]

    def _take(self, words: Iterable[KeptWord], made: list[tuple[int, str, Review]]) -> None:
        self._set({word.id: word for word in words}, made)

    def _set(self, words: dict[str, KeptWord], made: list[tuple[int, str, Review]]) -> None:
        # Whoever reads meanwhile sees the former words or the new ones, and needs no lock for that.
        by_key: dict[str, tuple[str, ...]] = {}
        for word in words.values():
            by_key[word.key] = (*by_key.get(word.key, ()), word.id)
        self._words, self._ids_by_key, self._reviews = words, by_key, made

    def _tell(self, changes: KeptChanges) -> None:
        for listener in list(self._listeners):
            listener(changes)


def _one(edits: list[KeptEdit]) -> list[KeptEdits]:
    """The part of a step that these are, where there are any."""
    return [KeptEdits(tuple(edits))] if edits else []


def _by_due(word: KeptWord) -> tuple[int, str]:
    return word.card.due, word.id


def _folded(reading: str) -> str:
    """A reading as it is compared: however it is spaced and whether or not it begins a sentence."""
    return "".join(reading.split()).casefold().replace("’", "").replace("'", "")


def _extent(word: KeptWord) -> tuple[int, int]:
    """What tells the later of two states of a word."""
    return word.changed, len(word.contexts)
