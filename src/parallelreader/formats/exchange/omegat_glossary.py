"""Terms as OmegaT's glossary: source, target and comment parted by tabs, a line for each pair, UTF-8.

OmegaT takes files that end in .utf8 or .txt for UTF-8, but those that end in .tab or .tsv for whatever the
system uses; ours are called glossary.utf8.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from parallelreader.core.errors import FileProblem
from parallelreader.core.exchange import Losses
from parallelreader.core.incoming import Fault
from parallelreader.core.language.script import has_han
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.core.terms.concept import Concept, TermStatus
from parallelreader.formats.cells import one_line
from parallelreader.formats.exchange.concepts import ConceptDraft, IncomingConcepts, TermDraft
from parallelreader.formats.text_stream import text_file

_COMMENT = "#"


def omegat_lines(concepts: Iterable[Concept], losses: Losses) -> Iterator[str]:
    """A line for each Chinese term with each English one that may be written, the preferred ones first."""
    for concept in concepts:
        losses.written += 1
        _count_losses(concept, losses)
        comment = one_line(concept.note or concept.definition)
        for chinese in concept.chinese:
            source = one_line(chinese.text)
            if source.startswith(_COMMENT):
                losses.add("terms that begin with #, which marks a comment")
                continue
            for english in concept.english:
                if english.status.is_accepted:
                    cells = (source, one_line(english.text), comment)
                    yield "\t".join(cells).rstrip("\t") + "\n"


def _count_losses(concept: Concept, losses: Losses) -> None:
    english = [term for term in concept.english if term.status.is_accepted]
    if not concept.chinese or not english:
        losses.add("concepts without an accepted term on both sides")
    losses.add("renderings not to be used", len(concept.english) - len(english))
    losses.add("statuses", sum(term.status is not TermStatus.ADMITTED for term in concept.terms))
    losses.add("parts of speech", sum(bool(term.part_of_speech) for term in concept.terms))
    losses.add("forms of terms", sum(len(term.forms) for term in concept.terms))
    losses.add("case flags", sum(term.is_case_sensitive for term in concept.terms))
    losses.add("sources of terms", sum(bool(term.source) for term in concept.terms))
    losses.add("notes on terms", sum(bool(term.note) for term in concept.terms))
    losses.add("subjects", bool(concept.subject))
    losses.add("definitions", bool(concept.note and concept.definition))
    losses.add("line breaks in comments", (concept.note or concept.definition).count("\n"))
    losses.add("which terms are of one concept", len(concept.chinese) > 1)
    losses.add("ids and times", 1)


def read_omegat(path: Path, *, encoding: str = "", progress: Progress = NO_PROGRESS) -> IncomingConcepts:
    """The lines of a glossary as concepts, those with the same source words that follow each other as one.

    Either language may be the source. Raises FileProblem with the line.
    """
    draft: ConceptDraft | None = None
    source = ""
    for number, line in text_file(path, encoding).lines(progress):
        if line is None:
            raise FileProblem(
                "This line is longer than any of a glossary",
                where=path,
                line=number,
                mend="Take it out, or choose another file; nothing was imported.",
            )
        if not line.strip() or line.startswith(_COMMENT):
            continue
        cells = [each.strip() for each in line.split("\t")]
        if len(cells) < 2 or not cells[0] or not cells[1]:
            yield Fault("there are no two terms with a tab between them", part=line[:40], line=number)
            continue
        if draft is None or cells[0] != source:
            if draft is not None:
                yield draft.finished()
            source = cells[0]
            draft = ConceptDraft(number)
            draft.terms.append(_term(source, number, is_first=True))
        draft.terms.append(_term(cells[1], number, is_first=len(draft.terms) == 1))
        comment = cells[2] if len(cells) > 2 else ""
        if comment and comment not in draft.notes:
            draft.notes.append(comment)
    if draft is not None:
        yield draft.finished()


def _term(text: str, line: int, *, is_first: bool) -> TermDraft:
    status = TermStatus.PREFERRED if is_first else TermStatus.ADMITTED
    return TermDraft(line, "", "zh" if has_han(text) else "en", text, status)
