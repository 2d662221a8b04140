"""Draws the real window into a PNG without a display, for documentation and for machines without one."""

import os
import sys
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import QEventLoop, QSaveFile, QTimer
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication

from parallelreader.app.reading.lettering import PinyinMode
from parallelreader.app.reading.words import Words
from parallelreader.app.screenshot_request import PanelName, ScreenshotRequest
from parallelreader.app.themes import ThemeChoice
from parallelreader.app.user_data import UserData
from parallelreader.core.errors import ReaderError, UserError, WriteProblem
from parallelreader.core.text import Text
from parallelreader.paths import UserFolders
from parallelreader.ui.desk import Desk
from parallelreader.ui.jobs.runner import JobRunner
from parallelreader.ui.main import make_application
from parallelreader.ui.theme.fonts import missing_face_warning
from parallelreader.ui.theme.source import ThemeSource

_LONGEST_SECONDS = 600.0
_BEAT_MS = 20


def draw_screenshot(request: ScreenshotRequest) -> int:
    """Open the window as asked, wait until everything stands in its place, and write the picture.

    Raises UserError where something asked for is not there or the file cannot be written.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = make_application()
    if warning := missing_face_warning():
        print(warning, file=sys.stderr)  # noqa: T201 - the only way a picture can warn
    with tempfile.TemporaryDirectory(prefix="parallelreader-") as scratch:
        folders = request.folders or UserFolders.under(Path(scratch))
        data = UserData.open(folders)
        jobs = JobRunner()
        try:
            _draw(app, data, jobs, request)
        finally:
            jobs.shut_down()
            data.close()
    return 0


def _draw(app: QApplication, data: UserData, jobs: JobRunner, request: ScreenshotRequest) -> None:
    themes = ThemeSource(app, ThemeChoice(request.theme))
    desk = Desk(data, themes, jobs, Words())
    failures: list[Exception] = []
    desk.session.failed.connect(failures.append)
    window = desk.window
    least = window.minimumWidth(), window.minimumHeight()
    if request.size[0] < least[0] or request.size[1] < least[1]:
        raise UserError("The window is never so small", mend=f"Ask for {least[0]}x{least[1]} or more.")
    window.resize(*request.size)
    window.show()
    desk.session.open_corpus(request.corpus, document=request.document, versions=request.versions)
    _wait(app, jobs)
    if failures:
        raise failures[0] if isinstance(failures[0], ReaderError) else UserError(str(failures[0]))
    _check(desk, request)
    window.resize(*request.size)
    desk.reading.set_layout(request.layout)
    desk.notes.show_panel(request.panel is PanelName.NOTES)
    _set_chinese(desk, request)
    # Terms are lit as soon as they are loaded, which is waited for below.
    assert desk.terms
    if request.hidden:
        window.state.covering.cover_versions(request.hidden)
    _wait(app, jobs)
    if request.at:
        _go_to(desk, request.at)
    window.area.focus_text()
    if request.panel is PanelName.SEARCH:
        desk.search.search_for(request.query)
    elif request.panel is PanelName.WORDS:
        _show_words(app, jobs, desk)
    elif request.panel is PanelName.TERMS:
        _show_terms(app, jobs, desk, request.query)
    elif request.panel is PanelName.DICTIONARY:
        _wait_for_dictionaries(app, jobs, desk)
        desk.entry.look_up(request.query)
    _wait(app, jobs)
    picture = window.grab()
    window.close()
    save_picture(picture, request.out)


def _wait_for_dictionaries(app: QApplication, jobs: JobRunner, desk: Desk) -> None:
    """They are opened in the background, and made first where there is nothing in the cache."""
    while not desk.dictionaries.is_ready:
        _wait(app, jobs)


def _show_words(app: QApplication, jobs: JobRunner, desk: Desk) -> None:
    """Show the page of words with all its figures."""
    desk.words_page.show()
    while not desk.words_page.is_settled:
        _wait(app, jobs)


def _show_terms(app: QApplication, jobs: JobRunner, desk: Desk, term: str) -> None:
    """Show the room of terms with all its figures, and in it a term, or any Chinese words."""
    book = desk.term_keeping.book
    assert book is not None
    book.load()
    desk.text_words.load()
    desk.terms_page.show()
    while not desk.terms_page.is_settled:
        _wait(app, jobs)
    if term:
        named = book.termbase.named(term)
        desk.terms_page.show_subject(named[0] if named else term)
        while not desk.terms_page.is_settled:
            _wait(app, jobs)
    desk.terms_page.page.focus_view()


def _set_chinese(desk: Desk, request: ScreenshotRequest) -> None:
    """Show Chinese as asked. Raises UserError where words are needed and there is no dictionary."""
    reading = desk.window.area.reading
    assert reading is not None
    for version in reading.shown:
        if reading.version(version).is_chinese:
            desk.lettering.set_script(request.script, version)
    book = desk.word_keeping.book
    book.load()
    if request.pinyin is not PinyinMode.OFF or len(book.statuses):
        desk.text_words.load()
        desk.lettering.use(desk.text_words, desk.word_keeping)
        assert desk.names
    desk.window.state.lettering.set_notation(request.notation)
    desk.window.state.lettering.set_tones(request.tones)
    desk.lettering.set_pinyin(request.pinyin)


def save_picture(picture: QPixmap, out: Path) -> None:
    """Write a picture as PNG, whole or not at all: the one before stays where the disk is full.

    What is no plain file (a device, a pipe) is written to as it is. Raises WriteProblem.
    """
    if out.exists() and not out.is_file():
        written = picture.save(str(out), "PNG")
    else:
        file = QSaveFile(str(out))
        file.setDirectWriteFallback(True)
        written = file.open(QSaveFile.OpenModeFlag.WriteOnly) and picture.save(file, "PNG") and file.commit()
    if not written:
        raise WriteProblem(
            "The picture cannot be written", where=out, mend="Choose another place or make room."
        )


def _wait(app: QApplication, jobs: JobRunner) -> None:
    """Let everything come to rest: layouts, and every task begun by opening."""
    until = time.monotonic() + _LONGEST_SECONDS
    for _ in range(3):
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
    # Given a time to be over in, Qt does not wait for events at all. It must not wait for ever either: an
    # interrupt is only heard between two of them.
    beat = QTimer()
    beat.start(_BEAT_MS)
    try:
        while not jobs.is_idle and time.monotonic() < until:
            app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    finally:
        beat.stop()
    app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)


def _check(desk: Desk, request: ScreenshotRequest) -> None:
    """Raise UserError where the window shows another document or other versions than were asked for."""
    corpus, document = desk.session.corpus, desk.session.document
    if corpus is None or document is None:
        raise UserError("The corpus has no documents", where=request.corpus)
    found = document.reading.document
    if request.document and found.id != request.document:
        known = ", ".join(each.id for each in corpus.documents)
        raise UserError(f"There is no document {request.document}", mend=f"The corpus has: {known}.")
    missing = [version for version in request.versions if version not in document.reading.shown]
    if missing:
        known = ", ".join(version.id for version in found.versions)
        raise UserError(f"There is no version {missing[0]}", mend=f"The document has: {known}.")


def _go_to(desk: Desk, at: str) -> None:
    reading = desk.window.area.reading
    assert reading is not None
    version = reading.shown[0]
    text = reading.texts[version]
    segment = _segment(text, at)
    desk.window.area.go_to(version, float(text.segment(segment).start), hold=True)


def _segment(text: Text, at: str) -> int:
    """The segment called ``at``: a label (``3.2``) or a number from zero."""
    try:
        number = text.by_label(at) if "." in at else int(at)
    except ValueError:
        number = -1
    if not 0 <= number < text.segment_count:
        raise UserError(
            f"There is no sentence {at}",
            mend=f"Give its label, like 3.2, or its number from 0 to {text.segment_count - 1}.",
        )
    return number
