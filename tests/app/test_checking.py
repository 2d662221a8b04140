"""Checking reads everything and reports every fault."""

import sqlite3

import pytest

from corpora import HAND_WRITTEN, write_corpus
from parallelreader.app.checking import check_corpus, check_store
from parallelreader.core.errors import StoreProblem
from parallelreader.paths import UserFolders
from parallelreader.store.database import FILE_NAME, Store


def test_a_sound_corpus_has_no_problems(tmp_path):
    report = check_corpus(write_corpus(tmp_path))

    assert report.problems == ()
    assert report.corpus is not None


def test_every_fault_of_corpus_yaml_is_reported(tmp_path):
    write_corpus(tmp_path, HAND_WRITTEN.replace("hand: own", "hand: ours").replace("between", "among"))

    problems = check_corpus(tmp_path).problems

    assert len(problems) >= 2


def test_every_fault_of_texts_and_alignments_is_reported(tmp_path):
    folder = write_corpus(tmp_path)
    (folder / "last-ferry" / "literal.txt").write_text("The boat came.", encoding="utf-8")

    problems = check_corpus(folder).problems

    assert [problem.line for problem in problems] == [3, 4]


def test_contents_that_do_not_fit_the_text_are_reported(tmp_path):
    (tmp_path / "toc.tsv").write_text("paragraph\tlevel\ttitle\n900\t1\t渡口\n", encoding="utf-8")
    with_contents = HAND_WRITTEN.replace("/zh.txt", "/zh.txt\n        contents: toc.tsv", 1)

    problems = check_corpus(write_corpus(tmp_path, with_contents)).problems

    assert [problem.what for problem in problems] == ["There is no paragraph 900: the text has 2"]


def test_a_text_that_cannot_be_read_does_not_hide_the_others(tmp_path):
    folder = write_corpus(tmp_path)
    (folder / "last-ferry" / "zh.txt").write_bytes("船来了".encode("gb18030"))
    (folder / "last-ferry" / "literal.txt").write_text("", encoding="utf-8")

    problems = check_corpus(folder).problems

    assert ["not UTF-8" in str(problems[0]), "empty" in str(problems[1])] == [True, True]


def test_a_text_in_another_language_than_said_is_reported(tmp_path):
    folder = write_corpus(tmp_path)
    (folder / "last-ferry" / "literal.txt").write_text("船来了。老人站在岸边。\n他问。", encoding="utf-8")

    problems = check_corpus(folder).problems

    assert any("looks like Chinese" in str(problem) for problem in problems)


def test_a_store_that_was_never_written_is_no_fault_and_is_not_made(tmp_path):
    report = check_store(UserFolders.under(tmp_path / "data"))

    assert not report.exists
    assert not (tmp_path / "data").exists()


def test_a_sound_store_is_counted(tmp_path):
    Store.open(tmp_path).close()

    report = check_store(UserFolders.under(tmp_path))

    assert (report.exists, report.notes, report.faults) == (True, 0, ())


def test_a_store_that_is_no_database_is_refused(tmp_path):
    (tmp_path / FILE_NAME).write_bytes(b"not a database" * 400)

    with pytest.raises(StoreProblem):
        check_store(UserFolders.under(tmp_path))


def test_a_note_that_belongs_to_nothing_is_a_fault(tmp_path):
    Store.open(tmp_path).close()
    connection = sqlite3.connect(tmp_path / FILE_NAME)
    connection.execute(
        "INSERT INTO note (id, corpus, colour, body, created, changed, revision)"
        " VALUES ('n', 'nowhere', 'yellow', '', 0, 0, 1)"
    )
    connection.commit()
    connection.close()

    report = check_store(UserFolders.under(tmp_path))

    assert report.faults == ("row 1 of note belongs to nothing in corpus",)
