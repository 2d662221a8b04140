"""Reading a whole UTF-8 file that belongs to a corpus, with the message a person needs where that fails.

Other encodings are for import alone; a corpus is UTF-8 throughout.
"""

from pathlib import Path

from parallelreader.core.errors import CorpusProblem


def read_bytes(file: Path, *, limit: int) -> bytes:
    """The content. Raises CorpusProblem where the file is missing, unreadable or over ``limit`` bytes."""
    try:
        size = file.stat().st_size
        if size > limit:
            raise CorpusProblem(
                f"The file is larger than {limit // 1_000_000} MB",
                where=file,
                mend="Divide it into several documents.",
            )
        return file.read_bytes()
    except FileNotFoundError as error:
        raise CorpusProblem("There is no such file", where=file, mend="Put it there.") from error
    except IsADirectoryError as error:
        raise CorpusProblem("This is a folder, not a file", where=file, mend="Name a file in it.") from error
    except PermissionError as error:
        raise CorpusProblem(
            "The file may not be read", where=file, mend="Give yourself the right to read it."
        ) from error
    except OSError as error:
        raise CorpusProblem(f"The file cannot be read: {error.strerror or error}", where=file) from error


def decode_utf8(data: bytes, file: Path, *, mend: str) -> str:
    """``data`` as text, a byte order mark taken off. Raises CorpusProblem with the line of the fault."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise CorpusProblem("The file is not UTF-8", where=file, line=line, mend=mend) from error
