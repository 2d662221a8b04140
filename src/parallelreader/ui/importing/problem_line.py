"""The line above the foot that says what went wrong; what it says stays until it is mended or closed."""

from collections.abc import Callable
from enum import Enum, auto

from parallelreader.core.errors import ReaderError
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.banner import Banner


class About(Enum):
    """What a problem is about; it is forgotten when that is tried again."""

    READING = auto()
    FAULTS = auto()
    PLANNING = auto()
    WRITING = auto()


class ProblemLine(Banner):
    """One problem of each kind, or several from reading several files."""

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__(themes)
        self._told: dict[About, list[str]] = {}
        self._agree: tuple[str, Callable[[], None]] | None = None

    def tell(self, error: Exception, about: About) -> None:
        """Add a problem to what is said."""
        if self.isHidden():
            # It was closed: what was said before has been seen.
            self._told.clear()
        text = str(error)
        if not isinstance(error, ReaderError):
            text = self.tr("Something went wrong inside the program: {error}").format(error=error)
        told = self._told.setdefault(about, [])
        if text not in told:
            told.append(text)
        self._show()

    def ask(self, text: str, agree: tuple[str, Callable[[], None]] | None) -> None:
        """Say what cannot be read, with a button to go on without it; an empty text takes that back."""
        self._told.pop(About.FAULTS, None)
        self._agree = agree
        if text:
            self._told[About.FAULTS] = [text]
        self._show()

    def forget(self, about: About) -> None:
        """What this is about is being tried again."""
        if self._told.pop(about, None):
            self._show()

    def _show(self) -> None:
        lines = list(dict.fromkeys(text for texts in self._told.values() for text in texts))
        if lines:
            self.say("\n".join(lines), is_error=True, more=self._agree)
        else:
            self.hide()
