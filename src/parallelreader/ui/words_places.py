"""From the page of words to the place of a pair: in the text that is open, or in another of the library."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from parallelreader.app.known_corpora import known_corpora
from parallelreader.app.user_data import UserData
from parallelreader.app.words.word_list import Place
from parallelreader.core.notes.placement import place as find_place
from parallelreader.core.progress import Progress
from parallelreader.ui.jobs.runner import Job, JobRunner
from parallelreader.ui.session import At, Session
from parallelreader.ui.travel import Travel
from parallelreader.ui.window import Window
from parallelreader.ui.words.page_needed import NeededSentence
from parallelreader.ui.words_page_data import OpenText


class WordPlaces(QObject):
    """``left`` comes when the page is about to give way to the text."""

    left = Signal()

    def __init__(
        self,
        data: UserData,
        jobs: JobRunner,
        session: Session,
        window: Window,
        travel: Travel,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._data, self._jobs = data, jobs
        self._session, self._window, self._travel = session, window, travel

    def open(self, wanted: Place | NeededSentence, open_text: OpenText) -> None:
        """Go to a pair in its text, or say why not."""
        corpus, start = self._session.corpus, start_of(wanted, open_text)
        if start is None:
            self._window.status.say(self.tr("This sentence is no longer in its text."))
            return
        key, document = wanted.text
        at = (wanted.version, float(start))
        if corpus is None or key != open_text.key:
            self._open_elsewhere(key, document, at)
        elif document not in {each.id for each in corpus.documents}:
            self._window.status.say(self.tr("The text of this pair is no longer in its corpus."))
        else:
            self.left.emit()
            self._window.show_reader(self._session.document is not None)
            self._travel.go(document, at)

    def _open_elsewhere(self, key: str, document: str, at: At) -> None:
        store = self._data.store

        def done(folder: Path | None) -> None:
            if folder is None:
                self._window.status.say(self.tr("The corpus of this pair is not in the library any more."))
            else:
                self.left.emit()
                self._session.open_corpus(folder, document=document, at=at)

        def work(_: Progress) -> Path | None:
            known = (each for each in known_corpora(store) if each.key == key and not each.away)
            return next((each.folder for each in known), None)

        self._jobs.run(work, Job(self.tr("Looking for the text"), on_done=done, is_quiet=True))


def start_of(wanted: Place | NeededSentence, open_text: OpenText) -> int | None:
    """Where a pair begins now; None where that text is open and has it no longer."""
    reading = open_text.reading
    if wanted.anchor is None or reading is None or wanted.text != open_text.shelf:
        return wanted.span.start
    text = reading.texts.get(wanted.version)
    if text is None:
        return wanted.span.start
    found = find_place(wanted.anchor, text.content, digest=text.digest).span
    return found.start if found is not None else None


def place_name(place: Place, open_text: OpenText, title: str) -> str:
    """Where a pair stands: by its label where its document is open, else by the ``title`` of its text."""
    reading = open_text.reading
    if reading is not None and place.text == open_text.shelf and place.version in reading.texts:
        text = reading.texts[place.version]
        if text.segment_count and place.span.start < len(text.content):
            return f"{text.label(text.segment_at(place.span.start))}, {title}"
    return title
