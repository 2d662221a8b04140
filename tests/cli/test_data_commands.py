"""What search, export, check and notes print."""

import csv
import io
import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from corpora import HAND_WRITTEN, write_corpus
from parallelreader.app.annotating import Annotating
from parallelreader.app.library import load_document, open_corpus
from parallelreader.core.corpus import Hand
from parallelreader.core.language import segment
from parallelreader.core.notes.anchor import anchor_at
from parallelreader.core.text import Span
from parallelreader.formats.corpus_writing import NewDocument, NewVersion, add_document, add_versions
from parallelreader.store.database import Store


@pytest.fixture
def corpus(tmp_path) -> Path:
    return write_corpus(tmp_path / "corpus")


def note_on(corpus: Path, data: Path, body: str) -> None:
    """Write a note on 老人 in the Chinese text."""
    opened = load_document(open_corpus(corpus), "last-ferry")
    store = Store.open(data)
    annotating = Annotating.open(store, opened.corpus)
    anchor = anchor_at(opened.source_text, Span(4, 6), document="last-ferry", version="zh")
    annotating.write_note([anchor], body)
    assert annotating.flush(60)
    store.close()


def test_search_prints_a_json_object_for_each_segment(command, corpus):
    ran = command("search", corpus, "岸邊", "--json")

    assert [json.loads(line) for line in ran.lines] == [
        {
            "document": "last-ferry",
            "version": "zh",
            "segment": 1,
            "label": "1.2",
            "text": "老人站在岸边。",
            "spans": [[4, 6]],
            "partners": {"literal": "The old man stood on the shore."},
        }
    ]


def test_search_prints_a_block_for_each_pair(command, corpus):
    ran = command("search", corpus, "BOAT")

    assert ran.out == "last-ferry literal 1.1\nThe boat came.\n  zh: 船来了。\n"


def test_a_search_that_finds_nothing_says_so_and_is_done(command, corpus):
    ran = command("search", corpus, "骆驼")

    assert (ran.result, ran.out) == (0, "")
    assert "骆驼" in ran.err


def test_search_keeps_to_a_document_and_refuses_an_unknown_one(command, corpus):
    ran = command("search", corpus, "船", "--document", "river")

    assert ran.result == 1
    assert "last-ferry" in ran.err


def test_export_writes_a_bead_a_line(command, corpus):
    ran = command("export", corpus, "--format", "tsv")

    assert ran.lines == [
        "document\tversion\tzh\ten\tconfidence",
        "last-ferry\tliteral\t船来了。\tThe boat came.\t0.9",
        "last-ferry\tliteral\t老人站在岸边。\tThe old man stood on the shore.\t1",
        "last-ferry\tliteral\t“你要走吗？”他问。没有人回答。\t"
        "“Do you want to leave?” he asked, but nobody answered.\t0.755",
    ]


def test_export_aligns_what_is_not_aligned_yet_and_leaves_the_corpus_alone(command, corpus):
    free = segment("The boat came in.\nAn old man stood there.\nHe asked, and no one answered.", "en")
    add_versions(corpus, "last-ferry", [NewVersion("free", "en", Hand.OWN, free)])
    before = (corpus / "corpus.yaml").read_bytes()

    ran = command("export", corpus, "--format", "tsv")

    rows = list(csv.DictReader(io.StringIO(ran.out), delimiter="\t", quoting=csv.QUOTE_NONE))
    assert ran.result == 0
    assert "".join(row["zh"] for row in rows if row["version"] == "free") == (
        "船来了。老人站在岸边。“你要走吗？”他问。没有人回答。"
    )
    assert (corpus / "corpus.yaml").read_bytes() == before


def test_export_passes_over_versions_in_the_language_of_the_source(command, corpus):
    add_versions(corpus, "last-ferry", [NewVersion("hant", "zh-Hant", Hand.OWN, segment("船來了。", "zh"))])

    ran = command("export", corpus, "--format", "tsv")

    assert ran.result == 0
    assert "hant" not in ran.out


