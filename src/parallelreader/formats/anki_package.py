"""Taking the collection out of an Anki package (.apkg, .colpkg); what is in that is read by ``store``.

A package of Anki 2.1.50 and later has it compressed with Zstandard beside an old one that only says so.
"""

import io
from pathlib import Path

from parallelreader.core.errors import FileProblem
from parallelreader.formats.archives import MAX_PART_BYTES, Archive, PartProblem

_COLLECTIONS = ("collection.anki21b", "collection.anki21", "collection.anki2")
_CHUNK = 1 << 20


def packed_collection(path: Path) -> bytes:
    """The SQLite file in a package, the newest form of it. Raises FileProblem."""
    with Archive(path, "package") as archive:
        name = next((each for each in _COLLECTIONS if each in archive.names), "")
        if not name:
            raise FileProblem(
                "This is no Anki package: there is no collection in it",
                where=path,
                mend="Export the deck from Anki as “Anki Deck Package (.apkg)” or as text.",
            )
        try:
            data = archive.read(name)
        except PartProblem as problem:
            raise _damaged(path) from problem
    return _decompressed(data, path) if name.endswith("b") else data


def _decompressed(data: bytes, path: Path) -> bytes:
    import zstandard

    found = io.BytesIO()
    try:
        with zstandard.ZstdDecompressor(max_window_size=1 << 27).stream_reader(data) as reader:
            while chunk := reader.read(_CHUNK):
                found.write(chunk)
                if found.tell() > MAX_PART_BYTES:
                    raise FileProblem(
                        "The package unpacks to far more than a collection of words can be",
                        where=path,
                        mend="Export only the deck with the words, without media.",
                    )
    except zstandard.ZstdError as error:
        raise _damaged(path) from error
    return found.getvalue()


def _damaged(path: Path) -> FileProblem:
    return FileProblem(
        "The package is damaged or incomplete", where=path, mend="Export it from Anki once more."
    )
