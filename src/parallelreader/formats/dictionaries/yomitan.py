"""Yomitan (Yomichan) dictionaries: a ZIP archive of JSON files, read one record at a time.

What such a dictionary says in pictures, colours and tables is left out; its words are kept as lines.
"""

import codecs
import json
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from parallelreader.core.errors import FileProblem
from parallelreader.core.incoming import Fault
from parallelreader.core.language.dictionary import Entry
from parallelreader.core.progress import Progress
from parallelreader.formats.archives import Archive, PartProblem
from parallelreader.formats.dictionaries.records import entry_of, plain_lines
from parallelreader.formats.dictionaries.source import DictionaryFormat, DictionarySource

_KIND = "Yomitan dictionary"
_INDEX = "index.json"
_LARGEST_INDEX = 1_000_000
_LARGEST_RECORD = 2_000_000
_BLOCKS = frozenset(
    ["br", "div", "p", "li", "tr", "ul", "ol", "table", "thead", "tbody", "tfoot", "details", "summary"]
)
_UNREAD = frozenset(("rt", "rp", "img"))
_CELLS = frozenset(("td", "th"))
_DEEPEST = 60
_decoder = json.JSONDecoder()


def _open(path: Path) -> DictionarySource:
    with Archive(path, _KIND) as archive:
        index = _index(archive, path)
        if not _banks(archive):
            raise FileProblem(
                "This Yomitan dictionary has no words with meanings, only such things as frequencies",
                where=path,
                mend="Choose one that has term_bank_1.json in it.",
            )
    title = str(index.get("title") or path.stem)[:200]
    said = (str(index.get(name) or "") for name in ("license", "attribution", "author"))
    licence = next((" ".join(each.split())[:200] for each in said if each.strip()), "")
    return DictionarySource(title, licence, partial(_entries, path), has_both_scripts=False)


def _entries(path: Path, progress: Progress) -> Iterator[Entry | Fault]:
    with Archive(path, _KIND) as archive:
        is_old = _index(archive, path).get("format", 3) == 1
        banks = _banks(archive)
        total = sum(map(archive.size, banks)) or 1
        done = 0
        for name in banks:
            progress.step(done, total)
            record = _kanji if "kanji_bank" in name else partial(_term, is_old=is_old)
            try:
                for number, item in enumerate(_items(archive.chunks(name)), 1):
                    if number % 500 == 0:
                        # How far inside is not known; that somebody wants to stop is.
                        progress.step(done, total)
                    found = record(item, f"{name}, record {number}")
                    if found is not None:
                        yield found
            except PartProblem as problem:
                yield Fault(f"{problem}; the rest of it is missing", part=name)
            except (ValueError, RecursionError):
                yield Fault("This is not the JSON of a dictionary; the rest of it is missing", part=name)
            done += archive.size(name)


def _index(archive: Archive, path: Path) -> dict[str, Any]:
    try:
        if archive.size(_INDEX) > _LARGEST_INDEX:
            raise ValueError
        found = json.loads(archive.read(_INDEX).decode("utf-8-sig"))
        if not isinstance(found, dict):
            raise ValueError
    except (PartProblem, ValueError, RecursionError) as error:
        raise FileProblem(
            "The index.json of the Yomitan dictionary cannot be read",
            where=path,
            mend="Fetch it again from where it comes.",
        ) from error
    return found


def _banks(archive: Archive) -> list[str]:
    """The parts with words in them, in their order."""
    found = [
        name
        for name in archive.names
        if name.startswith(("term_bank_", "kanji_bank_")) and name.endswith(".json")
    ]
    return sorted(found, key=lambda name: (name.startswith("kanji"), len(name), name))


def _items(chunks: Iterable[bytes]) -> Iterator[Any]:
    """The members of a JSON array, decoded as they come. Raises ValueError, UnicodeDecodeError among them."""
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    held, at, begun = "", 0, False
    for chunk in chunks:
        held, at = held[at:] + decoder.decode(chunk), 0
        while True:
            while at < len(held) and (held[at].isspace() or (begun and held[at] == ",")):
                at += 1
            if at == len(held):
                break
            if not begun:
                if held[at] != "[":
                    raise ValueError("no array")
                begun = True
                at += 1
                continue
            if held[at] == "]":
                return
            try:
                item, at = _decoder.raw_decode(held, at)
            except ValueError:
                if len(held) - at > _LARGEST_RECORD:
                    raise
                break
            yield item
    raise ValueError("the end is missing")


def _term(item: Any, place: str, *, is_old: bool) -> Entry | Fault | None:
    if not isinstance(item, list) or len(item) < 6 or not isinstance(item[0], str):
        return Fault("This is no record of a word", part=place)
    meanings = item[5:] if is_old else item[5]
    if not isinstance(meanings, list):
        return Fault("This record has no meanings", part=place)
    if meanings and all(isinstance(each, list) for each in meanings):
        # How a form is traced to its word: nothing to read.
        return None
    lines = [line for each in meanings for line in _meaning(each)]
    return entry_of(item[0], item[1] if isinstance(item[1], str) else "", lines, place=place)


def _kanji(item: Any, place: str) -> Entry | Fault | None:
    if not isinstance(item, list) or len(item) < 5 or not isinstance(item[4], list):
        return Fault("This is no record of a character", part=place)
    return entry_of(str(item[0]), str(item[1] or ""), [str(each) for each in item[4]], place=place)


def _meaning(meaning: Any) -> Iterator[str]:
    if isinstance(meaning, dict):
        if meaning.get("type") == "image":
            return
        meaning = meaning.get("text") or meaning.get("content")
    pieces: list[str] = []
    _flatten(meaning, pieces, 0)
    yield from plain_lines("".join(pieces))


def _flatten(content: Any, pieces: list[str], depth: int) -> None:
    """Add the words of structured content, a line for each block."""
    if isinstance(content, str):
        pieces.append(content)
    elif isinstance(content, list):
        for each in content:
            _flatten(each, pieces, depth + 1) if depth < _DEEPEST else None
    elif isinstance(content, dict) and content.get("tag") not in _UNREAD:
        tag = content.get("tag")
        pieces.append("\n" if tag in _BLOCKS else "")
        _flatten(content.get("content"), pieces, depth + 1) if depth < _DEEPEST else None
        pieces.append("\n" if tag in _BLOCKS else " " if tag in _CELLS else "")


def _is_one(head: bytes, path: Path) -> bool:
    if not head.startswith(b"PK"):
        return False
    try:
        with Archive(path, _KIND) as archive:
            return _INDEX in archive.names
    except FileProblem:
        return False


FORMAT = DictionaryFormat("Yomitan", (".zip",), _is_one, _open)
