"""parallelreader align: every format, sentences cut already, and texts that cannot be aligned."""

import json
import re
import signal
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from factories import long_lines, write_corpus, write_document
from parallelreader.app.shelf import most_at_once

CHINESE = ["那年冬天很冷。", "河面结了冰，渡船停在岸边。", "老人每天都去看他的船。", "春天来了，冰化了。"]
ENGLISH = [
    "That winter was very cold.",
    "The river froze, and the ferry lay by the shore.",
    "Every day the old man went to look at his boat.",
    "Spring came and the ice melted.",
]


@pytest.fixture
def files(tmp_path) -> tuple[Path, Path]:
    """A Chinese text and its English one, a sentence and a paragraph a line."""
    chinese, english = tmp_path / "zh.txt", tmp_path / "en.txt"
    chinese.write_text("\n".join(CHINESE) + "\n", encoding="utf-8")
    english.write_text("\n".join(ENGLISH) + "\n", encoding="utf-8")
    return chinese, english


def test_the_default_is_a_table_with_a_header(command, files):
    ran = command("align", *files)

    rows = [line.split("\t") for line in ran.lines]
    assert rows[0] == ["zh", "en", "confidence"]
    assert [row[:2] for row in rows[1:]] == [list(pair) for pair in zip(CHINESE, ENGLISH, strict=True)]
    assert all(0 <= float(row[2]) <= 1 for row in rows[1:])


@pytest.mark.parametrize("segmented", [(), ("--segmented",)])
def test_beads_name_every_sentence_once_from_zero(command, files, segmented):
    ran = command("align", *files, "--format", "beads", *segmented)

    rows = [line.split("\t") for line in ran.lines]
    assert [int(number) for row in rows for number in row[0].split()] == [0, 1, 2, 3]
    assert sorted(int(number) for row in rows for number in row[1].split()) == [0, 1, 2, 3]


def test_json_lines_hold_words_and_numbers(command, files):
    ran = command("align", *files, "--format", "jsonl")

    first = json.loads(ran.lines[0])
    assert (first["zh"], first["en"], first["zh_segments"]) == (CHINESE[0], ENGLISH[0], [0])
    assert command("align", *files, "--json").out == ran.out


def test_a_translation_memory_names_both_languages(command, files, tmp_path):
    command("align", *files, "--format", "tmx", "-o", tmp_path / "story.tmx")

    root = ET.parse(tmp_path / "story.tmx").getroot()
    languages = {unit.get("{http://www.w3.org/XML/1998/namespace}lang") for unit in root.iter("tuv")}
    assert root.get("version") == "1.4"
    assert languages == {"zh-Hans", "en"}


def test_a_paragraph_with_several_sentences_is_cut(command, tmp_path):
    (tmp_path / "zh.txt").write_text("".join(CHINESE), encoding="utf-8")
    (tmp_path / "en.txt").write_text(" ".join(ENGLISH), encoding="utf-8")

    assert len(command("align", tmp_path / "zh.txt", tmp_path / "en.txt").lines) == 5


def test_other_encodings_are_recognised_or_named(command, files):
    chinese, english = files
    chinese.write_bytes("\n".join(CHINESE).encode("gb18030"))

    guessed = command("align", chinese, english)
    chinese.write_bytes(b"\n".join(line.encode("utf-16-le") for line in CHINESE))
    named = command("align", chinese, english, "--encoding", "nonsense")

    assert CHINESE[0] in guessed.out
    assert named.result == 1


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize(
    ("blank", "line"), [("a\n\nb\n", 2), ("\na\n", 1), ("a\n　\t\nb\n", 2), ("a\n\n", 2)]
)
def test_a_blank_line_among_sentences_is_refused_with_its_number(command, files, which, blank, line):
    files[which].write_text(blank, encoding="utf-8")

    ran = command("align", *files, "--segmented")

    assert (ran.result, ran.out) == (1, "")
    assert f"{files[which].name}:{line}: " in ran.err


def test_sentences_stay_as_many_as_there_are_lines(command, files):
    files[0].write_bytes("﻿天冷了。雪下了。\r\n他说：\u2028“走。”\r\n".encode())
    files[1].write_text("It grew cold and snow fell.\nHe said, “Go.”", encoding="utf-8")

    ran = command("align", *files, "--segmented", "--format", "beads")

    numbers = [number for line in ran.lines for number in line.split("\t")[0].split()]
    assert sorted(numbers) == ["0", "1"]


def test_two_texts_in_one_language_are_refused(command, files):
    ran = command("align", files[0], files[0])

    assert ran.result == 1
    assert "Both texts are Chinese" in ran.err


def test_the_files_in_the_wrong_order_are_refused(command, files):
    ran = command("align", files[1], files[0])

    assert ran.result == 1
    assert "Name the Chinese file first" in ran.err


@pytest.mark.parametrize("data", [b"", b" \n \n", b"\x89PNG\r\n\x1a\n\x00\x00\x00"])
def test_a_file_without_text_is_refused_by_name(command, files, data):
    files[1].write_bytes(data)

    ran = command("align", *files)

    assert ran.result == 1
    assert "en.txt" in ran.err


