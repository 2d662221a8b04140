"""Opening corpora and the documents in them: texts cut into sentences, alignments read, both from a cache.

Aligning what has no alignment yet is left to whoever opens a document, since it takes long.
"""

import hashlib
import logging
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import field, replace
from pathlib import Path

from parallelreader.app.code_digest import code_digest
from parallelreader.app.corpus_reading import read_kept_corpus
from parallelreader.app.document_index_parts import read_alignment, write_alignment
from parallelreader.app.document_indexing import AlignmentJob, TextJob, indexed_alignment, indexed_text
from parallelreader.core.alignment import Alignment, Origin
from parallelreader.core.bead_sequences import PackedBeads
from parallelreader.core.contents import Contents
from parallelreader.core.corpus import AlignmentFile, Corpus, Document, Version
from parallelreader.core.errors import AlignmentProblem, CorpusProblem, UserError
from parallelreader.core.language import splitter
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.core.text import Text, normalise, split_content
from parallelreader.core.values import dataclass
from parallelreader.formats.aside_tsv import AsideLine
from parallelreader.formats.corpus_folder import (
    locate,
    read_aligned,
    read_aside,
    read_contents,
    read_corpus,
    read_text,
)
from parallelreader.paths import UserFolders
from parallelreader.store.segmentation_cache import SegmentationCache

logger = logging.getLogger(__name__)

# Cutting a shorter text takes less time than a reader can notice, and would fill the cache with crumbs.
_WORTH_KEEPING = 20_000


@dataclass(frozen=True, slots=True)
class OpenDocument:
    """A document with its words.

    ``texts`` are by version id; ``alignments`` by the id of the version aligned with the source.
    ``missing`` names the translations without an alignment, in order. ``faults`` says, by the same ids,
    what is wrong with alignments that the corpus has and that cannot be used. ``contents`` are the tables of
    contents there are, ``contents_faults`` what is wrong with those that cannot be used, by version.
    """

    corpus: Corpus
    document: Document
    texts: Mapping[str, Text]
    alignments: Mapping[str, Alignment]
    missing: tuple[str, ...] = ()
    faults: Mapping[str, UserError] = field(default_factory=dict)
    contents: Mapping[str, Contents] = field(default_factory=dict)
    contents_faults: Mapping[str, UserError] = field(default_factory=dict)

    @property
    def source_text(self) -> Text:
        return self.texts[self.document.source.id]

    def with_alignment(self, target_id: str, alignment: Alignment) -> "OpenDocument":
        """The same document, with an alignment that has been made meanwhile."""
        return OpenDocument(
            self.corpus,
            self.document,
            self.texts,
            {**self.alignments, target_id: alignment},
            tuple(missing for missing in self.missing if missing != target_id),
            {target: fault for target, fault in self.faults.items() if target != target_id},
            self.contents,
            self.contents_faults,
        )

    def contents_with(self, target_id: str) -> tuple[Contents, Contents]:
        """The tables of contents of the source and of a translation, empty where there is none."""
        return self.contents.get(self.document.source.id, ()), self.contents.get(target_id, ())

    def partners(self, version_id: str, segments: Iterable[int], other_version_id: str) -> tuple[int, ...]:
        """The segments of another version that render these, ascending; through the source between two
        translations, and nothing where an alignment on the way is missing."""
        source = self.document.source.id
        if version_id == other_version_id:
            return tuple(sorted(set(segments)))
        if version_id != source:
            alignment = self.alignments.get(version_id)
            segments = alignment.sources_of(segments) if alignment else ()
        if other_version_id == source:
            return tuple(segments)
        alignment = self.alignments.get(other_version_id)
        return alignment.targets_of(segments) if alignment else ()

    def words_of(self, version_id: str, segments: Iterable[int]) -> str:
        """Segments of a version as running words."""
        joiner = "" if self.document.version(version_id).is_chinese else " "
        return self.texts[version_id].segments_text(segments, joiner)


def open_cache(folders: UserFolders) -> SegmentationCache:
    """The cache of the user, for the functions that take one."""
    return SegmentationCache(folders.cache)


def open_corpus(folder: Path, *, cache: SegmentationCache | None = None) -> Corpus:
    """The corpus in ``folder``, its texts unread. Raises CorpusProblem with file, line and mend."""
    return read_corpus(folder) if cache is None else read_kept_corpus(folder, cache.documents)


def load_document(
    corpus: Corpus,
    document_id: str,
    *,
    progress: Progress = NO_PROGRESS,
    cache: SegmentationCache | None = None,
) -> OpenDocument:
    """Read every version of a document and every alignment there is.

    Raises CorpusProblem where a text cannot be read. An alignment that cannot be read or does not fit
    its texts is a fault of the result, not an error: the document can be read without it.
    """
    document = corpus.document(document_id)
    texts = {
        version.id: load_text(corpus, version, progress=progress, cache=cache)
        for version in document.versions
    }
    alignments: dict[str, Alignment] = {}
    faults: dict[str, UserError] = {}
    source = document.source
    for version in document.translations:
        entry = document.alignment_file(version.id)
        found = None
        if entry is not None:
            try:
                found = _load_alignment(
                    corpus, entry, (source, version), texts, progress=progress, cache=cache
                )
            except (AlignmentProblem, CorpusProblem) as problem:
                faults[version.id] = problem
        if found is None:
            found = cached_alignment(cache, texts[source.id], texts[version.id])
        if found is not None:
            alignments[version.id] = found
    missing = tuple(version.id for version in document.translations if version.id not in alignments)
    contents, contents_faults = _contents_of(corpus, document, texts)
    return OpenDocument(corpus, document, texts, alignments, missing, faults, contents, contents_faults)


