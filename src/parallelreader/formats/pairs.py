"""Pairs of words in both languages as other programs take them: TSV, JSON lines, TMX 1.4, bare numbers.

Which segments make a pair is decided by an alignment; these are for giving away, nothing is read back.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from parallelreader import __version__
from parallelreader.core.alignment import Alignment
from parallelreader.core.text import Text
from parallelreader.formats.alignment_tsv import short


@dataclass(frozen=True, slots=True)
class Pair:
    """A bead with its words; ``zh`` and ``en`` number its segments from zero, either may be empty."""

    zh: tuple[int, ...]
    en: tuple[int, ...]
    zh_text: str
    en_text: str
    confidence: float


def pairs_of(
    alignment: Alignment, source: Text, target: Text, *, source_joiner: str, target_joiner: str, swap: bool
) -> Iterator[Pair]:
    """The beads with their words; the source's stand on the Chinese side unless ``swap``."""
    for bead in alignment.beads:
        left = source.segments_text(bead.source, source_joiner)
        right = target.segments_text(bead.target, target_joiner)
        if swap:
            yield Pair(bead.target, bead.source, right, left, bead.confidence)
        else:
            yield Pair(bead.source, bead.target, left, right, bead.confidence)


def cell(words: str) -> str:
    """``words`` as a TSV cell: tabs and newlines become single spaces."""
    return " ".join(words.split())


def tsv_lines(pairs: Iterable[Pair]) -> Iterator[str]:
    """Lines with their newlines: a header, then zh, en and confidence."""
    yield "zh\ten\tconfidence\n"
    for pair in pairs:
        yield f"{cell(pair.zh_text)}\t{cell(pair.en_text)}\t{short(pair.confidence)}\n"


def bead_lines(pairs: Iterable[Pair]) -> Iterator[str]:
    """Lines with their newlines: segment numbers from zero of both sides, and confidence; no header."""
    for pair in pairs:
        zh, en = (" ".join(map(str, side)) for side in (pair.zh, pair.en))
        yield f"{zh}\t{en}\t{short(pair.confidence)}\n"


def json_lines(pairs: Iterable[Pair]) -> Iterator[str]:
    """A JSON object a line: words, confidence and segment numbers from zero."""
    for pair in pairs:
        fields = {
            "zh": pair.zh_text,
            "en": pair.en_text,
            "confidence": round(pair.confidence, 3),
            "zh_segments": pair.zh,
            "en_segments": pair.en,
        }
        yield json.dumps(fields, ensure_ascii=False) + "\n"


@dataclass(frozen=True, slots=True)
class Memory:
    """The pairs of one alignment for a TMX file; ``properties`` are written with each of them."""

    zh_language: str
    en_language: str
    pairs: Iterable[Pair]
    properties: tuple[tuple[str, str], ...] = ()


def tmx_lines(memories: Iterable[Memory], *, source_language: str) -> Iterator[str]:
    """A TMX 1.4 file. A translation memory knows only pairs: beads with an empty side are left out."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'
    yield '<tmx version="1.4">\n'
    yield (
        f'<header creationtool="parallelreader" creationtoolversion="{__version__}" segtype="sentence" '
        f'o-tmf="parallelreader" adminlang="en" srclang={quoteattr(source_language)} datatype="plaintext"/>\n'
    )
    yield "<body>\n"
    for memory in memories:
        properties = "".join(
            f"<prop type={quoteattr(f'x-{name}')}>{_xml(value)}</prop>" for name, value in memory.properties
        )
        for pair in memory.pairs:
            if pair.zh_text and pair.en_text:
                confidence = f'<prop type="x-confidence">{short(pair.confidence)}</prop>'
                units = _unit(memory.zh_language, pair.zh_text) + _unit(memory.en_language, pair.en_text)
                yield f"<tu>{properties}{confidence}{units}</tu>\n"
    yield "</body>\n</tmx>\n"


def _unit(language: str, words: str) -> str:
    return f"<tuv xml:lang={quoteattr(language)}><seg>{_xml(words)}</seg></tuv>"


def _xml(words: str) -> str:
    # U+FFFE and U+FFFF are no characters of XML; control characters never get into a text.
    return escape(words.translate({0xFFFE: None, 0xFFFF: None}))
