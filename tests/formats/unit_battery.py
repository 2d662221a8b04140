"""What every reader of units, links and subtitles must stand, whatever its format: a class to inherit from.

A reader gives what is right or raises FileProblem; nothing else may come of any bytes.
"""

import random
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parallelreader.core.errors import FileProblem
from parallelreader.core.incoming import Fault, Incoming, Link, Links, Passage, Prose, Unit
from parallelreader.formats.cells import LARGEST_CELL
from parallelreader.formats.import_format import ImportFormat, ReadOptions
from parallelreader.formats.registry import format_of

DATA = Path(__file__).parents[1] / "data"
_ROOT = Path(__file__).parents[2]
_SHARED = _ROOT.parent / "shared"
# The same each time: looking for ever new damage is what bench.fuzzing is for.
_FUZZING = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

_SCRAPS = (b"\0", b"&", b"<", b'"', b"\t", b"|||", b"-->", b"\n", b"\xff")

Part = Unit | Fault | Passage | Link


def parts_of(incoming: Incoming, after: int = 0) -> Iterator[Part]:
    """Everything that was read, one after the other."""
    if isinstance(incoming, Prose):
        yield from incoming.passages
        yield from incoming.faults
    elif isinstance(incoming, Links):
        yield from incoming.links
        yield from incoming.faults
    else:
        yield from incoming.read(after=after)


def cells_of(part: Part) -> tuple[str, ...]:
    if isinstance(part, Unit):
        return part.cells
    return (part.text,) if isinstance(part, Passage) else ()


def prose_files() -> list[Path]:
    """Texts that people read from top to bottom: none of them is a table, a memory or a film."""
    ours = sorted((_ROOT / "resources" / "samples").glob("*/*.txt"))
    theirs = sorted((_SHARED / "corpora").glob("*/*.txt")) + sorted(
        (_SHARED / "alignment-dev").glob("*.??.txt")
    )
    return ours + theirs


