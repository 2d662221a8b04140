"""Bundles as files: a ZIP archive of JSON lines with a manifest, described in ``docs/bundle.md``.

What the lines say is known to ``app.bundle``; here a file is written whole, and read only where it is whole.
"""

import hashlib
import json
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from parallelreader.core.errors import FileProblem
from parallelreader.formats.archives import Archive, PartProblem
from parallelreader.formats.whole_file import whole_file

SUFFIX = ".prbundle"
FORMAT = "parallelreader-bundle"
SCHEMA = 1
WORDS = "words.jsonl"
_MANIFEST = "manifest.json"
_RECORDS, _TEXTS, _CORPUS = "records/", "texts/", "corpus/"
_MEND = "Have it written again; nothing was changed."
_MOST_LINES = 5_000_000
# Always the same, so that the same bundle is the same file.
_DATE = (2000, 1, 1, 0, 0, 0)
_KIND = re.compile(r"[a-z][a-z-]{0,40}")
_DIGEST = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class BundleFile:
    """What is in a bundle: ``about`` is the manifest without the list of files; lines by kind, each a JSON
    object; texts by digest; the files of the corpus by path, where it has them; and lines of what is known of
    words, None where it does not say."""

    about: Mapping[str, Any]
    lines: Mapping[str, list[dict[str, Any]]] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    corpus: Mapping[str, bytes] = field(default_factory=dict)
    words: list[dict[str, Any]] | None = None


def write_bundle_file(path: Path, bundle: BundleFile) -> None:
    """Write it, all or nothing. Raises WriteProblem."""
    with whole_file(path) as stream, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        parts = dict(_parts(bundle))
        files = {name: {"sha256": _sha(content), "bytes": len(content)} for name, content in parts.items()}
        manifest = {"format": FORMAT, "schema": SCHEMA, **bundle.about, "files": files}
        _put(archive, _MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1).encode())
        for name, content in parts.items():
            _put(archive, name, content)


def read_bundle_file(path: Path) -> BundleFile:
    """Read it whole. Raises FileProblem with one message where any of it is not as it should be."""
    with Archive(path, "bundle") as archive:
        manifest = _manifest(path, archive)
        names = set(archive.names) - {_MANIFEST}
        files = manifest.pop("files")
        if not isinstance(files, dict) or names != set(files):
            raise _refused(path, "it does not have the files that its manifest names")
        lines: dict[str, list[dict[str, Any]]] = {}
        texts: dict[str, str] = {}
        corpus: dict[str, bytes] = {}
        words: list[dict[str, Any]] | None = None
        for name, said in files.items():
            content = _content(path, archive, name)
            if not isinstance(said, dict) or said.get("sha256") != _sha(content):
                raise _refused(path, f"{name[:80]} is not as it was written")
            if name.startswith(_RECORDS):
                kind = name.removeprefix(_RECORDS).removesuffix(".jsonl")
                lines[kind] = list(_read_lines(path, name, content))
            elif name.startswith(_TEXTS):
                texts[name.removeprefix(_TEXTS).removesuffix(".txt")] = _decoded(path, name, content)
            elif name.startswith(_CORPUS):
                corpus[name.removeprefix(_CORPUS)] = content
            elif name == WORDS:
                words = list(_read_lines(path, name, content))
            else:
                raise _refused(path, f"nobody knows what {name[:80]} is for")
    if not all(map(_KIND.fullmatch, lines)) or not all(map(_DIGEST.fullmatch, texts)):
        raise _refused(path, "one of its files has a name that cannot be")
    return BundleFile(manifest, lines, texts, corpus, words)


def _parts(bundle: BundleFile) -> Iterator[tuple[str, bytes]]:
    for kind, lines in bundle.lines.items():
        yield f"{_RECORDS}{kind}.jsonl", b"".join(map(_line, lines))
    for digest, text in sorted(bundle.texts.items()):
        yield f"{_TEXTS}{digest}.txt", text.encode("utf-8", "surrogatepass")
    for name, content in sorted(bundle.corpus.items()):
        yield f"{_CORPUS}{name}", content
    if bundle.words is not None:
        yield WORDS, b"".join(map(_line, bundle.words))


def _line(record: Mapping[str, Any]) -> bytes:
    return json.dumps(record, ensure_ascii=False).encode() + b"\n"


def _put(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, _DATE)
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, content)


def _manifest(path: Path, archive: Archive) -> dict[str, Any]:
    if _MANIFEST not in archive.names:
        raise _refused(path, "it has no manifest")
    try:
        manifest = json.loads(_decoded(path, _MANIFEST, _content(path, archive, _MANIFEST)))
    except (ValueError, RecursionError) as error:
        raise _refused(path, "its manifest cannot be read") from error
    if not isinstance(manifest, dict) or manifest.pop("format", None) != FORMAT or "files" not in manifest:
        raise _refused(path, "it is no bundle of this program")
    schema = manifest.pop("schema", None)
    if type(schema) is not int or schema < 1:
        raise _refused(path, "its manifest does not say of which kind it is")
    if schema > SCHEMA:
        raise FileProblem(
            "This bundle was written by a newer version of the program",
            where=path,
            mend="Read it with that version; nothing was changed.",
        )
    return manifest


def _content(path: Path, archive: Archive, name: str) -> bytes:
    try:
        return archive.read(name)
    except PartProblem as problem:
        raise _refused(path, f"{name[:80]}: {problem}") from problem


def _decoded(path: Path, name: str, content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _refused(path, f"{name[:80]} is not UTF-8") from error


def _read_lines(path: Path, name: str, content: bytes) -> Iterator[dict[str, Any]]:
    # Not splitlines: a note may hold U+2028, which JSON leaves as it is.
    lines = _decoded(path, name, content).split("\n")
    if len(lines) > _MOST_LINES:
        raise _refused(path, f"{name} has more lines than can be read")
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise line_problem(path, name, number, "it is not JSON") from error
        if not isinstance(record, dict):
            raise line_problem(path, name, number, "it is not an object")
        yield record


def line_problem(path: Path, name: str, number: int, reason: str) -> FileProblem:
    """What to say of one line of a part of a bundle."""
    return FileProblem(f"Line {number} of {name} cannot be used ({reason})", where=path, mend=_MEND)


def records_name(kind: str) -> str:
    """The name of the part that has the records of a kind."""
    return f"{_RECORDS}{kind}.jsonl"


def _refused(path: Path, reason: str) -> FileProblem:
    return FileProblem(f"This bundle cannot be used: {reason}", where=path, mend=_MEND)


def _sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def all_digests(texts: Iterable[str]) -> list[str]:
    """Those of the names that can be digests of texts."""
    return [each for each in dict.fromkeys(texts) if _DIGEST.fullmatch(each)]
