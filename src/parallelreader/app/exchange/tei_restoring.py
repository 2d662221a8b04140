"""The documents of a corpus made again of the TEI that was written of them, with their notes and terms: all
of them or none, in a corpus of their own or added to one there is."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from parallelreader.app.exchange.overlays import Overlays
from parallelreader.core.corpus import Corpus
from parallelreader.core.incoming import Fault
from parallelreader.core.notes.anchor import anchor_at
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.core.values import dataclass
from parallelreader.formats.corpus_folder import is_corpus, read_corpus
from parallelreader.formats.corpus_writing import (
    NewDocument,
    NewVersion,
    add_documents,
    create_corpus,
    new_identifier,
)
from parallelreader.formats.exchange.concepts import ConceptDraft, IncomingConcept
from parallelreader.formats.exchange.note_drafts import IncomingNote, PlaceDraft, drafted_note, placed_at
from parallelreader.formats.exchange.tei_corpus import TeiCorpus as TeiCorpus
from parallelreader.formats.exchange.tei_corpus import TeiNote
from parallelreader.formats.exchange.tei_corpus import is_own_tei as is_own_tei
from parallelreader.formats.exchange.tei_corpus import read_tei_corpus as read_tei_corpus
from parallelreader.formats.whole_file import whole_folder


@dataclass(frozen=True, slots=True)
class Restored:
    """The corpus there is now, which documents of it were made, which versions (``document: version``) have
    to be aligned anew, and what lay over them in the file."""

    corpus: Corpus
    documents: tuple[str, ...]
    unaligned: tuple[str, ...]
    overlays: Overlays


def restore_corpus(path: Path, into: Path, *, progress: Progress = NO_PROGRESS) -> Restored:
    """Make the documents of a TEI file in a folder, with the ids that they and their versions had: what was
    noted on them finds its place. In a corpus that has documents of the same ids they get others.

    Raises FileProblem with the line, WriteProblem where there is something else in the folder, Cancelled.
    """
    return restore(read_tei_corpus(path, progress=progress), into, progress=progress)


def restore(found: TeiCorpus, into: Path, *, progress: Progress = NO_PROGRESS) -> Restored:
    """As :func:`restore_corpus`, of a file that has been read."""
    taken = {document.id for document in read_corpus(into).documents} if is_corpus(into) else set()
    ids = _ids([document.id for document in found.documents], taken)
    documents = [replace(document, id=ids[document.id]) for document in found.documents]
    overlays = Overlays(
        tuple(_notes(found.notes, {each.id: each for each in documents}, ids)),
        tuple(_concepts(found.concepts)),
    )
    progress.step(0, 0, found.title)
    if is_corpus(into):
        corpus = add_documents(into, documents)
    else:
        into.absolute().parent.mkdir(parents=True, exist_ok=True)
        with whole_folder(into) as folder:
            create_corpus(folder, found.title)
            add_documents(folder, documents)
        corpus = read_corpus(into)
    return Restored(corpus, tuple(ids.values()), found.unaligned, overlays)


def _ids(names: Sequence[str], taken: Collection[str]) -> dict[str, str]:
    """An id for each document that no other has."""
    all_taken = {*taken, *names}
    ids = {}
    for name in names:
        ids[name] = new_identifier(name, all_taken, fallback="document") if name in taken else name
        all_taken.add(ids[name])
    return ids


def _notes(
    found: Sequence[TeiNote], documents: Mapping[str, NewDocument], ids: Mapping[str, str]
) -> Iterator[IncomingNote | Fault]:
    """The notes with all their places; one that covers several documents stands in each of them."""
    together: dict[str, list[TeiNote]] = {}
    for note in found:
        together.setdefault(note.draft.id, []).append(note)
    for parts in together.values():
        draft = parts[0].draft
        fault = next((each.fault for each in parts if each.fault), "")
        try:
            if fault:
                raise ValueError(fault)
            yield drafted_note(
                draft.line,
                draft.id,
                colour=draft.colour,
                body=draft.body,
                created=draft.created,
                changed=draft.changed,
                places=[each for part in parts for each in _places(part, documents[ids[part.document]])],
                tags=draft.tags,
                review=draft.review,
            )
        except ValueError as error:
            yield Fault(str(error), part=draft.body[:40] or draft.id, line=draft.line)


def _places(note: TeiNote, document: NewDocument) -> Iterator[PlaceDraft]:
    texts = {each.id: each.text for each in document.versions if isinstance(each, NewVersion)}
    for version, span in note.places:
        yield placed_at(anchor_at(texts[version], span, document=document.id, version=version))


def _concepts(found: Sequence[ConceptDraft]) -> Iterator[IncomingConcept | Fault]:
    """Each concept once, where it stands first."""
    once: dict[str, ConceptDraft] = {}
    for draft in found:
        once.setdefault(draft.id, draft)
    for draft in once.values():
        yield draft.finished(is_own=True)
