"""Terms and notes as files from the command line, and aligned text with both in it."""

import json
import re
import shutil
from zipfile import ZipFile

import pytest
from lxml import etree

from corpora import CHINESE, write_corpus
from exchange_material import hostile_concepts, many_concepts
from parallelreader.app.annotating import Annotating
from parallelreader.app.exchange.term_files import TermsFormat, write_terms
from parallelreader.app.library import open_corpus
from parallelreader.core.language import segment
from parallelreader.core.notes.anchor import anchor_at
from parallelreader.core.text import Span
from parallelreader.store.database import Store


@pytest.fixture
def corpus(tmp_path):
    return write_corpus(tmp_path / "corpus")


def note_on(corpus, data, body):
    store = Store.open(data)
    annotating = Annotating.open(store, open_corpus(corpus))
    text = segment(CHINESE, "zh-Hans")
    place = anchor_at(text, Span(4, 6), document="last-ferry", version="zh")
    annotating.write_note([place], body)
    assert annotating.flush(60)
    store.close()


@pytest.fixture
def terms(tmp_path):
    write_terms(hostile_concepts(), TermsFormat.TBX, tmp_path / "terms.tbx")
    return tmp_path / "terms.tbx"


def _taken(command, corpus, file, *options):
    ran = command("terms", "import", corpus, file, *options)
    assert ran.result == 0, ran.err
    return ran


@pytest.mark.parametrize("wanted", ["tbx", "tbx2", "csv", "tsv"])
def test_terms_go_out_and_into_an_empty_store_and_nothing_changes_after_that(
    wanted, command, corpus, terms, tmp_path
):
    _taken(command, corpus, terms)
    first, second = tmp_path / f"first-{wanted}", tmp_path / f"second-{wanted}"
    exported = command("terms", "export", corpus, "--format", wanted, "-o", first)
    elsewhere = ("--data-dir", tmp_path / "elsewhere")

    came = _taken(command, corpus, first, "--format", wanted, *elsewhere)
    again = _taken(command, corpus, first, "--format", wanted, *elsewhere)
    command("terms", "export", corpus, "--format", wanted, "-o", second, *elsewhere)

    count = len(hostile_concepts())
    assert f"{count} concepts written; nothing is left out." in exported.err
    assert f"{count} new concepts, {count} in all." in came.err
    assert f"0 new, 0 changed, {count} same, 0 skipped." in again.err
    assert first.read_bytes() == second.read_bytes()


def test_a_glossary_says_what_it_leaves_out(command, corpus, terms, tmp_path):
    _taken(command, corpus, terms)
    ran = command("terms", "export", corpus, "-o", tmp_path / "glossary.utf8")

    assert "The format has no place for:" in ran.err
    assert "renderings not to be used: 1" in ran.err
    assert "渡口\tferry landing" in (tmp_path / "glossary.utf8").read_text(encoding="utf-8")


def test_a_trial_changes_nothing_and_says_what_would_be(command, corpus, terms, tmp_path):
    ran = command("terms", "import", corpus, terms, "--dry-run", "--json")

    records = [json.loads(line) for line in ran.out.splitlines()]
    assert {each["outcome"] for each in records} == {"new"}
    assert records[0]["name"] == "渡口"
    assert records[0]["line"] > 1
    assert command("terms", "export", corpus).out.count("\n") == 1


def test_one_unsound_line_and_nothing_is_imported(command, corpus, terms, tmp_path):
    text = terms.read_text(encoding="utf-8")
    torn = tmp_path / "torn.tbx"
    torn.write_text(text[: text.rindex("<conceptEntry")] + "<conceptEntry>", encoding="utf-8")

    ran = command("terms", "import", corpus, torn)

    assert ran.result == 1
    assert f"torn.tbx:{torn.read_text('utf-8').count(chr(10)) + 1}:" in ran.err
    assert command("terms", "export", corpus).out.count("\n") == 1


def test_ten_thousand_concepts_come_back(command, corpus, tmp_path):
    file = tmp_path / "many.tbx"
    write_terms(many_concepts(10_000), TermsFormat.TBX, file)

    ran = _taken(command, corpus, file)

    assert "10000 new concepts, 10000 in all." in ran.err


