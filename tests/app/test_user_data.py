"""What is the user's is opened; where nothing can be written, texts are read all the same."""

from pathlib import Path

from parallelreader.app.opening import open_document, open_for_reading
from parallelreader.app.user_data import UserData
from parallelreader.core.errors import WriteProblem
from parallelreader.core.notes.note import Colour
from parallelreader.core.text import Span
from parallelreader.paths import UserFolders
from parallelreader.store.database import Store
from term_material import SAMPLES


def test_where_nothing_can_be_kept_a_text_opens_and_the_reason_is_known(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("no folder", encoding="utf-8")

    data = UserData.open(UserFolders.under(in_the_way / "data"))
    corpus = open_for_reading(data.store, SAMPLES)
    document = open_document(corpus, "last-ferry")
    data.close()

    assert isinstance(data.refusal, WriteProblem)
    assert data.refusal.mend
    assert not data.store.is_writable
    assert len(document.reading.rows) > 10


def test_a_disk_that_fills_up_hides_no_text_and_no_note(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    corpus = open_for_reading(store, SAMPLES)
    open_document(corpus, "last-ferry")
    first = corpus.notes
    first.highlight([first.notes.anchor("last-ferry", "zh", Span(0, 2))], Colour.GREEN)
    first.flush(60)
    store.read(lambda connection: connection.execute("PRAGMA query_only = ON").fetchall())

    again = open_for_reading(store, SAMPLES).notes

    assert (again.corpus_key, len(again.notes.all())) == (first.corpus_key, 1)
    store.close()
