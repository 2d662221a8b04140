"""What a sound ``corpus.yaml`` says, kept, so that an unchanged one need not be read as YAML again.

That takes longer than the first page of the window does. Whether the files it names are there is looked
at each time all the same.
"""

import hashlib
import os
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import Any

from parallelreader.app.code_digest import digest_of
from parallelreader.core.corpus import AlignmentFile, Corpus, Document, Hand, Version
from parallelreader.formats.corpus_folder import corpus_bytes, corpus_from
from parallelreader.formats.corpus_paths import is_inside
from parallelreader.store.document_index import DocumentIndex

_READERS = ("app/corpus_reading.py", "core/corpus.py", "formats/bounded_yaml.py", "formats/corpus_paths.py",
            "formats/corpus_yaml.py")  # fmt: skip
"""What decides what a ``corpus.yaml`` says."""


def read_kept_corpus(path: Path, kept: DocumentIndex) -> Corpus:
    """As ``formats.corpus_folder.read_corpus``."""
    file, data = corpus_bytes(path)
    name = f"corpus {os.fsencode(file)!r}"
    state = f"{hashlib.sha256(data).hexdigest()} {digest_of(_READERS)}"
    entry = kept.find(name)
    if entry is not None and entry.facts.get("state") == state:
        corpus = _corpus(file.parent, entry.facts)
        if _has_all_files(corpus):
            return corpus
    corpus = corpus_from(file, data)
    with suppress(OSError), kept.writing(name) as writer:
        writer.facts = {"state": state, **_facts(corpus)}
    return corpus


def _has_all_files(corpus: Corpus) -> bool:
    return all(
        is_inside(corpus.folder, path) and (corpus.folder / path).is_file()
        for document in corpus.documents
        for path in document.files
    )


def _facts(corpus: Corpus) -> dict[str, Any]:
    documents = [
        (
            document.id,
            document.title,
            [_version_facts(version) for version in document.versions],
            [(entry.source, entry.target, str(entry.path)) for entry in document.alignments],
        )
        for document in corpus.documents
    ]
    return {"title": corpus.title, "documents": documents}


def _version_facts(version: Version) -> list[str | None]:
    said = (version.id, version.language, version.hand, version.title, version.author, version.translator)
    paths = (version.text, version.aside, version.contents)
    return [*said, version.source, version.date, *(None if path is None else str(path) for path in paths)]


def _corpus(folder: Path, facts: Any) -> Corpus:
    documents = (
        Document(
            identifier,
            title,
            tuple(_version(*version) for version in versions),
            tuple(AlignmentFile(source, target, PurePosixPath(path)) for source, target, path in alignments),
        )
        for identifier, title, versions, alignments in facts["documents"]
    )
    return Corpus(folder, facts["title"], tuple(documents))


def _version(identifier: str, language: str, hand: str, *rest: str | None) -> Version:
    title, author, translator, source, date = map(str, rest[:5])
    text, aside, contents = rest[5:]
    return Version(
        identifier,
        language,
        Hand(hand),
        PurePosixPath(str(text)),
        title,
        author,
        translator,
        source,
        date,
        None if aside is None else PurePosixPath(aside),
        None if contents is None else PurePosixPath(contents),
    )
