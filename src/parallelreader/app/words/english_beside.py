"""The English that renders what stands in a Chinese text, as far as it is shown beside it."""

from collections.abc import Callable

from parallelreader.app.reading.word_links import AlignedVersions
from parallelreader.core.text import Span, Text

Beside = Callable[[], AlignedVersions | None]
"""What is being read now."""


def nothing_beside() -> AlignedVersions | None:
    """For texts that are read alone."""
    return None


def english_beside(aligned: AlignedVersions | None, text: Text, span: Span) -> str:
    """The sentences that render those in ``span``, of all English versions one after the other; empty where
    the text is not among the versions, or nothing renders it."""
    version = next((id for id, each in aligned.texts.items() if each is text), None) if aligned else None
    if aligned is None or version is None:
        return ""
    source = aligned.document.source.id
    segments = text.segments_in(span)
    found: list[str] = []
    for other in sorted(aligned.texts):
        theirs = aligned.texts[other]
        if other == version or not aligned.version(other).is_english:
            continue
        if version == source:
            alignment = aligned.alignment(other)
            partners = alignment.targets_of(segments) if alignment is not None else ()
        elif other == source:
            alignment = aligned.alignment(version)
            partners = alignment.sources_of(segments) if alignment is not None else ()
        else:
            continue
        found += map(theirs.segment_text, partners)
    return " ".join(found)
