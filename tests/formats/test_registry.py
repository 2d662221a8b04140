"""Which format a file is read in, and how those are refused that cannot be."""

from pathlib import Path

import pytest

from parallelreader.app.file_kinds import dialog_filter, file_kinds
from parallelreader.core.errors import FileProblem
from parallelreader.formats.plain_text import PLAIN_TEXT
from parallelreader.formats.registry import FORMATS, format_of


def file_of(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("name", ["page", "page.TXT", "page.book", "page.doc", "page.epub"])
def test_text_is_read_as_text_whatever_its_name(tmp_path: Path, name: str) -> None:
    assert format_of(file_of(tmp_path, name, "渡船开了。".encode())) is PLAIN_TEXT


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("river.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Word document of the old kind"),
        ("river.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "locked with a password"),
        ("river.rtf", b"{\\rtf1 river}", "RTF document"),
        ("river.mobi", b"river".ljust(60, b"\0") + b"BOOKMOBI", "Kindle book"),
        ("river.zip", b"PK\x03\x04" + bytes(40), "archive"),
        ("river.txt", b"\x89PNG\r\n", "PNG picture"),
    ],
)
def test_what_cannot_be_imported_is_refused_by_name(
    tmp_path: Path, name: str, data: bytes, said: str
) -> None:
    with pytest.raises(FileProblem, match=said) as caught:
        format_of(file_of(tmp_path, name, data))

    assert caught.value.where.endswith(name)
    assert caught.value.mend


def test_an_empty_file_is_refused_in_every_format(tmp_path: Path) -> None:
    for each in FORMATS:
        with pytest.raises(FileProblem, match="empty"):
            format_of(file_of(tmp_path, f"river{each.extensions[0]}", b""))


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="no such file"):
        format_of(tmp_path / "none.txt")


def test_extensions_have_their_dot_and_one_format_each() -> None:
    extensions = [extension for each in FORMATS for extension in each.extensions]

    assert all(extension.startswith(".") and extension.islower() for extension in extensions)
    assert len({each.name for each in FORMATS}) == len(FORMATS)


def test_file_dialogs_offer_every_kind() -> None:
    shown = dialog_filter("Texts", "All files").split(";;")

    assert len(shown) == len(file_kinds()) + 2
    assert "*.txt" in shown[0]
    assert shown[-1] == "All files (*)"


@pytest.mark.parametrize("name", ["book.epub", "book.pdf", "page.html", "text.txt"])
def test_a_file_of_nulls_is_told_to_be_one(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(bytes(5000))

    with pytest.raises(FileProblem, match="only null bytes"):
        format_of(path)


@pytest.mark.parametrize("root", ["tbx", "martif"])
def test_terms_are_no_text(root: str, tmp_path: Path) -> None:
    path = tmp_path / "terms.xml"
    path.write_text(f'<?xml version="1.0"?>\n<{root} type="TBX"><text/></{root}>', encoding="utf-8")

    with pytest.raises(FileProblem, match="a file of terms") as caught:
        format_of(path)

    assert "Import terms" in caught.value.mend
