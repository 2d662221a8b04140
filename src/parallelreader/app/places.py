"""Where the reader was in each corpus, to the exact pair, and which corpora were open last.

What holds for all corpora is in ``settings``.
"""

import json
from dataclasses import dataclass, field

from parallelreader.app.reading.layout import Layout
from parallelreader.app.reading.lettering import PinyinMode
from parallelreader.app.settings import log_failure
from parallelreader.app.stored_values import (
    V,
    between,
    check_fields,
    checked_by,
    from_json,
    one_of,
    pair_of,
    row_of,
    to_json,
    truth,
    words,
)
from parallelreader.core.language.conversion import Script
from parallelreader.store.database import Store
from parallelreader.store.places import (
    KnownCorpus,
    forget_corpus,
    places_of,
    recent_corpora,
    write_place,
)

__all__ = ["CorpusPlace", "DocumentPlace", "KnownCorpus", "Layout", "Places", "forget", "recent"]

_WHOLE_CORPUS = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusPlace:
    """How the window was when the corpus was left. Raises ValueError for a bad value.

    ``zooms`` are factors, pane by pane from the left; fewer than there are panes is no error. ``scripts``
    are those in which versions are shown, by their ids, where they are not shown as written; ``hidden`` are
    the ids of versions that are kept covered, ``without_pinyin`` of those that have none, whatever
    ``pinyin`` says.
    """

    document: str = field(default="", metadata=checked_by(words))
    layout: Layout = field(default=Layout.PANES, metadata=checked_by(one_of(Layout)))
    zooms: tuple[float, ...] = field(default=(), metadata=checked_by(row_of(between(0.25, 5.0))))
    is_linked: bool = field(default=True, metadata=checked_by(truth))
    shows_library: bool = field(default=True, metadata=checked_by(truth))
    shows_notes: bool = field(default=False, metadata=checked_by(truth))
    pinyin: PinyinMode = field(default=PinyinMode.OFF, metadata=checked_by(one_of(PinyinMode)))
    without_pinyin: tuple[str, ...] = field(default=(), metadata=checked_by(row_of(words)))
    hidden: tuple[str, ...] = field(default=(), metadata=checked_by(row_of(words)))
    scripts: tuple[tuple[str, Script], ...] = field(
        default=(), metadata=checked_by(row_of(pair_of(words, one_of(Script))))
    )

    def __post_init__(self) -> None:
        check_fields(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentPlace:
    """Where a document was left. Raises ValueError for a bad value.

    ``versions`` are those shown, from the left; ``segment`` is the label of the sentence on the reading
    line in ``version``, and ``fraction`` how much of it was above the line, from 0 to 1.
    """

    versions: tuple[str, ...] = field(default=(), metadata=checked_by(row_of(words)))
    version: str = field(default="", metadata=checked_by(words))
    segment: str = field(default="", metadata=checked_by(words))
    fraction: float = field(default=0.0, metadata=checked_by(between(0.0, 1.0)))

    def __post_init__(self) -> None:
        check_fields(self)


class Places:
    """The places of one corpus in memory, written in the background."""

    def __init__(self, store: Store, corpus_key: str) -> None:
        """``corpus_key`` is that of ``Annotating.corpus_key``."""
        self._store = store
        self._corpus_key = corpus_key
        self._stored = store.read(places_of, corpus_key)

    @property
    def corpus(self) -> CorpusPlace:
        """How the window was; the defaults where the corpus is new."""
        return self._place(CorpusPlace, _WHOLE_CORPUS)

    def document(self, document_id: str) -> DocumentPlace:
        """Where the document was left; its beginning, with no versions named, where it was never open."""
        return self._place(DocumentPlace, document_id)

    def remember_corpus(self, place: CorpusPlace) -> None:
        """Keep this for the next time."""
        self._remember(_WHOLE_CORPUS, to_json(place))

    def remember_document(self, document_id: str, place: DocumentPlace) -> None:
        """Keep this for the next time; call it when scrolling comes to rest."""
        self._remember(document_id, to_json(place))

    def _remember(self, document_id: str, values: dict[str, str]) -> None:
        value = json.dumps(values, ensure_ascii=False)
        if self._stored.get(document_id) != value:
            self._stored[document_id] = value
            done = self._store.submit(write_place, self._corpus_key, document_id, value)
            done.add_done_callback(log_failure)

    def _place(self, kind: type[V], document_id: str) -> V:
        try:
            stored = json.loads(self._stored.get(document_id, "{}"))
        except ValueError:
            stored = {}
        return from_json(kind, stored if isinstance(stored, dict) else {})


def recent(store: Store) -> list[KnownCorpus]:
    """The corpora opened last, newest first; their folders may be gone."""
    return store.read(recent_corpora)


def forget(store: Store, corpus: KnownCorpus) -> None:
    """Take a corpus off that list; its notes stay."""
    store.submit(forget_corpus, corpus.key).add_done_callback(log_failure)
