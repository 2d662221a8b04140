"""What an import did, for people and for scripts: versions, what was set apart and why, alignments, doubts.

It only tells; deciding is left to ``import_draft`` and ``importing``.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from parallelreader.app.import_draft import DraftVersion
from parallelreader.core.alignment import Alignment
from parallelreader.core.chapters import LoneChapters
from parallelreader.core.judgement import Judgement
from parallelreader.core.page import LineTag, PageLine
from parallelreader.formats.corpus_writing import NewVersion

# Menus and the like of a page as saved have hundreds of lines.
_MOST_NAMED = 8
_REASON = {LineTag.METADATA: "metadata", LineTag.CAPTION: "caption", LineTag.UNDECIDED: "undecided"}


@dataclass(frozen=True, slots=True)
class VersionReport:
    """A version that was written. ``set_apart`` are metadata and captions, ``skipped`` the rest."""

    id: str
    language: str
    hand: str
    title: str
    file: str
    paragraphs: int
    sentences: int
    headings: int
    set_apart: tuple[PageLine, ...]
    skipped: tuple[PageLine, ...]


@dataclass(frozen=True, slots=True)
class AlignmentReport:
    """An alignment that was written: ``beads`` in all, ``pairs`` with words on both sides. ``lone_chapters``
    are those of source and target without counterpart."""

    source: str
    target: str
    beads: int
    pairs: int
    mean_confidence: float
    is_doubtful: bool
    lone_chapters: LoneChapters = ((), ())

    @classmethod
    def of(
        cls,
        source: str,
        target: str,
        alignment: Alignment,
        judgement: Judgement,
        lone_chapters: LoneChapters = ((), ()),
    ) -> "AlignmentReport":
        """The report of an alignment between the versions with these ids."""
        return cls(
            source,
            target,
            beads=len(alignment.beads),
            pairs=sum(bead.is_pair for bead in alignment.beads),
            mean_confidence=alignment.mean_confidence(),
            is_doubtful=judgement.is_doubtful,
            lone_chapters=lone_chapters,
        )


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What one import wrote. ``doubts`` are whole sentences for the person who asked for it."""

    folder: Path
    document: str
    title: str
    versions: tuple[VersionReport, ...]
    alignments: tuple[AlignmentReport, ...]

    @property
    def doubts(self) -> tuple[str, ...]:
        return tuple(self._doubts())

    def as_json(self) -> dict[str, Any]:
        """The report as plain values."""
        return {
            "corpus": str(self.folder),
            "document": self.document,
            "title": self.title,
            "versions": [_version_json(version) for version in self.versions],
            "alignments": [
                {
                    "source": each.source,
                    "target": each.target,
                    "beads": each.beads,
                    "pairs": each.pairs,
                    "mean_confidence": round(each.mean_confidence, 3),
                    "doubtful": each.is_doubtful,
                    "unmatched_chapters": lone_chapter_names(each.source, each.target, each.lone_chapters),
                }
                for each in self.alignments
            ],
            "doubts": list(self.doubts),
        }

    def as_lines(self, *, has_every_line: bool = False) -> Iterator[str]:
        """The report for people, a line each. Of lines that were left out for one reason only the first are
        named where there are many, unless ``has_every_line``."""
        yield f"{self.title} ({self.document})"
        for version in self.versions:
            yield (
                f"  {version.id}: {version.language}, {version.hand}, from {version.file}: "
                f"{version.paragraphs} paragraphs, {version.sentences} sentences"
                + (f", {version.headings} headings" if version.headings else "")
            )
            for name, lines in (("set apart", version.set_apart), ("skipped", version.skipped)):
                yield from _left_out(name, lines, len(lines) if has_every_line else _MOST_NAMED)
        for each in self.alignments:
            yield (
                f"  {each.source} – {each.target}: {each.beads} beads, {each.pairs} with both sides, "
                f"mean confidence {each.mean_confidence:.2f}"
            )
            lone = lone_chapter_names(each.source, each.target, each.lone_chapters)
            for place, names in lone.items():
                for name in names:
                    yield f"    chapter of {place} without counterpart: {name}"
        yield from (f"  Doubtful: {doubt}" for doubt in self.doubts)

    def _doubts(self) -> Iterator[str]:
        for each in self.alignments:
            if each.is_doubtful:
                yield f"{each.target} hardly seems to be a translation of {each.source}; look at the pairs."
        for version in self.versions:
            undecided = sum(line.tag is LineTag.UNDECIDED for line in version.skipped)
            if undecided:
                lines = "line was" if undecided == 1 else "lines were"
                yield f"{undecided} undecided {lines} skipped in {version.id}."


def lone_chapter_names(source: str, target: str, lone: LoneChapters) -> dict[str, list[str]]:
    """The names of the chapters without counterpart, by the version that they stand in.

    Whether they come from a file or from the corpus makes no difference: their spaces are plain ones.
    """
    return {
        version: [" ".join(chapter.name.split()) for chapter in chapters]
        for version, chapters in zip((source, target), lone, strict=True)
    }


def describe(
    folder: Path,
    document: str,
    title: str,
    versions: Sequence[NewVersion],
    drafts: Sequence[DraftVersion],
    aligned: Sequence[AlignmentReport],
) -> ImportReport:
    """The report of what was written; ``drafts`` go with ``versions`` one by one."""
    return ImportReport(
        folder,
        document,
        title,
        tuple(_version_report(version, draft) for version, draft in zip(versions, drafts, strict=True)),
        tuple(aligned),
    )


def _version_report(version: NewVersion, draft: DraftVersion) -> VersionReport:
    apart = [line for line in draft.apart if line.tag in (LineTag.METADATA, LineTag.CAPTION)]
    skipped = [line for line in draft.apart if line.tag in (LineTag.SKIP, LineTag.UNDECIDED)]
    return VersionReport(
        version.id,
        version.language,
        version.hand.value,
        version.title,
        draft.source_name,
        version.text.paragraph_count,
        version.text.segment_count,
        len(version.contents),
        tuple(apart),
        tuple(skipped),
    )


def _version_json(version: VersionReport) -> dict[str, Any]:
    return {
        "id": version.id,
        "language": version.language,
        "hand": version.hand,
        "title": version.title,
        "file": version.file,
        "paragraphs": version.paragraphs,
        "sentences": version.sentences,
        "headings": version.headings,
        "set_apart": [_line_json(line) for line in version.set_apart],
        "skipped": [_line_json(line) for line in version.skipped],
    }


def _line_json(line: PageLine) -> dict[str, Any]:
    return {"line": line.number, "tag": line.tag.value, "reason": _reason(line), "text": line.text}


def _left_out(name: str, lines: Sequence[PageLine], most: int) -> Iterator[str]:
    """What was left out, by its reason; no more than ``most`` of each are named, the others counted."""
    seen: Counter[str] = Counter()
    for line in lines:
        reason = _reason(line)
        seen[reason] += 1
        if seen[reason] <= most:
            yield f"    {name} line {line.number} ({reason}): {_shortened(line.text)}"
    for reason, count in seen.items():
        if count > most:
            more = count - most
            yield f"    {name} {more:,} more {'line' if more == 1 else 'lines'} ({reason})"


def _reason(line: PageLine) -> str:
    return line.reason or _REASON.get(line.tag, line.tag.value)


def _shortened(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"
