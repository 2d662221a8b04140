"""The pairs found so far as a Qt model, for the preview."""

from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from parallelreader.core.alignment import Bead
from parallelreader.core.text import Text
from parallelreader.ui.importing.preview_aligning import PairRun

Index = QModelIndex | QPersistentModelIndex
NO_PARENT = QModelIndex()

# A preview is looked at, not read through; the reader shows the rest.
MOST_SHOWN = 2000


@dataclass(frozen=True, slots=True)
class PairRow:
    """A bead with its words; ``number`` counts Chinese sentences from one, empty where there is none."""

    number: str
    bead: Bead
    chinese: str
    english: str
    chinese_language: str


class PairsModel(QAbstractListModel):
    """A row for each bead, up to a limit; rows are made when they are asked for."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._run: PairRun | None = None
        self._beads: list[Bead] = []

    @property
    def run(self) -> PairRun | None:
        return self._run

    @property
    def is_over(self) -> bool:
        """Whether no more pairs will come."""
        return self._run is None or self._run.is_over

    def follow(self, run: PairRun | None) -> None:
        """Show what a run has now; the rows stay where it only has more than before."""
        beads = run.beads[:MOST_SHOWN] if run is not None else []
        known = len(self._beads)
        if run is not self._run or beads[:known] != self._beads:
            self.beginResetModel()
            self._run, self._beads = run, beads
            self.endResetModel()
        elif len(beads) > known:
            self.beginInsertRows(NO_PARENT, known, len(beads) - 1)
            self._beads = beads
            self.endInsertRows()

    def bead(self, row: int) -> Bead:
        return self._beads[row]

    def length(self, row: int) -> tuple[int, int]:
        """Roughly how many characters a row has on each side, without putting them together."""
        bead, run = self._beads[row], self._run
        assert run is not None
        return _length(run.pair.source_text, bead.source), _length(run.pair.target_text, bead.target)

    def row(self, row: int) -> PairRow:
        """All that is shown in a row."""
        bead, run = self._beads[row], self._run
        assert run is not None
        pair = run.pair
        return PairRow(
            _numbers(bead.source),
            bead,
            pair.source_text.segments_text(bead.source, ""),
            pair.target_text.segments_text(bead.target, " "),
            pair.source_language,
        )

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._beads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.row(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return row.chinese or row.english
        if role == Qt.ItemDataRole.AccessibleTextRole:
            missing = self.tr("no partner")
            share = f"{round(100 * row.bead.confidence)} %" if row.bead.is_pair else missing
            return f"{row.chinese or missing}. {row.english or missing}. {row.bead.shape}, {share}"
        return None


def _numbers(segments: tuple[int, ...]) -> str:
    if not segments:
        return ""
    first, last = segments[0] + 1, segments[-1] + 1
    return str(first) if first == last else f"{first}–{last}"


def _length(text: Text, segments: tuple[int, ...]) -> int:
    return sum(len(text.segment(segment)) for segment in segments)
