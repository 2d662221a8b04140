"""What each corpus of the library holds, looked up in the corpora and kept, so that listing reads no text.

Only what has changed since is read again. Counting goes through the files once, block by block; that takes
long in a large library, and is done where somebody wants to see it.
"""

import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from parallelreader.app.known_corpora import LibraryCorpus
from parallelreader.core.corpus import CORPUS_FILE, Corpus, Document
from parallelreader.core.errors import CorpusProblem
from parallelreader.core.language.romanising import romanise
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.formats.corpus_folder import read_corpus
from parallelreader.store.database import Store
from parallelreader.store.library import HoldingRow, holdings, write_counts, write_holdings

_BLOCK = 1_000_000
# All bytes of UTF-8 that go on with a character and do not begin one.
_CONTINUATION = bytes(range(0x80, 0xC0))


@dataclass(frozen=True, slots=True)
class HeldVersion:
    """A version of a document in the library; ``text`` and ``alignment`` are files of the corpus."""

    id: str
    language: str
    hand: str
    by: str
    title: str
    text: str
    alignment: str = ""


def take_stock(
    store: Store, corpora: Iterable[LibraryCorpus], *, progress: Progress = NO_PROGRESS
) -> dict[str, str]:
    """Look up what the corpora hold whose ``corpus.yaml`` is not as it was; those away are passed over.

    Gives, by key, why a corpus that is there cannot be read.
    """
    faults: dict[str, str] = {}
    there = [known for known in corpora if known.is_there and known.folder is not None]
    for number, known in enumerate(there):
        assert known.folder is not None
        progress.step(number, len(there), "Looking at the library")
        stamp = _stamp(known.folder, [PurePosixPath(CORPUS_FILE)])
        if stamp == known.stamp:
            continue
        try:
            corpus = read_corpus(known.folder)
        except CorpusProblem as problem:
            faults[known.key] = str(problem)
            continue
        hold(store, known.key, corpus, stamp=stamp)
    return faults


def hold(store: Store, key: str, corpus: Corpus, *, stamp: str = "") -> None:
    """Keep what a corpus holds now. Without a ``stamp`` it will be looked up again, with its pinyin, unless
    nothing has changed."""
    former = {row.document: row for row in store.read(holdings, key)}
    rows = []
    for number, document in enumerate(corpus.documents):
        before = former.get(document.id)
        words = _titles(document)
        rows.append(
            HoldingRow(
                key,
                document.id,
                number,
                document.title or document.id,
                " ".join(romanise(words)) if stamp else "",
                json.dumps([_fields(each) for each in held_versions(document)], ensure_ascii=False),
                *((before.stamp, before.characters, before.pairs) if before else ()),
            )
        )
    is_known = [replace(row, pinyin="") for row in rows] == [
        replace(row, pinyin="") for row in former.values()
    ]
    if (stamp or not is_known) and store.is_writable:
        store.submit(write_holdings, key, corpus.title, stamp, rows).result()


def count(store: Store, corpora: Sequence[LibraryCorpus], *, progress: Progress = NO_PROGRESS) -> bool:
    """Count the characters and pairs of what has changed since it was counted; whether anything had."""
    there = {known.key: known.folder for known in corpora if known.is_there and known.folder is not None}
    rows = [row for row in store.read(holdings) if row.corpus in there]
    counted = []
    for number, row in enumerate(rows):
        progress.step(number, len(rows), "Counting the library")
        found = _counted(there[row.corpus], row)
        if found is not None:
            counted.append(found)
    if counted and store.is_writable:
        store.submit(write_counts, counted).result()
    return bool(counted)


def versions_of(row: HoldingRow) -> tuple[HeldVersion, ...]:
    """The versions of a document, its source first."""
    return tuple(HeldVersion(*fields) for fields in json.loads(row.versions))


def held_versions(document: Document) -> tuple[HeldVersion, ...]:
    """What the library says of the versions of a document, its source first."""
    found = []
    for version in (document.source, *document.translations):
        entry = document.alignment_file(version.id)
        found.append(
            HeldVersion(
                version.id,
                version.language,
                str(version.hand),
                version.translator or version.author,
                version.title,
                str(version.text),
                str(entry.path) if entry else "",
            )
        )
    return tuple(found)


def _fields(version: HeldVersion) -> list[str]:
    return [version.id, version.language, version.hand, version.by, version.title, version.text,
            version.alignment]  # fmt: skip


def _titles(document: Document) -> str:
    return " ".join([document.title or document.id, *(version.title for version in document.versions)])


def _counted(folder: Path, row: HoldingRow) -> HoldingRow | None:
    """The row with its counts; None where they are right, or where nothing can be read."""
    versions = versions_of(row)
    if not versions:
        return None
    text = PurePosixPath(versions[0].text)
    pairs = next((PurePosixPath(each.alignment) for each in versions if each.alignment), None)
    stamp = _stamp(folder, [text, *([pairs] if pairs else [])])
    if not stamp or stamp == row.stamp:
        return None
    try:
        characters = _characters(folder / text)
        beads = _lines(folder / pairs) - 1 if pairs else 0
    except OSError:
        return None
    return replace(row, stamp=stamp, characters=characters, pairs=max(beads, 0))


def _stamp(folder: Path, files: Sequence[PurePosixPath]) -> str:
    """What changes when one of the files does; "" where one is not there."""
    try:
        looked = [os.stat(folder / file) for file in files]
    except OSError:
        return ""
    return " ".join(f"{each.st_mtime_ns}.{each.st_size}" for each in looked)


def _characters(file: Path) -> int:
    total = 0
    with file.open("rb") as stream:
        while block := stream.read(_BLOCK):
            total += len(block.translate(None, _CONTINUATION))
    return total


def _lines(file: Path) -> int:
    """How many lines there are, remarks aside."""
    total, last = 0, b"\n"
    with file.open("rb") as stream:
        while block := stream.read(_BLOCK):
            total += block.count(b"\n") - (last + block).count(b"\n#")
            last = block[-1:]
    return total + (last != b"\n")
