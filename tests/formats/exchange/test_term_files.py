"""Terms out and in again, in every format, with the published schemas and other tools' readers as judges."""

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from exchange_material import (
    BOMB,
    CORPUS,
    NOON,
    OUTSIDE,
    concept,
    hostile_concepts,
    many_concepts,
    schema,
    term,
)
from parallelreader.app.exchange.term_files import TermsFormat, read_terms, term_lines, write_terms
from parallelreader.app.exchange.term_import import TermImport, arranged, plan_import
from parallelreader.core.errors import FileProblem
from parallelreader.core.exchange import Losses, Outcome
from parallelreader.core.incoming import Fault
from parallelreader.core.terms.concept import Concept, PartOfSpeech, TermStatus
from parallelreader.core.terms.tidying import tidy

LOSSLESS = (TermsFormat.TBX, TermsFormat.TBX_2, TermsFormat.CSV, TermsFormat.TSV)
Written = Callable[..., Path]


@pytest.fixture
def written(tmp_path: Path) -> Written:
    def write(concepts: Sequence[Concept], wanted: TermsFormat) -> Path:
        out = tmp_path / wanted.file_name
        write_terms(concepts, wanted, out, title="River Stories")
        return out

    return write


def _plan(
    path: Path, present: Sequence[Concept] = (), *, now: int = NOON + 100, key: str = CORPUS
) -> TermImport:
    return plan_import(read_terms(path), {each.id: each for each in present}, corpus_key=key, now=now)


def _after(plan: TermImport, present: Sequence[Concept] = ()) -> dict[str, Concept]:
    return {each.id: each for each in present} | {after.id: after for _, after in plan.pairs}


def test_the_material_is_as_the_program_keeps_it() -> None:
    assert [tidy(each) for each in hostile_concepts()] == hostile_concepts()


@pytest.mark.parametrize("wanted", LOSSLESS)
def test_everything_comes_back_and_a_second_time_changes_nothing(
    wanted: TermsFormat, written: Written
) -> None:
    concepts = hostile_concepts()
    path = written(concepts, wanted)

    plan = _plan(path)
    came = list(_after(plan).values())
    again = _plan(path, came)

    assert plan.report.count(Outcome.NEW) == len(concepts)
    assert came == [arranged(each) if "tbx" in wanted else each for each in concepts]
    assert again.report.count(Outcome.SAME) == len(concepts)
    assert not again.pairs
    assert path.read_bytes() == written(came, wanted).read_bytes()


@pytest.mark.parametrize("wanted", LOSSLESS)
def test_what_loses_nothing_says_so(wanted: TermsFormat) -> None:
    losses = Losses()
    for _ in term_lines(hostile_concepts(), wanted, losses):
        pass

    assert losses.fidelity.is_whole
    assert losses.fidelity.written == len(hostile_concepts())


def test_characters_that_xml_has_no_place_for_are_counted() -> None:
    losses = Losses()
    odd = concept(term("渡\x0b口\ufffe"), term("ferry\x00"))
    text = "".join(term_lines([odd], TermsFormat.TBX, losses))

    etree.fromstring(text.encode())
    assert [str(each) for each in losses.fidelity.losses] == ["characters that XML has no place for: 3"]


def test_a_glossary_tells_what_it_could_not_carry_and_comes_back_as_it_is(
    written: Written, tmp_path: Path
) -> None:
    concepts = hostile_concepts()
    losses = Losses()
    text = "".join(term_lines(concepts, TermsFormat.OMEGAT, losses))
    path = written(concepts, TermsFormat.OMEGAT)

    plan = _plan(path)
    again = "".join(term_lines((after for _, after in plan.pairs), TermsFormat.OMEGAT, Losses()))
    onto_itself = _plan(path, concepts)

    lost = {each.what: each.count for each in losses.fidelity.losses}
    assert lost["renderings not to be used"] == 1
    assert lost["concepts without an accepted term on both sides"] == 2
    assert lost["terms that begin with #, which marks a comment"] == 1
    assert lost["case flags"] == 2
    assert all(len(line.split("\t")) in (2, 3) for line in text.splitlines())
    assert again == text
    assert not _plan(path, [after for _, after in plan.pairs]).pairs
    assert not onto_itself.pairs


