"""Writing several files of one folder so that either all of them are there afterwards or none.

What is in them is not its business; the store of the user's notes keeps itself safe by other means.
"""

import contextlib
import errno
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import BinaryIO, Self

from parallelreader.core.errors import WriteProblem

_BLOCK = 1_000_000


@dataclass(frozen=True, slots=True)
class _Part:
    """A file under its passing name; ``former`` is the content it replaces, None for a new file.

    One that ``is_adopted`` was there before, and goes back to its passing name where all is undone.
    """

    path: Path
    target: Path
    former: bytes | None
    is_adopted: bool = False


class FileChanges:
    """A context: files are written under passing names, and get their own at its end, the replaced last.

    Whatever is raised inside, an interrupt too, leaves the folder as it was. Raises WriteProblem.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made_folders: list[Path] = []
        self._parts: list[_Part] = []
        self._finished: list[_Part] = []
        self._is_replacing = False

    def create(self, path: PurePosixPath, content: str | bytes) -> None:
        """Write a file that does not exist yet; its folders are made."""
        self._write(path, _bytes(content), former=None)

    def adopt(self, path: PurePosixPath, made: Path) -> None:
        """Give a file that was written before, on the same disk, its name; its folders are made.

        Where anything goes wrong it has its former name again.
        """
        target = self._folder / path
        try:
            self._make_folder(target.parent)
        except OSError as error:
            raise write_problem(error, target) from error
        self._parts.append(_Part(made, target, former=None, is_adopted=True))

    def copy(self, path: PurePosixPath, original: Path) -> None:
        """Make a file that does not exist yet the same as ``original``, its times and rights too."""
        with self._part(path, former=None) as stream, original.open("rb") as source:
            while block := source.read(_BLOCK):
                stream.write(block)
        with contextlib.suppress(OSError):
            looks, part = original.stat(), self._parts[-1].path
            os.utime(part, ns=(looks.st_atime_ns, looks.st_mtime_ns))
            part.chmod(looks.st_mode & 0o777)

    def replace(self, path: PurePosixPath, content: str | bytes, *, former: bytes) -> None:
        """Write a file over the one that is there, provided that still holds ``former`` at the end."""
        self._write(path, _bytes(content), former=former)

    def keep_former(self, path: PurePosixPath, former: bytes) -> None:
        """Write the former content of a file beside it, under a name of its own ending in ``.old``."""
        number = 1
        while os.path.lexists(self._folder / (name := f"{path}{'' if number == 1 else f'.{number}'}.old")):
            number += 1
        self._write(PurePosixPath(name), former, former=None)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            self._undo()
            return
        try:
            self._finish()
        except BaseException as failure:
            self._undo()
            if isinstance(failure, OSError):
                raise write_problem(failure, self._folder) from failure
            raise

    def _write(self, path: PurePosixPath, content: bytes, *, former: bytes | None) -> None:
        with self._part(path, former=former) as stream:
            stream.write(content)

    @contextlib.contextmanager
    def _part(self, path: PurePosixPath, *, former: bytes | None) -> Iterator[BinaryIO]:
        target = self._folder / path
        # A link keeps pointing where it does: the file behind it gets the new content.
        target = target if former is None else target.resolve()
        part = target.with_name(f".{target.name[:80]}.{os.urandom(4).hex()}.part")
        try:
            self._make_folder(target.parent)
            self._parts.append(_Part(part, target, former))
            with part.open("xb") as stream:
                yield stream
                stream.flush()
                os.fsync(stream.fileno())
            if former is not None:
                part.chmod(target.stat().st_mode & 0o777)
        except OSError as error:
            raise write_problem(error, target) from error

    def _make_folder(self, folder: Path) -> None:
        missing = [folder, *folder.parents]
        missing = missing[: next(i for i, each in enumerate(missing) if each.is_dir())]
        for each in reversed(missing):
            each.mkdir()
            self._made_folders.append(each)

    def _finish(self) -> None:
        for part in self._parts:
            if part.former is None:
                if os.path.lexists(part.target):
                    raise FileExistsError(errno.EEXIST, "the file exists already", str(part.target))
                self._finished.append(part)
                os.replace(part.path, part.target)
        self._is_replacing = True
        for part in self._replacements():
            if part.target.read_bytes() != part.former:
                raise WriteProblem(
                    "Another program has just changed the file", where=part.target, mend="Try again."
                )
            os.replace(part.path, part.target)
        for folder in {part.target.parent for part in self._parts}:
            _sync_folder(folder)

    def _replacements(self) -> list[_Part]:
        return [part for part in self._parts if part.former is not None]

    def _undo(self) -> None:
        if self._is_replacing and any(not part.path.exists() for part in self._replacements()):
            # The new content is in place and names the new files: without them it would be broken.
            return
        for part in self._finished:
            if part.is_adopted:
                with contextlib.suppress(OSError):
                    os.replace(part.target, part.path)
            else:
                _remove(part.target)
        for part in self._parts:
            if not part.is_adopted:
                _remove(part.path)
        for folder in reversed(self._made_folders):
            with contextlib.suppress(OSError):
                folder.rmdir()


def write_problem(error: OSError, where: Path) -> WriteProblem:
    """The message for an OSError met while writing."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return WriteProblem(
            "The disk is full; nothing was changed", where=where, mend="Make room and try again."
        )
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return WriteProblem(
            "The folder is read-only; nothing was changed",
            where=where,
            mend="Choose another folder, or give yourself the right to write there.",
        )
    return WriteProblem(f"The file cannot be written: {error.strerror or error}", where=where)


def _bytes(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink()


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
