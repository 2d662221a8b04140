"""Notes and terms inside translation memories: out, in with the units, out again."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from exchange_material import hostile_concepts, schema
from factories import Pair, write_corpus, write_document
from parallelreader.app.annotating import Annotating
from parallelreader.app.exchange.aligned_files import AlignedFormat, AlignedSource, write_aligned
from parallelreader.app.exchange.memory_restoring import holds_overlays, memory_overlays
from parallelreader.app.exchange.noted_texts import NotedTexts
from parallelreader.app.exchange.overlays import Overlays, lay_over
from parallelreader.app.library import load_text, open_corpus
from parallelreader.app.opened_units import open_units
from parallelreader.app.terms.book import TermBook
from parallelreader.app.unit_import import UnitImport
from parallelreader.app.unit_plan import UnitSource, plan_units, survey
from parallelreader.core.corpus import Corpus
from parallelreader.core.exchange import Outcome
from parallelreader.core.incoming import Fault
from parallelreader.core.language import segment
from parallelreader.core.notes.anchor import anchor_at
from parallelreader.core.notes.note import Colour, Note, Review
from parallelreader.core.text import Span
from parallelreader.store.database import Store

ZH = (
    "“𠮷野”渡口\n船来了。老人没有动。他说]]>“&lt;”。\n水很静。水很静。\n"
    "码头，艄公，𠮷，=渡船()，-岸，#号，渡頭。"
)
EN = "The landing\nThe boat came. The old man did not move. He said ]]>.\nStill. Still.\nA jetty."
FREE = "A landing\nA boat, and the old man.\nStill."
BEADS: list[Pair] = [((0,), (0,)), ((1, 2), (1, 2)), ((3,), (3,)), ((4,), (4,)), ((5,), (5,)), ((6,), (6,))]
FREE_BEADS: list[Pair] = [((0,), (0,)), ((1, 2, 3), (1,)), ((4,), ()), ((5,), (2,)), ((6,), ())]
# Quotes in the Chinese, with a number of their occurrence; the last stands on both sides.
QUOTES = [
    ("𠮷", 0),
    ("船来了。老人没有动。他说", 0),
    ("水很静", 1),
    ("动。他", 0),
    ("=渡船()", 0),
    ("渡口", 0),
]
BODIES = ["", "]]> <b>&amp;</b> 谁\nand more", "\u2028\ufffe?", "\u202eleft", "=1", "both"]


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[list[Store]]:
    opened = [Store.open(tmp_path / name) for name in ("one", "other")]
    yield opened
    for store in opened:
        store.close()


def _corpus(folder: Path, *, free: bool = False) -> Corpus:
    versions = {"zh": ("zh-Hans", ZH), "en": ("en", EN), **({"free": ("en", FREE)} if free else {})}
    beads = {"en": BEADS, **({"free": FREE_BEADS} if free else {})}
    return open_corpus(write_corpus(folder, "渡口", [write_document(folder, "ferry", versions, beads=beads)]))


def _noted(corpus: Corpus, store: Store) -> Annotating:
    annotating = Annotating.open(store, corpus)
    chinese, english = segment(ZH, "zh-Hans"), segment(EN, "en")
    notes = []
    for number, ((quote, which), body) in enumerate(zip(QUOTES, BODIES, strict=True)):
        start = [found.start() for found in re.finditer(re.escape(quote), ZH)][which]
        targets = [anchor_at(chinese, Span(start, start + len(quote)), document="ferry", version="zh")]
        if body == "both":
            targets.append(anchor_at(english, Span(4, 11), document="ferry", version="en"))
        tags = ("=slow", "a, b") if number % 2 else ()
        note = annotating.new_note(targets, list(Colour)[number], tags=tags)
        review = list(Review)[number % 3]
        notes.append(replace(note, body=body, review=review, created=1_700_000_000_123 + number))
    annotating.merge(notes)
    return annotating


def _imported(path: Path, folder: Path) -> tuple[Corpus, Overlays]:
    source = UnitSource((path,))
    plan = replace(plan_units(source, survey(open_units(source)), folder), document="ferry")
    with UnitImport(plan) as work:
        work.read(open_units)
        report = work.finish()
    corpus = open_corpus(folder)
    return corpus, memory_overlays(report, corpus)


def _said(note: Note) -> tuple[object, ...]:
    quotes = ["".join(target.exact.split()) for target in note.targets]
    return (note.id, note.colour, note.body, note.tags, note.review, note.created, note.changed, quotes)


def test_out_in_out_again_is_the_same_memory(stores: list[Store], tmp_path: Path) -> None:
    annotating = _noted(corpus := _corpus(tmp_path / "corpus"), stores[0])
    source = AlignedSource(corpus, notes=annotating.notes, concepts=hostile_concepts())
    path = tmp_path / "first.tmx"
    fidelity = write_aligned(source, AlignedFormat.TMX, path)
    assert [each.what for each in fidelity.losses] == ["where paragraphs begin"]

    again, overlays = _imported(path, tmp_path / "again")
    there = Annotating.open(stores[1], again)
    book = TermBook.open(stores[1], there.corpus_key)
    report = lay_over(overlays, there, book, NotedTexts(again))

    records = (*report.notes.records, *report.terms.records)
    assert {(each.outcome, each.why) for each in records} == {(Outcome.NEW, "")}
    assert sorted(map(_said, there.notes.find())) == sorted(map(_said, annotating.notes.find()))
    second = [note for note in there.notes.find() if note.targets[0].exact == "水很静"]
    assert [note.targets[0].segment for note in second] == ["5.1"]
    assert len(book.termbase.concepts) >= 8
    write_aligned(
        AlignedSource(again, notes=there.notes, concepts=book.termbase.in_order()),
        AlignedFormat.TMX,
        tmp_path / "second.tmx",
    )
    assert (tmp_path / "second.tmx").read_bytes() == path.read_bytes()


def test_each_note_comes_once_from_a_memory_of_several_versions(stores: list[Store], tmp_path: Path) -> None:
    annotating = _noted(corpus := _corpus(tmp_path / "corpus", free=True), stores[0])
    for wanted, name in ((AlignedFormat.TMX, "out.tmx"), (AlignedFormat.TMX_FOLDER, "memories")):
        write_aligned(AlignedSource(corpus, notes=annotating.notes), wanted, tmp_path / name)

    for name in ("out.tmx", "memories/all.tmx", "memories/en.tmx"):
        _, overlays = _imported(tmp_path / name, tmp_path / f"from-{Path(name).stem}")
        assert not [each for each in overlays.notes if isinstance(each, Fault)]
        assert len(overlays.notes) == len(QUOTES)
        assert not overlays.concepts


def test_a_note_on_what_only_one_version_has_is_counted_and_reported(
    stores: list[Store], tmp_path: Path
) -> None:
    annotating = _noted(corpus := _corpus(tmp_path / "corpus", free=True), stores[0])
    path = tmp_path / "free.tmx"
    source = AlignedSource(corpus, notes=annotating.notes, versions=["free"])
    fidelity = write_aligned(source, AlignedFormat.TMX, path)
    lost = {each.what: each.count for each in fidelity.losses}
    assert lost["places of notes in passages that only one version has"] == 1
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("<seg>船来了。老人没有动", "<seg>船来了。老人没有走"), encoding="utf-8")

    _, overlays = _imported(path, tmp_path / "again")

    whys = [each.what for each in overlays.notes if isinstance(each, Fault)]
    assert whys == ["its passage does not stand in the units as it is quoted"] * 2
    assert len(overlays.notes) == len(QUOTES) - 1


@pytest.mark.parametrize(
    ("pattern", "put", "why"),
    [
        (r'(<prop type="x-note">)', r"\1[", "of a note cannot be read"),
        (r'(<prop type="x-place">)[^<]*', r"\1[1,2]", "of a place cannot be read"),
        (r'("colour":"\w+")', r'\1,"quotes":7', "of a note cannot be read"),
    ],
)
def test_what_is_not_sound_is_reported_with_its_line(
    pattern: str, put: str, why: str, stores: list[Store], tmp_path: Path
) -> None:
    annotating = _noted(corpus := _corpus(tmp_path / "corpus"), stores[0])
    path = tmp_path / "out.tmx"
    write_aligned(AlignedSource(corpus, notes=annotating.notes), AlignedFormat.TMX, path)
    text = re.sub(pattern, put, path.read_text(encoding="utf-8"), count=1)
    path.write_text(re.sub(r'("quotes":7.*?)"quotes":\[[^]]*\]', r'\1"x":0', text, count=1), encoding="utf-8")

    _, overlays = _imported(path, tmp_path / "again")

    faults = [each for each in overlays.notes if isinstance(each, Fault)]
    assert why in faults[0].what
    assert faults[0].line == 6
    assert len([each for each in overlays.notes if not isinstance(each, Fault)]) == len(QUOTES) - 1


def test_a_place_of_more_parts_than_a_file_can_have_is_only_reported(
    stores: list[Store], tmp_path: Path
) -> None:
    annotating = _noted(corpus := _corpus(tmp_path / "corpus"), stores[0])
    path = tmp_path / "out.tmx"
    write_aligned(AlignedSource(corpus, notes=annotating.notes), AlignedFormat.TMX, path)
    text, count = re.subn(r'(",0,0,)1,', rf"\g<1>{10**20},", path.read_text(encoding="utf-8"), count=1)
    path.write_text(text, encoding="utf-8")

    _, overlays = _imported(path, tmp_path / "again")

    (fault,) = [each for each in overlays.notes if isinstance(each, Fault)]
    assert (count, fault.what) == (1, "its passage does not stand in the units as it is quoted")


def test_memories_with_all_of_it_follow_the_document_type(
    stores: list[Store], shared: Path, tmp_path: Path
) -> None:
    rules = etree.DTD(str(schema(shared, "tmx/tmx14.dtd")))
    annotating = _noted(corpus := _corpus(tmp_path / "corpus"), stores[0])
    source = AlignedSource(corpus, notes=annotating.notes, concepts=hostile_concepts())
    write_aligned(source, AlignedFormat.TMX, tmp_path / "out.tmx")

    rules.assertValid(etree.parse(str(tmp_path / "out.tmx")))


def test_a_note_behind_white_space_that_units_do_not_keep_stands_on_its_words(
    stores: list[Store], tmp_path: Path
) -> None:
    chinese = "一 \t 船。二\u3000 \t船等\t着。"
    versions = {"zh": ("zh-Hans", chinese), "en": ("en", "One boat. Two.")}
    beads = {"en": [((0, 1), (0, 1))]}
    document = write_document(tmp_path / "corpus", "ferry", versions, beads=beads)
    corpus = open_corpus(write_corpus(tmp_path / "corpus", "T", [document]))
    annotating = Annotating.open(stores[0], corpus)
    text = segment(chinese, "zh-Hans")
    start = text.content.rindex("船")
    span = Span(start, start + 4)
    annotating.highlight([anchor_at(text, span, document="ferry", version="zh")], Colour.BLUE)
    write_aligned(AlignedSource(corpus, notes=annotating.notes), AlignedFormat.TMX, tmp_path / "out.tmx")

    _, overlays = _imported(tmp_path / "out.tmx", tmp_path / "again")

    (found,) = overlays.notes
    assert not isinstance(found, Fault), found
    assert (found.note.targets[0].exact, found.note.targets[0].segment) == ("船等着", "1.2")


def test_notes_on_what_cannot_be_seen_keep_no_other_from_going_out(
    stores: list[Store], tmp_path: Path
) -> None:
    english = "Tea.  \t Ca\uffffke\uffff"
    versions = {"zh": ("zh-Hans", "茶。\n糕。"), "en": ("en", english)}
    beads = {"en": [((0,), (0,)), ((1,), (1,))]}
    document = write_document(tmp_path / "corpus", "ferry", versions, beads=beads)
    corpus = open_corpus(write_corpus(tmp_path / "corpus", "T", [document]))
    annotating = Annotating.open(stores[0], corpus)
    text = load_text(corpus, corpus.documents[0].version("en"))
    somewhere = anchor_at(text, Span(0, 3), document="ferry", version="en")
    for start, end in [(at, at + size) for size in (1, 4) for at in range(len(text.content) - size + 1)]:
        # Another program may have noted what nobody can select here.
        anchor = replace(somewhere, start=start, end=end, exact=str(text.content[start:end]))
        annotating.highlight([anchor], Colour.BLUE)
    write_aligned(AlignedSource(corpus, notes=annotating.notes), AlignedFormat.TMX, tmp_path / "out.tmx")

    _, overlays = _imported(tmp_path / "out.tmx", tmp_path / "again")

    found = {
        each.note.id: each.note.targets[0].exact for each in overlays.notes if not isinstance(each, Fault)
    }
    wanted = {note.id: note.targets[0].exact.replace("\uffff", "") for note in annotating.notes.find()}
    assert {id: "".join(quote.split()) for id, quote in found.items()} == {
        id: "".join(quote.split()) for id, quote in wanted.items() if quote.split()
    }


def test_only_what_says_so_is_looked_through(tmp_path: Path) -> None:
    corpus = _corpus(tmp_path / "corpus")
    write_aligned(AlignedSource(corpus), AlignedFormat.TMX, tmp_path / "bare.tmx")
    theirs = tmp_path / "theirs.tmx"
    theirs.write_text('<tmx version="1.4"><header o-tmf="OmegaT"/><body/></tmx>', encoding="utf-8")

    assert not holds_overlays(UnitSource((tmp_path / "bare.tmx",)))
    assert not holds_overlays(UnitSource((theirs,)))
    assert not holds_overlays(UnitSource((tmp_path / "nothing.tmx",)))
