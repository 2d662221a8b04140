"""From the text of ``corpus.yaml`` to a corpus, telling of everything in it that is not as it should be.

It is strict, since a misspelt key that is passed over is a translator's name lost. The texts themselves
are not opened; only that they exist inside the folder is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, TypeGuard

from parallelreader.core.corpus import AlignmentFile, Corpus, Document, Hand, Version
from parallelreader.core.errors import CorpusProblem
from parallelreader.core.patterns import pattern
from parallelreader.core.values import dataclass
from parallelreader.formats.bounded_yaml import compose
from parallelreader.formats.corpus_paths import fault_of, is_inside

if TYPE_CHECKING:
    import yaml

CORPUS_KEYS = ("title", "documents")
DOCUMENT_KEYS = ("id", "title", "versions", "alignments")
VERSION_KEYS = (
    "id", "language", "hand", "title", "author", "translator", "source", "date", "text", "aside",
    "contents",
)  # fmt: skip
ALIGNMENT_KEYS = ("between", "file")

_ID = pattern(r"\w[\w-]*")
_LANGUAGE = pattern(
    r"[a-z]{2,3}(-[a-z]{3}){0,3}(-[a-z]{4})?(-([a-z]{2}|[0-9]{3}))?(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*"
    r"(-[0-9a-wyz](-[a-z0-9]{2,8})+)*(-x(-[a-z0-9]{1,8})+)?",
    re.IGNORECASE,
)
# What people write where a tag is wanted. "cn" looks like a tag and is none.
_MEANT_LANGUAGES = {
    "chinese": "zh-Hans", "cn": "zh-Hans", "chs": "zh-Hans", "simplified": "zh-Hans", "中文": "zh-Hans",
    "cht": "zh-Hant", "traditional": "zh-Hant", "english": "en", "eng-us": "en-US", "us": "en-US",
    "英文": "en", "汉语": "zh-Hans", "英语": "en",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class CorpusReading:
    """``corpus`` is None where ``problems`` (in the order of their lines) is not empty."""

    corpus: Corpus | None
    problems: tuple[CorpusProblem, ...]


def parse_corpus(text: str, file: Path, *, pending: Collection[PurePosixPath] = ()) -> CorpusReading:
    """Read the text of ``file``; the files it names are looked for in the file's folder.

    ``pending`` are files that need not be there yet, since they are just being written.
    """
    try:
        root = compose(text, file)
    except CorpusProblem as problem:
        return CorpusReading(None, (problem,))
    reader = _Reader(file, pending)
    corpus = reader.corpus(root)
    problems = tuple(sorted(reader.problems, key=lambda problem: problem.line or 0))
    return CorpusReading(None if problems else corpus, problems)


def language_fault(tag: str) -> str:
    """What to write instead of a language tag that is none; "" where it is one."""
    meant = _MEANT_LANGUAGES.get(tag.lower())
    if meant is None and _LANGUAGE.fullmatch(tag):
        return ""
    if meant is None and _LANGUAGE.fullmatch(tag.replace("_", "-")):
        meant = tag.replace("_", "-")
    if meant:
        return f"Write {meant}."
    return "Write a BCP 47 tag: zh-Hans, zh-Hant or en, for example."


def is_identifier(text: str) -> bool:
    """Whether ``text`` can name a document or a version."""
    return _ID.fullmatch(text) is not None


Fields = dict[str, "yaml.Node"]


@dataclass(slots=True)
class _Reader:
    """Walks the nodes and goes on after a fault, so that one reading finds them all."""

    file: Path
    pending: Collection[PurePosixPath]
    problems: list[CorpusProblem] = field(default_factory=list)

    def corpus(self, root: yaml.Node | None) -> Corpus | None:
        if root is None:
            self._fault("The file is empty", 1, "It begins with title: and documents:.")
            return None
        fields = self._mapping(root, CORPUS_KEYS, "the corpus")
        if fields is None:
            return None
        title = self._words(fields, "title", root, "the corpus")
        if "documents" not in fields:
            self._fault("The key documents is missing", _line(root), "Write documents: [] in a new corpus.")
        documents = [self._document(node) for node in self._items(fields.get("documents"), "documents")]
        self._unique(documents, "document")
        whole = tuple(document for document, _ in documents if document is not None)
        return Corpus(self.file.parent, title, whole)

    def _document(self, node: yaml.Node) -> tuple[Document | None, yaml.Node]:
        fields = self._mapping(node, DOCUMENT_KEYS, "a document")
        if fields is None:
            return None, node
        document_id = self._identifier(fields, node, "a document")
        title = self._words(fields, "title", node, "", optional=True) or document_id
        listed = self._items(fields.get("versions"), "versions")
        versions = [self._version(item) for item in listed]
        self._unique(versions, "version")
        whole = tuple(version for version, _ in versions if version is not None)
        if not listed:
            self._fault(
                f"Document {document_id} has no versions",
                _line(fields.get("versions", node)),
                "Write at least one, with id, language, hand and text, or delete the document.",
            )
        ids = {version.id for version in whole} if len(whole) == len(listed) else None
        alignments = [
            self._alignment(item, ids) for item in self._items(fields.get("alignments"), "alignments")
        ]
        found = tuple(alignment for alignment, _ in alignments if alignment is not None)
        if not whole:
            return None, node
        document = Document(document_id, title, whole, found)
        if ids is not None:
            self._check_pairs(document, alignments)
        return document, node

    def _version(self, node: yaml.Node) -> tuple[Version | None, yaml.Node]:
        fields = self._mapping(node, VERSION_KEYS, "a version")
        if fields is None:
            return None, node
        optional = {
            key: self._words(fields, key, node, "", optional=True)
            for key in ("title", "author", "translator", "source", "date")
        }
        version_id = self._identifier(fields, node, "a version")
        language = self._language(fields, node)
        hand = self._hand(fields, node)
        text = self._path(fields, "text", node)
        aside = self._path(fields, "aside", node, optional=True)
        contents = self._path(fields, "contents", node, optional=True)
        if hand is None or text is None:
            return None, node
        return Version(version_id, language, hand, text, **optional, aside=aside, contents=contents), node

    def _alignment(self, node: yaml.Node, ids: set[str] | None) -> tuple[AlignmentFile | None, yaml.Node]:
        fields = self._mapping(node, ALIGNMENT_KEYS, "an alignment")
        if fields is None:
            return None, node
        path = self._path(fields, "file", node)
        between = self._items(fields.get("between"), "between")
        if "between" in fields and not _is_list(fields["between"]):
            return None, node
        names = [self._scalar(item, "between") for item in between]
        if len(names) != 2 or names[0] == names[1]:
            self._fault(
                "An alignment is between two versions",
                _line(fields.get("between", node)),
                "Write between: [source, translation] with their ids.",
            )
            return None, node
        for name, item in zip(names, between, strict=True):
            if ids is not None and name not in ids:
                self._fault(
                    f"There is no version {name} in this document",
                    _line(item),
                    _choice(name, sorted(ids)),
                )
        return (AlignmentFile(names[0], names[1], path) if path is not None else None), node

    def _check_pairs(
        self, document: Document, alignments: list[tuple[AlignmentFile | None, yaml.Node]]
    ) -> None:
        seen: set[tuple[str, str]] = set()
        for entry, node in alignments:
            if entry is None:
                continue
            pair = (entry.source, entry.target)
            if entry.target == document.source.id:
                self._fault(
                    f"{entry.target} is the source of this document and stands first in between",
                    _line(node),
                    f"Write between: [{entry.target}, {entry.source}] and see that the columns fit.",
                )
            if pair in seen:
                self._fault("These two versions are aligned twice", _line(node), "Delete one of the two.")
            seen.add(pair)

    def _mapping(self, node: yaml.Node, known: tuple[str, ...], what: str) -> Fields | None:
        if not _is_mapping(node):
            shape = "a list" if _is_list(node) else "a single value"
            self._fault(
                f"Here stands {shape}, where {what} with its keys belongs",
                _line(node),
                f"Write key: value lines; the keys are {_listed(known)}.",
            )
            return None
        fields: Fields = {}
        meant: Fields = {}
        for key_node, value in node.value:
            key = self._scalar(key_node, "a key")
            if key in fields:
                self._fault(f"The key {key} stands here twice", _line(key_node), "Delete one of them.")
            elif key in known:
                fields[key] = value
            else:
                self._fault(f"{key} is not a key of {what}", _line(key_node), _choice(key, known))
                meant |= dict.fromkeys(_nearest(key, known), value)
        # A misspelt key is read as what it was meant to be, or that would be told to be missing as well.
        return meant | fields

    def _items(self, node: yaml.Node | None, key: str) -> list[yaml.Node]:
        if node is None or _is_null(node):
            return []
        if _is_list(node):
            return list(node.value)
        self._fault(f"{key} is not a list", _line(node), f"Begin each of the {key} with a dash and a space.")
        return []

    def _scalar(self, node: yaml.Node, key: str) -> str:
        if _is_scalar(node):
            return "" if _is_null(node) else " ".join(str(node.value).split())
        self._fault(f"{key} is not a single value", _line(node), "Write one value after the colon.")
        return ""

    def _words(
        self, fields: Fields, key: str, parent: yaml.Node, owner: str, *, optional: bool = False
    ) -> str:
        node = fields.get(key)
        value = self._scalar(node, key) if node is not None else ""
        if not value and not optional and (node is None or _is_scalar(node)):
            self._fault(
                f"The {key} of {owner} is missing", _line(node or parent), f"Write {key}: and its value."
            )
        return value

    def _identifier(self, fields: Fields, parent: yaml.Node, owner: str) -> str:
        value = self._words(fields, "id", parent, owner)
        if value and not is_identifier(value):
            self._fault(
                f"{value} cannot be an id",
                _line(fields["id"]),
                "An id is made of letters, digits, - and _: last-ferry, for example.",
            )
        return value

    def _language(self, fields: Fields, parent: yaml.Node) -> str:
        value = self._words(fields, "language", parent, "a version")
        advice = language_fault(value) if value else ""
        if advice:
            self._fault(f"{value} is not a language tag", _line(fields["language"]), advice)
        return value

    def _hand(self, fields: Fields, parent: yaml.Node) -> Hand | None:
        value = self._words(fields, "hand", parent, "a version")
        if value in set(Hand):
            return Hand(value)
        if value:
            self._fault(f"{value} is not a hand", _line(fields["hand"]), _choice(value, tuple(Hand)))
        return None

    def _path(
        self, fields: Fields, key: str, parent: yaml.Node, *, optional: bool = False
    ) -> PurePosixPath | None:
        value = self._words(fields, key, parent, "this entry", optional=optional)
        if not value:
            return None
        line = _line(fields[key])
        fault = fault_of(value)
        path = PurePosixPath(value)
        if fault:
            self._fault(f"The path {value} {fault}", line, "Paths never leave the corpus folder.")
        elif not is_inside(self.file.parent, path):
            self._fault(
                f"{value} leads out of the corpus folder through a link",
                line,
                "Put the file itself into the folder.",
            )
        elif path not in self.pending and not (self.file.parent / path).is_file():
            self._fault(f"There is no file {value}", line, "Correct the path, or put the file there.")
        else:
            return path
        return path

    def _unique(
        self,
        found: list[tuple[Document | None, yaml.Node]] | list[tuple[Version | None, yaml.Node]],
        what: str,
    ) -> None:
        seen: dict[str, int] = {}
        for thing, node in found:
            if thing is None or not thing.id:
                continue
            if thing.id in seen:
                self._fault(
                    f"There are two {what}s with the id {thing.id}",
                    _line(node),
                    f"The first is on line {seen[thing.id]}; give one of them another id.",
                )
            seen.setdefault(thing.id, _line(node))

    def _fault(self, what: str, line: int, mend: str) -> None:
        self.problems.append(CorpusProblem(what, where=self.file, line=line, mend=mend))


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


def _kind(node: yaml.Node) -> str:
    return str(getattr(node, "id", ""))


def _is_mapping(node: yaml.Node) -> TypeGuard[yaml.MappingNode]:
    return _kind(node) == "mapping"


def _is_list(node: yaml.Node) -> TypeGuard[yaml.SequenceNode]:
    return _kind(node) == "sequence"


def _is_scalar(node: yaml.Node) -> TypeGuard[yaml.ScalarNode]:
    return _kind(node) == "scalar"


def _is_null(node: yaml.Node) -> bool:
    return _is_scalar(node) and node.tag == "tag:yaml.org,2002:null"


def _listed(names: tuple[str, ...] | list[str]) -> str:
    return ", ".join(names[:-1]) + f" and {names[-1]}" if len(names) > 1 else "".join(names)


def _nearest(written: str, known: tuple[str, ...] | list[str]) -> list[str]:
    """What was most likely meant, if anything."""
    from difflib import get_close_matches

    return get_close_matches(written.lower(), known, n=1)


def _choice(written: str, known: tuple[str, ...] | list[str]) -> str:
    near = _nearest(written, known)
    if near:
        return f"Did you mean {near[0]}? Known are {_listed(list(known))}."
    return f"Known are {_listed(list(known))}."
