"""The few questions the library asks, each in a small dialog that holds nothing up."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QLocale, Qt
from PySide6.QtWidgets import QInputDialog, QMessageBox, QWidget

from parallelreader.app.derived_files import DerivedFiles

translate = QCoreApplication.translate


def ask_for_words(
    parent: QWidget, title: str, label: str, before: str, then: Callable[[str], None]
) -> QInputDialog:
    """Ask for a line of text; ``then`` gets it where it was given and is not empty."""
    dialog = QInputDialog(parent)
    dialog.setWindowTitle(title)
    dialog.setLabelText(label)
    dialog.setTextValue(before)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def take(words: str) -> None:
        if words.strip():
            then(words.strip())

    dialog.textValueSelected.connect(take)
    dialog.open()
    return dialog


def ask_to_delete(parent: QWidget, count: int, then: Callable[[], None]) -> QMessageBox:
    """Ask whether removed documents shall be deleted for good."""
    text = translate("library", "Delete %n removed document(s) for good?", "", count)
    more = translate("library", "The notes on them go too. This cannot be undone.")
    return _ask(parent, text, more, translate("library", "Delete"), then)


def tell_of_derived(parent: QWidget, found: Sequence[DerivedFiles], then: Callable[[], None]) -> QMessageBox:
    """Tell how large derived files are, and ask whether to delete them."""
    locale, total = QLocale(), sum(each.size for each in found)
    text = translate("library", "Derived files take {size}.").format(size=locale.formattedDataSize(total))
    kinds = "\n".join(f"{each.name}: {locale.formattedDataSize(each.size)}" for each in found)
    again = translate("library", "They come back by themselves; until then some things take longer.")
    return _ask(parent, text, f"{again}\n\n{kinds}".strip(), translate("library", "Delete"), then)


def _ask(parent: QWidget, text: str, more: str, answer: str, then: Callable[[], None]) -> QMessageBox:
    box = QMessageBox(QMessageBox.Icon.NoIcon, "Parallel Reader", text, parent=parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setInformativeText(more)
    yes = box.addButton(answer, QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.buttonClicked.connect(lambda button: then() if button is yes else None)
    box.open()
    return box
