"""StarDict dictionaries as they are handed about: all files of one in a ZIP or TAR archive.

The files it needs are unpacked into a folder of the system's for as long as they are read, and no others.
"""

import lzma
import tarfile
import tempfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Self

from parallelreader.core.errors import FileProblem
from parallelreader.core.incoming import Fault
from parallelreader.core.language.dictionary import Entry
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.formats.archives import Archive, PartProblem
from parallelreader.formats.dictionaries import stardict
from parallelreader.formats.dictionaries.source import DictionaryFormat, DictionarySource

_KIND = "archive of a StarDict dictionary"
_ENDINGS = (".ifo", ".idx", ".idx.gz", ".idx.dz", ".dict", ".dict.dz", ".syn", ".syn.dz")
_MOST_BYTES = 2_000_000_000
_MOST_MEMBERS = 5_000
_LONGEST_HEADER = 100_000
# What stands before a member and says more of it: such a thing is read into memory as a whole.
_HEADERS = frozenset(
    (
        tarfile.GNUTYPE_LONGNAME,
        tarfile.GNUTYPE_LONGLINK,
        tarfile.XHDTYPE,
        tarfile.XGLTYPE,
        tarfile.SOLARIS_XHDTYPE,
    )
)
_CHUNK = 1 << 18
_TAR_NAMES = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz", ".tbz2", ".tar.xz", ".txz")
_BROKEN = (tarfile.TarError, EOFError, OSError, zlib.error, lzma.LZMAError)


class _Member(tarfile.TarInfo):
    """A member whose name is not made to fill the memory."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
        found = super().frombuf(buf, encoding, errors)
        if found.type in _HEADERS and found.size > _LONGEST_HEADER:
            raise tarfile.ReadError("a header is too long")
        return found


@dataclass(frozen=True, slots=True)
class _Members:
    """What is in an archive: the names of its files, and what reads one of them in pieces."""

    names: tuple[str, ...]
    chunks: Callable[[str], Iterator[bytes]]


def _open(path: Path) -> DictionarySource:
    with _unpacked(path, NO_PROGRESS, (".ifo",)) as folder:
        title, licence = stardict.told(next(folder.glob("*.ifo")))
    return DictionarySource(title, licence, partial(_entries, path), has_both_scripts=False)


def _entries(path: Path, progress: Progress) -> Iterator[Entry | Fault]:
    with _unpacked(path, progress, _ENDINGS) as folder:
        try:
            yield from stardict.FORMAT.open(folder).entries(progress)
        except FileProblem as problem:
            # The folder is gone when this is read.
            raise FileProblem(problem.what, where=path, mend=problem.mend) from problem


@contextmanager
def _unpacked(path: Path, progress: Progress, endings: tuple[str, ...]) -> Iterator[Path]:
    """A folder with the files of the one dictionary in an archive that end so. Raises FileProblem."""
    with tempfile.TemporaryDirectory(prefix="parallelreader-") as scratch, _opened(path) as members:
        folder = Path(scratch)
        found = [name for name in members.names if name.lower().endswith(".ifo")]
        if len(found) != 1:
            raise FileProblem(
                f"There are {len(found)} dictionaries in this archive",
                where=path,
                mend="Unpack it, and choose the .ifo file of one of them.",
            )
        stem = found[0][: -len(".ifo")]
        written = 0
        try:
            for name in members.names:
                if not name.startswith(stem) or name[len(stem) :].lower() not in endings:
                    continue
                # Under a name of ours: that in the archive may lead anywhere.
                with (folder / f"dictionary{name[len(stem) :].lower()}").open("wb") as file:
                    for chunk in members.chunks(name):
                        written += len(chunk)
                        if written > _MOST_BYTES:
                            raise FileProblem(
                                "The archive unpacks to far more than a dictionary can be",
                                where=path,
                                mend="It may have been made to fill the disk: do not use it.",
                            )
                        file.write(chunk)
                        progress.step(0, 1)
        except (*_BROKEN, PartProblem) as error:
            raise _damaged(path) from error
        yield folder


@contextmanager
def _opened(path: Path) -> Iterator[_Members]:
    with ExitStack() as stack:
        if not _is_tar(path):
            archive = stack.enter_context(Archive(path, _KIND))
            yield _Members(archive.names, archive.chunks)
            return
        try:
            tar = stack.enter_context(tarfile.open(path, tarinfo=_Member))
            members: dict[str, tarfile.TarInfo] = {}
            size = 0
            for number, member in enumerate(tar):
                # Whoever goes on to the next unpacks this one.
                size += member.size
                if number >= _MOST_MEMBERS or size > 2 * _MOST_BYTES:
                    raise _damaged(path)
                if member.isfile() and not PurePosixPath(member.name).is_absolute():
                    members[member.name] = member
        except _BROKEN as error:
            raise _damaged(path) from error
        yield _Members(tuple(members), lambda name: _pieces(tar, members[name]))


def _pieces(tar: tarfile.TarFile, member: tarfile.TarInfo) -> Iterator[bytes]:
    file = tar.extractfile(member)
    if file is None:
        raise PartProblem("It is no file")
    while chunk := file.read(_CHUNK):
        yield chunk


def _damaged(path: Path) -> FileProblem:
    return FileProblem(
        f"The {_KIND} is damaged or incomplete",
        where=path,
        mend="Fetch it again from where it comes.",
    )


def _is_tar(path: Path) -> bool:
    return path.name.lower().endswith(_TAR_NAMES)


def _is_one(head: bytes, path: Path) -> bool:
    if not _is_tar(path) and not head.startswith(b"PK"):
        return False
    try:
        with _opened(path) as members:
            return any(name.lower().endswith(".ifo") for name in members.names)
    except FileProblem:
        # Of a tar archive there is nothing else to say; a ZIP archive may be meant for another format.
        return _is_tar(path)


FORMAT = DictionaryFormat("StarDict in an archive", (".tar.bz2", ".zip", *_TAR_NAMES), _is_one, _open)