def test_a_deprecated_rendering_never_gets_into_a_glossary() -> None:
    text = "".join(term_lines(hostile_concepts()[:1], TermsFormat.OMEGAT, Losses()))

    assert text.splitlines()[0].startswith("渡口\tferry landing\t")
    assert "jetty" not in [line.split("\t")[1] for line in text.splitlines()]


@pytest.mark.parametrize("wanted", LOSSLESS)
def test_of_two_states_the_later_stays(wanted: TermsFormat, written: Written) -> None:
    mine = concept(term("渡口"), term("landing"), note="mine")
    theirs = replace(mine, note="theirs")
    path = written([theirs], wanted)

    later_here = _plan(path, [replace(mine, changed=mine.changed + 1)])
    later_there = _plan(written([replace(theirs, changed=mine.changed + 1)], wanted), [mine])
    edited_in_a_sheet = _plan(written([theirs], wanted), [mine])

    assert [each.outcome for each in later_here.report.records] == [Outcome.SKIPPED]
    assert "changed here since" in later_here.report.records[0].why
    assert later_there.pairs == ((mine, replace(theirs, changed=mine.changed + 1)),)
    assert edited_in_a_sheet.pairs == ((mine, replace(theirs, changed=NOON + 100)),)


def test_concepts_get_the_corpus_they_are_taken_into_unless_they_hold_everywhere(written: Written) -> None:
    other = "8d6c0a1e-2c83-4a55-8f6e-0f2a1b3c4d5e"
    here, everywhere = concept(term("渡口")), concept(term("船"), corpus="")

    for wanted in LOSSLESS:
        path = written([here, everywhere], wanted)
        corpora = [after.corpus for _, after in _plan(path, key=other).pairs]
        assert corpora == [other, ""], wanted


def test_ids_that_another_corpus_uses_are_not_taken_but_stay_the_same_each_time(written: Written) -> None:
    path = written([concept(term("渡口"))], TermsFormat.CSV)
    taken = concept(term("渡口")).id

    def plan(present: Sequence[Concept]) -> TermImport:
        known = {each.id: each for each in present}
        return plan_import(read_terms(path), known, corpus_key=CORPUS, now=NOON, foreign_ids=[taken])

    first = plan([])
    assert first.pairs[0][1].id != taken
    assert not plan([first.pairs[0][1]]).pairs


# what other people write


