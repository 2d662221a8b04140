"""Which tables hold what the user makes of a corpus, and how their rows come to records of a bundle.

Every table of the store is here: as one that goes into bundles, as a part of one, or as left out with the
reason. A test asks so of each, so that nobody's data is forgotten.
"""

import json
import re
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from parallelreader.core.bundle.versions import Rule
from parallelreader.core.notes.note import Colour, Review
from parallelreader.core.terms.concept import PartOfSpeech, TermStatus

Check = Callable[[Any], bool]
"""Whether a value that came from elsewhere can stand in a column."""

_SPANS = re.compile(r"(\d{1,15}-\d{1,15}( \d{1,15}-\d{1,15})*)?")
_MOST_TIME = 1 << 48
_UNWRITABLE = re.compile(r"[\x00\ud800-\udfff]")


def is_text(value: Any) -> bool:
    return isinstance(value, str) and not _UNWRITABLE.search(value)


def is_whole(value: Any) -> bool:
    return type(value) is int and -1 <= value < _MOST_TIME


def is_flag(value: Any) -> bool:
    return type(value) is int and value in (0, 1)


def is_share(value: Any) -> bool:
    return type(value) in (int, float) and 0 <= value <= 1


def is_id(value: Any) -> bool:
    """A UUID as it is written here."""
    try:
        return isinstance(value, str) and str(uuid.UUID(value)) == value
    except ValueError:
        return False


def is_spans(value: Any) -> bool:
    """Spans in order, as ``first-last first-last``."""
    if not isinstance(value, str) or not _SPANS.fullmatch(value):
        return False
    ends = [int(each) for each in re.split("[- ]", value)] if value else []
    return ends == sorted(ends) and all(a < b for a, b in zip(ends[::2], ends[1::2], strict=True))


def one_of(*known: str) -> Check:
    return lambda value: value in known


def is_language(value: Any) -> bool:
    return is_text(value) and bool(re.fullmatch("(zh|en)(-[A-Za-z0-9]{1,8})*", value))


def is_name(value: Any) -> bool:
    """Words that are not empty."""
    return is_text(value) and bool(value.strip())


def is_line(value: Any) -> bool:
    """Words on one line, as the program keeps them."""
    return is_name(value) and " ".join(value.split()) == value


def is_former(value: Any) -> bool:
    """The place a target was made on, as JSON; "" for none."""
    if value == "":
        return True
    try:
        columns = json.loads(value)
    except (ValueError, TypeError, RecursionError):
        return False
    return isinstance(columns, list) and len(columns) == len(PLACE) and _is_place(columns)


def is_made_on(value: Any) -> bool:
    """The place something was made on, as JSON."""
    return bool(value) and is_former(value)


def _is_place(columns: list[Any]) -> bool:
    found = dict(zip(PLACE, columns, strict=True))
    first, last = found.pop("first"), found.pop("last")
    is_range = is_whole(first) and is_whole(last) and 0 <= first < last
    return is_range and all(map(is_text, found.values())) and len(found["exact"]) == last - first


PLACE = ("document", "version", "first", "last", "exact", "prefix", "suffix", "segment", "digest")


@dataclass(frozen=True, slots=True)
class Column:
    """A column that goes into bundles: what may stand in it, and what becomes of two values."""

    check: Check = is_text
    rule: Rule = Rule.NEWEST
    is_place: bool = False
    """Whether it holds a place of a text, as JSON in the order of :data:`PLACE`."""
    is_set: bool = False
    """Whether it holds lines, each of which is added or taken out for itself."""


TEXT, BOTH = Column(), Column(rule=Rule.BOTH)
TIME = Column(is_whole, Rule.LARGEST)


@dataclass(frozen=True, slots=True)
class Part:
    """Rows that belong to a row of another table, in the order of ``number``.

    With an ``id`` each is merged for itself; without one all of them are one field.
    """

    name: str
    table: str
    parent: str
    columns: Mapping[str, Column]
    id: str = ""
    least: int = 0
    check: Check = lambda _: True
    """Of a whole row, by column."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with the key of a corpus; ``key`` are the columns by which a row is known wherever it is.

    ``deleted`` and ``revision`` are columns that say so; ``time`` is the column that says when a row was
    written. Where it ``is_global``, rows of no corpus ('') go with every corpus.
    """

    kind: str
    table: str
    key: Mapping[str, Column]
    columns: Mapping[str, Column]
    time: str = ""
    deleted: str = ""
    revision: str = ""
    is_global: bool = False
    parts: tuple[Part, ...] = ()
    noun: str = ""
    """What to call one of them, where that is not its kind."""

    @property
    def rules(self) -> dict[str, Rule]:
        """The rules of its fields and of those of its parts."""
        found = {name: column.rule for name, column in self.columns.items()}
        for part in self.parts:
            found |= {name: column.rule for name, column in part.columns.items()}
        return found

    @property
    def has_own_ids(self) -> bool:
        """Whether a row is known by an id made up for it, which another corpus may have too."""
        return tuple(self.key) == ("id",)