def test_the_chinese_side_is_the_translation_where_the_source_is_english(command, tmp_path):
    folder = tmp_path / "other"
    folder.mkdir()
    (folder / "corpus.yaml").write_text("title: x\ndocuments: []\n", encoding="utf-8")
    english = NewVersion("en", "en", Hand.ORIGINAL, segment("Only English here.", "en"))
    add_document(folder, NewDocument("one", "One", (english,)))

    ran = command("export", folder, "--format", "tsv")

    assert ran.lines == ["document\tversion\tzh\ten\tconfidence"]


def test_an_alignment_that_does_not_fit_is_refused_with_its_line_and_mended_by_align(command, corpus):
    (corpus / "last-ferry" / "literal.txt").write_text("The boat came. The old man waited.", encoding="utf-8")

    refused = command("export", corpus, "--format", "tsv")
    aligned = command("align", corpus)
    again = command("export", corpus, "--format", "tsv")

    assert refused.result == 1
    assert "zh--literal.tsv:4" in refused.err
    assert aligned.out.startswith("last-ferry literal: ")
    assert again.result == 0
    assert (corpus / "last-ferry" / "zh--literal.tsv.old").exists()


def test_an_alignment_that_cannot_be_read_is_mended_by_align(command, corpus):
    broken = corpus / "last-ferry" / "zh--literal.tsv"
    broken.write_bytes(b"\xff\xfe")

    refused = command("export", corpus, "--format", "tsv")
    aligned = command("align", corpus)

    assert "not UTF-8" in refused.err
    assert aligned.out.startswith("last-ferry literal: ")
    assert broken.with_name("zh--literal.tsv.old").read_bytes() == b"\xff\xfe"


def test_a_corpus_is_aligned_once(command, corpus):
    assert "Everything in this corpus is aligned." in command("align", corpus).err
    assert command("align", corpus, "--again").out.startswith("last-ferry literal: ")


def test_a_translation_memory_holds_every_pair_in_the_order_of_the_format(command, corpus):
    ran = command("export", corpus, "--format", "tmx")

    root = ET.fromstring(ran.out.replace('<!DOCTYPE tmx SYSTEM "tmx14.dtd">', ""))
    assert [child.tag for child in root] == ["header", "body"]
    assert set(root[0].attrib) == {
        "creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "srclang", "datatype",
    }  # fmt: skip
    units = root.findall("body/tu")
    assert [[child.tag for child in unit] for unit in units] == [["prop"] * 3 + ["tuv"] * 2] * 3
    assert [[child.tag for child in unit.findall("tuv")[0]] for unit in units] == [["seg"]] * 3
    assert [seg.text for seg in units[0].iter("seg")] == ["船来了。", "The boat came."]


def test_check_is_quiet_on_standard_output_where_all_is_sound(command, corpus):
    ran = command("check", corpus)

    assert (ran.result, ran.out) == (0, "")
    assert "sound" in ran.err


def test_check_reports_every_problem(command, tmp_path):
    text = HAND_WRITTEN.replace("hand: own", "hand: ours").replace("language: en", "language: english")
    folder = write_corpus(tmp_path / "broken", text)

    plain, as_json = command("check", folder), command("check", folder, "--json")

    assert plain.result == as_json.result == 1
    assert "2 problems" in plain.err
    assert [json.loads(line)["line"] for line in as_json.lines] == [16, 17]


def test_check_without_a_corpus_looks_at_the_store(command, corpus, tmp_path):
    nothing = command("check")
    note_on(corpus, tmp_path / "data", "He waits.")
    one, in_words = command("check", "--json"), command("check")

    assert nothing.result == one.result == 0
    assert "no store yet" in nothing.err
    assert "1 note on 1 corpus." in in_words.err
    assert json.loads(one.out)["notes"] == 1


def test_a_damaged_store_is_told_with_the_command_that_brings_a_backup_back(command, corpus, tmp_path):
    note_on(corpus, tmp_path / "data", "who is he?")
    store = tmp_path / "data" / "parallelreader.db"
    (backup,) = (tmp_path / "data" / "backups").iterdir()
    store.write_bytes(b"scrambled" * 1000)

    refused = command("notes", "export", corpus)
    restored = command("check", "--restore", backup)

    assert f'parallelreader check --restore "{backup}"' in refused.err
    assert restored.result == 0
    assert "1 note" in restored.err
    assert "who is he?" in command("notes", "export", corpus).out


