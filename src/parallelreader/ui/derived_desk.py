"""What can be made again, such as indexes and caches: telling how much it is, and deleting it."""

from functools import partial

from PySide6.QtCore import QObject

from parallelreader.app.derived_files import DerivedFiles, delete_derived, derived_files
from parallelreader.app.user_data import UserData
from parallelreader.ui.actions.registry import Handler
from parallelreader.ui.jobs.runner import Job, JobRunner
from parallelreader.ui.library.asking import tell_of_derived
from parallelreader.ui.window import Window


class DerivedDesk(QObject):
    """Nothing of it is the user's own, and all of it comes back by itself."""

    def __init__(self, data: UserData, jobs: JobRunner, window: Window) -> None:
        super().__init__(window)
        self._folders = data.folders
        self._jobs = jobs
        self._window = window

    def handlers(self) -> dict[str, Handler]:
        """What the action about derived files does."""
        return {"delete_derived": self.delete}

    def delete(self) -> None:
        """Ask whether it shall be deleted, telling how much that is."""
        folders = self._folders

        def ask(found: list[DerivedFiles]) -> None:
            tell_of_derived(self._window, found, partial(self._delete))

        title = self.tr("Looking at derived files")
        self._jobs.run(lambda _: derived_files(folders), Job(title, on_done=ask, is_quiet=True))

    def _delete(self) -> None:
        folders, said = self._folders, self.tr("Derived files are deleted. They come back by themselves.")

        def tell(_: object) -> None:
            self._window.status.say(said)

        title = self.tr("Deleting derived files")
        self._jobs.run(lambda _: delete_derived(folders), Job(title, on_done=tell, is_quiet=True))
