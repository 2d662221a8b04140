"""The hits that are shown, a row each: where they stand, their contexts, and every other version beside them.

How that looks is left to the delegate; words are cut out of the texts only for what is seen.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from parallelreader.app.terms.concordance import HitLines
from parallelreader.app.terms.sheet import Passage
from parallelreader.core.concordance.hits import Rendering
from parallelreader.core.language.script import is_chinese_tag
from parallelreader.core.text import Span

Index = QModelIndex | QPersistentModelIndex
PLACE, CONTEXT, FIRST = 0, 1, 2
"""The columns before those of the versions."""

# More is not seen in any window.
_WIDEST = 160


@dataclass(frozen=True, slots=True)
class VersionHead:
    """A version beside the hits: its id, and what people call it."""

    id: str
    name: str
    language: str = "en"


class ConcordanceModel(QAbstractTableModel):
    """Rows are places among :attr:`numbers`, which are those of the hits."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: HitLines | None = None
        self.heads: Sequence[VersionHead] = ()
        self.numbers: Sequence[int] = ()
        self.titles: dict[str, str] = {}
        self._places: dict[bool, dict[str, int]] = {False: {}, True: {}}
        self._versions: set[str] = set()

    def show(self, lines: HitLines | None, heads: Sequence[VersionHead], titles: dict[str, str]) -> None:
        """Show other hits, in the order of the corpus."""
        self.beginResetModel()
        self.lines, self.heads, self.titles = lines, heads, titles
        self.numbers = range(len(lines.hits)) if lines is not None else ()
        self._places = {False: {}, True: {}}
        self._versions = set().union(*lines.versions.values()) if lines is not None else set()
        self.endResetModel()

    def arrange(self, numbers: Sequence[int]) -> None:
        """Show these of the hits, in this order."""
        self.beginResetModel()
        self.numbers = numbers
        self.endResetModel()

    def take_renderings(self) -> None:
        """More is known of what renders the hits."""
        if self.numbers:
            last = self.index(len(self.numbers) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, FIRST), last)

    def rank_variants(self) -> None:
        """Give the commonest renderings the first colours, in each language for itself."""
        counts: dict[bool, dict[str, int]] = {False: {}, True: {}}
        chinese = {head.id for head in self.heads if is_chinese_tag(head.language)}
        for found in self.lines.renderings.values() if self.lines is not None else ():
            for version, each in found.items():
                if each.variant:
                    here = counts[version in chinese]
                    here[each.variant] = here.get(each.variant, 0) + 1
        for language, here in counts.items():
            ranked = sorted(here, key=lambda variant: (-here[variant], variant))
            self._places[language] = {variant: place for place, variant in enumerate(ranked)}

    def place_of(self, variant: str, head: VersionHead) -> int:
        """The place of a variant among those there are, by which it has its colour."""
        places = self._places[is_chinese_tag(head.language)]
        return places.setdefault(variant, len(places))

    def number(self, row: int) -> int:
        """Which hit a row shows."""
        return self.numbers[row]

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.numbers)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else FIRST + len(self.heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role != Qt.ItemDataRole.AccessibleTextRole or not index.isValid() or self.lines is None:
            return None
        number = self.number(index.row())
        if index.column() == PLACE:
            return ", ".join(self.place_words(number))
        if index.column() == CONTEXT:
            around = self.lines.context(number, _WIDEST)
            return f"{around.left}{around.hit}{around.right}"
        head = self.heads[index.column() - FIRST]
        found = self.rendering(number, head.id)
        if found is None:
            return self.tr("{name}: nothing").format(name=head.name)
        return ": ".join(filter(None, (head.name, found.written, found.text)))

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        if section == PLACE:
            return self.tr("Place")
        if section == CONTEXT:
            return self.tr("Context")
        return self.heads[section - FIRST].name if section - FIRST < len(self.heads) else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled

    def place_words(self, number: int) -> tuple[str, str]:
        """Where a hit stands: its sentence, with its version where there are several, and its document."""
        assert self.lines is not None
        hit = self.lines.hits[number]
        label = self.lines.label(number)
        if len(self._versions) > 1:
            names = {head.id: head.name for head in self.heads}
            label = f"{label} {names.get(hit.version, hit.version)}"
        return label, self.titles.get(hit.document, hit.document)

    def context(self, number: int) -> Passage:
        """A hit in its context, the hit marked."""
        assert self.lines is not None
        around = self.lines.context(number, _WIDEST)
        start = len(around.left)
        words = f"{around.left}{around.hit}{around.right}"
        return Passage(words, (Span(start, start + len(around.hit)),))

    def language(self, number: int) -> str:
        """In which language a hit is."""
        assert self.lines is not None
        return self.lines.version(self.lines.hits[number]).language

    def rendering(self, number: int, version: str) -> Rendering | None:
        """What stands beside a hit, without the rendering where that is not known yet; None where the
        document has no such version."""
        assert self.lines is not None
        for known in (self.lines.renderings, self.lines.unsettled):
            if number in known and version in known[number]:
                return known[number][version]
        words = self.lines.beside(number, version)
        return Rendering(words) if words is not None else None

    def is_known(self, number: int) -> bool:
        """Whether has been looked for what renders a hit."""
        return self.lines is not None and number in self.lines.renderings
