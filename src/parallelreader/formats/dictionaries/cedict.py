"""CC-CEDICT and what is written like it (CFDICT, HanDeDict): a line for an entry, packed with gzip or not."""

import gzip
import zlib
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from parallelreader.core.errors import FileProblem
from parallelreader.core.incoming import Fault
from parallelreader.core.language.dictionary import Entry, entry_in
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.formats.cells import one_line
from parallelreader.formats.dictionaries.records import LARGEST_ENTRY, LONGEST_HEADWORD
from parallelreader.formats.dictionaries.source import DictionaryFormat, DictionarySource
from parallelreader.formats.text_stream import head_lines, text_file

_GZIP = b"\x1f\x8b"
_MOST_BYTES = 2_000_000_000
_LONGEST_LINE = 200_000
_HEAD_LINES = 60
_MEND = "Fetch it again from where it comes."

Lines = Iterator[tuple[int, str | None]]


def _open(path: Path) -> DictionarySource:
    with path.open("rb") as file:
        is_packed = file.read(2) == _GZIP
    if is_packed:
        lines: Callable[[Progress], Lines] = partial(_unpacked, path)
    else:
        lines = text_file(path).lines
    head: list[str] = []
    for _, line in lines(NO_PROGRESS):
        if line is None or not line.startswith("#") or len(head) == _HEAD_LINES:
            break
        head.append(line.lstrip("#! ").strip())
    title, licence = _told(head, path)
    return DictionarySource(
        title, licence, lambda progress: entries_in(lines(progress)), has_both_scripts=True
    )


def entries_in(lines: Iterable[tuple[int, str | None]]) -> Iterator[Entry | Fault]:
    """The entries of numbered lines in this format."""
    for number, line in lines:
        if line is None or len(line) > LARGEST_ENTRY:
            yield Fault("A line too long to be an entry", line=number)
        elif line.startswith("#") or not line.strip():
            continue
        elif (entry := entry_in(one_line(line))) is not None and len(entry.simplified) <= LONGEST_HEADWORD:
            yield entry
        else:
            yield Fault("This is not written as an entry is: 繁體 简体 [pin1 yin1] /meaning/", line=number)


def _told(head: list[str], path: Path) -> tuple[str, str]:
    """The title and the licence by what is said at the head of the file."""
    said = dict(line.split("=", 1) for line in head if "=" in line and " " not in line.split("=", 1)[0])
    named = next((line for line in head if line and "=" not in line), "")
    title = named if 0 < len(named) <= 60 else path.name.split(".")[0]
    if date := said.get("date", "")[:10]:
        title = f"{title} {date}"
    after = next((head[at + 1 :] for at, line in enumerate(head) if line.lower().startswith("license:")), [])
    licence = next((line for line in after if line), "") or said.get("license", "")
    return title, licence[:200]


def _unpacked(path: Path, progress: Progress = NO_PROGRESS) -> Lines:
    """The lines of a file packed with gzip; what it unpacks to is in UTF-8."""
    total = path.stat().st_size
    read = number = 0
    try:
        with path.open("rb") as raw, gzip.open(raw) as file:
            while line := file.readline(_LONGEST_LINE):
                number += 1
                is_whole = line.endswith(b"\n") or len(line) < _LONGEST_LINE
                rest = b"" if is_whole else line
                while rest and not rest.endswith(b"\n"):
                    progress.step(min(raw.tell(), total), total)
                    read += len(rest)
                    _check_size(read, path)
                    rest = file.readline(_LONGEST_LINE)
                if not is_whole:
                    yield number, None
                    continue
                read += len(line)
                _check_size(read, path)
                if number % 1000 == 0:
                    progress.step(min(raw.tell(), total), total)
                yield number, line.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
    except UnicodeDecodeError as error:
        raise FileProblem(
            "The packed text is not in UTF-8",
            where=path,
            line=number,
            mend="Unpack it and save it as UTF-8.",
        ) from error
    except (OSError, EOFError, zlib.error) as error:
        raise FileProblem("The packed file is damaged or incomplete", where=path, mend=_MEND) from error


def _check_size(read: int, path: Path) -> None:
    if read > _MOST_BYTES:
        raise FileProblem(
            "The file unpacks to far more than a dictionary can be",
            where=path,
            mend="It may have been made to fill the disk of the computer: do not use it.",
        )


def _is_one(head: bytes, path: Path) -> bool:
    if head.startswith(_GZIP):
        return path.suffix.lower() == ".gz" and not path.name.lower().endswith((".tar.gz", ".idx.gz"))
    lines = [line for line in head_lines(head) if line.strip() and not line.startswith("#")]
    good = sum(entry_in(line) is not None for line in lines)
    return good > 0 and good >= len(lines) / 2


FORMAT = DictionaryFormat("CC-CEDICT", (".u8", ".txt", ".gz"), _is_one, _open)
