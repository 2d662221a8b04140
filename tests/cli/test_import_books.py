"""Books come in from the command line in one go, with their contents and chapter by chapter."""

import json
import zipfile
from pathlib import Path
from urllib.parse import unquote

import pytest

from made_books import MadeBook, made_book
from made_files import write_bilingual_epub, write_docx, write_epub
from parallelreader.formats.corpus_folder import read_contents, read_corpus


@pytest.fixture(scope="module")
def book() -> MadeBook:
    return made_book(10, paragraphs=5, missing_in_zh=(4,), missing_in_en=(7,))


def titles(book: MadeBook, language: str) -> list[str]:
    found = (each.zh_title if language == "zh" else each.en_title for each in book.side(language))
    return [" ".join(title.split()) for title in found]


def _leave_out(archive: Path, part: str) -> None:
    """Take a part out of a book that still names it."""
    with zipfile.ZipFile(archive) as former:
        parts = {name: former.read(name) for name in former.namelist()}
    with zipfile.ZipFile(archive, "w") as book:
        for name, content in parts.items():
            if not name.endswith(unquote(part)):
                book.writestr(name, content)


@pytest.mark.parametrize("write", [write_epub, write_docx])
def test_a_pair_of_books_comes_in_with_its_contents_and_names_unmatched_chapters(
    command, tmp_path: Path, book: MadeBook, write
):
    files = [tmp_path / f"{language}.book" for language in ("zh", "en")]
    for file, language in zip(files, ("zh", "en"), strict=True):
        write(file, book, language)

    ran = command("import", *files, "--into", tmp_path / "corpus", "--json")

    report = json.loads(ran.out)
    again = json.loads(command("align", tmp_path / "corpus", "--again", "--json").out)
    corpus = read_corpus(tmp_path / "corpus")
    (document,) = corpus.documents
    contents = [read_contents(corpus, version) or () for version in document.versions]
    assert report["alignments"][0]["unmatched_chapters"] == {
        "zh": ["序", " ".join(next(each.zh_title for each in book.chapters if each.number == 7).split())],
        "en": [next(each.en_title for each in book.chapters if each.number == 4)],
    }
    assert again["unmatched_chapters"] == report["alignments"][0]["unmatched_chapters"]
    assert [[heading.title for heading in each] for each in contents] == [
        titles(book, "zh"),
        titles(book, "en"),
    ]
    assert document.title == "河湾镇纪事 A Chronicle of River Bend"


def test_a_bilingual_book_becomes_two_versions_with_contents(command, tmp_path: Path, book: MadeBook):
    file = tmp_path / "both.epub"
    write_bilingual_epub(file, book)

    ran = command("import", file, "--into", tmp_path / "corpus")

    corpus = read_corpus(tmp_path / "corpus")
    found = [read_contents(corpus, version) or () for version in corpus.documents[0].versions]
    assert ran.result == 0
    assert [[heading.title for heading in each] for each in found] == [titles(book, "zh"), titles(book, "en")]
    assert [version.title for version in corpus.documents[0].versions] == [
        "河湾镇纪事",
        "A Chronicle of River Bend",
    ]
    assert "chapter of zh without counterpart: 序" in ran.out


def test_a_book_of_which_a_part_cannot_be_read_comes_in_only_on_demand(
    command, tmp_path: Path, book: MadeBook
):
    file = tmp_path / "zh.epub"
    write_epub(file, book, "zh")
    _leave_out(file, "chapter%2003.xhtml")

    refused = command("import", file, "--into", tmp_path / "refused")
    partial = command("import", file, "--into", tmp_path / "corpus", "--partial")

    assert refused.result == 1
    assert "--partial" in refused.err
    assert not (tmp_path / "refused").exists()
    assert partial.result == 0
    assert len(read_corpus(tmp_path / "corpus").documents) == 1
