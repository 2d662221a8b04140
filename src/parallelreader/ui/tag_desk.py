"""Tags in the window: all places of a term tagged at once, and the file that says which tags there are.

Tags of single notes are written in the panel of notes; finding places and marking them is done in workers.
"""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog

from parallelreader.app.annotating import Annotating
from parallelreader.app.changes import Changes
from parallelreader.app.scheme_steps import SchemeSteps
from parallelreader.app.tag_schemes import scheme_of
from parallelreader.app.tagging import Tagging
from parallelreader.app.terms.tag_places import TagPlaces, places_of
from parallelreader.app.undo import Step
from parallelreader.core.corpus import Corpus
from parallelreader.core.notes.note import Anchor
from parallelreader.core.notes.scheme_draft import SchemeDraft
from parallelreader.core.notes.tags import TagScheme
from parallelreader.core.progress import Progress
from parallelreader.core.terms.concept import Concept
from parallelreader.core.text_content import Content
from parallelreader.ui.act_toast import ActToast
from parallelreader.ui.actions.registry import Handler
from parallelreader.ui.jobs.runner import Job, JobRunner
from parallelreader.ui.note_desk import NoteDesk
from parallelreader.ui.notes.scheme_dialog import SchemeDialog
from parallelreader.ui.notes.tag_places_dialog import TagPlacesDialog
from parallelreader.ui.session import Session
from parallelreader.ui.term_desk import TermDesk
from parallelreader.ui.term_keeping import TermKeeping
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.counting import counted
from parallelreader.ui.window import Window


