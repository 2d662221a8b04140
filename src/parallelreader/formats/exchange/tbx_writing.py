"""Terms as TBX: version 3 (ISO 30042:2019, dialect TBX-Basic, style DCA) and version 2 (martif), which is
what translation tools read.

A form of a term is a term of its own there, of the type "variant" with a cross-reference to that term; a term
whose case counts says so in a note.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from parallelreader.core.exchange import Losses
from parallelreader.core.patterns import pattern
from parallelreader.core.terms.concept import Concept, Term, TermStatus
from parallelreader.core.times import iso_time
from parallelreader.formats.exchange.concepts import MAKER, clean

CASE_COUNTS = "Case-sensitive."
"""The note of a term that only stands where it is written just so."""

SUFFIX = "Term-admn-sts"
_NAME = pattern(r"[A-Za-z0-9._-]+")


@dataclass(frozen=True, slots=True)
class Dialect:
    """What the two versions call their elements."""

    head: str
    foot: str
    concept: str
    language: str
    term: str


TBX_3 = Dialect(
    head=(
        '<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">\n'
        "<tbxHeader><fileDesc><titleStmt><title>{title}</title></titleStmt>"
        "<sourceDesc><p>{maker}</p></sourceDesc></fileDesc></tbxHeader>\n"
        "<text><body>\n"
    ),
    foot="</body></text>\n</tbx>\n",
    concept="conceptEntry",
    language="langSec",
    term="termSec",
)
TBX_2 = Dialect(
    head=(
        '<martif type="TBX" xml:lang="en">\n'
        "<martifHeader><fileDesc><titleStmt><title>{title}</title></titleStmt>"
        "<sourceDesc><p>{maker}</p></sourceDesc></fileDesc>"
        '<encodingDesc><p type="XCSURI">TBXXCS.xcs</p></encodingDesc></martifHeader>\n'
        "<text><body>\n"
    ),
    foot="</body></text>\n</martif>\n",
    concept="termEntry",
    language="langSet",
    term="tig",
)


def tbx_lines(concepts: Iterable[Concept], dialect: Dialect, losses: Losses, *, title: str) -> Iterator[str]:
    """A TBX file, a piece for each concept; ``title`` is that of the collection."""
    writing = _Writing(dialect, losses, title)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield dialect.head.format(title=writing.text(title or "Terms"), maker=f"{MAKER} terms")
    count = 0
    for concept in concepts:
        yield writing.concept(concept)
        count += 1
    if not count and dialect is TBX_2:
        losses.add("a file of this format cannot be without a concept")
    yield dialect.foot
    losses.written += count


class _Writing:
    def __init__(self, dialect: Dialect, losses: Losses, title: str) -> None:
        self._dialect = dialect
        self._losses = losses
        self._title = title or "Terms"

    def text(self, words: str) -> str:
        kept = clean(words)
        if len(kept) < len(words.replace("\r\n", "\n")):
            self._losses.add("characters that XML has no place for", len(words) - len(kept))
        return escape(kept)

    def concept(self, concept: Concept) -> str:
        dialect = self._dialect
        parts = [f"<{dialect.concept} id={quoteattr(_xml_id('c', concept.id))}>"]
        for kind, moment in (("origination", concept.created), ("modification", concept.changed)):
            if moment:
                parts.append(
                    f'<transacGrp><transac type="transactionType">{kind}</transac>'
                    f"<date>{iso_time(moment)}</date></transacGrp>"
                )
        if concept.subject:
            parts.append(f'<descrip type="subjectField">{self.text(concept.subject)}</descrip>')
        if concept.definition:
            parts.append(f'<descrip type="definition">{self.text(concept.definition)}</descrip>')
        if concept.corpus:
            parts.append(f'<admin type="projectSubset">{self.text(self._title)}</admin>')
        if concept.note:
            parts.append(f"<note>{self.text(concept.note)}</note>")
        terms = sorted(enumerate(concept.terms), key=lambda each: _place(concept, each[1]))
        for language, group in groupby(terms, key=lambda each: each[1].language):
            parts.append(f"<{dialect.language} xml:lang={quoteattr(language)}>")
            for number, term in group:
                name = _xml_id("t", term.id or f"{concept.id}.{number + 1}")
                parts.append(self._term(term, name))
            parts.append(f"</{dialect.language}>")
        return "".join(parts) + f"</{dialect.concept}>\n"

    def _term(self, term: Term, name: str) -> str:
        element = self._dialect.term
        parts = [f"<{element} id={quoteattr(name)}><term>{self.text(term.text)}</term>"]
        if term.part_of_speech:
            parts.append(f'<termNote type="partOfSpeech">{term.part_of_speech}</termNote>')
        parts.append(f'<termNote type="administrativeStatus">{term.status}{SUFFIX}</termNote>')
        if term.source:
            parts.append(f'<admin type="source">{self.text(term.source)}</admin>')
        if term.is_case_sensitive:
            parts.append(f"<note>{CASE_COUNTS}</note>")
        if term.note:
            parts.append(f"<note>{self.text(term.note)}</note>")
        parts.append(f"</{element}>")
        for form in term.forms:
            parts.append(self._form(term, form, name))
        return "".join(parts)

    def _form(self, term: Term, form: str, name: str) -> str:
        """A form may be written where its term may, and is never the one to be preferred."""
        status = TermStatus.ADMITTED if term.status.is_accepted else term.status
        element = self._dialect.term
        return (
            f"<{element}><term>{self.text(form)}</term>"
            '<termNote type="termType">variant</termNote>'
            f'<termNote type="administrativeStatus">{status}{SUFFIX}</termNote>'
            f'<ref type="crossReference" target={quoteattr(name)}>{self.text(term.text)}</ref></{element}>'
        )


def _place(concept: Concept, term: Term) -> int:
    """Terms of one language stand together, the languages in the order of their first terms."""
    return next(i for i, other in enumerate(concept.terms) if other.language == term.language)


def _xml_id(kind: str, name: str) -> str:
    """A name as XML lets an id be."""
    bare = name if _NAME.fullmatch(name) else name.encode("utf-8", "backslashreplace").hex()
    return f"{kind}-{bare}"
