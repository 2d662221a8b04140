"""Makes the index of a text or of an alignment, reading the file from its beginning to its end.

Nothing of a text is held but numbers, so that its length matters little. What an index is good for, and
when one is needed, is known to ``document_indexing``.
"""

import hashlib
from array import array
from collections.abc import Iterator
from pathlib import Path

from parallelreader.app.reading.blocks import looks_like_heading, outline_of
from parallelreader.app.reading.doubtful import doubtful_rows
from parallelreader.app.reading.rows import AlignedRows
from parallelreader.core.alignment import Alignment, AlignmentParts
from parallelreader.core.bead_sequences import BeadParts, PackedBeads
from parallelreader.core.language import splitter
from parallelreader.core.language.script import is_chinese_tag
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.core.repair.repair import ordered
from parallelreader.core.text import Outline, Text, TextParts, normalise
from parallelreader.core.text_content import STEP, EncodedContent
from parallelreader.store.document_index import Entry, EntryWriter

_PIECE = 1 << 20
_BEFORE_OUTLINE = 0.97

_NUMBERS_OF_BEADS = ("source_first", "target_first", "sources", "targets")


class Unreadable(Exception):
    """The file is no text; reading it in the ordinary way will tell why."""


def write_text(file: Path, language: str, writer: EntryWriter, *, progress: Progress = NO_PROGRESS) -> None:
    """Write the index of a text. Raises Unreadable, OSError or Cancelled."""
    growing = _GrowingText(language, writer)
    state = hashlib.blake2b(digest_size=16)
    size = max(file.stat().st_size, 1)
    done = 0
    for piece in _pieces(file):
        state.update(piece)
        try:
            raw = piece.decode("utf-8")
        except UnicodeDecodeError as error:
            raise Unreadable from error
        if "\x00" in raw:
            raise Unreadable
        growing.add(normalise(raw))
        done += len(piece)
        progress.step(int(_BEFORE_OUTLINE * done), size, "Finding the sentences")
    growing.finish()
    writer.facts["file"] = state.hexdigest()
    progress.step(size, size, "Finding the sentences")


def read_text(entry: Entry) -> Text:
    """The text whose index this is."""
    facts, numbers = entry.facts, entry.numbers
    outline = Outline(numbers("blocks"), numbers("headings"))
    content = EncodedContent(entry.arrays["content"], numbers("marks"), facts["length"])
    return Text.stored(
        TextParts(
            content,
            numbers("starts"),
            numbers("ends"),
            numbers("paragraph_starts"),
            numbers("paragraph_first"),
            facts["digest"],
            outline,
        )
    )


def file_digest(file: Path) -> str:
    """A name for the bytes of a file, as it stands under ``file`` in the facts. Raises OSError."""
    state = hashlib.blake2b(digest_size=16)
    with file.open("rb") as stream:
        while piece := stream.read(_PIECE):
            state.update(piece)
    return state.hexdigest()


def write_alignment(alignment: Alignment, writer: EntryWriter) -> None:
    """Write the index of an alignment, in reading order, as it is shown. Raises OSError."""
    whole = ordered(alignment)
    parts = whole.parts(doubtful_rows(AlignedRows(whole)))
    for name in _NUMBERS_OF_BEADS:
        writer.add(name, getattr(parts.beads.parts, name), "I")
    writer.add("confidences", parts.beads.parts.confidences, "d")
    writer.add("origins", parts.beads.parts.origins, "B")
    for name in ("of_source", "of_target", "moved", "doubtful"):
        writer.add(name, getattr(parts, name), "I")
    writer.add("gapped", tuple(parts.beads.gapped()), "I")
    writer.facts.update(digest=alignment.digest, is_ascending=parts.beads.is_ascending)


