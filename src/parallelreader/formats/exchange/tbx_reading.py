"""Terms read from TBX of either version, in either style, whoever wrote it: a stream, concept by concept.

What an element is called, or its ``type`` says, makes the data category; those that concepts have no place
for are named in the remarks.
"""

from pathlib import Path

from parallelreader.core.incoming import Fault
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.core.times import milliseconds_of
from parallelreader.formats.exchange.concepts import (
    LONGEST_WORDS,
    MAKER,
    ConceptDraft,
    IncomingConcept,
    IncomingConcepts,
    TermDraft,
)
from parallelreader.formats.exchange.tbx_writing import CASE_COUNTS
from parallelreader.formats.xml_stream import Refused, XmlHandler, read_units

_CONCEPTS = {"conceptEntry", "termEntry"}
_LANGUAGES = {"langSec", "langSet"}
_TERMS = {"termSec", "tig", "ntig"}
_TYPED = {"termNote", "descrip", "admin", "transac", "ref", "xref", "adminNote", "descripNote", "transacNote"}
_CATEGORIES = {
    "administrativeStatus",
    "normativeAuthorization",
    "partOfSpeech",
    "termType",
    "grammaticalGender",
    "geographicalUsage",
    "termLocation",
    "subjectField",
    "definition",
    "context",
    "source",
    "projectSubset",
    "customerSubset",
    "crossReference",
    "externalCrossReference",
    "xGraphic",
    "transactionType",
    "responsibility",
}
_SILENT = {"transactionType", "responsibility", "crossReference"}
_MOST_TERMS = 2_000


def read_tbx(path: Path, *, encoding: str = "", progress: Progress = NO_PROGRESS) -> IncomingConcepts:
    """The concepts of a TBX file, each with its line. Raises FileProblem where it is unsound."""
    return read_units(path, _TbxHandler(), encoding=encoding, progress=progress)


class _TbxHandler(XmlHandler[IncomingConcept | Fault]):
    def __init__(self) -> None:
        super().__init__()
        self._root = ""
        self._is_own = False
        self._concept: ConceptDraft | None = None
        self._language = ""
        self._term: TermDraft | None = None
        self._type = ""
        self._refers_to = ""
        self._kept: list[str] = []
        self._size = 0
        self._reading = ""
        self._transaction = ""
        self._groups = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if not self._root:
            self._root = local
            if local not in ("tbx", "martif", "TBX"):
                raise Refused(f"This is XML that begins with <{name[:60]}>, not a file of terms (TBX)")
        elif self._concept is None:
            if local in _CONCEPTS:
                self._concept = ConceptDraft(self.line, attributes.get("id", "").strip())
                # Ours say which corpus a concept belongs to where it does not hold everywhere.
                self._concept.is_everywhere = True if self._is_own else None
            elif local == "p":
                self._begin(local)
        elif local in _LANGUAGES:
            self._language = (attributes.get("xml:lang") or attributes.get("lang") or "").strip()
        elif local in _TERMS:
            self._term = TermDraft(self.line, attributes.get("id", "").strip(), self._language)
            self._refers_to = ""
            if len(self._concept.terms) >= _MOST_TERMS:
                raise Refused(f"A concept has more than {_MOST_TERMS:,} terms")
        elif local.endswith("Grp"):
            self._groups += 1
        elif local in _TYPED:
            self._type = attributes.get("type", "").strip()
            self._begin(local)
            if self._type == "crossReference":
                self._refers_to = attributes.get("target", "").strip()
        elif local in _CATEGORIES:
            self._type = local
            self._begin(local)
            if local == "crossReference":
                self._refers_to = attributes.get("target", "").strip()
        elif local in ("term", "note", "date"):
            self._type = local
            self._begin(local)

    def text(self, words: str) -> None:
        self._size += len(words)
        # One more than will be kept, so that it is seen to be too long.
        if self._size <= LONGEST_WORDS + 1:
            self._kept.append(words)

    def end(self, name: str) -> None:
        local = name.rpartition(":")[2]
        if self._reading and local == self._reading:
            self.take_text(False)
            self._reading = ""
            words = "".join(self._kept)
            if self._concept is None:
                self._is_own = self._is_own or words.startswith(MAKER)
            elif words := words if self._is_own else _folded(words):
                self._take(self._concept, words)
        elif self._concept is None:
            return
        elif local.endswith("Grp"):
            self._groups -= 1
        elif local in _TERMS and self._term is not None:
            self._close_term(self._concept, self._term)
            self._term = None
        elif local in _CONCEPTS:
            self.out.append(self._concept.finished(is_own=self._is_own))
            self._concept, self._language, self._term = None, "", None

    def _begin(self, element: str) -> None:
        # Emphasis and the like inside of it only add to its words.
        if not self._reading:
            self._reading = element
            self._kept, self._size = [], 0
            self.take_text(True)

    def _take(self, concept: ConceptDraft, words: str) -> None:
        term, kind = self._term, self._type
        if kind == "transactionType":
            self._transaction = words.strip()
        elif kind == "date":
            self._take_time(concept, words.strip())
        elif kind == "term" and term is not None:
            term.text = words
        elif kind == "note" and term is not None:
            if words.strip() == CASE_COUNTS:
                term.is_case_sensitive = True
            else:
                term.notes.append(words)
        elif kind == "note":
            concept.notes.append(words)
        elif kind in ("administrativeStatus", "normativeAuthorization") and term is not None:
            term.status = words.strip()
        elif kind == "partOfSpeech" and term is not None:
            term.part_of_speech = words.strip()
        elif kind == "termType" and term is not None:
            if words.strip() == "variant":
                term.forms = [words]
            else:
                concept.not_kept[f"the type “{words.strip()[:40]}”"] = None
        elif kind == "source" and term is not None and not term.source and not self._groups:
            term.source = words
        elif kind == "definition":
            concept.definitions.append(words)
        elif kind == "subjectField":
            concept.subjects.append(words)
        elif kind == "projectSubset" and term is None:
            concept.is_everywhere = False
        elif kind not in _SILENT:
            concept.not_kept[kind[:40] or "something without a type"] = None

    def _take_time(self, concept: ConceptDraft, said: str) -> None:
        if self._term is not None or self._language:
            return
        try:
            moment = max(milliseconds_of(said), 0)
        except (ValueError, OverflowError):
            concept.not_kept[f"the time {said[:40]}"] = None
            return
        if self._transaction == "origination":
            concept.created = moment
        elif self._transaction == "modification":
            concept.changed = max(moment, concept.changed)

    def _close_term(self, concept: ConceptDraft, term: TermDraft) -> None:
        is_variant, term.forms = bool(term.forms), []
        if is_variant and self._refers_to:
            fellow = next((each for each in concept.terms if each.id == self._refers_to), None)
            if fellow is not None and fellow.language == term.language:
                fellow.forms.append(term.text)
                return
        concept.terms.append(term)


def _folded(words: str) -> str:
    """Words as others lay them out over lines: a line feed there is a space."""
    return " ".join(words.split())
