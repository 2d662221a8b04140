"""What a worker that aligns and the program say to each other: one JSON object a line, both ways.

Knows how messages are written, not how they are carried nor what either side does with them.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import astuple
from enum import Enum, auto
from typing import Any

from parallelreader.core.alignment import Bead, Origin
from parallelreader.core.chapters import Chapter, ChapterMatch
from parallelreader.core.errors import AlignmentProblem


class Message(Enum):
    """What there can be instead of a message."""

    NOTHING_YET = auto()
    END = auto()


Paragraphs = tuple[Sequence[int], Sequence[int]]
"""The sentences with which paragraphs begin, of both sides."""

Chapters = tuple[Sequence[Chapter], Sequence[Chapter]]
"""The chapters of both sides."""


def encode_job(
    source: Sequence[str],
    target: Sequence[str],
    pins: Iterable[Bead] = (),
    paragraphs: Paragraphs = ((), ()),
    chapters: Chapters = ((), ()),
) -> bytes:
    """The sentences to be aligned, the Chinese ones first, the beads that are to stay, and where paragraphs
    and chapters begin."""
    return _line(
        {
            "source": list(source),
            "target": list(target),
            "pins": _plain(pins),
            "paragraphs": paragraphs,
            "chapters": [list(map(astuple, side)) for side in chapters],
        }
    )


Job = tuple[list[str], list[str], list[Bead], Paragraphs, Chapters]


def decode_job(line: bytes) -> Job | None:
    """What :func:`encode_job` was given; None where it is the wish to be prepared.

    Raises ValueError where it is not whole.
    """
    job = json.loads(line)
    if "prepare" in job:
        return None
    first, second = job["paragraphs"]
    chapters = _chapters(job["chapters"])
    return job["source"], job["target"], _beads(job["pins"]), (first, second), chapters


def encode_preparation() -> bytes:
    """The wish that the worker load what every job needs; it answers nothing."""
    return _line({"prepare": True})


def step_message(done: int, total: int, text: str) -> bytes:
    return _line({"step": [done, total, text]})


def step_from(message: dict[str, Any]) -> tuple[int, int, str] | None:
    """What :func:`step_message` was given; None if the message is another one."""
    if "step" not in message:
        return None
    done, total, text = message["step"]
    return int(done), int(total), str(text)


def beads_message(beads: Iterable[Bead], *, are_all: bool = False) -> bytes:
    """The next beads, or all there are, in place of those told before."""
    return _line({"beads": _plain(beads), "all": are_all})


def beads_from(message: dict[str, Any]) -> list[Bead]:
    """The beads in a message; none if it is another one."""
    return _beads(message.get("beads", ()))


def are_all(message: dict[str, Any]) -> bool:
    """Whether the beads in a message take the place of those before."""
    return bool(message.get("all"))


def chapters_message(match: ChapterMatch) -> bytes:
    """Which chapters render each other."""
    chapters = [list(map(astuple, side)) for side in (match.source, match.target)]
    return _line({"chapters": chapters, "matched": match.pairs})


def chapters_from(message: dict[str, Any]) -> ChapterMatch | None:
    """What :func:`chapters_message` was given; None if the message is another one."""
    if "matched" not in message:
        return None
    pairs = tuple((tuple(source), tuple(target)) for source, target in message["matched"])
    return ChapterMatch(*_chapters(message["chapters"]), pairs)


def problem_message(what: str, where: str, mend: str) -> bytes:
    return _line({"problem": {"what": what, "where": where, "mend": mend}})


def refuse_problem(message: dict[str, Any]) -> None:
    """Raise AlignmentProblem with what :func:`problem_message` was given, if the message is one."""
    if "problem" in message:
        problem = message["problem"]
        raise AlignmentProblem(problem["what"], where=problem["where"] or None, mend=problem["mend"])


def done_message() -> bytes:
    return _line({"done": True})


def is_last(message: dict[str, Any]) -> bool:
    """Whether a message is the last about a job."""
    return "done" in message or "problem" in message


def _chapters(plain: Sequence[Sequence[Sequence[Any]]]) -> tuple[tuple[Chapter, ...], tuple[Chapter, ...]]:
    source, target = (tuple(Chapter(*fields) for fields in side) for side in plain)
    return source, target


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
