"""Parts of archives that no book or document is made of."""

import zipfile
from pathlib import Path

import pytest

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