_DOCUMENT = {"document": TEXT}

BUNDLED: tuple[Table, ...] = (
    Table(
        "note",
        "note",
        {"id": Column(is_id)},
        {
            "colour": Column(one_of(*Colour)),
            "body": BOTH,
            "tags": Column(is_set=True),
            "review": Column(one_of(*Review)),
            "created": TIME,
            "changed": TIME,
        },
        time="changed",
        deleted="deleted",
        revision="revision",
        parts=(
            Part(
                "targets",
                "target",
                "note",
                {
                    **dict.fromkeys(PLACE, TEXT),
                    "first": Column(is_whole),
                    "last": Column(is_whole),
                    "detached": Column(is_flag),
                    "former": Column(is_former, is_place=True),
                },
                least=1,
                check=lambda row: _is_place([row[name] for name in PLACE]),
            ),
        ),
    ),
    Table(
        "repair",
        "repaired_bead",
        {
            **_DOCUMENT,
            "source": TEXT,
            "target": TEXT,
            "source_digest": TEXT,
            "target_digest": TEXT,
            "source_spans": Column(is_spans),
            "target_spans": Column(is_spans),
        },
        {
            "confidence": Column(is_share),
            "checked": Column(is_flag),
            "base": TEXT,
            "made": TIME,
        },
        time="made",
    ),
    Table(
        "concept",
        "concept",
        {"id": Column(is_id)},
        {"definition": BOTH, "subject": TEXT, "note": BOTH, "created": TIME, "changed": TIME},
        time="changed",
        deleted="deleted",
        revision="revision",
        is_global=True,
        parts=(
            Part(
                "terms",
                "term",
                "concept",
                {
                    "language": Column(is_language),
                    "text": Column(is_line),
                    "status": Column(one_of(*TermStatus)),
                    "part_of_speech": Column(one_of(*PartOfSpeech)),
                    "forms": Column(is_set=True),
                    "case_sensitive": Column(is_flag),
                    "source": TEXT,
                    "note": BOTH,
                },
                id="id",
                least=1,
            ),
        ),
    ),
    Table(
        "set-aside",
        "set_aside",
        {"kind": Column(one_of("suggestion", "finding")), "key": TEXT},
        {"words": TEXT, "made": TIME},
        time="made",
        noun="rejected suggestion or dismissed finding",
    ),
    Table(
        "query",
        "saved_query",
        {"id": Column(is_id)},
        {
            **dict.fromkeys(("name", "query", "concept", "side", "documents", "versions"), TEXT),
            **dict.fromkeys(("sorting", "grouping", "unit"), TEXT),
            "created": TIME,
            "changed": TIME,
        },
        time="changed",
        deleted="deleted",
        revision="revision",
        noun="saved query",
    ),
    Table(
        "rendering",
        "rendering_choice",
        {"id": Column(is_id)},
        {
            "version": TEXT,
            "state": Column(one_of("accepted", "rejected", "corrected")),
            "source": Column(is_made_on, is_place=True),
            "target": Column(is_former, is_place=True),
            "created": TIME,
            "changed": TIME,
        },
        time="changed",
        deleted="deleted",
        revision="revision",
        noun="chosen rendering",
    ),
    Table("document-tag", "tag", {**_DOCUMENT, "word": Column(is_name)}, {}, noun="tag of a document"),
)
"""What goes into a bundle, in this order."""

LEFT_OUT: Mapping[str, str] = {
    "corpus": "names the corpora of this computer; a bundle says of itself which corpus it is about",
    "former_text": "goes into a bundle as texts: those that its notes, repairs and renderings were made on",
    "bundle_state": "what fields replaced; goes into a bundle with each record",
    "receipt_seen": "what one person was told of on one computer",
    "place": "where one person reads on one computer",
    "reading": "how far one person has read",
    "holding": "made again from the corpus",
    "document_words": "made again from the texts",
    "setting": "how one person likes the program",
    "collection": "how one person orders a library of several corpora",
    "collected": "how one person orders a library of several corpora",
    "word_status": "what one person knows, of all corpora: goes along if asked (`app.bundle.knowledge`)",
    "word_status_change": "what one person knows, of all corpora: see word_status",
    "kept_word": "what one person learns, of all corpora: goes along if asked (`app.bundle.knowledge`)",
    "kept_context": "belongs to kept_word",
    "review": "belongs to kept_word",
    "word_cut": "how one person cuts words, in all corpora: goes along if asked (`app.bundle.knowledge`)",
    "chosen_reading": "how one person reads words, in all corpora: see word_cut",
    "reveal": "what one person had to uncover: goes along if asked (`app.bundle.knowledge`)",
    "unaided_reading": "what one person has read unaided: see reveal",
    "reading_day": "how long one person has read: see reveal",
}
"""The other tables, with the reason."""

BY_KIND: Mapping[str, Table] = {table.kind: table for table in BUNDLED}
