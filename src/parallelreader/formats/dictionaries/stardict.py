"""StarDict dictionaries: an .ifo file that describes, an .idx of headwords, a .dict of meanings, each of the
latter two packed with gzip or not, and perhaps a .syn of other headwords."""

import gzip
import struct
import tempfile
import zlib
from array import array
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from parallelreader.core.errors import FileProblem
from parallelreader.core.incoming import Fault
from parallelreader.core.language.dictionary import Entry
from parallelreader.core.progress import Progress
from parallelreader.formats import plain_files
from parallelreader.formats.dictionaries.records import LARGEST_ENTRY, entry_of, plain_lines
from parallelreader.formats.dictionaries.source import DictionaryFormat, DictionarySource

_MAGIC = b"StarDict's dict ifo file"
_MOST_BYTES = 2_000_000_000
_CHUNK = 1 << 18
_LONGEST_WORD = 1024
_READINGS = frozenset("ty")
_PLAIN = frozenset("ml")
_MARKED_UP = frozenset("ghxkw")
_MEND = "Fetch the dictionary again from where it comes."


@dataclass(frozen=True, slots=True)
class _Parts:
    """The files of one dictionary; ``synonyms`` may be missing."""

    about: Path
    words: Path
    meanings: Path
    synonyms: Path | None


def _open(path: Path) -> DictionarySource:
    parts = _parts(path)
    about = _about(parts.about)
    title, licence = told(parts.about)
    return DictionarySource(
        title, licence, lambda progress: _entries(parts, about, progress), has_both_scripts=False
    )


def told(ifo: Path) -> tuple[str, str]:
    """The title and the licence that an .ifo file tells. Raises FileProblem."""
    about = _about(ifo)
    said = (about.get(name, "") for name in ("copyright", "license", "author"))
    return (about.get("bookname", "") or ifo.stem)[:200], next((each[:200] for each in said if each), "")


def _parts(path: Path) -> _Parts:
    """The files that belong to one of them, or that lie in a folder."""
    if path.is_dir():
        found = sorted(each for each in path.rglob("*.ifo") if each.is_file())
        if not found:
            raise FileProblem(
                "There is no dictionary in this folder",
                where=path,
                mend="Choose the folder of a StarDict dictionary, with a file that ends in .ifo, or a file.",
            )
        if len(found) > 1:
            raise FileProblem(
                f"There are {len(found)} dictionaries in this folder",
                where=path,
                mend="Choose the .ifo file of one of them.",
            )
        path = found[0]
    stem = path.name
    for ending in (".ifo", ".idx", ".idx.gz", ".dict", ".dict.dz", ".syn", ".syn.dz"):
        if path.name.lower().endswith(ending):
            stem = path.name[: -len(ending)]
    return _Parts(
        _beside(path, stem, ".ifo"),
        _beside(path, stem, ".idx", ".idx.gz", ".idx.dz"),
        _beside(path, stem, ".dict.dz", ".dict"),
        next((each for each in _named(path, stem, ".syn", ".syn.dz")), None),
    )


def _named(path: Path, stem: str, *endings: str) -> Iterator[Path]:
    for ending in endings:
        each = path.with_name(stem + ending)
        if each.is_file():
            yield each


def _beside(path: Path, stem: str, *endings: str) -> Path:
    for found in _named(path, stem, *endings):
        return found
    raise FileProblem(
        f"A part of the StarDict dictionary is missing: {stem}{endings[0]}",
        where=path,
        mend="Put all files of the dictionary, .ifo, .idx and .dict, into one folder.",
    )


def _about(path: Path) -> dict[str, str]:
    data = plain_files.read_bytes(path, limit=1_000_000, problem=FileProblem)
    if not data.removeprefix(b"\xef\xbb\xbf").startswith(_MAGIC):
        raise FileProblem("This is not the .ifo file of a StarDict dictionary", where=path, mend=_MEND)
    lines = data.decode("utf-8", "replace").splitlines()[1:]
    pairs = (line.partition("=") for line in lines if "=" in line)
    return {name.strip(): " ".join(value.split()) for name, _, value in pairs}


