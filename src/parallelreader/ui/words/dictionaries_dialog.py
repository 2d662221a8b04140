"""The window in which dictionaries are imported, ordered, switched and removed; a desk does it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QFont
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from parallelreader.app.words.dictionaries import DictionaryInfo
from parallelreader.ui.theme.fonts import interface_font
from parallelreader.ui.theme.ground import Ground
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.labels import PaleLabel, icon_button
from parallelreader.ui.words.dictionaries_list import DictionaryList

_SIZE = (720, 440)
_MARGIN = 20
_CELL_MARGIN = 8
_STEPS = 1000
_BAR_WIDTH = 160


class DictionariesDialog(QDialog):
    """``import_asked`` comes with files or folders, ``remove_asked`` with the id of a dictionary after the
    user has said so twice."""

    import_asked = Signal(list)
    remove_asked = Signal(str)
    cancel_asked = Signal()

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Dictionaries"))
        self.resize(*_SIZE)
        self.setAcceptDrops(True)
        self.list = DictionaryList(themes)
        self.about = PaleLabel(themes, wraps=True)
        self.about.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.about.setContentsMargins(_MARGIN, 10, _MARGIN, 12)
        self.about.setMinimumHeight(76)
        self.about.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.earlier = icon_button("chevron-up", self.tr("Ask this one earlier (Alt+Up)"))
        self.later = icon_button("chevron-down", self.tr("Ask this one later (Alt+Down)"))
        self.import_button = _button(
            self.tr("&Import…"), self.tr("Choose files; they may be dropped as well")
        )
        self.folder_button = _button(
            self.tr("Import a &folder…"), self.tr("The folder of a StarDict dictionary")
        )
        self.remove_button = _button(self.tr("&Remove…"), self.tr("Delete this imported dictionary (Delete)"))
        self.cancel = _button(self.tr("&Cancel"), self.tr("Stop; everything is as it was (Alt+C)"))
        self.close_button = _button(self.tr("Close"), self.tr("Close (Esc)"))
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, _STEPS)
        self.bar.setFixedSize(_BAR_WIDTH, 4)
        self.bar.setAccessibleName(self.tr("Progress of the import"))
        self._said = ""
        self._lay_out(themes)
        self._connect()
        self.end_task()

    def show_dictionaries(self, listed: Sequence[DictionaryInfo]) -> None:
        """List these, in this order."""
        self.list.show_dictionaries(listed)

    def begin_task(self) -> None:
        """Something is being imported or removed."""
        self._show_task(True)
        self.bar.setValue(0)

    def show_progress(self, done: int, total: int, text: str) -> None:
        """So much of it is done."""
        self.bar.setValue(_STEPS * done // max(total, 1))

    def end_task(self, said: str = "") -> None:
        """It is over; ``said`` tells what came of it."""
        self._show_task(False)
        self._said = said
        self._on_current_changed()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        if paths:
            self.import_asked.emit(paths)

    def _show_task(self, is_running: bool) -> None:
        for part in (self.bar, self.cancel):
            part.setVisible(is_running)
        for button in (self.import_button, self.folder_button):
            button.setEnabled(not is_running)
        self.list.setEnabled(not is_running)
        self._show_ways()

    def _show_ways(self) -> None:
        current, at = self.list.current, self.list.currentIndex().row()
        is_free = self.list.isEnabled()
        self.remove_button.setEnabled(is_free and current is not None and current.is_own)
        self.earlier.setEnabled(is_free and at > 0)
        self.later.setEnabled(is_free and 0 <= at < self.list.topLevelItemCount() - 1)

    def _lay_out(self, themes: ThemeSource) -> None:
        title = QLabel(self.tr("Words are looked up in these, from the top"))
        font = interface_font(15)
        font.setWeight(QFont.Weight.DemiBold)
        title.setFont(font)
        head = Ground(themes, "bg", bottom_line=True)
        above = QHBoxLayout(head)
        above.setContentsMargins(_MARGIN, 12, _MARGIN, 12)
        above.addWidget(title, 1)
        above.addWidget(self.earlier)
        above.addWidget(self.later)
        foot = Ground(themes, "surface", top_line=True)
        row = QHBoxLayout(foot)
        row.setContentsMargins(_MARGIN, 12, _MARGIN, 12)
        row.setSpacing(12)
        for part in (self.import_button, self.folder_button, self.remove_button, self.bar, self.cancel):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self.close_button)
        middle = QVBoxLayout()
        # So that the words of the rows begin where all others do.
        middle.setContentsMargins(_MARGIN - _CELL_MARGIN, 0, _MARGIN - _CELL_MARGIN, 0)
        middle.addWidget(self.list)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addLayout(middle, 1)
        layout.addWidget(self.about)
        layout.addWidget(foot)

    def _connect(self) -> None:
        self.list.currentItemChanged.connect(self._on_chosen)
        self.list.listed.connect(self._on_current_changed)
        self.list.remove_asked.connect(self._on_remove_clicked)
        self.earlier.clicked.connect(lambda: self.list.shift(-1))
        self.later.clicked.connect(lambda: self.list.shift(1))
        self.import_button.clicked.connect(self._on_import_clicked)
        self.folder_button.clicked.connect(self._on_folder_clicked)
        self.remove_button.clicked.connect(self._on_remove_clicked)
        self.cancel.clicked.connect(self.cancel_asked)
        self.close_button.clicked.connect(self.close)

    @Slot()
    def _on_chosen(self) -> None:
        # What came of the last import is read when one goes on to another line.
        self._said = ""
        self._on_current_changed()

    @Slot()
    def _on_current_changed(self) -> None:
        current = self.list.current
        self._show_ways()
        self.about.setText(self._said or (self._about(current) if current is not None else ""))

    def _about(self, info: DictionaryInfo) -> str:
        if info.problem:
            return info.problem
        if not info.is_own:
            return self.tr("It comes with the program. {licence}").format(licence=info.licence)
        return info.licence

    @Slot()
    def _on_import_clicked(self) -> None:
        kinds = "*.u8 *.txt *.gz *.ifo *.idx *.dict *.dz *.zip *.tar *.tgz *.bz2 *.xz *.tsv *.csv"
        dialog = QFileDialog(self, self.tr("Import dictionaries"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters(
            [self.tr("Dictionaries ({kinds})").format(kinds=kinds), self.tr("All files (*)")]
        )
        self._ask_with(dialog)

    @Slot()
    def _on_folder_clicked(self) -> None:
        dialog = QFileDialog(self, self.tr("Import the folder of a dictionary"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        self._ask_with(dialog)

    def _ask_with(self, dialog: QFileDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(self._on_files_selected)
        dialog.open()

    @Slot(list)
    def _on_files_selected(self, names: list[str]) -> None:
        self.import_asked.emit([Path(name) for name in names])

    @Slot()
    def _on_remove_clicked(self) -> None:
        info = self.list.current
        if info is None or not info.is_own or not self.list.isEnabled():
            return
        box = QMessageBox(self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(self.tr("Remove {title}?").format(title=info.title))
        box.setInformativeText(self.tr("The files it was imported from stay where they are."))
        remove = box.addButton(self.tr("Remove"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        remove.clicked.connect(lambda: self.remove_asked.emit(info.id))
        box.open()


def _button(text: str, tip: str) -> QPushButton:
    button = QPushButton(text)
    button.setAutoDefault(False)
    button.setToolTip(tip)
    return button
