"""Aligned texts with notes and terms in them, out and in again, judged by the published schemas."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from exchange_material import concept, schema, tei_rules, term
from factories import Pair, write_corpus, write_document
from parallelreader.app.annotating import Annotating
from parallelreader.app.exchange import aligned_files
from parallelreader.app.exchange.aligned_files import (
    ALL_VERSIONS,
    AlignedFormat,
    AlignedSource,
    aligned_documents,
    aligned_lines,
    write_aligned,
)
from parallelreader.app.exchange.tei_restoring import restore_corpus
from parallelreader.app.library import OpenDocument, load_document, open_corpus
from parallelreader.core.corpus import Corpus
from parallelreader.core.errors import FileProblem, UserError
from parallelreader.core.exchange import Losses
from parallelreader.core.incoming import Fault, Unit, Units
from parallelreader.core.language import segment
from parallelreader.core.notes.anchor import anchor_at
from parallelreader.core.notes.note import Colour
from parallelreader.core.text import Span
from parallelreader.formats.registry import read_incoming
from parallelreader.store.database import Store

ZH = "“𠮷野”渡口\n船来了。老人没有动。他说]]>“&lt;”。\n=1+1。水很静。"
LITERAL = (
    "The ferry landing “𠮷野”\nThe boat came. The old man did not move. He said ]]> “&lt;”.\n"
    "=1+1. The water was still. And nothing more."
)
FREE = "A landing\nA boat, and an old man \u202bwho stayed\u202c.\nStill \u05e9\u05dc\u05d5\u05dd water."
LITERAL_BEADS: list[Pair] = [((n,), (n,)) for n in range(6)] + [((), (6,))]
FREE_BEADS: list[Pair] = [((0,), (0,)), ((1, 2), (1,)), ((3,), ()), ((4,), ()), ((5,), (2,))]
TEI = {"t": "http://www.tei-c.org/ns/1.0"}
ID = "{http://www.w3.org/XML/1998/namespace}id"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    versions = {"zh": ("zh-Hans", ZH), "literal": ("en", LITERAL), "free-version": ("en", FREE)}
    beads = {"literal": LITERAL_BEADS, "free-version": FREE_BEADS}
    documents = [
        write_document(folder, "ferry", versions, beads=beads),
        write_document(folder, "note", {"zh": ("zh-Hans", "水。")}),
    ]
    return write_corpus(folder, "渡口 & <Landing>", documents)


@pytest.fixture
def source(corpus: Path, tmp_path: Path) -> Iterator[AlignedSource]:
    opened = open_corpus(corpus)
    store = Store.open(tmp_path / "store")
    annotating = Annotating.open(store, opened)
    chinese, literal = segment(ZH, "zh-Hans"), segment(LITERAL, "en")
    anchors = [
        anchor_at(chinese, Span(0, 4), document="ferry", version="zh"),
        anchor_at(literal, Span(4, 17), document="ferry", version="literal"),
    ]
    annotating.write_note(anchors, "]]> 谁 & <who>\n\x0cnext")
    crossing = chinese.segment(1).start, chinese.segment(2).end
    annotating.highlight([anchor_at(chinese, Span(*crossing), document="ferry", version="zh")], Colour.YELLOW)
    concepts = [
        concept(term("渡口"), term("ferry landing"), term("landing"), definition="<where> boats stop"),
        concept(term("𠮷野"), term("Yoshino", is_case_sensitive=True)),
    ]
    yield AlignedSource(opened, notes=annotating.notes, concepts=concepts)
    store.close()


def _units(path: Path) -> Units:
    return read_incoming(path)  # type: ignore[return-value]


def _rows(path: Path) -> list[tuple[str, ...]]:
    found = list(_units(path).read())
    assert not [each for each in found if isinstance(each, Fault)]
    return [each.cells for each in found if isinstance(each, Unit)]


def _written(source: AlignedSource, wanted: AlignedFormat, folder: Path) -> Path:
    out = folder / f"out.{wanted}"
    write_aligned(source, wanted, out)
    return out


def test_a_memory_for_each_version_and_one_with_all(source: AlignedSource, tmp_path: Path) -> None:
    fidelity = write_aligned(source, AlignedFormat.TMX_FOLDER, tmp_path / "memories")

    names = sorted(path.name for path in (tmp_path / "memories").iterdir())
    literal = _rows(tmp_path / "memories" / "literal.tmx")
    whole = _rows(tmp_path / "memories" / ALL_VERSIONS)
    columns = [each.name for each in _units(tmp_path / "memories" / ALL_VERSIONS).columns]
    assert names == [ALL_VERSIONS, "free-version.tmx", "literal.tmx"]
    assert literal[2] == ("老人没有动。", "The old man did not move.")
    assert [each.language for each in _units(tmp_path / "memories" / "literal.tmx").columns] == ["zh", "en"]
    assert columns == ["zh-Hans-x-zh", "en-x-literal", "en-x-freevers-ion"]
    assert whole[1] == (
        "船来了。老人没有动。",
        "The boat came. The old man did not move.",
        "A boat, and an old man who stayed.",
    )
    assert whole[3] == ("=1+1。", "=1+1.", "")
    lost = {each.what: each.count for each in fidelity.losses}
    assert fidelity.written == 6 + 3
    assert lost["passages that only one version has"] == 1 + 2
    assert "places of notes in passages that only one version has" not in lost


def test_each_document_is_opened_once_for_all_memories(
    source: AlignedSource, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def counting(corpus: Corpus, document: str, **rest: object) -> OpenDocument:
        opened.append(document)
        return load_document(corpus, document, **rest)  # type: ignore[arg-type]

    monkeypatch.setattr(aligned_files, "load_document", counting)
    write_aligned(source, AlignedFormat.TMX_FOLDER, tmp_path / "memories")

    assert opened == ["ferry", "note"]


def test_notes_and_terms_stand_in_a_memory(source: AlignedSource, tmp_path: Path) -> None:
    tree = etree.parse(str(_written(source, AlignedFormat.TMX, tmp_path)))

    first = tree.find(".//tu")
    assert first.findtext("note") == "““𠮷野””: ]]> 谁 & <who>\nnext"
    assert [each.text for each in first.iterfind("prop[@type='x-term']")] == [
        "𠮷野 = Yoshino",
        "渡口 = ferry landing, landing",
    ]
    assert [each.get("type") for each in first.iterfind("prop")][:3] == [
        "x-document",
        "x-version",
        "x-confidence",
    ]


def test_only_the_versions_named_are_written(source: AlignedSource, tmp_path: Path) -> None:
    one = AlignedSource(source.corpus, versions=["literal"])
    unknown = AlignedSource(source.corpus, versions=["nobody"])

    assert len(_rows(_written(one, AlignedFormat.TMX, tmp_path))) == 6
    with pytest.raises(UserError, match="no version nobody"):
        write_aligned(unknown, AlignedFormat.TMX, tmp_path / "x.tmx")
    assert not (tmp_path / "x.tmx").exists()


def test_tei_comes_back_as_it_was_aligned(source: AlignedSource, tmp_path: Path) -> None:
    path = _written(source, AlignedFormat.TEI, tmp_path)
    units = _units(path)

    assert [(each.language, each.name) for each in units.columns] == [
        ("zh-Hans", "zh"),
        ("en", "literal"),
        ("en", "free-version"),
    ]
    rows = _rows(path)
    assert rows[:3] == [
        ("“𠮷野”渡口", "The ferry landing “𠮷野”", "A landing"),
        (
            "船来了。老人没有动。",
            "The boat came. The old man did not move.",
            "A boat, and an old man who stayed.",
        ),
        ("他说]]>“&lt;”。", "He said ]]> “&lt;”.", ""),
    ]
    assert rows[-2:] == [("", "And nothing more.", ""), ("水。", "", "")]
    assert {each.confidence for each in units.read() if isinstance(each, Unit)} == {0.9, None}


def test_every_pointer_of_tei_leads_somewhere_and_every_link_joins_two(
    source: AlignedSource, tmp_path: Path
) -> None:
    tree = etree.parse(str(_written(source, AlignedFormat.TEI, tmp_path)))

    ids = {each.get(ID) for each in tree.iter() if each.get(ID)}
    links = [each.get("target").split() for each in tree.iterfind(".//t:link", TEI)]
    pointers = [each for link in links for each in link]
    for element in tree.iter():
        for name in ("corresp", "ref", "domains"):
            pointers += (element.get(name) or "").split()
    pointers += re.findall(
        r"#[^,)]+", " ".join(e.get("target") for e in tree.iterfind(".//t:annotation", TEI))
    )
    assert all(len(link) >= 2 for link in links)
    assert {each.removeprefix("#") for each in pointers} <= ids
    assert len(links) == 6 + 3
    assert len(pointers) > 40


def test_notes_and_terms_stand_in_tei(source: AlignedSource, tmp_path: Path) -> None:
    tree = etree.parse(str(_written(source, AlignedFormat.TEI, tmp_path)))

    notes = tree.findall(".//t:annotation", TEI)
    terms = [(each.text, each.get("ref")) for each in tree.iterfind(".//t:s/t:term", TEI)]
    entries = {
        f"#{each.get(ID)}": each.findtext("t:form/t:orth", namespaces=TEI)
        for each in tree.iterfind(".//t:entry", TEI)
    }
    assert [each.get("motivation") for each in notes] == ["commenting", "highlighting"]
    assert "谁 & <who>" in notes[0].findtext("t:note", namespaces=TEI)
    assert len(notes[1].get("target").split()) == 2
    assert [(words, entries[name]) for words, name in terms] == [
        ("𠮷野", "𠮷野"),
        ("渡口", "渡口"),
        ("ferry landing", "渡口"),
        ("landing", "渡口"),
    ]


def test_a_corpus_is_made_again_of_its_tei(source: AlignedSource, tmp_path: Path) -> None:
    path = _written(source, AlignedFormat.TEI, tmp_path)

    restored = restore_corpus(path, tmp_path / "deep" / "again")
    again = AlignedSource(restored.corpus, notes=source.notes, concepts=source.concepts)

    assert restored.corpus.title == source.corpus.title
    assert not restored.unaligned
    for one, other in zip(aligned_documents(source), aligned_documents(again), strict=True):
        assert (one.id, one.title) == (other.id, other.title)
        assert [each.text.digest for each in one.texts] == [each.text.digest for each in other.texts]
        assert [(v.version.id, v.version.hand) for v in one.texts] == [
            (v.version.id, v.version.hand) for v in other.texts
        ]
        for name, alignment in one.alignments.items():
            pairs = [bead for bead in alignment.beads if bead.is_pair]
            assert [bead for bead in other.alignments[name].beads if bead.is_pair] == pairs
    assert _written(again, AlignedFormat.TEI, tmp_path / "deep").read_bytes() == path.read_bytes()


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (("#d1.2-literal.2", "#nowhere"), "which is no sentence"),
        (('<link target="#d1.1-zh.1 ', '<link target="#d1.1-zh.2 '), "twice"),
        (("</TEI>", ""), "broken"),
        ((' n="ferry"', ""), "no name"),
    ],
)
def test_tei_of_a_corpus_with_a_fault_leaves_nothing(
    change: tuple[str, str], why: str, source: AlignedSource, tmp_path: Path
) -> None:
    path = _written(source, AlignedFormat.TEI, tmp_path)
    text = path.read_text(encoding="utf-8")
    head, group, rest = text.partition("<linkGrp")
    whole = head + group + rest.replace(*change, 1) if change[0] in rest else text.replace(*change, 1)
    path.write_text(whole, encoding="utf-8")

    with pytest.raises(FileProblem) as caught:
        restore_corpus(path, tmp_path / "again")

    assert why in caught.value.what
    assert caught.value.line
    assert not (tmp_path / "again").exists()


@pytest.mark.parametrize(
    ("tei", "line", "why"),
    [
        ("<TEI><text xml:lang='zh'><body><p>一</p></body></text></TEI>", None, "no two texts"),
        ("<TEI>\n<text", 2, "breaks off"),
        ('<!DOCTYPE TEI [<!ENTITY a "b">]>\n<TEI>&a;</TEI>', 1, "entity"),
    ],
)
def test_tei_that_cannot_be_read_says_where(tei: str, line: int | None, why: str, tmp_path: Path) -> None:
    path = tmp_path / "t.xml"
    path.write_text(tei, encoding="utf-8")

    with pytest.raises(FileProblem) as caught:
        read_incoming(path)

    assert why in caught.value.what
    assert caught.value.line == line


def test_tei_of_others_with_partners_only_named_in_sentences(tmp_path: Path) -> None:
    path = tmp_path / "t.xml"
    path.write_text(
        """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><title>Two</title></teiHeader><text><group>
        <text xml:lang="zh"><body><p><seg xml:id="a1" corresp="#b1 #b2">船来<hi>了</hi>。</seg>
          <seg xml:id="a2" corresp="#b9">静。</seg></p></body></text>
        <text xml:lang="en"><body><p><seg xml:id="b1">The boat<note>!</note></seg>
          <seg xml:id="b2">came.</seg>
          <seg xml:id="b3">Alone.</seg></p></body></text></group></text></TEI>""",
        encoding="utf-8",
    )

    found = list(_units(path).read())

    assert [each.cells for each in found if isinstance(each, Unit)] == [
        ("船来了。", "The boat came."),
        ("静。", ""),
        ("", "Alone."),
    ]
    assert [(each.what, each.line) for each in found if isinstance(each, Fault)] == [
        ("A link names b9, which is no sentence", 3)
    ]


# the published schemas, and another tool's reader


def test_memories_follow_the_document_type(source: AlignedSource, shared: Path, tmp_path: Path) -> None:
    rules = etree.DTD(str(schema(shared, "tmx/tmx14.dtd")))
    write_aligned(source, AlignedFormat.TMX_FOLDER, tmp_path / "memories")

    for path in [_written(source, AlignedFormat.TMX, tmp_path), *(tmp_path / "memories").iterdir()]:
        rules.assertValid(etree.parse(str(path)))


def test_tei_is_valid(source: AlignedSource, shared: Path, tmp_path: Path) -> None:
    rules = tei_rules(shared)

    one = AlignedSource(source.corpus, documents=["ferry"])
    for each in (source, one, AlignedSource(source.corpus, documents=["note"])):
        rules.assertValid(
            etree.fromstring("".join(aligned_lines(each, AlignedFormat.TEI, Losses())).encode())
        )


def test_a_translator_s_library_reads_the_memory_of_a_version(source: AlignedSource, tmp_path: Path) -> None:
    tmx = pytest.importorskip("translate.storage.tmx", reason="translate-toolkit is not installed")
    write_aligned(source, AlignedFormat.TMX_FOLDER, tmp_path / "memories")
    content = (tmp_path / "memories" / "literal.tmx").read_bytes()

    store = tmx.tmxfile(sourcelanguage="zh", targetlanguage="en")
    store.parse(content)

    assert [(unit.source, unit.target) for unit in store.units][2] == (
        "老人没有动。",
        "The old man did not move.",
    )
