"""The scheme of tags of a corpus: reading it, and taking another one from a file that was shared."""

from pathlib import Path

from parallelreader.core.corpus import Corpus
from parallelreader.core.notes.tags import TagScheme
from parallelreader.formats.tag_scheme import read_corpus_scheme, read_scheme, scheme_file, write_scheme


def scheme_of(corpus: Corpus) -> TagScheme:
    """The scheme of a corpus; an empty one where it has none. Raises CorpusProblem with the line."""
    return read_corpus_scheme(corpus)


def take_scheme(corpus: Corpus, file: Path) -> TagScheme:
    """Let what stands in a file be the scheme of a corpus. Raises CorpusProblem with the line, WriteProblem;
    then the former one stays."""
    scheme = read_scheme(file)
    write_scheme(scheme, scheme_file(corpus))
    return scheme
