import pytest

from parallelreader.core.errors import FileProblem
from parallelreader.formats.token_pairs import read_token_pairs


@pytest.fixture
def file(tmp_path):
    def write(content: bytes):
        path = tmp_path / "pairs.txt"
        path.write_bytes(content)
        return path

    return write


def test_each_line_is_a_pair_of_token_lists(file):
    path = file("渡船 开 了 ||| the ferry left\r\n|||\n船 |||\n".encode())

    assert read_token_pairs(path) == [
        (["渡船", "开", "了"], ["the", "ferry", "left"]),
        ([], []),
        (["船"], []),
    ]


def test_a_mark_of_byte_order_and_a_missing_last_newline_do_no_harm(file):
    assert read_token_pairs(file("\ufeff船 ||| boat".encode())) == [(["船"], ["boat"])]


def test_an_empty_file_has_no_pairs(file):
    assert read_token_pairs(file(b"")) == []


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        ("船 ||| boat\n船 boat\n", 2, "no |||"),
        ("船 ||| boat\n\n船 ||| boat\n", 2, "no |||"),
        ("船 ||| boat ||| ship\n", 1, "more than one"),
    ],
)
def test_a_line_that_is_no_pair_is_named(file, content, line, words):
    with pytest.raises(FileProblem) as caught:
        read_token_pairs(file(content.encode()))

    assert caught.value.line == line
    assert words in caught.value.what


def test_a_file_that_is_not_utf8_is_refused_with_the_line(file):
    with pytest.raises(FileProblem, match="UTF-8") as caught:
        read_token_pairs(file("a ||| b\n船 ||| boat\n".encode("gb18030")))

    assert caught.value.line == 2


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(FileProblem, match="no such file"):
        read_token_pairs(tmp_path / "none.txt")
