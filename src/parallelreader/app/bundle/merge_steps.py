"""Merges as steps of the history: taken back and done again whole or not at all, in their order."""

from collections.abc import Callable

from parallelreader.app.bundle.undoing import MergeStands, take_back_merge
from parallelreader.app.undo import Change, History, Step
from parallelreader.core.bundle.merging import MergePlan
from parallelreader.core.corpus import Corpus
from parallelreader.core.values import dataclass
from parallelreader.paths import UserFolders


class MergeAct:
    """A merge, or what was taken over when two compared, as it was done last; ``again`` does it once more."""

    def __init__(
        self, corpus: Corpus, folders: UserFolders, plan: MergePlan, again: Callable[[], MergePlan]
    ) -> None:
        self.corpus, self._folders = corpus, folders
        self._plan, self._again = plan, again

    @property
    def touched(self) -> frozenset[object]:
        """What it changed, notes by their ids."""
        return frozenset(line.record.key[0] for line in self._plan.lines)

    def turn(self, *, is_back: bool) -> None:
        """Take it back, or do it again. Raises MergeStands and StoreProblem."""
        if is_back:
            take_back_merge(self.corpus, self._plan, self._folders)
        else:
            self._plan = self._again()


@dataclass(frozen=True, slots=True)
class MergeChange:
    """A merge that is done or, where it ``is_back``, taken back."""

    act: MergeAct
    is_back: bool = False

    @property
    def touched(self) -> frozenset[object]:
        return self.act.touched

    @property
    def subject(self) -> object:
        return self.act

    def reverted(self) -> "MergeChange":
        return MergeChange(self.act, not self.is_back)

    def followed_by(self, later: "MergeChange") -> "MergeChange":
        raise ValueError("merges stand each for themselves")


class MergeSteps:
    """The steps of the history that are merges. They write to the store: called off the main thread, and
    when all that others have to write is written."""

    noun = "thing"
    is_in_order = True

    def __init__(self) -> None:
        self.history = History(lambda _: None)

    def use(self, history: History) -> None:
        """Go on in another history, such as that of a corpus just opened."""
        history.admit(MergeChange, self)
        self.history = history

    def record(self, name: str, act: MergeAct) -> Step | None:
        """Let what was merged be a step."""
        with self.history.lock:
            self.history.record(name, (MergeChange(act),))
            return self.history.latest

    def is_current(self, change: Change) -> bool:
        """For the history. Whether all is as it was is seen when it is carried out."""
        return True

    def carry_out(self, changes: tuple[Change, ...], initiator: object | None) -> Callable[[], None]:
        """For the history."""
        for change in changes:
            if isinstance(change, MergeChange):
                change.act.turn(is_back=change.is_back)
        return lambda: None

    def turn(self, wanted: Step | None = None, *, is_redo: bool = False) -> None:
        """Take the last step back, just the one given, or do the last again; call it where that is a merge.

        Raises as ``History.undo`` does, MergeStands and StoreProblem; then nothing was changed.
        """
        history = self.history
        # The store is written to without the lock: whoever notes something meanwhile does not wait.
        with history.lock:
            is_last = wanted is None or not history.latest or history.latest.id == wanted.id
            step = history.redo() if is_redo else history.undo(wanted)
        try:
            self.carry_out(step.edits if step else (), None)
        except BaseException as problem:
            with history.lock:
                if is_redo:
                    history.take_back_redo()
                elif is_last and isinstance(problem, MergeStands):
                    # What stands in its way was done elsewhere: the steps before it are not to wait for it.
                    history.forget_undone()
                else:
                    history.take_back_undo()
            raise
