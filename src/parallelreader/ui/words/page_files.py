"""A ground that files of this computer can be dropped on."""

from pathlib import Path

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent

from parallelreader.ui.theme.ground import Ground
from parallelreader.ui.theme.source import ThemeSource


class FileGround(Ground):
    """``files_dropped`` has a list of paths."""

    files_dropped = Signal(list)

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__(themes)
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _local_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = _local_files(event.mimeData())
        if files:
            event.acceptProposedAction()
            self.files_dropped.emit(files)


def _local_files(data: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
