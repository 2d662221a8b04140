"""What an import does about dictionaries without bounds, and about imports that were killed."""

import json
import os
import time
import zipfile
from pathlib import Path

import pytest

from dictionary_material import FERRY_ENTRIES, write_cedict
from parallelreader.app.words import dictionary_importing
from parallelreader.app.words.dictionaries import own_folder
from parallelreader.app.words.dictionary_importing import import_dictionary
from parallelreader.core.errors import FileProblem
from parallelreader.core.language.dictionary import Entry
from parallelreader.formats.dictionaries.registry import open_dictionary
from parallelreader.paths import UserFolders


def test_a_dictionary_of_too_many_entries_leaves_the_one_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    folders, path = UserFolders.under(tmp_path / "data"), write_cedict(tmp_path / "ferry.u8")
    import_dictionary(folders, path)
    before = {file: file.read_bytes() for file in own_folder(folders).iterdir()}
    monkeypatch.setattr(dictionary_importing, "MOST_ENTRIES", FERRY_ENTRIES - 1)

    with pytest.raises(FileProblem, match="more than") as refused:
        import_dictionary(folders, path)

    assert refused.value.where == str(path)
    assert {file: file.read_bytes() for file in own_folder(folders).iterdir()} == before


def test_what_a_killed_import_was_writing_is_cleared_away_by_a_later_one(tmp_path: Path):
    folders = UserFolders.under(tmp_path / "data")
    own_folder(folders).mkdir(parents=True)
    killed, running = (
        own_folder(folders) / f".sea.dictionary.{each}.part" for each in ("0a0a0a0a", "1b1b1b1b")
    )
    for part in (killed, running):
        part.write_bytes(b"begun")
    yesterday = time.time() - 86_400
    os.utime(killed, (yesterday, yesterday))

    import_dictionary(folders, write_cedict(tmp_path / "ferry.u8"))

    assert (killed.exists(), running.exists()) == (False, True)


def test_what_cannot_be_written_is_left_out_of_a_title(tmp_path: Path):
    folders, path = UserFolders.under(tmp_path / "data"), tmp_path / "yomitan.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("index.json", json.dumps({"title": "Sea\ud800 \u001b[31mwords", "format": 3}))
        archive.writestr("term_bank_1.json", json.dumps([["锚", "", "", "", 0, ["anchor\udfff"], 0, ""]]))

    assert import_dictionary(folders, path).title == "Sea [31mwords"


def test_control_characters_in_lines_of_entries_are_left_out(tmp_path: Path):
    path = write_cedict(tmp_path / "ferry.u8", ("锚 锚 [mao2] /an\x1b[31mchor/\x07bell/", "# end"))

    found = [each for each in open_dictionary(path).entries() if isinstance(each, Entry)]

    assert [each.glosses for each in found] == [("an[31mchor", "bell")]