def _entries(parts: _Parts, about: dict[str, str], progress: Progress) -> Iterator[Entry | Fault]:
    sizes = ">QL" if about.get("idxoffsetbits") == "64" else ">LL"
    types = about.get("sametypesequence", "")
    try:
        with ExitStack() as files:
            meanings = files.enter_context(_seekable(parts.meanings, progress))
            end = meanings.seek(0, 2)
            total = parts.words.stat().st_size
            places: array[int] | None = array("Q") if parts.synonyms else None
            lengths: array[int] = array("L")
            for at, word, offset, length in _index(parts.words, sizes):
                if places is not None:
                    places.append(offset)
                    lengths.append(length)
                progress.step(min(at, total), total)
                yield _entry(word, offset, length, meanings, end, types)
            if places is not None and parts.synonyms is not None:
                for _, word, number, _ in _index(parts.synonyms, ">L"):
                    if number < len(places):
                        progress.step(total, total)
                        yield _entry(word, places[number], lengths[number], meanings, end, types)
                    else:
                        yield Fault("Points to a headword that is not there", part=_text(word))
    except (EOFError, zlib.error, OSError) as error:
        raise FileProblem(
            "A file of the StarDict dictionary is damaged or incomplete", where=parts.about, mend=_MEND
        ) from error


def _index(path: Path, sizes: str) -> Iterator[tuple[int, bytes, int, int]]:
    """How far the file is read, the headword, and the numbers behind it (two, or one and a zero)."""
    width = struct.calcsize(sizes)
    held = b""
    with path.open("rb") as raw:
        file: IO[bytes] = gzip.open(raw) if raw.peek(2)[:2] == b"\x1f\x8b" else raw  # type: ignore[assignment]  # noqa: SIM115
        read = 0
        while chunk := file.read(_CHUNK):
            read += len(chunk)
            if read > _MOST_BYTES:
                raise _too_large(path)
            held += chunk
            at = 0
            while (end := held.find(b"\0", at)) >= 0 and end + 1 + width <= len(held):
                first, *rest = struct.unpack_from(sizes, held, end + 1)
                yield raw.tell(), held[at:end], first, rest[0] if rest else 0
                at = end + 1 + width
            held = held[at:]
            if len(held) > _LONGEST_WORD and held.find(b"\0") < 0:
                break
    if held:
        raise FileProblem("The list of headwords is damaged or incomplete", where=path, mend=_MEND)


def _seekable(path: Path, progress: Progress) -> IO[bytes]:
    """The file itself, or what it unpacks to, on the disk and not in memory."""
    raw = path.open("rb")
    if raw.peek(2)[:2] != b"\x1f\x8b":
        return raw
    unpacked = tempfile.TemporaryFile()  # noqa: SIM115 - whoever asked for it closes it
    try:
        with raw, gzip.open(raw) as file:
            read = 0
            while chunk := file.read(_CHUNK):
                read += len(chunk)
                if read > _MOST_BYTES:
                    raise _too_large(path)
                unpacked.write(chunk)
                progress.step(0, 1)
    except BaseException:
        unpacked.close()
        raise
    return unpacked


def _entry(word: bytes, offset: int, length: int, meanings: IO[bytes], end: int, types: str) -> Entry | Fault:
    headword = _text(word)
    if offset + length > end:
        return Fault("Its meaning is not in the file", part=headword[:100])
    if length > 4 * LARGEST_ENTRY:
        return Fault("The entry is too long to be one", part=headword[:100])
    meanings.seek(offset)
    reading = ""
    lines: list[str] = []
    for kind, data in _fields(meanings.read(length), types):
        if kind in _READINGS:
            reading = reading or _text(data)
        elif kind in _PLAIN:
            lines += _text(data).splitlines()
        elif kind in _MARKED_UP:
            lines += plain_lines(_text(data))
    return entry_of(headword, reading, lines, place=headword)


def _fields(data: bytes, types: str) -> Iterator[tuple[str, bytes]]:
    """The parts of a meaning with what kind each is: by ``types`` for all of them, else each says its own."""
    at = 0
    number = 0
    while at < len(data) and (not types or number < len(types)):
        kind = types[number] if types else chr(data[at])
        at += 0 if types else 1
        is_last = bool(types) and number == len(types) - 1
        if is_last:
            end = after = len(data)
        elif kind.isupper():
            size = int.from_bytes(data[at : at + 4], "big")
            at += 4
            end = after = min(at + size, len(data))
        else:
            found = data.find(b"\0", at)
            end = found if found >= 0 else len(data)
            after = end + 1
        yield kind, data[at:end]
        at = after
        number += 1


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace").replace("\0", "")


def _too_large(path: Path) -> FileProblem:
    return FileProblem(
        "The file unpacks to far more than a dictionary can be",
        where=path,
        mend="It may have been made to fill the disk of the computer: do not use it.",
    )


def _is_one(head: bytes, path: Path) -> bool:
    name = path.name.lower()
    return head.startswith(_MAGIC) or name.endswith((".ifo", ".idx", ".idx.gz", ".dict", ".dict.dz", ".syn"))


FORMAT = DictionaryFormat("StarDict", (".ifo", ".idx", ".dict", ".dz", ".syn"), _is_one, _open)
