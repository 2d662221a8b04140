"""Notes and terms of a translation memory that this program wrote, given their places in the document that
was made of its units."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from parallelreader.app.exchange.overlays import Overlays
from parallelreader.app.library import load_text
from parallelreader.app.unit_plan import UnitSource
from parallelreader.app.unit_report import UnitReport
from parallelreader.core.corpus import Corpus
from parallelreader.core.errors import FileProblem
from parallelreader.core.incoming import Fault
from parallelreader.core.language.lines import one_line
from parallelreader.core.notes.anchor import anchor_at
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.core.text import Span, Text
from parallelreader.core.values import dataclass
from parallelreader.formats.exchange.concepts import ConceptDraft, IncomingConcept
from parallelreader.formats.exchange.memory_overlays import NoteRecord, Part, has_overlays, read_marked_units
from parallelreader.formats.exchange.note_drafts import IncomingNote, PlaceDraft, drafted_note, placed_at
from parallelreader.store.segmentation_cache import SegmentationCache


@dataclass(frozen=True, slots=True)
class _Placed:
    """A part of a passage, in which paragraph of which column it is, and how that reads."""

    part: Part
    column: int
    paragraph: int
    words: str

    def is_in(self, text: Text) -> bool:
        """Whether the text has that paragraph."""
        if self.paragraph >= text.paragraph_count:
            return False
        here = text.paragraph(self.paragraph)
        return text.content[here.start : here.end] == self.words


def holds_overlays(source: UnitSource) -> bool:
    """Whether there are notes or terms in a source that can be brought in with its units."""
    try:
        return len(source.files) == 1 and has_overlays(source.files[0])
    except FileProblem:
        return False


def memory_overlays(
    report: UnitReport,
    corpus: Corpus,
    *,
    cache: SegmentationCache | None = None,
    progress: Progress = NO_PROGRESS,
) -> Overlays:
    """What is laid over the units of the memory that ``report`` tells of, in the corpus that has them now.

    Raises FileProblem, CorpusProblem where the text cannot be read, Cancelled.
    """
    source = report.plan.source
    if not holds_overlays(source):
        return Overlays()
    found = _Found()
    for unit in read_marked_units(source.files[0], encoding=source.encoding, progress=progress):
        found.add(unit.line, unit.cells, unit.columns, unit.parts)
        for note in unit.notes:
            found.notes.setdefault(note.id, note)
        for concept in unit.concepts:
            found.concepts.setdefault(concept.id, concept)
        found.faults += [Fault(each, line=unit.line) for each in unit.faults]
    document = corpus.document(report.document)
    versions = {column.number: column.version for column in report.plan.columns}
    texts = {
        number: load_text(corpus, document.version(name), cache=cache)
        for number, name in versions.items()
        if any(version.id == name for version in document.versions)
    }
    placing = _Placing(document.id, versions, texts)
    notes = (placing.note(note, found.places.get(note.id, {})) for note in found.notes.values())
    return Overlays((*found.faults, *notes), tuple(_concepts(found.concepts.values())))


def _concepts(drafts: Iterable[ConceptDraft]) -> Iterator[IncomingConcept | Fault]:
    for draft in drafts:
        yield draft.finished(is_own=True)


class _Found:
    """What a memory says, and in which paragraphs its cells stand."""

    def __init__(self) -> None:
        self.notes: dict[str, NoteRecord] = {}
        self.concepts: dict[str, ConceptDraft] = {}
        self.faults: list[Fault] = []
        self.places: dict[str, dict[int, dict[str, list[_Placed]]]] = {}
        """Of notes their places, of each its parts by the version whose units they are in."""
        self._paragraphs: dict[int, int] = {}

    def add(self, line: int, cells: Sequence[str], columns: Sequence[int], parts: Sequence[Part]) -> None:
        here: dict[int, int] = {}
        for number, cell in enumerate(cells):
            if one_line(cell):
                here[number] = self._paragraphs.get(number, 0)
                self._paragraphs[number] = here[number] + 1
        for part in parts:
            column = columns[part.variant] if part.variant < len(columns) else -1
            if column in here:
                runs = self.places.setdefault(part.note, {}).setdefault(part.place, {})
                words = one_line(cells[column])
                runs.setdefault(part.version, []).append(_Placed(part, column, here[column], words))


class _Placing:
    """Where what units say stands in the texts that were made of them."""

    def __init__(self, document: str, versions: Mapping[int, str], texts: Mapping[int, Text]) -> None:
        self._document, self._versions, self._texts = document, versions, texts

    def note(
        self, note: NoteRecord, places: Mapping[int, Mapping[str, list[_Placed]]]
    ) -> IncomingNote | Fault:
        problem = "no unit says where it stands"
        drafts = []
        for number, quote in enumerate(note.quotes):
            try:
                drafts.append(self._place(str(quote), places.get(number, {})))
            except ValueError as error:
                problem = str(error)
        try:
            if not drafts:
                raise ValueError(problem)
            return drafted_note(
                note.line,
                note.id,
                colour=str(note.colour),
                body=note.body,
                created=note.created,
                changed=note.changed,
                places=drafts,
                tags=note.tags,
                review=note.review,
            )
        except ValueError as error:
            return Fault(str(error), part=str(note.body)[:40] or note.id[:40], line=note.line)

    def _place(self, quote: str, runs: Mapping[str, list[_Placed]]) -> PlaceDraft:
        """Raises ValueError where its words are not all in the units of one version, or read otherwise."""
        for parts in runs.values():
            first, last = parts[0], parts[-1]
            is_in_order = all(each.part.part == number for number, each in enumerate(parts))
            if len(parts) != first.part.count or not is_in_order:
                continue
            paragraphs = [each.paragraph for each in parts]
            is_ascending = all(0 <= b - a <= 1 for a, b in pairwise(paragraphs))
            text = self._texts.get(first.column)
            if text is None or not is_ascending or any(each.column != first.column for each in parts):
                continue
            if not all(each.is_in(text) for each in parts):
                continue
            start = text.paragraph(first.paragraph).start + first.part.start
            end = text.paragraph(last.paragraph).start + last.part.end
            if start < end and _same(text.content[start:end], quote):
                version = self._versions[first.column]
                anchor = anchor_at(text, Span(start, end), document=self._document, version=version)
                return placed_at(anchor)
        if not runs:
            raise ValueError("its passage is in no unit that was imported")
        raise ValueError("its passage does not stand in the units as it is quoted")


def _same(one: str, other: str) -> bool:
    """Whether the words are the same, however they are parted."""
    return "".join(one.split()) == "".join(other.split())
