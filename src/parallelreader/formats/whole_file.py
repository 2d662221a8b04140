"""Writing one file, however large, so that it is there with all its content afterwards or as it was before.

Several small files of one folder that belong together are the business of ``whole_writing``.
"""

import contextlib
import os
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from parallelreader.core.errors import WriteProblem
from parallelreader.formats.whole_writing import write_problem


@contextlib.contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A stream for the content of ``path``, which takes the place of what is there when all is written.

    What is no plain file, as a device or a pipe, is written to as it is. Raises WriteProblem.
    """
    if path.exists() and not path.is_file():
        with _explained(path), path.open("wb") as stream:
            yield stream
        return
    part = path.with_name(f".{path.name[:80]}.{secrets.token_hex(4)}.part")
    try:
        with _explained(path):
            with part.open("xb") as stream:
                yield stream
                stream.flush()
                os.fsync(stream.fileno())
            os.replace(part, path)
    finally:
        with contextlib.suppress(OSError):
            part.unlink()


@contextlib.contextmanager
def whole_folder(path: Path) -> Iterator[Path]:
    """A folder to write into, which is called ``path`` when all is written; one that is there already must be
    empty. Raises WriteProblem."""
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise WriteProblem("There is something already", where=path, mend="Name a new or an empty folder.")
    part = path.with_name(f".{path.name[:80]}.{secrets.token_hex(4)}.part")
    try:
        with _explained(path):
            part.mkdir()
            yield part
            if path.exists():
                path.rmdir()
            os.replace(part, path)
    finally:
        shutil.rmtree(part, ignore_errors=True)


@contextlib.contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise write_problem(error, path) from error
