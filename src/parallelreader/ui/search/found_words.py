"""What the list shows of something found: which partner, which name, in which language."""

from parallelreader.app.note_searching import FoundNote
from parallelreader.app.opening import OpenedDocument
from parallelreader.app.searching import Found
from parallelreader.app.term_searching import FoundTerm, about, chinese_of, english_of
from parallelreader.core.corpus import Corpus, Document
from parallelreader.core.language.script import guess_language
from parallelreader.ui.search.hit_model import HitWords


def words_of_hit(found: Found, corpus: Corpus, opened: OpenedDocument | None) -> HitWords:
    """A hit with one of its partners: where it was asked for as well, else what is read beside it, else
    the first."""
    document = corpus.document(found.document)
    partner = _partner(found, opened)
    label = found.label
    if len(document.versions) > 2:
        label += f" · {_name(document, found.version)}"
        if partner:
            label += f" – {_name(document, partner)}"
    return HitWords(
        found.text,
        found.spans,
        document.version(found.version).language,
        label,
        found.partners.get(partner, ""),
        found.partner_spans.get(partner, ()),
        document.version(partner).language if partner else "",
    )


def words_of_note(found: FoundNote, corpus: Corpus | None) -> HitWords:
    """The quote of a note in which something was found, and under it the reader's own words."""
    target = found.note.targets[0]
    number = next((place for place, spans in enumerate(found.quote_spans) if spans), 0)
    target = found.note.targets[number]
    language = guess_language(target.exact)
    if corpus is not None:
        for document in corpus.documents:
            if document.id == target.document:
                known = {version.id: version.language for version in document.versions}
                language = known.get(target.version, language)
    return HitWords(
        target.exact,
        found.quote_spans[number],
        language,
        target.segment,
        found.note.body,
        found.spans,
        guess_language(found.note.body) or "en",
    )


def words_of_term(found: FoundTerm) -> HitWords:
    """How a concept is written in both languages; where it was found only in what is said about it, that."""
    chinese, english = found.concept.chinese, found.concept.english
    sides = [
        (chinese_of(found.concept), found.chinese_spans, chinese[0].language if chinese else "zh"),
        (english_of(found.concept), found.english_spans, english[0].language if english else "en"),
    ]
    sides = [side for side in sides if side[0]]
    if not found.chinese_spans and not found.english_spans:
        said = about(found.concept)
        sides = [sides[0], (said, found.about_spans, guess_language(said) or "en")]
    label = found.concept.subject
    if len(sides) == 1:
        return HitWords(*sides[0], label)
    return HitWords(*sides[0], label, *sides[1])


def _partner(found: Found, opened: OpenedDocument | None) -> str:
    if found.partner_spans:
        return next(iter(found.partner_spans))
    if opened is not None and opened.reading.document.id == found.document:
        beside = [version for version in opened.reading.shown if version in found.partners]
        if beside:
            return beside[0]
    return next(iter(found.partners), "")


def _name(document: Document, version_id: str) -> str:
    version = document.version(version_id)
    return "中文" if version.is_chinese else version.translator or version.author or version.id
