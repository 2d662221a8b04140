"""Queries that are kept, for the concordance: naming, choosing and removing them."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QInputDialog

from parallelreader.app.terms.saved_queries import SavedQueries, SavedQuery
from parallelreader.core.errors import UserError
from parallelreader.ui.terms.concordance_view import ConcordanceView


class ConcordanceKeeping(QObject):
    """``chosen`` has the SavedQuery that is to be asked, ``refused`` why one cannot be kept."""

    chosen = Signal(object)
    refused = Signal(str)
    _changed = Signal()

    def __init__(self, view: ConcordanceView, shown: Callable[[], SavedQuery | None]) -> None:
        """``shown`` gives what is asked for now, without a name; None where that is nothing."""
        super().__init__(view)
        self._view, self._shown = view, shown
        self._queries: SavedQueries | None = None
        self.dialog: QInputDialog | None = None
        view.head.save_requested.connect(self._on_save_requested)
        view.head.saved_chosen.connect(self._on_chosen)
        view.head.removal_requested.connect(self._on_removal_requested)
        self._changed.connect(self.show)

    def begin(self, queries: SavedQueries) -> None:
        """Another corpus is open."""
        self._queries = queries
        queries.listen(self._changed.emit)
        self.show()

    def show(self) -> None:
        """Offer the queries there are."""
        queries = self._queries.in_order() if self._queries is not None else []
        self._view.head.show_saved(queries, can_save=self._shown() is not None)

    def save(self, name: str) -> None:
        """Keep what is asked for under a name."""
        query = self._shown()
        if self._queries is None or query is None:
            return
        try:
            self._queries.save(
                SavedQuery(query.id, name, query.question, query.sorting, query.grouping, query.unit)
            )
        except UserError as problem:
            self.refused.emit(str(problem))

    def _on_save_requested(self) -> None:
        dialog = QInputDialog(self._view)
        dialog.setWindowTitle(self.tr("Keep this query"))
        dialog.setLabelText(self.tr("Name"))
        query = self._shown()
        dialog.setTextValue(query.name if query is not None else "")
        dialog.textValueSelected.connect(self.save)
        dialog.finished.connect(self._on_finished)
        self.dialog = dialog
        dialog.open()

    def _on_finished(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None

    def _on_chosen(self, id: str) -> None:
        query = self._queries.queries.get(id) if self._queries is not None else None
        if query is not None:
            self.chosen.emit(query)

    def _on_removal_requested(self, id: str) -> None:
        if self._queries is not None:
            self._queries.remove(id)