@pytest.mark.parametrize("wanted", ["jsonld", "csv", "md"])
def test_notes_go_out_and_come_back(wanted, command, corpus, tmp_path):
    from exchange_material import hostile_notes
    from parallelreader.app.notes_export import NotesFormat, export_notes

    (tmp_path / "in.jsonl").write_text(export_notes(hostile_notes(), NotesFormat.JSONL), encoding="utf-8")
    command("notes", "import", corpus, tmp_path / "in.jsonl")
    out = tmp_path / f"notes.{wanted}"
    command("notes", "export", corpus, "--format", wanted, "-o", out)
    elsewhere = ("--data-dir", tmp_path / "elsewhere")

    came = command("notes", "import", corpus, out, *elsewhere)
    again = command("notes", "import", corpus, out, *elsewhere)
    here, there = (json_lines(command("notes", "export", corpus, *where).out) for where in ((), elsewhere))

    assert "40 new notes, 40 in all." in came.err
    assert "0 new, 0 changed, 40 same, 0 skipped." in again.err
    assert here == there


def json_lines(text):
    return sorted(text.splitlines())


def test_aligned_text_goes_out_with_terms_and_back_into_a_corpus(command, corpus, terms, tmp_path):
    _taken(command, corpus, terms)
    tei = command("export", corpus, "--format", "tei", "--terms", "-o", tmp_path / "out.xml")
    folder = command("export", corpus, "--format", "tmx-folder", "--terms", "-o", tmp_path / "memories")

    for file in (tmp_path / "out.xml", tmp_path / "memories" / "all.tmx"):
        came = command("import", file, "--into", tmp_path / f"from-{file.stem}", "--title", "Again")
        assert came.result == 0, came.err
        table = command("export", tmp_path / f"from-{file.stem}", "--format", "tsv").out
        assert "老人站在岸边。\tThe old man stood on the shore." in table
    assert "case flags" in tei.err or "written" in tei.err
    assert "where paragraphs begin" in folder.err
    assert '<term ref="#d1.term-' in (tmp_path / "out.xml").read_text(encoding="utf-8")


def test_a_corpus_that_was_deleted_comes_back_with_its_notes_and_terms(command, corpus, terms, tmp_path):
    note_on(corpus, tmp_path / "data", "He waits.")
    _taken(command, corpus, terms)
    exports = {
        "text.xml": ("export", corpus, "--format", "tei", "--notes", "--terms"),
        "notes.jsonld": ("notes", "export", corpus, "--format", "jsonld"),
        "terms.tbx": ("terms", "export", corpus, "--format", "tbx"),
    }
    for name, words in exports.items():
        assert command(*words, "-o", tmp_path / name).result == 0
    shutil.rmtree(corpus)
    again, data = tmp_path / "again", ("--data-dir", tmp_path / "new")

    made = command("import", tmp_path / "text.xml", "--into", again, *data)
    notes = command("notes", "import", again, tmp_path / "notes.jsonld", *data)
    command("terms", "import", again, tmp_path / "terms.tbx", *data)
    receipt = command("notes", "receipt", again, *data)

    assert (made.result, made.out) == (0, "last-ferry: zh, literal\n")
    assert "notes: 1 new, 0 changed, 0 same, 0 skipped." in made.err
    assert "0 new, 0 changed, 1 same, 0 skipped." in notes.err
    assert "1 unchanged, 0 moved, 0 changed, 0 unplaced" in receipt.out
    for name, words in exports.items():
        came = command(*[again if each == corpus else each for each in words], *data)
        was = (tmp_path / name).read_text(encoding="utf-8")
        # A collection of annotations is named for the corpus, which has another key in another store.
        assert came.out.splitlines()[1:] == was.splitlines()[1:], name


def test_notes_and_terms_of_a_file_may_be_left_out(command, corpus, tmp_path):
    note_on(corpus, tmp_path / "data", "He waits.")
    (tmp_path / "t.csv").write_text("zh,en\n老人,old man\n", encoding="utf-8")
    _taken(command, corpus, tmp_path / "t.csv")
    file, data = tmp_path / "text.xml", ("--data-dir", tmp_path / "new")
    assert command("export", corpus, "--format", "tei", "--notes", "--terms", "-o", file).result == 0

    bare = command("import", file, "--into", tmp_path / "bare", "--no-notes", "--no-terms", *data)
    terms_only = command("import", file, "--into", tmp_path / "terms", "--no-notes", "--json", *data)

    assert "notes:" not in bare.err
    counts = json.loads(terms_only.out.splitlines()[-1])
    assert (counts["notes"]["new"], counts["terms"]["new"]) == (0, 1)
    assert command("notes", "export", tmp_path / "bare", *data).out == ""
    assert "老人" in command("terms", "export", tmp_path / "terms", *data).out
    assert "老人" not in command("terms", "export", tmp_path / "bare", *data).out