def _file(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def _one(path: Path) -> Concept:
    ((_, after),) = _plan(path).pairs
    return after


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize(
    "text",
    [
        "中文,English,Definition\n渡口,ferry landing|landing,Where a ferry stops\n",
        "Chinese;English;definition\r\n渡口;ferry landing|landing;Where a ferry stops\r\n",
        "source\ttarget\tdefinition\n渡口\tferry landing|landing\tWhere a ferry stops\n",
        "id,language,term,status,definition\nx,zh,渡口,preferred,Where a ferry stops\n"
        "x,en,ferry landing,preferred,\nx,en,landing,,\n",
    ],
)
def test_tables_of_other_people_are_read(text: str, encoding: str, tmp_path: Path) -> None:
    found = _one(_file(tmp_path, "terms.csv", text, encoding))

    assert [each.text for each in found.chinese] == ["渡口"]
    assert [(each.text, each.status) for each in found.english] == [
        ("ferry landing", TermStatus.PREFERRED),
        ("landing", TermStatus.ADMITTED),
    ]
    assert found.definition == "Where a ferry stops"


@pytest.mark.parametrize(
    ("name", "text", "line", "why"),
    [
        ("t.csv", "a,b\n1,2\n", 1, "No columns of terms"),
        ("t.csv", "", None, "empty"),
        ("t.csv", "\0\0\0\0", None, "empty"),
        ("t.csv", "PK\x03\x04rest", None, "archive"),
        ("t.tbx", "<html><body/></html>", 1, "not a file of terms"),
        ("t.tbx", "<tbx><text><body><conceptEntry id='a'>\n<langSec", 2, "breaks off"),
        ("t.tbx", "<tbx>\n<text>\n<body></text></tbx>", 3, "broken"),
        ("t.tbx", BOMB, 2, "entity"),
        ("t.utf8", "x" * 1_200_000 + "\ty\n", 1, "longer than any"),
        ("t.csv", 'zh,en\n渡口,landing\n"船,boat\n桥,bridge\n', 3, "never closed"),
        ("t.csv", "zh,en\n" + "x" * 1_200_000 + ",y\n", 2, "longer than any"),
    ],
)
def test_what_cannot_be_read_says_where_and_nothing_is_planned(
    name: str, text: str, line: int | None, why: str, tmp_path: Path
) -> None:
    path = _file(tmp_path, name, text)

    with pytest.raises(FileProblem) as caught:
        _plan(path)

    assert why in caught.value.what
    assert caught.value.line == line
    assert caught.value.where == str(path)


def test_no_other_file_is_ever_opened(tmp_path: Path) -> None:
    secret = _file(tmp_path, "secret.txt", "the key of the ferry house")
    path = _file(tmp_path, "t.tbx", OUTSIDE.format(path=secret.as_uri()))

    with pytest.raises(FileProblem):
        _plan(path)


def test_a_file_in_the_wrong_encoding_names_the_line(tmp_path: Path) -> None:
    text = "zh,en\n" + "渡口,landing\n" * 30_000
    path = tmp_path / "t.csv"
    path.write_bytes(text.encode() + b"\xff\xfe\xfd,x\n")

    with pytest.raises(FileProblem) as caught:
        _plan(path)

    assert caught.value.line is not None
    assert caught.value.line > 20_000


def test_each_record_is_reported_with_its_line(tmp_path: Path) -> None:
    text = (
        "id,language,term,status,part_of_speech\n"
        "1,zh,渡口,preferred,noun\n"
        "1,en,ferry landing,best,gerund\n"
        "2,de,Fähre,,\n"
        "3,zh,,,\n"
        "1,en,jetty,,\n"
    )
    plan = _plan(_file(tmp_path, "t.csv", text))

    assert [(each.line, each.outcome) for each in plan.report.records] == [
        (2, Outcome.NEW),
        (4, Outcome.SKIPPED),
        (5, Outcome.SKIPPED),
        (6, Outcome.SKIPPED),
    ]
    whys = [each.why for each in plan.report.records]
    assert "the status best is not known" in whys[0]
    assert "not Chinese or English" in whys[1]
    assert "without words" in whys[2]
    assert "do not stand together" in whys[3]
    assert plan.pairs[0][1].english[0].part_of_speech is PartOfSpeech.OTHER


def test_what_contradicts_a_concept_is_told_and_changes_nothing(tmp_path: Path) -> None:
    rows = (
        "chinese,english,status,definition",
        "柳树,willow,preferred,a tree",
        "柳树,willow,deprecated,a shrub",
    )

    plan = _plan(_file(tmp_path, "trees.csv", "\n".join(rows)))

    (pair,) = plan.pairs
    assert [each.status for each in pair[1].english] == [TermStatus.PREFERRED]
    assert [each.outcome for each in plan.report.records] == [Outcome.NEW, Outcome.SAME]
    why = plan.report.records[1].why
    assert "willow stays preferred, the file has it as deprecated" in why
    assert "another definition is kept" in why


def test_the_report_says_what_of_a_foreign_file_was_not_kept(tmp_path: Path) -> None:
    text = """<martif type="TBX" xml:lang="en"><text><body>
    <termEntry id="c7"><descrip type="subjectField">boats</descrip>
      <langSet xml:lang="ZH-cn"><tig><term>渡 <hi>口</hi></term>
        <termNote type="grammaticalGender">other</termNote></tig></langSet>
      <langSet xml:lang="en_GB"><ntig><termGrp><term>ferry
        landing</term><termNote type="administrativeStatus">deprecatedTerm</termNote></termGrp>
        <descripGrp><descrip type="context">At the landing.</descrip>
          <admin type="source">a book</admin></descripGrp>
      </ntig></langSet>
      <langSet xml:lang="fr"><tig><term>embarcadère</term></tig></langSet>
    </termEntry></body></text></martif>"""
    path = _file(tmp_path, "t.tbx", text)
    plan = _plan(path)
    found = plan.pairs[0][1]

    assert [(each.language, each.text, each.status, each.source) for each in found.terms] == [
        ("zh-Hans", "渡 口", TermStatus.ADMITTED, ""),
        ("en-GB", "ferry landing", TermStatus.DEPRECATED, ""),
    ]
    (record,) = plan.report.records
    assert "not kept: grammaticalGender, context, source" in record.why
    assert "embarcadère is in fr" in record.why
    assert not _plan(path, [found]).pairs


def test_elements_named_for_what_they_mean_are_read_as_well(tmp_path: Path) -> None:
    text = """<tbx type="TBX-Basic" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"
      xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic"><text><body>
      <conceptEntry id="c1"><min:subjectField>boats</min:subjectField>
      <langSec xml:lang="en"><basic:definition>A place.</basic:definition><termSec><term>landing</term>
      <min:partOfSpeech>noun</min:partOfSpeech>
      <min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus></termSec></langSec>
      </conceptEntry></body></text></tbx>"""
    found = _one(_file(tmp_path, "t.tbx", text))

    assert (found.subject, found.definition) == ("boats", "A place.")
    assert found.terms[0].status is TermStatus.PREFERRED
    assert found.terms[0].part_of_speech is PartOfSpeech.NOUN


def test_what_a_user_added_to_a_concept_of_another_program_stays(tmp_path: Path) -> None:
    path = _file(
        tmp_path, "glossary.utf8", "渡口\tlanding\tby the river\n# a remark\n渡口\tferry landing\n船\tboat\n"
    )
    first = list(_after(_plan(path)).values())
    mine = replace(first[0], note="my note", terms=(*first[0].terms, term("pier")), changed=NOON + 500)

    plan = _plan(path, [mine, first[1]])

    assert [each.text for each in first[0].english] == ["landing", "ferry landing"]
    assert not plan.pairs


def test_two_terms_of_one_concept_never_share_an_id(tmp_path: Path) -> None:
    concept_id, term_id = "01a20035-9c39-7a5c-8100-f93ae4d724e4", "01a20035-9c39-7f0c-ae7e-9972c1afaf61"
    rows = "".join(f"{concept_id},zh,{word},{term_id}\n" for word in ("渡口", "码头"))

    found = _one(_file(tmp_path, "t.csv", f"concept,language,term,term_id\n{rows}"))

    first, second = found.terms
    assert first.id == term_id
    assert second.id not in ("", term_id)


def test_concepts_without_a_time_stay_in_the_order_of_their_file(tmp_path: Path) -> None:
    words = ["渡口", "船", "岸", "桥"]
    path = _file(tmp_path, "t.csv", "zh,en\n" + "".join(f"{each},x{each}\n" for each in words))

    came = [after for _, after in _plan(path, now=NOON).pairs]

    assert [each.name for each in sorted(came, key=lambda each: each.created)] == words
    assert max(each.created for each in came) == NOON
    assert not _plan(path, came, now=NOON + 9).pairs


def test_a_glossary_from_english_is_read_as_well(tmp_path: Path) -> None:
    found = _one(_file(tmp_path, "glossary.utf8", "landing\t渡口\nlanding\t码头\n"))

    assert [each.text for each in found.chinese] == ["渡口", "码头"]
    assert [each.text for each in found.english] == ["landing"]


def test_no_cell_of_a_table_is_a_formula(written: Written) -> None:
    path = written(hostile_concepts(), TermsFormat.CSV)
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))

    assert not [cell for row in rows for cell in row if cell[:1] in "=+-@\t＝" and cell]


