"""Which words documents are made of, and how often each is met.

Counting goes once through the Chinese text of a document, that of a very long one in a process of its own.
What was counted is kept in the cache folder until the text, the corrections or the way of cutting change.
"""

import contextlib
import hashlib
import json
import logging
import os
import secrets
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from parallelreader.app.alignment_pool import Worker
from parallelreader.app.words.text_words import TextWords
from parallelreader.app.words.word_table import table_file
from parallelreader.core.corpus import Corpus, Document, Version
from parallelreader.core.errors import FileProblem, UserError
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.core.words.counting import count_words, pieces_of
from parallelreader.core.words.segmenter import Segmenter
from parallelreader.formats.corpus_folder import locate

logger = logging.getLogger(__name__)

WORKER = (sys.executable, "-P", "-m", "parallelreader.app.words.vocabulary_worker")
"""How the process is started that counts the words of a long text."""

_FOLDER = "vocabulary"
_COUNTS = ".counts"
_KEPT = "kept.edition"
_WORTH_A_PROCESS = 3_000_000
_MOST_FILES = 20_000
_NAME = "The program that counts words"


class Vocabulary:
    """The counts of documents, by the words of one window or command. Safe from any thread."""

    def __init__(self, cache_folder: Path, words: TextWords) -> None:
        self._cache_folder = cache_folder
        self._words = words

    def kept_counts(self, corpus: Corpus, document: Document) -> Mapping[str, int] | None:
        """What was counted before, if it is still so; takes some milliseconds. Empty for a document without
        Chinese."""
        version = document.source
        if not version.is_chinese:
            return {}
        try:
            file = locate(corpus, version.text)
            return _read(self._counts_file(file), self._facts(file))
        except (OSError, UserError):
            return None

    def word_counts(
        self, corpus: Corpus, document: Document, progress: Progress = NO_PROGRESS
    ) -> Mapping[str, int]:
        """How often each word is met in the Chinese of a document, by its key; call it in a worker.

        Loads the words first where nobody has. Raises UserError where the text or the dictionary cannot be
        read, or Cancelled.
        """
        version = document.source
        if not version.is_chinese:
            return {}
        segmenter = self._words.loaded(progress).segmenter
        file = locate(corpus, version.text)
        try:
            facts = self._facts(file)
            known = _read(self._counts_file(file), facts)
            if known is None:
                known = self._count(file, version, segmenter, progress)
                _write(self._counts_file(file), facts, known)
        except OSError as error:
            raise _unreadable(file, error.strerror or str(error)) from error
        except UnicodeDecodeError as error:
            raise _unreadable(file, "it is not UTF-8") from error
        return known

    def keep_counts(self, corpus: Corpus, document: Document, counts: Mapping[str, int]) -> None:
        """From now on these are the counts of a document, until its text changes: whoever goes through it
        with its translations knows which of its words are names, and leaves these out."""
        with contextlib.suppress(OSError, UserError):
            file = locate(corpus, document.source.text)
            facts, kept = self._facts(file), self._counts_file(file)
            if _read(kept, facts) == dict(counts):
                return
            _write(kept, facts, counts)
            (kept.parent / _KEPT).write_text(secrets.token_hex(8), encoding="ascii")

    def _count(
        self, file: Path, version: Version, segmenter: Segmenter, progress: Progress
    ) -> Mapping[str, int]:
        if file.stat().st_size < _WORTH_A_PROCESS:
            return count_file(file, segmenter, progress)
        own = self._words.own_files
        return _count_elsewhere(file, self._cache_folder, segmenter, own, progress)

    @property
    def edition(self) -> str:
        """What changes when words are cut or counted otherwise than before. Raises FileProblem without a
        dictionary."""
        kept = ""
        with contextlib.suppress(OSError):
            kept = (self._cache_folder / _FOLDER / _KEPT).read_text(encoding="ascii", errors="replace")
        return " ".join([*self._ways_of_cutting().values(), kept]).strip()

    def _facts(self, file: Path) -> dict[str, Any]:
        """What the counts of a file depend on. Raises OSError, and FileProblem without a dictionary."""
        found = file.stat()
        return {
            "stamp": [found.st_size, found.st_mtime_ns, found.st_ctime_ns],
            **self._ways_of_cutting(),
        }

    def _ways_of_cutting(self) -> dict[str, str]:
        cuts = self._words.corrections.cuts
        digest = hashlib.sha256(json.dumps(sorted(cuts.items())).encode()).hexdigest()[:16]
        return {
            "corrections": digest if cuts else "",
            "words": table_file(self._cache_folder, self._words.own_files).stem,
            "own": self._words.own_edition,
        }

    def _counts_file(self, file: Path) -> Path:
        name = hashlib.sha256(str(file).encode("utf-8", "surrogateescape")).hexdigest()[:40]
        return self._cache_folder / _FOLDER / f"{name}{_COUNTS}"