class TagDesk(QObject):
    """What the user does with tags from the text and from the menu."""

    _scheme_heard = Signal(object, object)

    def __init__(
        self,
        themes: ThemeSource,
        jobs: JobRunner,
        session: Session,
        window: Window,
        notes: NoteDesk,
        terms: TermDesk,
        keeping: TermKeeping,
        toast: ActToast,
    ) -> None:
        super().__init__(window)
        self._themes, self._jobs, self._session, self._window = themes, jobs, session, window
        self._notes, self._terms, self._keeping, self._toast = notes, terms, keeping, toast
        self._tagging: Tagging | None = None
        self._subjects: Sequence[Concept | str] = ()
        self._found: TagPlaces | None = None
        self._finding: Job | None = None
        self.dialog: TagPlacesDialog | None = None
        self.editor: SchemeDialog | None = None
        session.corpus_opened.connect(self._leave)
        session.corpus_opened.connect(self._on_corpus_opened)
        # Told by whichever thread has written it.
        self._scheme_heard.connect(notes.use_scheme)

    def handlers(self) -> dict[str, Handler]:
        """What the actions about tags do, by their ids."""
        return {"tag_places": self.ask, "take_tags": self.choose_file, "edit_tags": self.edit}

    def ask(self) -> None:
        """Ask how all places are to be tagged of what is selected, or of the term or word that is meant."""
        notes, corpus, book = self._session.notes, self._session.corpus, self._keeping.book
        place, document = self._terms.meant(), self._session.document
        if notes is None or corpus is None or document is None or book is None:
            self._window.status.say(self.tr("Open a corpus first."))
            return
        if place is None or not len(place[1]):
            self._window.status.say(self.tr("Select some words, or point at one, to tag all its places."))
            return
        version, span = place
        words = " ".join(document.reading.texts[version].content[span.start : span.end].split())
        subjects = book.termbase.named(words) or (words,)

        def show(scheme: TagScheme) -> None:
            if self.dialog is not None or self._session.notes is not notes:
                return
            self._subjects, self._tagging = subjects, Tagging(notes, scheme)
            tagging = self._tagging
            dialog = TagPlacesDialog(words, tagging.counts(), self._themes, self._window)
            dialog.scope_changed.connect(self._find)
            dialog.asked.connect(self._on_asked)
            dialog.rejected.connect(self._leave)
            dialog.finished.connect(dialog.deleteLater)
            self.dialog = dialog
            dialog.open()
            self._find()

        self._run(self.tr("Reading the tags"), lambda _: scheme_of(corpus), show)

    def edit(self) -> None:
        """Have the tags of the corpus edited."""
        notes, corpus = self._session.notes, self._session.corpus
        if notes is None or corpus is None:
            self._window.status.say(self.tr("Open a corpus first."))
            return

        def show(scheme: TagScheme) -> None:
            self._edit(corpus, notes, SchemeDraft(scheme))

        self._run(self.tr("Reading the tags"), lambda _: scheme_of(corpus), show)

    def _edit(
        self, corpus: Corpus, notes: Annotating, draft: SchemeDraft, *, is_written: bool = False
    ) -> None:
        if self.editor is not None or self._session.notes is not notes:
            return
        self.editor = editor = SchemeDialog(draft, Tagging(notes).counts(), self._themes, self._window)
        editor.begin(is_written=is_written)
        editor.saved.connect(partial(self._keep_scheme, corpus, notes, draft))
        editor.finished.connect(self._on_edited)
        editor.finished.connect(editor.deleteLater)
        editor.open()

    def _keep_scheme(self, corpus: Corpus, notes: Annotating, draft: SchemeDraft) -> None:
        scheme, names = draft.scheme(), draft.renamed()

        def work(_: Progress) -> tuple[Step | None, int]:
            return self._steps_of(corpus, notes).replace(scheme, names)

        def done(found: tuple[Step | None, int]) -> None:
            step, count = found
            notes_too = counted(
                count, self.tr("1 note has other tags."), self.tr("{count} notes have other tags.")
            )
            said = self.tr("The tags are kept.")
            if step is None:
                self._window.status.say(said)
            else:
                self._toast.tell_of(step, f"{said} {notes_too}" if count else said)

        def failed(problem: Exception) -> None:
            self._edit(corpus, notes, draft, is_written=True)
            if self.editor is not None:
                self.editor.tell(str(problem))
            else:
                self._say_failed(problem)

        self._jobs.run(work, Job(self.tr("Writing the tags"), on_done=done, on_failed=failed))

    def _steps_of(self, corpus: Corpus, notes: Annotating) -> SchemeSteps:
        return SchemeSteps(corpus, notes, partial(self._scheme_heard.emit, corpus))

    @Slot()
    def _on_corpus_opened(self) -> None:
        corpus, notes = self._session.corpus, self._session.notes
        if corpus is not None and notes is not None:
            # Steps made before the same corpus was opened anew are carried out by these.
            self._steps_of(corpus, notes)

    def _on_edited(self) -> None:
        self.editor = None

    def choose_file(self) -> None:
        """Ask for a file of tags, and let it be that of the corpus."""
        corpus = self._session.corpus
        if corpus is None:
            self._window.status.say(self.tr("Open a corpus first."))
            return
        dialog = QFileDialog(self._window, self.tr("Take tags from a file"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("Tags (*.yaml *.yml)"), self.tr("All files (*)")])
        dialog.fileSelected.connect(lambda name: self.take(corpus, Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def take(self, corpus: Corpus, file: Path) -> None:
        """Let a file of tags be that of a corpus."""

        notes = self._session.notes
        assert notes is not None
        steps = self._steps_of(corpus, notes)

        def done(taken: tuple[TagScheme, Step | None]) -> None:
            scheme, step = taken
            one, many = self.tr("1 tag is offered now."), self.tr("{count} tags are offered now.")
            said = counted(len(scheme.tags), one, many)
            if step is None:
                self._window.status.say(said)
            else:
                self._toast.tell_of(step, said)

        self._run(self.tr("Reading the tags"), lambda _: steps.take(file), done)

    @Slot()
    def _find(self) -> None:
        """Count the places anew; what was being counted is no longer wanted."""
        texts, book, document, dialog = (
            self._keeping.texts,
            self._keeping.book,
            self._session.document,
            self.dialog,
        )
        if texts is None or book is None or document is None or dialog is None:
            return
        if self._finding is not None:
            self._finding.cancel()
        self._found = None
        documents = () if dialog.is_for_all else (document.reading.document.id,)
        subjects, finder = self._subjects, book.termbase.finder

        def work(progress: Progress) -> TagPlaces:
            anchors: dict[Anchor, None] = {}
            contents: dict[str, Content] = {}
            for subject in subjects:
                found = places_of(subject, texts, finder, documents=documents, progress=progress)
                anchors |= dict.fromkeys(found.anchors)
                contents |= found.texts
            return TagPlaces(tuple(anchors), contents)

        def done(found: TagPlaces) -> None:
            self._found = found
            if self.dialog is dialog:
                dialog.show_count(len(found.anchors))

        self._finding = self._run(self.tr("Looking for all places"), work, done)

    @Slot()
    def _on_asked(self) -> None:
        dialog, found, tagging = self.dialog, self._found, self._tagging
        if dialog is None or found is None or tagging is None:
            return
        tags, waits = dialog.tags.tags, dialog.waits.isChecked()
        self.dialog = None

        notes = self._session.notes
        assert notes is not None
        places = [[anchor] for anchor in found.anchors]

        def work(_: Progress) -> tuple[Changes, Step | None]:
            mark = partial(tagging.mark, places, tags, waits=waits, texts=found.texts)
            return notes.history.recorded_by(mark)

        self._run(self.tr("Tagging all places"), work, self._say_tagged)

    @Slot()
    def _leave(self) -> None:
        """Tag nothing: what was being counted for it is not wanted any more."""
        dialog, self.dialog = self.dialog, None
        if self._finding is not None:
            self._finding.cancel()
            self._finding = None
        if dialog is not None:
            dialog.close()

    def _say_tagged(self, done: tuple[Changes, Step | None]) -> None:
        changes, step = done
        count = len(changes.added) + len(changes.changed)
        if not count:
            self._window.status.say(self.tr("All these places have the tags already."))
            return
        text = counted(count, self.tr("1 place tagged."), self.tr("{count} places tagged."))
        self._toast.tell_of(step, text)

    def _run(self, title: str, work: Callable[[Progress], Any], done: Callable[[Any], None]) -> Job:
        return self._jobs.run(work, Job(title, on_done=done, on_failed=partial(self._say_failed)))

    def _say_failed(self, problem: Exception) -> None:
        self._window.banner.say(str(problem), is_error=True)
