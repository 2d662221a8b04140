"""TEI that this program wrote, made the corpus again that it was: texts, links, notes and terms."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from exchange_material import concept, hostile_concepts, tei_rules, term
from factories import Pair, write_corpus, write_document
from parallelreader.app.annotating import Annotating
from parallelreader.app.exchange.aligned_files import AlignedFormat, AlignedSource, write_aligned
from parallelreader.app.exchange.noted_texts import NotedTexts
from parallelreader.app.exchange.overlays import lay_over
from parallelreader.app.exchange.tei_restoring import Restored, restore_corpus
from parallelreader.app.library import open_corpus
from parallelreader.app.terms.book import TermBook
from parallelreader.core.corpus import Corpus
from parallelreader.core.errors import Cancelled, FileProblem
from parallelreader.core.exchange import Outcome
from parallelreader.core.language import segment
from parallelreader.core.notes.anchor import anchor_at
from parallelreader.core.notes.note import Anchor, Colour, Note, Review
from parallelreader.core.text import Span, Text
from parallelreader.formats.corpus_folder import read_corpus
from parallelreader.store.database import Store

ZH = "“𠮷野”渡口\n船来了。老人没有动。他说]]>“&lt;”。\n水很静。水很静。"
EN = "The landing “𠮷野”\nThe boat came. The old man did not move. He \u202bsaid\u202c ]]>.\nStill. Still."
SECOND = "渡口\n一个人。码头，艄公，𠮷，=渡船()，-岸，#号，渡頭。"
BEADS: list[Pair] = [((0,), (0,)), ((1,), (1,)), ((2,), (2,)), ((3,), (3,)), ((4,), (4,)), ((5,), (5,))]


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    folder = tmp_path / "corpus"
    versions = {"zh": ("zh-Hans", ZH), "en": ("en", EN)}
    documents = [
        write_document(folder, "ferry", versions, beads={"en": BEADS}),
        write_document(folder, "second", {"zh": ("zh-Hans", SECOND)}),
    ]
    return open_corpus(write_corpus(folder, "渡口", documents))


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[list[Store]]:
    opened = [Store.open(tmp_path / name) for name in ("one", "other")]
    yield opened
    for store in opened:
        store.close()


def _places() -> Iterator[tuple[Anchor, ...]]:
    chinese, english = segment(ZH, "zh-Hans"), segment(EN, "en")

    def at(text: Text, start: int, end: int) -> Anchor:
        version = "zh" if text is chinese else "en"
        return anchor_at(text, Span(start, end), document="ferry", version=version)

    sentences = [chinese.segment(number) for number in range(6)]
    yield (at(chinese, 1, 2),)
    yield (at(chinese, 0, 4), at(english, 4, 11))
    # Two places that go on right after each other, and one that reaches over a paragraph's end.
    yield (at(chinese, *_ends(sentences[1])), at(chinese, *_ends(sentences[2])))
    yield (at(chinese, sentences[1].start, sentences[2].end),)
    yield (at(chinese, sentences[3].start + 1, sentences[4].end - 1),)
    # The second of two sentences that read the same.
    yield (at(chinese, *_ends(sentences[5])),)
    yield (
        at(english, 0, 3),
        anchor_at(segment(SECOND, "zh-Hans"), Span(3, 5), document="second", version="zh"),
    )


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _notes(annotating: Annotating) -> list[Note]:
    bodies = [
        "",
        "]]> <b>&amp;</b> 谁",
        "two\n\n lines\n",
        "\u2028 \u202eleft\u202c",
        "𠮷👩\u200d🚀",
        "",
        "both",
    ]
    made = []
    for number, targets in enumerate(_places()):
        tags = ("=slow", "manner/渡口", "a, b") if number % 2 else ()
        note = annotating.new_note(targets, list(Colour)[number % 6], tags=tags)
        review = list(Review)[number % 3]
        made.append(
            replace(
                note,
                body=bodies[number],
                review=review,
                created=1_700_000_000_123 + number,
                changed=1_800_000_000_000,
            )
        )
    return made


def _laid(restored: Restored, store: Store) -> tuple[Annotating, TermBook]:
    annotating = Annotating.open(store, restored.corpus)
    book = TermBook.open(store, annotating.corpus_key)
    report = lay_over(restored.overlays, annotating, book, NotedTexts(restored.corpus))
    assert {each.outcome for each in (*report.notes.records, *report.terms.records)} == {Outcome.NEW}
    assert not any(each.why for each in (*report.notes.records, *report.terms.records))
    again = lay_over(restored.overlays, annotating, book, NotedTexts(restored.corpus))
    assert {each.outcome for each in (*again.notes.records, *again.terms.records)} == {Outcome.SAME}
    return annotating, book


def _plain(note: Note) -> Note:
    return replace(note, corpus="")


@pytest.fixture
def written(corpus: Corpus, stores: list[Store], tmp_path: Path) -> tuple[Path, list[Note], AlignedSource]:
    annotating = Annotating.open(stores[0], corpus)
    annotating.merge(_notes(annotating))
    concepts = [
        *hostile_concepts(),
        concept(
            term("渡口", forms=("渡口儿",)), term("landing", is_case_sensitive=True, note="a\nb"), name="own"
        ),
    ]
    source = AlignedSource(corpus, notes=annotating.notes, concepts=concepts)
    path = tmp_path / "out.xml"
    fidelity = write_aligned(source, AlignedFormat.TEI, path)
    assert fidelity.is_whole
    return path, annotating.notes.find(), source


def test_notes_and_terms_come_back_with_their_texts(
    written: tuple[Path, list[Note], AlignedSource], stores: list[Store], tmp_path: Path
) -> None:
    path, notes, _ = written

    restored = restore_corpus(path, tmp_path / "again")
    annotating, book = _laid(restored, stores[1])

    assert sorted(map(_plain, annotating.notes.find()), key=lambda each: each.id) == sorted(
        map(_plain, notes), key=lambda each: each.id
    )
    concepts = book.termbase.in_order()
    assert len(concepts) >= 10
    again = AlignedSource(restored.corpus, notes=annotating.notes, concepts=concepts)
    write_aligned(again, AlignedFormat.TEI, tmp_path / "again.xml")
    assert (tmp_path / "again.xml").read_bytes() == path.read_bytes()


def test_notes_and_terms_of_every_kind_keep_the_schema(
    written: tuple[Path, list[Note], AlignedSource], shared: Path
) -> None:
    rules = tei_rules(shared)
    rules.assertValid(etree.parse(str(written[0])))


def test_in_a_corpus_there_is_they_get_ids_of_their_own(
    written: tuple[Path, list[Note], AlignedSource], stores: list[Store], corpus: Corpus
) -> None:
    path, notes, _ = written

    restored = restore_corpus(path, corpus.folder)

    assert restored.documents == ("ferry-2", "second-2")
    assert [each.id for each in restored.corpus.documents] == ["ferry", "second", "ferry-2", "second-2"]
    annotating, _ = _laid(restored, stores[1])
    assert len(annotating.notes.find()) == len(notes)
    assert {place.document for each in annotating.notes.find() for place in each.targets} == {
        "ferry-2",
        "second-2",
    }


def test_one_document_alone_comes_back_too(
    written: tuple[Path, list[Note], AlignedSource], tmp_path: Path
) -> None:
    whole = written[2]
    path = tmp_path / "one.xml"
    write_aligned(replace(whole, documents=["ferry"]), AlignedFormat.TEI, path)

    restored = restore_corpus(path, tmp_path / "alone")

    assert [each.id for each in restored.corpus.documents] == ["ferry"]
    # The one that covers both documents stands on this one only.
    assert [len(each.note.targets) for each in restored.overlays.notes][-1] == 1  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("pattern", "put", "why"),
    [
        (r"string-range\(#d1.1-zh.1,1,1\)", "string-range(#d1.1-zh.1,99,1)", "reaches out"),
        (r"string-range\(#d1.1-zh.1,1,1\)", "string-range(#d1.1-zh.77,1,1)", "no sentence"),
        (r"string-range\(#d1.1-zh.1,1,1\)", "somewhere", "no place"),
        (r'<change when="[^"]*"', '<change when="soon"', "cannot be read"),
    ],
)
def test_a_note_that_is_not_sound_is_reported_and_the_rest_comes(
    pattern: str, put: str, why: str, written: tuple[Path, list[Note], AlignedSource], tmp_path: Path
) -> None:
    path, notes, _ = written
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(pattern, put, text, count=1), encoding="utf-8")

    restored = restore_corpus(path, tmp_path / "again")

    faults = [each for each in restored.overlays.notes if hasattr(each, "what")]
    assert [why in each.what for each in faults] == [True]  # type: ignore[union-attr]
    assert all(each.line for each in faults)
    assert len(restored.overlays.notes) == len(notes)


def test_notes_behind_what_xml_has_no_place_for_stand_on_their_words(
    stores: list[Store], tmp_path: Path
) -> None:
    chinese = "船\uffff来了。\ufffe老人没有动。"
    folder = tmp_path / "corpus"
    document = write_document(folder, "ferry", {"zh": ("zh-Hans", chinese)})
    corpus = open_corpus(write_corpus(folder, "渡口", [document]))
    annotating = Annotating.open(stores[0], corpus)
    text = segment(chinese, "zh-Hans")
    for quote in ("来了", "\ufffe", "老人", "船\uffff来"):
        start = chinese.index(quote)
        anchor = anchor_at(text, Span(start, start + len(quote)), document="ferry", version="zh")
        annotating.highlight([anchor], Colour.ROSE)
    write_aligned(AlignedSource(corpus, notes=annotating.notes), AlignedFormat.TEI, tmp_path / "out.xml")

    found = restore_corpus(tmp_path / "out.xml", tmp_path / "again").overlays.notes

    assert sorted(each.note.targets[0].exact for each in found) == sorted(["来了", "老人", "船来"])


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (('xml:id="d1.1-zh.2"', 'xml:id="d1.1-zh.1"'), "stands twice"),
        (('n="second"', 'n="ferry"'), "two documents ferry"),
        (("</teiCorpus>", ""), "breaks off"),
    ],
)
def test_nothing_is_left_of_a_file_with_a_fault(
    change: tuple[str, str],
    why: str,
    written: tuple[Path, list[Note], AlignedSource],
    corpus: Corpus,
    tmp_path: Path,
) -> None:
    path = written[0]
    path.write_text(path.read_text(encoding="utf-8").replace(*change, 1), encoding="utf-8")

    for folder in (tmp_path / "again", corpus.folder):
        with pytest.raises(FileProblem) as caught:
            restore_corpus(path, folder)
        assert why in caught.value.what
        assert caught.value.line
    assert not (tmp_path / "again").exists()
    assert read_corpus(corpus.folder) == corpus


@pytest.mark.parametrize("steps", [0, 1])
def test_stopped_it_leaves_nothing(
    steps: int, written: tuple[Path, list[Note], AlignedSource], corpus: Corpus, tmp_path: Path
) -> None:
    class Stopping:
        def __init__(self) -> None:
            self.left = steps

        def step(self, done: int, total: int, text: str = "") -> None:
            self.left -= 1
            if self.left < 0:
                raise Cancelled

    for folder in (tmp_path / "again", corpus.folder):
        with pytest.raises(Cancelled):
            restore_corpus(written[0], folder, progress=Stopping())
    assert not (tmp_path / "again").exists()
    assert read_corpus(corpus.folder) == corpus
