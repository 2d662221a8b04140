"""What renders the sentences that a note is on, for exports of notes.

Documents are read when the first note on them asks; one that cannot be read leaves its notes without.
"""

import logging

from parallelreader.app.library import OpenDocument
from parallelreader.app.repaired_documents import load_repaired
from parallelreader.app.repairing import Repairing
from parallelreader.core.corpus import Corpus
from parallelreader.core.errors import UserError
from parallelreader.core.notes.note import Anchor
from parallelreader.core.text import Text
from parallelreader.store.segmentation_cache import SegmentationCache

logger = logging.getLogger(__name__)


class NotePartners:
    """Called with an anchor it gives (version id, words) of the other side, or None."""

    def __init__(
        self, corpus: Corpus, cache: SegmentationCache | None = None, *, repairs: Repairing | None = None
    ) -> None:
        self._corpus = corpus
        self._repairs = repairs
        self._cache = cache
        self._opened: dict[str, OpenDocument | None] = {}
        self._digests: dict[tuple[str, str], str] = {}

    def __call__(self, anchor: Anchor) -> tuple[str, str] | None:
        opened = self._open(anchor.document)
        if opened is None or anchor.version not in opened.texts:
            return None
        segments = self._segments(opened.texts[anchor.version], anchor)
        source = opened.document.source.id
        others = list(opened.alignments) if anchor.version == source else [source]
        for other in others:
            found = opened.partners(anchor.version, segments, other)
            if found:
                return other, opened.words_of(other, found)
        return None

    def in_version(self, anchor: Anchor, version: str) -> str:
        """The words of another version that render the sentences of an anchor; "" where there are none."""
        opened = self._open(anchor.document)
        if opened is None or not {anchor.version, version} <= opened.texts.keys():
            return ""
        segments = self._segments(opened.texts[anchor.version], anchor)
        return opened.words_of(version, opened.partners(anchor.version, segments, version))

    def _open(self, document_id: str) -> OpenDocument | None:
        if document_id not in self._opened:
            try:
                self._opened[document_id] = load_repaired(
                    self._corpus, document_id, self._repairs, cache=self._cache
                )
            except UserError as problem:
                logger.warning("Notes on %s are exported without the other side: %s", document_id, problem)
                self._opened[document_id] = None
        return self._opened[document_id]

    def _segments(self, text: Text, anchor: Anchor) -> range:
        """Where the anchor stands; in a text that was edited since, the sentence it was in by its label."""
        key = (anchor.document, anchor.version)
        if key not in self._digests:
            self._digests[key] = text.digest
        if self._digests[key] == anchor.digest:
            return text.segments_in(anchor.span)
        try:
            segment = text.by_label(anchor.segment)
        except ValueError:
            return range(0)
        has_quote = anchor.exact.split("\n")[0] in text.segment_text(segment)
        return range(segment, segment + has_quote)
