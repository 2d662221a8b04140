"""The matrix of a term over a corpus: its places in either script, and the words of every version."""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path, PurePosixPath

import pytest

from parallelreader.app.library import OpenDocument, load_document, open_corpus
from parallelreader.app.terms import rendering_places
from parallelreader.app.terms.matrix import make_matrix
from parallelreader.app.terms.rendering_finding import RenderingsHere
from parallelreader.app.terms.rendering_linking import RenderingLinker
from parallelreader.app.terms.rendering_places import SoughtPlaces, term_pattern
from parallelreader.core.alignment import Alignment, Bead
from parallelreader.core.corpus import Corpus, Document, Hand, Version
from parallelreader.core.errors import Cancelled
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.core.renderings.matrix import Matrix
from parallelreader.core.text import Text
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


class OneDocument:
    """Chinese sentences beside versions that put each bead of them in one sentence."""

    def __init__(self, beads: Sequence[Sequence[str]], **english: Sequence[str]) -> None:
        chinese = text([sentence for bead in beads for sentence in bead])
        versions = [Version("zh", "zh-Hans", Hand.ORIGINAL, PurePosixPath("zh.txt"))]
        versions += [Version(name, "en", Hand.PUBLISHED, PurePosixPath(f"{name}.txt")) for name in english]
        ends = list(accumulate(map(len, beads)))
        joined = [
            Bead(tuple(range(end - len(bead), end)), (number,), 0.99)
            for number, (bead, end) in enumerate(zip(beads, ends, strict=True))
        ]
        alignment = Alignment(joined, ends[-1], len(beads))
        document = Document("one", "One", tuple(versions), ())
        texts = {"zh": chinese, **{name: text(lines) for name, lines in english.items()}}
        corpus = Corpus(Path("/"), "One", (document,))
        self.opened = OpenDocument(corpus, document, texts, dict.fromkeys(english, alignment))

    def documents(self, progress: Progress = NO_PROGRESS) -> Iterator[OpenDocument]:
        yield self.opened


def text(lines: Sequence[str]) -> Text:
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    return Text("\n".join(lines), [(at, at + len(line)) for at, line in zip(starts, lines, strict=False)])


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


def test_no_word_renders_two_places_of_a_sentence(link_cache: Path):
    beads = [["这个渡口比那个渡口大。"]]
    one, two = ["This ferry landing is larger than that one."], ["One ferry is larger."]
    matrix = make_matrix(OneDocument(beads, one=one, two=two), "渡口", linker=RenderingsHere(link_cache))

    assert len(matrix.rows) == 2
    for column in ("one", "two"):
        assert sum(word is not None for word in words(matrix, column)) == 1


def test_no_word_renders_places_of_two_sentences_that_are_put_in_one(link_cache: Path):
    texts = OneDocument([["渡口很大。", "渡口也很旧。"]], one=["The ferry landing is large and old."])
    matrix = make_matrix(texts, "渡口", linker=RenderingsHere(link_cache))

    assert sorted(word is None for word in words(matrix, "one")) == [False, True]


def test_of_many_documents_only_some_sentences_are_kept(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(rendering_places, "_ELSEWHERE", 4)
    places, pattern = SoughtPlaces(), term_pattern(["渡口"])
    assert pattern is not None
    for number in range(50):
        english = [f"The ferry {number}.", f"Rain {number}."]
        places.add(OneDocument([["渡口。"], ["下雨。"]], one=english).opened, pattern)

    told = [int(sentence.strip(".").rpartition(" ")[2]) for sentence in places.elsewhere]
    assert len(places.rows) == 50
    assert 2 <= len(told) <= 4
    assert told[0] < 10
    assert told[-1] > 25


def test_another_process_finds_the_same(link_cache: Path, linker: RenderingLinker):
    parts: list[Matrix] = []

    matrix = make_matrix(SampleTexts(), "竹竿", linker=linker, partial=parts.append)

    assert matrix == make_matrix(SampleTexts(), "竹竿", linker=RenderingsHere(link_cache))
    assert len(parts[0].rows) == len(matrix.rows)


def test_whoever_looks_can_be_stopped(linker: RenderingLinker):
    with pytest.raises(Cancelled):
        make_matrix(SampleTexts(), "竹竿", linker=linker, progress=Stopping())
