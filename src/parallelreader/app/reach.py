"""Which corpora are there, and may be written to: looked at side by side, since a dead drive never answers.

What lies in their folders is left to others; nothing here reads a file.
"""

import os
import queue
import threading
import time
from collections.abc import Iterable
from pathlib import Path

from parallelreader.core.corpus import CORPUS_FILE

_SECONDS_TO_ANSWER = 2.0
_LOOKERS = 8


def out_of_reach(folders: Iterable[Path], *, seconds: float = _SECONDS_TO_ANSWER) -> dict[Path, str]:
    """Those of the folders that hold no corpus that can be read now, with the reason as a sentence.

    Takes at most ``seconds``, however many there are; what has not answered by then counts as away.
    """
    wanted: queue.SimpleQueue[Path] = queue.SimpleQueue()
    answers: queue.SimpleQueue[tuple[Path, str]] = queue.SimpleQueue()
    waiting = set(folders)
    for folder in waiting:
        wanted.put(folder)
    stop = threading.Event()

    def look() -> None:
        while not stop.is_set():
            try:
                folder = wanted.get_nowait()
            except queue.Empty:
                return
            answers.put((folder, reason_away(folder)))

    for _ in range(min(_LOOKERS, len(waiting))):
        # Daemons: one that waits for a drive that never answers must not keep the program from ending.
        threading.Thread(target=look, name="reach", daemon=True).start()
    found: dict[Path, str] = {}
    deadline = time.monotonic() + seconds
    while waiting:
        try:
            folder, reason = answers.get(timeout=max(deadline - time.monotonic(), 0.0))
        except queue.Empty:
            break
        waiting.discard(folder)
        if reason:
            found[folder] = reason
    stop.set()
    return found | dict.fromkeys(waiting, "The folder does not answer.")


def reason_away(folder: Path) -> str:
    """Why no corpus can be read in ``folder`` now, as a sentence; "" where one can. May take long."""
    try:
        os.stat(folder / CORPUS_FILE)
    except PermissionError:
        return "You have no right to read this folder."
    except OSError:
        try:
            os.stat(folder)
        except OSError:
            return "The folder is not there; perhaps its drive is not plugged in."
        return f"There is no {CORPUS_FILE} in this folder any more."
    return ""


def is_writable(folder: Path) -> bool:
    """Whether the corpus in ``folder`` may be changed by this user, as far as can be seen beforehand."""
    return os.access(folder, os.W_OK) and os.access(folder / CORPUS_FILE, os.W_OK)
