import json
import os
import subprocess
import sys
import uuid

import pytest

import factories
from corpora import CHINESE, write_corpus
from parallelreader.app.handing.pdf_request import PdfRequest
from parallelreader.core.notes.anchor import text_digest


@pytest.fixture
def corpus(tmp_path):
    return write_corpus(tmp_path / "corpus")


@pytest.mark.usefixtures("word_cache")
def test_a_page_goes_to_standard_output_or_into_a_file(command, corpus, tmp_path):
    printed = command("export", corpus, "--format", "html", "--pinyin")
    written = command("export", corpus, "--format", "html", "--pinyin", "-o", tmp_path / "page.html")

    assert printed.result == written.result == 0
    assert "<rt>lǎorén</rt>" in printed.out
    assert (tmp_path / "page.html").read_text(encoding="utf-8") == printed.out


@pytest.mark.usefixtures("word_cache")
def test_names_are_read_as_the_translation_has_them(command, tmp_path):
    versions = {"zh": ("zh-Hans", "石湾有渡口。"), "wren": ("en", "Shiwan has a landing.")}
    pier = factories.write_document(tmp_path / "pier", "pier", versions, beads={"wren": [((0,), (0,))]})
    folder = factories.write_corpus(tmp_path / "pier", "Piers", [pier])

    ran = command("export", folder, "--format", "html", "--pinyin", "--versions", "zh")

    assert "<rt>Shíwān</rt>" in ran.out


def test_the_pairs_wanted_are_written(command, corpus):
    ran = command("export", corpus, "--format", "html", "--document", "last-ferry", "--pairs", "2")

    assert "老人站在岸边" in ran.out
    assert "船来了" not in ran.out


def test_versions_stand_in_the_order_wanted(command, corpus):
    ran = command("export", corpus, "--format", "html", "--versions", "literal,zh")

    assert ran.out.index("The boat came.") < ran.out.index("船来了")


def test_an_unknown_version_is_refused_with_those_there_are(command, corpus):
    ran = command("export", corpus, "--format", "html", "--versions", "zh,french")

    assert ran.result == 1
    assert "no version french" in ran.err
    assert "literal, zh" in ran.err


@pytest.mark.parametrize(
    "wrong",
    [
        ("--format", "tsv", "--pinyin"),
        ("--format", "html", "--pairs", "9-2"),
        ("--format", "html", "--size", "99"),
    ],
)
def test_what_has_no_meaning_is_wrong_usage(command, corpus, wrong):
    ran = command("export", corpus, *wrong)

    assert ran.result == 2
    assert wrong[2].lstrip("-") in ran.err


def test_pairs_beyond_the_end_are_refused_and_nothing_is_written(command, corpus, tmp_path):
    out = tmp_path / "page.html"

    ran = command("export", corpus, "--format", "html", "--pairs", "7-8", "-o", out)

    assert ran.result == 1
    assert "pairs from 1 to 3" in ran.err
    assert not out.exists()


def test_a_pdf_is_asked_of_whoever_can_draw(command, corpus, tmp_path):
    ran = command("export", corpus, "--format", "pdf", "--pairs", "2", "-o", tmp_path / "a.pdf")

    assert isinstance(ran.result, PdfRequest)
    with ran.result.open() as handout:
        rows = [row.text(0) for part in handout.parts() for row in part.rows()]
    assert rows == ["老人站在岸边。"]


@pytest.mark.parametrize("wanted", ["pdf", "docx", "epub"])
def test_what_cannot_be_printed_on_a_terminal_wants_a_file(command, corpus, wanted):
    ran = command("export", corpus, "--format", wanted)

    assert ran.result == 2
    assert f"-o FILE.{wanted}" in ran.err


@pytest.mark.e2e
def test_a_pdf_is_written_without_a_display(corpus, tmp_path):
    out = tmp_path / "a.pdf"
    variables = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"}
    command = [sys.executable, "-m", "parallelreader", "--data-dir", str(tmp_path / "data"), "export"]

    ran = subprocess.run(
        [*command, str(corpus), "--format", "pdf", "-o", str(out)],
        env=variables,
        capture_output=True,
        text=True,
        check=False,
    )

    assert ran.returncode == 0, ran.stderr
    assert out.read_bytes().startswith(b"%PDF-")


@pytest.mark.usefixtures("word_cache")
def test_vertical_files_go_into_a_folder_of_their_own(command, corpus, tmp_path):
    ran = command("export", corpus, "--format", "vertical", "-o", tmp_path / "out")

    assert ran.result == 0
    assert "riverstories_zh: 4 sentences." in ran.err
    assert {each.name for each in (tmp_path / "out").iterdir()} == {
        "README.txt",
        "registry",
        "riverstories_zh.vert",
        "riverstories_literal.vert",
        "riverstories_zh--riverstories_literal.align",
        "riverstories_literal--riverstories_zh.align",
    }


def test_vertical_files_want_a_folder(command, corpus):
    ran = command("export", corpus, "--format", "vertical")

    assert ran.result == 2
    assert "-o DIR" in ran.err


def test_notes_are_written_where_wanted(command, corpus, tmp_path):
    target = {
        "document": "last-ferry",
        "version": "zh",
        "segment": "1.1",
        "start": 0,
        "end": 1,
        "exact": "船",
    }
    note = {
        "schema": 1,
        "colour": "rose",
        "body": "a ferry",
        "targets": [{**target, "prefix": "", "suffix": "", "digest": text_digest(CHINESE)}],
    }
    times = {"id": str(uuid.uuid4()), "created": "2026-01-01T00:00:00Z", "changed": "2026-01-01T00:00:00Z"}
    (tmp_path / "notes.jsonl").write_text(json.dumps({**note, **times}) + "\n", encoding="utf-8")
    assert command("notes", "import", corpus, tmp_path / "notes.jsonl").result == 0

    without = command("export", corpus, "--format", "html")
    noted = command("export", corpus, "--format", "html", "--notes")

    assert "a ferry" not in without.out
    assert '<mark class="rose">船</mark>' in noted.out
    assert "a ferry" in noted.out
