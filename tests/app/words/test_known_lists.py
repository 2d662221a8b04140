"""Lists of known words in the forms people have them, and what taking them in changes."""

import csv
import sqlite3
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import zstandard

from parallelreader.app.words.known_lists import read_list, report, take_in, words_of
from parallelreader.app.words.statuses import Status, Statuses
from parallelreader.core.errors import UserError
from parallelreader.formats import anki_package
from parallelreader.store.database import Store


@pytest.fixture
def statuses(tmp_path: Path) -> Iterator[Statuses]:
    store = Store.open(tmp_path / "data")
    yield Statuses(store)
    store.close()


def keys(path: Path, column: str = "") -> list[str]:
    return [word.key for word in read_list(path, column=column).words]


def write(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_a_plain_list_has_a_word_a_line(tmp_path: Path, encoding: str):
    path = write(tmp_path, "known.txt", "船夫\r\n河水\r\n\r\n灯笼\r\n踏实\r\n安静\r\n船夫\r\n", encoding)

    assert keys(path) == ["船夫", "河水", "灯笼", "踏实", "安静"]


def test_old_line_ends_part_words_and_rows(tmp_path: Path):
    assert keys(write(tmp_path, "known.txt", "船夫\r河水\r灯笼\r")) == ["船夫", "河水", "灯笼"]
    assert keys(write(tmp_path, "known.csv", "word,level\r船夫,1\r河水,2\r")) == ["船夫", "河水"]


def test_words_come_without_the_unseen_marks_of_a_page(tmp_path: Path):
    path = write(tmp_path, "known.txt", "\u202e船夫\u202c\n河\u200b水\x1b\n\u2066灯\x07笼\u2069\n")

    assert keys(path) == ["船夫", "河水", "灯笼"]


def test_a_line_of_any_length_is_a_list_or_is_refused(tmp_path: Path):
    assert keys(write(tmp_path, "line.txt", "船夫 河水 " * 40_000)) == ["船夫", "河水"]
    with pytest.raises(UserError, match="not a row of a table") as refused:
        read_list(write(tmp_path, "cell.tsv", "船夫\t1\n河水\t" + "x" * 200_000))
    assert refused.value.mend


def test_either_script_means_the_same_words(tmp_path: Path):
    path = write(tmp_path, "known.txt", "燈籠\n踏實\n灯笼\n")

    assert keys(path) == ["灯笼", "踏实"]


def test_the_column_of_words_is_found_by_what_stands_in_it(tmp_path: Path):
    path = write(
        tmp_path,
        "deck.csv",
        "她把缆绳又绕了一圈，心里还是不踏实。,tāshi,踏实,at ease\n"
        "船夫没有马上回答那个问题。,huídá,回答,to answer\n",
    )

    listed = read_list(path)

    assert (listed.column, [word.key for word in listed.words]) == ("3", ["踏实", "回答"])


def test_headings_say_what_the_columns_are(tmp_path: Path):
    path = write(
        tmp_path,
        "words.tsv",
        "Traditional\tSimplified\tPinyin\tStatus\n燈籠\t灯笼\tdēnglong\tlearning-3\n踏實\t踏实\ttāshi\tknown\n"
        "河水\t河水\théshuǐ\t99\n竹簍\t竹篓\tzhúlǒu\t?\n",
    )

    listed = read_list(path)

    assert (listed.column, listed.status_column) == ("Simplified", "Status")
    assert [word.status for word in listed.words] == [Status.LEARNING_3, Status.KNOWN, Status.KNOWN, None]


def test_a_column_can_be_said(tmp_path: Path):
    path = write(tmp_path, "words.csv", "a,b\n河水,灯笼\n船夫,踏实\n")

    assert keys(path, "b") == keys(path, "2") == ["灯笼", "踏实"]
    with pytest.raises(UserError, match="no column c"):
        read_list(path, column="c")


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("爸爸|爸", ("爸爸", "爸")),
        ("爸爸／爸", ("爸爸", "爸")),
        ("（一）点儿", ("点儿",)),
        ("打（球）", ("打",)),
        ("等1", ("等",)),
        ("<b>灯笼</b>&nbsp;[sound:deng.mp3]", ("灯笼",)),
        ("卡拉OK", ("卡拉OK",)),
        ("𠮷", ("𠮷",)),
        ("lantern", ()),
        ("她把缆绳又绕了一圈可是心里还是不踏实", ()),
    ],
)
def test_a_cell_means_words(cell: str, words: tuple[str, ...]):
    assert words_of(cell) == words


@pytest.mark.parametrize(
    "behind",
    ["1" * 400_000 + "x", "[sound:" * 60_000, "&#" + "7" * 5000, "(" * 400_000, " " * 400_000 + "|x"],
    ids=["digits", "sounds", "number", "brackets", "spaces"],
)
def test_a_cell_made_to_confuse_costs_no_more_than_a_long_one(behind: str):
    assert words_of(f"船夫 {behind}") == ("船夫",)


