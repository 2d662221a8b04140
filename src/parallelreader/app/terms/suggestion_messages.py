"""What the process that suggests terms and the program say to each other, besides what all workers say.

One JSON object a line, as in ``worker_messages``; neither side's doings are known here.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from parallelreader.core.terms.suggestion import SuggestedPlace, SuggestedRendering, Suggestion
from parallelreader.core.text import Span
from parallelreader.paths import UserFolders


@dataclass(frozen=True, slots=True)
class SuggestionJob:
    """The folder of a corpus, those of the user, and how many suggestions there shall be at most."""

    corpus: Path
    folders: UserFolders
    most: int


def encode_suggestion_job(job: SuggestionJob) -> bytes:
    folders = [str(job.corpus), str(job.folders.data), str(job.folders.cache)]
    return _line({"folders": folders, "most": job.most})


def decode_suggestion_job(line: bytes) -> SuggestionJob:
    """What :func:`encode_suggestion_job` was given. Raises ValueError where it is not whole."""
    job = json.loads(line)
    corpus, data, cache = map(Path, job["folders"])
    return SuggestionJob(corpus, UserFolders(data=data, cache=cache), int(job["most"]))


def suggestions_message(suggestions: Iterable[Suggestion]) -> bytes:
    return _line({"suggestions": [_plain(each) for each in suggestions]})


def suggestions_from(message: dict[str, Any]) -> list[Suggestion]:
    """The suggestions in a message; none if it is another one."""
    return [_suggestion(*each) for each in message.get("suggestions", ())]


def _plain(each: Suggestion) -> list[Any]:
    renderings = {
        column: [[rendering.text, rendering.count, rendering.likelihood] for rendering in found]
        for column, found in each.renderings.items()
    }
    places = [[place.document, place.version, place.span.start, place.span.end] for place in each.places]
    return [each.chinese, each.english, each.count, each.support, each.score, renderings, places]


def _suggestion(
    chinese: str,
    english: str,
    count: int,
    support: int,
    score: float,
    renderings: dict[str, list[list[Any]]],
    places: list[list[Any]],
) -> Suggestion:
    return Suggestion(
        chinese,
        english,
        count,
        support,
        float(score),
        {column: tuple(SuggestedRendering(*each) for each in found) for column, found in renderings.items()},
        tuple(
            SuggestedPlace(document, version, Span(start, end)) for document, version, start, end in places
        ),
    )


def _line(content: dict[str, Any]) -> bytes:
    # Lone surrogates cannot be encoded as UTF-8; escaped they pass unharmed.
    return json.dumps(content).encode("ascii") + b"\n"
