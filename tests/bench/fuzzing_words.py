"""Sound dictionaries, lists of words and packages of Anki to be damaged, and what reads them."""

import gzip
import json
import sqlite3
import struct
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

from dictionary_material import FERRY_LINES, write_cedict
from parallelreader.app.words.known_lists import read_list
from parallelreader.core.incoming import Fault
from parallelreader.core.language.dictionary import Entry
from parallelreader.formats.cells import one_line
from parallelreader.formats.dictionaries.records import LARGEST_ENTRY, LONGEST_HEADWORD
from parallelreader.formats.dictionaries.registry import open_dictionary

_MOST_ENTRIES = 200_000
_WORDS = (("锚", "mao2", "anchor"), ("缆绳", "lan3 sheng2", "mooring line"), ("潮", "chao2", "tide; current"))


def read_dictionary(path: Path) -> str:
    """Go through a dictionary; raises FileProblem, and AssertionError for entries that nobody could show."""
    for number, each in enumerate(open_dictionary(path).entries()):
        if number > _MOST_ENTRIES:
            break
        if isinstance(each, Fault):
            continue
        _check(each)
    return "dictionary"


def _check(entry: Entry) -> None:
    texts = (entry.simplified, entry.traditional, entry.pinyin, *entry.glosses)
    if not entry.simplified or not entry.traditional or not entry.glosses:
        raise AssertionError(f"an entry with nothing in it: {entry!r}"[:300])
    if len(entry.simplified) > LONGEST_HEADWORD or sum(map(len, entry.glosses)) > 2 * LARGEST_ENTRY:
        raise AssertionError(f"an entry that is too long: {entry.simplified[:100]!r}")
    "".join(texts).encode("utf-8")
    if any(text.strip() != one_line(text) for text in texts):
        raise AssertionError(f"an entry that is not a line each: {entry!r}"[:300])


def read_words(path: Path) -> str:
    """Read a list of known words; raises FileProblem."""
    listed = read_list(path)
    if not listed.words and not listed.unreviewed:
        raise AssertionError("a list without words that is not refused")
    if any("\n" in word.key or "\0" in word.key for word in listed.words):
        raise AssertionError("a word that is not one line")
    return "word list"


def word_seeds(folder: Path) -> Mapping[Path, Callable[[Path], str]]:
    """Sound files of every kind, written into ``folder``, and what reads each."""
    folder.mkdir()
    stardict, packed = folder / "stardict", folder / "stardict.tar.bz2"
    found: dict[Path, Callable[[Path], str]] = {
        write_cedict(folder / "ferry.u8"): read_dictionary,
        _written(folder / "ferry.txt.gz", gzip.compress("\n".join(FERRY_LINES).encode())): read_dictionary,
        _written(folder / "words.tsv", _table("\t")): read_dictionary,
        _written(folder / "words.csv", _table(",")): read_dictionary,
        _yomitan(folder / "yomitan.zip"): read_dictionary,
    }
    found |= dict.fromkeys(_stardict(stardict, is_packed=False), read_dictionary)
    with tarfile.open(packed, "w:bz2") as tar:
        tar.add(stardict, "sea")
    with zipfile.ZipFile(folder / "stardict.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(stardict.iterdir()):
            archive.write(file, f"sea/{file.name}")
    found |= {packed: read_dictionary, folder / "stardict.zip": read_dictionary}
    anki_text = "#separator:tab\n#html:true\n#tags column:3\n" + "".join(
        f"<b>{word}</b>\t{gloss}\tharbour\n" for word, _, gloss in _WORDS
    )
    lists = (
        _written(folder / "plain-list.txt", "\n".join(word for word, _, _ in _WORDS).encode()),
        _written(folder / "list.tsv", _table("\t", "HSK", "status")),
        _written(folder / "anki.txt", anki_text.encode()),
        _package(folder / "old.apkg", is_new=False),
        _package(folder / "new.apkg", is_new=True),
    )
    return found | dict.fromkeys(lists, read_words)


def _written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def _table(delimiter: str, *others: str) -> bytes:
    lines = [delimiter.join(("word", "pinyin", "meaning", *others))]
    lines += [delimiter.join((*each, *"3"[: len(others)], *["known"][: len(others) - 1])) for each in _WORDS]
    return "\n".join(lines).encode()


def _yomitan(path: Path) -> Path:
    content = {"type": "structured-content", "content": [{"tag": "div", "content": ["a", {"tag": "br"}]}]}
    terms = [[word, reading, "", "", 0, [gloss, content], 1, ""] for word, reading, gloss in _WORDS]
    kanji = [["潮", "chao", "", "", ["tide"], {}]]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("index.json", json.dumps({"title": "Lock keepers", "format": 3}))
        archive.writestr("term_bank_1.json", json.dumps(terms, ensure_ascii=False))
        archive.writestr("kanji_bank_1.json", json.dumps(kanji, ensure_ascii=False))
    return path


def _stardict(folder: Path, *, is_packed: bool) -> list[Path]:
    folder.mkdir()
    index = meanings = b""
    for word, reading, gloss in _WORDS:
        data = b"t" + reading.encode() + b"\0h<b>" + gloss.encode() + b"</b>\0"
        index += word.encode() + b"\0" + struct.pack(">LL", len(meanings), len(data))
        meanings += data
    about = f"StarDict's dict ifo file\nversion=2.4.2\nbookname=Sea\nwordcount=3\nidxfilesize={len(index)}\n"
    return [
        _written(folder / "sea.ifo", about.encode()),
        _written(folder / "sea.idx", index),
        _written(folder / "sea.dict", gzip.compress(meanings) if is_packed else meanings),
        _written(folder / "sea.syn", "錨".encode() + b"\0" + struct.pack(">L", 0)),
    ]


def _package(path: Path, *, is_new: bool) -> Path:
    """What Anki writes, as far as it is read: of its old form, and of its new one."""
    import zstandard

    file = path.with_suffix(".sqlite")
    with closing(sqlite3.connect(file)) as connection:
        models = {"7": {"flds": [{"name": "Front"}, {"name": "Back"}]}}
        connection.execute("CREATE TABLE col (id INTEGER PRIMARY KEY, models TEXT)")
        connection.execute("INSERT INTO col VALUES (1, ?)", ["" if is_new else json.dumps(models)])
        connection.execute("CREATE TABLE notes (id INTEGER PRIMARY KEY, mid INTEGER, flds TEXT)")
        connection.execute("CREATE TABLE cards (id, nid, reps, ivl)")
        if is_new:
            connection.execute("CREATE TABLE fields (ntid INTEGER, ord INTEGER, name TEXT)")
            connection.executemany("INSERT INTO fields VALUES (7, ?, ?)", [(0, "Front"), (1, "Back")])
        for number, (word, _, gloss) in enumerate(_WORDS, 1):
            connection.execute("INSERT INTO notes VALUES (?, 7, ?)", (number, f"{gloss}\x1f{word}"))
            connection.execute("INSERT INTO cards VALUES (?, ?, 4, 30)", (number, number))
        connection.commit()
    data = file.read_bytes()
    file.unlink()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        if is_new:
            archive.writestr("collection.anki21b", zstandard.compress(data))
        archive.writestr("collection.anki2", data)
    return path
