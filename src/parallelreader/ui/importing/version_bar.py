"""The fields for one version of the shown source: by whose hand it is, and who wrote or translated it."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QWidget

from parallelreader.app.import_draft import DraftVersion, VersionKey
from parallelreader.core.corpus import Hand
from parallelreader.core.page import LineTag
from parallelreader.ui.importing.grounds import field
from parallelreader.ui.importing.tags import tag_name

_VERSION_WIDTH, _HAND_WIDTH, _LEAST_NAME = 110, 120, 110


class VersionBar(QWidget):
    """``hand_chosen`` (key, hand) and ``person_named`` (key, name) come when somebody says so."""

    hand_chosen = Signal(object, object)
    person_named = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._versions: list[DraftVersion] = []
        self._wanted = LineTag.ENGLISH
        self.version = QComboBox()
        self.version.setFixedWidth(_VERSION_WIDTH)
        self.hand = QComboBox()
        self.hand.setFixedWidth(_HAND_WIDTH)
        for hand, name in hand_names().items():
            self.hand.addItem(name, hand.value)
        self.person = QLineEdit()
        self.person.setMinimumWidth(_LEAST_NAME)
        self.person.setMaximumWidth(220)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(field(self.tr("&Version"), self.version))
        layout.addWidget(field(self.tr("&Hand"), self.hand))
        whole = field(self.tr("T&ranslator"), self.person)
        label = whole.findChild(QLabel)
        assert label is not None
        self._caption = label
        layout.addWidget(whole, 1)
        self.version.activated.connect(self._on_version_activated)
        self.hand.activated.connect(self._on_hand_activated)
        self.person.textEdited.connect(self._on_person_edited)

    @property
    def key(self) -> VersionKey | None:
        """The version whose fields are shown."""
        index = self.version.currentIndex()
        return self._versions[index].key if 0 <= index < len(self._versions) else None

    def show_versions(self, versions: Sequence[DraftVersion]) -> None:
        """The versions the shown source becomes; the one looked at before stays, else English is first."""
        self._versions = list(versions)
        self.version.clear()
        self.version.addItems([tag_name(version.key[1]) for version in versions])
        tags = [version.key[1] for version in versions]
        if self._wanted in tags:
            self.version.setCurrentIndex(tags.index(self._wanted))
        self.setEnabled(bool(versions))
        self._show_fields()

    def _show_fields(self) -> None:
        index = self.version.currentIndex()
        if not 0 <= index < len(self._versions):
            self.person.clear()
            return
        version = self._versions[index]
        chinese = version.key[1] is LineTag.CHINESE
        self._caption.setText(self.tr("Autho&r") if chinese else self.tr("T&ranslator"))
        self.person.setAccessibleName(self._caption.text().replace("&", ""))
        self.hand.setCurrentIndex(self.hand.findData(version.hand.value))
        name = version.author if chinese else version.translator
        # The plan may be older than what is being typed.
        if not self.person.hasFocus():
            self.person.setText(name)

    @Slot(int)
    def _on_version_activated(self, index: int) -> None:
        self._wanted = self._versions[index].key[1]
        self.person.clearFocus()
        self._show_fields()

    @Slot(int)
    def _on_hand_activated(self, index: int) -> None:
        if self.key is not None:
            self.hand_chosen.emit(self.key, Hand(self.hand.itemData(index)))

    @Slot(str)
    def _on_person_edited(self, text: str) -> None:
        if self.key is not None:
            self.person_named.emit(self.key, text)


def hand_names() -> dict[Hand, str]:
    """What people call each hand."""
    translate = QCoreApplication.translate
    return {
        Hand.ORIGINAL: translate("VersionBar", "Original"),
        Hand.OFFICIAL: translate("VersionBar", "Official"),
        Hand.PUBLISHED: translate("VersionBar", "Published"),
        Hand.MACHINE: translate("VersionBar", "Machine"),
        Hand.OWN: translate("VersionBar", "My own"),
    }
