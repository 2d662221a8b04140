"""Which dictionaries can be read, and in which format one is; how it is read, its own module knows."""

from pathlib import Path

from parallelreader.core.errors import FileProblem
from parallelreader.formats.dictionaries import cedict, stardict, stardict_archive, table, yomitan
from parallelreader.formats.dictionaries.source import DictionaryFormat, DictionarySource
from parallelreader.formats.plain_files import read_head

FORMATS: tuple[DictionaryFormat, ...] = (
    stardict.FORMAT,
    yomitan.FORMAT,
    stardict_archive.FORMAT,
    cedict.FORMAT,
    table.FORMAT,
)

_HEAD_BYTES = 65_536
_CONVERTED = frozenset(
    (".mdx", ".mdd", ".bgl", ".dsl", ".slob", ".ld2", ".lsd", ".aard", ".zim", ".dictionary")
)
_PACKED = frozenset((".bz2", ".xz", ".7z", ".rar", ".zip", ".gz"))


def open_dictionary(path: Path) -> DictionarySource:
    """The dictionary in a file, or in a folder of StarDict files. Raises FileProblem."""
    if path.is_dir():
        return stardict.FORMAT.open(path)
    head = read_head(path, _HEAD_BYTES)
    if not head:
        raise FileProblem("The file is empty", where=path, mend="Choose a file with words in it.")
    for each in FORMATS:
        if each.is_one(head, path):
            return each.open(path)
    raise _refusal(path)


def _refusal(path: Path) -> FileProblem:
    extension = path.suffix.lower()
    if extension in _CONVERTED:
        return FileProblem(
            f"Dictionaries that end in {extension} cannot be read",
            where=path,
            mend="Convert it to StarDict or to a table, with pyglossary for example.",
        )
    if extension in _PACKED:
        return FileProblem(
            "There is no dictionary in this archive that can be read as it is",
            where=path,
            mend="Unpack it, and choose the file in it that ends in .ifo, .u8 or .tsv.",
        )
    return FileProblem(
        "This is no dictionary of a known kind",
        where=path,
        mend="CC-CEDICT, StarDict, Yomitan and tables of words with their meanings can be read.",
    )
