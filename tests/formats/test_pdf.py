import random
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats.prose_battery import FUZZ, words_of
from made_pdfs import EN, EN_SECOND, EN_TITLE, FOLDER, NOTE, RUNNING, ZH, ZH_TITLE
from parallelreader.core.errors import FileProblem
from parallelreader.core.incoming import Passage, Prose
from parallelreader.formats import pdf
from parallelreader.formats.import_format import ReadOptions
from parallelreader.formats.pdf_characters import put_right
from parallelreader.formats.pdf_layout import ordered
from parallelreader.formats.pdf_lines import PdfLine, lines_of
from parallelreader.formats.pdf_paragraphs import joined
from parallelreader.formats.registry import format_of


def read(path: Path) -> Prose:
    found = pdf.FORMAT.read(path, ReadOptions())
    assert isinstance(found, Prose)
    return found


def headings(prose: Prose) -> list[Passage]:
    return [passage for passage in prose.passages if passage.level]


def test_two_columns_of_chinese_are_read_one_after_the_other() -> None:
    prose = read(FOLDER / "two-columns.pdf")

    assert words_of(prose) == [ZH_TITLE.replace("　", " "), *ZH]
    assert [passage.level for passage in headings(prose)] == [1]


def test_radicals_are_put_right() -> None:
    said = "".join(words_of(read(FOLDER / "two-columns.pdf")))

    assert all(meant in said for meant in "青长见门齐马")
    assert not any("\u2e80" <= character <= "\u2fdf" for character in said)
    assert put_right("⼀⻘⻓⻅ﬁ豈") == "一青长见fi豈"
    assert put_right("，！“”（）") == "，！“”（）"


def test_an_english_book_has_its_paragraphs_over_lines_and_pages() -> None:
    prose = read(FOLDER / "book.pdf")

    assert words_of(prose) == [EN_TITLE, *EN, EN_SECOND, *EN]
    assert [passage.text for passage in headings(prose)] == [EN_TITLE, EN_SECOND]


def test_words_that_lines_break_are_made_whole() -> None:
    document = pypdfium2.PdfDocument(FOLDER / "book.pdf")
    lines = [line.text for page in document for line in lines_of(page)]
    document.close()

    said = " ".join(words_of(read(FOLDER / "book.pdf")))

    assert [line.split()[-1] for line in lines if line.endswith("-")] == ["wai-", "lea-"] * 2
    assert "were already waiting at the landing" in said
    assert "a well-known little copper kettle" in said


def test_running_heads_page_numbers_and_notes_are_set_apart() -> None:
    asides = [(p.aside, p.text) for p in read(FOLDER / "book.pdf").passages if p.aside]

    assert ("footnote", NOTE) in asides
    assert asides.count(("running head", RUNNING)) == 2
    assert len(asides) == 7


def test_bookmarks_say_what_is_a_heading_and_how_deep() -> None:
    prose = read(FOLDER / "bookmarks.pdf")

    assert [(p.text, p.level) for p in headings(prose)] == [(EN_TITLE, 2), (EN_SECOND, 2)]
    assert (prose.title, prose.author) == (RUNNING, "Lin Xi")


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["the beau-", "tiful river"], "the beautiful river"),
        (["a well-", "known man"], "a well-known man"),
        (["the Anglo-", "Chinese"], "the Anglo-Chinese"),
        (["渡船在", "雾里"], "渡船在雾里"),
        (["他说 yes", "and went"], "他说 yes and went"),
        (["words —", "and more"], "words —and more"),
    ],
)
def test_lines_become_one(lines: list[str], text: str) -> None:
    assert joined(lines, {"well-known": 1}) == text


def column(left: float, top: float, count: int, *, name: str) -> list[PdfLine]:
    return [PdfLine(f"{name}{n}", left, left + 150, top - 15 * n, 10) for n in range(count)]


@pytest.mark.parametrize("shift", [0, 7])
def test_columns_are_read_between_the_headings_that_cross_them(shift: float) -> None:
    across = [PdfLine("head", 40, 380, 560, 16), PdfLine("middle", 40, 380, 400, 16)]
    lines = [
        *across,
        *column(40, 530, 6, name="a"),
        *column(220, 530 - shift, 6, name="b"),
        *column(40, 370, 6, name="c"),
        *column(220, 370 - shift, 6, name="d"),
    ]

    said = [line.text for each in ordered(lines) for line in each]

    assert said == ["head", *(f"{c}{n}" for c in "ab" for n in range(6)), "middle"] + [
        f"{c}{n}" for c in "cd" for n in range(6)
    ]


def test_three_columns_are_read_in_order() -> None:
    lines = [line for at, name in enumerate("abc") for line in column(40 + 170 * at, 500, 8, name=name)]

    assert [
        line.text for each in ordered(sorted(lines, key=lambda line: -line.baseline)) for line in each
    ] == [f"{name}{n}" for name in "abc" for n in range(8)]


def test_an_indented_list_is_no_second_column() -> None:
    lines = [PdfLine(f"{n}", 40 if n % 2 else 80, 380, 500 - 15 * n, 10) for n in range(12)]

    assert len(ordered(lines)) == 1


def test_a_locked_document_is_refused() -> None:
    with pytest.raises(FileProblem, match="password"):
        read(FOLDER / "locked.pdf")


def test_pictures_of_pages_are_refused_with_what_to_do() -> None:
    with pytest.raises(FileProblem, match="only pictures") as caught:
        read(FOLDER / "scan.pdf")

    assert "OCR" in caught.value.mend


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"nothing", b"%PDF-1.4\n" + bytes(5000)])
def test_what_is_no_document_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "broken.pdf"
    path.write_bytes(data)

    with pytest.raises(FileProblem):
        read(path)


def test_a_document_is_known_by_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "book.txt"
    path.write_bytes((FOLDER / "book.pdf").read_bytes())

    assert format_of(path) is pdf.FORMAT


def test_damaged_facts_about_a_document_do_not_cost_its_text(tmp_path: Path) -> None:
    data = (FOLDER / "bookmarks.pdf").read_bytes()
    path = tmp_path / "facts.pdf"
    path.write_bytes(data.replace(b"(Lin Xi)", b"(\xfe\xff\xd8\x00\x00a)"))

    prose = read(path)

    assert prose.author == ""
    assert words_of(prose)[0] == EN_TITLE


def test_a_truncated_document_gives_what_is_left_or_is_refused(tmp_path: Path) -> None:
    data = (FOLDER / "book.pdf").read_bytes()
    path = tmp_path / "cut.pdf"
    for share in (0.1, 0.5, 0.9, 0.99):
        path.write_bytes(data[: int(len(data) * share)])
        read_or_refused(path)


@FUZZ
@given(seed=st.integers(0, 2**32), count=st.integers(1, 30))
def test_a_damaged_document_never_does_more_than_be_refused(
    tmp_path_factory: pytest.TempPathFactory, seed: int, count: int
) -> None:
    chance = random.Random(seed)
    data = bytearray((FOLDER / "book.pdf").read_bytes())
    for _ in range(count):
        data[chance.randrange(len(data))] = chance.randrange(256)
    path = tmp_path_factory.mktemp("damaged") / "damaged.pdf"
    path.write_bytes(data)

    read_or_refused(path)


def read_or_refused(path: Path) -> list[str]:
    try:
        return words_of(read(path))
    except FileProblem as problem:
        refusal = problem
    assert refusal.where == str(path)
    assert refusal.mend
    return []
