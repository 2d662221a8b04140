"""The question put before something is lost that could not be written to disk."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget


def ask_to_lose(parent: QWidget, what: str) -> bool:
    """Whether the reader will rather lose what cannot be written, as ``what`` says, than wait."""
    from PySide6.QtWidgets import QMessageBox  # the first page does without it

    translate = QCoreApplication.translate
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(what)
    box.setInformativeText(translate("losing", "Make room on the disk or wait a moment, then close again."))
    stay = box.addButton(translate("losing", "Stay"), QMessageBox.ButtonRole.RejectRole)
    lose = box.addButton(translate("losing", "Close and lose them"), QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(stay)
    box.exec()
    return box.clickedButton() is lose
