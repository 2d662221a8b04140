"""Hands a corpus out: its documents with repairs and notes, as files to read in class.

What stands in them is the business of ``making``, how they are written that of ``formats``.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path

from parallelreader.app.annotating import Annotating
from parallelreader.app.exporting import align_missing
from parallelreader.app.handing.making import NO_MARKS, Marks, make_part
from parallelreader.app.handing.terms import TermsMet, TermSource, glossary
from parallelreader.app.library import OpenDocument, load_document
from parallelreader.app.open_notes import OpenNotes
from parallelreader.app.opening import choose_versions, read
from parallelreader.app.reading.reading import Reading
from parallelreader.app.repaired_documents import repaired
from parallelreader.app.repairing import Repairing
from parallelreader.app.words.text_words import TextWords
from parallelreader.core.corpus import Corpus
from parallelreader.core.errors import UserError
from parallelreader.core.handout import Handout, HandoutOptions, HandoutPart
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.formats.handout_docx import write_docx
from parallelreader.formats.handout_epub import write_epub
from parallelreader.formats.handout_html import html_lines
from parallelreader.formats.whole_file import whole_file
from parallelreader.paths import UserFolders
from parallelreader.store.database import Store
from parallelreader.store.places import find_corpus
from parallelreader.store.segmentation_cache import SegmentationCache


class HandoutFormat(StrEnum):
    """What a hand-out can be written as without a window."""

    HTML = "html"
    EPUB = "epub"
    DOCX = "docx"


def hand_out_corpus(
    corpus: Corpus,
    options: HandoutOptions,
    *,
    documents: Collection[str] = (),
    repairs: Repairing | None = None,
    notes: OpenNotes | None = None,
    words: TextWords | None = None,
    words_of: Callable[[Reading], TextWords] | None = None,
    terms: TermSource | None = None,
    progress: Progress = NO_PROGRESS,
    cache: SegmentationCache | None = None,
) -> Handout:
    """The documents of a corpus, only ``documents`` where given, each read when its turn comes; ``progress``
    is told while it is aligned, where that is still to be done. ``words`` are needed for pinyin, and
    ``words_of`` gives them with the names of a document, of which all versions are shown to it; ``terms`` are
    needed for terms and their glossary.

    Raises UserError for a version that none of the documents has.
    """
    wanted = [each for each in corpus.documents if not documents or each.id in documents]
    known = {version.id for each in wanted for version in each.versions}
    for version in options.versions:
        if version not in known:
            raise UserError(
                f"There is no version {version}",
                where=corpus.folder,
                mend=f"There are: {', '.join(sorted(known))}.",
            )

    def parts() -> Iterator[HandoutPart]:
        met = TermsMet(terms) if terms is not None else None
        for document in wanted:
            opened = load_document(corpus, document.id, progress=progress, cache=cache)
            opened = align_missing(opened, repairs=repairs, progress=progress, cache=cache)
            if repairs is not None:
                opened, _ = repaired(opened, repairs, cache=cache)
            shown = choose_versions(document, options.versions)
            marks = NO_MARKS
            if notes is not None and options.has_notes:
                for version in shown:
                    notes.open_text(document.id, version, opened.texts[version])
                marks = marks_of(notes, document.id)
            told = words
            if words_of is not None and options.has_pinyin:
                told = words_of(read(opened, [version.id for version in document.versions]))
            yield make_part(read(opened, shown), options, marks=marks, words=told, terms=met)
        yield from _glossary(met, options, words)

    title = wanted[0].title if len(wanted) == 1 else corpus.title
    language = wanted[0].source.language if wanted else "zh"
    if len(wanted) != 1 and options.pairs is not None:
        raise UserError("Pairs are numbered in each document", mend="Name one document to take them from.")
    return Handout(title or corpus.title, language, options, parts)


def hand_out_document(
    opened: OpenDocument,
    options: HandoutOptions,
    *,
    reading: Reading | None = None,
    marks: Marks = NO_MARKS,
    words: TextWords | None = None,
    terms: TermSource | None = None,
) -> Handout:
    """A document that is open, with ``marks`` on its texts; ``reading`` saves making one where it shows the
    versions wanted; ``words`` are needed for pinyin, and ``terms`` for terms and their glossary."""

    def parts() -> Iterator[HandoutPart]:
        shown = choose_versions(opened.document, options.versions)
        is_ready = reading is not None and reading.shown == shown
        ready = reading if is_ready and reading else read(opened, shown)
        met = TermsMet(terms) if terms is not None else None
        yield make_part(ready, options, marks=marks, words=words, terms=met)
        yield from _glossary(met, options, words)

    title = opened.document.title or opened.document.id
    return Handout(title, opened.document.source.language, options, parts)


def _glossary(
    met: TermsMet | None, options: HandoutOptions, words: TextWords | None
) -> Iterator[HandoutPart]:
    """What stands at the end, once all rows have been gone through."""
    if met is not None and options.has_glossary and (part := glossary(met, options, words)):
        yield part


def marks_of(notes: OpenNotes, document: str) -> Marks:
    """The marks on the open texts of a document."""

    def body(note_id: str) -> str:
        note = notes.get(note_id)
        return note.body if note is not None else ""

    return Marks(lambda version, span: notes.marks_in(document, version, span), body)


def kept_notes(store: Store, corpus_key: str, corpus: Corpus) -> OpenNotes:
    """The notes on a corpus as they are in the store now, with no text open yet."""
    return Annotating(store, corpus_key, documents=[document.id for document in corpus.documents]).notes


@contextmanager
def stored_notes(corpus: Corpus, folders: UserFolders) -> Iterator[OpenNotes]:
    """The notes on a corpus as they are in the store, to be read beside a running window.

    Nothing is written. Raises StoreProblem.
    """
    store = Store.open(folders.data, is_writable=False)
    try:
        documents = [document.id for document in corpus.documents]
        key = store.read(find_corpus, corpus.folder, title=corpus.title, documents=documents)
        yield kept_notes(store, key, corpus)
    finally:
        store.close()


def write_handout(
    handout: Handout, wanted: HandoutFormat, out: Path, *, progress: Progress = NO_PROGRESS
) -> None:
    """Write a hand-out to a file, whole or not at all. Raises WriteProblem and what its parts raise."""
    _WRITERS[wanted](handout, out, progress)


def write_lines(lines: Iterable[str], out: Path) -> None:
    """Write text to a file, whole or not at all. Raises WriteProblem and what making the lines raises."""
    with whole_file(out) as stream:
        for line in lines:
            stream.write(line.encode())


def _write_html(handout: Handout, out: Path, progress: Progress) -> None:
    write_lines(html_lines(handout, progress=progress), out)


def _write_epub(handout: Handout, out: Path, progress: Progress) -> None:
    with whole_file(out) as stream:
        write_epub(handout, stream, progress=progress)


def _write_docx(handout: Handout, out: Path, progress: Progress) -> None:
    with whole_file(out) as stream:
        write_docx(handout, stream, progress=progress)


_WRITERS: Mapping[HandoutFormat, Callable[[Handout, Path, Progress], None]] = {
    HandoutFormat.HTML: _write_html,
    HandoutFormat.EPUB: _write_epub,
    HandoutFormat.DOCX: _write_docx,
}
