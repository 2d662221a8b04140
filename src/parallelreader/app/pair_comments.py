"""Notes on a pair as a whole: its sentences in the source, and what renders them in the other versions."""

from collections.abc import Collection, Sequence

from parallelreader.app.library import OpenDocument
from parallelreader.core.errors import UserError
from parallelreader.core.notes.anchor import anchor_at
from parallelreader.core.notes.note import Anchor
from parallelreader.core.text import Span


class NoPair(UserError):
    """There is no pair where one was named."""


def pair_anchors(opened: OpenDocument, segment: int, versions: Collection[str] = ()) -> list[Anchor]:
    """The places of the pair that a sentence of the source, by its number, belongs to: the source first, then
    the translations, or those of them that are named.

    Raises NoPair where none of them renders it, KeyError for a version that there is none of.
    """
    source = opened.document.source.id
    wanted = [
        version.id for version in opened.document.translations if version.id in versions or not versions
    ]
    wanted += [version for version in versions if opened.document.version(version).id not in wanted]
    parts: list[tuple[str, Sequence[int]]] = []
    ours = {segment}
    for version in wanted:
        alignment = opened.alignments.get(version)
        theirs = alignment.targets_of([segment]) if alignment is not None else ()
        if alignment is not None and theirs:
            parts.append((version, theirs))
            ours |= set(alignment.sources_of(theirs))
    if not parts:
        label = opened.source_text.label(segment)
        raise NoPair(
            f"Nothing renders sentence {label} of {opened.document.id}",
            mend="Name another sentence, or align the versions.",
        )
    return [_anchor(opened, version, segments) for version, segments in ((source, sorted(ours)), *parts)]


def segment_called(opened: OpenDocument, name: str) -> int:
    """A sentence of the source by its label (``3.2``) or its number from one. Raises NoPair."""
    text = opened.source_text
    try:
        if "." in name:
            return text.by_label(name)
        number = int(name) - 1 if name.isdecimal() and len(name) < 12 else -1
        if not 0 <= number < text.segment_count:
            raise ValueError
        return number
    except ValueError:
        raise NoPair(
            f"There is no sentence {name} in {opened.document.id}",
            mend=f"Name it by paragraph and sentence (3.2), or by its number up to {text.segment_count}.",
        ) from None


def _anchor(opened: OpenDocument, version: str, segments: Sequence[int]) -> Anchor:
    text = opened.texts[version]
    span = Span(text.segment(segments[0]).start, text.segment(segments[-1]).end)
    return anchor_at(text, span, document=opened.document.id, version=version, digest=text.digest)
