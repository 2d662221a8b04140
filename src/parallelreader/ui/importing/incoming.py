"""What was dropped or lies on the clipboard: files, or else text."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData

from parallelreader.ui.importing.drafting import Drafting


def is_welcome(mime: QMimeData) -> bool:
    """Whether there is anything in it that can be imported."""
    return mime.hasUrls() or mime.hasText()


TakeFiles = Callable[[Sequence[Path]], None]


def take_in(mime: QMimeData | None, drafting: Drafting, take_files: TakeFiles) -> None:
    """Hand on the files or, where there are none, add the text; an empty clipboard has no data."""
    if mime is None:
        drafting.add_text("")
        return
    files = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    if files:
        take_files(files)
    else:
        drafting.add_text(mime.text())
