"""Reading a corpus folder: ``corpus.yaml``, the texts and the alignments it names.

Cutting the texts into sentences is left to ``core.language``, keeping them to ``app.library``.
"""

from pathlib import Path, PurePosixPath

from parallelreader.core.alignment import Alignment
from parallelreader.core.contents import Contents
from parallelreader.core.corpus import CORPUS_FILE, AlignmentFile, Corpus, Version
from parallelreader.core.errors import CorpusProblem
from parallelreader.core.text import Text
from parallelreader.formats import alignment_tsv, aside_tsv, contents_tsv
from parallelreader.formats.bounded_yaml import MAX_BYTES
from parallelreader.formats.corpus_paths import is_inside
from parallelreader.formats.corpus_yaml import CorpusReading, parse_corpus
from parallelreader.formats.plain_files import decode_utf8, read_bytes

_MAX_TEXT_BYTES = 2_000_000_000


def is_corpus(folder: Path) -> bool:
    """Whether ``folder`` is a folder with a ``corpus.yaml``, sound or not."""
    return (folder / CORPUS_FILE).is_file()


def corpus_root(path: Path) -> Path:
    """The absolute folder of a corpus named by its folder or by its ``corpus.yaml``.

    Raises CorpusProblem where there is none.
    """
    try:
        return _corpus_root(path)
    except OSError as error:
        raise CorpusProblem(
            f"The folder cannot be read: {error.strerror or error}",
            where=path,
            mend="Correct the path, or give yourself the right to go there.",
        ) from error


def _corpus_root(path: Path) -> Path:
    folder = path.parent if path.name == CORPUS_FILE and not path.is_dir() else path
    if not folder.exists():
        raise CorpusProblem("There is no such folder", where=path, mend="Correct the path.")
    if not folder.is_dir():
        raise CorpusProblem(
            "This is not a corpus",
            where=path,
            mend=f"Name a folder with a {CORPUS_FILE}, or make one: parallelreader import FILE --into DIR.",
        )
    if not is_corpus(folder):
        raise CorpusProblem(
            f"There is no {CORPUS_FILE} in this folder",
            where=path,
            mend="Make a corpus of text files with: parallelreader import FILE... --into DIR.",
        )
    return folder.resolve()


def corpus_bytes(path: Path) -> tuple[Path, bytes]:
    """The ``corpus.yaml`` of the corpus in a folder, and what stands in it.

    Raises CorpusProblem where there is no such file to read.
    """
    file = corpus_root(path) / CORPUS_FILE
    return file, read_bytes(file, limit=MAX_BYTES)


def examine_corpus(path: Path) -> CorpusReading:
    """Read ``corpus.yaml`` and give everything that is wrong in it, not only the first fault.

    Raises CorpusProblem where there is no such file to examine.
    """
    return _examine(*corpus_bytes(path))


def _examine(file: Path, data: bytes) -> CorpusReading:
    try:
        text = decode_utf8(data, file, mend="Save it as UTF-8 in your editor.")
    except CorpusProblem as problem:
        return CorpusReading(None, (problem,))
    return parse_corpus(text, file)


def read_corpus(path: Path) -> Corpus:
    """The corpus in a folder, without its texts. Raises CorpusProblem for the first fault, with its line."""
    return corpus_from(*corpus_bytes(path))


def corpus_from(file: Path, data: bytes) -> Corpus:
    """The corpus that ``file`` describes with ``data``; raises as :func:`read_corpus`."""
    reading = _examine(file, data)
    if reading.corpus is None:
        raise reading.problems[0]
    return reading.corpus


def locate(corpus: Corpus, path: PurePosixPath) -> Path:
    """Where a file of the corpus stands. Raises CorpusProblem where a link leads out of the folder."""
    if not is_inside(corpus.folder, path):
        raise CorpusProblem(
            "The file lies outside the corpus folder",
            where=corpus.folder / path,
            mend="Put the file itself into the folder.",
        )
    return corpus.folder / path


def read_text(corpus: Corpus, version: Version) -> str:
    """The raw text of a version. Raises CorpusProblem where it is not UTF-8, binary or without a word."""
    file = locate(corpus, version.text)
    data = read_bytes(file, limit=_MAX_TEXT_BYTES)
    advice = f"Bring the file in with: parallelreader import {file.name} --into DIR, which knows encodings."
    text = decode_utf8(data, file, mend=advice)
    if "\x00" in text:
        raise CorpusProblem("This is not a text file", where=file, mend="Put a UTF-8 text in its place.")
    if not text.strip():
        raise CorpusProblem("The file is empty", where=file, mend="Write the text there, a paragraph a line.")
    return text


def read_aligned(corpus: Corpus, entry: AlignmentFile, source: Text, target: Text) -> Alignment:
    """The alignment that ``entry`` names, for the texts of its two versions.

    Raises AlignmentProblem where it does not fit them, CorpusProblem where it cannot be read.
    """
    return alignment_tsv.read_alignment(locate(corpus, entry.path), source, target)


def read_aside(corpus: Corpus, version: Version) -> tuple[aside_tsv.AsideLine, ...]:
    """What was set apart when ``version`` was imported; nothing where it names no such file."""
    return aside_tsv.read_aside(locate(corpus, version.aside)) if version.aside is not None else ()


def read_contents(corpus: Corpus, version: Version, text: Text | None = None) -> Contents | None:
    """The table of contents of ``version``, None where it names none.

    Raises CorpusProblem with the line where it is not sound, or does not fit ``text``.
    """
    if version.contents is None:
        return None
    paragraphs = text.paragraph_count if text is not None else None
    return contents_tsv.read_contents(locate(corpus, version.contents), paragraphs=paragraphs)