def workbook(path: Path, sheets: dict[str, list[list[str]]]) -> Path:
    names = "".join(
        f'<sheet name="{name}" sheetId="{at}" r:id="r{at}"/>' for at, name in enumerate(sheets, 1)
    )
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    relations = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("xl/workbook.xml", f"<workbook {space} {relations}><sheets>{names}</sheets></workbook>")
        for at, rows in enumerate(sheets.values(), 1):
            cells = "".join(
                f'<row r="{number}">'
                + "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in row)
                + "</row>"
                for number, row in enumerate(rows, 1)
            )
            content = f"<worksheet {space}><sheetData>{cells}</sheetData></worksheet>"
            book.writestr(f"xl/worksheets/sheet{at}.xml", content)
    return path


def test_a_workbook_may_have_a_sheet_for_each_level(tmp_path: Path):
    path = workbook(
        tmp_path / "hsk.xlsx",
        {
            "About": [["Made for a class"]],
            "HSK 1": [["Word", "Meaning"], ["爱", "to love"], ["船", "boat"]],
            "HSK 2": [["Word", "Meaning"], ["灯笼", "lantern"]],
        },
    )

    listed = read_list(path)

    assert (listed.column, listed.level_column) == ("Word", "level")
    assert [(word.key, word.level) for word in listed.words] == [("爱", 1), ("船", 1), ("灯笼", 2)]


def test_a_workbook_may_be_one_table(tmp_path: Path):
    path = workbook(tmp_path / "words.xlsx", {"Sheet1": [["1", "爱"], ["2", "船"]]})

    listed = read_list(path)

    assert [word.key for word in listed.words] == ["爱", "船"]


def test_a_workbook_without_words_is_refused(tmp_path: Path):
    with pytest.raises(UserError, match="no Chinese word"):
        read_list(workbook(tmp_path / "words.xlsx", {"Sheet1": [["moss"]]}))
    with pytest.raises(UserError):
        read_list(write(tmp_path, "broken.xlsx", "no workbook"))


def test_only_words_up_to_a_level_are_taken_in(tmp_path: Path, statuses: Statuses):
    path = write(tmp_path, "hsk.csv", "word,level\n爱,HSK 1\n船,二级\n灯笼,5\n踏实,7-9\n")
    listed = read_list(path)

    made = report(listed, statuses, up_to_level=2)

    assert listed.levels == {1: 1, 2: 1, 5: 1, 7: 1}
    assert (set(made.statuses), made.new, made.left) == ({"爱", "船"}, 2, 2)


def test_taking_in_is_one_step_and_never_lowers(tmp_path: Path, statuses: Statuses):
    statuses.set(["河水"], Status.KNOWN)
    statuses.set(["船夫"], Status.LEARNING_2)
    statuses.set(["老魏"], Status.IGNORED)
    path = write(tmp_path, "known.txt", "河水\n船夫\n老魏\n灯笼\n")

    made = report(read_list(path), statuses, is_in_dictionary=lambda word: word != "老魏")
    changed = take_in(made, statuses)

    assert (made.new, made.raised, made.already, made.unknown, changed) == (1, 1, 2, ("老魏",), 2)
    assert [statuses.of(key) for key in ("河水", "船夫", "老魏", "灯笼")] == [
        Status.KNOWN,
        Status.KNOWN,
        Status.IGNORED,
        Status.KNOWN,
    ]
    statuses.steps.undo()
    assert (statuses.of("灯笼"), statuses.of("船夫")) == (Status.NEW, Status.LEARNING_2)


def test_what_looks_like_a_sentence_is_left_unless_it_is_wanted(tmp_path: Path, statuses: Statuses):
    path = write(tmp_path, "known.txt", "船夫\n他走了。\n河水！\n我们明天走吧\n老魏\n踏踏实实的\n")
    there = {"船夫", "河水", "踏踏实实的"}
    listed = read_list(path)

    made = report(listed, statuses, is_in_dictionary=there.__contains__)
    wanted = report(listed, statuses, is_in_dictionary=there.__contains__, takes_sentences=True)

    assert set(made.statuses) == {"船夫", "河水", "老魏", "踏踏实实的"}
    assert (made.sentences, made.unknown, made.already) == (("他走了", "我们明天走吧"), ("老魏",), 0)
    assert len(wanted.statuses) == 6
    # Without a dictionary nobody can tell, and a list that gives it a status means it.
    assert len(report(listed, statuses).statuses) == 6
    said = read_list(write(tmp_path, "known.csv", "word,status\n我们明天走吧,known\n"))
    assert report(said, statuses, is_in_dictionary=there.__contains__).sentences == ()


def test_ankis_text_says_which_columns_are_its_own(tmp_path: Path):
    path = write(
        tmp_path,
        "Reading.txt",
        "#separator:tab\n#html:true\n#guid column:1\n#notetype column:2\n#deck column:3\n#tags column:6\n"
        'A|oxR\tBasic\t阅读\t<b>青苔</b>\t"moss, on ""wheels"""\t\nB|x\tBasic\t阅读\t齿轮\tgear\t\n',
    )

    assert keys(path) == ["青苔", "齿轮"]


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02" * 50, b"PK\x03\x04", b"\xff\xfe\x00\xd8" * 40])
def test_what_is_no_list_is_refused(tmp_path: Path, content: bytes):
    path = tmp_path / "list.txt"
    path.write_bytes(content)

    with pytest.raises(UserError) as refused:
        read_list(path)

    assert refused.value.where == str(path)
    assert refused.value.mend


