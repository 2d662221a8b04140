"""Pictures are written whole, and never in the place of what is no plain file."""

import os
import stat
import threading
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QPixmap

from parallelreader.core.errors import WriteProblem
from parallelreader.ui.screenshot import save_picture

pytestmark = pytest.mark.gui


@pytest.fixture
def picture(qapp) -> QPixmap:
    pixmap = QPixmap(40, 30)
    pixmap.fill(QColor("teal"))
    return pixmap


def test_a_picture_replaces_the_one_before(picture: QPixmap, tmp_path: Path):
    out = tmp_path / "window.png"
    out.write_bytes(b"an older picture")

    save_picture(picture, out)

    assert QPixmap(str(out)).size() == picture.size()
    assert [path.name for path in tmp_path.iterdir()] == ["window.png"]


def test_a_place_that_cannot_be_written_is_told(picture: QPixmap, tmp_path: Path):
    with pytest.raises(WriteProblem, match="cannot be written"):
        save_picture(picture, tmp_path / "no such folder" / "window.png")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_pipe_is_written_to_and_not_replaced(picture: QPixmap, tmp_path: Path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()

    save_picture(picture, pipe)
    reader.join(10)

    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert read[0].startswith(b"\x89PNG")
