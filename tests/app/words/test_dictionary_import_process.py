"""Dictionaries imported in a process of their own."""

from pathlib import Path

import pytest

from dictionary_material import FERRY_ENTRIES, write_cedict
from parallelreader.app.words.dictionaries import own_folder
from parallelreader.app.words.dictionary_import_process import import_dictionaries
from parallelreader.app.words.dictionary_importing import ImportedDictionary
from parallelreader.core.errors import Cancelled, UserError
from parallelreader.core.progress import NO_PROGRESS
from parallelreader.paths import UserFolders


class _StopsIn:
    """Has enough as soon as anything is being written."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def step(self, done: int, total: int, text: str = "") -> None:
        if list(self._folder.glob(".*.part")):
            raise Cancelled


def test_each_is_told_and_a_broken_one_stops_no_other(tmp_path: Path) -> None:
    folders = UserFolders.under(tmp_path / "data")
    broken = tmp_path / "broken.u8"
    broken.write_bytes(b"")
    table = tmp_path / "sea.tsv"
    table.write_text("word\tmeaning\n锚\tanchor\n\tnothing\n", encoding="utf-8")

    first, second, third = import_dictionaries(
        folders, [write_cedict(tmp_path / "ferry.u8"), broken, table], NO_PROGRESS
    )

    assert isinstance(first, ImportedDictionary)
    assert (first.title, first.count) == ("Ferry words 2026-05-01", FERRY_ENTRIES)
    assert isinstance(second, UserError)
    assert str(second) == f"{broken}: The file is empty. Choose a file with words in it."
    assert isinstance(third, ImportedDictionary)
    assert (third.count, third.unread, third.faults[0].line) == (1, 1, 3)


def test_stopped_it_leaves_nothing_behind(tmp_path: Path) -> None:
    folders = UserFolders.under(tmp_path / "data")
    large = tmp_path / "large.tsv"
    large.write_text("锚\tmáo\tanchor of a ship\n" * 400_000, encoding="utf-8")

    with pytest.raises(Cancelled):
        list(import_dictionaries(folders, [large], _StopsIn(own_folder(folders))))

    assert list(own_folder(folders).iterdir()) == []
