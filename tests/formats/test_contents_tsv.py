import pytest

from parallelreader.core.contents import Heading
from parallelreader.core.errors import CorpusProblem
from parallelreader.formats.contents_tsv import format_contents, read_contents

CONTENTS = (Heading(0, 1, "卷一 河"), Heading(1, 2, "第一章 渡口"), Heading(40, 2, "第二章 The Lock"))


def test_contents_are_written_and_read_again(tmp_path):
    file = tmp_path / "zh.contents.tsv"
    file.write_text(format_contents(CONTENTS), encoding="utf-8")

    assert read_contents(file, paragraphs=41) == CONTENTS


def test_blank_lines_comments_and_windows_newlines_are_taken(tmp_path):
    file = tmp_path / "zh.contents.tsv"
    file.write_bytes(b"# by hand\r\nparagraph\tlevel\ttitle\r\n\r\n3\t1\tThe  Lock\r\n")

    assert read_contents(file) == (Heading(2, 1, "The Lock"),)


def test_white_space_in_a_title_cannot_break_the_file(tmp_path):
    file = tmp_path / "zh.contents.tsv"
    file.write_text(format_contents([Heading(0, 1, "The\tLock\nGate")]), encoding="utf-8")

    assert read_contents(file) == (Heading(0, 1, "The Lock Gate"),)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("0\t1\tx", "not the number"),
        ("x\t1\ty", "not the number"),
        ("٣\t1\ty", "not the number"),
        ("2\t1\ty", "does not come after"),
        ("12\t1\ty", "There is no paragraph 12"),
        ("3\t0\ty", "not a level"),
        ("3\t12\ty", "not a level"),
        ("3\t1\t ", "title is missing"),
        ("3\t1", "2 cells"),
    ],
)
def test_a_broken_line_is_told_with_its_number(tmp_path, line, words):
    file = tmp_path / "zh.contents.tsv"
    file.write_text(f"paragraph\tlevel\ttitle\n2\t1\tThe Lock\n{line}\n", encoding="utf-8")

    with pytest.raises(CorpusProblem, match=words) as caught:
        read_contents(file, paragraphs=11)

    assert caught.value.line == 3


def test_a_missing_header_is_told(tmp_path):
    file = tmp_path / "zh.contents.tsv"
    file.write_text("2\t1\tThe Lock\n", encoding="utf-8")

    with pytest.raises(CorpusProblem, match="header"):
        read_contents(file)
