"""``parallelreader search`` as scripts call it."""

import json

import pytest

from corpora import write_corpus
from parallelreader.app.annotating import Annotating
from parallelreader.app.indexing import index_path
from parallelreader.app.library import load_document, open_corpus
from parallelreader.app.terms.book import TermBook
from parallelreader.core.text import Span
from parallelreader.store.database import Store


@pytest.fixture
def corpus(tmp_path):
    return write_corpus(tmp_path / "River")


def test_a_hit_is_one_json_object_a_line(command, corpus):
    ran = command("search", corpus, "船", "--json")

    (hit,) = map(json.loads, ran.lines)
    assert ran.result == 0
    assert hit == {
        "document": "last-ferry",
        "version": "zh",
        "segment": 0,
        "label": "1.1",
        "text": "船来了。",
        "spans": [[0, 1]],
        "partners": {"literal": "The boat came."},
    }


def test_pinyin_is_found_and_said_to_be_so(command, corpus):
    assert command("search", corpus, "lao3ren").lines[0] == "last-ferry zh 1.2 (pinyin)"


def test_no_more_is_given_than_asked_for(command, corpus):
    assert len(command("search", corpus, "。", "--json").lines) > 2
    assert len(command("search", corpus, "。", "--json", "--limit", 2).lines) == 2


def test_a_pattern_with_a_mistake_is_refused(command, corpus):
    ran = command("search", corpus, "/[/")

    assert ran.result == 1
    assert "cannot be understood" in ran.err


def test_nothing_found_is_said_and_no_failure(command, corpus):
    ran = command("search", corpus, "骆驼")

    assert (ran.result, ran.out) == (0, "")
    assert "骆驼" in ran.err


def test_the_same_is_found_with_an_index(command, corpus, tmp_path):
    plain = command("search", corpus, "船")

    assert command("search", corpus, "船", "--index").out == plain.out
    assert index_path(tmp_path / "data" / "cache", open_corpus(corpus)).is_file()


def test_the_whole_library_is_searched(command, corpus, tmp_path):
    other = write_corpus(tmp_path / "Other")
    store = Store.open(tmp_path / "data")
    Annotating.open(store, open_corpus(other))
    store.close()

    hits = [json.loads(line) for line in command("search", corpus, "船", "--library", "--json").lines]

    assert [hit["corpus"] for hit in hits] == [str(corpus), str(other)]


def test_notes_are_searched_in_words_and_quotes(command, corpus, tmp_path):
    store = Store.open(tmp_path / "data")
    opened = open_corpus(corpus)
    notes = Annotating.open(store, opened)
    text = load_document(opened, "last-ferry").texts["zh"]
    notes.notes.open_text("last-ferry", "zh", text)
    anchor = notes.notes.anchor("last-ferry", "zh", Span(0, 4))
    notes.write_note([anchor], "two ferries here")
    assert notes.flush(10.0)
    store.close()

    (by_words,) = command("search", corpus, "ferry", "--notes", "--json").lines
    (by_quote,) = command("search", corpus, "船來", "--notes", "--json").lines

    assert json.loads(by_words)["spans"] == [[4, 11]]
    assert json.loads(by_quote)["quotes"][0]["spans"] == [[0, 2]]


def test_terms_are_searched_in_their_words_and_in_what_is_said_about_them(command, corpus, tmp_path):
    opened = open_corpus(corpus)
    store = Store.open(tmp_path / "data")
    notes = Annotating.open(store, opened)
    book = TermBook.open(store, notes.corpus_key)
    landing = book.termbase.new_concept(["渡口"], ["ferry landing"], definition="Where boats put ashore.")
    book.termbase.add([landing])
    assert book.flush(10.0)
    store.close()

    (by_words,) = command("search", corpus, "ferries", "--terms", "--json").lines
    (by_meaning,) = command("search", corpus, "boat", "--terms", "--json").lines
    plain = command("search", corpus, "渡口", "--terms")
    nothing = command("search", corpus, "灯塔", "--terms")

    assert by_words == by_meaning
    assert json.loads(by_words)["chinese"] == ["渡口"]
    assert json.loads(by_words)["english"] == ["ferry landing"]
    assert plain.lines == ["渡口", "  ferry landing", "  Where boats put ashore."]
    assert "the terms of this corpus" in nothing.err


def test_notes_and_terms_are_two_searches(command, corpus):
    assert command("search", corpus, "渡口", "--terms", "--notes").result == 2
