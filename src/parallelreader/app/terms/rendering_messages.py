"""What the process that finds renderings and the program say to each other, besides what all workers say.

One JSON object a line, as in ``worker_messages``; neither side's doings are known here.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

from parallelreader.core.renderings.rendering import Found
from parallelreader.core.renderings.sought import Sentence, Sighting, Sought, Wanted

Sighted = tuple[int, Sighting | None]
"""The number of a place and what was found there."""


@dataclass(frozen=True, slots=True)
class RenderingJob:
    """Places whose renderings are sought; ``cache_folder`` keeps what words are linked by."""

    cache_folder: Path
    wanted: Wanted
    sought: tuple[Sought, ...]


def encode_rendering_job(job: RenderingJob) -> bytes:
    return _line(
        {
            "cache": str(job.cache_folder),
            "wanted": astuple(job.wanted),
            "sought": [_plain(each) for each in job.sought],
        }
    )


def decode_rendering_job(line: bytes) -> RenderingJob:
    """What :func:`encode_rendering_job` was given. Raises ValueError where it is not whole."""
    job = json.loads(line)
    chinese, english, elsewhere, lessons = job["wanted"]
    pairs = tuple((source, target) for source, target in lessons)
    wanted = Wanted(tuple(chinese), tuple(english), tuple(elsewhere), pairs)
    return RenderingJob(Path(job["cache"]), wanted, tuple(_sought(each) for each in job["sought"]))


def sighted_message(sighted: Iterable[Sighted]) -> bytes:
    """The next places with what was found there."""
    return _line({"sighted": [[number, *(astuple(each) if each else ())] for number, each in sighted]})


def sighted_from(message: dict[str, Any]) -> list[Sighted]:
    """The places in a message; none if it is another one."""
    return [
        (number, Sighting(found[0], found[1], found[2], float(found[3]), Found(found[4])) if found else None)
        for number, *found in message.get("sighted", ())
    ]


def _plain(sought: Sought) -> list[Any]:
    english = [[sentence.text, sentence.is_own] for sentence in sought.english]
    return [
        sought.column,
        sought.chinese,
        sought.start,
        sought.end,
        english,
        sought.before,
        sought.after,
        sought.passage,
        sought.bead,
    ]


def _sought(plain: Sequence[Any]) -> Sought:
    column, chinese, start, end, english, before, after, passage, bead = plain
    sentences = tuple(Sentence(str(text), bool(is_own)) for text, is_own in english)
    return Sought(column, chinese, int(start), int(end), sentences, before, after, passage, bead)


def _line(content: dict[str, Any]) -> bytes:
    # Lone surrogates cannot be encoded as UTF-8; escaped they pass unharmed.
    return json.dumps(content).encode("ascii") + b"\n"
