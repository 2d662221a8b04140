"""The window in which the tags of a corpus are edited: their names, categories, colours, and which there are.

Writing them, and what becomes of the notes, is the business of whoever shows it.
"""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QRect, QSignalBlocker, QSize, Qt, Signal, Slot
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QMessageBox,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from parallelreader.core.errors import UserError
from parallelreader.core.notes.note import Colour
from parallelreader.core.notes.scheme_draft import DraftTag, SchemeDraft
from parallelreader.ui.notes.colours import colour_name
from parallelreader.ui.notes.swatches import SWATCH, draw_swatch
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.counting import counted
from parallelreader.ui.widgets.editing_dialog import MARGIN, EditingDialog, question
from parallelreader.ui.widgets.labels import PaleLabel, set_form_font, small_button

_SIZE = (700, 440)
_LIST_WIDTH, _CATEGORY_WIDTH, _COUNT_WIDTH = 340, 110, 68


class SchemeDialog(EditingDialog):
    """``saved`` comes when :attr:`draft` is to be kept; what it then holds is a scheme."""

    saved = Signal()

    def __init__(
        self,
        draft: SchemeDraft,
        counts: Mapping[str, int],
        themes: ThemeSource,
        parent: QWidget | None = None,
    ) -> None:
        """``counts`` says how many notes have a tag, by how it stands on them."""
        super().__init__(themes, parent)
        self.draft = draft
        self._counts = {tag.casefold(): count for tag, count in counts.items()}
        self.setWindowTitle(self.tr("Tags"))
        self.resize(*_SIZE)
        self.list = QTreeWidget()
        self.add = small_button(self.tr("+ &Tag"), self.tr("Another tag (Alt+T)"))
        self.name, self.description = QLineEdit(), QLineEdit()
        self.category = QComboBox()
        self.category.setEditable(True)
        self.single = QCheckBox(self.tr("A note has &one tag of this category at most"))
        self.colour = QComboBox()
        self._lay_out()
        self._show_tags(0)
        self._connect()
        self.begin()
        self.list.setFocus()

    def accept(self) -> None:
        try:
            self.draft.scheme()
        except UserError as problem:
            self.tell(str(problem))
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        super().accept()
        self.saved.emit()

    def state(self) -> tuple[object, ...]:
        return tuple(self.draft.tags), frozenset(self.draft.single), frozenset(self.draft.removed)

    @property
    def current(self) -> int:
        """The number of the tag that is shown; -1 without one."""
        item = self.list.currentItem()
        return self.list.indexOfTopLevelItem(item) if item is not None else -1

    def _show_tags(self, current: int) -> None:
        with QSignalBlocker(self.list):
            self.list.clear()
            for tag in self.draft.tags:
                item = QTreeWidgetItem()
                item.setTextAlignment(2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.list.addTopLevelItem(item)
                self._renew(item, tag)
            chosen = self.list.topLevelItem(min(max(current, 0), len(self.draft.tags) - 1))
            if chosen is not None:
                self.list.setCurrentItem(chosen)
        self._show_current()

    def _renew(self, item: QTreeWidgetItem, tag: DraftTag) -> None:
        item.setText(0, tag.name or self.tr("(no name)"))
        item.setText(1, tag.category)
        item.setText(2, f"{self._count(tag):,}" if self._count(tag) else "")
        item.setIcon(0, self._swatch(tag.colour))

    def _count(self, tag: DraftTag) -> int:
        return self._counts.get(tag.former.casefold(), 0) if tag.former else 0

    @Slot()
    def _show_current(self) -> None:
        number = self.current
        tag = self.draft.tags[number] if number >= 0 else None
        shown = tag or DraftTag()
        blockers = [QSignalBlocker(each) for each in (self.category, self.colour, self.single)]
        self.name.setText(shown.name)
        self.category.clear()
        self.category.addItems(list(dict.fromkeys(each.category for each in self.draft.tags)))
        self.category.setCurrentText(shown.category)
        self.colour.setCurrentIndex(max(self.colour.findData(shown.colour), 0))
        self.description.setText(shown.description)
        self._show_single(shown.category)
        del blockers
        for field in (self.name, self.category, self.colour, self.description):
            field.setEnabled(tag is not None)
        self.show_moves(number, len(self.draft.tags))

    def _show_single(self, category: str) -> None:
        with QSignalBlocker(self.single):
            self.single.setEnabled(bool(category.strip()))
            self.single.setChecked(category in self.draft.single)

    @Slot()
    def _on_edited(self) -> None:
        number = self.current
        item = self.list.currentItem()
        if number < 0 or item is None:
            return
        colour = self.colour.currentData()
        former = self.draft.tags[number]
        category = self.category.currentText()
        self.draft.tags[number] = made = replace(
            former,
            name=self.name.text(),
            category=category,
            colour=Colour(colour) if colour else None,
            description=self.description.text(),
        )
        if category != former.category:
            self._show_single(category)
        self._renew(item, made)
        self.problem.hide()

    @Slot(bool)
    def _on_single_toggled(self, is_single: bool) -> None:
        category = self.category.currentText()
        (self.draft.single.add if is_single else self.draft.single.discard)(category)

    @Slot()
    def _on_add(self) -> None:
        number = self.current
        category = self.draft.tags[number].category if number >= 0 else ""
        self.draft.tags.insert(number + 1, DraftTag(category=category))
        self._show_tags(number + 1)
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def remove_chosen(self) -> None:
        number = self.current
        if number < 0:
            return
        tag = self.draft.tags[number]
        count = self._count(tag)
        if not count:
            self._remove(number, from_notes=False)
            return
        text = counted(count, self.tr("1 note has this tag."), self.tr("{count} notes have this tag."))
        box = question(self, self.tr("Remove “{tag}”?").format(tag=tag.name), text)
        both = box.addButton(self.tr("Remove from notes, too"), QMessageBox.ButtonRole.DestructiveRole)
        here = box.addButton(self.tr("Only from this list"), QMessageBox.ButtonRole.AcceptRole)
        cancel = box.addButton(self.tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.setEscapeButton(cancel)
        box.setDefaultButton(here)

        def answered() -> None:
            if box.clickedButton() in (both, here):
                self._remove(number, from_notes=box.clickedButton() is both)

        box.finished.connect(lambda _: answered())
        box.open()

    def _remove(self, number: int, *, from_notes: bool) -> None:
        self.draft.remove(number, from_notes=from_notes)
        self._show_tags(number)
        self.list.setFocus()

    def move_chosen(self, by: int) -> None:
        if self.current >= 0:
            self._show_tags(self.draft.move(self.current, by))

    def _swatch(self, colour: Colour | None) -> QIcon:
        ratio = self.devicePixelRatioF()
        picture = QPixmap(QSize(SWATCH + 2, SWATCH + 2) * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        if colour is not None:
            painter = QPainter(picture)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw_swatch(painter, QRect(1, 1, SWATCH, SWATCH), self._themes.current, colour)
            painter.end()
        return QIcon(picture)

    def _connect(self) -> None:
        self.list.currentItemChanged.connect(self._show_current)
        for field in (self.name, self.description):
            field.textEdited.connect(self._on_edited)
        self.category.currentTextChanged.connect(self._on_edited)
        self.colour.currentIndexChanged.connect(self._on_edited)
        self.single.toggled.connect(self._on_single_toggled)
        self.add.clicked.connect(self._on_add)
        self.listen_to(self.list)

    def _lay_out(self) -> None:
        self._set_up_list()
        self.colour.addItem(self._swatch(None), self.tr("None"), None)
        for colour in Colour:
            self.colour.addItem(self._swatch(colour), colour_name(colour), colour)
        self.title.setText(self.tr("Tags of this corpus"))
        about = PaleLabel(self._themes, wraps=True)
        about.setText(self.tr("Kept in tags.yaml in the folder of the corpus, which a team can share."))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head(about))
        layout.addLayout(self._middle(), 1)
        layout.addWidget(self.foot())

    def _set_up_list(self) -> None:
        view = self.list
        view.setHeaderLabels([self.tr("Tag"), self.tr("Category"), self.tr("Notes")])
        view.headerItem().setTextAlignment(2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        view.setRootIsDecorated(False)
        view.setUniformRowHeights(True)
        view.setAllColumnsShowFocus(True)
        view.setFrameShape(QFrame.Shape.StyledPanel)
        view.setFixedWidth(_LIST_WIDTH)
        view.setAccessibleName(self.tr("Tags"))
        header = view.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(1, _CATEGORY_WIDTH)
        header.resizeSection(2, _COUNT_WIDTH)

    def _middle(self) -> QHBoxLayout:
        form = QFormLayout()
        form.setVerticalSpacing(6)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(self.tr("&Name"), self.name)
        form.addRow(self.tr("&Category"), self.category)
        form.addRow("", self.single)
        form.addRow(self.tr("Co&lour"), self.colour)
        form.addRow(self.tr("&Description"), self.description)
        set_form_font(form)
        middle = QHBoxLayout()
        middle.setContentsMargins(MARGIN, 16, MARGIN, 12)
        middle.setSpacing(20)
        middle.addLayout(self.list_part(self.list, self.add))
        middle.addLayout(form, 1)
        return middle
