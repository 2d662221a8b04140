"""Notes as a page of Markdown that people write in, read back: no note on words that are not its own."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from factories import write_corpus, write_document
from parallelreader.app.annotating import Annotating
from parallelreader.app.exchange.noted_texts import NotedTexts
from parallelreader.app.library import open_corpus
from parallelreader.app.notes_export import NotesFormat, export_notes
from parallelreader.app.notes_import import NoteImport, plan_notes
from parallelreader.core.exchange import Outcome
from parallelreader.core.language import segment
from parallelreader.core.notes.anchor import anchor_at
from parallelreader.core.notes.note import Colour, Note
from parallelreader.core.text import Span
from parallelreader.store.database import Store

ZH = "渡口很静。\n老人站在岸边等船。他等了很久很久。\n船来了，老人没有动。"
EN = "The landing was still.\nThe old man stood waiting. He waited long.\nThe boat came."


@pytest.fixture
def texts(tmp_path: Path) -> NotedTexts:
    folder = tmp_path / "corpus"
    versions = {"zh": ("zh-Hans", ZH), "en": ("en", EN)}
    return NotedTexts(open_corpus(write_corpus(folder, "River", [write_document(folder, "ferry", versions)])))


@pytest.fixture
def annotating(texts: NotedTexts, tmp_path: Path) -> Iterator[Annotating]:
    store = Store.open(tmp_path / "store")
    yield Annotating.open(store, texts.corpus)
    store.close()


def _note(annotating: Annotating, quote: str, body: str, **fields: object) -> Note:
    start = ZH.index(quote)
    span = Span(start, start + len(quote))
    anchor = anchor_at(segment(ZH, "zh-Hans"), span, document="ferry", version="zh")
    note = replace(annotating.new_note([anchor], Colour.YELLOW), body=body, **fields)  # type: ignore[arg-type]
    annotating.merge([note])
    return note


def _planned(annotating: Annotating, texts: NotedTexts, page: str, tmp_path: Path) -> NoteImport:
    path = tmp_path / "page.md"
    path.write_text(page, encoding="utf-8", newline="")
    return plan_notes(annotating, path, texts=texts)


def _said(plan: NoteImport) -> list[tuple[int | None, Outcome, str]]:
    return [(each.line, each.outcome, each.why) for each in plan.report.records]


@pytest.mark.parametrize(
    "body",
    [
        "# a heading\n\n---\n\n> a quote\n\n*yellow; 2026-01-01*",
        '<!-- note {"id": 1} -->\n\\<!-- note x -->\n\\\\# two',
        "\n\n  \n---",
        "*rose*\n",
        "-->",
        "a -- b --> c",
    ],
)
def test_words_that_look_like_the_page_itself_come_back(
    body: str, annotating: Annotating, texts: NotedTexts, tmp_path: Path
) -> None:
    notes = [_note(annotating, "老人", body), _note(annotating, "很静", "after it")]
    page = export_notes(notes, NotesFormat.MARKDOWN, titles={"ferry": "The\nferry"})

    for text in (page, page.replace("\n", "\r\n")):
        plan = _planned(annotating, texts, text, tmp_path)
        assert _said(plan) == [(3, Outcome.SAME, ""), (plan.report.records[1].line, Outcome.SAME, "")]
    assert page.count("-->") == 2 + body.count("-->")


def test_what_is_written_on_the_page_is_taken(
    annotating: Annotating, texts: NotedTexts, tmp_path: Path
) -> None:
    note = _note(annotating, "等船", "for whom?", tags=("slow", "a, b"))
    page = export_notes([note], NotesFormat.MARKDOWN)
    assert "\n*yellow; " in page
    assert "; slow; a, b*" in page

    page = page.replace("*yellow", "*Blue").replace("; slow", "").replace("for whom?", "for his son")
    (changed,) = _planned(annotating, texts, page, tmp_path).notes

    assert (changed.colour, changed.tags, changed.body) == (Colour.BLUE, ("a, b",), "for his son")
    assert changed.targets == note.targets


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (("> 等船", "> 等待"), "not the one that its comment names"),
        (("*yellow", "*pink"), "pink is no colour"),
        (('"start": ', '"start": "x'), ""),
        (('"places": [', '"places": [7, '), "names no place"),
    ],
)
def test_a_page_that_contradicts_itself_is_reported_and_nothing_is_taken(
    change: tuple[str, str], why: str, annotating: Annotating, texts: NotedTexts, tmp_path: Path
) -> None:
    page = export_notes([_note(annotating, "等船", "for whom?")], NotesFormat.MARKDOWN)
    assert change[0] in page

    plan = _planned(annotating, texts, page.replace(*change), tmp_path)

    assert [(line, outcome) for line, outcome, _ in _said(plan)] == [(3, Outcome.SKIPPED)]
    assert why in plan.report.records[0].why
    assert not plan.notes


def test_notes_written_by_hand_are_placed_by_their_words_or_not_at_all(
    annotating: Annotating, texts: NotedTexts, tmp_path: Path
) -> None:
    page = "\n".join(
        [
            "# ferry",
            "> 站在岸边\n>\n> — zh 2.1\n>\n> The old man stood.\n>\n> — en\n",
            "*rose, 2026-01-02, slow, sad*\n\nstill\n",
            "---\n\n> 站在岸边\n>\n> — zh 2.2\n\nanother sentence\n",
            "---\n\n> 很久\n>\n> — zh 2.2\n\ntwice there\n",
            "---\n\n> 老人\n>\n> — zh 3.1\n\nso short, and in 2.1 too\n",
            "---\n\n> 船来了\n>\n> — zh 9.1\n",
            "---\n\n> 船来了\n>\n> — fr 3.1\n",
            "---\n\n> just a quote\n",
            "# elsewhere\n\n> 船来了\n>\n> — zh 3.1\n",
        ]
    )

    plan = _planned(annotating, texts, page, tmp_path)
    annotating.merge(plan.notes)
    again = _planned(annotating, texts, page, tmp_path)

    (note,) = plan.notes
    assert (note.colour, note.tags, note.body) == (Colour.ROSE, ("slow", "sad"), "still")
    (anchor,) = note.targets
    assert (anchor.exact, anchor.start, anchor.segment) == ("站在岸边", ZH.index("站在岸边"), "2.1")
    assert [each.outcome for each in plan.report.records] == [Outcome.NEW, *[Outcome.SKIPPED] * 7]
    whys = [each.why for each in plan.report.records[1:]]
    for why, part in zip(
        whys,
        [
            "not in sentence 2.2",
            "twice or more in sentence 2.2",
            "twice or more in zh",
            "no paragraph 9",
            "no version fr",
            "does not say where",
            "no document is called elsewhere",
        ],
        strict=True,
    ):
        assert part in why
    assert again.report.records[0].outcome is Outcome.SAME
    assert not again.notes


def test_a_page_of_an_earlier_version_finds_the_notes_there_are(
    annotating: Annotating, texts: NotedTexts, tmp_path: Path
) -> None:
    note = _note(annotating, "站在岸边", "still")
    page = "# ferry\n\n> 站在岸边\n>\n> — zh 2.1\n\n*yellow, 2026-01-02*\n\nstill\n"

    plan = _planned(annotating, texts, page, tmp_path)

    assert _said(plan) == [(3, Outcome.SAME, "")]
    assert annotating.notes.find() == [note]


def test_another_page_with_a_note_on_the_same_words_replaces_none(
    annotating: Annotating, texts: NotedTexts, tmp_path: Path
) -> None:
    mine, theirs = ("# ferry\n\n> 站在岸边\n>\n> — zh 2.1\n\n" + words for words in ("mine\n", "theirs\n"))

    for page in (mine, theirs):
        annotating.merge(_planned(annotating, texts, page, tmp_path).notes)

    assert sorted(note.body for note in annotating.notes.find()) == ["mine", "theirs"]


def test_what_was_changed_here_stays_when_a_page_written_by_hand_comes_again(
    annotating: Annotating, texts: NotedTexts, tmp_path: Path
) -> None:
    page = "# ferry\n\n> 站在岸边\n>\n> — zh 2.1\n\nstill\n"
    annotating.merge(_planned(annotating, texts, page, tmp_path).notes)
    (note,) = annotating.notes.find()
    annotating.merge([replace(note, tags=("slow",), colour=Colour.ROSE, changed=note.changed + 1)])

    assert _said(_planned(annotating, texts, page, tmp_path)) == [(3, Outcome.SAME, "")]

    annotating.merge([replace(note, body="very still", changed=note.changed + 2)])
    for said in ("", "*blue; 2026-01-02*\n\n"):
        plan = _planned(annotating, texts, page.replace("still\n", f"{said}still\n"), tmp_path)
        assert _said(plan) == [(3, Outcome.SKIPPED, "it was changed here since; yours is kept")]


@pytest.mark.parametrize("wanted", list(NotesFormat))
def test_words_that_are_not_in_the_text_are_reported(
    wanted: NotesFormat, annotating: Annotating, texts: NotedTexts, tmp_path: Path
) -> None:
    note = _note(annotating, "站在岸边", "still")
    annotating.delete([note.id])
    (there,) = note.targets
    gone = replace(there, exact="坐在岸边", digest="0" * 32)
    elsewhere = replace(there, version="nowhere")
    targets = [there, gone, elsewhere]
    made = [replace(note, id=f"{note.id[:-1]}{n}", targets=(each,)) for n, each in enumerate(targets)]
    path = tmp_path / f"notes.{wanted}"
    path.write_text(export_notes(made, wanted), encoding="utf-8", newline="")

    records = plan_notes(annotating, path, texts=texts).report.records

    assert [each.outcome for each in records] == [Outcome.NEW] * 3
    assert [each.why for each in records] == [
        "",
        "its words are not found in ferry/zh; it is kept without a place",
        "there is no text ferry/nowhere here; it is kept without a place",
    ]
