"""Making the rendering matrix of a term: its occurrences in a corpus, and what every version has for each.

Takes a while and is called off the main thread; what is found in a pair of passages is the business of
``core.renderings``, keeping what the user says of it that of ``rendering_choices``.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from time import monotonic
from typing import Protocol

from parallelreader.app.library import OpenDocument
from parallelreader.app.terms.rendering_places import SoughtPlaces, english_versions, term_pattern
from parallelreader.core.progress import NO_PROGRESS, Progress, Stretch
from parallelreader.core.renderings.matrix import Matrix, MatrixRow, counted
from parallelreader.core.renderings.sought import Sighting, Sought, Wanted
from parallelreader.core.terms.concept import Concept

_SECONDS_BETWEEN_PARTS = 0.5
_SHARE_BETWEEN_PARTS = 0.15


class Texts(Protocol):
    """The documents of a corpus as the window shows them."""

    def documents(self, progress: Progress = NO_PROGRESS) -> Iterator[OpenDocument]: ...


class Choices(Protocol):
    """What the user said of cells."""

    def laid_over(self, opened: OpenDocument, rows: Sequence[MatrixRow]) -> Sequence[MatrixRow]:
        """The rows of a document with what the user chose in the place of what was found."""
        ...


class RenderingFinder(Protocol):
    """Whoever finds the words, in this process or in another."""

    def find(
        self, wanted: Wanted, sought: Sequence[Sought], progress: Progress
    ) -> Iterator[tuple[int, Sighting | None]]:
        """For each place its number and what was found; a number may come again with something better.

        Raises UserError where it cannot.
        """
        ...


def make_matrix(
    texts: Texts,
    term: str | Concept,
    *,
    linker: RenderingFinder,
    choices: Choices | None = None,
    progress: Progress = NO_PROGRESS,
    partial: Callable[[Matrix], None] | None = None,
) -> Matrix:
    """The matrix of a concept, or of any Chinese words in either script.

    Its places are looked up in the source of every document that is Chinese; ``partial`` is given what there
    is so far now and then. Raises UserError where a text cannot be read or words cannot be linked.
    """
    wanted = wanted_of(term)
    concept, name = (term, term.name) if isinstance(term, Concept) else (None, term)
    pattern = term_pattern(wanted.chinese)
    places = SoughtPlaces()
    documents: list[tuple[OpenDocument, range]] = []
    columns: dict[str, None] = {}
    for opened in texts.documents(Stretch(progress, 0.0, 0.2)):
        columns |= dict.fromkeys(version.id for version in english_versions(opened))
        first = len(places.rows)
        if pattern is not None:
            places.add(opened, pattern)
        documents.append((opened, range(first, len(places.rows))))

    def made() -> Matrix:
        rows: Sequence[MatrixRow] = places.rows
        if choices is not None:
            rows = [
                row
                for opened, numbers in documents
                for row in choices.laid_over(opened, rows[numbers.start : numbers.stop])
            ]
        return counted(concept, name, tuple(columns), rows)

    if partial is not None:
        partial(made())
    begun = told = monotonic()
    wanted = replace(wanted, elsewhere=places.elsewhere, lessons=places.lessons)
    for number, sighting in linker.find(wanted, places.sought, Stretch(progress, 0.2, 1.0)):
        places.put(number, sighting)
        if partial is None:
            continue
        now = monotonic()
        # Each part has all there is in it: the first ones come quickly, later ones when more has come.
        if now - told > max(_SECONDS_BETWEEN_PARTS, _SHARE_BETWEEN_PARTS * (now - begun)):
            partial(made())
            told = monotonic()
    return made()


def wanted_of(term: str | Concept) -> Wanted:
    """What to look for: any words as they are; of a concept all its terms and their forms, best first."""
    if isinstance(term, str):
        return Wanted((term.strip(),))
    return Wanted(
        tuple(dict.fromkeys(form for each in term.chinese for form in (each.text, *each.forms))),
        tuple(dict.fromkeys(form for each in term.english for form in (each.text, *each.forms))),
    )
