"""All places of a term, or of any words, in the texts of a corpus, to be marked and tagged at once."""

from collections.abc import Collection, Iterator
from dataclasses import field

from parallelreader.app.terms.corpus_texts import CorpusTexts
from parallelreader.app.terms.pauses import Pauses
from parallelreader.core.corpus import Version
from parallelreader.core.language.script import has_han
from parallelreader.core.notes.anchor import anchor_at
from parallelreader.core.notes.note import Anchor
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.core.terms.concept import Concept, Term
from parallelreader.core.terms.finder import TermFinder
from parallelreader.core.text import Span, Text
from parallelreader.core.text_content import Content
from parallelreader.core.values import dataclass

_WORDS = "words"


@dataclass(frozen=True, slots=True)
class TagPlaces:
    """``anchors`` in the order of the corpus, and by digest the ``texts`` they stand on."""

    anchors: tuple[Anchor, ...] = ()
    texts: dict[str, Content] = field(default_factory=dict)


def places_of(
    subject: Concept | str,
    texts: CorpusTexts,
    finder: TermFinder,
    *,
    documents: Collection[str] = (),
    versions: Collection[str] = (),
    progress: Progress = NO_PROGRESS,
) -> TagPlaces:
    """Where a concept's terms stand, ``finder`` being of all of them, or words wherever they stand; only in
    ``documents`` and ``versions`` where any are named. For worker threads. Raises UserError and Cancelled."""
    if isinstance(subject, str):
        made = _concept_of(subject)
        concept, finder = made, TermFinder([made])
    else:
        concept = subject
    anchors: list[Anchor] = []
    contents: dict[str, Content] = {}
    for document in texts.corpus.documents:
        if documents and document.id not in documents:
            continue
        opened = texts.document(document.id, progress)
        for version in document.versions:
            if versions and version.id not in versions:
                continue
            text = opened.texts[version.id]
            found = [
                anchor_at(text, span, document=document.id, version=version.id, digest=text.digest)
                for span in _spans(concept, version, text, finder, progress)
            ]
            if found:
                anchors += found
                contents[text.digest] = text.content
    return TagPlaces(tuple(anchors), contents)


def _spans(
    concept: Concept, version: Version, text: Text, finder: TermFinder, progress: Progress
) -> Iterator[Span]:
    if not (concept.chinese if version.is_chinese else concept.english):
        return
    pause = Pauses(progress, text.segment_count)
    for number, (start, end) in enumerate(text.bounds()):
        for each in finder.in_text(text.content[start:end], is_chinese=version.is_chinese):
            if any(owner == concept.id for owner, _ in each.owners):
                yield Span(start + each.span.start, start + each.span.end)
        pause(number)


def _concept_of(words: str) -> Concept:
    """Words as if they were a term, in the language they are written in."""
    return Concept(_WORDS, "", (Term(_WORDS, "zh" if has_han(words) else "en", words),))
