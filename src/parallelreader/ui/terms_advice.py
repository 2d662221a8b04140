"""What the program has to say of terms in their room: suggestions at the right, and the view of checks."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from parallelreader.app.terms.matrix import RenderingFinder
from parallelreader.app.terms.shown_findings import ShownFinding
from parallelreader.app.user_data import UserData
from parallelreader.app.words.text_words import TextWords
from parallelreader.core.terms.concept import Concept
from parallelreader.ui.jobs.runner import JobRunner
from parallelreader.ui.term_keeping import TermKeeping
from parallelreader.ui.term_writing import TermWriting
from parallelreader.ui.terms.page import TermsPage
from parallelreader.ui.terms.view import TermsRoom
from parallelreader.ui.terms_findings import TermsFindings
from parallelreader.ui.terms_suggestions import TermsSuggestions
from parallelreader.ui.theme.source import ThemeSource


class TermsAdvice(QObject):
    """Made with the room; puts its view and its panel there itself."""

    def __init__(
        self,
        room: TermsRoom,
        page: TermsPage,
        data: UserData,
        themes: ThemeSource,
        jobs: JobRunner,
        words: TextWords,
        keeping: TermKeeping,
        writing: TermWriting,
        finder: RenderingFinder,
        *,
        undo_caps: Sequence[str] = (),
    ) -> None:
        super().__init__(page)
        self._room, self._page, self._keeping = room, page, keeping
        self.suggestions = TermsSuggestions(data.folders, themes, jobs, words, undo_caps)
        self.findings = TermsFindings(themes, jobs, finder)
        room.add_view(self.findings)
        room.set_right(self.suggestions.panel)
        self.suggestions.told.connect(writing.tell)
        self.suggestions.opened.connect(room.show_subject)
        self.suggestions.panel.seen.connect(self.suggestions.want)
        self.suggestions.panel.list.left.connect(page.focus_view)
        self.findings.done.connect(writing.tell)
        self.findings.opened.connect(self._on_opened)
        self.findings.termed.connect(self._on_termed)
        self.findings.said.connect(self._on_said)
        self.findings.changed.connect(self._show_count)
        self.findings.view.list.left.connect(page.side.list.setFocus)
        keeping.begun.connect(self._begin)
        keeping.changed.connect(self._on_terms_changed)
        self._begin()

    @property
    def is_settled(self) -> bool:
        """Whether nothing is being looked for."""
        return self.suggestions.is_settled and self.findings.is_settled

    def _begin(self) -> None:
        book, texts = self._keeping.book, self._keeping.texts
        if book is not None and texts is not None:
            self.suggestions.begin(book, texts)
            self.findings.begin(book, texts, book.choices)
            self._show_count()
            if self.suggestions.panel.isVisible():
                self.suggestions.want()

    def _on_terms_changed(self, changes: object) -> None:
        self.suggestions.show()
        self.findings.show()

    def _on_opened(self, shown: ShownFinding) -> None:
        """Go to the words in the version, or where nothing stands there to those of the source."""
        finding = shown.finding
        if finding.target is not None:
            self._room.open_place(finding.document, finding.version, finding.target)
        elif finding.source is not None:
            source = self._source_of(finding.document)
            self._room.open_place(finding.document, source, finding.source, finding.version)

    def _source_of(self, document: str) -> str:
        texts = self._keeping.texts
        return texts.corpus.document(document).source.id if texts is not None else ""

    def _on_termed(self, concept: Concept) -> None:
        self._page.show_view(0)
        self._room.show_subject(concept)

    def _on_said(self, parts: Sequence[str]) -> None:
        if self._page.view is self.findings:
            self._room.say(parts)

    def _show_count(self) -> None:
        count = self.findings.count
        self._room.show_count(self.findings, f"{count:,}" if count else "")