def test_a_memory_brings_its_notes_and_terms(command, corpus, tmp_path):
    note_on(corpus, tmp_path / "data", "He waits.")
    (tmp_path / "t.csv").write_text("zh,en\n老人,old man\n", encoding="utf-8")
    _taken(command, corpus, tmp_path / "t.csv")
    file, data = tmp_path / "out.tmx", ("--data-dir", tmp_path / "new")
    written = command("export", corpus, "--format", "tmx", "--notes", "--terms", "-o", file)
    assert "where paragraphs begin: 1" in written.err

    came = command("import", file, "--into", tmp_path / "again", "--json", *data)
    bare = command("import", file, "--into", tmp_path / "bare", "--no-notes", "--no-terms", "--json", *data)

    assert came.result == 0, came.err
    counts = json.loads(came.out.splitlines()[1])
    assert (counts["notes"]["new"], counts["terms"]["new"]) == (1, 1)
    (note,) = map(json.loads, command("notes", "export", tmp_path / "again", *data).out.splitlines())
    assert (note["body"], note["targets"][0]["exact"]) == ("He waits.", CHINESE[4:6])
    assert len(bare.out.splitlines()) == 1


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (("tsv", "--terms"), "--terms has no meaning for tsv"),
        (("tmx", "--pinyin"), "--pinyin has no meaning for tmx"),
        (("tmx", "--glossary"), "--glossary has no meaning for tmx"),
        (("tmx-folder",), "name the folder"),
    ],
)
def test_options_without_a_meaning_are_refused(options, why, command, corpus):
    ran = command("export", corpus, "--format", *options)

    assert ran.result == 2
    assert why in ran.err


def test_terms_are_underlined_and_listed_in_what_is_handed_out(command, corpus, tmp_path):
    (tmp_path / "t.csv").write_text(
        "zh,en,definition\n老人,old man,who waits\n岸边,shore,\n", encoding="utf-8"
    )
    _taken(command, corpus, tmp_path / "t.csv")

    page = command("export", corpus, "--format", "html", "--terms", "--glossary").out
    plain = command("export", corpus, "--format", "html").out

    assert '<span class="term">老人</span>' in page
    assert 'The <span class="term">old man</span> stood' in page
    assert "old man — who waits" in page
    assert page.index("术语 Glossary") > page.index("nobody answered")
    assert 'class="term"' not in plain
    assert "Glossary" not in plain


def test_a_word_document_and_an_e_book_have_terms_and_their_list(command, corpus, tmp_path):
    (tmp_path / "t.csv").write_text("zh,en\n老人,old man\n", encoding="utf-8")
    _taken(command, corpus, tmp_path / "t.csv")
    for wanted in ("docx", "epub"):
        ran = command(
            "export", corpus, "--format", wanted, "--terms", "--glossary", "-o", tmp_path / f"o.{wanted}"
        )
        assert ran.result == 0, ran.err

    with ZipFile(tmp_path / "o.docx") as archive:
        text = archive.read("word/document.xml").decode()
    with ZipFile(tmp_path / "o.epub") as archive:
        pages = {name: archive.read(name).decode() for name in archive.namelist() if name.endswith("xhtml")}
    underlined = re.findall(r'<w:r><w:rPr>(?:(?!</w:rPr>).)*<w:u w:val="dotted"/>.*?<w:t[^>]*>([^<]*)', text)
    assert underlined == ["老人", "old man"]
    assert text.index("术语 Glossary") > text.index("nobody answered")
    assert '<span class="term">老人</span>' in pages["book/text-1-1.xhtml"]
    assert "old man" in pages["book/text-2-1.xhtml"]
    assert "术语 Glossary" in pages["book/nav.xhtml"]
    for page in pages.values():
        etree.fromstring(page.encode())
