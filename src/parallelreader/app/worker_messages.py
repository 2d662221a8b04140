"""What the aligning process and the program say to each other: one JSON object a line, both ways.

Knows how messages are written and carried, not what either side does with them.
"""

import json
import subprocess
import threading
from collections.abc import Iterable, Sequence
from enum import Enum, auto
from queue import Empty, SimpleQueue
from typing import Any

from parallelreader.core.alignment import Bead, Origin


class Message(Enum):
    """What there can be instead of a message."""

    NOTHING_YET = auto()
    END = auto()


def encode_job(source: Sequence[str], target: Sequence[str], pins: Iterable[Bead] = ()) -> bytes:
    """The sentences to be aligned, the Chinese ones first, and the beads that are to stay."""
    return _line({"source": list(source), "target": list(target), "pins": _plain(pins)})


def decode_job(data: bytes) -> tuple[list[str], list[str], list[Bead]]:
    """What :func:`encode_job` was given. Raises ValueError where it is not whole."""
    job = json.loads(data)
    return job["source"], job["target"], _beads(job["pins"])


def step_message(done: int, total: int, text: str) -> bytes:
    return _line({"step": [done, total, text]})


def beads_message(beads: Iterable[Bead]) -> bytes:
    return _line({"beads": _plain(beads)})


def beads_from(message: dict[str, Any]) -> list[Bead]:
    """The beads in a message; none if it is another one."""
    return _beads(message.get("beads", ()))


def problem_message(what: str, where: str, mend: str) -> bytes:
    return _line({"problem": {"what": what, "where": where, "mend": mend}})


def done_message() -> bytes:
    return _line({"done": True})


def _plain(beads: Iterable[Bead]) -> list[list[Any]]:
    return [[bead.source, bead.target, bead.confidence, bead.origin] for bead in beads]


def _beads(plain: Iterable[Sequence[Any]]) -> list[Bead]:
    return [
        Bead(tuple(source), tuple(target), float(confidence), Origin(origin))
        for source, target, confidence, origin in plain
    ]


def _line(content: dict[str, Any]) -> bytes:
    # Lone surrogates cannot be encoded as UTF-8; escaped they pass unharmed.
    return json.dumps(content).encode("ascii") + b"\n"


class Messages:
    """Feeds a process its job and gathers its messages on threads of their own, so that neither side's
    full pipe can hold up the other and the reader can always be interrupted."""

    def __init__(self, process: subprocess.Popen[bytes], job: bytes) -> None:
        self.is_complete = False
        self._process = process
        self._queue: SimpleQueue[dict[str, Any] | Message] = SimpleQueue()
        self._threads = [
            threading.Thread(target=self._feed, args=(job,), daemon=True, name="alignment job"),
            threading.Thread(target=self._listen, daemon=True, name="alignment messages"),
        ]
        for thread in self._threads:
            thread.start()

    def next(self, seconds: float) -> dict[str, Any] | Message:
        """The next message, waiting no longer than so many seconds."""
        try:
            message = self._queue.get(timeout=seconds)
        except Empty:
            return Message.NOTHING_YET
        if isinstance(message, dict) and message.get("done"):
            self.is_complete = True
        return message

    def close(self) -> None:
        """Let go of the threads and pipes of a process that has ended."""
        for thread in self._threads:
            thread.join()
        if self._process.stdout is not None:
            self._process.stdout.close()

    def _feed(self, job: bytes) -> None:
        pipe = self._process.stdin
        if pipe is None:
            return
        try:
            pipe.write(job)
            pipe.close()
        except OSError:
            # The process has ended before it read its job: the other thread sees that too.
            pass

    def _listen(self) -> None:
        for line in self._process.stdout or ():
            try:
                self._queue.put(json.loads(line))
            except ValueError:
                break
        self._queue.put(Message.END)
