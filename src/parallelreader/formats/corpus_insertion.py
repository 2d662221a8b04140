"""Putting an entry into the text of ``corpus.yaml`` without touching a letter of what people wrote there.

The new lines go where the marks of the parsed nodes say a list ends; that the result means what was
wanted is checked by ``corpus_writing``, which reads it again.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import cast

import yaml

from parallelreader.core.corpus import AlignmentFile, Document, Version
from parallelreader.core.errors import CorpusProblem
from parallelreader.formats.bounded_yaml import compose

Value = str | Sequence["Value"] | Mapping[str, "Value"]
"""What an entry is made of. A list of strings is written in one line, any other in a block."""

_PLAIN = re.compile(r"[^\W\d_][\w ./()\-《》“”‘’，。！？：；、—…·（）]*(?<! )")
_WORDS_WITH_A_MEANING = {"null", "true", "false", "yes", "no", "on", "off", "y", "n"}


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
    return _extend(text, _mapping(compose(text, file)), "documents", entries)


def insert_into_document(text: str, file: Path, document_id: str, key: str, entries: Sequence[Value]) -> str:
    """Add entries at the end of the list ``key`` (versions, alignments) of a document."""
    documents = _value(_mapping(compose(text, file)), "documents")
    items = documents.value if isinstance(documents, yaml.SequenceNode) else []
    for item in items:
        identifier = _value(item, "id") if isinstance(item, yaml.MappingNode) else None
        if isinstance(identifier, yaml.ScalarNode) and identifier.value.strip() == document_id:
            return _extend(text, item, key, entries)
    raise CorpusProblem(f"There is no document {document_id}", where=file, mend="Read the corpus anew.")


def block(entries: Sequence[Value], indent: int) -> str:
    """The lines of a list, its dashes in column ``indent``, with a newline at the end."""
    return "".join(f"{' ' * indent}- {_lines(entry, indent + 2).lstrip(' ')}" for entry in entries)


def _extend(text: str, owner: yaml.MappingNode, key: str, entries: Sequence[Value]) -> str:
    node = _value(owner, key)
    if node is None and owner.flow_style:
        return _before_bracket(text, owner, f"{json.dumps(key)}: {json.dumps(entries, ensure_ascii=False)}")
    column = owner.start_mark.column
    if node is None:
        header = f"{' ' * column}{key}:\n"
        return _after(text, _last_line(owner), header + block(entries, column + 2))
    if isinstance(node, yaml.SequenceNode) and not node.flow_style:
        return _after(text, _last_line(node), block(entries, node.start_mark.column))
    if isinstance(node, yaml.SequenceNode) and (node.value or owner.flow_style):
        inside = json.dumps(entries, ensure_ascii=False)[1:-1]
        return _before_bracket(text, node, inside)
    # An empty list, [] or nothing at all, in a block: the list begins below.
    bare = text[: _offset(text, node.start_mark)].rstrip(" ") + text[_offset(text, node.end_mark) :]
    return _after(bare, node.start_mark.line, block(entries, column + 2))


def _lines(value: Value, indent: int) -> str:
    if isinstance(value, str):
        return f"{' ' * indent}{_scalar(value)}\n"
    fields = cast(Mapping[str, Value], value)
    lines = []
    for key, inner in fields.items():
        start = f"{' ' * indent}{key}:"
        if isinstance(inner, str):
            lines.append(f"{start} {_scalar(inner)}\n")
        elif isinstance(inner, Sequence) and all(isinstance(item, str) for item in inner):
            lines.append(f"{start} [{', '.join(_scalar(str(item)) for item in inner)}]\n")
        else:
            lines.append(f"{start}\n{block(cast(Sequence[Value], inner), indent + 2)}")
    return "".join(lines)


def _scalar(text: str) -> str:
    if _PLAIN.fullmatch(text) and text.lower() not in _WORDS_WITH_A_MEANING:
        return text
    return json.dumps(text, ensure_ascii=False)


def _mapping(node: yaml.Node | None) -> yaml.MappingNode:
    if not isinstance(node, yaml.MappingNode):
        raise TypeError("only the text of a sound corpus.yaml can be added to")
    return node


def _value(owner: yaml.MappingNode, key: str) -> yaml.Node | None:
    for name, value in owner.value:
        if isinstance(name, yaml.ScalarNode) and name.value.strip() == key:
            return cast(yaml.Node, value)
    return None


def _last_line(node: yaml.Node) -> int:
    """The line, from zero, of the last word in ``node``; the node's own end lies past what follows it."""
    last = node.start_mark.line
    for leaf in _leaves(node):
        mark = leaf.end_mark
        # A literal block ends at the start of the line after it.
        whole_line_back = mark.column == 0 and mark.line > leaf.start_mark.line
        last = max(last, mark.line - 1 if whole_line_back else mark.line)
    return last


def _leaves(node: yaml.Node) -> Iterator[yaml.Node]:
    if not isinstance(node, yaml.CollectionNode) or node.flow_style:
        yield node
        return
    for item in node.value:
        for child in item if isinstance(item, tuple) else (item,):
            yield from _leaves(child)


def _offset(text: str, mark: yaml.Mark) -> int:
    lines = text.splitlines(keepends=True)
    return sum(len(line) for line in lines[: mark.line]) + mark.column


def _after(text: str, line: int, addition: str) -> str:
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = text.splitlines(keepends=True)
    before, behind = lines[: line + 1], lines[line + 1 :]
    if before and before[-1] == before[-1].splitlines()[0]:
        before.append(newline)
    return "".join([*before, addition.replace("\n", newline), *behind])


def _before_bracket(text: str, node: yaml.SequenceNode | yaml.MappingNode, addition: str) -> str:
    end = _offset(text, node.end_mark) - 1
    if not node.value:
        return text[:end].rstrip(" ") + addition + text[end:]
    last = node.value[-1]
    item = last[1] if isinstance(last, tuple) else last
    behind = text[_offset(text, item.end_mark) : end]
    comma = "" if "," in re.sub(r"#.*", "", behind) else ", "
    return text[:end].rstrip(" ") + comma + addition + text[end:]
