"""What is kept of a corpus.yaml stands for it exactly as long as reading it would say the same."""

from pathlib import Path

import pytest

from corpora import write_corpus
from parallelreader.app import corpus_reading
from parallelreader.app.corpus_reading import read_kept_corpus
from parallelreader.core.errors import CorpusProblem
from parallelreader.formats.corpus_folder import read_corpus
from parallelreader.paths import resource
from parallelreader.store.document_index import DocumentIndex


@pytest.fixture
def kept(tmp_path: Path) -> DocumentIndex:
    return DocumentIndex(tmp_path / "kept")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_corpus(tmp_path / "corpus")


def test_the_second_time_nothing_is_read_as_yaml(kept, monkeypatch):
    folder = resource("samples")
    first = read_kept_corpus(folder, kept)
    monkeypatch.delattr(corpus_reading, "corpus_from")

    assert read_kept_corpus(folder, kept) == first == read_corpus(folder)


def test_a_changed_file_is_read_anew(kept, folder):
    read_kept_corpus(folder, kept)
    file = folder / "corpus.yaml"
    file.write_text(file.read_text("utf-8") + "# seen\n", "utf-8")
    read_kept_corpus(folder, kept)
    file.write_text("title: Another\ndocuments: []\n", "utf-8")

    assert read_kept_corpus(folder, kept) == read_corpus(folder)
    file.write_text("title: Another\ndocments: []\n", "utf-8")
    with pytest.raises(CorpusProblem, match="docments"):
        read_kept_corpus(folder, kept)


def test_a_file_that_has_gone_is_missed(kept, folder):
    corpus = read_kept_corpus(folder, kept)
    (folder / corpus.documents[0].files[0]).unlink()

    with pytest.raises(CorpusProblem, match="There is no file"):
        read_kept_corpus(folder, kept)


def test_what_is_damaged_or_cannot_be_kept_is_read_anew(kept, folder):
    corpus = read_kept_corpus(folder, kept)
    (file,) = kept.folder.iterdir()
    file.write_bytes(file.read_bytes()[:-30])

    assert read_kept_corpus(folder, kept) == corpus
    assert read_kept_corpus(folder, DocumentIndex(folder / "corpus.yaml" / "kept")) == corpus
