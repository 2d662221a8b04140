"""Reading parts of a ZIP archive that somebody else made: e-books, Word documents.

Nothing is ever unpacked to the disk, and no part grows beyond what a text can be, whatever it says of itself.
"""

import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from urllib.parse import unquote

from parallelreader.core.errors import FileProblem
from parallelreader.formats import plain_files

MAX_PARTS = 50_000
MAX_PART_BYTES = 200_000_000
MAX_READ_BYTES = 1_000_000_000
_MAX_DIRECTORY_BYTES = 32_000_000
_MAX_GROWTH = 300
_SMALL_BYTES = 16_000_000
_CHUNK = 262_144
_END = b"PK\x05\x06"
_LARGE_LOCATOR, _LARGE_END = b"PK\x06\x07", b"PK\x06\x06"
_IS_ENCRYPTED = 0x1


class PartProblem(Exception):
    """One part of an archive is missing or cannot be read; the others may be sound."""


class Archive:
    """An open archive; to be used in a ``with`` statement. ``names`` are those of its parts."""

    def __init__(self, path: Path, kind: str) -> None:
        """``kind`` is what to call it in messages ("e-book"). Raises FileProblem."""
        self._path, self._kind = path, kind
        self._read_bytes = 0
        plain_files.read_head(path, 4)
        try:
            _check_directory(path)
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError, ValueError, struct.error, NotImplementedError) as error:
            raise self.damaged() from error
        self._parts = {
            part.filename: part for part in self._zip.infolist() if part.filename and not part.is_dir()
        }
        self._by_lower = {name.lower(): name for name in self._parts}

    def __enter__(self) -> "Archive":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts in the order of the archive."""
        return tuple(self._parts)

    def damaged(self) -> FileProblem:
        """What to say where the archive as a whole cannot be read."""
        return FileProblem(
            f"The {self._kind} is damaged or incomplete: it is no whole archive",
            where=self._path,
            mend="Fetch or save it again from where it comes.",
        )

    def find(self, name: str, *, beside: str = "") -> str:
        """The part that a reference in the part ``beside`` means, empty where there is none.

        References are written with %20 or without, and with the wrong case.
        """
        base = posixpath.dirname(beside)
        for each in dict.fromkeys((name, unquote(name))):
            wanted = posixpath.normpath(posixpath.join(base, each.replace("\\", "/"))).lstrip("/")
            if wanted in self._parts:
                return wanted
            if wanted.lower() in self._by_lower:
                return self._by_lower[wanted.lower()]
        return ""

    def size(self, name: str) -> int:
        """How many bytes a part says it has, 0 for one that is not there."""
        return self._parts[name].file_size if name in self._parts else 0

    def read(self, name: str) -> bytes:
        """A whole part. Raises PartProblem, and FileProblem where it is made to fill memory."""
        return b"".join(self.chunks(name))

    def chunks(self, name: str) -> Iterator[bytes]:
        """A part in pieces. Raises as :meth:`read`."""
        part = self._parts.get(name)
        if part is None:
            raise PartProblem("It is not in the file")
        if part.flag_bits & _IS_ENCRYPTED:
            raise FileProblem(
                f"The {self._kind} is locked with a password",
                where=self._path,
                mend="Unlock it in the program it comes from, and save it without.",
            )
        if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            # No book or document is packed otherwise, and other ways have errors and bounds of their own.
            raise PartProblem("It is packed in a way that cannot be read here")
        self._check_growth(part)
        read = 0
        try:
            with self._zip.open(part) as opened:
                while chunk := opened.read(_CHUNK):
                    read += len(chunk)
                    self._read_bytes += len(chunk)
                    if read > MAX_PART_BYTES or self._read_bytes > MAX_READ_BYTES:
                        raise self._too_large(name)
                    yield chunk
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
            raise PartProblem("It is damaged") from error
        except (NotImplementedError, RuntimeError) as error:
            raise PartProblem("It is packed in a way that cannot be read here") from error

    def _check_growth(self, part: zipfile.ZipInfo) -> None:
        grows = part.file_size > _MAX_GROWTH * max(part.compress_size, 1)
        if part.file_size > MAX_PART_BYTES or (part.file_size > _SMALL_BYTES and grows):
            raise self._too_large(part.filename)

    def _too_large(self, name: str) -> FileProblem:
        return FileProblem(
            f"The {self._kind} has a part that unpacks to far more than a text can be ({name[:100]})",
            where=self._path,
            mend="It may have been made to fill the memory of the computer: do not use it.",
        )


def _check_directory(path: Path) -> None:
    """Refuse what lists more parts than any book has, before the list is read. Raises BadZipFile."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(size - 66_000, 0))
        tail = file.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + 22:
        raise zipfile.BadZipFile("no end of the central directory")
    parts, length = struct.unpack("<HL", tail[at + 10 : at + 16])
    if tail[max(at - 20, 0) : at].startswith(_LARGE_LOCATOR):
        # Whoever reads it believes the larger figures that stand before, whatever these are.
        large = tail[max(at - 76, 0) : at - 20]
        if not large.startswith(_LARGE_END) or len(large) < 56:
            raise zipfile.BadZipFile("no end of the large central directory")
        parts, length = struct.unpack("<QQ", large[32:48])
    if parts > MAX_PARTS or length > _MAX_DIRECTORY_BYTES:
        raise zipfile.BadZipFile("the central directory is too large")
