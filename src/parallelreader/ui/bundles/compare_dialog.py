"""Where two annotators differ: figures, and a list that can be walked and settled."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from parallelreader.app.bundle.comparing import Comparison
from parallelreader.app.bundle.telling import figure_lines, marked_words
from parallelreader.core.bundle.agreement import Difference, Differs
from parallelreader.ui.actions.spec import QT_TRANSLATE_NOOP
from parallelreader.ui.bundles.lines_model import LinesModel
from parallelreader.ui.bundles.list_dialog import ListDialog
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.foreign_text import plain_tip

_DIFFERS = {
    Differs.ONLY_MINE: QT_TRANSLATE_NOOP("bundles", "only mine"),
    Differs.ONLY_THEIRS: QT_TRANSLATE_NOOP("bundles", "only theirs"),
    Differs.PLACE: QT_TRANSLATE_NOOP("bundles", "other bounds"),
    Differs.CATEGORY: QT_TRANSLATE_NOOP("bundles", "other colour"),
    Differs.TAGS: QT_TRANSLATE_NOOP("bundles", "other tags"),
    Differs.WORDS: QT_TRANSLATE_NOOP("bundles", "other words"),
}
_HEAD = (
    QT_TRANSLATE_NOOP("bundles", "Difference"),
    QT_TRANSLATE_NOOP("bundles", "Where"),
    QT_TRANSLATE_NOOP("bundles", "Mine"),
    QT_TRANSLATE_NOOP("bundles", "Theirs"),
)
_MOST_TERMS = 3
_WIDTHS = (130, 290, 200, 200)


class CompareDialog(ListDialog):
    """``go_requested`` has the difference to go to, ``settle_requested`` those in which theirs is taken."""

    go_requested = Signal(object)
    settle_requested = Signal(object)

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        model: LinesModel[Difference] = LinesModel([_word(each) for each in _HEAD], _cells)
        title = _word(QT_TRANSLATE_NOOP("bundles", "Compare with another annotator"))
        super().__init__(themes, parent, title=title, model=model, widths=_WIDTHS, wide=(2, 3))
        self.kept: set[Difference] = set()
        self._found: tuple[Difference, ...] = ()
        self.go = self.add_button(
            self.tr("&Go to it"), self.tr("Show this place in the text"), "Return", self._on_go
        )
        self.take = self.add_button(
            self.tr("&Take theirs"),
            self.tr("Let mine be as theirs"),
            "T",
            lambda: self.settle_requested.emit(self.chosen),
        )
        self.keep = self.add_button(
            self.tr("&Keep mine"), self.tr("Leave it as it is, and list it no more"), "K", self._on_keep
        )
        self.end_buttons()
        self.list.doubleClicked.connect(self.go.click)
        self.follow()

    def show_comparison(self, found: Comparison) -> None:
        """Show figures and differences, without those that were settled by keeping one's own."""
        self._found = found.differences
        lines = figure_lines(found)
        # The list below is what one walks; the rest of these is told of where one points.
        terms = found.term_differences[:_MOST_TERMS]
        more = len(found.term_differences) - len(terms)
        terms = (*terms, self.tr("and {count} terms more").format(count=more)) if more else terms
        self.about.setToolTip(plain_tip("\n".join(found.term_differences)))
        self.say(lines[0], "\n".join(filter(None, (*lines[1:], *terms))))
        self._relist()

    def follow(self) -> None:
        if hasattr(self, "keep"):
            chosen: list[Difference] = self.chosen
            self.go.setEnabled(len(chosen) == 1)
            self.take.setEnabled(any(each.theirs is not None for each in chosen))
            self.keep.setEnabled(bool(chosen))

    def _relist(self) -> None:
        self.show_lines([each for each in self._found if each not in self.kept])

    def _on_go(self) -> None:
        if self.chosen:
            self.go_requested.emit(self.chosen[0])

    def _on_keep(self) -> None:
        self.kept.update(self.chosen)
        self._relist()


def _cells(difference: Difference) -> tuple[str, ...]:
    marked = difference.any
    sides = (difference.mine, difference.theirs)
    document, version = marked.place
    # The words first, for what is too long is cut at its end.
    where = f"{marked.quote or '–'} · {version} {marked.label}, {document}"
    differs = ", ".join(_word(_DIFFERS[each]) for each in difference.differs)
    return (differs, where, *(marked_words(each) if each is not None else "" for each in sides))


def _word(text: str) -> str:
    return QCoreApplication.translate("bundles", text)
