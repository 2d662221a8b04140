"""The import dialog over real files in a folder of the test's own."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from parallelreader.app.themes import ThemeChoice
from parallelreader.core.page import LineTag
from parallelreader.ui.importing.dialog import ImportDialog
from parallelreader.ui.importing.target_bar import CorpusChoice
from parallelreader.ui.jobs.runner import JobRunner
from parallelreader.ui.theme.source import ThemeSource

PAGE = """首页 > 本地 > 桥梁
石桥镇修好了旧木桥
Shiqiao Repairs Its Old Wooden Bridge
2029-04-12 09:15
桥票 (bridge ticket) 每人两元 / 2 yuan each
石桥镇政府四月十二日宣布，旧木桥已经修好，五月三日开放。
The Shiqiao town government announced on 12 April that the old wooden bridge is repaired and opens on 3 May.
工人们换了一百二十块木板，用了八个月。
The workers replaced 120 planks, which took eight months.
桥头的茶馆也会重新开门。
The teahouse at the end of the bridge will open again too.
老人们说，他们终于可以走过去看朋友了。
"""
ZH = "河边的风车\n风车转了一整夜。\n早晨，磨坊主的女儿送来三个面包。\n她问：“今天有风吗？”\n"
EN = (
    "The Windmill by the River\nThe windmill turned all night long.\n"
    "In the morning the miller's daughter brought three loaves.\nShe asked, “Is there wind today?”\n"
)
EN_FREE = (
    "A Mill in the Wind\nAll night long the mill kept turning.\n"
    "At daybreak three loaves came, carried by the miller's daughter.\n"
    "“Any wind today?” she wanted to know.\n"
)


@dataclass
class OpenDialog:
    """A dialog on screen. ``folder`` is the corpus it imports into, which is not there yet."""

    dialog: ImportDialog
    jobs: JobRunner
    folder: Path
    wait_until: Callable[..., None]

    def settle(self) -> None:
        """Wait until everything is read, planned and aligned."""

        def is_quiet() -> bool:
            aligning = self.dialog.aligning
            return self.jobs.is_idle and not aligning.is_planning and not aligning.is_aligning

        self.wait_until(is_quiet, timeout=20_000)

    def add(self, *paths: Path) -> None:
        self.dialog.add_files(paths)
        self.settle()

    def tags(self) -> list[LineTag]:
        return [line.tag for line in self.dialog.drafting.draft.sources[0].lines]

    def choose(self, number: int) -> None:
        self.dialog.lines.list.choose(number - 1)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A key in the list of lines."""
        QTest.keyClick(self.dialog.lines.list, key, modifier)

    def import_and_wait(self) -> None:
        self.dialog.foot.import_button.click()
        self.wait_until(lambda: not self.dialog.writing.is_writing, timeout=10_000)


@pytest.fixture
def themes(qapp: QApplication) -> Iterator[ThemeSource]:
    """A theme that is put on, and the application's own look afterwards."""
    palette, style, font = QPalette(qapp.palette()), qapp.style().name(), qapp.font()
    source = ThemeSource(qapp, ThemeChoice.LIGHT)
    yield source
    source.deleteLater()
    qapp.setStyle(style)
    qapp.setPalette(palette)
    qapp.setFont(font)


@pytest.fixture
def jobs(qapp: QApplication) -> Iterator[JobRunner]:
    runner = JobRunner()
    yield runner
    runner.shut_down()


@pytest.fixture
def opened(qtbot, jobs: JobRunner, themes: ThemeSource, tmp_path: Path) -> Iterator[OpenDialog]:
    folder = tmp_path / "corpus"
    dialog = ImportDialog(jobs, themes, [CorpusChoice(folder, "Bridges")])
    # Closed without being asked whether what was changed may be lost.
    qtbot.addWidget(dialog, before_close_func=lambda each: each.done(0))
    dialog.show()
    qtbot.waitExposed(dialog)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    yield OpenDialog(dialog, jobs, folder, qtbot.waitUntil)
    dialog.done(0)


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Writes a file with these words."""

    def file(name: str, words: str, encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.write_bytes(words.encode(encoding))
        return path

    return file


@pytest.fixture
def page(write: Callable[..., Path]) -> Path:
    return write("bridge.txt", PAGE)
