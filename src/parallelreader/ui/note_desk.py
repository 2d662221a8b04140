"""Notes in the window: the panel beside the text, the bar at a selection, and repainting after changes."""

from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, Qt, Signal, Slot
from PySide6.QtWidgets import QMenu

from parallelreader.app.changes import Changes
from parallelreader.app.repairing import RepairEdit
from parallelreader.app.undo import Change, Step
from parallelreader.app.user_data import UserData
from parallelreader.core.corpus import Corpus
from parallelreader.core.errors import UserError
from parallelreader.core.notes.edits import Edit
from parallelreader.core.notes.note import Colour
from parallelreader.ui import later
from parallelreader.ui.jobs.runner import Job, JobRunner
from parallelreader.ui.reader.marking import Marking
from parallelreader.ui.session import Session
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.travel import Travel
from parallelreader.ui.turning import Turning
from parallelreader.ui.widgets.counting import counted
from parallelreader.ui.window import Window

if TYPE_CHECKING:
    from parallelreader.core.notes.tags import TagScheme

_SECONDS_TO_WRITE = 3.0


class NoteDesk(QObject):
    """What the user does with notes, from the text and from the panel."""

    _notes_changed = Signal(object)
    _trouble_heard = Signal(object)

    def __init__(
        self,
        data: UserData,
        themes: ThemeSource,
        jobs: JobRunner,
        session: Session,
        window: Window,
        travel: Travel,
    ) -> None:
        super().__init__(window)
        self._data = data
        self._jobs = jobs
        self._session = session
        self._window = window
        self._travel = travel
        self._themes = themes
        self._had_selection = False
        self.marking = Marking(window.area)
        self.marking.colour = data.settings.value.highlight_colour
        self.marking.note_written.connect(partial(self.open_note, edit=True))
        self.marking.said.connect(window.status.say)
        self.turning = Turning(jobs, self, text_of=self._text_elsewhere)
        self.turning.said.connect(window.status.say)
        self.turning.turned.connect(self._show_turned)
        self._notes_changed.connect(self._on_notes_changed)
        self._trouble_heard.connect(self._on_trouble_heard)
        window.area.note_requested.connect(self.open_note)
        window.area.menu_requested.connect(self._on_menu_requested)
        window.area.selected_by_mouse.connect(self._on_selected_by_mouse)
        window.state.selection_changed.connect(self._on_selection_changed)
        window.activated.connect(self._on_window_activated)

    @cached_property
    def _panel(self) -> "later.NotesPanel":
        """The panel; made when it is first shown."""
        panel = later.NotesPanel(None, self._themes)
        actions = self._window.actions_by_id
        panel.filters.offer_tags(actions["edit_tags"])
        panel.filters.offer([actions["export_notes"], actions["import_notes"]])
        panel.place_requested.connect(self._on_place_requested)
        panel.close_requested.connect(partial(self.show_panel, False))
        panel.message.connect(self._window.status.say)
        panel.editing_finished.connect(self._window.area.focus_text)
        self._window.set_side_panel(panel)
        corpus, notes, document = self._session.corpus, self._session.notes, self._session.document
        if corpus is not None and notes is not None:
            panel.open_corpus(corpus, notes)
        if document is not None:
            panel.open_document(document.reading.document.id)
        self._read_scheme(panel)
        return panel

    @property
    def _made_panel(self) -> "later.NotesPanel | None":
        panel: later.NotesPanel | None = self.__dict__.get("_panel")
        return panel

    def begin(self, corpus: Corpus) -> None:
        """A corpus was opened: show and take its notes."""
        notes = self._session.notes
        assert notes is not None
        self.marking.use(notes)
        self.turning.use(notes)
        notes.listen(self._notes_changed.emit)
        notes.listen_for_trouble(self._trouble_heard.emit)
        if self._made_panel is not None:
            self._made_panel.open_corpus(corpus, notes)
            self._read_scheme(self._made_panel)
        self._window.past.follow(notes.history)

    def begin_document(self, document_id: str) -> None:
        """A document of the corpus was opened."""
        if self._made_panel is not None:
            self._made_panel.open_document(document_id)

    @property
    def is_shown(self) -> bool:
        """Whether the panel is at the right of the text."""
        return self.has_side and not self._window.side.isHidden()

    @property
    def has_side(self) -> bool:
        """Whether the panel is what stands at the right when anything does."""
        panel = self._made_panel
        return panel is not None and self._window.side.currentWidget() is panel

    def show_panel(self, shown: bool) -> None:
        """Show the panel at the place being read, or hide it."""
        if shown:
            self._window.show_side_panel(self._panel)
        else:
            self._window.side.hide()
        self._window.actions_by_id["notes_panel"].setChecked(shown)
        at = self._window.area.place()
        if shown and at is not None:
            self._panel.show_near(at[0], int(at[1]))
        if not shown:
            self._window.area.return_to_text()

    def open_note(self, note: str, *, edit: bool = False) -> None:
        """Show a note in the panel, ready to be edited if asked."""
        self.show_panel(True)
        self._panel.open_note(note, edit=edit)

    def use_colour(self, colour: Colour) -> None:
        """Highlight in a colour and keep it for the next time."""
        self._data.settings.change(highlight_colour=colour)
        self.marking.highlight(colour)

    def may_close(self) -> bool:
        """Bring all notes to disk before the window closes; ask where that cannot be done."""
        if self._made_panel is not None:
            self._made_panel.finish_editing()
        notes = self._session.notes
        if notes is None:
            return True
        notes.end_editing()
        one = self.tr("1 note cannot be written to disk.")
        many = self.tr("{count} notes cannot be written to disk.")
        return notes.flush(_SECONDS_TO_WRITE) or later.ask_to_lose(
            self._window, counted(len(notes.unsaved), one, many)
        )

    def use_scheme(self, corpus: Corpus, scheme: "TagScheme") -> None:
        """Offer the tags of a corpus in the panel, where it is open."""
        here = self._session.corpus
        if self._made_panel is not None and here is not None and here.folder == corpus.folder:
            self._made_panel.use_scheme(scheme)

    def _read_scheme(self, panel: "later.NotesPanel") -> None:
        """Offer the tags that the corpus has a file of."""
        corpus = self._session.corpus

        def done(scheme: "TagScheme") -> None:
            if self._session.corpus is corpus:
                panel.use_scheme(scheme)

        def failed(problem: Exception) -> None:
            self._window.banner.say(str(problem), is_error=True)

        if corpus is not None:
            job = Job(self.tr("Reading the tags"), on_done=done, on_failed=failed, is_quiet=True)
            self._jobs.run(lambda _: later.scheme_of(corpus), job)

    def _on_window_activated(self) -> None:
        """Take in what another program, such as the command line, did to the notes meanwhile."""
        notes = self._session.notes
        if notes is not None:
            look = Job(self.tr("Looking for new notes"), on_done=lambda _: None, is_quiet=True)
            self._jobs.run(lambda _: notes.refresh(), look)

    def _on_place_requested(self, document: str, version: str, position: int, note: str) -> None:
        self._travel.go(document, (version, float(position)))

    @Slot(object)
    def _show_turned(self, step: Step) -> None:
        """Go to the note in this text that a step changed, where that is out of sight."""
        edit, reading = step.edits[0], self._window.area.reading
        if len(step.edits) > 1 or not isinstance(edit, Edit) or reading is None:
            return
        anchor = edit.notes[-1].targets[0]
        if anchor.document == reading.document.id and not self._is_seen(anchor.version, anchor.start):
            self._travel.go(anchor.document, (anchor.version, float(anchor.start)))

    def _text_elsewhere(self, step: Step) -> str:
        """The title of the text that a step changed, where it is one and not that which is open."""
        corpus, reading = self._session.corpus, self._window.area.reading
        changed = {_document_of(edit) for edit in step.edits}
        if corpus is None or len(changed) != 1 or (reading and reading.document.id in changed):
            return ""
        return next((each.title or each.id for each in corpus.documents if each.id in changed), "")

    def _is_seen(self, version: str, position: int) -> bool:
        for view in self._window.area.views():
            rect = view.rect_of(version, position)
            if rect is not None and 0 <= rect.center().y() <= view.viewport().height():
                return True
        return False

    def _on_notes_changed(self, changes: Changes) -> None:
        for view in self._window.area.views():
            view.viewport().update()
        self._window.state.landmarks_changed.emit()

    def _on_trouble_heard(self, problem: UserError | None) -> None:
        if problem is None:
            self._window.banner.hide()
        else:
            self._window.banner.say(str(problem), is_error=True)

    def _on_selected_by_mouse(self, point: QPoint) -> None:
        middle = self._window.middle
        rect = self._window.area.selection_rect()
        if rect is not None:
            here = QRect(middle.mapFromGlobal(rect.topLeft()), rect.size())
            self._window.selection_bar.show_near(middle.mapFromGlobal(point), here, middle.rect())

    def _on_selection_changed(self) -> None:
        selection = self._window.state.selection
        has_selection = selection is not None and not selection.is_empty
        if has_selection != self._had_selection:
            self._had_selection = has_selection
            self._window.actions_by_id.follow_selection(has_selection)
        if not has_selection:
            self._window.selection_bar.hide()

    def _on_menu_requested(self, point: QPoint) -> None:
        menu = later.text_menu(self._window.actions_by_id, QMenu(self._window))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(point)


def _document_of(change: Change) -> str:
    if isinstance(change, Edit):
        return change.notes[-1].targets[0].document
    return change.pair.document if isinstance(change, RepairEdit) else ""
