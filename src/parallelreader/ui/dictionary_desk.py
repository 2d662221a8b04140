"""The dictionaries of the window: a dialog to import, order and switch them, and the tasks behind it."""

import logging
from collections.abc import Callable, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from parallelreader.app.user_data import UserData
from parallelreader.app.words.dictionaries import Dictionaries
from parallelreader.app.words.dictionary_choice import forget, put_in_order, switch
from parallelreader.app.words.dictionary_import_process import import_dictionaries
from parallelreader.app.words.dictionary_importing import ImportedDictionary, remove_dictionary
from parallelreader.core.errors import UserError
from parallelreader.core.incoming import Fault
from parallelreader.core.progress import Progress
from parallelreader.paths import UserFolders
from parallelreader.ui.actions.registry import Handler
from parallelreader.ui.jobs.runner import Job, JobRunner
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.window import Window
from parallelreader.ui.words.dictionaries_dialog import DictionariesDialog

logger = logging.getLogger(__name__)

_MOST_FAULTS_SAID = 3

_Outcome = tuple[list[ImportedDictionary], list[UserError]]


class DictionaryDesk(QObject):
    """What the user does with dictionaries; one import at a time."""

    _dictionaries_changed = Signal()

    def __init__(
        self,
        data: UserData,
        themes: ThemeSource,
        jobs: JobRunner,
        window: Window,
        dictionaries: Dictionaries,
    ) -> None:
        super().__init__(window)
        self._data = data
        self._themes = themes
        self._jobs = jobs
        self._window = window
        self._dictionaries = dictionaries
        self._job: Job | None = None
        self._dictionaries_changed.connect(self._on_dictionaries_changed)
        dictionaries.listen(self._dictionaries_changed.emit)

    @cached_property
    def dialog(self) -> DictionariesDialog:
        """The dialog; made when it is first shown."""
        dialog = DictionariesDialog(self._themes, self._window)
        dialog.list.switched.connect(self._on_switched)
        dialog.list.reordered.connect(self._on_reordered)
        dialog.import_asked.connect(self.import_files)
        dialog.remove_asked.connect(self._remove)
        dialog.cancel_asked.connect(self._on_cancel_asked)
        return dialog

    def handlers(self) -> dict[str, Handler]:
        """What the actions of the dictionaries do."""
        return {"dictionaries": self.show}

    def show(self) -> None:
        """Show the list of dictionaries."""
        self.dialog.show_dictionaries(self._dictionaries.listed())
        self.dialog.show()
        self.dialog.activateWindow()
        self.dialog.list.setFocus()

    def import_files(self, paths: Sequence[Path]) -> None:
        """Bring in the dictionaries in these files and folders."""
        if self._job is None:
            self._run(
                self.tr("Importing a dictionary"),
                partial(_import_all, self._data.folders, list(paths), self._dictionaries),
                self._told,
            )

    def _remove(self, id: str) -> None:
        if self._job is None:
            self._run(
                self.tr("Removing a dictionary"),
                partial(_remove, self._data.folders, id, self._dictionaries),
                self._forget,
            )

    def _run(self, title: str, work: Callable[[Progress], Any], told: Callable[[Any], str]) -> None:
        """Do it in the background; ``told`` makes words of what came of it."""
        self.dialog.begin_task()
        job = Job(
            title,
            on_done=lambda outcome: self._end(told(outcome)),
            on_failed=self._fail,
            on_cancelled=lambda: self._end(self.tr("Stopped; what was not whole is not there.")),
            on_progress=self.dialog.show_progress,
            is_quiet=True,
        )
        self._job = self._jobs.run(work, job)

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            logger.error("a dictionary could not be brought in or removed", exc_info=error)
        self._end(str(error))

    def _end(self, said: str) -> None:
        self._job = None
        self.dialog.show_dictionaries(self._dictionaries.listed())
        self.dialog.end_task(said)

    def _forget(self, id: str) -> str:
        forget(self._data.settings, id)
        return ""

    def _told(self, outcome: _Outcome) -> str:
        imported, problems = outcome
        lines = []
        for each in imported:
            text = self.tr("{title} is in: {count} entries.").format(
                title=each.title, count=f"{each.count:,}"
            )
            if each.unread:
                unread = self.tr("1 record could not be read: {first}")
                if each.unread > 1:
                    unread = self.tr("{count} records could not be read: {first}")
                first = "; ".join(map(_place_of, each.faults[:_MOST_FAULTS_SAID]))
                text += " " + unread.format(count=f"{each.unread:,}", first=first)
                text += "…" if each.unread > _MOST_FAULTS_SAID else "."
            lines.append(text)
        return "\n".join([*lines, *map(str, problems)])

    def _on_dictionaries_changed(self) -> None:
        if "dialog" in self.__dict__:
            self.dialog.show_dictionaries(self._dictionaries.listed())

    def _on_switched(self, id: str, is_on: bool) -> None:
        switch(self._data.settings, id, is_on=is_on)

    def _on_reordered(self, ids: list[str]) -> None:
        put_in_order(self._data.settings, self._dictionaries.listed(), ids)
        # With a dictionary that is off, nothing changes for those who ask; the list does.
        self.dialog.show_dictionaries(self._dictionaries.listed())

    def _on_cancel_asked(self) -> None:
        if self._job is not None:
            self._job.cancel()


def _import_all(
    folders: UserFolders, paths: Sequence[Path], dictionaries: Dictionaries, progress: Progress
) -> _Outcome:
    """Bring in one after the other; one that cannot be read stops no other."""
    outcomes: list[ImportedDictionary | UserError] = []
    try:
        outcomes.extend(import_dictionaries(folders, paths, progress))
    finally:
        # Those before the one that was stopped at are there.
        dictionaries.prepare()
    imported = [each for each in outcomes if isinstance(each, ImportedDictionary)]
    return imported, [each for each in outcomes if isinstance(each, UserError)]


def _remove(folders: UserFolders, id: str, dictionaries: Dictionaries, progress: Progress) -> str:
    # Some systems do not delete what is open.
    dictionaries.close()
    try:
        remove_dictionary(folders, id)
    finally:
        dictionaries.prepare()
    return id


def _place_of(fault: Fault) -> str:
    places = [fault.part[:40], f"line {fault.line}" if fault.line is not None else ""]
    place = ", ".join(filter(None, places))
    return f"{place}: {fault.what}" if place else fault.what
