"""parallelreader import: from files on disk to a corpus, with a report and nothing lost."""

import csv
import io
import json
from pathlib import Path

import pytest

from parallelreader.core.corpus import Hand
from parallelreader.formats.corpus_folder import read_corpus

CHINESE = """\
渡口的一天
发布时间:2021-03-04 10:00:00 | 来源:河边小报 | 作者:林舟

天还没亮，老人就来到了渡口。他先看水，再看天。
他说，只要雾散了，今天就能开船。等船的人有七个。
最后一个上船的是一位带着猫的姑娘。
"""
ENGLISH = """\
A Day at the Ferry

Before daybreak the old man came to the ferry. First he looked at the water, then at the sky.
If only the fog would lift, he said, the boat could leave today. Seven people were waiting for it.
The last to come aboard was a girl with a cat.
"""
MACHINE = """\
Ferry one day

It was not bright yet, the old man came to the ferry. He looked at water first, then looked at the sky.
He said as long as the fog disperses, can sail today. There are seven people waiting for the boat.
The last one who boarded was a girl who took a cat.
"""


@pytest.fixture
def files(tmp_path) -> dict[str, Path]:
    """The same story in Chinese and two English versions."""
    written = {}
    for name, text in (("zh.txt", CHINESE), ("ferry-en.txt", ENGLISH), ("second-en.txt", MACHINE)):
        written[name] = tmp_path / name
        written[name].write_text(text, encoding="utf-8")
    return written


def rows_of(out: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(out), delimiter="\t", quoting=csv.QUOTE_NONE))


def test_files_become_the_versions_of_one_document(command, files, tmp_path):
    ran = command("import", *files.values(), "--into", tmp_path / "corpus")

    corpus = read_corpus(tmp_path / "corpus")
    assert ran.result == 0
    assert len(corpus.documents) == 1
    assert [version.language for version in corpus.documents[0].versions] == ["zh-Hans", "en", "en"]
    assert len(corpus.documents[0].alignments) == 2


def test_what_was_imported_can_be_checked_and_exported(command, files, tmp_path):
    command("import", files["zh.txt"], files["ferry-en.txt"], "--into", tmp_path / "corpus")

    checked = command("check", tmp_path / "corpus")
    rows = rows_of(command("export", tmp_path / "corpus", "--format", "tsv").out)

    assert checked.result == 0
    (row,) = [row for row in rows if "带着猫" in row["zh"]]
    assert row["en"] == "The last to come aboard was a girl with a cat."
    assert not any("发布时间" in row["zh"] for row in rows)


def test_the_report_names_what_was_set_apart_and_why(command, files, tmp_path):
    ran = command("import", files["zh.txt"], files["ferry-en.txt"], "--into", tmp_path / "c", "--json")

    report = json.loads(ran.out)
    chinese = report["versions"][0]
    assert [line["line"] for line in chinese["set_apart"]] == [2]
    assert chinese["set_apart"][0]["text"].startswith("发布时间")
    assert chinese["set_apart"][0]["reason"]
    assert chinese["paragraphs"] == 4
    assert report["alignments"][0]["beads"] >= 4
    assert 0 < report["alignments"][0]["mean_confidence"] <= 1


def test_the_plain_report_says_the_same_in_words(command, files, tmp_path):
    ran = command("import", files["zh.txt"], files["ferry-en.txt"], "--into", tmp_path / "c")

    assert "4 paragraphs" in ran.out
    assert "set apart line 2" in ran.out
    assert "mean confidence" in ran.out


def test_versions_are_added_to_a_document_there_is(command, files, tmp_path):
    command("import", files["zh.txt"], files["ferry-en.txt"], "--into", tmp_path / "c", "--title", "Ferry")
    (document,) = read_corpus(tmp_path / "c").documents

    ran = command(
        "import", files["second-en.txt"], "--into", tmp_path / "c", "--document", document.id,
        "--hand", f"{files['second-en.txt']}=machine",
    )  # fmt: skip

    (grown,) = read_corpus(tmp_path / "c").documents
    assert ran.result == 0
    assert (grown.title, len(grown.versions)) == ("Ferry", 3)
    assert grown.versions[2].hand is Hand.MACHINE
    assert grown.alignment_file(grown.versions[2].id) is not None


def test_a_second_import_adds_a_second_document(command, files, tmp_path):
    command("import", files["zh.txt"], "--into", tmp_path / "c")

    command("import", files["ferry-en.txt"], "--into", tmp_path / "c")

    assert len(read_corpus(tmp_path / "c").documents) == 2


@pytest.mark.parametrize("language", [[], ["--lang", "numbers.txt=en"]])
def test_a_file_without_any_text_is_refused_and_not_left_out(command, files, tmp_path, language):
    numbers = tmp_path / "numbers.txt"
    numbers.write_text("1\t1\n2\t4\n", encoding="utf-8")

    ran = command("import", files["zh.txt"], numbers, "--into", tmp_path / "corpus", *language)

    assert ran.result == 1
    assert "numbers.txt" in ran.err
    assert not (tmp_path / "corpus").exists()


