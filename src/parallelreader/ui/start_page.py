"""What the window shows before anything is open: three ways in, the first of them in focus."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from parallelreader.ui.actions.registry import Actions
from parallelreader.ui.theme.fonts import interface_font, reading_font

_WIDTH = 520


class StartPage(QWidget):
    """Buttons for the sample, import and a folder; files may be dropped on the window."""

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        title = QLabel(self.tr("Read Chinese and English side by side"))
        title.setFont(reading_font("en", 22))
        comfort = QLabel(self.tr("Everything stays on this computer."))
        drop = QLabel(self.tr("You can also drop text files here."))
        for quiet in (comfort, drop):
            quiet.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        layout.addStretch(2)
        layout.addWidget(title, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(comfort, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(12)
        self._buttons = [
            self._button(actions, "sample", self.tr("Read the sample"), "reading"),
            self._button(actions, "import", self.tr("Import texts"), "import"),
            self._button(actions, "open", self.tr("Open a corpus folder"), "folder"),
        ]
        for button in self._buttons:
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(12)
        layout.addWidget(drop, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
        self.setFocusProxy(self._buttons[0])

    def _button(self, actions: Actions, action_id: str, text: str, icon_name: str) -> QPushButton:
        from_action = actions[action_id]
        key = actions.key_text(action_id)
        button = QPushButton(f"{text}   {key}" if key else text)
        button.setIcon(from_action.icon())
        button.setIconSize(QSize(16, 16))
        button.setFixedSize(_WIDTH, 48)
        button.setFont(interface_font(14))
        button.setAutoDefault(True)
        button.setToolTip(from_action.toolTip())
        button.clicked.connect(lambda: from_action.trigger())
        return button
