"""The panel of notes at the right of the window: puts list, filters and editor together.

What notes there are and what becomes of them is answered by ``app.annotating``; going to a place,
undoing and showing messages is left to the window.
"""

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from parallelreader.app.annotating import Annotating
from parallelreader.app.tagging import Tagging
from parallelreader.core.corpus import Corpus
from parallelreader.core.notes.note import Note, Review
from parallelreader.core.notes.tags import TagScheme
from parallelreader.ui.notes.change_queue import ChangeQueue
from parallelreader.ui.notes.commands import NoteCommands
from parallelreader.ui.notes.edges import NotesHeader, UnplacedFoot
from parallelreader.ui.notes.editor import NoteEditor
from parallelreader.ui.notes.filter_bar import NoteFilterBar
from parallelreader.ui.notes.keys import NoteAction, NoteKey
from parallelreader.ui.notes.list_area import NoteListArea
from parallelreader.ui.notes.listing import (
    NoteFilter,
    is_listed,
    list_notes,
    nearest_first,
)
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.counting import counted

LEAST_WIDTH, MOST_WIDTH = 240, 440


class NotesPanel(QWidget):
    """Lists the notes of one corpus; with no service it is empty.

    ``place_requested`` carries document, version, position in code points and note id.
    ``editing_finished`` comes when the editor had the focus until it was closed: the window may take it
    back to the text. Finishing because another note was clicked leaves it where the click put it.
    """

    place_requested = Signal(str, str, int, str)
    close_requested = Signal()
    message = Signal(str)
    editing_finished = Signal(str)

    def __init__(
        self, service: Annotating | None, themes: ThemeSource, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._service: Annotating | None = None
        self.tagging: Tagging | None = None
        self._queue = ChangeQueue()
        self._corpus: Corpus | None = None
        self._document = ""
        self.header = NotesHeader(themes)
        self.filters = NoteFilterBar(themes)
        self.area = NoteListArea(themes)
        self.list, self.model = self.area.list, self.area.model
        self.commands = NoteCommands(self)
        self.editor = NoteEditor(themes)
        self.foot = UnplacedFoot(themes)
        self._layout = QVBoxLayout(self)
        self._lay_out()
        self.setFocusProxy(self.filters.search)
        self._connect()
        self._adopt(service)

    @property
    def current_note(self) -> Note | None:
        """The chosen note, as it is listed."""
        return self.area.current_note

    def open_corpus(self, corpus: Corpus | None, service: Annotating | None) -> None:
        """List the notes of another corpus, which ``service`` keeps; none of its documents is open yet."""
        self.finish_editing()
        self._corpus, self._document = corpus, ""
        self.area.forget()
        self.filters.widen()
        self._adopt(service)

    def open_document(self, document_id: str) -> None:
        """Take a document for the one being read; call it once its texts are open in the service."""
        if document_id != self._document:
            self.finish_editing()
        self._document = document_id
        self.refresh_places()

    def refresh_places(self) -> None:
        """List anew what may stand elsewhere, such as after one more text was opened."""
        self._set_context()
        self._recount()
        self._relist(anew=True)

    def show_near(self, version_id: str, position: int) -> None:
        """Choose the note at or before a place of the open document, without taking the focus."""
        self._take_changes()
        if self.editor.note_id:
            return
        if self._service is not None:
            near = nearest_first(self._service.notes, self._document, version_id, position)
            rows = [row for row in map(self.model.row_of, near) if row is not None]
            if rows:
                self.list.choose(rows[0], centred=True)

    def open_note(self, note_id: str, *, edit: bool = False) -> None:
        """Choose a note, widening the filters where they hide it, and with ``edit`` open its words."""
        self._take_changes()
        note = self._service.notes.get(note_id) if self._service else None
        if note is None:
            return
        if self.model.row_of(note_id) is None:
            self.foot.stop_review()
            is_here = any(anchor.document == self._document for anchor in note.targets)
            self.filters.widen(whole_corpus=not is_here)
        row = self.model.row_of(note_id)
        if row is not None:
            self.list.choose(row)
        if edit:
            self._edit(note)
        else:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def use_scheme(self, scheme: TagScheme) -> None:
        """Offer the tags of a scheme, those of the corpus that is open."""
        if self.tagging is not None:
            self.tagging.scheme = scheme
            self._recount()

    def focus_search(self) -> None:
        """Let what is typed next go into the search."""
        self.filters.focus_search()

    def finish_editing(self) -> None:
        """Hand over what is being typed and close the editor; call it before the store is closed."""
        self.editor.finish()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.editor.fit(self.height())

    @Slot()
    def _on_changes_arrived(self) -> None:
        self._take_changes()

    @Slot()
    def _on_filter_changed(self) -> None:
        self._relist(anew=True)

    @Slot()
    def _on_search_left(self) -> None:
        self.list.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def _on_note_chosen(self) -> None:
        note = self.current_note
        if note is not None and self.editor.note_id not in ("", note.id):
            self.finish_editing()

    @Slot(object)
    def _on_note_key(self, key: NoteKey) -> None:
        note = self.current_note
        if note is None or self._service is None:
            return
        if key.action in (NoteAction.EDIT, NoteAction.TAG):
            self._edit(note, at_tags=key.action is NoteAction.TAG)
            return
        is_gone = key.action in (NoteAction.DELETE, NoteAction.REJECT)
        if is_gone and note.id == self.editor.note_id:
            self.finish_editing()
        row = self.list.currentIndex().row()
        if not self._review(note, key.action):
            self.commands.carry_out(self._service, note, key)
        self._take_changes()
        is_gone = is_gone or self.model.row_of(note.id) is None
        if is_gone and self.model.rowCount():
            self.list.choose(min(row, self.model.rowCount() - 1))

    @Slot(QModelIndex)
    def _on_item_double_clicked(self, index: QModelIndex) -> None:
        self._on_note_key(NoteKey(NoteAction.GO))

    @Slot(str, bool)
    def _on_editor_finished(self, note_id: str, had_focus: bool) -> None:
        if had_focus:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            self.editing_finished.emit(note_id)

    @Slot()
    def _on_accept_all_asked(self) -> None:
        if self.tagging is not None:
            count = len(self.tagging.accept(self.model.ids, initiator=self).changed)
            self.message.emit(counted(count, self.tr("1 note accepted"), self.tr("{count} notes accepted")))
            self._take_changes()

    @Slot()
    def _on_reject_all_asked(self) -> None:
        if self.tagging is not None:
            count = len(self.tagging.reject(self.model.ids, initiator=self).removed)
            self.message.emit(counted(count, self.tr("1 note rejected"), self.tr("{count} notes rejected")))
            self._take_changes()

    def _review(self, note: Note, action: NoteAction) -> bool:
        """Say of a note what the review comes to, where that is what is asked."""
        if self.tagging is None or action not in (NoteAction.ASK, NoteAction.ACCEPT, NoteAction.REJECT):
            return False
        waits = note.review is Review.WAITING
        if action is NoteAction.ASK and not waits:
            self.tagging.ask_for_review([note.id], initiator=self)
            self.message.emit(self.tr("The note waits to be reviewed"))
        elif action is NoteAction.ACCEPT and waits:
            self.tagging.accept([note.id], initiator=self)
            self.message.emit(self.tr("Note accepted"))
        elif action is NoteAction.REJECT and waits:
            self.tagging.reject([note.id], initiator=self)
            self.message.emit(self.tr("Note rejected and deleted"))
        return True

    def _edit(self, note: Note, *, at_tags: bool = False) -> None:
        service = self._service
        present = service.notes.get(note.id) if service else None
        if service is not None and present is not None:
            self.editor.begin(service, present, at_tags=at_tags)
            self.editor.fit(self.height())
            # The editor takes room from the list: what is edited must stay in sight above it.
            self._layout.activate()
            self.list.scrollTo(self.list.currentIndex())

    def _adopt(self, service: Annotating | None) -> None:
        """Listen to another service; the queue of the former one may go on, but nobody hears it."""
        if service is not self._service:
            self._queue.arrived.disconnect(self._on_changes_arrived)
            self._queue = ChangeQueue()
            self._queue.arrived.connect(self._on_changes_arrived, Qt.ConnectionType.QueuedConnection)
            self._service = service
            self.tagging = self.editor.tagging = Tagging(service) if service is not None else None
            if service is not None:
                service.listen(self._queue.post)
        self.refresh_places()

    def _take_changes(self) -> None:
        taken = self._queue.take()
        service = self._service
        if not taken or service is None:
            return
        changed = _ids(change.changed for change in taken)
        is_other_list = any(change.added or change.removed for change in taken)
        is_tagged = False
        present = [note for note in map(service.notes.get, changed) if note is not None]
        wanted = self._wanted
        for note in present:
            self.editor.follow(note)
            row = self.model.row_of(note.id)
            former = self.model.note(row) if row is not None else None
            is_tagged |= former is None or (former.tags, former.review) != (note.tags, note.review)
            # What is being edited stays listed, though its new words may not match the search.
            if note.id != self.editor.note_id:
                is_wanted = is_listed(service.notes, wanted, self._document, note)
                is_other_list |= (row is not None) is not is_wanted
        self.model.refresh_notes(present)
        if self.editor.note_id and service.notes.get(self.editor.note_id) is None:
            self.editor.abandon()
            self.message.emit(self.tr("The note being edited has been deleted."))
        if any(change.added or change.removed for change in taken):
            self._recount()
        elif is_tagged:
            self._recount_tags()
        if is_other_list:
            self._relist()
        self.area.show_note()

    @property
    def _wanted(self) -> NoteFilter:
        return replace(self.filters.wanted, unplaced_only=self.foot.is_reviewing)

    def _relist(self, *, anew: bool = False) -> None:
        """Bring the list to what the filters let through; ``anew`` where most of it may be other notes."""
        service = self._service
        wanted = self._wanted
        notes = list_notes(service.notes, wanted, self._document) if service else []
        had_focus = self.list.hasFocus()
        self.area.explain_emptiness(wanted, in_document=bool(self._document))
        self.area.show_notes(notes, anew=anew)
        if had_focus and not notes:
            self.filters.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _recount(self) -> None:
        service = self._service
        notes = service.notes if service else None
        here = notes.count_in(self._document) if notes and self._document else 0
        self.header.show_counts(here if self._document else None, len(notes) if notes is not None else 0)
        self.foot.show_count(len({note.id for note, _ in notes.unplaced()}) if notes is not None else 0)
        self._recount_tags()

    def _recount_tags(self) -> None:
        tagging = self.tagging
        counts = tagging.counts() if tagging is not None else {}
        self.filters.show_tags(counts, tagging.waiting_count if tagging is not None else 0)

    def _set_context(self) -> None:
        notes = self._service.notes if self._service else None
        self.model.set_context(self._corpus, self._document, notes)

    def _connect(self) -> None:
        self._queue.arrived.connect(self._on_changes_arrived, Qt.ConnectionType.QueuedConnection)
        self.header.close_asked.connect(self.close_requested)
        self.filters.changed.connect(self._on_filter_changed)
        self.filters.left.connect(self._on_search_left)
        self.filters.accept_all_asked.connect(self._on_accept_all_asked)
        self.filters.reject_all_asked.connect(self._on_reject_all_asked)
        self.foot.review_toggled.connect(self._on_filter_changed)
        self.list.key_pressed.connect(self._on_note_key)
        self.area.chosen.connect(self._on_note_chosen)
        self.list.doubleClicked.connect(self._on_item_double_clicked)
        self.area.bar.asked.connect(self._on_note_key)
        self.commands.place_requested.connect(self.place_requested)
        self.commands.message.connect(self.message)
        self.editor.finished.connect(self._on_editor_finished)
        self.editor.message.connect(self.message)

    def _lay_out(self) -> None:
        self.setAutoFillBackground(True)
        self.setMinimumWidth(LEAST_WIDTH)
        self.setMaximumWidth(MOST_WIDTH)
        self.setAccessibleName(self.tr("Notes"))
        layout = self._layout
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (self.header, self.filters):
            layout.addWidget(part)
        layout.addWidget(self.area, 1)
        layout.addWidget(self.editor)
        layout.addWidget(self.foot)


def _ids(groups: Iterable[tuple[str, ...]]) -> list[str]:
    return list(dict.fromkeys(note_id for group in groups for note_id in group))
