"""How an export is spoken of in the window: what its format had no place for."""

from PySide6.QtCore import QCoreApplication

from parallelreader.core.exchange import Fidelity


def with_losses(words: str, fidelity: Fidelity | None) -> str:
    """``words``, and after them what is not in the file, if anything is."""
    if fidelity is None or fidelity.is_whole:
        return words
    lost = "; ".join(map(str, fidelity.losses))
    missing = QCoreApplication.translate("fidelity", "The format has no place for: {lost}.")
    return f"{words} {missing.format(lost=lost)}"