def test_a_sound_store_is_not_replaced(command, corpus, tmp_path):
    note_on(corpus, tmp_path / "data", "who is he?")
    (backup,) = (tmp_path / "data" / "backups").iterdir()
    before = (tmp_path / "data" / "parallelreader.db").read_bytes()

    ran = command("check", "--restore", backup)

    assert ran.result == 1
    assert "is sound; nothing was changed" in ran.err
    assert (tmp_path / "data" / "parallelreader.db").read_bytes() == before


def test_notes_are_exported_with_the_other_side(command, corpus, tmp_path):
    note_on(corpus, tmp_path / "data", "He waits.")

    record = json.loads(command("notes", "export", corpus).out)
    table = command("notes", "export", corpus, "--format", "tsv").out
    page = command("notes", "export", corpus, "--format", "md").out

    assert (record["body"], record["targets"][0]["exact"]) == ("He waits.", "老人")
    assert record["targets"][0]["partner"]["text"] == "The old man stood on the shore."
    assert "The old man stood on the shore." in table
    assert page.startswith("# 末班渡船 The Last Ferry")


def test_a_corpus_without_notes_exports_nothing_and_writes_no_store(command, corpus, tmp_path):
    ran = command("notes", "export", corpus)

    assert (ran.result, ran.out) == (0, "")
    assert "no notes" in ran.err
    assert not (tmp_path / "data" / "parallelreader.db").exists()


def test_notes_come_back_from_a_file_once(command, corpus, tmp_path):
    note_on(corpus, tmp_path / "data", "He waits.")
    command("notes", "export", corpus, "-o", tmp_path / "notes.jsonl")
    elsewhere = ("--data-dir", tmp_path / "elsewhere")

    first = command("notes", "import", corpus, tmp_path / "notes.jsonl", *elsewhere)
    second = command("notes", "import", corpus, tmp_path / "notes.jsonl", *elsewhere)

    assert "1 new notes, 1 in all" in first.err
    assert "0 new notes, 1 in all" in second.err
    assert command("notes", "export", corpus, *elsewhere).out == (tmp_path / "notes.jsonl").read_text("utf-8")


def test_a_file_that_is_not_notes_is_refused_with_its_line(command, corpus, tmp_path):
    (tmp_path / "notes.jsonl").write_text("{}\n", encoding="utf-8")

    ran = command("notes", "import", corpus, tmp_path / "notes.jsonl")

    assert ran.result == 1
    assert "notes.jsonl:1" in ran.err


def test_a_receipt_tells_what_became_of_notes_when_the_text_changed(command, corpus, tmp_path):
    opened = load_document(open_corpus(corpus), "last-ferry")
    store = Store.open(tmp_path / "data")
    annotating = Annotating.open(store, opened.corpus)
    annotating.notes.open_text("last-ferry", "zh", opened.source_text)
    for quote, body in (("老人", "who?"), ("船", "which?")):
        start = opened.source_text.content.index(quote)
        anchor = annotating.notes.anchor("last-ferry", "zh", Span(start, start + len(quote)))
        annotating.write_note([anchor], body)
    assert annotating.flush(60)
    store.close()
    assert command("notes", "receipt", corpus).out == (
        "last-ferry: 2 unchanged, 0 moved, 0 changed, 0 unplaced\n"
    )
    (file,) = corpus.rglob("zh.txt")
    words = file.read_text("utf-8")
    file.write_text(words.replace("船来了。", "雨停了，月亮出来了。"), "utf-8")

    records = [json.loads(line) for line in command("notes", "receipt", corpus, "--json").lines]

    fates = {record["about"]: (record["fate"], record["was"], record["now"]) for record in records}
    assert fates == {"who?": ("moved", "老人", "老人"), "which?": ("unplaced", "船", "")}
    said = command("notes", "receipt", corpus, "--confirm", "moved").out
    assert said.startswith("last-ferry: 1 unchanged, 0 moved, 0 changed, 1 unplaced\n")
    (who,) = (record["note"] for record in records if record["about"] == "who?")
    said = command("notes", "receipt", corpus, "--take-back", who).out
    assert said.startswith("last-ferry: 0 unchanged, 0 moved, 0 changed, 2 unplaced\n")
    assert command("notes", "export", corpus, "--confirm", "moved").result == 2
