"""One window for one store: a second start hands what it was given to the first and ends."""

import contextlib
import hashlib
import json
import time
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, Signal

if TYPE_CHECKING:
    # Loaded by whoever has another window to speak to: the first page of most starts has none.
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

_LOCK = "window.lock"
_CONNECT_MS = 300
# The other window may be only about to open, and listens when its first page is shown.
_SECONDS_TO_LISTEN = 3.0
_SECONDS_BETWEEN = 0.1
_ANSWER_MS = 3000
_TAKEN = b"taken"


class SingleInstance(QObject):
    """Knows of another window by a lock in the user's data folder, and speaks over a local socket named after
    that folder.

    ``asked`` carries (corpus folder or None, files) that another start was given.
    """

    asked = Signal(object, list)

    def __init__(self, data_folder: Path) -> None:
        super().__init__()
        digest = hashlib.sha256(str(data_folder.resolve()).encode()).hexdigest()[:20]
        self._name = f"parallelreader-{digest}"
        self._folder = data_folder
        self._lock = QLockFile(str(data_folder / _LOCK))
        # Held as long as the window is open; what a killed one left is known by its process.
        self._lock.setStaleLockTime(0)

    @cached_property
    def _server(self) -> "QLocalServer":
        from PySide6.QtNetwork import QLocalServer

        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(self._on_new_connection)
        return server

    def hand_over(self, corpus: Path | None, files: Sequence[Path]) -> bool:
        """Ask a window that is already open to come forward with these; False where there is none."""
        if self._is_first():
            return False
        socket = self._connect()
        if socket is None:
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
        self._is_first()
        if not self._server.listen(self._name):
            # What a killed window left behind.
            self._server.removeServer(self._name)
            self._server.listen(self._name)

    def close(self) -> None:
        """Stop listening."""
        if "_server" in self.__dict__:
            self._server.close()
        self._lock.unlock()

    def _is_first(self) -> bool:
        """Take the lock; True also where none can be taken, as on a medium that is read-only."""
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
        return (
            self._lock.isLocked()
            or self._lock.tryLock(0)
            or self._lock.error() is not QLockFile.LockError.LockFailedError
        )

    def _connect(self) -> "QLocalSocket | None":
        """The way to the other window, None where it does not listen in time."""
        from PySide6.QtNetwork import QLocalSocket

        until = time.monotonic() + _SECONDS_TO_LISTEN
        while True:
            socket = QLocalSocket()
            socket.connectToServer(self._name)
            if socket.waitForConnected(_CONNECT_MS):
                return socket
            if time.monotonic() > until:
                return None
            time.sleep(_SECONDS_BETWEEN)

    def _on_new_connection(self) -> None:
        socket = self._server.nextPendingConnection()
        if socket is not None:
            socket.readyRead.connect(lambda: self._read(socket))
            socket.disconnected.connect(socket.deleteLater)

    def _read(self, socket: "QLocalSocket") -> None:
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
