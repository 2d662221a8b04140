"""parallelreader import of files that say themselves what stands beside what, however long they are."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from parallelreader.app.unit_import import unfinished_imports
from parallelreader.core.corpus import Hand
from parallelreader.formats.corpus_folder import read_corpus
from unit_material import made_pairs, write_tmx

UNITS = 20_000


@pytest.fixture
def memory(tmp_path: Path) -> Path:
    return write_tmx(tmp_path / "memory.tmx", made_pairs(200))


@pytest.fixture(scope="module")
def long_memory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tmx(tmp_path_factory.mktemp("long") / "long.tmx", made_pairs(UNITS))


def start(*arguments: object) -> subprocess.Popen[bytes]:
    words = [sys.executable, "-m", "parallelreader", *map(str, arguments)]
    return subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def files_of(folder: Path) -> dict[str, bytes]:
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


def test_a_translation_memory_becomes_a_document_and_is_reported(command, memory, tmp_path):
    ran = command("import", memory, "--into", tmp_path / "corpus", "--title", "River", "--json")

    report = json.loads(ran.out)
    assert ran.result == 0
    assert (report["title"], report["document"], report["units"]) == ("River", "river", 200)
    assert [version["paragraphs"] for version in report["versions"]] == [200, 200]
    assert report["alignments"][0]["pairs"] == 200
    assert report["alignments"][0]["mean_confidence"] is None
    assert (report["faults"], report["resumed_at"]) == ([], 0)
    assert command("check", tmp_path / "corpus").result == 0


def test_the_plain_report_says_it_in_words(command, memory, tmp_path):
    ran = command("import", memory, "--into", tmp_path / "corpus", "--hand", f"{memory.name}=machine")

    assert "200 units from memory.tmx" in ran.out
    assert "en: en, machine: 200 paragraphs" in ran.out


def test_columns_can_be_chosen(command, memory, tmp_path):
    wrong = command("import", memory, "--into", tmp_path / "corpus", "--columns", "zh")
    ran = command("import", memory, "--into", tmp_path / "corpus", "--columns", "zh,-")

    assert (wrong.result, ran.result) == (1, 1)
    assert "has 2 columns, not 1" in wrong.err
    assert "no English" in ran.err
    assert not (tmp_path / "corpus").exists()


def test_pairs_are_added_to_a_document_that_has_their_chinese(command, memory, tmp_path):
    corpus = tmp_path / "corpus"
    pairs = list(made_pairs(200))
    story = tmp_path / "story.txt"
    # Three sentences to a paragraph, as a book has them.
    lines = ["".join(chinese for chinese, _ in pairs[at : at + 3]) for at in range(0, 200, 3)]
    story.write_text("\n".join(["渡口", *lines]) + "\n", encoding="utf-8")
    command("import", story, "--into", corpus)

    ran = command("import", memory, "--into", corpus, "--document", "story", "--json")

    report = json.loads(ran.out)
    assert ran.result == 0
    assert [version["id"] for version in report["versions"]] == ["en"]
    assert report["alignments"][0]["source"] == "zh"
    assert command("check", corpus).result == 0
    rows = command("export", corpus, "--format", "tsv").out.splitlines()[1:]
    found = [tuple(row.split("\t")[2:4]) for row in rows]
    assert found[1:] == pairs
    assert found[0] == ("渡口", "")


def test_pairs_are_found_behind_chapters_that_only_the_document_has(command, tmp_path):
    corpus = tmp_path / "corpus"
    pairs = list(made_pairs(60))
    lines = [chinese for chinese, _ in pairs]
    preface = [f"写在前面的第{number}句话，河上的人都还没有读过它。" for number in range(150)]
    story = tmp_path / "story.txt"
    story.write_text("\n".join([*preface, *lines[:20], *reversed(preface), *lines[20:]]) + "\n", "utf-8")
    command("import", story, "--into", corpus)

    ran = command("import", write_tmx(tmp_path / "more.tmx", pairs), "--into", corpus, "--document", "story")

    assert ran.result == 0, ran.err
    assert "not found" not in ran.out
    rows = [row.split("\t")[2:4] for row in command("export", corpus, "--format", "tsv").lines[1:]]
    assert [(chinese, english) for chinese, english in rows if english] == pairs


def test_pairs_make_the_document_that_is_named_where_there_is_none(command, memory, tmp_path):
    ran = command("import", memory, "--into", tmp_path / "corpus", "--document", "River_2")

    assert ran.result == 0
    assert [each.id for each in read_corpus(tmp_path / "corpus").documents] == ["River_2"]
    refused = command("import", memory, "--into", tmp_path / "corpus", "--document", "no id")
    assert refused.result == 1
    assert "no id cannot be the id" in refused.err


def test_pairs_are_not_added_to_a_document_with_other_words(command, memory, tmp_path):
    story = tmp_path / "story.txt"
    story.write_text("山上下了一夜的雪。早晨没有一个脚印。\n", encoding="utf-8")
    command("import", story, "--into", tmp_path / "corpus")
    before = files_of(tmp_path / "corpus")

    ran = command("import", memory, "--into", tmp_path / "corpus", "--document", "story")

    assert ran.result == 1
    assert "not that of document story" in ran.err
    assert files_of(tmp_path / "corpus") == before


def test_units_with_words_that_the_document_lacks_are_told(command, memory, tmp_path):
    corpus = tmp_path / "corpus"
    pairs = list(made_pairs(30))
    story = tmp_path / "story.txt"
    story.write_text("\n".join(chinese for chinese, _ in pairs[:25]) + "\n", encoding="utf-8")
    command("import", story, "--into", corpus)

    ran = command("import", write_tmx(tmp_path / "more.tmx", pairs), "--into", corpus, "--document", "story")

    assert ran.result == 0
    assert "The Chinese of 5 units was not found in the document" in ran.out
    rows = command("export", corpus, "--format", "tsv").out.splitlines()[1:]
    assert [tuple(row.split("\t")[2:4]) for row in rows[:25]] == pairs[:25]
    assert " ".join(row.split("\t")[3] for row in rows[25:]) == " ".join(english for _, english in pairs[25:])


def test_a_file_that_breaks_off_is_imported_only_if_that_is_asked_for(command, memory, tmp_path):
    whole = memory.read_bytes()
    memory.write_bytes(whole[: len(whole) // 2])

    refused = command("import", memory, "--into", tmp_path / "corpus")
    assert not (tmp_path / "corpus").exists()
    agreed = command("import", memory, "--into", tmp_path / "corpus", "--partial", "--json")

    assert refused.result == 1
    assert "--partial" in refused.err
    assert "not read:" in refused.err
    assert agreed.result == 0
    assert json.loads(agreed.out)["fault_count"] >= 1
    assert 90 < json.loads(agreed.out)["units"] <= 100


def test_several_files_of_many_kinds_come_in_at_once(command, memory, tmp_path):
    (tmp_path / "ferry.zh.txt").write_text("雾散了。渡船慢慢靠岸。\n", encoding="utf-8")
    (tmp_path / "ferry.en.txt").write_text("The fog lifted. The ferry came in.\n", encoding="utf-8")
    names = ["ferry.zh.txt", "memory.tmx", "ferry.en.txt"]

    ran = command("import", *(tmp_path / name for name in names), "--into", tmp_path / "corpus")

    assert ran.result == 0
    documents = read_corpus(tmp_path / "corpus").documents
    assert [len(document.versions) for document in documents] == [2, 2]


def test_a_folder_comes_in_and_what_is_amiss_in_it_keeps_nothing_else_out(command, tmp_path):
    folder = tmp_path / "shelf"
    folder.mkdir()
    (folder / "ferry.zh.txt").write_text("雾散了。渡船慢慢靠岸。\n", encoding="utf-8")
    (folder / "ferry.en.txt").write_text("The fog lifted. The ferry came in.\n", encoding="utf-8")
    write_tmx(folder / "memory.tmx", made_pairs(20))
    write_tmx(folder / "english.tmx", [("No Chinese here.", en) for _, en in made_pairs(20)])
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")

    ran = command("import", folder, "--into", tmp_path / "corpus")

    assert ran.result == 1
    assert "no Chinese" in ran.err
    assert "picture.png" in ran.err
    documents = read_corpus(tmp_path / "corpus").documents
    assert sorted(document.id for document in documents) == ["ferry", "memory"]


def test_what_cannot_be_meant_is_refused_before_anything_is_written(command, memory, tmp_path):
    (tmp_path / "empty").mkdir()
    other = write_tmx(tmp_path / "other.tmx", made_pairs(5))
    command("import", other, "--into", tmp_path / "known")
    into = ("--into", tmp_path / "corpus")

    refusals = {
        "corpus already": command("import", tmp_path / "known", *into),
        "nothing in this folder": command("import", tmp_path / "empty", *into),
        "become 2 documents": command("import", memory, other, *into, "--title", "River"),
    }

    for words, ran in refusals.items():
        assert ran.result == 1
        assert words in ran.err
    assert not (tmp_path / "corpus").exists()


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="kills and interrupts as POSIX does")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_killed_or_interrupted_it_goes_on_and_ends_the_same(command, long_memory, tmp_path, how):
    corpus = tmp_path / "corpus"
    command("import", long_memory, "--into", tmp_path / "whole" / "corpus")

    running = start("--data-dir", tmp_path / "data", "import", long_memory, "--into", corpus)
    deadline = time.monotonic() + 60
    while running.poll() is None and time.monotonic() < deadline:
        journals = [json.loads(file.read_bytes()) for file in corpus.glob(".import-*/journal.json")]
        if any(journal["counts"]["read"] for journal in journals):
            running.send_signal(how)
            break
        time.sleep(0.005)
    said = running.communicate(timeout=120)[1].decode()
    if running.returncode == 0:
        pytest.skip("this machine was done before it could be interrupted")
    assert not (corpus / "corpus.yaml").exists()
    left = unfinished_imports(corpus)

    again = command("import", long_memory, "--into", corpus, "--json")

    assert [each.counts.units > 0 for each in left] == [True]
    assert json.loads(again.out)["resumed_at"] == left[0].counts.units
    assert "Going on" in again.err
    assert files_of(corpus) == files_of(tmp_path / "whole" / "corpus")
    if how is signal.SIGINT:
        assert running.returncode == 130
        assert "--restart" in said
        assert f"{left[0].counts.units:,} units are kept" in said


@pytest.mark.slow
def test_the_memory_it_takes_does_not_grow_with_the_file(memory, long_memory, tmp_path):
    script = (
        "import resource, sys\n"
        "from pathlib import Path\n"
        "from parallelreader.app.opened_units import open_units\n"
        "from parallelreader.app.unit_import import UnitImport\n"
        "from parallelreader.app.unit_plan import UnitSource, plan_units, survey\n"
        "source = UnitSource((Path(sys.argv[1]),))\n"
        "with UnitImport(plan_units(source, survey(open_units(source)), Path(sys.argv[2]))) as work:\n"
        "    work.read(open_units)\n"
        "    work.finish()\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)\n"
    )

    def peak(file: Path) -> int:
        words = [sys.executable, "-c", script, str(file), str(tmp_path / file.stem)]
        return int(subprocess.run(words, capture_output=True, check=True, text=True).stdout)

    pytest.importorskip("resource")
    small, large = peak(memory), peak(long_memory)

    # The long file is a hundred times the short one, and twelve megabytes by itself.
    assert large - small < 6_000


def test_of_subtitles_in_several_translations_each_has_its_own_hand(command, tmp_path):
    lines = {"film.zh.srt": "船开了。", "film.en.srt": "The boat left.", "film.fans.en.srt": "Off it went."}
    for name, words in lines.items():
        (tmp_path / name).write_text(f"1\n00:00:01,000 --> 00:00:03,000\n{words}\n", encoding="utf-8")

    command(
        "import", *[tmp_path / name for name in lines], "--into", tmp_path / "corpus",
        "--hand", "film.fans.en.srt=machine",
    )  # fmt: skip

    (document,) = read_corpus(tmp_path / "corpus").documents
    assert [version.hand for version in document.versions] == [Hand.ORIGINAL, Hand.PUBLISHED, Hand.MACHINE]
