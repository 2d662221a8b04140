"""The matrix of a term over a corpus: its places in either script, and the words of every version."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from parallelreader.app.library import OpenDocument, load_document, open_corpus
from parallelreader.app.terms.matrix import make_matrix
from parallelreader.app.terms.rendering_finding import RenderingsHere
from parallelreader.app.terms.rendering_linking import RenderingLinker
from parallelreader.core.corpus import Corpus
from parallelreader.core.errors import Cancelled
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.core.renderings.matrix import Matrix
from parallelreader.paths import resource


class SampleTexts:
    """The corpus that comes with the program."""

    def __init__(self) -> None:
        self.corpus: Corpus = open_corpus(resource("samples"))

    def documents(self, progress: Progress = NO_PROGRESS) -> Iterator[OpenDocument]:
        for document in self.corpus.documents:
            yield load_document(self.corpus, document.id)


class Stopping:
    """Progress of somebody who does not want to wait once words are looked for."""

    def step(self, done: int, total: int, text: str = "") -> None:
        if text:
            raise Cancelled


@pytest.fixture
def linker(link_cache: Path) -> Iterator[RenderingLinker]:
    made = RenderingLinker(link_cache)
    yield made
    made.close()


def words(matrix: Matrix, column: str) -> list[str | None]:
    return [
        cell.rendering.text if cell.rendering is not None else None
        for row in matrix.rows
        if (cell := row.cells.get(column)) is not None
    ]


def test_every_version_is_asked_at_every_place(link_cache: Path):
    matrix = make_matrix(SampleTexts(), "便民服务点", linker=RenderingsHere(link_cache))

    assert matrix.columns == ("literal", "free")
    assert [row.segment for row in matrix.rows] == ["11.1", "12.1", "12.2", "12.3", "14.2", "21.2"]
    assert words(matrix, "literal")[1:4] == [
        "convenience service point",
        "convenience service points",
        "convenience service point",
    ]


def test_the_script_of_the_term_makes_no_difference(link_cache: Path):
    here = RenderingsHere(link_cache)

    simplified = make_matrix(SampleTexts(), "缆绳", linker=here)
    traditional = make_matrix(SampleTexts(), "纜繩", linker=here)

    assert simplified.rows == traditional.rows
    assert words(simplified, "literal") == ["mooring rope", "mooring rope", "mooring rope"]


def test_renderings_stand_where_they_are_said_to(link_cache: Path):
    texts = SampleTexts()
    matrix = make_matrix(texts, "渡口", linker=RenderingsHere(link_cache))
    contents = {
        (opened.document.id, version): text.content
        for opened in texts.documents()
        for version, text in opened.texts.items()
    }

    for row in matrix.rows:
        assert contents[row.document, row.version][row.span.start : row.span.end] == "渡口"
        for column, cell in row.cells.items():
            if cell.rendering is not None:
                (span,) = cell.rendering.spans
                assert contents[row.document, column][span.start : span.end] == cell.rendering.text


def test_another_process_finds_the_same(link_cache: Path, linker: RenderingLinker):
    parts: list[Matrix] = []

    matrix = make_matrix(SampleTexts(), "竹竿", linker=linker, partial=parts.append)

    assert matrix == make_matrix(SampleTexts(), "竹竿", linker=RenderingsHere(link_cache))
    assert len(parts[0].rows) == len(matrix.rows)


def test_whoever_looks_can_be_stopped(linker: RenderingLinker):
    with pytest.raises(Cancelled):
        make_matrix(SampleTexts(), "竹竿", linker=linker, progress=Stopping())
