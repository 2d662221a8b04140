"""A corpus made again of the TEI that was written of it, whole or not at all."""

from pathlib import Path

from parallelreader.core.corpus import Corpus
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.core.values import dataclass
from parallelreader.formats.corpus_folder import read_corpus
from parallelreader.formats.corpus_writing import add_document, create_corpus
from parallelreader.formats.exchange.tei_corpus import is_own_tei as is_own_tei
from parallelreader.formats.exchange.tei_corpus import read_tei_corpus
from parallelreader.formats.whole_file import whole_folder


@dataclass(frozen=True, slots=True)
class Restored:
    """The corpus there is now, and which versions (``document: version``) have to be aligned anew."""

    corpus: Corpus
    unaligned: tuple[str, ...]


def restore_corpus(path: Path, into: Path, *, progress: Progress = NO_PROGRESS) -> Restored:
    """Make the corpus of a TEI file in a new folder, with the ids that its documents and versions had: what
    was noted on them finds its place.

    Raises FileProblem with the line, WriteProblem where there is something in the folder already.
    """
    found = read_tei_corpus(path, progress=progress)
    into.absolute().parent.mkdir(parents=True, exist_ok=True)
    with whole_folder(into) as folder:
        create_corpus(folder, found.title)
        for number, document in enumerate(found.documents, 1):
            add_document(folder, document)
            progress.step(number, len(found.documents), document.id)
    return Restored(read_corpus(into), found.unaligned)
