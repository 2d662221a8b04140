"""The concordance in the room of terms: hits, what renders them and counts, all found off the main thread.

What is seen is the business of ``terms.concordance_view``.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from parallelreader.app.library import OpenDocument
from parallelreader.app.linked_words import Linker
from parallelreader.app.pair_linking import PairLinker
from parallelreader.app.searching import CorpusSearch
from parallelreader.app.terms.book import TermBook
from parallelreader.app.terms.concordance import HitLines, Question, find_hits, places_by
from parallelreader.app.terms.concordance_export import ShownHits
from parallelreader.app.terms.concordance_words import WordTools
from parallelreader.app.terms.corpus_texts import CorpusTexts
from parallelreader.app.terms.hit_renderings import HitRenderer
from parallelreader.app.terms.matrix import RenderingFinder
from parallelreader.app.terms.saved_queries import SavedQuery
from parallelreader.app.terms.sheet_files import TableFormat
from parallelreader.app.user_data import UserData
from parallelreader.app.words.text_words import TextWords
from parallelreader.core.concordance.order import Aspect, By
from parallelreader.core.errors import ReaderError
from parallelreader.core.progress import Progress
from parallelreader.core.terms.concept import Concept
from parallelreader.core.words.readings import Reader
from parallelreader.core.words.segmenter import Segmenter
from parallelreader.ui.jobs.kinds import JobKinds
from parallelreader.ui.jobs.runner import JobRunner
from parallelreader.ui.terms.concordance_keeping import ConcordanceKeeping
from parallelreader.ui.terms.concordance_model import VersionHead
from parallelreader.ui.terms.concordance_view import ConcordanceView
from parallelreader.ui.terms.hit_counting import HitCounting
from parallelreader.ui.terms.view import ExportFormat, Subject, Writer
from parallelreader.ui.theme.source import ThemeSource

# Of so many hits what renders them is looked for at once; of more only of those that are seen.
_ALL_AT_ONCE = 1500
_LOOK_AGAIN_MS = 250
# A hit row or two more than are seen, so that a step of the wheel finds them looked at.
_MORE = 4


class TermsConcordance(QObject):
    """A view of the room, and its jobs. ``opened`` has the place of a hit (document, version, Span), ``said``
    what is to be said at the foot, and at which row one is."""

    opened = Signal(str, str, object)
    said = Signal(list, str)
    changed = Signal()
    _choices_changed = Signal()
    """Other hits are shown, or more is known of them."""

    has_head = False
    icon = "line"

    def __init__(
        self,
        data: UserData,
        themes: ThemeSource,
        jobs: JobRunner,
        words: TextWords,
        finder: RenderingFinder,
        linker: Linker | None = None,
    ) -> None:
        """``linker`` links words by default in a process of its own, which :meth:`close` ends."""
        super().__init__()
        self._data, self._jobs = data, jobs
        self._links = PairLinker(data.folders.cache)
        self._linker, self._finder = linker or self._links, finder
        self.view = ConcordanceView(themes)
        self._texts: CorpusTexts | None = None
        self._book: TermBook | None = None
        self._concept: Concept | None = None
        self._subject: Subject = None
        self._asked = ""
        self._renderer: HitRenderer | None = None
        self._kinds = JobKinds(jobs, self._on_failed, self._on_cancelled)
        self.counting = HitCounting(self.view, self._kinds, WordTools(_loader(words)))
        self.keeping = ConcordanceKeeping(self.view, self._shown_query)
        self._look_again = QTimer(self, interval=_LOOK_AGAIN_MS)
        self._look_again.timeout.connect(self._on_looked_again)
        self._connect()

    @property
    def title(self) -> str:
        return self.tr("Concordance")

    @property
    def export_formats(self) -> Sequence[ExportFormat]:
        if not self.view.model.rowCount():
            return ()
        return (
            ExportFormat("html", self.tr("Web page")),
            ExportFormat("xlsx", self.tr("Spreadsheet")),
            ExportFormat("csv", self.tr("Table (CSV)")),
            ExportFormat("tsv", self.tr("Table (TSV)")),
        )

    @property
    def lines(self) -> HitLines | None:
        """The hits, shown or not."""
        return self.counting.lines

    @property
    def is_settled(self) -> bool:
        """Whether nothing is being looked for."""
        return self._kinds.is_idle

    def close(self) -> None:
        """Look for nothing any more, and end the process that was begun."""
        self._cancel()
        self._links.close()

    def widget(self) -> QWidget:
        return self.view

    def begin(self, book: TermBook, texts: CorpusTexts) -> None:
        """Another corpus is open."""
        self._cancel()
        self._book, self._texts = book, texts
        book.choices.listen(lambda _: self._choices_changed.emit())
        self._subject = self._concept = None
        self.counting.begin(None, None)
        self.view.show_lines(None, (), {})
        self.view.show_message(
            self.tr("Look for a word, a phrase or a pattern, or choose a term in the list.")
        )
        self.keeping.begin(book.queries)

    def show_term(self, subject: Subject) -> None:
        """Show the hits of a term, unless it is the one they were asked for last."""
        self.keeping.show()
        if subject is None or _name(subject) == _name(self._subject):
            return
        self._subject = subject
        self._concept = subject if isinstance(subject, Concept) else None
        self.view.head.field.setText(subject.name if isinstance(subject, Concept) else subject)
        self._ask()

    def ask(self, question: Question) -> None:
        """Ask for something as if it had been typed."""
        self._concept = None
        self.view.head.show_query(question.query, question.side, self.view.head.chosen_unit)
        self._ask()

    def writer(self, suffix: str) -> Writer | None:
        lines, model = self.lines, self.view.model
        if lines is None or not model.rowCount():
            return None
        counts = self.view.counts
        shown = ShownHits(
            lines,
            list(model.numbers),
            {head.id: head.name for head in model.heads},
            model.titles,
            self.view.width_of_contexts,
            title=self.view.head.field.text() or self.title,
            collocates=self.counting.collocates if counts.isVisible() else (),
            groups=self.counting.groups if counts.isVisible() else (),
            grouped_by=counts.by.currentText(),
        )
        renderer = self._renderer if len(shown.numbers) <= _ALL_AT_ONCE else None

        def write(file: Path, progress: Progress) -> None:
            shown.write(file, TableFormat(suffix), renderer, progress)

        return write

    def _shown_query(self) -> SavedQuery | None:
        """What is asked for, to be kept."""
        head, lines = self.view.head, self.lines
        if lines is None:
            return None
        grouping = self.view.counts.aspect if self.view.counts.isVisible() else None
        return SavedQuery("", self._asked, lines.question, head.aspects, grouping, head.chosen_unit)

    def _ask_again(self, query: SavedQuery) -> None:
        """Ask for what was kept."""
        head, counts = self.view.head, self.view.counts
        wanted = query.question.concept
        concept = self._book.termbase.get(wanted) if self._book is not None and wanted else None
        self._concept = self._subject = concept
        typed = concept.name if concept is not None else query.question.query
        head.show_query(typed, query.question.side, query.unit)
        head.show_aspects(query.sorting)
        if query.grouping is not None:
            head.counts.setChecked(True)
            counts.show_aspect(query.grouping)
        self._ask()

    def _ask(self) -> None:
        """Find what the head asks for."""
        texts, head = self._texts, self.view.head
        typed = head.field.text().strip()
        if texts is None or not typed:
            return
        self._asked = typed
        concept = self._concept if self._concept is not None and typed == self._concept.name else None
        self._concept = concept
        question = Question(
            "" if concept is not None else typed,
            concept.id if concept is not None else "",
            head.chosen_side,
        )
        self._cancel()
        corpus, data = texts.corpus, self._data
        finder = self._book.termbase.finder if self._book is not None else None

        def work(progress: Progress) -> HitLines:
            search = CorpusSearch(
                corpus,
                cache=data.cache,
                cache_folder=data.folders.cache,
                opened=list(texts.documents(progress)),
            )
            places = places_by(finder, search, progress) if finder is not None else None
            return find_hits(search, question, places=places, progress=progress)

        head.said.setText(self.tr("Looking…"))
        self._kinds.run("find", self.tr("Looking for hits"), work, self._on_found)

    def _on_found(self, lines: HitLines) -> None:
        texts, book, head = self._texts, self._book, self.view.head
        if texts is None or book is None:
            return
        labels = {column.id: column.label for column in texts.columns()}
        heads = [_head(lines, column, labels) for column in lines.columns]
        titles = {each.id: each.title or each.id for each in texts.corpus.documents}
        self._renderer = HitRenderer(
            _document_of(lines, texts),
            self._linker,
            self._finder,
            choices=book.choices,
            concept=self._concept,
        )
        head.show_columns(heads)
        self.view.counts.show_columns(heads)
        self.view.show_lines(lines, heads, titles)
        if not lines.hits:
            self.view.show_message(self.tr("Nothing in this corpus has this in it."))
        self.keeping.show()
        self.counting.begin(lines, self._renderer)
        self._on_arranged()

    def _on_choices_changed(self) -> None:
        """Look again at what renders hits: the user has said something of it."""
        lines = self.lines
        if lines is not None:
            self._kinds.stop("look")
            lines.renderings.clear()
            self._look()

    def _on_arranged(self) -> None:
        self.say()
        self._look()
        self.changed.emit()

    def _look(self) -> None:
        """Look for what renders the hits that are seen, of few of all."""
        lines, renderer = self.lines, self._renderer
        if lines is None or renderer is None or self._kinds.is_running("look") or not lines.columns:
            return
        if len(lines.hits) <= _ALL_AT_ONCE:
            wanted = list(range(len(lines.hits)))
        else:
            seen = self.view.table.rows_seen
            rows = range(max(seen.start - _MORE, 0), min(seen.stop + _MORE, self.view.model.rowCount()))
            wanted = [self.view.model.number(row) for row in rows]
        missing = [number for number in wanted if number not in lines.renderings]
        if not missing:
            return

        def work(progress: Progress) -> HitLines:
            lines.render(missing, renderer, progress)
            return lines

        def done(found: HitLines) -> None:
            self._look_again.stop()
            if found is self.lines:
                self.view.model.rank_variants()
                self.view.model.take_renderings()
                self.say()
                # Others may have come into sight meanwhile.
                self._look()
                self.changed.emit()

        self._look_again.start()
        self._kinds.run("look", self.tr("Looking for renderings"), work, done, is_quiet=True)

    def _on_looked_again(self) -> None:
        self.view.model.take_renderings()

    def _on_column_chosen(self, number: int) -> None:
        column = self.view.model.heads[number].id
        self.view.head.show_aspects([Aspect(By.RENDERING, 0, column)])
        self.counting.order()

    def _on_opened(self) -> None:
        current, lines = self.view.current, self.lines
        if current is not None and lines is not None:
            hit = lines.hits[current]
            self.opened.emit(hit.document, hit.version, hit.span)

    def _on_current_moved(self) -> None:
        self.say()

    def say(self) -> None:
        """Tell what is shown."""
        lines, model, head = self.lines, self.view.model, self.view.head
        if lines is None:
            return
        total, shown = len(lines.hits), model.rowCount()
        count = self.tr("1 hit") if total == 1 else self.tr("{count} hits").format(count=f"{total:,}")
        if shown != total:
            count = self.tr("{shown} of {count}").format(shown=f"{shown:,}", count=count)
        head.said.setText(count)
        parts = [self._asked, count]
        documents = len(lines.documents)
        if documents > 1:
            parts.append(self.tr("in {count} documents").format(count=documents))
        row = self.view.table.currentIndex().row() + 1
        text = self.tr("Hit {row} of {count}").format(row=f"{row:,}", count=f"{shown:,}")
        self.said.emit(parts, text if row else "")

    def _cancel(self) -> None:
        self._look_again.stop()
        self._kinds.cancel()

    def _on_failed(self, kind: str, error: Exception) -> None:
        said = str(error)
        if not isinstance(error, ReaderError):
            said = self.tr("Something went wrong inside the program: {error}").format(error=error)
        if kind == "find":
            self.counting.begin(None, None)
            self.view.show_lines(None, (), {})
            self.view.show_message(said)
            self.view.head.said.setText("")
        elif kind == "count":
            self.view.counts.show_message(said)
        else:
            self._look_again.stop()
            self.view.head.said.setText(said)

    def _on_cancelled(self, kind: str) -> None:
        if kind == "find":
            self.view.head.said.setText(self.tr("Looking for hits was cancelled."))

    def _connect(self) -> None:
        head, table = self.view.head, self.view.table
        self.counting.arranged.connect(self._on_arranged)
        self._choices_changed.connect(self._on_choices_changed)
        head.asked.connect(self._ask)
        self.keeping.chosen.connect(self._ask_again)
        self.keeping.refused.connect(head.said.setText)
        table.opened.connect(self._on_opened)
        table.wanted.connect(self._look)
        table.current_moved.connect(self._on_current_moved)
        table.column_chosen.connect(self._on_column_chosen)


def _loader(words: TextWords) -> Callable[[Progress], tuple[Segmenter, Reader]]:
    def load(progress: Progress) -> tuple[Segmenter, Reader]:
        loaded = words.loaded(progress)
        return loaded.segmenter, loaded.reader

    return load


def _document_of(lines: HitLines, texts: CorpusTexts) -> Callable[[str], OpenDocument]:
    def document(id: str) -> OpenDocument:
        return lines.documents.get(id) or texts.document(id)

    return document


def _head(lines: HitLines, column: str, labels: Mapping[str, str]) -> VersionHead:
    for opened in lines.documents.values():
        for version in opened.document.versions:
            if version.id == column:
                if version.is_chinese and version is opened.document.source:
                    name = QCoreApplication.translate("terms", "Chinese")
                    return VersionHead(column, name, version.language)
                name = labels.get(column) or version.translator or version.author or column
                return VersionHead(column, name, version.language)
    return VersionHead(column, column)


def _name(subject: Subject) -> str:
    """What a subject stays known by when it is changed."""
    if subject is None:
        return ""
    return subject if isinstance(subject, str) else subject.id