def test_texts_that_do_not_belong_together_are_aligned_with_a_warning(command, files):
    files[1].write_text(
        "\n".join(f"Chapter {number} of the manual explains printer settings." for number in range(30)),
        encoding="utf-8",
    )

    ran = command("align", *files)

    assert ran.result == 0
    assert "hardly belong together" in ran.err


def test_a_translation_memory_uses_what_the_format_declares_and_no_more(command, files, shared):
    dtd = (shared / "schemas" / "tmx" / "tmx14.dtd").read_text(encoding="utf-8", errors="replace")
    declared = dict(re.findall(r"<!ATTLIST\s+(\S+)\s+(.*?)>", dtd, re.DOTALL))

    root = ET.fromstring(without_doctype(command("align", *files, "--format", "tmx").out))

    for element in root.iter():
        given = {name.replace("{http://www.w3.org/XML/1998/namespace}", "xml:") for name in element.attrib}
        words = declared.get(element.tag, "").split()
        required = {words[at - 2] for at, word in enumerate(words) if word == "#REQUIRED"}
        assert re.search(rf"<!ELEMENT\s+{element.tag}\s", dtd)
        assert given <= set(words)
        assert required <= given


def without_doctype(xml: str) -> str:
    return re.sub(r"<!DOCTYPE[^>]*>", "", xml)


@pytest.fixture
def shelf(tmp_path) -> Path:
    """A corpus of three: a sound pair, one with an unreadable text, and two that do not belong together."""
    folder = tmp_path / "shelf"
    chinese, english = ("zh-Hans", "\n".join(CHINESE)), ("en", "\n".join(ENGLISH))
    manual = "\n".join(f"Chapter {number} of the manual explains printer settings." for number in range(30))
    documents = [
        write_document(folder, "ferry", {"zh": chinese, "en": english}),
        write_document(folder, "broken", {"zh": chinese, "en": english}),
        write_document(folder, "odd", {"zh": chinese, "en": ("en", manual)}),
    ]
    (folder / "broken" / "en.txt").write_bytes(b"\xff\xfe\x00caf\xe9")
    return write_corpus(folder, "Shelf", documents)


def test_of_a_corpus_each_translation_is_told_and_one_that_fails_stops_no_other(command, shelf):
    ran = command("align", shelf)

    assert ran.result == 1
    assert [line.split(":")[0] for line in ran.lines] == ["ferry en", "odd en"]
    assert re.fullmatch(r"ferry en: 4 beads, \d\.\d\d, 0% without counterpart", ran.lines[0])
    failed, warned = ran.err.splitlines()
    assert failed.startswith("parallelreader: broken en: ")
    assert "en.txt" in failed
    assert warned == "odd en: these two texts hardly belong together; look at the result with care."


def test_of_a_corpus_there_is_an_object_for_each_translation_tried(command, shelf):
    told = {each["document"]: each for each in map(json.loads, command("align", shelf, "--json").lines)}

    assert list(told) == ["ferry", "broken", "odd"]
    assert [told[name]["doubtful"] for name in told] == [False, None, True]
    assert [told[name]["error"] is None for name in told] == [True, False, True]
    assert set(told["ferry"]) == set(told["broken"]) == {
        "document", "version", "beads", "confidence", "without_counterpart", "sure", "doubtful", "seconds",
        "error", "repairs_carried", "repairs_lost", "unmatched_chapters",
    }  # fmt: skip


def test_a_corpus_that_failed_in_part_is_mended_by_another_run(command, shelf):
    command("align", shelf)
    (shelf / "broken" / "en.txt").write_text("\n".join(ENGLISH), encoding="utf-8")

    again = command("align", shelf)

    assert again.result == 0
    assert [line.split(":")[0] for line in again.lines] == ["broken en"]


@pytest.mark.skipif(sys.platform == "win32", reason="nothing sends these signals there")
@pytest.mark.skipif(most_at_once() < 2, reason="the large one is done before the small one is begun")
def test_an_interrupt_keeps_what_is_aligned_and_leaves_nothing_half_written(tmp_path):
    folder = tmp_path / "shelf"
    small, large = (dict(zip(("zh", "en"), long_lines(size), strict=True)) for size in (20, 4000))
    documents = [
        write_document(folder, name, {"zh": ("zh-Hans", words["zh"]), "en": ("en", words["en"])})
        for name, words in (("small", small), ("large", large))
    ]
    write_corpus(folder, "Shelf", documents)
    data = str(tmp_path / "data")
    run = [sys.executable, "-m", "parallelreader", "--data-dir", data, "align", str(folder)]

    with subprocess.Popen(run, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        end = time.monotonic() + 120
        while not (folder / "small" / "zh--en.tsv").exists():
            assert time.monotonic() < end
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=120)

    assert process.returncode == 130
    assert not (folder / "large" / "zh--en.tsv").exists()
    assert not [file for file in folder.rglob("*") if file.name.endswith(".part")]
