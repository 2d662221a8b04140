"""The names of the document that is read: found by its translations in the background, and kept.

They are kept in the cache folder until a text, an alignment or the way of finding them changes.
"""

import contextlib
import hashlib
import json
import logging
import os
import secrets
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import overload

from parallelreader.app.reading.reading import Reading
from parallelreader.app.words.text_words import TextWords
from parallelreader.app.words.word_table import table_file
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.core.words.name_finding import Passage, find_names
from parallelreader.core.words.names import NO_NAMES, Name, Names
from parallelreader.core.words.unseen import without_unseen

logger = logging.getLogger(__name__)

_FOLDER, _SUFFIX = "names", ".names"
_MOST_FILES = 500
# Whoever reads more than this at once meets most names in it, and all that are found hold in the rest.
_MOST_PASSAGES = 150_000
_SECONDS_A_SLICE, _SECONDS_A_PAUSE = 0.004, 0.0002


class DocumentNames:
    """Finds names for one window. Safe from any thread."""

    def __init__(self, cache_folder: Path, words: TextWords) -> None:
        self._folder = cache_folder / _FOLDER
        self._cache_folder = cache_folder
        self._words = words

    def names_of(self, reading: Reading, progress: Progress = NO_PROGRESS) -> Names:
        """The names of a document, by the versions shown; call it in a worker.

        Loads the words first where nobody has. Raises UserError where there is no dictionary, or Cancelled.
        """
        passages = ReadingPassages(reading)
        if not passages.has_english:
            return NO_NAMES
        loaded = self._words.loaded(progress)
        file = self._file(reading)
        names = _read(file)
        if names is None:
            # What the reader has corrected is laid over the names later, and may change meanwhile.
            plain = loaded.plain()
            names = find_names(passages, plain.segmenter, plain.reader, _Considerate(progress))
            _write(names, file)
        return names

    def words_of(self, reading: Reading, progress: Progress = NO_PROGRESS) -> TextWords:
        """The words with the names of a document, for whoever goes through it as a whole; as
        :meth:`names_of`."""
        named = self._words.loaded(progress).naming(self.names_of(reading, progress))
        return TextWords.of(named.segmenter, named.reader, named.met)

    def _file(self, reading: Reading) -> Path:
        facts = [table_file(self._cache_folder, self._words.own_files).stem, self._words.own_edition]
        # In the same order every time: the versions of a reading come in any.
        for version in sorted(reading.texts):
            alignment = reading.alignment(version)
            digests = [reading.texts[version].digest, alignment.digest if alignment else ""]
            facts += [version, reading.version(version).language, *digests]
        digest = hashlib.sha256(json.dumps([facts, reading.shown]).encode()).hexdigest()[:40]
        return self._folder / f"{digest}{_SUFFIX}"


class ReadingPassages(Sequence[Passage]):
    """The rows of a reading, each made when it is asked for."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        versions = [(column, reading.version(version)) for column, version in enumerate(reading.shown)]
        self._chinese = [(column, version.id) for column, version in versions if version.is_chinese]
        self._english = [(column, version.id) for column, version in versions if version.is_english]

    @property
    def has_english(self) -> bool:
        """Whether there is Chinese and English."""
        return bool(self._chinese and self._english)

    def __len__(self) -> int:
        return min(len(self._reading.rows), _MOST_PASSAGES)

    @overload
    def __getitem__(self, at: int) -> Passage: ...

    @overload
    def __getitem__(self, at: slice) -> list[Passage]: ...

    def __getitem__(self, at: int | slice) -> Passage | list[Passage]:
        if isinstance(at, slice):
            return [self[each] for each in range(*at.indices(len(self)))]
        if not -len(self) <= at < len(self):
            raise IndexError(at)
        texts, cells = self._reading.texts, self._reading.rows[at].cells
        english = (
            (version, texts[version].segments_text(cells[column], " "))
            for column, version in self._english
            if cells[column]
        )
        return Passage(
            tuple(
                # As words are cut, and as names that hold in some sentences only know these.
                without_unseen(texts[version].segment_text(segment))
                for column, version in self._chinese
                for segment in cells[column]
            ),
            tuple(english),
        )

    def __iter__(self) -> Iterator[Passage]:
        return (self[at] for at in range(len(self)))


class _Considerate(Progress):
    """Lets the window have its turn after each slice of work."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._since = time.perf_counter()

    def step(self, done: int, total: int, text: str = "") -> None:
        if time.perf_counter() - self._since >= _SECONDS_A_SLICE:
            self._progress.step(done, total, text)
            time.sleep(_SECONDS_A_PAUSE)
            self._since = time.perf_counter()


def _read(file: Path) -> Names | None:
    try:
        with file.open(encoding="utf-8", newline="\n") as stream:
            count, ordinary = json.loads(stream.readline())
            names = [_name(json.loads(line)) for line in stream]
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError) as error:
        logger.info("The cache file %s cannot be used and will be made anew: %s", file, error)
        return None
    return Names(names, ordinary) if len(names) == count else None


def _name(said: object) -> Name:
    if not isinstance(said, list):
        raise ValueError("it is damaged")
    written, reading, english, before, behind, sentences, breaks = said
    return Name(
        written,
        tuple(reading),
        tuple((version, spelt) for version, spelt in english),
        before,
        behind,
        frozenset(sentences),
        breaks,
    )


def _write(names: Names, file: Path) -> None:
    """Keep names, where the folder can be written to."""
    part = file.with_name(f".{file.name}.{secrets.token_hex(4)}.part")
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        try:
            with part.open("w", encoding="utf-8", newline="\n") as stream:
                stream.write(json.dumps([len(names.names), sorted(names.ordinary)]) + "\n")
                for name in names.names:
                    said = [name.written, name.reading, name.english, name.before, name.behind]
                    stream.write(json.dumps([*said, sorted(name.sentences), name.breaks_words]) + "\n")
            os.replace(part, file)
        finally:
            with contextlib.suppress(OSError):
                part.unlink()
        kept = sorted(file.parent.iterdir(), key=lambda each: each.stat().st_mtime)
        for old in kept[:-_MOST_FILES]:
            old.unlink()
