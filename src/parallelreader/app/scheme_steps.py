"""Changes of the scheme of tags as steps of the history, each with what it does to the tags on notes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from parallelreader.app.annotating import Annotating
from parallelreader.app.tag_schemes import file_of_scheme, put_scheme
from parallelreader.app.tagging import Tagging
from parallelreader.app.undo import Change, Step
from parallelreader.core.corpus import Corpus
from parallelreader.core.errors import CorpusProblem, WriteProblem
from parallelreader.core.notes.edits import Edit
from parallelreader.core.notes.tags import NO_SCHEME, TagScheme
from parallelreader.formats.tag_scheme import read_corpus_scheme, read_scheme, scheme_text


@dataclass(frozen=True, slots=True)
class SchemeChange:
    """What stands in the file of the scheme before and after, None for no file, and the notes with it."""

    before: bytes | None
    after: bytes | None
    edits: tuple[Edit, ...] = ()

    is_slow = True
    """It writes a file."""

    @property
    def touched(self) -> frozenset[object]:
        return frozenset((SchemeChange, *(edit.note_id for edit in self.edits)))

    @property
    def subject(self) -> object:
        return self

    def reverted(self) -> "SchemeChange":
        return SchemeChange(self.after, self.before, tuple(edit.reverted() for edit in reversed(self.edits)))

    def followed_by(self, later: "SchemeChange") -> "SchemeChange":
        raise ValueError("they stand each for themselves")


class SchemeSteps:
    """The scheme of one corpus and the tags on its notes. It reads and writes a file: called off the main
    thread."""

    noun = "tag"
    is_in_order = False

    def __init__(self, corpus: Corpus, notes: Annotating, told: Callable[[TagScheme], None]) -> None:
        """``told`` is called with the scheme that there is from then on, in the thread that changed it."""
        self._corpus, self._notes, self._told = corpus, notes, told
        notes.history.admit(SchemeChange, self)

    def replace(self, scheme: TagScheme, names: Mapping[str, str]) -> tuple[Step | None, int]:
        """Let that be the scheme, and call tags on notes as ``Tagging.rename_all`` does, in one step; gives
        it and how many notes have other tags. Raises WriteProblem; then nothing was changed."""
        return self._do("Edit tags", scheme_text(scheme).encode(), scheme, names)

    def take(self, file: Path) -> tuple[TagScheme, Step | None]:
        """Let what stands in a file be the scheme. Raises CorpusProblem with the line, WriteProblem."""
        scheme = read_scheme(file)
        step, _ = self._do("Take tags from a file", scheme_text(scheme).encode(), scheme, {})
        return scheme, step

    def is_current(self, change: Change) -> bool:
        """For the history."""
        try:
            if not isinstance(change, SchemeChange) or file_of_scheme(self._corpus) != change.before:
                return False
        except WriteProblem:
            return False
        return all(self._notes.notes.get(edit.note_id) == edit.before for edit in change.edits)

    def carry_out(self, changes: tuple[Change, ...], initiator: object | None) -> Callable[[], None]:
        """For the history. Raises WriteProblem; then nothing was changed."""
        tellers = []
        for change in changes:
            if isinstance(change, SchemeChange):
                put_scheme(self._corpus, change.after)
                tellers.append(self._notes.carry_out(change.edits, initiator))

        def tell() -> None:
            for each in tellers:
                each()
            try:
                scheme = read_corpus_scheme(self._corpus)
            except CorpusProblem:
                # What stood there could not be read before either.
                scheme = NO_SCHEME
            self._told(scheme)

        return tell

    def _do(
        self, name: str, after: bytes, scheme: TagScheme, names: Mapping[str, str]
    ) -> tuple[Step | None, int]:
        history = self._notes.history
        with history.lock:
            edits = tuple(Tagging(self._notes, scheme).renamings(names)) if names else ()
            change = SchemeChange(file_of_scheme(self._corpus), after, edits)
            if change.before == after and not edits:
                return None, 0
            tell = self.carry_out((change,), None)
            history.record(name, (change,))
            step = history.latest
        tell()
        return step, len(edits)