def test_one_page_with_both_languages_becomes_two_versions(command, tmp_path):
    (tmp_path / "page.txt").write_text(f"{CHINESE}\n{ENGLISH}", encoding="utf-8")

    command("import", tmp_path / "page.txt", "--into", tmp_path / "c", "--hand", "page.txt=official")

    (document,) = read_corpus(tmp_path / "c").documents
    assert [version.hand for version in document.versions] == [Hand.ORIGINAL, Hand.OFFICIAL]
    assert len(document.alignments) == 1


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig"])
def test_a_chinese_text_is_recognised_in_its_encoding(command, tmp_path, encoding):
    (tmp_path / "zh.txt").write_bytes(CHINESE.encode(encoding))

    command("import", tmp_path / "zh.txt", "--into", tmp_path / "c")

    found = command("search", tmp_path / "c", "渡口", "--json").lines
    assert len(found) == 2


def test_the_encoding_and_the_language_can_be_given(command, files, tmp_path):
    files["zh.txt"].write_bytes(CHINESE.encode("big5", errors="ignore"))

    ran = command(
        "import",
        files["zh.txt"],
        "--into",
        tmp_path / "c",
        "--encoding",
        "zh.txt=big5",
        "--lang",
        "zh.txt=zh",
    )

    assert ran.result == 0
    assert read_corpus(tmp_path / "c").documents[0].source.is_chinese


@pytest.mark.parametrize(
    "words",
    [
        ["--lang", "zh.txt=french"],
        ["--lang", "other.txt=en"],
        ["--lang", "en"],
        ["--hand", "zh.txt=mine"],
        ["--encoding", "other.txt=gbk"],
    ],
)
def test_a_choice_that_means_nothing_is_wrong_usage(command, files, tmp_path, words):
    ran = command("import", files["zh.txt"], "--into", tmp_path / "c", *words)

    assert ran.result == 2
    assert words[0] in ran.err
    assert not (tmp_path / "c").exists()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("gone.txt", None),
        ("empty.txt", b""),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(200)),
        ("damaged.txt", b"\xff\xfe\x00\xd8\x41"),
    ],
)
def test_a_file_that_cannot_be_imported_is_named_and_nothing_is_written(command, files, tmp_path, name, data):
    if data is not None:
        (tmp_path / name).write_bytes(data)

    ran = command("import", files["zh.txt"], tmp_path / name, "--into", tmp_path / "c")

    assert ran.result == 1
    assert name in ran.err
    assert not (tmp_path / "c").exists()


def test_two_chinese_texts_do_not_make_one_document(command, files, tmp_path):
    (tmp_path / "again.txt").write_text(CHINESE, encoding="utf-8")

    ran = command("import", files["zh.txt"], tmp_path / "again.txt", "--into", tmp_path / "c")

    assert ran.result == 1
    assert "Chinese" in ran.err
    assert not (tmp_path / "c").exists()


def test_a_broken_corpus_is_not_added_to(command, files, tmp_path):
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "corpus.yaml").write_text("title: x\ndocs: []\n", encoding="utf-8")

    ran = command("import", files["zh.txt"], "--into", tmp_path / "c")

    assert ran.result == 1
    assert "corpus.yaml:2" in ran.err
    assert [path.name for path in (tmp_path / "c").iterdir()] == ["corpus.yaml"]


def test_real_pages_are_imported_side_by_side_without_their_metadata(command, shared, tmp_path):
    pages = shared / "corpora" / "trade-unions"
    together = ("bilingual-page-zh-en.txt", "newsletter-machine-en.txt", "qiushi-official-en.txt")
    alone = ("learning-times-machine-en.txt", "workers-daily-machine-en.txt")

    results = [command("import", *(pages / name for name in together), "--into", tmp_path / "c").result]
    results += [command("import", pages / name, "--into", tmp_path / "c").result for name in alone]
    exported = command("export", tmp_path / "c", "--format", "tsv")

    rows = rows_of(exported.out)
    newsletter = [row for row in rows if "newsletter" in row["version"] and "国之大者" in row["zh"]]
    competitions = [row for row in rows if "劳动和技能竞赛" in row["zh"]]
    assert results == [0, 0, 0]
    assert len(read_corpus(tmp_path / "c").documents) == 3
    assert ["big one in the country" in row["en"] for row in newsletter] == [True]
    assert any("labor and skills competitions" in row["en"] for row in competitions if row["version"] == "en")
    for words in ("发布时间", "责任编辑", "Nav Search", "Updated:"):
        assert words not in exported.out


def test_of_many_lines_left_out_for_one_reason_the_rest_is_counted(command, tmp_path: Path):
    page = tmp_path / "story.md"
    code = "\n".join(f"line {number}" for number in range(30))
    page.write_text(f"# 渡口\n\n雾散了。\n\n```\n{code}\n```\n", encoding="utf-8")

    short = command("import", page, "--into", tmp_path / "one").out
    whole = command("import", page, "--into", tmp_path / "two", "--every-line").out

    assert short.count("(code):") == 8
    assert "skipped 22 more lines (code)" in short
    assert whole.count("(code):") == 30


@pytest.mark.usefixtures("word_cache")
def test_the_report_says_how_much_is_known(command, tmp_path):
    page = tmp_path / "page.txt"
    page.write_text("山上有灯。山上有灯。山上没有人。\n", encoding="utf-8")
    into = tmp_path / "corpus"
    before = command("import", page, "--into", into, "--json")
    command("words", "status", "山上", "有", "灯", "--set", "known")

    after = command("import", page, "--into", into, "--json")

    assert json.loads(before.lines[0])["known"] is None
    report = json.loads(after.lines[0])
    assert (report["running_words"], report["new_words"]) == (9, 2)
    assert report["known"] == pytest.approx(7 / 9, abs=1e-4)
