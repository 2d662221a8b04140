"""Which document and version of one's own corpus those of a bundle are: by their texts, wherever they lie."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from parallelreader.core.bundle.versions import Field, Key, Record, Written
from parallelreader.core.corpus import Corpus
from parallelreader.core.errors import CorpusProblem, FileProblem
from parallelreader.core.text import normalise
from parallelreader.core.text_content import text_digest
from parallelreader.formats.corpus_folder import read_text
from parallelreader.formats.tag_scheme import SCHEME_FILE, scheme_file
from parallelreader.store.bundle_tables import BY_KIND

Names = tuple[str, str]
"""(document id, version id)."""

_VERSIONS = ("version", "source", "target")


@dataclass(frozen=True, slots=True)
class CorpusOutline:
    """What a bundle says of its corpus: the title, and of each document id, title and its versions' digests.

    The digest of a text that cannot be read is empty.
    """

    title: str
    documents: Mapping[str, tuple[str, Mapping[str, str]]]

    def as_json(self) -> dict[str, Any]:
        documents = [
            {"id": id, "title": title, "versions": [{"id": v, "digest": d} for v, d in versions.items()]}
            for id, (title, versions) in self.documents.items()
        ]
        return {"title": self.title, "documents": documents}


@dataclass(frozen=True, slots=True)
class Matching:
    """One's own names for those of a bundle; what is not among them keeps its own."""

    documents: Mapping[str, str] = field(default_factory=dict)
    versions: Mapping[Names, str] = field(default_factory=dict)

    def record(self, record: Record) -> Record:
        """The record with one's own names in its key and its places."""
        table = BY_KIND[record.kind]
        key = self._key(tuple(table.key), record.key)
        fields = dict(record.fields)
        for part in table.parts:
            if "document" in part.columns and part.name in fields:
                fields[part.name] = _mapped(fields[part.name], partial(self._rows, tuple(part.columns)))
        for name, column in table.columns.items():
            if column.is_place and name in fields:
                documents = {json.loads(w.value)[0] for w in fields[name].in_order if w.value}
                fields[name] = _mapped(fields[name], self._place)
                if name == "source" and len(documents) == 1 and "version" in fields:
                    # It names the version that renders what stands there.
                    (document,) = documents
                    fields["version"] = _mapped(fields["version"], partial(self._version, document))
        return Record(record.kind, key, fields)

    def names(self, document: str, version: str) -> Names:
        """One's own names of a version."""
        return self.documents.get(document, document), self._version(document, version)

    def _key(self, names: Sequence[str], key: Key) -> Key:
        if "document" not in names:
            return key
        return tuple(map(str, self._row(names, list(key))))

    def _version(self, document: str, version: str) -> str:
        return self.versions.get((document, version), version)

    def _rows(self, names: Sequence[str], rows: Sequence[Sequence[Any]]) -> list[list[Any]]:
        return [self._row(names, row) for row in rows]

    def _row(self, names: Sequence[str], row: Sequence[Any]) -> list[Any]:
        named = dict(zip(names, row, strict=True))
        document = named["document"]
        for name in _VERSIONS:
            if name in named:
                named[name] = self._version(document, named[name])
        named["document"] = self.documents.get(document, document)
        if "former" in named:
            named["former"] = self._place(named["former"])
        return list(named.values())

    def _place(self, words: str) -> str:
        if not words:
            return words
        document, version, *rest = json.loads(words)
        return json.dumps([*self.names(document, version), *rest], ensure_ascii=False)


def _mapped(field: Field, change: Callable[[Any], Any]) -> Field:
    """The field with other values; what was replaced stays known by its name, whatever it is called here."""
    there = {
        name: Written(change(each.value), each.time, each.device, each.mark)
        for name, each in field.written.items()
    }
    return Field(there, field.past)


def outline_of(corpus: Corpus) -> CorpusOutline:
    """What one's own corpus is; reads all its texts."""
    documents = {
        document.id: (
            document.title,
            {version.id: _digest(corpus, version) for version in document.versions},
        )
        for document in corpus.documents
    }
    return CorpusOutline(corpus.title, documents)


def read_outline(about: Mapping[str, Any], path: Path) -> CorpusOutline:
    """The outline in the manifest of a bundle. Raises FileProblem."""
    try:
        said = about["corpus"]
        documents = {
            _text(each["id"]): (
                _text(each["title"]),
                {_text(version["id"]): _text(version["digest"]) for version in each["versions"]},
            )
            for each in said["documents"]
        }
        return CorpusOutline(_text(said["title"]), documents)
    except (KeyError, TypeError) as error:
        raise FileProblem(
            "This bundle does not say which corpus it is about",
            where=path,
            mend="Have it written again; nothing was changed.",
        ) from error


def match(theirs: CorpusOutline, mine: CorpusOutline, path: Path) -> Matching:
    """Find the documents of a bundle among one's own. Raises FileProblem where it is about another corpus."""
    documents: dict[str, str] = {}
    versions: dict[Names, str] = {}
    for id, (title, texts) in theirs.documents.items():
        own = _own_document(id, title, texts, theirs.title, mine)
        if own is None:
            continue
        documents[id] = own
        digests = {digest: version for version, digest in mine.documents[own][1].items() if digest}
        for version, digest in texts.items():
            if mine.documents[own][1].get(version) != digest and digest in digests:
                versions[id, version] = digests[digest]
    if theirs.documents and not documents:
        raise FileProblem(
            f"This bundle is about another corpus, “{theirs.title[:100]}”: none of its documents is here",
            where=path,
            mend="Open that corpus, or one with the same texts; nothing was changed.",
        )
    return Matching({id: own for id, own in documents.items() if id != own}, versions)


def _own_document(
    id: str, title: str, texts: Mapping[str, str], corpus_title: str, mine: CorpusOutline
) -> str | None:
    here = mine.documents.get(id)
    digests = {digest for digest in texts.values() if digest}
    if here is not None and not digests.isdisjoint(here[1].values()):
        return id
    shared = {own: len(digests & set(known.values())) for own, (_, known) in mine.documents.items()}
    best = max(shared, key=lambda own: shared[own], default=None)
    if best is not None and shared[best]:
        return best
    # Its texts were changed since: then its names have to be those.
    return id if here is not None and (here[0] == title or mine.title == corpus_title) else None


def corpus_files(corpus: Corpus) -> Iterator[str]:
    """The paths of all files of a corpus inside its folder, ``corpus.yaml`` first."""
    yield "corpus.yaml"
    if scheme_file(corpus).is_file():
        yield SCHEME_FILE
    yield from dict.fromkeys(str(path) for document in corpus.documents for path in document.files)


def _digest(corpus: Corpus, version: Any) -> str:
    try:
        return text_digest(normalise(read_text(corpus, version)))
    except CorpusProblem:
        return ""


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("text is missing")
    value.encode("utf-8")
    return value
