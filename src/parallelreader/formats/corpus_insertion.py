"""Putting an entry into the text of ``corpus.yaml`` without touching a letter of what people wrote there.

The new lines go where the marks of the parsed nodes say a list ends; that the result means what was
wanted is checked by ``corpus_writing``, which reads it again.
"""

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import cast

import yaml

from parallelreader.core.corpus import AlignmentFile, Document, Version
from parallelreader.core.errors import CorpusProblem
from parallelreader.formats.bounded_yaml import compose
from parallelreader.formats.yaml_text import after_line, last_line, mapping, offset_of, scalar, value_of

Value = str | Sequence["Value"] | Mapping[str, "Value"]
"""What an entry is made of. A list of strings is written in one line, any other in a block."""


def entry_of_document(document: Document) -> dict[str, Value]:
    """A document as it stands in ``corpus.yaml``."""
    entry: dict[str, Value] = {"id": document.id}
    if document.title != document.id:
        entry["title"] = document.title
    entry["versions"] = [entry_of_version(version) for version in document.versions]
    if document.alignments:
        entry["alignments"] = [entry_of_alignment(alignment) for alignment in document.alignments]
    return entry


def entry_of_version(version: Version) -> dict[str, Value]:
    """A version as it stands in ``corpus.yaml``; what is not known is left out."""
    entry: dict[str, Value] = {"id": version.id, "language": version.language, "hand": version.hand.value}
    for key in ("title", "author", "translator", "source", "date"):
        if value := getattr(version, key):
            entry[key] = value
    entry["text"] = str(version.text)
    for key in ("aside", "contents"):
        if path := getattr(version, key):
            entry[key] = str(path)
    return entry


def entry_of_alignment(alignment: AlignmentFile) -> dict[str, Value]:
    """An alignment as it stands in ``corpus.yaml``."""
    return {"between": [alignment.source, alignment.target], "file": str(alignment.path)}


def insert_documents(text: str, file: Path, entries: Sequence[Value]) -> str:
    """Add documents at the end of the list."""
    return _extend(text, mapping(compose(text, file)), "documents", entries)


def insert_into_document(text: str, file: Path, document_id: str, key: str, entries: Sequence[Value]) -> str:
    """Add entries at the end of the list ``key`` (versions, alignments) of a document."""
    documents = value_of(mapping(compose(text, file)), "documents")
    items = documents.value if isinstance(documents, yaml.SequenceNode) else []
    for item in items:
        identifier = value_of(item, "id") if isinstance(item, yaml.MappingNode) else None
        if isinstance(identifier, yaml.ScalarNode) and identifier.value.strip() == document_id:
            return _extend(text, item, key, entries)
    raise CorpusProblem(f"There is no document {document_id}", where=file, mend="Read the corpus anew.")


def block(entries: Sequence[Value], indent: int) -> str:
    """The lines of a list, its dashes in column ``indent``, with a newline at the end."""
    return "".join(f"{' ' * indent}- {_lines(entry, indent + 2).lstrip(' ')}" for entry in entries)


def _extend(text: str, owner: yaml.MappingNode, key: str, entries: Sequence[Value]) -> str:
    node = value_of(owner, key)
    if node is None and owner.flow_style:
        return _before_bracket(text, owner, f"{json.dumps(key)}: {json.dumps(entries, ensure_ascii=False)}")
    column = owner.start_mark.column
    if node is None:
        header = f"{' ' * column}{key}:\n"
        return after_line(text, last_line(owner), header + block(entries, column + 2))
    if isinstance(node, yaml.SequenceNode) and not node.flow_style:
        return after_line(text, last_line(node), block(entries, node.start_mark.column))
    if isinstance(node, yaml.SequenceNode) and (node.value or owner.flow_style):
        inside = json.dumps(entries, ensure_ascii=False)[1:-1]
        return _before_bracket(text, node, inside)
    # An empty list, [] or nothing at all, in a block: the list begins below.
    bare = text[: offset_of(text, node.start_mark)].rstrip(" ") + text[offset_of(text, node.end_mark) :]
    return after_line(bare, node.start_mark.line, block(entries, column + 2))


def _lines(value: Value, indent: int) -> str:
    if isinstance(value, str):
        return f"{' ' * indent}{scalar(value)}\n"
    fields = cast(Mapping[str, Value], value)
    lines = []
    for key, inner in fields.items():
        start = f"{' ' * indent}{key}:"
        if isinstance(inner, str):
            lines.append(f"{start} {scalar(inner)}\n")
        elif isinstance(inner, Sequence) and all(isinstance(item, str) for item in inner):
            lines.append(f"{start} [{', '.join(scalar(str(item)) for item in inner)}]\n")
        else:
            lines.append(f"{start}\n{block(cast(Sequence[Value], inner), indent + 2)}")
    return "".join(lines)


def _before_bracket(text: str, node: yaml.SequenceNode | yaml.MappingNode, addition: str) -> str:
    end = offset_of(text, node.end_mark) - 1
    if not node.value:
        return text[:end].rstrip(" ") + addition + text[end:]
    last = node.value[-1]
    item = last[1] if isinstance(last, tuple) else last
    behind = text[offset_of(text, item.end_mark) : end]
    comma = "" if "," in re.sub(r"#.*", "", behind) else ", "
    return text[:end].rstrip(" ") + comma + addition + text[end:]
