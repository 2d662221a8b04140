"""What every format of running text must stand: read right, and broken in every way a file can be."""

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parallelreader.core.errors import FileProblem
from parallelreader.core.incoming import Prose
from parallelreader.formats.import_format import ImportFormat, ReadOptions
from parallelreader.formats.registry import format_of

ZH = "渡船在雾里慢慢靠岸，没有人说话。"
EN = "The ferry came in slowly through the fog, and nobody spoke."
RARE = "𠮷野师傅摸了摸木轴，𫓧刀放在一边。"
ARABIC = "وصلت العبارة إلى الضفة ببطء في الضباب ولم يتكلم أحد."

FUZZ = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.differing_executors],
    derandomize=True,
)


def words_of(prose: Prose) -> list[str]:
    """The passages that are text."""
    return [passage.text for passage in prose.passages if not passage.aside and passage.text]


class ProseBattery:
    """To be subclassed by the tests of each format: ``format``, and ``make`` which writes a file."""

    format: ImportFormat

    def make(self, path: Path, paragraphs: list[str]) -> None:
        """Write a sound file of these paragraphs."""
        raise NotImplementedError

    def read(self, path: Path) -> Prose:
        found = self.format.read(path, ReadOptions())
        assert isinstance(found, Prose)
        return found

    def written(self, folder: Path, paragraphs: list[str], name: str = "") -> Path:
        path = folder / (name or f"river{self.format.extensions[0]}")
        self.make(path, paragraphs)
        return path

    def read_or_refused(self, path: Path) -> list[str]:
        """The words, none where the file is refused with what is wrong, where, and what to do."""
        try:
            return words_of(self.read(path))
        except FileProblem as problem:
            refusal = problem
        assert refusal.what
        assert refusal.where == str(path)
        assert refusal.mend
        return []

    @pytest.mark.parametrize(
        "said", [ZH, EN, RARE, ARABIC], ids=["chinese", "english", "rare", "right-to-left"]
    )
    def test_words_are_read_as_they_are(self, tmp_path: Path, said: str) -> None:
        path = self.written(tmp_path, [said, EN, ZH])

        assert words_of(self.read(path)) == [said, EN, ZH]

    def test_a_file_is_known_by_its_bytes(self, tmp_path: Path) -> None:
        path = self.written(tmp_path, [ZH, EN])

        assert format_of(path) is self.format

    def test_an_empty_file_is_refused(self, tmp_path: Path) -> None:
        path = tmp_path / f"empty{self.format.extensions[0]}"
        path.touch()

        with pytest.raises(FileProblem):
            self.read(path)

    def test_a_missing_file_and_a_folder_are_refused(self, tmp_path: Path) -> None:
        for path in (tmp_path / "none", tmp_path):
            with pytest.raises(FileProblem):
                self.read(path)

    def test_a_truncated_file_is_refused_or_gives_what_is_left(self, tmp_path: Path) -> None:
        said = [f"{ZH}{number}" for number in range(50)]
        data = self.written(tmp_path, said).read_bytes()
        path = tmp_path / f"cut{self.format.extensions[0]}"

        for share in (0.02, 0.3, 0.6, 0.9, 0.99):
            path.write_bytes(data[: int(len(data) * share)])
            found = self.read_or_refused(path)

            assert found[:-1] == said[: max(len(found) - 1, 0)]

    def test_another_format_under_this_extension_does_no_harm(self, tmp_path: Path) -> None:
        path = tmp_path / f"picture{self.format.extensions[0]}"
        for data in (
            b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
            b"PK\x03\x04" + bytes(60),
            b"%PDF-1.7\n",
            b"\0" * 99,
        ):
            path.write_bytes(data)
            self.read_or_refused(path)

    @pytest.mark.parametrize(
        "scrap", [b"\0", b"\r", b"\r\n\r", b"\xe2\x80\xae", b"\xed\xa0\x80", b"\xff\xfe"]
    )
    def test_scraps_in_the_middle_do_no_harm(self, tmp_path: Path, scrap: bytes) -> None:
        data = self.written(tmp_path, [ZH, EN, ZH]).read_bytes()
        path = tmp_path / f"scraps{self.format.extensions[0]}"
        for share in (0.0, 0.2, 0.5, 0.8, 1.0):
            at = int(len(data) * share)
            path.write_bytes(data[:at] + scrap + data[at:])

            found = self.read_or_refused(path)

            assert not any("\0" in words or "\n" in words or "\r" in words for words in found)

    def test_a_very_long_paragraph_is_read(self, tmp_path: Path) -> None:
        long = ZH * 20_000

        assert words_of(self.read(self.written(tmp_path, [EN, long]))) == [EN, long]

    @FUZZ
    @given(seed=st.integers(0, 2**32), count=st.integers(1, 40))
    def test_a_damaged_file_never_does_more_than_be_refused(
        self, tmp_path: Path, seed: int, count: int
    ) -> None:
        chance = random.Random(seed)
        data = bytearray(self._sound(tmp_path))
        for _ in range(count):
            at = chance.randrange(len(data))
            kind = chance.random()
            if kind < 0.5:
                data[at] = chance.randrange(256)
            elif kind < 0.75:
                del data[at : at + chance.randrange(1, 200)]
            else:
                other = chance.randrange(len(data))
                data[at:at] = data[other : other + chance.randrange(1, 300)]
            if not data:
                break
        path = tmp_path / f"damaged{self.format.extensions[0]}"
        path.write_bytes(data)

        self.read_or_refused(path)

    def _sound(self, folder: Path) -> bytes:
        path = folder / f"sound{self.format.extensions[0]}"
        if not path.exists():
            self.make(path, [ZH, EN, RARE] * 5)
        return path.read_bytes()
