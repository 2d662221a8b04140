"""The texts that notes from elsewhere stand on, to look whether their words are there, or where they are."""

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import count

from parallelreader.app.annotating import Annotating
from parallelreader.app.library import load_text
from parallelreader.core.corpus import Corpus
from parallelreader.core.errors import UserError
from parallelreader.core.incoming import Fault
from parallelreader.core.notes.anchor import anchor_at
from parallelreader.core.notes.carrying import Carrier
from parallelreader.core.notes.note import Anchor, Colour, Note, now_in_milliseconds
from parallelreader.core.notes.placement import place
from parallelreader.core.text import Span, Text
from parallelreader.formats.exchange.note_drafts import IncomingNote, IncomingNotes
from parallelreader.formats.exchange.note_page import Quotation, QuotedNote
from parallelreader.store.segmentation_cache import SegmentationCache

_SHORT = 4
_DAY = 86_400_000
_SPACE = uuid.UUID("0f0c7a53-9f0b-5d0e-8d5b-5c0a3c1e4b77")


@dataclass(frozen=True, slots=True)
class NotedTexts:
    """Texts of a corpus, each read when a note first asks for it; for worker threads."""

    corpus: Corpus
    cache: SegmentationCache | None = None
    _texts: dict[tuple[str, str], Text | None] = field(default_factory=dict)

    def text(self, document: str, version: str) -> Text | None:
        """None where the corpus has no such text, or it cannot be read."""
        key = (document, version)
        if key not in self._texts:
            try:
                found = self.corpus.document(document).version(version)
                self._texts[key] = load_text(self.corpus, found, cache=self.cache)
            except (UserError, KeyError):
                self._texts[key] = None
        return self._texts[key]

    def document_called(self, heading: str) -> str:
        """The id of the only document of that title or id. Raises ValueError."""
        documents = self.corpus.documents
        if not heading and len(documents) == 1:
            return documents[0].id
        found = [each.id for each in documents if heading in (each.id, " ".join(each.title.split()))]
        if len(found) != 1:
            what = f"{len(found)} documents are" if found else "no document is"
            raise ValueError(f"{what} called {heading[:60] or 'nothing'}")
        return found[0]


def lost_words(note: Note, texts: NotedTexts, annotating: Annotating) -> str:
    """What is to be said of a note of which words are not found where it stands; "" where all are."""
    for anchor in note.targets:
        text = texts.text(anchor.document, anchor.version)
        if text is None:
            return f"there is no text {anchor.document}/{anchor.version} here; it is kept without a place"
        is_there = anchor.digest == text.digest and text.content[anchor.start : anchor.end] == anchor.exact
        if is_there or anchor.is_detached:
            continue
        if place(anchor, text.content, digest=text.digest, carrier=_carrier(anchor, text, annotating)).span:
            continue
        return f"its words are not found in {anchor.document}/{anchor.version}; it is kept without a place"
    return ""


def _carrier(anchor: Anchor, text: Text, annotating: Annotating) -> Carrier | None:
    former = annotating.former_text(anchor.digest)
    return Carrier(former, str(text.content)) if former else None


def placed_notes(
    incoming: Iterable[IncomingNote | QuotedNote | Fault], annotating: Annotating, texts: NotedTexts | None
) -> IncomingNotes:
    """Notes that only have their words are given their places; a fault where it is not certain which."""
    taken: set[str] = set()
    for each in incoming:
        if not isinstance(each, QuotedNote):
            yield each
            continue
        name = (each.body or each.quotations[0].exact).split("\n")[0][:40]
        try:
            if texts is None:
                raise ValueError("it has no comment that says where it stands")
            yield _placed(each, annotating, texts, taken)
        except ValueError as error:
            yield Fault(str(error), part=name, line=each.line)


def _placed(quoted: QuotedNote, annotating: Annotating, texts: NotedTexts, taken: set[str]) -> IncomingNote:
    """Raises ValueError where its words do not stand just once in their sentence."""
    document = texts.document_called(quoted.heading)
    targets = tuple(_anchor(document, each, texts) for each in quoted.quotations)
    known = next(_same(targets, quoted.body, annotating), None)
    if known is not None:
        return IncomingNote(quoted.line, _as_said(known, quoted))
    name = _new_id(targets, quoted.body, taken)
    taken.add(name)
    # One that has other words by now has got them here, after it came: a page without a day is older.
    former = annotating.notes.get(name)
    made = quoted.changed or (former.created if former is not None else now_in_milliseconds())
    colour = quoted.colour or Colour.YELLOW
    note = Note(name, annotating.corpus_key, colour, quoted.body, targets, made, made, quoted.tags)
    return IncomingNote(quoted.line, note)


def _as_said(known: Note, quoted: QuotedNote) -> Note:
    """A note that is there already, with what the page says of it."""
    if quoted.colour is None:
        return known
    # Pages have the day of a note, not its hour.
    is_older = 0 < quoted.changed <= known.changed - _DAY
    changed = quoted.changed if is_older else known.changed
    return replace(known, colour=quoted.colour, tags=quoted.tags, changed=changed)


def _anchor(document: str, quotation: Quotation, texts: NotedTexts) -> Anchor:
    text = texts.text(document, quotation.version)
    if text is None:
        raise ValueError(f"{document} has no version {quotation.version[:40]}")
    exact, where = quotation.exact, f"sentence {quotation.segment} of {quotation.version}"
    if not exact:
        raise ValueError("it quotes no words")
    here = text.segment(text.by_label(quotation.segment))
    starts = _occurrences(text.content[here.start : here.end + len(exact) - 1], exact)
    if not starts:
        raise ValueError(f"its words are not in {where}")
    # So few words may well be in whatever sentence has that number by now.
    is_elsewhere = len(exact) < _SHORT and len(_occurrences(str(text.content), exact)) > 1
    if len(starts) > 1 or is_elsewhere:
        times = f"twice or more in {quotation.version if len(starts) == 1 else where}"
        raise ValueError(f"its words stand {times}: nobody can tell which are meant")
    start = here.start + starts[0]
    return anchor_at(text, Span(start, start + len(exact)), document=document, version=quotation.version)


def _occurrences(words: str, quote: str) -> list[int]:
    """Where a quote stands, twice at most."""
    first = words.find(quote)
    second = words.find(quote, first + 1) if first >= 0 else -1
    return [at for at in (first, second) if at >= 0]


def _same(targets: tuple[Anchor, ...], body: str, annotating: Annotating) -> Iterator[Note]:
    """The notes with these words that stand there already."""
    spans = [(each.document, each.version, each.start, each.end) for each in targets]
    for note in annotating.notes.on_text(*spans[0][:2]):
        there = [(each.document, each.version, each.start, each.end) for each in note.targets]
        if note.body == body and there == spans:
            yield note


def _new_id(targets: tuple[Anchor, ...], body: str, taken: set[str]) -> str:
    """The same at each import, whatever page it is on, and another for whatever else is noted there."""
    name = "\t".join(f"{each.document}\t{each.version}\t{each.start}\t{each.end}" for each in targets)
    found = (str(uuid.uuid5(_SPACE, f"{name}\t{number}\t{body}")) for number in count())
    return next(each for each in found if each not in taken)
