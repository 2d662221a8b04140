"""Aligned documents as TEI P5: a text for each version, links between their sentences, notes and terms.

Sentences name their partners in ``corresp`` as InterText does, and stand together in a ``link`` of the
``standOff`` part; notes are annotations of stretches of sentences; terms stand in the text and refer to
entries.
"""

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from parallelreader.core.bead import Bead, Origin
from parallelreader.core.corpus import Version
from parallelreader.core.exchange import Losses
from parallelreader.core.patterns import pattern
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.core.terms.concept import Concept, Term
from parallelreader.core.text import Span
from parallelreader.core.times import iso_time
from parallelreader.formats.exchange.aligned import UNWRITABLE, AlignedDocument, AlignedText, PlacedNote

NAMESPACE = "http://www.tei-c.org/ns/1.0"
MAKER = "Written by Parallel Reader"
"""What our own files say of who wrote them; they are read back to the letter."""

_ODD = pattern(r"[^A-Za-z0-9_-]+")


def tei_lines(
    documents: Iterable[AlignedDocument],
    losses: Losses,
    *,
    title: str,
    is_corpus: bool,
    progress: Progress = NO_PROGRESS,
) -> Iterator[str]:
    """A TEI file, piece by piece: a ``teiCorpus`` of all documents, or else the only one."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    if is_corpus:
        yield f'<teiCorpus xmlns="{NAMESPACE}">\n'
        yield _header(title, "<p>Documents aligned sentence by sentence.</p>")
    for number, document in enumerate(documents, 1):
        writing = _Writing(document, f"d{number}", losses, progress)
        yield from writing.lines("" if is_corpus else f' xmlns="{NAMESPACE}"')
    if is_corpus:
        yield "</teiCorpus>\n"


def _header(title: str, source: str) -> str:
    return (
        f"<teiHeader><fileDesc><titleStmt><title>{_text(title)}</title></titleStmt>"
        f"<publicationStmt><p>{MAKER}</p></publicationStmt>"
        f"<sourceDesc>{source}</sourceDesc></fileDesc></teiHeader>\n"
    )


class _Writing:
    """Writes one document; ids in it begin with ``prefix``, since a file may have several."""

    def __init__(self, document: AlignedDocument, prefix: str, losses: Losses, progress: Progress) -> None:
        self._document = document
        self._prefix = prefix
        self._losses = losses
        self._progress = progress
        self._names = {
            each.version.id: f"{prefix}.{number}-{_ODD.sub('-', each.version.id)}"
            for number, each in enumerate(document.texts, 1)
        }
        self._met: dict[str, None] = {}

    def lines(self, namespace: str) -> Iterator[str]:
        document = self._document
        yield f"<TEI{namespace} xml:id={quoteattr(self._prefix)} n={_value(document.id)}>\n"
        described = "".join(self._described(each.version) for each in document.texts)
        yield _header(document.title or document.id, f"<listBibl>{described}</listBibl>")
        yield "<text><group>\n"
        for each in document.texts:
            yield from self._body(each)
        yield "</group></text>\n"
        yield from self._stand_off()
        yield "</TEI>\n"

    def _described(self, version: Version) -> str:
        parts = [f"<title>{_text(version.title)}</title>"] if version.title else []
        if version.author:
            parts.append(f"<author>{_text(version.author)}</author>")
        if version.translator:
            parts.append(f'<editor role="translator">{_text(version.translator)}</editor>')
        if version.source:
            parts.append(f"<publisher>{_text(version.source)}</publisher>")
        if version.date:
            parts.append(f"<date>{_text(version.date)}</date>")
        parts.append(f'<note type="hand">{version.hand}</note>')
        return f'<bibl corresp="#{self._names[version.id]}">{"".join(parts)}</bibl>'

    def _body(self, given: AlignedText) -> Iterator[str]:
        version, text = given.version, given.text
        name = self._names[version.id]
        levels = {heading.paragraph: heading.level for heading in given.headings}
        self._losses.add("what import set apart from a text", version.aside is not None)
        for heading in given.headings:
            span = text.paragraph(heading.paragraph)
            is_other = heading.title != text.content[span.start : span.end]
            self._losses.add("headings that are called otherwise than they read", is_other)
        yield f"<text xml:id={quoteattr(name)} xml:lang={quoteattr(version.language)} n={_value(version.id)}>"
        yield "<body>\n"
        for paragraph in range(text.paragraph_count):
            level = levels.get(paragraph, 0)
            sentences = "".join(self._paragraph(given, paragraph))
            element, kind = ("ab", f' type="heading" n="{level}"') if level else ("p", "")
            yield f"<{element}{kind}>{sentences}</{element}>\n"
            if paragraph % 500 == 0:
                self._progress.step(paragraph, text.paragraph_count, version.id)
        if not text.paragraph_count:
            yield "<p/>\n"
        self._losses.written += text.segment_count
        yield "</body></text>\n"

    def _paragraph(self, given: AlignedText, paragraph: int) -> Iterator[str]:
        """Its sentences, and what stands between them."""
        text = given.text
        span = text.paragraph(paragraph)
        at = span.start
        for segment in text.segments_of(paragraph):
            here = text.segment(segment)
            yield _text(text.content[at : here.start]) + self._sentence(given, segment)
            at = here.end
        yield _text(text.content[at : span.end])

    def _sentence(self, given: AlignedText, segment: int) -> str:
        version, words = given.version, given.text.segment_text(segment)
        partners = " ".join(self._partners(version.id, segment))
        corresp = f' corresp="{partners}"' if partners else ""
        return f'<s xml:id="{self._id(version.id, segment)}"{corresp}>{self._marked(words, version)}</s>'

    def _marked(self, words: str, version: Version) -> str:
        find = self._document.terms_in
        found = find(words, version.is_chinese) if find is not None else ()
        if not found:
            return _text(words)
        parts, at = [], 0
        for each in found:
            self._met[each.concept] = None
            inside = _text(words[each.span.start : each.span.end])
            parts.append(_text(words[at : each.span.start]))
            parts.append(f'<term ref="#{self._entry_id(each.concept)}">{inside}</term>')
            at = each.span.end
        return "".join(parts) + _text(words[at:])

    def _partners(self, version: str, segment: int) -> Iterator[str]:
        document, source = self._document, self._document.source.version.id
        if version != source:
            alignment = document.alignments.get(version)
            for partner in alignment.sources_of((segment,)) if alignment else ():
                yield f"#{self._id(source, partner)}"
            return
        for other, alignment in document.alignments.items():
            for partner in alignment.targets_of((segment,)):
                yield f"#{self._id(other, partner)}"

    def _stand_off(self) -> Iterator[str]:
        document = self._document
        source = document.source.version.id
        open_tag, close_tag = "<standOff>\n", ""
        for other, alignment in document.alignments.items():
            domains = f"#{self._names[source]} #{self._names[other]}"
            group, end = f'<linkGrp type="alignment" domains="{domains}">\n', ""
            for bead in alignment.beads:
                if not bead.is_pair:
                    self._losses.add("how sure it is that a passage has no counterpart")
                else:
                    yield open_tag + group + self._link(source, other, bead)
                    open_tag, close_tag, group, end = "", "</standOff>\n", "", "</linkGrp>\n"
            yield end
        notes = [note for each in document.notes if (note := self._annotation(each))]
        if notes:
            yield f"{open_tag}<listAnnotation>\n{''.join(notes)}</listAnnotation>\n"
            open_tag, close_tag = "", "</standOff>\n"
        for name in self._met:
            yield open_tag + self._entry(document.concepts[name])
            open_tag, close_tag = "", "</standOff>\n"
        yield close_tag

    def _link(self, source: str, other: str, bead: Bead) -> str:
        ids = [self._id(source, each) for each in bead.source] + [
            self._id(other, each) for each in bead.target
        ]
        target = " ".join(f"#{each}" for each in ids)
        checked = ' type="checked"' if bead.origin is Origin.CHECKED else ""
        # Nobody has said how sure a pair is whose neighbour was repaired.
        sure = f' cert="{round(bead.confidence, 3):g}"' if bead.confidence > 0 else ""
        return f'<link target="{target}"{checked}{sure}/>\n'

    def _annotation(self, placed: PlacedNote) -> str:
        note = placed.note
        self._losses.add("notes whose place in the text is lost", not placed.places)
        if not placed.places:
            return ""
        here = sum(anchor.document == self._document.id for anchor in note.targets)
        found = (list(self._pointers(version, span)) for version, span in placed.places)
        places = [pointers for pointers in found if pointers]
        self._losses.add("places of notes that are lost or not in these versions", here - len(places))
        if not places:
            return ""
        target = " ".join(pointer for pointers in places for pointer in pointers)
        # How many of them make one place: those of two may follow each other.
        counts = f' n="{" ".join(str(len(pointers)) for pointers in places)}"' if len(places) > 1 else ""
        said = [("", note.body)] if note.body else []
        said += [("tag", tag) for tag in note.tags]
        said += [("review", str(note.review))] if note.review else []
        notes = "".join(f"<note{_typed(kind)}>{_text(words)}</note>" for kind, words in said)
        lost = sum(len(UNWRITABLE.findall(words)) for _, words in said)
        self._losses.add("characters that XML has no place for", lost)
        motive = "commenting" if note.body else "tagging" if note.tags else "highlighting"
        return (
            f'<annotation xml:id="{self._prefix}.note-{note.id}" motivation="{motive}" rend="{note.colour}"'
            f'{counts} target="{target}"><revisionDesc><change when="{iso_time(note.changed)}"/>'
            f'<change type="created" when="{iso_time(note.created)}"/></revisionDesc>'
            f"{notes}</annotation>\n"
        )

    def _pointers(self, version: str, span: Span) -> Iterator[str]:
        text = self._document.text(version).text
        for segment in text.segments_in(span):
            here = text.segment(segment)
            start, end = max(span.start, here.start), min(span.end, here.end)
            # They count in the words as they are written.
            at, length = (
                len(UNWRITABLE.sub("", text.content[a:b])) for a, b in ((here.start, start), (start, end))
            )
            if length:
                yield f"string-range(#{self._id(version, segment)},{at},{length})"

    def _entry(self, concept: Concept) -> str:
        forms = "".join(map(self._form, concept.terms))
        subject = f'<usg type="dom">{_text(concept.subject)}</usg>' if concept.subject else ""
        scope = "" if concept.corpus else '<usg type="scope">everywhere</usg>'
        definition = f"<def>{_text(concept.definition)}</def>" if concept.definition else ""
        note = f"<note>{_text(concept.note)}</note>" if concept.note else ""
        dates = "".join(
            f'<date type="{name}" when="{iso_time(moment)}"/>'
            for name, moment in (("created", concept.created), ("changed", concept.changed))
        )
        told = f'<note type="history">{dates}</note>'
        parts = f"{forms}{subject}{scope}{definition}{note}{told}"
        return f'<entry xml:id="{self._entry_id(concept.id)}" n={_value(concept.id)}>{parts}</entry>\n'

    def _form(self, term: Term) -> str:
        grammar = [("pos", str(term.part_of_speech))] if term.part_of_speech else []
        grammar += [("case", "sensitive")] if term.is_case_sensitive else []
        grams = "".join(f'<gram type="{kind}">{words}</gram>' for kind, words in grammar)
        parts = [f"<orth>{_text(term.text)}</orth>"]
        parts += [f'<form type="variant"><orth>{_text(form)}</orth></form>' for form in term.forms]
        if grams:
            parts.append(f"<gramGrp>{grams}</gramGrp>")
        if term.source:
            parts.append(f"<bibl>{_text(term.source)}</bibl>")
        if term.note:
            parts.append(f"<note>{_text(term.note)}</note>")
        head = f"<form n={_value(term.id)} xml:lang={quoteattr(term.language)} type={quoteattr(term.status)}>"
        return f"{head}{''.join(parts)}</form>"

    def _entry_id(self, concept: str) -> str:
        return f"{self._prefix}.term-{_ODD.sub('-', concept)}"

    def _id(self, version: str, segment: int) -> str:
        return f"{self._names[version]}.{segment + 1}"


def _typed(kind: str) -> str:
    return f' type="{kind}"' if kind else ""


def _text(words: str) -> str:
    return escape(UNWRITABLE.sub("", words))


def _value(words: str) -> str:
    return quoteattr(UNWRITABLE.sub("", words))
