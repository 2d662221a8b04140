"""The way somebody takes from word to word, back and forward again."""

from dataclasses import dataclass, replace

from parallelreader.app.words.entry_page import NOWHERE, Here

_MOST_REMEMBERED = 200


@dataclass(frozen=True, slots=True)
class LookUp:
    """What was looked up, and what was known of it where it stood; the lists named in ``more`` were asked for
    in full. ``scrolled`` is how far down its page was read, in pixels."""

    typed: str
    here: Here = NOWHERE
    more: frozenset[str] = frozenset()
    scrolled: int = 0


class Walk:
    """What was looked up, in order, and which of it is looked at."""

    def __init__(self) -> None:
        self._steps: list[LookUp] = []
        self._at = -1
        self._is_draft = False

    @property
    def current(self) -> LookUp | None:
        return self._steps[self._at] if self._steps else None

    @property
    def can_go_back(self) -> bool:
        return self._at > 0

    @property
    def can_go_forward(self) -> bool:
        return self._at + 1 < len(self._steps)

    def leave(self, scrolled: int) -> None:
        """Remember how far the present page was read."""
        self.change(scrolled=scrolled)

    def change(self, **values: object) -> None:
        """Change what is known of the present step."""
        if self._steps:
            self._steps[self._at] = replace(self._steps[self._at], **values)  # type: ignore[arg-type]

    def go(self, step: LookUp, *, is_draft: bool = False) -> None:
        """Take a step. What is still being typed (``is_draft``) is replaced by the next letter, so that it is
        one step in the end."""
        takes_place = self._is_draft and bool(self._steps)
        self._is_draft = is_draft
        current = self.current
        if current is not None and (current.typed, current.here) == (step.typed, step.here):
            return
        if takes_place and not current_has_place(current):
            self._steps[self._at] = step
            return
        del self._steps[self._at + 1 :]
        self._steps.append(step)
        del self._steps[:-_MOST_REMEMBERED]
        self._at = len(self._steps) - 1

    def step(self, by: int) -> bool:
        """Go back (-1) or forward (1); whether there was anywhere to go."""
        if not 0 <= self._at + by < len(self._steps):
            return False
        self._at += by
        self._is_draft = False
        return True


def current_has_place(step: LookUp | None) -> bool:
    """Whether a step came from the text and not from the field."""
    return step is not None and step.here != NOWHERE