def _load_alignment(
    corpus: Corpus,
    entry: AlignmentFile,
    versions: tuple[Version, Version],
    texts: Mapping[str, Text],
    *,
    progress: Progress,
    cache: SegmentationCache | None,
) -> Alignment:
    source, target = (texts[version.id] for version in versions)
    # Only texts from the index know how they are divided.
    if cache is not None and source.outline and target.outline:
        jobs = [TextJob(locate(corpus, version.text), version.language) for version in versions]
        job = AlignmentJob(locate(corpus, entry.path), *jobs)
        found = indexed_alignment(cache.documents, job, (source, target), progress=progress)
        if found is not None and (found.source_count, found.target_count) == (
            source.segment_count,
            target.segment_count,
        ):
            return found
    return read_aligned(corpus, entry, source, target)


def _contents_of(
    corpus: Corpus, document: Document, texts: Mapping[str, Text]
) -> tuple[dict[str, Contents], dict[str, UserError]]:
    """The tables of contents of the versions that name one, and what is wrong with the others' that do."""
    found: dict[str, Contents] = {}
    faults: dict[str, UserError] = {}
    for version in document.versions:
        try:
            contents = read_contents(corpus, version, texts[version.id])
        except CorpusProblem as problem:
            faults[version.id] = problem
            continue
        if contents is not None:
            found[version.id] = contents
    return found, faults


def index_document(
    corpus: Corpus,
    document_id: str,
    *,
    progress: Progress = NO_PROGRESS,
    cache: SegmentationCache | None = None,
) -> None:
    """Have a document that was just written, or was never opened, ready to be opened at once.

    For whoever has written one: nothing is given back and nothing need be kept. Where the cache cannot be
    written the document is simply not opened as quickly. Raises CorpusProblem where a text cannot be read.
    """
    if cache is not None:
        load_document(corpus, document_id, progress=progress, cache=cache)


def load_text(
    corpus: Corpus,
    version: Version,
    *,
    progress: Progress = NO_PROGRESS,
    cache: SegmentationCache | None = None,
) -> Text:
    """The text of a version, cut into sentences. Raises CorpusProblem where it cannot be read."""
    if cache is not None:
        job = TextJob(locate(corpus, version.text), version.language)
        found = indexed_text(cache.documents, job, progress=progress)
        if found is not None:
            return found
    raw = read_text(corpus, version)
    return cut_text(raw, version.language, progress=progress, cache=cache)


def cut_text(
    raw: str,
    language: str,
    *,
    progress: Progress = NO_PROGRESS,
    cache: SegmentationCache | None = None,
) -> Text:
    """Like ``core.language.segment``, with progress, and from ``cache`` where it is long."""
    content = normalise(raw)
    if cache is None or len(content) < _WORTH_KEEPING:
        return Text(content, _cut(content, language, progress))
    key = f"bounds {_digest(content)} {language} {code_digest('language')}"
    bounds = cache.bounds(key)
    if bounds is None:
        bounds = _cut(content, language, progress)
        cache.keep_bounds(key, bounds)
    return Text(content, bounds)


def sound_contents(corpus: Corpus, version: Version, text: Text) -> Contents:
    """The table of contents of a version; nothing where it has none that can be used."""
    try:
        return read_contents(corpus, version, text) or ()
    except CorpusProblem as problem:
        logger.warning("The table of contents was left aside: %s", problem)
        return ()


def can_align(source: Version, target: Version) -> bool:
    """Whether one of the two is Chinese and the other is not."""
    return source.is_chinese != target.is_chinese


def translations_to_align(corpus: Corpus, documents: Collection[str] = ()) -> list[tuple[Document, Version]]:
    """Every translation that can be aligned with its source, in order; only of ``documents`` where given."""
    return [
        (document, version)
        for document in corpus.documents
        if not documents or document.id in documents
        for version in document.translations
        if can_align(document.source, version)
    ]


def aside_of(corpus: Corpus, version: Version) -> tuple[AsideLine, ...]:
    """What import set apart from a version, in order. Raises CorpusProblem where it cannot be read."""
    return read_aside(corpus, version)


def cached_alignment(cache: SegmentationCache | None, source: Text, target: Text) -> Alignment | None:
    """The alignment that this program kept for exactly these texts, if it has."""
    entry = cache.documents.find(_pair_key(source, target)) if cache is not None else None
    return read_alignment(entry) if entry is not None else None


def keep_alignment(cache: SegmentationCache | None, source: Text, target: Text, alignment: Alignment) -> None:
    """Keep an alignment that was made, for the next time; the corpus itself may be read-only.

    Who has checked what is not kept: the same texts may stand in another corpus.
    """
    if cache is not None:
        beads = PackedBeads.of(replace(bead, origin=Origin.ALIGNER) for bead in alignment.beads)
        plain = Alignment.whole(beads, alignment.source_count, alignment.target_count)
        with suppress(OSError), cache.documents.writing(_pair_key(source, target)) as writer:
            write_alignment(plain, writer)


def _cut(content: str, language: str, progress: Progress) -> list[tuple[int, int]]:
    split = splitter(language)
    done = 0

    def split_and_tell(paragraph: str) -> Iterable[tuple[int, int]]:
        nonlocal done
        done += len(paragraph) + 1
        progress.step(done, len(content), "Finding the sentences")
        return split(paragraph)

    return list(split_content(content, split_and_tell))


def _pair_key(source: Text, target: Text) -> str:
    sides = " ".join(f"{text.digest} {text.segment_count}" for text in (source, target))
    code = f"{code_digest('language')} {code_digest('align')}"
    return f"beads {sides} {code}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