def count_file(file: Path, segmenter: Segmenter, progress: Progress = NO_PROGRESS) -> Mapping[str, int]:
    """Count the words of a text file. Raises OSError, UnicodeDecodeError or Cancelled."""

    def pieces() -> Iterator[str]:
        size, done = max(file.stat().st_size, 1), 0
        with file.open(encoding="utf-8", newline="\n") as stream:
            for piece in pieces_of(stream):
                progress.step(min(done, size), size, "Counting words")
                yield piece
                done += len(piece.encode("utf-8", "surrogatepass"))

    return count_words(pieces(), segmenter)


def write_counts(counts: Mapping[str, int], facts: Mapping[str, Any], file: Path) -> None:
    """Write counts into a file of its own. Raises OSError."""
    with file.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write(json.dumps({**facts, "count": len(counts)}) + "\n")
        stream.writelines(f"{word}\t{times}\n" for word, times in counts.items())


def _read(file: Path, facts: Mapping[str, Any]) -> Mapping[str, int] | None:
    try:
        with file.open(encoding="utf-8", newline="\n") as stream:
            told = json.loads(stream.readline())
            count = told.pop("count")
            if told != dict(facts):
                return None
            counts = {word: int(times) for word, times in (line.split("\t") for line in stream)}
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, AttributeError, TypeError) as error:
        logger.info("The cache file %s cannot be used and will be made anew: %s", file, error)
        return None
    return counts if len(counts) == count else None


def _write(file: Path, facts: Mapping[str, Any], counts: Mapping[str, int]) -> None:
    """Keep counts, where the folder can be written to."""
    part = file.with_name(f".{file.name}.{secrets.token_hex(4)}.part")
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        try:
            write_counts(counts, facts, part)
            os.replace(part, file)
        finally:
            with contextlib.suppress(OSError):
                part.unlink()
        _prune(file.parent)


def _prune(folder: Path) -> None:
    files = sorted(folder.iterdir(), key=lambda each: each.stat().st_mtime)
    for file in files[:-_MOST_FILES]:
        file.unlink()


def _count_elsewhere(
    file: Path, cache_folder: Path, segmenter: Segmenter, own: Sequence[Path], progress: Progress
) -> Mapping[str, int]:
    """Have a worker count; it is gone when this returns or raises."""
    folder = cache_folder / _FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / f".{secrets.token_hex(8)}.part"
    cuts = {stretch: list(cuts) for stretch, cuts in segmenter.corrections.cuts.items()}
    job = {
        "file": str(file),
        "into": str(part),
        "cache": str(cache_folder),
        "cuts": cuts,
        "own": list(map(str, own)),
    }
    worker = Worker(WORKER, name=_NAME)
    try:
        for _ in worker.answers(json.dumps(job).encode("ascii") + b"\n", progress, text="Counting words"):
            pass
        counts = _read(part, {})
    finally:
        worker.end()
        with contextlib.suppress(OSError):
            part.unlink()
    if counts is None:
        raise _unreadable(file, "its words could not be counted")
    return counts


def _unreadable(file: Path, why: str) -> FileProblem:
    return FileProblem(
        f"The words of this text cannot be counted: {why}", where=file, mend="Look at the file."
    )
