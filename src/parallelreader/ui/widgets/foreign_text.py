"""Titles, names and paths where Qt would read markup or a shortcut into them.

Labels of ours are plain text anyway; this is for tips and buttons, which cannot be told so.
"""

from PySide6.QtGui import Qt


def plain_tip(text: str, *, wraps: bool = False) -> str:
    """A tooltip that shows just this text, whatever it says; of itself Qt wraps only what is marked up."""
    if not text or not (wraps or Qt.mightBeRichText(text)):
        return text
    # Hardly any text needs it, and it brings the table of all HTML entities.
    from html import escape

    return f"<p style='white-space:pre-wrap'>{escape(text, quote=False)}</p>"


def plain_caption(text: str) -> str:
    """The text of a button or menu item in which ``&`` is only a letter."""
    return text.replace("&", "&&")
