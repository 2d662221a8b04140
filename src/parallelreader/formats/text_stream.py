"""Text files of any size, line by line in constant memory, in the encoding their bytes are really in.

``encodings`` judges a sample; what the lines mean is known to the module of each format.
"""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from parallelreader.core.errors import FileProblem
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.formats import encodings

LONGEST_LINE = 1_000_000
"""Code points of the longest line that is read; a longer one is given as None."""

_CHUNK = 1 << 17
_SAMPLE = 1 << 18
_CUT = 3
_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class TextFile:
    """A text file with the encoding it is read in, a key of ENCODINGS, and how sure that is, from 0 to 1."""

    path: Path
    encoding: str
    confidence: float = 1.0

    def lines(self, progress: Progress = NO_PROGRESS) -> Iterator[tuple[int, str | None]]:
        """Every line with its number from one, without its line feed or carriage return, None for one that
        is longer than any line of text. Raises FileProblem where bytes are not in the encoding."""
        number = 0
        held: list[str] = []
        size = 0
        for piece in self._pieces(progress):
            parts = piece.split("\n")
            last = parts.pop()
            for part in parts:
                number += 1
                if held:
                    size += len(part)
                    if size <= LONGEST_LINE:
                        held.append(part)
                        yield number, "".join(held)
                    else:
                        yield number, None
                    held, size = [], 0
                else:
                    yield number, part if len(part) <= LONGEST_LINE else None
            if last:
                size += len(last)
                if size <= LONGEST_LINE:
                    held.append(last)
                elif len(held) != 1 or held[0]:
                    held = [""]
        if held:
            yield number + 1, "".join(held) if size <= LONGEST_LINE else None

    def _pieces(self, progress: Progress) -> Iterator[str]:
        """The text with its line ends made line feeds, a byte order mark and NULs taken off."""
        decoder = codecs.getincrementaldecoder(self.encoding)()
        lines = 0
        try:
            total = self.path.stat().st_size
            with self.path.open("rb") as file:
                first = after_return = True
                while raw := file.read(_CHUNK):
                    piece = _decoded(decoder, raw, False, lines, self)
                    if first:
                        piece, first, after_return = piece.removeprefix(_MARK), not piece, False
                    if "\r" in piece or after_return:
                        # A carriage return at the end of one piece and a line feed after it are one line end.
                        if after_return and piece.startswith("\n"):
                            piece = piece[1:]
                            after_return = False
                        after_return = piece.endswith("\r") or (after_return and not piece)
                        piece = piece.replace("\r\n", "\n").replace("\r", "\n")
                    if "\0" in piece:
                        piece = piece.replace("\0", "")
                    lines += piece.count("\n")
                    yield piece
                    progress.step(min(file.tell(), total), total)
                yield _decoded(decoder, b"", True, lines, self)
        except OSError as error:
            raise FileProblem(
                f"The file cannot be read: {error.strerror or error}",
                where=self.path,
                mend="Look whether it is still there.",
            ) from error


def text_file(path: Path, said: str = "") -> TextFile:
    """The file with the encoding that is ``said``, else the one its bytes are likeliest in.

    Raises FileProblem where it cannot be read, is empty, or is no text.
    """
    try:
        with path.open("rb") as file:
            sample = file.read(_SAMPLE)
            if not sample:
                raise FileProblem("The file is empty", where=path, mend="Choose a file with text in it.")
            if said:
                return TextFile(path, _with_mark(sample, encodings.canonical_name(said)))
            found = _guess(sample)
            later = sample if sample.isascii() else b""
            while later and later.isascii():
                # Only bytes beyond ASCII tell encodings apart, and in some files they come late.
                later = file.read(_SAMPLE)
            return TextFile(path, *(_guess(later) if later and found[0] == "utf-8" else found))
    except FileProblem as problem:
        raise FileProblem(problem.what, where=path, line=problem.line, mend=problem.mend) from problem
    except OSError as error:
        raise FileProblem(
            f"The file cannot be read: {error.strerror or error}",
            where=path,
            mend="Look at its name and rights.",
        ) from error


def guess_encoding(sample: bytes) -> str:
    """The key of ENCODINGS that bytes which begin a character, and may end inside one, are likeliest in.

    Raises FileProblem where they are in none.
    """
    return _guess(sample)[0]


@lru_cache(maxsize=2)
def head_lines(head: bytes, limit: int = 400) -> tuple[str, ...]:
    """The whole lines in the first bytes of a file, at most ``limit``; none where it is no text.

    The last answers are remembered, since every format asks the same of a file.
    """
    try:
        name = guess_encoding(head) if head else ""
    except FileProblem:
        return ()
    if not name:
        return ()
    text = head.decode(name, "replace").removeprefix(_MARK)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if len(head) >= 1 << 16 and len(lines) > 1:
        lines.pop()
    return tuple(lines[:limit])


def _guess(sample: bytes) -> tuple[str, float]:
    for cut in range(_CUT + 1):
        try:
            found = encodings.decode(sample[: len(sample) - cut])
        except FileProblem:
            if cut == _CUT or len(sample) <= cut + 1:
                break
            continue
        if cut == 0 or found.encoding == "utf-8" or "\n" not in found.text:
            return found.encoding, found.confidence
        break
    whole = sample.rfind(b"\n") + 1
    try:
        found = encodings.decode(sample[:whole] if whole > len(sample) // 2 else sample)
    except FileProblem:
        # White space alone is a text too, and NULs in one are left out.
        stripped = sample.replace(b"\0", b"")
        if stripped.isascii() and (not stripped.strip() or len(stripped) > 0.9 * len(sample)):
            return "utf-8", 0.5
        raise
    return found.encoding, found.confidence


def _with_mark(sample: bytes, name: str) -> str:
    if name != "utf-16":
        return name
    return "utf-16-be" if sample.startswith(codecs.BOM_UTF16_BE) or sample[:1] == b"\0" else "utf-16-le"


def _decoded(decoder: codecs.IncrementalDecoder, raw: bytes, final: bool, lines: int, file: TextFile) -> str:
    try:
        return decoder.decode(raw, final)
    except UnicodeDecodeError as error:
        before = error.object[: error.start].count(b"\n")
        raise FileProblem(
            f"From here on the file is not in {encodings.ENCODINGS[file.encoding]}",
            where=file.path,
            line=lines + before + 1,
            mend="Save it again as UTF-8, or say which encoding it is in.",
        ) from error
