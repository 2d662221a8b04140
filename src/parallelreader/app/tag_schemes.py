"""The scheme of tags of a corpus: reading it, and taking another one from a file that was shared."""

from pathlib import Path

from parallelreader.core.corpus import Corpus
from parallelreader.core.notes.tags import TagScheme
from parallelreader.formats.tag_scheme import (
    put_bytes,
    read_corpus_scheme,
    read_scheme,
    scheme_file,
    write_scheme,
)
from parallelreader.formats.whole_writing import write_problem


def scheme_of(corpus: Corpus) -> TagScheme:
    """The scheme of a corpus; an empty one where it has none. Raises CorpusProblem with the line."""
    return read_corpus_scheme(corpus)


def take_scheme(corpus: Corpus, file: Path) -> TagScheme:
    """Let what stands in a file be the scheme of a corpus. Raises CorpusProblem with the line, WriteProblem;
    then the former one stays."""
    scheme = read_scheme(file)
    write_scheme(scheme, scheme_file(corpus))
    return scheme


def file_of_scheme(corpus: Corpus) -> bytes | None:
    """What stands in the file of the scheme, None where there is none. Raises WriteProblem, as whoever asks
    is about to write it."""
    file = scheme_file(corpus)
    try:
        return file.read_bytes() if file.exists() else None
    except OSError as error:
        raise write_problem(error, file) from error


def put_scheme(corpus: Corpus, data: bytes | None) -> None:
    """Let that stand in the file of the scheme, or with None let there be none. Raises WriteProblem."""
    file = scheme_file(corpus)
    if data is not None:
        put_bytes(data, file)
        return
    try:
        file.unlink(missing_ok=True)
    except OSError as error:
        raise write_problem(error, file) from error
