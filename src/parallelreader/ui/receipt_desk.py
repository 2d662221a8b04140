"""Tells what became of notes and repairs on a text that has changed, and does what the user says to it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from parallelreader.app.receipts.receipts import DocumentReceipts
from parallelreader.app.receipts.rendered import RenderedPlaces
from parallelreader.app.user_data import UserData
from parallelreader.core.errors import ReaderError
from parallelreader.core.receipt import Kind, Receipt, ReceiptLine
from parallelreader.ui.actions.registry import Handler
from parallelreader.ui.bundles.receipt_dialog import ReceiptDialog, fate_words
from parallelreader.ui.jobs.runner import Job, JobRunner
from parallelreader.ui.reader.labels import version_name
from parallelreader.ui.session import Session
from parallelreader.ui.term_keeping import TermKeeping
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.travel import Travel
from parallelreader.ui.window import Window


class ReceiptDesk(QObject):
    """The receipt of the document that is open; made when the first page has been shown."""

    def __init__(
        self,
        data: UserData,
        themes: ThemeSource,
        jobs: JobRunner,
        session: Session,
        window: Window,
        travel: Travel,
        terms: TermKeeping,
    ) -> None:
        super().__init__(window)
        self._data, self._themes, self._jobs = data, themes, jobs
        self._session, self._window, self._travel = session, window, travel
        self._terms = terms
        self._receipts: DocumentReceipts | None = None
        self.dialog: ReceiptDialog | None = None

    def handlers(self) -> dict[str, Handler]:
        """What the action about it does."""
        return {"receipt": self.show}

    def begin_document(self) -> None:
        """A document was opened: tell where what stands on it does not stand as it did."""
        self._receipts = self._of_open_document()
        if self.dialog is not None and self.dialog.isVisible():
            self._take(self._show)
        elif self._receipts is not None:
            self._take(self._tell)

    def show(self) -> None:
        """List what became of everything on the open document."""
        self._receipts = self._of_open_document()
        if self._receipts is None:
            self._window.status.say(self.tr("No document is open."))
        else:
            self._take(self._show)

    def _of_open_document(self) -> DocumentReceipts | None:
        notes, repairs, document = self._session.notes, self._session.repairs, self._session.document
        if notes is None or repairs is None or document is None:
            return None
        opened, book = document.opened, self._terms.book
        others = (RenderedPlaces(book.choices),) if book is not None else ()
        return DocumentReceipts.of(self._data.store, notes, repairs, opened.document, opened.texts, others)

    def _take(self, then: Callable[[DocumentReceipts, Receipt, bool], None]) -> None:
        receipts = self._receipts
        if receipts is None:
            return

        def done(found: tuple[Receipt, bool]) -> None:
            if self._receipts is receipts:
                then(receipts, *found)

        def work(_: object) -> tuple[Receipt, bool]:
            receipt = receipts.take()
            return receipt, receipts.is_news(receipt)

        title = self.tr("Looking where notes stand")
        self._jobs.run(work, Job(title, on_done=done, is_quiet=True))

    def _tell(self, receipts: DocumentReceipts, receipt: Receipt, is_news: bool) -> None:
        # Where only repairs are concerned those who keep them have told it already.
        if not is_news or all(line.kind is Kind.REPAIR for line in receipt.to_review):
            return
        said = self.tr("This text has changed. What stood on it: {counts}.").format(
            counts=fate_words(receipt.counts)
        )
        document = self._session.document
        faults = [each.what for each in document.faults_shown] if document is not None else []
        self._window.banner.say(
            " ".join([said, *(f"{fault}." for fault in faults)]),
            document=receipts.document.id,
            more=(self.tr("Show them"), self.show),
        )

    def _show(self, receipts: DocumentReceipts, receipt: Receipt, is_news: bool) -> None:
        dialog = self.dialog
        if dialog is None:
            dialog = self.dialog = ReceiptDialog(self._themes, self._window)
            dialog.stand_beside([self._window.actions_by_id[name] for name in ("undo", "redo")])
            dialog.go_requested.connect(self._on_go_requested)
            dialog.confirm_requested.connect(self._on_confirm_requested)
            dialog.back_requested.connect(self._on_back_requested)
            dialog.give_requested.connect(self._on_give_requested)
        dialog.show_receipt(receipt, receipts.document.title)
        dialog.show()
        receipts.mark_seen()
        self._window.banner.hide()

    def _on_go_requested(self, line: ReceiptLine) -> None:
        if line.span is not None:
            self._travel.go(line.document, (line.version, float(line.span.start)))
            self._window.state.select_span(line.version, line.span)

    def _on_confirm_requested(self, lines: list[ReceiptLine]) -> None:
        if self._receipts is not None:
            self._do(partial(self._receipts.confirm, lines), self.tr("{count} confirmed."))

    def _on_back_requested(self, lines: list[ReceiptLine]) -> None:
        if self._receipts is not None:
            self._do(partial(self._receipts.take_back, lines), self.tr("{count} taken back."))

    def _on_give_requested(self, line: ReceiptLine) -> None:
        selection = self._window.state.selection
        if self._receipts is None or selection is None or selection.is_empty:
            self._window.status.say(self.tr("Select in the text where it belongs, then place it there."))
            return
        if line.kind is Kind.RENDERING and line.version != selection.version:
            said = self.tr("A rendering stays in its version: select words of {version}.")
            self._window.status.say(said.format(version=self._version_name(line.version)))
            return
        text = self._receipts.texts[selection.version]
        if not text.content[selection.span.start : selection.span.end].strip():
            self._window.status.say(self.tr("Only spaces are selected: select words for it to stand on."))
            return
        give = partial(self._receipts.give, line, selection.version, selection.span)
        self._do(give, self.tr("{count} placed."), self.tr("It stands there already, or is no more."))

    def _version_name(self, id: str) -> str:
        document = self._receipts.document if self._receipts is not None else None
        found = next((each for each in document.versions if each.id == id), None) if document else None
        return version_name(document, found) if document is not None and found is not None else id

    def _do(self, act: Callable[[], int], said: str, nothing: str = "") -> None:
        def done(count: int) -> None:
            self._window.status.say(said.format(count=count) if count or not nothing else nothing)
            self._take(self._show)

        def failed(error: Exception) -> None:
            if isinstance(error, ReaderError):
                self._window.status.say(str(error))
            else:
                text = self.tr("Something went wrong inside the program: {error}").format(error=error)
                self._window.banner.say(text, is_error=True)

        title = self.tr("Placing notes")
        self._jobs.run(lambda _: act(), Job(title, on_done=done, on_failed=failed, is_quiet=True))
