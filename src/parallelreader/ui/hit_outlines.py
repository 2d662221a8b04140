"""The hits of a search in the text that is open: outlined there, and shown beside the scroll bars."""

from collections.abc import Iterable

from parallelreader.app.reading.shown_hits import ShownHits
from parallelreader.app.search_run import Hit, SearchRun
from parallelreader.ui.reader.state import ReadingState
from parallelreader.ui.session import Session


class HitOutlines:
    """Of all hits of a run, those in the document that is open."""

    def __init__(self, session: Session, state: ReadingState) -> None:
        self._session = session
        self._state = state
        self._run: SearchRun | None = None
        self._shown: ShownHits | None = None

    def begin(self, run: SearchRun | None) -> None:
        """Outline nothing as yet: another search, another document, or no search any more."""
        document = self._session.document
        self._run, self._shown = run, None
        if run is not None and document is not None:
            self._shown = ShownHits(run.query.senses, document.opened.texts)
        self._state.outline(self._shown)
        self._state.show_hits({})

    def add(self, hits: Iterable[Hit], *, are_all: bool) -> None:
        """Outline more hits; beside the scroll bars they show when those ``are_all``."""
        if self._shown is None:
            return
        for hit in hits:
            if self.is_here(hit):
                self._shown.add(hit.place.version, hit.place.segment)
        self._state.outline(self._shown)
        if are_all:
            self._state.show_hits(self._shown.thinned())

    def mark(self, hit: object) -> None:
        """This is the hit one has gone to; anything else than a hit, or one elsewhere, is none."""
        if self._shown is not None:
            is_here = isinstance(hit, Hit) and self.is_here(hit)
            self._shown.current = (
                (hit.place.version, hit.place.segment) if is_here and isinstance(hit, Hit) else None
            )
            self._state.outline(self._shown)

    def is_here(self, hit: Hit) -> bool:
        """Whether a hit stands in the document that is open."""
        run, document, corpus = self._run, self._session.document, self._session.corpus
        return (
            run is not None
            and document is not None
            and corpus is not None
            and hit.place.document == document.reading.document.id
            and run.corpora[hit.corpus].folder == corpus.folder
        )
