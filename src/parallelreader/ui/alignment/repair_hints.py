"""The keys of repair that no button shows, for the line at the foot of the window."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from parallelreader.ui.actions.registry import Actions
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.key_caps import KeyCaps, caps_of
from parallelreader.ui.widgets.labels import PaleLabel

_BETWEEN = 12


class RepairHints(QWidget):
    """Each key as a cap with a word of what it does."""

    def __init__(self, themes: ThemeSource, actions: Actions) -> None:
        super().__init__()
        hints = (
            (["Enter"], self.tr("apply")),
            (caps_of(actions["skip_proposal"].shortcut()), self.tr("skip")),
            (["Esc"], self.tr("leave repair")),
        )
        layout = QHBoxLayout(self)
        layout.setContentsMargins(_BETWEEN, 0, 0, 0)
        layout.setSpacing(6)
        for number, (caps, text) in enumerate(hints):
            if number:
                layout.addSpacing(_BETWEEN)
            words = PaleLabel(themes)
            words.setText(text)
            layout.addWidget(KeyCaps(themes, caps))
            layout.addWidget(words)
