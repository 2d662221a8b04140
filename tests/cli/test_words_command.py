"""What is known of words from the command line, as a script would use it."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from corpora import write_corpus
from parallelreader.app.known_corpora import register
from parallelreader.app.library import load_document, open_corpus
from parallelreader.app.words import corrections as word_corrections
from parallelreader.app.words import statuses
from parallelreader.app.words.book import WordBook
from parallelreader.app.words.kept import Context, Partner
from parallelreader.core.notes.anchor import anchor_at
from parallelreader.core.notes.note import Anchor
from parallelreader.paths import resource
from parallelreader.store.database import FILE_NAME, Store


@pytest.fixture
def kept(tmp_path: Path) -> str:
    """The id of a word that was kept in the window."""
    store = Store.open(tmp_path / "data")
    book = WordBook(store)
    place = Anchor("last-ferry", "zh", 8, 10, "踏实", segment="1.2", digest="d")
    context = Context(
        "river", place, "心里还是不踏实。", 5, (Partner("en", "He did not trust it.", ((3, 16),)),)
    )
    word = book.kept.keep("踏實", "tāshi", "at ease", context, key="踏实", traditional="踏實")
    book.flush(60)
    store.close()
    return word.id


def rows(command: Any, *arguments: object) -> list[dict[str, Any]]:
    ran = command("words", *arguments, "--json")
    assert ran.result == 0, ran.err
    return [json.loads(line) for line in ran.lines]


def test_statuses_are_set_and_shown_in_either_script(command: Any):
    command("words", "status", "燈籠", "船夫", "--set", "learning-2")
    command("words", "status", "河水", "--set", "known")

    assert [(each["word"], each["status"]) for each in rows(command, "status", "灯笼", "桥")] == [
        ("灯笼", "learning-2"),
        ("桥", "new"),
    ]
    assert [each["word"] for each in rows(command, "list", "--status", "learning")] == ["灯笼", "船夫"]
    assert len(rows(command, "list")) == 3


def test_a_status_that_is_none_is_wrong_usage(command: Any):
    ran = command("words", "status", "河水", "--set", "splendid")

    assert ran.result == 2
    assert "splendid" in ran.err


@pytest.mark.parametrize("word", ["hello", "", " ", "!"])
def test_only_chinese_words_have_a_status(command: Any, word: str):
    ran = command("words", "status", "河水", word, "--set", "known")

    assert (ran.result, "no Chinese word" in ran.err) == (1, True)
    assert rows(command, "list") == []


@pytest.mark.usefixtures("dictionary_cache")
@pytest.mark.parametrize("action", ["status", "import", "corrections"])
def test_a_full_disk_is_told_and_nothing_is_said_to_be_done(
    command: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, action: str
):
    def fail(*arguments: object, **named: object) -> None:
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise error

    monkeypatch.setattr(statuses, "write_statuses", fail)
    monkeypatch.setattr(word_corrections, "write_corrections", fail)
    (tmp_path / "list.txt").write_text("河水\n船夫\n", encoding="utf-8")

    given = {
        "status": ("河水", "--set", "known"),
        "import": (tmp_path / "list.txt",),
        "corrections": ("join", "河", "水"),
    }
    ran = command("words", action, *given[action])

    assert (ran.result, ran.out) == (1, "")
    assert "The disk is full" in ran.err
    assert "changed" not in ran.err
    assert "Corrected" not in ran.err
    assert "new here" not in ran.err


_ACTIONS = ["list", "status", "card", "keep", "import", "export", "review-due", "review", "reviews", "remove"]
_ACTIONS += ["edit", "growth", "known", "revealed", "time", "cut", "corrections", "review-settings"]


@pytest.mark.parametrize("action", _ACTIONS)
def test_examples_in_the_help_stand_a_line_each(command: Any, capsys: Any, action: str):
    said = command("words", action, "--help").out
    examples = [line for line in said.splitlines() if "parallelreader words" in line and "usage" not in line]

    assert examples
    assert all(line.startswith("  ") and line.count("parallelreader") == 1 for line in examples)


def test_a_kept_word_is_due_and_after_a_review_it_is_not(command: Any, kept: str):
    assert [each["id"] for each in rows(command, "review-due")] == [kept]

    ran = command("words", "review", "踏实", "easy")

    assert (ran.result, "due again" in ran.err) == (0, True)
    assert rows(command, "review-due") == []
    assert [(each["word"], each["rating"]) for each in rows(command, "reviews")] == [("踏實", "easy")]


def test_what_is_kept_of_a_word_is_written_anew(command: Any, kept: str):
    (edited,) = rows(command, "edit", "踏实", "--sense", "free from worry")
    (reviewed,) = rows(command, "review", kept, "easy")

    assert (edited["reading"], edited["sense"]) == ("tāshi", "free from worry")
    assert (reviewed["id"], reviewed["sense"], reviewed["new"]) == (kept, "free from worry", False)
    assert reviewed["due"] > edited["due"]
    assert command("words", "edit", "踏实").result == 2
    again = command("words", "edit", kept, "--sense", " at ease ")
    assert again.lines == [f"踏實\ttāshi\tat ease\t{reviewed['due']}"]


def test_what_is_not_kept_cannot_be_reviewed(command: Any):
    ran = command("words", "review", "踏实", "good")

    assert ran.result == 1
    assert "is not kept" in ran.err


@pytest.mark.usefixtures("dictionary_cache")
def test_a_list_is_taken_in_and_told_of(command: Any, tmp_path: Path):
    file = tmp_path / "hsk.csv"
    file.write_text("word,level\n爱,1\n灯笼,2\n魑魅琅,2\n踏实,5\nnone,1\n", encoding="utf-8")
    would = rows(command, "import", file, "--up-to", "2", "--dry-run")[0]
    assert rows(command, "list") == []

    done = rows(command, "import", file, "--up-to", "2")[0]

    assert would == done
    assert (done["new"], done["already"], done["left"], done["unknown"]) == (3, 0, 1, ["魑魅琅"])
    assert done["skipped"] == {"no Chinese word": 1}
    file.with_name("known.txt").write_text("灯笼\n他们魑魅琅了。\n", encoding="utf-8")
    assert rows(command, "import", file.with_name("known.txt"), "--dry-run")[0]["sentences"] == [
        "他们魑魅琅了"
    ]
    ran = command("words", "import", file.with_name("known.txt"), "--sentences", "--dry-run")
    assert "1 would be new here" in ran.err
    again = command("words", "import", file)
    assert "1 were new here, 0 were raised, 3 are there already" in again.err


def test_a_file_that_is_no_list_changes_nothing(command: Any, tmp_path: Path):
    file = tmp_path / "list.txt"
    file.write_bytes(b"\x00\x01\x02" * 99)

    ran = command("words", "import", file)

    assert (ran.result, ran.err.count("\n")) == (1, 1)
    assert rows(command, "list") == []


def test_everything_goes_out_and_comes_in_elsewhere(command: Any, kept: str, tmp_path: Path):
    command("words", "status", "河水", "--set", "known")
    command("words", "review", kept, "good")
    file = tmp_path / "words.jsonl"
    command("words", "export", "-o", file)
    elsewhere = ("--data-dir", tmp_path / "elsewhere")

    ran = command("words", "import", file, *elsewhere)

    assert ran.result == 0, ran.err
    assert "2 statuses, 1 kept, 1 reviews" in ran.err
    out = command("words", "export", "--format", "json", *elsewhere).out
    assert out == file.read_text("utf-8")


@pytest.mark.parametrize("name", ["anki", "csv"])
def test_kept_words_are_written_as_text(command: Any, kept: str, name: str):
    ran = command("words", "export", "--format", name)

    assert ran.result == 0
    assert kept in ran.out
    assert ran.out.startswith("#separator:tab\n" if name == "anki" else "\ufeffword,")


def test_known_words_are_written_as_a_list(command: Any):
    command("words", "status", "河水", "船夫", "--set", "known")
    command("words", "status", "灯笼", "--set", "ignored")

    assert command("words", "export", "--format", "txt").lines == ["河水", "船夫"]


def test_a_package_needs_a_file(command: Any, kept: str, tmp_path: Path):
    assert command("words", "export", "--format", "apkg").result == 2

    ran = command("words", "export", "--format", "apkg", "-o", tmp_path / "words.apkg")

    assert ran.result == 0
    assert (tmp_path / "words.apkg").read_bytes().startswith(b"PK")


def test_removing_keeps_the_status(command: Any, kept: str):
    command("words", "remove", "踏實")

    assert [(each["status"], each["kept"]) for each in rows(command, "status", "踏实")] == [
        ("learning-1", False)
    ]


def test_growth_and_time_are_told_by_day(command: Any):
    command("words", "status", "河水", "船夫", "--set", "known")

    (day,) = rows(command, "growth")

    assert (day["known"], day["learning"]) == (2, 0)
    assert rows(command, "time") == []


def test_what_was_revealed_comes_with_its_translation(command: Any, tmp_path: Path):
    corpus = open_corpus(write_corpus(tmp_path / "river"))
    store = Store.open(tmp_path / "data")
    key = register(store, corpus)
    text = load_document(corpus, "last-ferry").texts["zh"]
    place = anchor_at(text, text.segment(1), document="last-ferry", version="zh")
    WordBook(store).reveals.note_reveal(key, "literal", place)
    store.close()

    (found,) = rows(command, "revealed", corpus.folder)

    assert (found["segment"], found["text"], found["times"]) == ("1.2", "老人站在岸边。", 1)
    assert found["translation"] == "The old man stood on the shore."


@pytest.mark.usefixtures("word_cache")
def test_a_corpus_tells_how_much_of_it_is_known(command: Any, tmp_path: Path):
    corpus = write_corpus(tmp_path / "river")
    command("words", "status", "船", "来", "了", "--set", "known")

    (found,) = rows(command, "known", corpus)

    assert found["document"] == "last-ferry"
    assert 0 < found["known"] < 1
    assert found["unknown_per_hundred"] == pytest.approx(100 - 100 * found["known"], abs=0.1)


@pytest.mark.usefixtures("word_cache")
def test_a_file_tells_how_much_of_it_is_known_before_it_is_imported(command: Any, tmp_path: Path):
    file = tmp_path / "boats.txt"
    file.write_bytes("船来了。船走了。\n𠮷\n".encode("gb18030"))
    command("words", "status", "船", "--set", "known")

    (found,) = rows(command, "known", file)
    unknown = rows(command, "known", file, "--words")

    assert (found["document"], found["running_words"], found["known"]) == ("boats.txt", 7, 0.2857)
    assert [(each["word"], each["times"]) for each in unknown] == [("了", 2), ("来", 1), ("走", 1), ("𠮷", 1)]


@pytest.mark.usefixtures("word_cache", "link_cache", "dictionary_cache")
def test_a_word_is_looked_up_and_kept_where_it_stands(command: Any, tmp_path: Path):
    corpus = write_corpus(tmp_path / "river")

    (card,) = rows(command, "card", corpus, "船")
    (kept,) = rows(command, "keep", corpus, "船")
    again = command("words", "keep", corpus, "船", "--document", "last-ferry", "--at", card["segment"])
    (due,) = rows(command, "review-due")

    assert (card["document"], card["status"], card["kept"]) == ("last-ferry", "new", False)
    assert card["renderings"]
    assert card["senses"]
    assert (kept["id"], kept["contexts"]) == (due["id"], 1)
    assert "is kept already with that sentence" in again.err
    assert "船" in due["contexts"][0]


@pytest.mark.usefixtures("word_cache", "link_cache", "dictionary_cache")
def test_a_name_of_the_text_is_one_word_here_too(command: Any):
    samples = resource("samples")
    (card,) = rows(command, "card", samples, "老魏")
    (kept,) = rows(command, "keep", samples, "老魏")
    refused = command("words", "keep", samples, "石湾的渡船")

    assert (card["word"], card["pinyin"], card["senses"][0]["text"]) == ("老魏", "Lǎo Wèi", "name: Old Wei")
    assert (kept["word"], kept["reading"]) == ("老魏", "Lǎo Wèi")
    assert (refused.result, "is no word there" in refused.err) == (1, True)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("龘",), "does not stand in"),
        (("船", "--at", "99.1"), "There is no sentence 99.1"),
        (("船", "--document", "nothing"), "nothing"),
        (("船", "--sense", "40"), "not 40"),
    ],
)
@pytest.mark.usefixtures("word_cache", "link_cache", "dictionary_cache")
def test_what_cannot_be_kept_is_refused(command: Any, tmp_path: Path, arguments: tuple[str, ...], said: str):
    ran = command("words", "keep", write_corpus(tmp_path / "river"), *arguments)

    assert ran.result == 1
    assert said in ran.err
    assert rows(command, "list") == []


def test_a_corpus_without_reveals_says_so(command: Any, tmp_path: Path):
    corpus = write_corpus(tmp_path / "river")

    ran = command("words", "revealed", corpus)

    assert (ran.result, ran.out) == (0, "")
    assert "No translation has been needed" in ran.err


def test_check_counts_what_is_kept_of_words(command: Any, kept: str):
    command("words", "status", "河水", "船夫", "--set", "known")

    ran, told = command("check"), json.loads(command("check", "--json").lines[0])

    assert "; 3 words with a status; 1 word kept to be learnt." in ran.err
    assert (ran.result, told["statuses"], told["kept"], told["faults"]) == (0, 3, 1, [])


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("UPDATE kept_word SET card = '{'", "the card of 踏實"),
        ("UPDATE kept_context SET partners = '[7]'", "the sentences of the kept word 踏實"),
        ("UPDATE kept_context SET before = 70", "踏實"),
        ("INSERT INTO word_cut VALUES ('研究生命', '2 9', 1)", "the correction of 研究生命"),
        ("INSERT INTO chosen_reading VALUES ('地方', '', 0, 'di4', 1)", "the reading di4"),
    ],
)
def test_check_names_what_cannot_be_gone_on_with(
    command: Any, kept: str, tmp_path: Path, change: str, told: str
):
    with closing(sqlite3.connect(tmp_path / "data" / FILE_NAME)) as connection:
        connection.execute(change)
        connection.commit()

    ran = command("check")

    assert ran.result == 1
    assert told in ran.err


def test_the_format_of_an_export_is_the_one_that_is_named(command: Any, kept: str):
    assert command("words", "export", "--format", "csv", "--json").out.startswith("\ufeffword,")
    assert json.loads(command("words", "export", "--json").lines[0])["kind"] == "status"


def test_no_more_is_joined_than_a_word_has(command: Any):
    ran = command("words", "corrections", "join", "河水慢慢地流过", "石桥下面去了")

    assert ran.result == 2
    assert "12" in ran.err


def test_how_words_are_reviewed_is_set_and_told(command: Any, kept: str):
    assert rows(command, "review-settings") == [{"first": "sentence", "new_a_day": 10, "remembered": 90}]

    ran = command("words", "review-settings", "--first", "word", "--new-a-day", "0", "--remembered", "85")

    assert ran.lines == ["first\tword", "new a day\t0", "remembered\t85 %"]
    assert rows(command, "review-settings") == [{"first": "word", "new_a_day": 0, "remembered": 85}]
    assert rows(command, "review-due") == []


@pytest.mark.parametrize("given", [("--new-a-day", "1001"), ("--remembered", "60"), ("--first", "pinyin")])
def test_settings_of_reviews_beyond_measure_are_wrong_usage(command: Any, given: tuple[str, str]):
    assert command("words", "review-settings", *given).result == 2
    assert rows(command, "review-settings") == [{"first": "sentence", "new_a_day": 10, "remembered": 90}]
