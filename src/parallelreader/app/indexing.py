"""Which texts are in the search index of a corpus, and bringing it up to what the texts are now.

The index is made in another process where a window waits; asking it is the business of ``searching``.
"""

import hashlib
import json
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from parallelreader.app.alignment_pool import Worker
from parallelreader.app.code_digest import code_digest
from parallelreader.app.library import load_text
from parallelreader.core.corpus import Corpus, Document, Version
from parallelreader.core.errors import CorpusProblem, FileProblem
from parallelreader.core.language.dictionary import dictionary_digest
from parallelreader.core.progress import NO_PROGRESS, Progress, Stretch
from parallelreader.core.search.readings import load_readings
from parallelreader.core.search.tokens import Lines, index_lines, main_sounds
from parallelreader.core.text import Text
from parallelreader.store.search_index import (
    IndexWriter,
    SearchIndex,
    is_available,
    remove_index,
    writing,
)
from parallelreader.store.segmentation_cache import SegmentationCache

WORKER = (sys.executable, "-P", "-m", "parallelreader.app.indexing_worker")
"""How the process is started that makes an index."""

INDEXER = "The program that makes the search index"

_FOLDER = "search"
_FORMAT = "1"
_SEGMENTS_A_BLOCK = 2000
# Looking through fewer characters takes less time than a reader notices.
_WORTH_INDEXING = 600_000


def index_path(cache_folder: Path, corpus: Corpus) -> Path:
    """Where the index of a corpus is, if there is one; it can be deleted at any time."""
    name = hashlib.sha256(str(corpus.folder).encode("utf-8", "surrogateescape")).hexdigest()[:24]
    return cache_folder / _FOLDER / f"{name}.index"


def open_index(cache_folder: Path | None, corpus: Corpus) -> SearchIndex | None:
    """The index as it is now, for the thread that asks; None where there is none that can be used."""
    return SearchIndex.open(index_path(cache_folder, corpus), _edition()) if cache_folder else None


def delete_index(cache_folder: Path, corpus: Corpus) -> None:
    """Take away the index of a corpus; it is made anew when it is wanted."""
    remove_index(index_path(cache_folder, corpus))


def stamp_of(corpus: Corpus, version: Version) -> str:
    """By what a state of a text is known without reading it; "" where there is no such file."""
    try:
        found = (corpus.folder / version.text).stat()
    except OSError:
        return ""
    # Whoever unpacks or copies a file may give it the times of another one, but for the last of these.
    times = f"{found.st_mtime_ns} {found.st_ctime_ns}"
    return f"{found.st_size} {times} {version.text} {version.language}"


def wants_index(cache_folder: Path, corpus: Corpus) -> bool:
    """Whether the corpus is large enough for an index to matter, and its own is not up to the texts."""
    live = _live(corpus)
    if not is_available() or _bytes(live) < _WORTH_INDEXING:
        return False
    index = open_index(cache_folder, corpus)
    if index is None:
        return True
    index.close()
    return {(state.document, state.version, state.stamp) for state in index.states.values()} != set(live)


def update_index(
    corpus: Corpus,
    cache_folder: Path,
    *,
    progress: Progress = NO_PROGRESS,
    cache: SegmentationCache | None = None,
) -> None:
    """Bring the index up to the texts, here and now; texts that cannot be read are left out.

    Takes some 25 seconds for a million pairs. Raises WriteProblem, or Cancelled as ``progress`` does; the
    index is then as it was.
    """
    path = index_path(cache_folder, corpus)
    live = _live(corpus)
    whole = max(_bytes(live), 1)
    mains = main_sounds(load_readings())
    with writing(path):
        writer = IndexWriter(path, _edition(), live=live)
        try:
            done = 0
            for document, version, stamp in _in_order(corpus):
                size = _bytes([(document.id, version.id, stamp)])
                if stamp and not writer.has(document.id, version.id, stamp):
                    part = Stretch(progress, done / whole, min((done + size) / whole, 1.0))
                    _write(writer, corpus, document, version, stamp, mains, part, cache)
                done += size
            writer.finish()
        except BaseException:
            writer.give_up()
            raise


def index_in_background(corpus: Corpus, cache_folder: Path, progress: Progress = NO_PROGRESS) -> None:
    """As :func:`update_index`, in a process of its own, which ends when ``progress`` raises Cancelled."""
    job = {"corpus": str(corpus.folder), "cache": str(cache_folder)}
    worker = Worker(WORKER, name=INDEXER)
    try:
        line = json.dumps(job).encode("ascii") + b"\n"
        for _ in worker.answers(line, progress, text="Making the search index"):
            # What it makes is in the file.
            pass
    finally:
        worker.end()


def _write(
    writer: IndexWriter,
    corpus: Corpus,
    document: Document,
    version: Version,
    stamp: str,
    mains: dict[int, str],
    progress: Progress,
    cache: SegmentationCache | None,
) -> None:
    try:
        text = load_text(corpus, version, progress=Stretch(progress, 0.0, 0.2), cache=cache)
    except (CorpusProblem, FileProblem):
        return
    blocks = _blocks(text, mains, Stretch(progress, 0.2, 1.0))
    writer.write(document.id, version.id, stamp, length=len(text.content), blocks=blocks)


def _blocks(text: Text, mains: dict[int, str], progress: Progress) -> Iterator[Lines]:
    for first in range(0, text.segment_count, _SEGMENTS_A_BLOCK):
        progress.step(first, text.segment_count, "Making the search index")
        segments = range(first, min(first + _SEGMENTS_A_BLOCK, text.segment_count))
        yield index_lines([text.segment_text(segment) for segment in segments], mains)


def _in_order(corpus: Corpus) -> Iterator[tuple[Document, Version, str]]:
    """Every version in reading order, with the stamp it has now."""
    for document in corpus.documents:
        for version in document.versions:
            yield document, version, stamp_of(corpus, version)


def _live(corpus: Corpus) -> list[tuple[str, str, str]]:
    found = ((document.id, version.id, stamp) for document, version, stamp in _in_order(corpus))
    return [each for each in found if each[2]]


def _bytes(stamps: list[tuple[str, str, str]]) -> int:
    return sum(int(stamp.split(" ", 1)[0]) for _, _, stamp in stamps if stamp)


@lru_cache(maxsize=1)
def _edition() -> str:
    """What an index depends on besides the texts: how they are cut and folded, and the dictionary."""
    try:
        dictionary = dictionary_digest()
    except FileProblem:
        dictionary = ""
    return " ".join((_FORMAT, code_digest("language"), code_digest("search"), dictionary))
