"""Suggestions of terms for the window: worked out in a process of their own, and which of them to offer.

What is found and how is the business of ``suggestion_making``; accepting makes a concept, in one step of the
history as rejecting is.
"""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from parallelreader.app.alignment_pool import Worker
from parallelreader.app.terms.book import TermBook
from parallelreader.app.terms.suggestion_messages import (
    SuggestionJob,
    encode_suggestion_job,
    suggestions_from,
)
from parallelreader.app.word_links import are_tables_ready
from parallelreader.app.words.word_table import table_file
from parallelreader.core.corpus import Corpus
from parallelreader.core.errors import UserError
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.core.terms.concept import Concept
from parallelreader.core.terms.suggestion import Suggestion, suggestion_key
from parallelreader.paths import UserFolders

WORKER = (sys.executable, "-P", "-m", "parallelreader.app.terms.suggestion_worker")
"""How the process is started."""

MOST = 400
"""How many suggestions are worked out at once; those already decided upon are among them."""

_NAME = "The program that suggests terms"


def suggest_elsewhere(
    corpus: Corpus,
    folders: UserFolders,
    *,
    most: int = MOST,
    progress: Progress = NO_PROGRESS,
    command: Sequence[str] = WORKER,
) -> list[Suggestion]:
    """The likeliest terms of a corpus, the surest first, whatever was decided on them; for worker threads.

    Takes some seconds for a hundred thousand pairs, in another process, which is gone when ``progress``
    raises Cancelled. What the store has of repairs and words is in effect. Raises UserError.
    """
    worker = Worker(command, name=_NAME)
    try:
        job = encode_suggestion_job(SuggestionJob(corpus.folder, folders, most))
        messages = worker.answers(job, progress, text="Suggesting terms")
        return [each for message in messages for each in suggestions_from(message)]
    finally:
        worker.end()


def are_ready(cache_folder: Path) -> bool:
    """Whether what tells how common words are is there already: making it takes some seconds."""
    try:
        return table_file(cache_folder).is_file() and are_tables_ready(cache_folder)
    except UserError:
        return False


def offered(suggestions: Iterable[Suggestion], book: TermBook) -> list[Suggestion]:
    """Those that are neither rejected nor a term already, in their order."""
    return [
        each for each in suggestions if each.key not in book.rejections and not book.termbase.named(each.name)
    ]


def accept(suggestions: Sequence[Suggestion], book: TermBook, *, initiator: object | None = None) -> Concept:
    """Make one concept of a suggestion, or of several that mean the same; the first word of each language is
    the preferred one. One step."""
    concept = _concept(suggestions, book)
    name = "Accept suggestion" if len(suggestions) == 1 else f"Merge {len(suggestions)} suggestions"
    book.termbase.add([concept], name=name, initiator=initiator)
    return book.termbase.get(concept.id) or concept


def accept_each(
    suggestions: Sequence[Suggestion], book: TermBook, *, initiator: object | None = None
) -> None:
    """Make a concept of each of these suggestions, in one step."""
    name = "Accept suggestion" if len(suggestions) == 1 else f"Accept {len(suggestions)} suggestions"
    book.termbase.add([_concept([each], book) for each in suggestions], name=name, initiator=initiator)


def _concept(suggestions: Sequence[Suggestion], book: TermBook) -> Concept:
    chinese = dict.fromkeys(each.chinese for each in suggestions if each.chinese)
    english: dict[str, str] = {}
    for text in (text for each in suggestions for text in each.english_terms):
        english.setdefault(suggestion_key(text, is_chinese=False), text)
    return book.termbase.new_concept(tuple(chinese), tuple(english.values()))


def reject(suggestions: Sequence[Suggestion], book: TermBook, *, initiator: object | None = None) -> bool:
    """Offer these no more, in one step; False where none was offered."""
    name = "Reject suggestion" if len(suggestions) == 1 else f"Reject {len(suggestions)} suggestions"
    return book.rejections.put({each.key: each.name for each in suggestions}, name=name, initiator=initiator)
