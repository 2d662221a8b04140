"""The terms of one corpus as files: given away without touching the store, or taken in."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from parallelreader.app.exchange.term_files import TermsFormat, read_terms
from parallelreader.app.exchange.term_import import TermImport, plan_import
from parallelreader.app.terms.stored_book import changing_book, stored_book
from parallelreader.app.terms.termbase import Termbase
from parallelreader.core.corpus import Corpus
from parallelreader.core.exchange import ImportReport
from parallelreader.core.incoming import Fault
from parallelreader.core.notes.note import now_in_milliseconds
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.core.terms.concept import Concept
from parallelreader.formats.exchange.concepts import IncomingConcept
from parallelreader.paths import UserFolders


@contextmanager
def stored_concepts(corpus: Corpus, folders: UserFolders) -> Iterator[list[Concept]]:
    """The concepts that a corpus shows, the one made first first; to be read beside a running window.

    Nothing is written. Raises StoreProblem.
    """
    with stored_book(corpus, folders, is_writable=False) as book:
        yield book.termbase.in_order()


def take_in_terms(
    corpus: Corpus,
    file: Path,
    folders: UserFolders,
    wanted: TermsFormat | None = None,
    *,
    encoding: str = "",
    is_trial: bool = False,
    progress: Progress = NO_PROGRESS,
) -> tuple[int, int, ImportReport]:
    """Take the terms of a file into a corpus, unless ``is_trial``; gives how many concepts there were and are
    now, and what became of each record.

    Raises FileProblem with the line where the file is not sound, UserError where they are not on disk.
    """
    opened = stored_book(corpus, folders, is_writable=False) if is_trial else changing_book(corpus, folders)
    with opened as book:
        before = len(book.termbase.concepts)
        plan = plan_terms(book.termbase, file, wanted, encoding=encoding, progress=progress)
        if not is_trial:
            take_terms(book.termbase, plan)
        return before, len(book.termbase.concepts), plan.report


def plan_terms(
    termbase: Termbase,
    file: Path,
    wanted: TermsFormat | None = None,
    *,
    encoding: str = "",
    progress: Progress = NO_PROGRESS,
) -> TermImport:
    """What taking a file in would do; to be called off the main thread. Raises FileProblem with the line."""
    return plan_concepts(termbase, list(read_terms(file, wanted, encoding=encoding, progress=progress)))


def plan_concepts(termbase: Termbase, incoming: Sequence[IncomingConcept | Fault]) -> TermImport:
    """As :func:`plan_terms`, whatever file they come from."""
    termbase.load()
    ids = [each.concept.id for each in incoming if not isinstance(each, Fault) and each.is_own]
    present: Mapping[str, Concept] = termbase.concepts
    return plan_import(
        incoming,
        present,
        corpus_key=termbase.corpus_key,
        now=now_in_milliseconds(),
        foreign_ids=termbase.foreign_ids(filter(None, ids)),
    )


def take_terms(termbase: Termbase, plan: TermImport, *, initiator: object | None = None) -> None:
    """Do what was planned, in one step."""
    concepts = [after for _, after in plan.pairs]
    if concepts:
        termbase.add(concepts, name="Import terms", initiator=initiator)