def test_a_long_file_is_read_piece_by_piece(written: Written) -> None:
    path = written(many_concepts(3000), TermsFormat.TBX)

    incoming = read_terms(path)
    first = next(incoming)

    assert not isinstance(first, Fault)
    assert sum(1 for _ in incoming) == 2999


# the published schemas, and another tool's reader


def test_tbx_3_is_valid(shared: Path, written: Written) -> None:
    core = etree.RelaxNG(etree.parse(str(schema(shared, "tbx/TBXcoreStructV03.rng"))))
    path = written([*hostile_concepts(), *many_concepts(50)], TermsFormat.TBX)

    core.assertValid(etree.parse(str(path)))


def test_tbx_3_keeps_the_rules_of_tbx_basic(shared: Path, written: Written, tmp_path: Path) -> None:
    rules = schema(shared, "tbx/TBX-Basic_DCA.sch")
    path = written(hostile_concepts(), TermsFormat.TBX)
    spoilt = _file(
        tmp_path,
        "spoilt.tbx",
        path.read_text(encoding="utf-8")
        .replace(">preferredTerm-admn-sts<", ">best<", 1)
        .replace(">noun<", ">gerund<", 1),
    )

    assert _broken_rules(rules, shared / "schemas/tbx/Example_Astronomy_DCA_VALID.tbx") == []
    assert _broken_rules(rules, path) == []
    assert len(_broken_rules(rules, spoilt)) == 2


