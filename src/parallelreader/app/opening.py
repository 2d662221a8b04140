"""Opening a corpus to read it: its notes, repairs and places, and a document at the place where it was left.

Everything here takes time and is called off the main thread; what comes back is ready to be painted.
"""

from collections.abc import Mapping, Sequence
from dataclasses import field
from pathlib import Path

from parallelreader.app.annotating import Annotating
from parallelreader.app.library import OpenDocument, load_document, open_corpus
from parallelreader.app.places import DocumentPlace, Places
from parallelreader.app.reading.reading import Reading
from parallelreader.app.repaired_documents import repaired
from parallelreader.app.repaired_pair import CarryReport
from parallelreader.app.repairing import Repairing
from parallelreader.core.corpus import Corpus, Document
from parallelreader.core.errors import UserError
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.core.text import Text
from parallelreader.core.values import dataclass
from parallelreader.store.database import Store
from parallelreader.store.segmentation_cache import SegmentationCache


@dataclass(frozen=True, slots=True)
class OpenedCorpus:
    """A corpus with what the user keeps about it."""

    corpus: Corpus
    notes: Annotating
    repairs: Repairing
    places: Places


@dataclass(frozen=True, slots=True)
class OpenedDocument:
    """A document ready to be read: ``at`` is (version, fractional code point), None for the beginning.

    ``carried`` says, by version, what became of repairs made on other states of the texts.
    """

    opened: OpenDocument
    reading: Reading
    at: tuple[str, float] | None = None
    carried: Mapping[str, CarryReport] = field(default_factory=dict)

    @property
    def faults_shown(self) -> list[UserError]:
        """What is wrong with the alignments and tables of contents of the versions shown."""
        shown = self.reading.shown
        faults = (*map(self.opened.faults.get, shown), *map(self.opened.contents_faults.get, shown))
        return [fault for fault in faults if fault is not None]


def open_for_reading(store: Store, folder: Path, *, cache: SegmentationCache | None = None) -> OpenedCorpus:
    """Read ``corpus.yaml`` and find what is kept about it. Raises CorpusProblem or StoreProblem."""
    corpus = open_corpus(folder, cache=cache)
    notes = Annotating.open(store, corpus)
    return OpenedCorpus(corpus, notes, Repairing.beside(notes, store), Places(store, notes.corpus_key))


def open_document(
    open_corpus: OpenedCorpus,
    document_id: str,
    *,
    versions: Sequence[str] = (),
    progress: Progress = NO_PROGRESS,
    cache: SegmentationCache | None = None,
) -> OpenedDocument:
    """Load a document with its notes, showing ``versions`` or those shown last, where it was left."""
    opened = load_document(open_corpus.corpus, document_id, progress=progress, cache=cache)
    for version_id, text in opened.texts.items():
        open_corpus.notes.notes.open_text(document_id, version_id, text)
    opened, carried = repaired(opened, open_corpus.repairs, for_reading=True, cache=cache)
    place = open_corpus.places.document(document_id)
    shown = choose_versions(opened.document, versions or place.versions)
    return OpenedDocument(opened, read(opened, shown), place_in(opened, place), carried)


def read(opened: OpenDocument, shown: Sequence[str]) -> Reading:
    """The same document with these versions beside each other."""
    return Reading(
        opened.document,
        shown,
        texts=opened.texts,
        alignments=opened.alignments,
        contents=opened.contents,
    )


def choose_versions(document: Document, wanted: Sequence[str]) -> tuple[str, ...]:
    """The versions to show: those wanted that there are, else the source and its first translation."""
    known = {version.id for version in document.versions}
    shown = tuple(dict.fromkeys(version for version in wanted if version in known))
    if shown:
        return shown
    return tuple(version.id for version in (document.source, *document.translations[:1]))


def show(opened: OpenDocument, shown: Sequence[str], at: tuple[str, float] | None) -> OpenedDocument:
    """The same document with these versions beside each other, at the place that answers to ``at``."""
    if at is not None and at[0] not in shown:
        both = read(opened, (at[0], shown[0]))
        at = (shown[0], both.follow(*at, shown[0])) if both.is_linked(at[0], shown[0]) else None
    return OpenedDocument(opened, read(opened, shown), at)


def place_in(opened: OpenDocument, place: DocumentPlace) -> tuple[str, float] | None:
    """Where a remembered place stands in the texts as they are now; None where it is no more."""
    text = opened.texts.get(place.version)
    if text is None or not place.segment:
        return None
    try:
        span = text.segment(text.by_label(place.segment))
    except ValueError:
        return None
    return place.version, span.start + place.fraction * len(span)


def place_of(texts: dict[str, Text], shown: Sequence[str], at: tuple[str, float]) -> DocumentPlace:
    """What to remember of a place, so that it is found again after the text was edited elsewhere."""
    version, place = at
    text = texts[version]
    if not text.segment_count:
        return DocumentPlace(versions=tuple(shown))
    segment = text.segment_at(int(place))
    span = text.segment(segment)
    fraction = min(max((place - span.start) / max(len(span), 1), 0.0), 1.0)
    return DocumentPlace(
        versions=tuple(shown), version=version, segment=text.label(segment), fraction=fraction
    )
