"""One search of the window: what comes when, and what is left out."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from corpora import HAND_WRITTEN, write_corpus
from parallelreader.app import document_indexing, preparing, search_run, searching
from parallelreader.app.library import load_document, open_corpus
from parallelreader.app.preparing import Preparing
from parallelreader.app.search_run import Batch, Scope, SearchRun, Wanted
from parallelreader.core.corpus import Corpus
from parallelreader.core.errors import Cancelled, CorpusProblem, UserError
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.store.segmentation_cache import SegmentationCache


class _Stop:
    """A progress of something that nobody wants any more."""

    def step(self, done: int, total: int, text: str = "") -> None:
        raise Cancelled


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    """A document of 120 sentences with a boat in each."""
    folder = write_corpus(tmp_path / "river")
    lines = [f"第{number}条船来了。" for number in range(120)]
    (folder / "last-ferry" / "zh.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "last-ferry" / "zh--literal.tsv").unlink()
    (folder / "corpus.yaml").write_text(HAND_WRITTEN.partition("    alignments:")[0], encoding="utf-8")
    return open_corpus(folder)


def run_on(
    typed: str, *corpora: Corpus | UserError, scope: Scope = Scope.LIBRARY, document: str = ""
) -> SearchRun:
    def found() -> Iterable[Corpus | UserError]:
        return corpora

    return SearchRun(Wanted(typed, scope, document=document), corpora=found, notes=list)


def test_the_first_fifty_come_with_their_words_and_then_the_rest(corpus: Corpus):
    first, rest = run_on("船", corpus).batches()

    assert len(first.hits) == len(first.words) == first.total == 50
    assert first.words[7].text == "第7条船来了。"
    assert (len(rest.hits), rest.words, rest.total, rest.is_last) == (70, (), 120, True)


def test_fewer_than_fifty_come_at_once(corpus: Corpus):
    (only,) = run_on("第7", corpus).batches()

    assert [found.text for found in only.words] == [
        "第7条船来了。",
        *[f"第7{n}条船来了。" for n in range(10)],
    ]
    assert only.is_last


def test_words_can_be_asked_for_later(corpus: Corpus):
    run = run_on("船", corpus)
    *_, last = run.batches()

    assert [found.position for found in run.words(last.hits[-2:])] == [
        load_document(corpus, "last-ferry").texts["zh"].segment(number).start for number in (118, 119)
    ]


def test_more_than_can_be_listed_is_counted(corpus: Corpus, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(search_run, "MOST_LISTED", 60)

    batches: list[Batch] = list(run_on("船", corpus).batches())

    assert sum(len(batch.hits) for batch in batches) == 60
    assert batches[-1].total == 120


def test_the_open_document_is_marked_with_all_that_was_found(corpus: Corpus, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(search_run, "MOST_LISTED", 60)

    batches = list(run_on("船", corpus, scope=Scope.DOCUMENT, document="last-ferry").batches())

    assert [hit.place.segment for batch in batches for hit in batch.unlisted] == list(range(60, 120))


def test_only_the_open_document_is_searched_where_that_is_asked(corpus: Corpus):
    (elsewhere,) = run_on("船", corpus, scope=Scope.DOCUMENT, document="another").batches()

    assert elsewhere.total == 0


def test_a_corpus_that_cannot_be_read_is_named_and_the_others_are_searched(corpus: Corpus, tmp_path: Path):
    broken = open_corpus(write_corpus(tmp_path / "broken"))
    (broken.folder / "last-ferry" / "zh.txt").unlink()
    away = CorpusProblem("The folder is gone")

    *_, last = run_on("船", corpus, away, broken).batches()

    assert last.total == 120
    assert last.left_out[0] is away
    assert "zh.txt" in str(last.left_out[1])


def test_a_search_that_nobody_wants_stops(corpus: Corpus):
    with pytest.raises(Cancelled):
        list(run_on("船", corpus).batches(_Stop()))


def test_a_search_that_nobody_wants_stops_to_read_a_long_document(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
):
    class Unwanted:
        is_reading = False

        def step(self, done: int, total: int, text: str = "") -> None:
            if self.is_reading:
                raise Cancelled

    unwanted = Unwanted()

    def load(*_: object, progress: Progress = NO_PROGRESS, **__: object) -> None:
        unwanted.is_reading = True
        progress.step(0, 1)
        pytest.fail("reading went on")

    monkeypatch.setattr(searching, "load_repaired", load)

    with pytest.raises(Cancelled):
        list(run_on("船", corpus).batches(unwanted))


def test_a_query_without_sense_is_refused_before_anything_is_read():
    with pytest.raises(UserError):
        run_on("/(/")


def test_long_documents_that_nobody_has_opened_are_searched_last(
    corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(preparing, "_LONG", 2_000)
    known = open_corpus(write_corpus(tmp_path / "known"))
    cache = SegmentationCache(tmp_path / "cache")
    monkeypatch.setattr(document_indexing, "_WORTH_AN_INDEX", 0)

    def texts(run: SearchRun) -> list[tuple[int, int, bool]]:
        return [(len(batch.hits), batch.unread, batch.is_last) for batch in run.batches()]

    def found() -> list[Corpus | UserError]:
        return [corpus, known]

    first = SearchRun(
        Wanted("船", Scope.LIBRARY), corpora=found, notes=list, cache=cache, preparing=Preparing(cache)
    )
    second = SearchRun(
        Wanted("船", Scope.LIBRARY), corpora=found, notes=list, cache=cache, preparing=Preparing(cache)
    )

    assert texts(first)[0] == (1, 1, False)
    assert sum(count for count, _, _ in texts(second)) == 121
    assert not any(unread for _, unread, _ in texts(second))


def test_reading_a_long_document_goes_on_when_nobody_waits_for_it_any_more(
    corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(preparing, "_LONG", 2_000)
    monkeypatch.setattr(document_indexing, "_WORTH_AN_INDEX", 0)
    cache = SegmentationCache(tmp_path / "cache")
    made = Preparing(cache)

    class TypedOn:
        """Somebody types while the document is being read."""

        steps = 0

        def step(self, done: int, total: int, text: str = "") -> None:
            self.steps += 1
            if self.steps > 1:
                raise Cancelled

    with pytest.raises(Cancelled):
        made.prepare(corpus, "last-ferry", TypedOn())

    assert made.is_ready(corpus, "last-ferry")


def test_a_text_that_became_shorter_meanwhile_is_told(corpus: Corpus):
    run = run_on("船", corpus)
    *_, last = run.batches()
    (corpus.folder / "last-ferry" / "zh.txt").write_text("第1条船来了。\n", encoding="utf-8")

    again = run_on("船", corpus)
    again.corpora.append(corpus)
    with pytest.raises(CorpusProblem, match="has changed since"):
        again.words(last.hits[-1:])