def _broken_rules(rules: Path, path: Path) -> list[str]:
    """What a Schematron says of a file: its assertions, evaluated by XPath 2."""
    saxonche = pytest.importorskip(
        "saxonche", reason="saxonche, which evaluates Schematron, is not installed"
    )
    sch = etree.parse(str(rules))
    names = {"s": "http://purl.oclc.org/dsdl/schematron"}
    with saxonche.PySaxonProcessor(license=False) as processor:
        xpath = processor.new_xpath_processor()
        for each in sch.iterfind(".//s:ns", names):
            xpath.declare_namespace(each.get("prefix"), each.get("uri"))
        xpath.set_context(xdm_item=processor.parse_xml(xml_file_name=str(path)))
        broken = []
        for rule in sch.iterfind(".//s:rule", names):
            for check in rule.iterfind("s:assert", names):
                context = rule.get("context")
                context = context if context.startswith("/") else f"//{context}"
                found = xpath.evaluate(f"{context}[not({check.get('test')})]")
                broken += [str(check.text)] * (found.size if found is not None else 0)
        return broken


def test_the_published_example_is_read_without_its_other_languages(shared: Path) -> None:
    plan = _plan(schema(shared, "tbx/Example_Astronomy_DCA_VALID.tbx"))

    assert next(after.name for _, after in plan.pairs) == "open cluster"
    first = plan.pairs[0][1]
    assert [(each.text, str(each.status)) for each in first.terms] == [
        ("open cluster", "preferred"),
        ("galactic cluster", "superseded"),
    ]
    assert first.definition.startswith("A group of stars formed together in the spiral arms")
    assert "cúmulo abierto is in es" in plan.report.records[0].why


def test_tbx_2_is_valid(shared: Path, written: Written) -> None:
    valid = etree.XMLSchema(etree.parse(str(schema(shared, "tbx/tbx-v2.xsd"))))

    valid.assertValid(etree.parse(str(written(hostile_concepts(), TermsFormat.TBX_2))))


def test_a_translator_s_library_reads_tbx_2(written: Written) -> None:
    tbx = pytest.importorskip("translate.storage.tbx", reason="translate-toolkit is not installed")
    store = tbx.tbxfile.parsestring(written(hostile_concepts(), TermsFormat.TBX_2).read_bytes())

    found = {unit.source: unit.target for unit in store.units}
    assert found["𠮷"] == "luck"
    assert found["=渡船()"] == "=cmd|'/c calc'!A1"
