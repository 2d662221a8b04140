"""What a reader has repaired in the window, as the command line keeps, shows and writes it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import lighthouse_story
from factories import write_corpus, write_document
from parallelreader.app.library import load_document, open_cache, open_corpus
from parallelreader.app.missing_alignments import align_missing
from parallelreader.app.opening import open_document, open_for_reading
from parallelreader.app.realigning import write_alignment
from parallelreader.app.repair_writing import write_repairs
from parallelreader.core.alignment import Alignment, Origin
from parallelreader.core.errors import WriteProblem
from parallelreader.core.repair.operations import check, merge, uncheck
from parallelreader.core.repair.repair import Repair
from parallelreader.formats.whole_writing import FileChanges
from parallelreader.paths import UserFolders
from parallelreader.store.database import Store

TEXTS = {
    "zh": ("zh-Hans", "\n".join(lighthouse_story.chinese())),
    "en": ("en", "\n".join(lighthouse_story.english())),
}
GOAT = "他养了两只山羊和一只黑猫。"


@pytest.fixture
def corpus(tmp_path) -> Path:
    story = write_document(tmp_path / "corpus", "light", TEXTS, beads={"en": lighthouse_story.beads()})
    folder = write_corpus(tmp_path / "corpus", "Light", [story])
    opened = load_document(open_corpus(folder), "light")
    texts = opened.source_text, opened.texts["en"]
    write_alignment(opened.corpus, opened.document, "en", opened.alignments["en"], *texts)
    (folder / "light" / "zh--en.tsv.old").unlink()
    return folder


@pytest.fixture
def folders(tmp_path) -> UserFolders:
    return UserFolders.under(tmp_path / "data")


def repair(corpus: Path, folders: UserFolders, make: Callable[[Alignment], Repair], *, writes: bool = False):
    """Do in a window's stead what it does with a repair."""
    store = Store.open(folders.data)
    opened = open_for_reading(store, corpus)
    document = open_document(opened, "light", cache=open_cache(folders)).opened
    opened.repairs.do(document.document, "en", make(document.alignments["en"]))
    assert opened.repairs.flush(60)
    if writes:
        write_repairs(opened.repairs, opened.corpus, document.document, "en")
        assert opened.repairs.flush(60)
    store.close()


def merge_goat_and_cat(alignment: Alignment) -> Repair:
    """The sentence about the goats and the cat, and that on the cat, as one pair."""
    number = alignment.bead_of_source(lighthouse_story.chinese().index(GOAT))
    return merge(alignment, number, number + 1)


def unchecked_goat_and_cat(alignment: Alignment) -> Repair:
    number = alignment.bead_of_source(lighthouse_story.chinese().index(GOAT))
    return uncheck(alignment, number, number)


def checked_in_file(corpus: Path) -> list[str]:
    lines = (corpus / "light" / "zh--en.tsv").read_text("utf-8").splitlines()
    return [line for line in lines if line.endswith("checked")]


def test_aligning_again_keeps_what_was_repaired(command, corpus, folders):
    repair(corpus, folders, merge_goat_and_cat)

    ran = command("align", corpus, "--again")

    assert ran.result == 0
    assert checked_in_file(corpus) == ["8.1 9.1\t8.1 9.1\t1\tchecked"]
    assert (corpus / "light" / "zh--en.tsv.old").exists()


def test_repairs_are_written_into_the_corpus_when_that_is_asked_for(command, corpus, folders):
    repair(corpus, folders, merge_goat_and_cat)

    before = command("align", corpus)
    assert before.err == "Everything in this corpus is aligned.\n"
    assert checked_in_file(corpus) == []
    ran = command("align", corpus, "--write-repairs")

    assert ran.lines[0].startswith("light en: 21 beads")
    assert checked_in_file(corpus) == ["8.1 9.1\t8.1 9.1\t1\tchecked"]
    assert command("align", corpus, "--write-repairs").err == "Everything in this corpus is aligned.\n"
    assert command("align", "one.txt", "two.txt", "--write-repairs").result == 2


