"""Under which headings hits are listed: their documents, and what was taken for pinyin or for English."""

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QCoreApplication

from parallelreader.app.note_searching import FoundNote
from parallelreader.app.search_run import Hit, Scope, SearchRun
from parallelreader.app.term_searching import FoundTerm
from parallelreader.core.corpus import Corpus
from parallelreader.core.search.query import Kind
from parallelreader.ui.search.hit_model import Heading


def under_headings(run: SearchRun, hits: Iterable[Hit]) -> Iterator[tuple[Heading, Hit]]:
    """Each hit with its heading, which is the same for all of a document."""
    known: dict[tuple[int, int, str], Heading] = {}
    for hit in hits:
        key = (hit.corpus, hit.sense, hit.place.document)
        if key not in known:
            known[key] = _heading(run, hit)
        yield known[key], hit


def heading_of_note(found: FoundNote, corpus: Corpus | None) -> Heading:
    """The document that a note is on."""
    document = found.note.targets[0].document
    known = {each.id: each.title for each in corpus.documents} if corpus is not None else {}
    return Heading(known.get(document, "") or document)


def heading_of_term(found: FoundTerm) -> Heading:
    """Where a term holds."""
    translate = QCoreApplication.translate
    if found.concept.corpus:
        return Heading(translate("search", "Terms of this corpus"))
    return Heading(translate("search", "Terms of every corpus"))


def _heading(run: SearchRun, hit: Hit) -> Heading:
    translate = QCoreApplication.translate
    corpus = run.corpora[hit.corpus]
    document = corpus.document(hit.place.document)
    title = document.title or document.id
    if run.wanted.scope is Scope.LIBRARY:
        title = f"{title} · {corpus.title}"
    several = len(run.query.senses) > 1
    meant = run.sense(hit).kind
    note = translate("search", "as pinyin") if meant is Kind.PINYIN else translate("search", "as English")
    return Heading(title, note if several and meant in (Kind.PINYIN, Kind.ENGLISH) else "")
