"""Findings with the sentences they are about, as the room of terms shows them and as tables."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from parallelreader.app.terms.corpus_texts import CorpusTexts
from parallelreader.app.terms.sheet import Passage
from parallelreader.app.terms.sheet_files import TableFormat, write_sheets
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.core.terms.finding import Finding
from parallelreader.core.text import Span, Text
from parallelreader.formats.workbook_writing import Cell, Sheet

_AROUND = 160


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """``chinese`` and ``english`` are what stands at its place on both sides, with what it is about marked;
    empty for one that is about no place. ``label`` is what its version is called, ``title`` its document."""

    finding: Finding
    chinese: Passage
    english: Passage
    label: str
    title: str


def shown_findings(findings: Iterable[Finding], texts: CorpusTexts) -> Iterator[ShownFinding]:
    """The findings with their sentences. For worker threads; raises UserError."""
    labels = {column.id: column.label for column in texts.columns()}
    titles = {document.id: document.title or document.id for document in texts.corpus.documents}
    for finding in findings:
        chinese = english = Passage("")
        if finding.document:
            opened = texts.document(finding.document)
            source, target = opened.source_text, opened.texts[finding.version]
            alignment = opened.alignments.get(finding.version)
            if finding.pair < 0 and finding.target is not None:
                english = _passage(target, target.segments_in(finding.target), finding.target, " ")
            elif finding.pair >= 0:
                chinese = _passage(source, [finding.pair], finding.source, "")
            if alignment is not None and finding.pair >= 0:
                bead = alignment.beads[alignment.bead_of_source(finding.pair)]
                segments = list(bead.target)
                if finding.target is not None and not any(
                    target.segment(each).overlaps(finding.target) for each in segments
                ):
                    segments = list(target.segments_in(finding.target))
                english = _passage(target, segments, finding.target, " ")
        label = labels.get(finding.version, finding.version)
        yield ShownFinding(finding, chinese, english, label, titles.get(finding.document, finding.document))


def write_findings(
    file: Path,
    wanted: TableFormat,
    findings: Sequence[ShownFinding],
    told: Callable[[Finding], str],
    *,
    kinds: Mapping[str, str],
    title: str,
    progress: Progress = NO_PROGRESS,
) -> None:
    """Write them as a table; ``told`` says one in words, ``kinds`` what kinds are called. Raises
    WriteProblem, Cancelled."""
    rows: Iterator[list[Cell]] = (
        [
            kinds[each.finding.kind],
            each.title,
            each.finding.segment,
            each.label,
            told(each.finding),
            each.chinese.text,
            each.english.text,
        ]
        for each in findings
    )
    heading = ["kind", "document", "place", "version", "finding", "Chinese", "English"]
    sheet = Sheet("Checks", heading, rows, (18, 24, 8, 18, 44, 60, 60))
    write_sheets(file, wanted, [sheet], title=title, progress=progress)


def _passage(text: Text, segments: Sequence[int], mark: Span | None, joiner: str) -> Passage:
    """Some sentences joined; of very long ones what stands round the mark."""
    words, marked = "", None
    for number in segments:
        span = text.segment(number)
        if words:
            words += joiner
        if mark is not None and marked is None and span.overlaps(mark):
            start = len(words) + max(mark.start - span.start, 0)
            marked = Span(start, len(words) + min(mark.end, span.end) - span.start)
        words += text.segment_text(number)
    first = max(marked.start - _AROUND, 0) if marked is not None and len(words) > 4 * _AROUND else 0
    kept = words[first : first + 4 * _AROUND]
    spans = () if marked is None else (Span(marked.start - first, min(marked.end - first, len(kept))),)
    return Passage(kept, spans)
