"""Terms are suggested from the sample, and what was decided on is offered no more."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bench.suggesting import read_gold
from parallelreader.app.library import load_document
from parallelreader.app.terms.book import TermBook
from parallelreader.app.terms.suggestion_messages import (
    SuggestionJob,
    decode_suggestion_job,
    encode_suggestion_job,
    suggestions_from,
    suggestions_message,
)
from parallelreader.app.terms.suggestions import accept, offered, reject, suggest_elsewhere
from parallelreader.core.errors import Cancelled, UserError
from parallelreader.core.terms.suggestion import SuggestedPlace, SuggestedRendering, Suggestion
from parallelreader.core.text import Span
from parallelreader.paths import UserFolders
from parallelreader.store.database import Store
from term_material import river_stories

FERRY = Suggestion(
    "渡口",
    "",
    17,
    2,
    7.5,
    {
        "literal": (SuggestedRendering("ferry landing", 14, 87.0),),
        "free": (SuggestedRendering("landing", 4, 14.0),),
    },
    (SuggestedPlace("last-ferry", "zh", Span(110, 112)),),
)
STOP = Suggestion("碼頭", "", 3, 1, 4.0, {"free": (SuggestedRendering("Landings", 2, 9.5),)})
MOSS = Suggestion("", "moss", 5, 0, 2.1)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[TermBook]:
    store = Store.open(tmp_path / "data")
    yield TermBook.open(store, "here")
    store.close()


def test_what_was_found_survives_the_way_between_processes() -> None:
    message = json.loads(suggestions_message([FERRY, MOSS]))

    assert suggestions_from(message) == [FERRY, MOSS]
    assert suggestions_from({"step": [1, 2, ""]}) == []
    job = SuggestionJob(Path("/corpus"), UserFolders.under(Path("/data")), 40)
    assert decode_suggestion_job(encode_suggestion_job(job)) == job


def test_accepting_makes_a_concept_with_the_likeliest_rendering_of_each_version(book: TermBook) -> None:
    concept = accept([FERRY], book)

    assert [term.text for term in concept.chinese] == ["渡口"]
    assert [term.text for term in concept.english] == ["ferry landing", "landing"]
    assert offered([FERRY, STOP, MOSS], book) == [STOP, MOSS]
    assert book.steps.undo() == "Accept suggestion"
    assert offered([FERRY, STOP], book) == [FERRY, STOP]


def test_words_that_most_versions_have_are_preferred(book: TermBook) -> None:
    alone = (SuggestedRendering("quay", 3, 60.0),)
    shared = (SuggestedRendering("landing", 4, 14.0),)
    suggestion = replace(FERRY, renderings={"free": alone, "literal": shared, "third": shared})

    assert [term.text for term in accept([suggestion], book).english] == ["landing", "quay"]


def test_suggestions_that_mean_the_same_are_merged_into_one_concept(book: TermBook) -> None:
    concept = accept([FERRY, STOP], book)

    assert [term.text for term in concept.chinese] == ["渡口", "碼頭"]
    assert [term.text for term in concept.english] == ["ferry landing", "landing"]
    assert len(book.termbase.concepts) == 1
    assert book.steps.undo() == "Merge 2 suggestions"
    assert not book.termbase.concepts


def test_what_is_rejected_is_offered_again_only_after_undo(book: TermBook) -> None:
    assert reject([STOP, MOSS], book)

    assert offered([FERRY, STOP, MOSS], book) == [FERRY]
    other_script = Suggestion("码头", "", 9, 0, 1.0)
    assert offered([other_script, Suggestion("", "Mosses", 2, 0, 1.0)], book) == []
    assert book.steps.undo() == "Reject 2 suggestions"
    assert offered([FERRY, STOP, MOSS], book) == [FERRY, STOP, MOSS]


def test_the_sample_gives_terms_with_their_renderings_first(link_cache: Path, word_cache: Path) -> None:
    folders = UserFolders(data=link_cache.parent, cache=link_cache)
    assert word_cache == link_cache

    found = suggest_elsewhere(river_stories(), folders, most=60)

    gold = read_gold()
    first = found[:20]
    assert sum(map(gold.has, first)) >= 15
    by_name = {each.name: each for each in first}
    assert by_name["渡口"].renderings["literal"][0].text == "ferry landing"
    assert by_name["渡口"].support == 2
    assert by_name["老魏"].english_terms == ("Old Wei",)
    place = by_name["渡口"].places[0]
    text = load_document(river_stories(), place.document).texts[place.version]
    assert text.content[place.span.start : place.span.end] == "渡口"
    # What stands in quotation marks by itself need not come again.
    assert "榆州出行" in [each.name for each in found]
    # What stands only inside a longer unit is no suggestion of its own.
    assert "便民服务点" in by_name
    assert not any(each.name in ("便民", "便民服务", "服务点") for each in found)


def test_suggesting_can_be_stopped(tmp_path: Path) -> None:
    class Stopping:
        def step(self, done: int, total: int, text: str = "") -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        suggest_elsewhere(river_stories(), UserFolders.under(tmp_path), progress=Stopping())


def test_a_corpus_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    broken = replace(river_stories(), folder=tmp_path / "nowhere")

    with pytest.raises(UserError):
        suggest_elsewhere(broken, UserFolders.under(tmp_path))
