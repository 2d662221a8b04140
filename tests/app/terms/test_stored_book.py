"""Commands that change terms at the same time lose nothing of each other's."""

import threading
from dataclasses import replace
from pathlib import Path

from corpora import write_corpus
from parallelreader.app.library import open_corpus
from parallelreader.app.terms.stored_book import changing_book, concept_called, stored_book
from parallelreader.paths import UserFolders


def test_what_two_commands_add_to_one_concept_is_both_kept(tmp_path: Path) -> None:
    corpus = open_corpus(write_corpus(tmp_path / "River"))
    folders = UserFolders.under(tmp_path / "data")
    with changing_book(corpus, folders) as book:
        book.termbase.add([book.termbase.new_concept(["渡船"], ["ferry"])])
    has_read = threading.Event()

    def say(**fields: str) -> None:
        with changing_book(corpus, folders) as book:
            concept = concept_called(book, "渡船")
            has_read.set()
            book.termbase.change(replace(concept, **fields))

    with changing_book(corpus, folders) as book:
        concept = concept_called(book, "渡船")
        other = threading.Thread(target=say, kwargs={"note": "goes at nine"})
        other.start()
        assert not has_read.wait(0.5)
        book.termbase.change(replace(concept, definition="a boat"))
    other.join(30)

    with stored_book(corpus, folders, is_writable=False) as book:
        kept = concept_called(book, "渡船")
    assert (kept.definition, kept.note) == ("a boat", "goes at nine")
