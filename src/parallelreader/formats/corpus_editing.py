"""Renaming, moving about and taking out in the text of ``corpus.yaml``, all else left to the letter.

A document goes with the comment lines that stand right above it. That the result means what was wanted is
for whoever writes it to check, by reading it again: see :func:`rewriting`.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import yaml

from parallelreader.core.corpus import CORPUS_FILE, Corpus
from parallelreader.core.errors import CorpusProblem
from parallelreader.formats.bounded_yaml import MAX_BYTES, compose
from parallelreader.formats.corpus_yaml import parse_corpus
from parallelreader.formats.plain_files import read_bytes
from parallelreader.formats.whole_writing import FileChanges
from parallelreader.formats.yaml_text import after_line, last_line, mapping, offset_of, scalar, value_of

Edit = Callable[[str, Path], str]
"""From the text of a ``corpus.yaml``, and where that is, to another text."""

_COMMA = re.compile(r"\s*,")


@dataclass(frozen=True, slots=True)
class Rewriting:
    """A ``corpus.yaml`` byte for byte as it was and as it is to be."""

    folder: Path
    before: bytes
    after: bytes

    def reverted(self) -> "Rewriting":
        """The way back."""
        return Rewriting(self.folder, self.after, self.before)


def rewriting(expected: Corpus, edit: Edit) -> Rewriting:
    """What ``edit`` would make of the ``corpus.yaml`` in the folder of ``expected``; nothing is written.

    Raises CorpusProblem unless the result reads as ``expected``. Files that are not there do not matter:
    they may be just coming or going.
    """
    file = expected.folder / CORPUS_FILE
    before = read_bytes(file, limit=MAX_BYTES)
    mark = "\ufeff" if before.startswith(b"\xef\xbb\xbf") else ""
    text = before.decode("utf-8-sig")
    return Rewriting(expected.folder, before, (mark + _edited(text, expected, edit)).encode())


def rewrite(changed: Rewriting) -> None:
    """Write that, all or nothing. Raises WriteProblem, also where the file is no longer as it was."""
    with FileChanges(changed.folder) as changes:
        changes.replace(PurePosixPath(CORPUS_FILE), changed.after, former=changed.before)


def _edited(text: str, expected: Corpus, edit: Edit) -> str:
    file = expected.folder / CORPUS_FILE
    result = edit(text, file)
    paths = {path for document in expected.documents for path in document.files}
    reading = parse_corpus(result, file, pending=paths)
    if reading.corpus != expected:
        raise CorpusProblem(
            "The program cannot change this file as it is laid out",
            where=file,
            line=reading.problems[0].line if reading.problems else None,
            mend="Write its lists in block style, an item a line that begins with a dash.",
        )
    return result


def retitle(title: str, document_id: str = "") -> Edit:
    """Give a document, or without an id the corpus, another title."""

    def edit(text: str, file: Path) -> str:
        owner = mapping(compose(text, file))
        if document_id:
            owner = mapping(_item(text, file, document_id))
        node = value_of(owner, "title")
        flowing = owner.flow_style
        if node is None:
            return _with_title(text, owner, title)
        start, end = offset_of(text, node.start_mark), offset_of(text, node.end_mark)
        words = json.dumps(title, ensure_ascii=False) if flowing else scalar(title)
        # A literal block ends where the next line begins.
        ending = "\n" if text[start:end].endswith("\n") else ""
        gap = "" if text[start - 1 : start].isspace() else " "
        return text[:start] + gap + words + ending + text[end:]

    return edit


def take_out(document_id: str) -> Edit:
    """Take a document out of the list."""

    def edit(text: str, file: Path) -> str:
        documents = _documents(text, file)
        number = _number(documents, file, document_id)
        if documents.flow_style:
            start, end = _flow_span(text, documents, number)
            return text[:start] + text[end:]
        first, after = _lines_of(text, documents, number)
        lines = text.splitlines(keepends=True)
        return "".join([*lines[:first], *lines[after:]])

    return edit


def put_at(document_id: str, place: int) -> Edit:
    """Move a document so that it is the one numbered ``place``, counted from zero."""

    def edit(text: str, file: Path) -> str:
        documents = _documents(text, file)
        number = _number(documents, file, document_id)
        if documents.flow_style:
            return _flow_put(text, documents, number, place)
        spans = [_lines_of(text, documents, each) for each in range(len(documents.value))]
        lines = text.splitlines(keepends=True)
        if not lines[-1].endswith(("\n", "\r")):
            lines[-1] += "\n"
        blocks = ["".join(lines[first:after]) for first, after in spans]
        # Lines between two documents that belong to neither stay where they are, after so many documents.
        gaps = [
            "".join(lines[spans[each][1] : spans[each + 1][0]]) if each + 1 < len(spans) else ""
            for each in range(len(spans))
        ]
        blocks.insert(place, blocks.pop(number))
        body = "".join(block + gap for block, gap in zip(blocks, gaps, strict=True))
        return "".join(lines[: spans[0][0]]) + body + "".join(lines[spans[-1][1] :])

    return edit


def _with_title(text: str, owner: yaml.MappingNode, title: str) -> str:
    identifier = value_of(owner, "id")
    if identifier is None:
        raise TypeError("only a document of a sound corpus.yaml can be without a title")
    if owner.flow_style:
        end = offset_of(text, identifier.end_mark)
        return f'{text[:end]}, "title": {json.dumps(title, ensure_ascii=False)}{text[end:]}'
    line = f"{' ' * owner.start_mark.column}title: {scalar(title)}\n"
    return after_line(text, identifier.end_mark.line, line)


def _documents(text: str, file: Path) -> yaml.SequenceNode:
    node = value_of(mapping(compose(text, file)), "documents")
    if not isinstance(node, yaml.SequenceNode):
        raise CorpusProblem("There are no documents", where=file, mend="Read the corpus anew.")
    return node


def _number(documents: yaml.SequenceNode, file: Path, document_id: str) -> int:
    for number, item in enumerate(documents.value):
        identifier = value_of(item, "id") if isinstance(item, yaml.MappingNode) else None
        if isinstance(identifier, yaml.ScalarNode) and identifier.value.strip() == document_id:
            return number
    raise CorpusProblem(f"There is no document {document_id}", where=file, mend="Read the corpus anew.")


def _item(text: str, file: Path, document_id: str) -> yaml.Node:
    documents = _documents(text, file)
    node: yaml.Node = documents.value[_number(documents, file, document_id)]
    return node


def _lines_of(text: str, documents: yaml.SequenceNode, number: int) -> tuple[int, int]:
    """(first line, line after the last) of a document in a block, counted from zero."""
    lines = text.splitlines()
    item = documents.value[number]
    first = item.start_mark.line
    while first > 0 and not lines[first].lstrip().startswith("-"):
        first -= 1
    # The line of the key above the first document is neither empty nor a comment.
    before = last_line(documents.value[number - 1]) + 1 if number else 0
    while first > before and lines[first - 1].lstrip().startswith("#"):
        first -= 1
    while first > before and not lines[first - 1].strip():
        first -= 1
    return first, last_line(item) + 1


def _flow_span(text: str, documents: yaml.SequenceNode, number: int) -> tuple[int, int]:
    """What to cut for a document in brackets: with the comma after it, or before the last one."""
    items = documents.value
    start, end = offset_of(text, items[number].start_mark), offset_of(text, items[number].end_mark)
    if number + 1 < len(items):
        return start, offset_of(text, items[number + 1].start_mark)
    if number:
        return offset_of(text, items[number - 1].end_mark), end
    comma = _COMMA.match(text, end)
    return start, comma.end() if comma else end


def _flow_put(text: str, documents: yaml.SequenceNode, number: int, place: int) -> str:
    spans = [(offset_of(text, item.start_mark), offset_of(text, item.end_mark)) for item in documents.value]
    pieces = [text[start:end] for start, end in spans]
    gaps = [
        text[spans[each][1] : spans[each + 1][0]] if each + 1 < len(spans) else ""
        for each in range(len(spans))
    ]
    pieces.insert(place, pieces.pop(number))
    body = "".join(piece + gap for piece, gap in zip(pieces, gaps, strict=True))
    return text[: spans[0][0]] + body + text[spans[-1][1] :]
