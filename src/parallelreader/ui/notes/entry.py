"""A note with everything a reader sees of it in a list: quotes, label, where it is from.

Laying it out is left to the delegate.
"""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from parallelreader.core.corpus import Corpus, Document, Version
from parallelreader.core.notes.note import Anchor, Note, Review
from parallelreader.ui.notes.colours import colour_name

# More than fits in the widest panel: a marked chapter must not be laid out for one line.
_LONGEST_QUOTE = 160


@dataclass(frozen=True, slots=True)
class Quote:
    """One marked place as a single line, and the language (BCP 47) that chooses its face."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class NoteEntry:
    """``label`` is that of the first target; ``source`` says where it is from, "" where that is clear."""

    note: Note
    quotes: tuple[Quote, ...]
    label: str
    source: str
    is_unplaced: bool

    @property
    def spoken(self) -> str:
        """The whole note for a screen reader."""
        translate = QCoreApplication.translate
        parts = [self.label, *(quote.text for quote in self.quotes), self.note.body, self.source]
        if self.note.is_highlight:
            parts.append(translate("NoteEntry", "Highlight"))
        parts.append(colour_name(self.note.colour))
        if self.note.tags:
            parts.append(translate("NoteEntry", "Tags: {tags}").format(tags=", ".join(self.note.tags)))
        if self.note.review is Review.WAITING:
            parts.append(translate("NoteEntry", "To be reviewed"))
        if self.is_unplaced:
            parts.append(translate("NoteEntry", "Unplaced: the text it stood on has changed"))
        return "\n".join(part for part in parts if part)


def make_entry(note: Note, corpus: Corpus | None, document: str, *, is_unplaced: bool) -> NoteEntry:
    """The entry of a note while ``document`` is being read."""
    quotes = tuple(
        Quote(" ".join(anchor.exact[:_LONGEST_QUOTE].split()), _language(corpus, anchor))
        for anchor in note.targets
    )
    return NoteEntry(
        note,
        quotes,
        note.targets[0].segment,
        _source(note, corpus, document),
        is_unplaced,
    )


def _source(note: Note, corpus: Corpus | None, document: str) -> str:
    """The title of another document, and the translations where there are several to choose from."""
    first = note.targets[0].document
    known = _document(corpus, first)
    parts = [] if first == document else [known.title if known else first]
    if known is not None and len(known.translations) > 1:
        versions = [_version(known, anchor) for anchor in note.targets if anchor.document == first]
        names = [_name(version) for version in versions if version and version is not known.source]
        parts.extend(dict.fromkeys(names))
    return " · ".join(parts)


def _name(version: Version) -> str:
    return version.translator or version.author or version.title or version.id


def _language(corpus: Corpus | None, anchor: Anchor) -> str:
    document = _document(corpus, anchor.document)
    version = _version(document, anchor) if document else None
    return version.language if version else ""


def _document(corpus: Corpus | None, document_id: str) -> Document | None:
    return next((d for d in corpus.documents if d.id == document_id), None) if corpus else None


def _version(document: Document, anchor: Anchor) -> Version | None:
    return next((v for v in document.versions if v.id == anchor.version), None)