def test_an_export_and_a_search_show_what_was_repaired(command, corpus, folders):
    repair(corpus, folders, merge_goat_and_cat)

    exported = [line for line in command("export", corpus, "--format", "tsv").lines if GOAT in line]
    found = json.loads(command("search", corpus, "黑猫从来不怕", "--json").lines[0])

    assert exported[0].split("\t")[2:4] == [
        GOAT + "黑猫从来不怕雷声。",
        "He keeps two goats and a black cat. The black cat is never afraid of thunder.",
    ]
    assert found["partners"] == {
        "en": "He keeps two goats and a black cat. The black cat is never afraid of thunder."
    }


def test_check_says_how_many_repairs_there_are(command, corpus, folders):
    assert "repair" not in command("check", corpus).err
    assert "repair" not in command("check").err
    repair(corpus, folders, merge_goat_and_cat)

    assert "light en: 1 repair of yours." in command("check", corpus).err
    assert "0 notes and 1 repair on 1 corpus" in command("check").err
    assert json.loads(command("check", corpus, "--json").out) == {
        "document": "light",
        "version": "en",
        "repairs": 1,
        "carried": 0,
        "lost": [],
    }


def test_a_corrected_text_is_aligned_anew_round_the_repairs_that_fit(command, corpus, folders):
    repair(corpus, folders, merge_goat_and_cat)
    repair(corpus, folders, lambda alignment: check(alignment, 0, 0))
    text = corpus / "light" / "zh.txt"
    words = text.read_text("utf-8")
    words = words.replace("三十一年。\n岛很小，走一圈", "三十一年，他说岛很小，走一圈")
    words = words.replace("两只山羊", "三只山羊")
    text.write_text(f"那是很多年以前的事。\n现在没有人记得了。\n{words}", "utf-8")

    checked = command("check", corpus)
    ran = command("align", corpus)

    assert "light en: 1 repair of yours." in checked.err
    assert "a repair does not fit any more: “灯塔看守人老梁" in checked.err
    assert "1 repair kept its place in the changed text." in ran.err
    assert "1 repair does not fit the text any more and is out of effect." in ran.err
    assert checked_in_file(corpus) == ["9.1 10.1\t8.1 9.1\t1\tchecked"]


def check_for_others(corpus: Path, label: str) -> None:
    """Somebody else has checked a line of the file."""
    file = corpus / "light" / "zh--en.tsv"
    lines = [line.split("\t") for line in file.read_text("utf-8").splitlines()]
    checked = ([*line[:2], "1", "checked"] if line[0] == label else line for line in lines)
    file.write_text("".join("\t".join(line) + "\n" for line in checked), "utf-8")


def test_what_others_have_checked_is_carried_where_the_former_texts_are_known(command, corpus, folders):
    check_for_others(corpus, "13.1")
    check_for_others(corpus, "3.1")
    repair(corpus, folders, merge_goat_and_cat)
    text = corpus / "light" / "zh.txt"
    words = text.read_text("utf-8").replace("岛很小，走一圈只要二十分钟。\n", "")
    text.write_text(words, "utf-8")

    store = Store.open(folders.data)
    opened = open_for_reading(store, corpus)
    document = open_document(opened, "light")
    pins = opened.repairs.pins(document.opened.document, "en")
    ran = command("align", corpus)

    assert [bead.source for bead in pins] == [(6, 7), (1,), (11,)]
    assert document.carried["en"].carried == 3
    assert "3 repairs kept their place in the changed text." in ran.err
    assert [line.split("\t")[0] for line in checked_in_file(corpus)] == ["2.1", "7.1 8.1", "12.1"]
    store.close()


