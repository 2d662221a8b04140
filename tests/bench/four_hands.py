"""A document in which one Chinese term stands thousands of times, put into English by four hands.

One hand nearly always writes the same, one either of two, one whatever it likes, and the last leaves out a
third of the sentences and renders two in one now and then. Nothing of it is on disk.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from bench.texts import clauses
from parallelreader.app.library import OpenDocument
from parallelreader.core.alignment import Alignment, Bead
from parallelreader.core.corpus import Corpus, Document, Hand, Version
from parallelreader.core.text import Text

TERM = "渡口"

_STEADY = ("ferry landing",) * 19 + ("landing",)
_EITHER = ("landing", "landing", "crossing")
_FREE = ("ferry", "ferry landing", "landing place", "crossing", "wharf", "jetty", "bank", "")
_HANDS = {"steady": _STEADY, "either": _EITHER, "free": _FREE, "brief": _STEADY + _EITHER}
_LEFT_OUT = 0.33
_JOINED = 0.2


def four_hands(pairs: int, occurrences: int) -> OpenDocument:
    """The document, the same each time; so many of its Chinese sentences have the term."""
    chance = random.Random(pairs + occurrences)
    with_term = set(chance.sample(range(pairs), occurrences))
    chinese: list[str] = []
    told: list[_Teller] = []
    for number in range(pairs):
        parts = [chance.choice(clauses()) for _ in range(chance.randint(2, 6))]
        at = chance.randrange(len(parts)) if number in with_term else None
        chinese.append(
            "，".join(f"{zh}在{TERM}" if n == at else zh for n, (zh, _) in enumerate(parts)) + "。"
        )
        told.append(_Teller(tuple(en for _, en in parts), at))
    texts = {"zh": _text(chinese)}
    alignments = {}
    for hand, forms in _HANDS.items():
        lines, beads = _put(chance, told, forms, is_brief=hand == "brief")
        texts[hand] = _text(lines)
        alignments[hand] = Alignment(beads, pairs, len(lines))
    versions = [Version("zh", "zh-Hans", Hand.ORIGINAL, PurePosixPath("zh.txt"))]
    versions += [Version(hand, "en", Hand.PUBLISHED, PurePosixPath(f"{hand}.txt")) for hand in _HANDS]
    document = Document("hands", "Four hands", tuple(versions), ())
    return OpenDocument(Corpus(Path("/"), "Four hands", (document,)), document, texts, alignments)


@dataclass(frozen=True, slots=True)
class _Teller:
    """The English of a sentence, and in which part of it the term stands."""

    parts: tuple[str, ...]
    at: int | None

    def told(self, form: str) -> str:
        there = f" at the {form}" if form else ""
        return ", ".join(f"{part}{there}" if n == self.at else part for n, part in enumerate(self.parts))


def _put(
    chance: random.Random, told: Sequence[_Teller], forms: Sequence[str], *, is_brief: bool
) -> tuple[list[str], list[Bead]]:
    lines: list[str] = []
    beads: list[Bead] = []
    number = 0
    while number < len(told):
        count = 2 if is_brief and number + 1 < len(told) and chance.random() < _JOINED else 1
        source = tuple(range(number, number + count))
        number += count
        certainty = round(chance.uniform(0.86, 1.0), 3)
        if is_brief and chance.random() < _LEFT_OUT:
            beads.append(Bead(source, (), certainty))
            continue
        words = "; ".join(told[each].told(chance.choice(forms)) for each in source)
        beads.append(Bead(source, (len(lines),), certainty))
        lines.append(f"{words[0].upper()}{words[1:]}.")
    return lines, beads


def _text(lines: Sequence[str]) -> Text:
    bounds = []
    at = 0
    for line in lines:
        bounds.append((at, at + len(line)))
        at += len(line) + 1
    return Text("\n".join(lines), bounds)