def read_alignment(entry: Entry) -> Alignment:
    """The alignment whose index this is. It is named by the order that its beads were given in."""
    numbers = entry.numbers
    beads = BeadParts(
        source_first=numbers("source_first"),
        target_first=numbers("target_first"),
        sources=numbers("sources"),
        targets=numbers("targets"),
        confidences=entry.numbers("confidences"),
        origins=numbers("origins"),
    )
    return Alignment.stored(
        AlignmentParts(
            PackedBeads(beads, is_ascending=entry.facts["is_ascending"], gapped=numbers("gapped")),
            numbers("of_source"),
            numbers("of_target"),
            True,
            numbers("moved"),
            entry.facts["digest"],
            numbers("doubtful"),
        )
    )


def _pieces(file: Path) -> Iterator[bytes]:
    """The bytes of a file, parted only behind newlines."""
    with file.open("rb") as stream:
        waiting: list[bytes] = []
        while piece := stream.read(_PIECE):
            end = piece.rfind(b"\n") + 1
            waiting.append(piece[:end] if end else piece)
            if end:
                yield b"".join(waiting)
                waiting = [piece[end:]]
        yield b"".join(waiting)


class _GrowingText:
    """Cuts a text as it comes, writes its characters and keeps the numbers until the end."""

    def __init__(self, language: str, writer: EntryWriter) -> None:
        self._split = splitter(language)
        self._is_chinese = is_chinese_tag(language)
        self._writer = writer
        self._digest = hashlib.blake2b(digest_size=16)
        self._waiting = ""
        self._length = 0
        self._encoded = 0
        self._marks = array("Q")
        self._starts, self._ends = array("I"), array("I")
        self._paragraph_starts, self._paragraph_first = array("I"), array("I")
        self._likely_headings = array("I")

    def add(self, content: str) -> None:
        """More paragraphs, normalised, each on its line; none where it is empty."""
        if not content:
            return
        if self._length:
            content = "\n" + content
            self._cut(content[1:], self._length + 1)
        else:
            self._cut(content, 0)
        self._length += len(content)
        self._waiting += content
        whole = len(self._waiting) - len(self._waiting) % STEP
        for start in range(0, whole, STEP):
            self._write(self._waiting[start : start + STEP])
        self._waiting = self._waiting[whole:]

    def finish(self) -> None:
        """Write what has been kept until now. Raises Unreadable where there was not a word."""
        if not self._length:
            raise Unreadable
        if self._waiting:
            self._write(self._waiting)
        self._writer.end_array("content", "B")
        self._paragraph_first.append(len(self._starts))
        digest = self._digest.hexdigest()
        # For dividing it nobody asks for its characters.
        content = EncodedContent(memoryview(b""), (), self._length)
        numbers = self._starts, self._ends, self._paragraph_starts, self._paragraph_first
        text = Text.stored(TextParts(content, *numbers, digest))
        outline = outline_of(text, is_chinese=self._is_chinese, likely=self._likely_headings)
        self._writer.add("marks", self._marks, "Q")
        names = ("starts", "ends", "paragraph_starts", "paragraph_first")
        for name, values in zip(names, numbers, strict=True):
            self._writer.add(name, values, "I")
        self._writer.add("blocks", outline.starts, "I")
        self._writer.add("headings", outline.headings, "I")
        self._writer.facts.update(length=self._length, digest=digest)

    def _write(self, words: str) -> None:
        encoded = words.encode("utf-8")
        self._marks.append(self._encoded)
        self._encoded += len(encoded)
        self._digest.update(encoded)
        self._writer.write(encoded)

    def _cut(self, content: str, start: int) -> None:
        split, starts, ends = self._split, self._starts, self._ends
        for line in content.split("\n"):
            if looks_like_heading(line, is_chinese=self._is_chinese):
                self._likely_headings.append(len(self._paragraph_starts))
            self._paragraph_starts.append(start)
            self._paragraph_first.append(len(starts))
            for begin, end in split(line):
                starts.append(start + begin)
                ends.append(start + end)
            start += len(line) + 1
