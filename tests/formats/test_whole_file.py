import pytest

from parallelreader.core.errors import Cancelled, WriteProblem
from parallelreader.formats.whole_file import whole_file, whole_folder


def test_a_file_is_there_whole(tmp_path):
    with whole_file(tmp_path / "a.html") as stream:
        stream.write(b"page")

    assert (tmp_path / "a.html").read_bytes() == b"page"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_file_stays_as_it_was_where_writing_is_cancelled(tmp_path):
    (tmp_path / "a.html").write_bytes(b"before")

    def write() -> None:
        with whole_file(tmp_path / "a.html") as stream:
            stream.write(b"page")
            raise Cancelled("writing")

    with pytest.raises(Cancelled):
        write()

    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("a.html", b"before")]


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(WriteProblem, match="nowhere"), whole_file(tmp_path / "nowhere" / "a.html"):
        pass


def test_a_folder_is_there_whole_or_not_at_all(tmp_path):
    def write() -> None:
        with whole_folder(tmp_path / "out") as folder:
            (folder / "a.vert").write_text("a")
            raise Cancelled("writing")

    with pytest.raises(Cancelled):
        write()
    assert not list(tmp_path.iterdir())

    with whole_folder(tmp_path / "out") as folder:
        (folder / "a.vert").write_text("a")
    assert [each.name for each in (tmp_path / "out").iterdir()] == ["a.vert"]


def test_a_folder_with_something_in_it_is_left_alone(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")

    with pytest.raises(WriteProblem, match="something already"), whole_folder(tmp_path):
        pass

    assert [each.name for each in tmp_path.iterdir()] == ["mine.txt"]