class UnitBattery:
    """Inherit and say the ``format`` and a sound ``sample`` in ``tests/data``, whose parts are all read.

    ``is_text`` says that its lines may end in any way and its encoding be any; ``neighbours`` are files
    that must lie beside it; ``in_order`` that parts are read in the order they stand in.
    """

    format: ClassVar[ImportFormat]
    sample: ClassVar[str]
    is_text: ClassVar[bool] = True
    neighbours: ClassVar[tuple[str, ...]] = ()
    in_order: ClassVar[bool] = True

    def read(self, data: bytes, folder: Path, name: str = "") -> list[Part]:
        """The parts of a file with this content, up to where it breaks off."""
        path = self.put(data, folder, name)
        found: list[Part] = []
        problem = None
        try:
            for part in parts_of(self.format.read(path, ReadOptions())):
                found.append(part)
        except FileProblem as caught:
            problem = caught
        assert problem is None or (problem.what and problem.mend)
        return found

    def put(self, data: bytes, folder: Path, name: str = "") -> Path:
        for neighbour in self.neighbours:
            source = DATA / neighbour
            (folder / source.name).write_bytes(source.read_bytes())
        path = folder / (name or Path(self.sample).name)
        path.write_bytes(data)
        return path

    def content(self) -> bytes:
        return (DATA / self.sample).read_bytes()

    def test_the_sample_is_read_without_a_fault(self) -> None:
        parts = list(parts_of(self.format.read(DATA / self.sample, ReadOptions())))

        assert len(parts) >= 2
        assert not [part for part in parts if isinstance(part, Fault)]

    def test_the_sample_is_known_by_its_bytes(self, tmp_path: Path) -> None:
        for name in (Path(self.sample).name, "file.dat", "file.txt", "file"):
            assert format_of(self.put(self.content(), tmp_path, name)) is self.format

    @pytest.mark.parametrize("file", prose_files(), ids=lambda path: path.name)
    def test_a_text_is_not_taken_for_it(self, file: Path) -> None:
        with file.open("rb") as opened:
            assert self.format.likeness(opened.read(65_536), file) == 0

    def test_reading_goes_on_after_any_number_of_parts(self) -> None:
        incoming = self.format.read(DATA / self.sample, ReadOptions())
        if isinstance(incoming, Prose | Links):
            return
        whole = list(parts_of(incoming))

        for after in range(len(whole) + 2):
            assert list(parts_of(incoming, after)) == whole[after:]

    @pytest.mark.parametrize("content", [b"", b" \n\t\n ", b"\xef\xbb\xbf", b"\0\0\0\0", b"\xff\xfe"])
    def test_nothing_is_refused(self, content: bytes, tmp_path: Path) -> None:
        path = self.put(content, tmp_path)

        with pytest.raises(FileProblem) as caught:
            list(parts_of(self.format.read(path, ReadOptions())))

        assert caught.value.mend

    def test_a_missing_file_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(FileProblem):
            list(parts_of(self.format.read(tmp_path / "none", ReadOptions())))

    def test_what_stands_before_a_break_is_read(self, tmp_path: Path) -> None:
        if not self.in_order:
            return
        content = self.content()
        whole = self.read(content, tmp_path)

        for cut in range(len(content) // 3, len(content), max(1, len(content) // 40)):
            units = [part for part in self.read(content[:cut], tmp_path) if isinstance(part, Unit)]
            if all(len(unit.cells) == len(cells_of(whole[0])) for unit in units):
                sound = [part for part in whole if isinstance(part, Unit)]
                assert units[:-2] == sound[: max(len(units) - 2, 0)]

    def test_line_ends_of_every_kind_are_the_same(self, tmp_path: Path) -> None:
        if not self.is_text:
            return
        content = self.content().replace(b"\r\n", b"\n")
        whole = self.read(content, tmp_path)
        ends = random.Random(7)

        assert self.read(content.replace(b"\n", b"\r\n"), tmp_path) == whole
        assert self.read(content.replace(b"\n", b"\r"), tmp_path) == whole
        mixed = b"".join(line + ends.choice([b"\n", b"\r\n", b"\r"]) for line in content.split(b"\n"))
        if b"\n\n" not in content:
            assert self.read(mixed, tmp_path) == whole

    @pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
    def test_every_encoding_is_read_the_same(self, encoding: str, tmp_path: Path) -> None:
        if not self.is_text:
            return
        content = self.content()
        text = content.decode("utf-8-sig")
        if encoding.startswith("utf-16-") and text.isascii():
            return
        whole = self.read(content, tmp_path)

        found = self.read(text.encode(encoding), tmp_path)

        assert [cells_of(part) for part in found] == [cells_of(part) for part in whole]

    def test_nulls_and_strange_characters_do_no_harm(self, tmp_path: Path) -> None:
        content = self.content()
        text = content.decode("utf-8-sig", "surrogateescape")
        for strange in ("\0", "\u202e", "שלום", "\ufffe", "\x1b[31m", "𠮷", "\u2028"):
            mixed = text.replace("。", f"{strange}。").replace(" ", f" {strange}", 3)
            for part in self.read(mixed.encode("utf-8", "surrogateescape"), tmp_path):
                assert not any("\0" in cell or "\n" in cell for cell in cells_of(part))
        self.read(content.replace("。".encode(), b"\xed\xa0\x80"), tmp_path)
        self.read(content.replace(b"e", b"\xff"), tmp_path)

    def test_an_endless_line_is_no_cell(self, tmp_path: Path) -> None:
        content = self.content()
        middle = content.find("。".encode())
        middle = middle if middle > 0 else len(content) // 2
        endless = content[:middle] + b"x" * (3 * LARGEST_CELL) + content[middle:]

        for part in self.read(endless, tmp_path):
            assert all(len(cell) <= LARGEST_CELL for cell in cells_of(part))

    def test_random_bytes_are_read_or_refused(self) -> None:
        with tempfile.TemporaryDirectory() as folder:

            @_FUZZING
            @given(st.binary(max_size=300))
            def attempt(data: bytes) -> None:
                assert 0 <= self.format.likeness(data, Path("x.txt")) <= 1
                self.read(data, Path(folder))

            attempt()

    def test_damaged_samples_are_read_or_refused(self) -> None:
        content = self.content()
        with tempfile.TemporaryDirectory() as folder:

            @_FUZZING
            @given(st.data())
            def attempt(data: st.DataObject) -> None:
                damaged = damage(content, data)
                assert 0 <= self.format.likeness(damaged, Path("x.txt")) <= 1
                self.read(damaged, Path(folder))

            attempt()


def damage(content: bytes, data: st.DataObject) -> bytes:
    """``content`` with a few stretches left out, doubled, moved or replaced."""
    for _ in range(data.draw(st.integers(1, 4))):
        begin = data.draw(st.integers(0, len(content)))
        end = min(len(content), begin + data.draw(st.integers(0, 60)))
        match data.draw(st.integers(0, 3)):
            case 0:
                content = content[:begin] + content[end:]
            case 1:
                content = content[:end] + content[begin:]
            case 2:
                content = content[:begin] + data.draw(st.binary(max_size=12)) + content[end:]
            case _:
                scrap = data.draw(st.sampled_from(_SCRAPS))
                content = content[:begin] + scrap + content[begin:]
    return content
