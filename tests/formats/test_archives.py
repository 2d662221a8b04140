"""Parts of archives that no book or document is made of."""

import struct
import zipfile
from pathlib import Path

import pytest

from parallelreader.core.errors import FileProblem
from parallelreader.formats import archives
from parallelreader.formats.archives import Archive, PartProblem


@pytest.mark.parametrize("kind", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_a_part_packed_in_another_way_is_refused_whatever_is_in_it(tmp_path: Path, kind: int):
    path = tmp_path / "book.epub"
    with zipfile.ZipFile(path, "w", kind) as archive:
        archive.writestr("text.xhtml", "The boat came. " * 500)
    whole = path.read_bytes()
    for at in (None, 45, 50, 55):
        damaged = bytearray(whole)
        if at is not None:
            damaged[at] ^= 0x55
        path.write_bytes(damaged)

        with Archive(path, "e-book") as archive, pytest.raises(PartProblem):
            archive.read("text.xhtml")


def test_a_list_of_parts_that_is_larger_than_its_end_says_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    path = tmp_path / "book.epub"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(200):
            archive.writestr(f"{number}.xhtml", "The boat came.")
    whole = path.read_bytes()
    at = whole.rfind(b"PK\x05\x06")
    parts, length, start = struct.unpack("<HLL", whole[at + 10 : at + 20])
    large = struct.pack("<4sQHHLLQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, parts, parts, length, start)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, at, 1)
    end = whole[at : at + 8] + struct.pack("<HHLL", 1, 1, 50, start) + whole[at + 20 :]
    path.write_bytes(whole[:at] + large + locator + end)
    with Archive(path, "e-book") as archive:
        assert len(archive.names) == 200
    monkeypatch.setattr(archives, "MAX_PARTS", 100)

    with pytest.raises(FileProblem, match="damaged"):
        Archive(path, "e-book")
