"""Matrices made for the window: the texts they are about kept beside them, what the user said laid over.

Everything here takes time and is called off the main thread.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby

from parallelreader.app.library import OpenDocument
from parallelreader.app.terms.corpus_texts import CorpusTexts
from parallelreader.app.terms.matrix import Choices, RenderingFinder, make_matrix
from parallelreader.app.terms.sheet import Sheet
from parallelreader.core.progress import NO_PROGRESS, Progress, Stretch
from parallelreader.core.renderings.matrix import Matrix, MatrixRow, counted
from parallelreader.core.terms.concept import Concept
from parallelreader.core.values import dataclass


@dataclass(frozen=True, slots=True)
class FoundMatrix:
    """A matrix as it was found, nothing of the user's laid over, with the documents its rows stand in and the
    states in which those were."""

    matrix: Matrix
    documents: Mapping[str, OpenDocument]
    states: Mapping[str, int]
    is_whole: bool = True

    def is_current(self, texts: CorpusTexts) -> bool:
        """Whether nothing has become of the texts since."""
        corpus = {each.id for each in texts.corpus.documents}
        return corpus == self.states.keys() and all(
            texts.state(each) == state for each, state in self.states.items()
        )

    def sheet(self, choices: Choices | None, before: Sheet | None = None) -> Sheet:
        """What is shown of it now. Variants keep the places they had ``before``, unless it was not known by
        then which are the commonest."""
        keeps = before is not None and (before.is_whole or not self.is_whole)
        order = [each.key for each in before.matrix.variants] if before is not None and keeps else []
        matrix = self.matrix
        if choices is not None or order:
            rows = tuple(_laid_over(matrix.rows, self.documents, choices))
            matrix = counted(matrix.concept, matrix.term, matrix.columns, rows, order=order)
        return Sheet.of(matrix, self.documents, is_whole=self.is_whole)


@dataclass(frozen=True, slots=True)
class TermFigures:
    """How a term is put: ``found`` so often, by how many ``forms``, without any in so many cells (``gaps``),
    and whether some version ``is_mixed``, with more than one form."""

    found: int
    forms: int
    gaps: int
    is_mixed: bool


def find_matrix(
    texts: CorpusTexts,
    term: str | Concept,
    *,
    linker: RenderingFinder,
    progress: Progress = NO_PROGRESS,
    partial: Callable[[FoundMatrix], None] | None = None,
) -> FoundMatrix:
    """The matrix of a concept or of any Chinese words; ``partial`` is given what there is so far.

    Raises UserError where a text cannot be read or words cannot be linked.
    """
    states = {each.id: texts.state(each.id) for each in texts.corpus.documents}
    loaded = _Loaded({each.document.id: each for each in texts.documents(Stretch(progress, 0.0, 0.2))})

    def found(matrix: Matrix, *, is_whole: bool) -> FoundMatrix:
        used = {row.document for row in matrix.rows}
        documents = {id: each for id, each in loaded.all.items() if id in used}
        return FoundMatrix(matrix, documents, states, is_whole)

    def tell(matrix: Matrix) -> None:
        if partial is not None:
            partial(found(matrix, is_whole=False))

    part = Stretch(progress, 0.2, 1.0)
    return found(make_matrix(loaded, term, linker=linker, progress=part, partial=tell), is_whole=True)


def figures_of(matrix: Matrix) -> TermFigures:
    """What a list of terms says of one."""
    forms = dict.fromkeys(matrix.columns, 0)
    for variant in matrix.variants:
        for column in variant.counts:
            forms[column] += 1
    return TermFigures(
        len(matrix.rows),
        len(matrix.variants),
        sum(matrix.gaps.values()),
        any(count > 1 for count in forms.values()),
    )


class _Loaded:
    """Documents that are in memory, as ``matrix`` wants them."""

    def __init__(self, documents: Mapping[str, OpenDocument]) -> None:
        self.all = documents

    def documents(self, progress: Progress = NO_PROGRESS) -> Iterator[OpenDocument]:
        yield from self.all.values()


def _laid_over(
    rows: Iterable[MatrixRow], documents: Mapping[str, OpenDocument], choices: Choices | None
) -> Iterator[MatrixRow]:
    for document, found in groupby(rows, key=lambda row: row.document):
        listed = list(found)
        yield from choices.laid_over(documents[document], listed) if choices is not None else listed
