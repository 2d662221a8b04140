"""What a worker that links words and the program say to each other, besides what all workers say.

One JSON object a line, as in ``worker_messages``; neither side's doings are known here.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from parallelreader.app.linked_words import LinkedPassages, LinkedSide, Passages


@dataclass(frozen=True, slots=True)
class PairJob:
    """Pairs to be linked, or lessons to be learnt for a moment (``is_lesson``).

    ``cache_folder`` keeps what is needed for it, ``key`` names the lessons: those to be learnt, or those to
    link by, if any. Lessons that the worker was given already need no pairs.
    """

    cache_folder: Path
    key: str | None = None
    pairs: tuple[Passages, ...] = ()
    is_lesson: bool = False


class Learnt(StrEnum):
    """How far lessons have been learnt; ``UNKNOWN`` ones must be handed over again."""

    ALL = "all"
    PART = "part"
    UNKNOWN = "unknown"


def encode_job(job: PairJob) -> bytes:
    listed = [[pair.chinese, pair.english] for pair in job.pairs]
    content = {"cache": str(job.cache_folder), "key": job.key, "pairs": listed, "lesson": job.is_lesson}
    return _line(content)


def decode_job(line: bytes) -> PairJob:
    """What :func:`encode_job` was given. Raises ValueError where it is not whole."""
    job = json.loads(line)
    pairs = tuple(Passages(tuple(chinese), tuple(english)) for chinese, english in job["pairs"])
    return PairJob(Path(job["cache"]), job["key"], pairs, bool(job["lesson"]))


def learnt_message(learnt: Learnt) -> bytes:
    return _line({"learnt": learnt})


def learnt_from(message: dict[str, Any]) -> Learnt | None:
    """How far lessons have been learnt, as a message says; None if it is another one."""
    return Learnt(message["learnt"]) if "learnt" in message else None


def linked_message(linked: LinkedPassages) -> bytes:
    return _line({"linked": [_plain(linked.chinese), _plain(linked.english)]})


def linked_from(message: dict[str, Any]) -> LinkedPassages | None:
    """The links in a message; None if it is another one."""
    if "linked" not in message:
        return None
    chinese, english = message["linked"]
    return LinkedPassages(_side(chinese), _side(english))


def _plain(side: LinkedSide) -> list[Sequence[Any]]:
    return [side.words, side.partners, sorted(side.faint)]


def _side(plain: Sequence[Any]) -> LinkedSide:
    words, partners, faint = plain
    places = tuple((int(sentence), int(start), int(end)) for sentence, start, end in words)
    return LinkedSide(places, tuple(tuple(each) for each in partners), frozenset(faint))


def _line(content: dict[str, Any]) -> bytes:
    # Lone surrogates cannot be encoded as UTF-8; escaped they pass unharmed.
    return json.dumps(content).encode("ascii") + b"\n"
