"""The hits of a search in the text that is open: outlined there, and shown beside the scroll bars."""

from collections.abc import Iterable, Mapping, Sequence

from parallelreader.app.late_hits import LateHits
from parallelreader.app.reading.shown_hits import ShownHits
from parallelreader.app.search_run import Hit, SearchRun
from parallelreader.core.corpus import Corpus
from parallelreader.core.text import Text
from parallelreader.ui.reader.state import ReadingState
from parallelreader.ui.session import Session


class HitOutlines:
    """Of all hits of a run, those in the document that is open."""

    def __init__(self, session: Session, state: ReadingState) -> None:
        self._session = session
        self._state = state
        self._run: SearchRun | None = None
        self._shown: ShownHits | None = None
        self._texts: Mapping[str, Text] | None = None
        self._places: dict[str, list[int]] = {}
        self._is_visible = True

    def set_visible(self, visible: bool) -> None:
        """Show them, or take them away until they are wanted again."""
        self._is_visible = visible
        self._state.outline(self._shown if visible else None)
        self._state.show_hits(self._places if visible else {})

    def begin(self, run: SearchRun | None) -> None:
        """Outline nothing as yet: another search, another document, or no search any more."""
        document = self._session.document
        self._run, self._shown, self._texts = run, None, None
        if run is not None and document is not None:
            self._texts = document.opened.texts
            self._shown = ShownHits(run.query.senses, self._texts)
        self._places = {}
        self.set_visible(self._is_visible)

    def goes_on(self, run: SearchRun) -> bool:
        """Whether what is outlined holds for what is open now; then it shows again."""
        document = self._session.document
        if document is None or run is not self._run or self._texts is not document.opened.texts:
            return False
        self.set_visible(self._is_visible)
        return True

    def add(self, hits: Iterable[Hit], *, are_all: bool) -> None:
        """Outline more hits; beside the scroll bars they show when those ``are_all``."""
        if self._shown is None:
            return
        for hit in hits:
            if self.is_here(hit):
                self._shown.add(hit.place.version, hit.place.segment)
        if are_all:
            self._places = self._shown.thinned()
            self.set_visible(self._is_visible)
        elif self._is_visible:
            self._state.outline(self._shown)

    def mark(self, hit: object) -> None:
        """This is the hit one has gone to; anything else than a hit, or one elsewhere, is none."""
        if self._shown is not None:
            is_here = isinstance(hit, Hit) and self.is_here(hit)
            self._shown.current = (
                (hit.place.version, hit.place.segment) if is_here and isinstance(hit, Hit) else None
            )
            if self._is_visible:
                self._state.outline(self._shown)

    def select(self) -> None:
        """Select the words of the hit one has gone to, as something to be marked or noted; of a hit that
        is not here, or where something is selected already, nothing."""
        shown, selection = self._shown, self._state.selection
        if shown is None or shown.current is None or not (selection is None or selection.is_empty):
            return
        version, segment = shown.current
        reading = self._state.reading
        if reading is not None and version in reading.shown:
            for span, _ in shown.spans_in(version, reading.texts[version].segment(segment))[:1]:
                self._state.select_span(version, span)

    def nearest(self, hits: Sequence[object], late: LateHits, row: int, by: int, *, are_all: bool) -> int:
        """The number of the first hit in a row of the open document or behind it, or with -1 of the last
        before it; ``late`` ones are numbered behind the others. Where there is none it is the first of all,
        or the last before where more are found than the hits given. Takes some 30 ms for 100,000."""
        document, run = self._session.document, self._run
        if document is None or run is None:
            return 0
        reading = document.reading
        starts = {version: reading.first_from(version, row) for version in reading.shown}
        corpora = {number for number, corpus in enumerate(run.corpora) if self._is_open(corpus)}
        last = 0
        for number, hit in enumerate(hits):
            if not isinstance(hit, Hit) or hit.corpus not in corpora:
                continue
            start = starts.get(hit.place.version)
            if start is None or hit.place.document != reading.document.id:
                continue
            if hit.place.segment < start:
                last = number
            elif by > 0:
                return number
        found = late.first_from(starts) if by > 0 else late.last_before(starts)
        if found is not None:
            return len(hits) + found
        return 0 if by > 0 and are_all else last

    def is_here(self, hit: Hit) -> bool:
        """Whether a hit stands in the document that is open."""
        run, document = self._run, self._session.document
        return (
            run is not None
            and document is not None
            and hit.place.document == document.reading.document.id
            and self._is_open(run.corpora[hit.corpus])
        )

    def _is_open(self, corpus: Corpus) -> bool:
        opened = self._session.corpus
        return opened is not None and opened.folder == corpus.folder