def test_a_list_without_chinese_is_refused(tmp_path: Path):
    with pytest.raises(UserError, match="no Chinese word"):
        read_list(write(tmp_path, "list.txt", "moss\ngear\n"))


def collection(*statements: str) -> bytes:
    connection = sqlite3.connect(":memory:")
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    return bytes(connection.serialize())


@pytest.mark.parametrize(
    "data",
    [
        collection("CREATE TABLE poems (words TEXT)"),
        collection(
            "CREATE TABLE col (models TEXT)", "CREATE VIEW notes AS SELECT 1 AS id, 2 AS mid, '船' AS flds"
        ),
        collection(
            "CREATE TABLE col (models TEXT)",
            "CREATE TABLE notes (id INTEGER, mid INTEGER, flds TEXT)",
            """INSERT INTO col VALUES ('{"7": {"flds": 5}}')""",
        ),
        collection(
            "CREATE TABLE col (models TEXT)",
            "CREATE TABLE notes (id INTEGER, mid INTEGER, flds TEXT)",
            "INSERT INTO col VALUES ('[]')",
            "INSERT INTO notes VALUES (1, 2, '船')",
        ),
        collection(
            "CREATE TABLE col (models TEXT)",
            "CREATE TABLE notes (id INTEGER, mid TEXT, flds BLOB)",
            "INSERT INTO col VALUES ('{}')",
            "INSERT INTO notes VALUES (1, 'x', x'00ff')",
        ),
        collection(
            "CREATE TABLE col (models TEXT)",
            "CREATE TABLE notes (id, mid, flds)",
            "CREATE TABLE cards (nid, reps, ivl)",
            "INSERT INTO notes VALUES (1, 7, '船')",
            "INSERT INTO cards VALUES (1, 9e999, 9e999)",
        ),
        collection(
            "CREATE TABLE col (models TEXT)",
            # A few bytes of the file, and as much in memory as whoever made it likes.
            "CREATE TABLE notes (id, mid, flds AS ('船' || '夫'))",
            """INSERT INTO col VALUES ('{"7": {"flds": [{"name": "Word"}]}}')""",
            "INSERT INTO notes VALUES (1, 7)",
        ),
        collection("CREATE TABLE col (models TEXT)", "CREATE TABLE notes (id, mid, flds)")[:3000],
    ],
)
def test_a_collection_that_is_odd_is_refused(tmp_path: Path, data: bytes):
    path = tmp_path / "deck.apkg"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("collection.anki2", data)

    with pytest.raises(UserError) as refused:
        read_list(path)

    assert refused.value.where == str(path)
    assert refused.value.mend


def test_a_package_that_unpacks_to_very_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(anki_package, "MAX_PART_BYTES", 1_000_000)
    path = tmp_path / "deck.apkg"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("collection.anki21b", zstandard.ZstdCompressor().compress(b"\0" * 4_000_000))

    with pytest.raises(UserError, match="far more"):
        read_list(path)


@pytest.mark.parametrize(
    "parts",
    [
        {},
        {"media": b"{}"},
        {"collection.anki2": b"no database"},
        {"collection.anki21b": b"no frame", "collection.anki2": b""},
    ],
)
def test_a_package_that_is_none_is_refused(tmp_path: Path, parts: dict[str, bytes]):
    path = tmp_path / "deck.apkg"
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)

    with pytest.raises(UserError) as refused:
        read_list(path)

    assert refused.value.where == str(path)
    assert refused.value.mend


def test_a_table_with_a_cell_beyond_all_measure_is_refused_with_its_line(tmp_path: Path):
    rows = "".join(f"灯笼{number},lantern\n" for number in range(300))
    path = write(tmp_path, "known.csv", f'{rows}船夫,"{"boatman " * 40_000}"\n')

    with pytest.raises(UserError) as refused:
        read_list(path)
    assert refused.value.line == 301


def test_a_cell_is_refused_though_larger_ones_are_allowed_elsewhere(tmp_path: Path):
    usual = csv.field_size_limit(1_000_000)
    try:
        with pytest.raises(UserError, match="too long a cell"):
            read_list(write(tmp_path, "cell.tsv", "船夫\t1\n河水\t" + "x" * 200_000))
    finally:
        csv.field_size_limit(usual)


def test_a_rank_in_a_list_is_no_level(tmp_path: Path):
    words = ["船夫", "河水", "灯笼", "踏实", "安静", "回答", "缆绳", "渡口", "傍晚", "对岸", "行李", "乘客"]
    path = write(tmp_path, "known.tsv", "".join(f"{n}\t{word}\n" for n, word in enumerate(words, 1)))

    assert read_list(path).levels == {}


def test_a_column_beyond_all_numbers_is_none(tmp_path: Path):
    path = write(tmp_path, "deck.txt", f"#separator:tab\n#tags column:{'9' * 5000}\n船夫\ta\n")

    assert keys(path) == ["船夫"]
