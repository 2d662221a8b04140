import os
from pathlib import Path

import pytest

from formats.prose_battery import ProseBattery
from parallelreader.core.errors import FileProblem
from parallelreader.formats import plain_text
from parallelreader.formats.import_format import ReadOptions
from parallelreader.formats.plain_text import PLAIN_TEXT, decode_file, read_bytes, read_prose


class TestPlainTextBattery(ProseBattery):
    format = PLAIN_TEXT

    def make(self, path: Path, paragraphs: list[str]) -> None:
        path.write_text("\n".join(paragraphs), "utf-8")


def test_the_bytes_of_a_file_are_read(tmp_path: Path) -> None:
    file = tmp_path / "河.txt"
    file.write_bytes("渡船".encode("gb18030"))

    assert decode_file(read_bytes(file), file).text == "渡船"


def test_a_missing_file_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match=r"none\.txt: There is no such file"):
        read_bytes(tmp_path / "none.txt")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="folder"):
        read_bytes(tmp_path)


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()

    with pytest.raises(FileProblem, match="empty"):
        read_bytes(tmp_path / "empty.txt")


def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "secret.txt"
    file.write_text("x")
    file.chmod(0)
    if os.access(file, os.R_OK):
        pytest.skip("this user may read everything")

    with pytest.raises(FileProblem, match="may not be read"):
        read_bytes(file)


def test_a_pipe_does_not_hang_the_program(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    if not hasattr(os, "mkfifo"):
        pytest.skip("no pipes on this platform")
    os.mkfifo(pipe)

    with pytest.raises(FileProblem, match="ordinary file"):
        read_bytes(pipe)


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain_text, "MAX_BYTES", 10)
    file = tmp_path / "huge.txt"
    file.write_bytes(b"x" * 11)

    with pytest.raises(FileProblem, match="more than"):
        read_bytes(file)


def test_a_problem_of_the_text_names_its_file(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match=r"page\.txt: This is a PNG"):
        decode_file(b"\x89PNG....", tmp_path / "page.txt")


def test_every_line_is_a_passage_and_blank_ones_part_them(tmp_path: Path) -> None:
    file = tmp_path / "河.txt"
    file.write_bytes("渡船\r\n\n开了。\r还在等".encode("gb18030"))

    prose = read_prose(file, ReadOptions())

    assert [passage.text for passage in prose.passages] == ["渡船", "", "开了。", "还在等"]
    assert prose.encoding == "gb18030"


def test_an_encoding_is_taken_as_said(tmp_path: Path) -> None:
    file = tmp_path / "河.txt"
    file.write_bytes("渡船".encode())

    with pytest.raises(FileProblem, match="not in Big5"):
        read_prose(file, ReadOptions(encoding="big5"))