def test_what_was_unchecked_since_stays_so_when_the_text_changes(command, corpus, folders):
    repair(corpus, folders, merge_goat_and_cat, writes=True)
    check_for_others(corpus, "13.1")
    repair(corpus, folders, unchecked_goat_and_cat)
    text = corpus / "light" / "zh.txt"
    text.write_text(f"那是很多年以前的事。\n{text.read_text('utf-8')}", "utf-8")

    ran = command("align", corpus)

    assert "1 repair kept its place in the changed text." in ran.err
    assert [line.split("\t")[0] for line in checked_in_file(corpus)] == ["14.1"]


def test_a_repair_that_is_in_the_file_too_is_lost_only_once(command, corpus, folders):
    repair(corpus, folders, merge_goat_and_cat, writes=True)
    text = corpus / "light" / "zh.txt"
    text.write_text(text.read_text("utf-8").replace(GOAT, ""), "utf-8")

    ran = command("align", corpus)

    assert "1 repair does not fit the text any more and is out of effect." in ran.err


def test_the_window_aligns_a_corrected_text_round_the_repairs_that_fit(corpus, folders):
    repair(corpus, folders, merge_goat_and_cat)
    text = corpus / "light" / "zh.txt"
    text.write_text(f"那是很多年以前的事。\n{text.read_text('utf-8')}", "utf-8")
    store = Store.open(folders.data)
    opened = open_for_reading(store, corpus)

    document = open_document(opened, "light", cache=open_cache(folders))

    assert document.opened.missing == ("en",)
    assert document.carried["en"].words == "1 repair kept its place in the changed text."
    aligned, _ = align_missing(document.opened, "en", repairs=opened.repairs, cache=open_cache(folders))
    pins = [bead for bead in aligned.alignments["en"].beads if bead.origin is Origin.CHECKED]
    assert [(bead.source, bead.target) for bead in pins] == [((8, 9), (7, 8))]
    again = open_document(opened, "light", cache=open_cache(folders)).opened
    assert again.alignments["en"].beads == aligned.alignments["en"].beads
    store.close()


def test_what_the_window_wrote_stays_in_the_store_in_case_the_file_is_replaced(corpus, folders):
    file = corpus / "light" / "zh--en.tsv"
    former = file.read_bytes()
    repair(corpus, folders, merge_goat_and_cat, writes=True)

    assert checked_in_file(corpus) == ["8.1 9.1\t8.1 9.1\t1\tchecked"]
    file.write_bytes(former)

    store = Store.open(folders.data)
    opened = open_for_reading(store, corpus)
    document = open_document(opened, "light").opened
    assert [bead.source for bead in document.alignments["en"].beads if bead.origin is Origin.CHECKED] == [
        (8 - 1, 9 - 1)
    ]
    assert (
        load_document(open_corpus(corpus), "light").alignments["en"].beads != document.alignments["en"].beads
    )
    store.close()


def test_a_corpus_that_cannot_be_written_leaves_repairs_where_they_are(corpus, folders, monkeypatch):
    def refuse(*arguments, **options):
        raise WriteProblem("The folder cannot be written to", where=corpus, mend="Copy it elsewhere.")

    monkeypatch.setattr(FileChanges, "replace", refuse)

    with pytest.raises(WriteProblem) as problem:
        repair(corpus, folders, merge_goat_and_cat, writes=True)

    assert problem.value.mend == (
        "Copy it elsewhere. Your repairs stay as they are, in the program's own store."
    )
    assert checked_in_file(corpus) == []


def test_a_damaged_store_does_not_keep_a_corpus_from_being_searched(command, corpus, folders):
    folders.data.mkdir(parents=True)
    (folders.data / "parallelreader.db").write_bytes(b"no database" * 500)

    ran = command("search", corpus, "山羊")

    assert ran.result == 0
    assert GOAT in ran.out
    assert "Your own repairs of alignments are left out." in ran.err


def test_repairs_in_a_damaged_store_are_not_said_to_be_written(command, corpus, folders):
    folders.data.mkdir(parents=True)
    (folders.data / "parallelreader.db").write_bytes(b"no database" * 500)

    ran = command("align", corpus, "--write-repairs")

    assert ran.result == 1
    assert "The file of your notes is damaged" in ran.err
