"""What a worker that links words and the program say to each other, besides what all workers say.

One JSON object a line, as in ``worker_messages``; neither side's doings are known here.
"""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from parallelreader.app.linked_words import LinkedPassages, LinkedSide, Passages


def encode_pairs(pairs: Iterable[Passages], cache_folder: Path) -> bytes:
    """The pairs to be linked, and the folder that keeps what they are linked by."""
    listed = [[pair.chinese, pair.english] for pair in pairs]
    return _line({"pairs": listed, "cache": str(cache_folder)})


def decode_pairs(line: bytes) -> tuple[list[Passages], Path]:
    """What :func:`encode_pairs` was given. Raises ValueError where it is not whole."""
    job = json.loads(line)
    pairs = [Passages(tuple(chinese), tuple(english)) for chinese, english in job["pairs"]]
    return pairs, Path(job["cache"])


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
