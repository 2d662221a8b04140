"""One window for one store: a second start hands what it was given to the first and ends."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_CONNECT_MS = 300
_ANSWER_MS = 3000
_TAKEN = b"taken"


class SingleInstance(QObject):
    """Speaks over a local socket named after the user's data folder.

    ``asked`` carries (corpus folder or None, files) that another start was given.
    """

    asked = Signal(object, list)

    def __init__(self, data_folder: Path) -> None:
        super().__init__()
        digest = hashlib.sha256(str(data_folder.resolve()).encode()).hexdigest()[:20]
        self._name = f"parallelreader-{digest}"
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_new_connection)

    def hand_over(self, corpus: Path | None, files: Sequence[Path]) -> bool:
        """Ask a window that is already open to come forward with these; False where there is none."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(_CONNECT_MS):
            return False
        wish = {
            "corpus": str(corpus.resolve()) if corpus else None,
            "files": [str(file.resolve()) for file in files],
        }
        socket.write(json.dumps(wish).encode() + b"\n")
        socket.flush()
        # Only an answer counts: a window that hangs must not swallow this start.
        return socket.waitForReadyRead(_ANSWER_MS) and bytes(socket.readAll().data()) == _TAKEN

    def listen(self) -> None:
        """From now on this is the window that others raise."""
        if not self._server.listen(self._name):
            # What a killed window left behind.
            QLocalServer.removeServer(self._name)
            self._server.listen(self._name)

    def close(self) -> None:
        """Stop listening."""
        self._server.close()

    def _on_new_connection(self) -> None:
        socket = self._server.nextPendingConnection()
        if socket is not None:
            socket.readyRead.connect(lambda: self._read(socket))
            socket.disconnected.connect(socket.deleteLater)

    def _read(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine():
            return
        try:
            wish = json.loads(bytes(socket.readLine().data()))
            corpus = Path(wish["corpus"]) if wish["corpus"] else None
            files = [Path(file) for file in wish["files"]]
        except (ValueError, KeyError, TypeError):
            socket.disconnectFromServer()
            return
        socket.write(_TAKEN)
        socket.flush()
        self.asked.emit(corpus, files)
