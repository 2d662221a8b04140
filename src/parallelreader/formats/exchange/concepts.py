"""A concept as a file of terms brings it, before it is known which of the user's it is."""

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from parallelreader.core.incoming import Fault
from parallelreader.core.terms.concept import Concept, PartOfSpeech, Term, TermStatus
from parallelreader.core.terms.tidying import one_line, tidy
from parallelreader.formats.language_names import language_tag

LONGEST_TERM = 1_000
"""Code points of the longest term that is taken; anything longer is a passage."""

LONGEST_WORDS = 100_000
"""Code points of the longest definition or note that is taken."""

MAKER = "Parallel Reader"
"""What our own files say of who wrote them; they are read back to the letter."""

# What no store and no XML can hold; line ends are made line feeds before.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_TAG = re.compile(r"(?:zh|en)(?:-[A-Za-z0-9]{1,8})*")
_READ = {"zh", "cmn", "yue", "lzh", "en"}
_STATUSES = {
    "preferred": TermStatus.PREFERRED,
    "admitted": TermStatus.ADMITTED,
    "approved": TermStatus.ADMITTED,
    "superseded": TermStatus.SUPERSEDED,
    "obsolete": TermStatus.SUPERSEDED,
    "deprecated": TermStatus.DEPRECATED,
    "forbidden": TermStatus.DEPRECATED,
    "rejected": TermStatus.DEPRECATED,
}


@dataclass(frozen=True, slots=True)
class IncomingConcept:
    """``concept`` has the id that the file gives it, or "" where it gives none; so have its terms.

    Times are 0 where the file says nothing. ``is_everywhere`` says that it holds in any corpus, None that
    the file leaves it open. ``remarks`` name what of the record was not taken. ``is_own`` marks files of this
    program, whose ids are to be kept.
    """

    line: int
    concept: Concept
    is_everywhere: bool | None = None
    remarks: tuple[str, ...] = ()
    is_own: bool = False


IncomingConcepts = Iterator[IncomingConcept | Fault]


@dataclass(slots=True)
class TermDraft:
    """A term while its file is read, in the file's own words."""

    line: int = 0
    id: str = ""
    language: str = ""
    text: str = ""
    status: str = ""
    part_of_speech: str = ""
    forms: list[str] = field(default_factory=list)
    is_case_sensitive: bool = False
    source: str = ""
    notes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class ConceptDraft:
    """A concept while its file is read, in the file's own words."""

    line: int
    id: str = ""
    terms: list[TermDraft] = field(default_factory=list)
    definitions: list[str] = field(default_factory=list)
    subjects: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    created: int = 0
    changed: int = 0
    is_everywhere: bool | None = None
    not_kept: dict[str, None] = field(default_factory=dict)

    def finished(self, *, is_own: bool = False) -> IncomingConcept | Fault:
        """What can be taken of it, a Fault where that is nothing."""
        remarks: list[str] = []
        terms: list[Term] = []
        for draft in self.terms:
            term = _term(draft, remarks)
            if term is not None and not any(_is_same(term, other) for other in terms):
                # Two with one id would be one in a bundle: the later gets another when it is taken in.
                is_taken = any(term.id == other.id for other in terms)
                terms.append(replace(term, id="") if is_taken else term)
            elif term is not None:
                remarks.append(f"{term.text} stands in it twice")
        if not terms:
            remarks = remarks or ["it has no term"]
            return Fault("; ".join(dict.fromkeys(remarks)), part=self.id, line=self.line)
        if self.not_kept:
            remarks.append(f"not kept: {', '.join(self.not_kept)}")
        concept = Concept(
            id=own_id(self.id) if is_own else self.id,
            corpus="",
            terms=tuple(terms),
            definition=_words(self.definitions, "definition", remarks),
            subject=_words(self.subjects, "subject", remarks),
            note=_words(self.notes, "note", remarks),
            created=self.created,
            changed=self.changed,
        )
        said = tuple(dict.fromkeys(remarks))
        return IncomingConcept(self.line, tidy(concept), self.is_everywhere, said, is_own)


def own_id(given: str) -> str:
    """An id as this program makes them, without what it puts in front of it in XML; "" for any other."""
    bare = given[2:] if given[:2] in ("c-", "t-") else given
    try:
        return str(uuid.UUID(bare)) if len(bare) == 36 else ""
    except ValueError:
        return ""


def clean(text: str) -> str:
    """``text`` with line feeds for any line end, and without what cannot be kept."""
    if text.isascii() and text.isprintable():
        return text
    return _UNWRITABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def status_of(said: str) -> TermStatus | None:
    """The status that a file means, None where it says one that nobody knows."""
    low = said.strip().lower()
    if not low:
        return TermStatus.ADMITTED
    return next((status for word, status in _STATUSES.items() if low.startswith(word)), None)


def part_of_speech_of(said: str) -> PartOfSpeech | None:
    """The part of speech that a file means, None where it says one that nobody knows."""
    low = said.strip().lower()
    if low in set(PartOfSpeech):
        return PartOfSpeech(low)
    return PartOfSpeech.NOUN if low in ("propernoun", "proper noun", "n") else None


def _term(draft: TermDraft, remarks: list[str]) -> Term | None:
    text = one_line(clean(draft.text))
    language = draft.language if _TAG.fullmatch(draft.language) else language_tag(draft.language)
    if not text:
        remarks.append("a term without words")
        return None
    if language.split("-")[0] not in _READ:
        remarks.append(f"{text[:40]} is in {draft.language[:20] or 'no language'}, not Chinese or English")
        return None
    if len(text) > LONGEST_TERM:
        remarks.append(f"a term of {len(text):,} characters")
        return None
    status, part = status_of(draft.status), part_of_speech_of(draft.part_of_speech)
    if status is None:
        remarks.append(f"the status {draft.status[:40]} is not known")
    if part is None:
        remarks.append(f"the part of speech {draft.part_of_speech[:40]} is not known")
    forms = dict.fromkeys(one_line(clean(form)) for form in draft.forms)
    return Term(
        id=own_id(draft.id),
        language=language,
        text=text,
        status=status or TermStatus.ADMITTED,
        part_of_speech=PartOfSpeech.OTHER if part is None else part,
        forms=tuple(form for form in forms if form and len(form) <= LONGEST_TERM),
        is_case_sensitive=draft.is_case_sensitive,
        source=one_line(clean(draft.source))[:LONGEST_TERM],
        note=_words(draft.notes, "note", remarks),
    )


def _is_same(term: Term, other: Term) -> bool:
    return (term.language, term.text, term.source) == (other.language, other.text, other.source)


def _words(parts: list[str], what: str, remarks: list[str]) -> str:
    words = "\n".join(filter(None, map(clean, parts)))
    if len(words) > LONGEST_WORDS:
        remarks.append(f"the {what} is cut after {LONGEST_WORDS:,} characters")
    return words[:LONGEST_WORDS]
