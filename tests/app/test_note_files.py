"""Notes out and in again, in every format, with the W3C's own assertions as judges."""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from exchange_material import hostile_notes, schema
from parallelreader.app.annotating import Annotating
from parallelreader.app.notes_export import NotesFormat, export_notes, note_lines
from parallelreader.app.notes_import import import_notes, notes_format_of, plan_notes
from parallelreader.core.errors import FileProblem
from parallelreader.core.exchange import Losses, Outcome
from parallelreader.core.notes.note import Colour, Note
from parallelreader.formats.exchange.web_annotation import CONTEXT, PREFIX, annotation
from parallelreader.store.database import Store

KEY = "3f0e8a52-8f0b-4c51-9b2e-7d9f5f2f0a11"


@pytest.fixture
def annotating(tmp_path: Path) -> Iterator[Annotating]:
    store = Store.open(tmp_path / "store")
    yield Annotating(store, KEY)
    store.close()


def _sorted(notes: Sequence[Note]) -> list[Note]:
    return sorted(notes, key=lambda note: note.id)


def _file(tmp_path: Path, notes: Sequence[Note], wanted: NotesFormat) -> Path:
    path = tmp_path / f"notes.{wanted}"
    path.write_bytes(export_notes(notes, wanted).encode())
    return path


@pytest.mark.parametrize("wanted", list(NotesFormat))
def test_everything_comes_back_and_a_second_time_changes_nothing(
    wanted: NotesFormat, annotating: Annotating, tmp_path: Path
) -> None:
    notes = hostile_notes(120)
    path = _file(tmp_path, notes, wanted)

    first = import_notes(annotating, path)
    report = plan_notes(annotating, path).report
    second = import_notes(annotating, path)

    assert len(first.added) == 120
    assert _sorted(annotating.notes.find()) == _sorted(notes)
    assert report.count(Outcome.SAME) == 120
    assert not second
    assert export_notes(notes, wanted) == path.read_text(encoding="utf-8")
    assert notes_format_of(path) in (wanted, NotesFormat.CSV)


@pytest.mark.parametrize("wanted", [NotesFormat.JSONLD, NotesFormat.CSV, NotesFormat.MARKDOWN])
def test_ten_thousand_notes_come_back(wanted: NotesFormat, annotating: Annotating, tmp_path: Path) -> None:
    notes = hostile_notes(10_000)

    plan = plan_notes(annotating, _file(tmp_path, notes, wanted))

    assert list(plan.notes) == notes
    assert plan.report.count(Outcome.NEW) == 10_000


@pytest.mark.parametrize("wanted", list(NotesFormat))
def test_each_export_says_that_nothing_is_left_out(wanted: NotesFormat) -> None:
    losses = Losses()
    for _ in note_lines(hostile_notes(), wanted, losses):
        pass

    assert losses.fidelity.written == 40
    assert losses.fidelity.is_whole


def test_no_cell_is_a_formula() -> None:
    for wanted, delimiter in ((NotesFormat.CSV, ","), (NotesFormat.TSV, "\t")):
        text = export_notes(hostile_notes(), wanted)
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
        assert not [cell for row in rows for cell in row if cell and cell[0] in "=+-@\t"]


def test_words_changed_in_a_sheet_are_taken_and_the_place_is_not(
    annotating: Annotating, tmp_path: Path
) -> None:
    note = hostile_notes(2)[1]
    annotating.merge([note])
    moved = replace(note.targets[0], start=500, end=500 + len(note.targets[0].exact))
    path = _file(tmp_path, [replace(note, body="said otherwise", targets=(moved,))], NotesFormat.CSV)

    import_notes(annotating, path)

    now = annotating.notes.get(note.id)
    assert now is not None
    assert (now.body, now.targets) == ("said otherwise", note.targets)
    assert not import_notes(annotating, path)


def test_an_older_state_does_not_undo_what_was_written_since(annotating: Annotating, tmp_path: Path) -> None:
    note = hostile_notes(2)[1]
    annotating.merge([replace(note, body="later", changed=note.changed + 9)])

    plan = plan_notes(annotating, _file(tmp_path, [note], NotesFormat.JSONLD))

    assert not plan.notes
    assert [each.outcome for each in plan.report.records] == [Outcome.SKIPPED]


def test_each_record_is_reported_with_its_line(annotating: Annotating, tmp_path: Path) -> None:
    good = annotation(hostile_notes(2)[1])
    elsewhere = {**good, "id": "urn:uuid:x", "target": "https://example.org/page"}
    no_quote = json.loads(json.dumps(good))
    del no_quote["target"][0]["selector"][1]
    half = json.loads(json.dumps(good))
    half["id"] = "https://example.org/anno/7"
    half["target"][0]["selector"][0]["end"] = 10**9
    lines = ["[", *(json.dumps(each) + "," for each in (good, elsewhere, 7, no_quote, half, good)), "{}", "]"]
    path = tmp_path / "notes.json"
    path.write_text("\n".join(lines), encoding="utf-8")

    plan = plan_notes(annotating, path)

    assert [each.line for each in plan.report.records] == [2, 3, 4, 5, 6, 7, 8]
    assert [each.outcome for each in plan.report.records] == [Outcome.NEW, *6 * [Outcome.SKIPPED]]
    whys = [each.why for each in plan.report.records[1:]]
    assert "names no version" in whys[0]
    assert "no annotation" in whys[1]
    assert "“TextQuoteSelector” is missing" in whys[2]
    assert "not as long" in whys[3]
    assert "stands in line 2" in whys[4]
    assert "no place" in whys[5]


def test_a_row_that_ends_before_its_last_columns_is_reported(annotating: Annotating, tmp_path: Path) -> None:
    path = tmp_path / "notes.csv"
    path.write_text(
        "quote,document,version,start,end,created,id\n渡口,d,zh,0,2,2026-01-01,a\n渡口,d\n", encoding="utf-8"
    )

    plan = plan_notes(annotating, path)

    assert [each.line for each in plan.report.records] == [2, 3]
    assert plan.report.records[1].outcome is Outcome.SKIPPED


@pytest.mark.parametrize(
    ("name", "content", "line", "why"),
    [
        ("n.jsonld", '[{"@context": 1},\n{"id": ', 2, "no JSON"),
        ("n.jsonld", '{"@context": "x", "items": [\n1 2]}', 2, "no JSON"),
        ("n.jsonld", "[" * 100_000, 1, "nested too deep"),
        ("n.csv", "id,words\n1,2\n", 1, "no column document"),
        ("n.csv", "id," + "x" * 1_100_000, 1, "longer than any"),
        ("n.md", "# A page\n", None, "no note on this page"),
    ],
)
def test_what_cannot_be_read_says_where(
    name: str, content: str, line: int | None, why: str, annotating: Annotating, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")

    with pytest.raises(FileProblem) as caught:
        import_notes(annotating, path)

    assert why in caught.value.what
    assert caught.value.line == line
    assert not annotating.notes.find()


def test_annotations_of_another_program_on_our_versions_are_taken(
    annotating: Annotating, tmp_path: Path
) -> None:
    theirs = {
        "@context": CONTEXT,
        "id": "https://example.org/anno/1",
        "type": "Annotation",
        "bodyValue": "who waits?",
        "target": {
            "source": f"{PREFIX}version:last-ferry:zh",
            "selector": [
                {"type": "TextQuoteSelector", "exact": "老人"},
                {"type": "TextPositionSelector", "start": 4, "end": 6},
            ],
        },
    }
    path = tmp_path / "one.jsonld"
    path.write_text(json.dumps(theirs), encoding="utf-8")

    import_notes(annotating, path)
    again = import_notes(annotating, path)

    (note,) = annotating.notes.find()
    assert (note.body, note.colour, note.targets[0].exact) == ("who waits?", Colour.YELLOW, "老人")
    assert not again


def test_what_is_no_digest_is_taken_for_none(annotating: Annotating, tmp_path: Path) -> None:
    path = _file(tmp_path, hostile_notes(1), NotesFormat.JSONLD)
    digest = hostile_notes(1)[0].targets[0].digest
    path.write_text(path.read_text(encoding="utf-8").replace(digest, f"%00{digest}"), encoding="utf-8")

    import_notes(annotating, path)

    assert {anchor.digest for note in annotating.notes.find() for anchor in note.targets} == {""}


# the W3C's assertions, and JSON-LD


def _assertions(folder: Path, suite: str) -> list[Path]:
    """The assertion files of a suite, whose lists may hold alternatives."""
    found: list[Path] = []

    def gather(each: object) -> None:
        if isinstance(each, str):
            path = folder / each
            if path.suffix == ".test":
                gather(json.loads(path.read_text(encoding="utf-8"))["assertions"])
            elif path.exists():
                found.append(path)
        elif isinstance(each, dict):
            gather(each.get("assertions", []))
        elif isinstance(each, list):
            for one in each:
                gather(one)

    gather(suite)
    return found


def _failed(folder: Path, value: object) -> list[str]:
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed")
    referencing = pytest.importorskip("referencing", reason="jsonschema's referencing is not installed")
    registry = referencing.Registry()
    for path in (folder / "definitions").glob("*.json"):
        content = json.loads(path.read_text(encoding="utf-8-sig"))
        made = referencing.Resource.from_contents(content, referencing.jsonschema.DRAFT4)
        registry = registry.with_resource(path.name, made)
    failed = []
    for path in _assertions(folder, "annotations/annotationMusts.test"):
        rule = json.loads(path.read_text(encoding="utf-8-sig"))
        rule.pop("id", None)
        validator = jsonschema.Draft4Validator(
            rule, registry=registry, format_checker=jsonschema.FormatChecker()
        )
        if validator.is_valid(value) != (rule.get("expectedResult") != "invalid"):
            failed.append(path.name)
    return failed


def test_annotations_keep_every_rule_of_the_model(shared: Path) -> None:
    folder = schema(shared, "web-annotation")
    assert len(_assertions(folder, "annotations/annotationMusts.test")) > 40

    for note in hostile_notes(24):
        made = {"@context": CONTEXT, **annotation(note)}
        assert _failed(folder, made) == []
    del made["target"]
    assert "3.1-targetKeyFound.json" in _failed(folder, made)


def test_annotations_are_json_ld() -> None:
    """Expanded with the meanings that the model gives the words we use; nothing is fetched."""
    jsonld = pytest.importorskip("pyld.jsonld", reason="PyLD is not installed")
    oa, terms = "http://www.w3.org/ns/oa#", "http://purl.org/dc/terms/"
    stream, rdf = "http://www.w3.org/ns/activitystreams#", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    time = "http://www.w3.org/2001/XMLSchema#dateTime"
    context = {
        "id": "@id",
        "type": {"@id": "@type", "@type": "@vocab"},
        "oa": oa,
        **{name: oa + name for name in ("Annotation", "SpecificResource", "TextualBody", "exact", "prefix")},
        **{name: oa + name for name in ("suffix", "start", "end", "styleClass", "TextQuoteSelector")},
        **{name: oa + name for name in ("TextPositionSelector", "highlighting", "commenting")},
        "AnnotationCollection": f"{stream}OrderedCollection",
        "AnnotationPage": f"{stream}OrderedCollectionPage",
        "first": {"@id": f"{stream}first", "@type": "@id"},
        "items": {"@id": f"{stream}items", "@container": "@list"},
        "total": f"{stream}totalItems",
        "startIndex": f"{stream}startIndex",
        "label": "http://www.w3.org/2000/01/rdf-schema#label",
        "target": {"@id": f"{oa}hasTarget", "@type": "@id"},
        "body": {"@id": f"{oa}hasBody", "@type": "@id"},
        "source": {"@id": f"{oa}hasSource", "@type": "@id"},
        "selector": {"@id": f"{oa}hasSelector", "@type": "@id"},
        "state": {"@id": f"{oa}hasState", "@type": "@id"},
        "motivation": {"@id": f"{oa}motivatedBy", "@type": "@vocab"},
        "purpose": {"@id": f"{oa}hasPurpose", "@type": "@vocab"},
        "created": {"@id": f"{terms}created", "@type": time},
        "modified": {"@id": f"{terms}modified", "@type": time},
        "value": f"{rdf}value",
        "stylesheet": {"@id": f"{oa}styledBy", "@type": "@id"},
        "CssStylesheet": f"{oa}CssStyle",
        "format": "http://purl.org/dc/elements/1.1/format",
    }

    def loader(url: str, _options: object) -> dict[str, object]:
        assert url == CONTEXT
        return {
            "contextUrl": None,
            "documentUrl": url,
            "document": {"@context": context},
            "contentType": "application/ld+json",
        }

    notes = hostile_notes(24)
    whole = json.loads(export_notes(notes, NotesFormat.JSONLD))
    (expanded,) = jsonld.expand(whole, {"documentLoader": loader})

    page = expanded[f"{stream}first"][0]
    found = page[f"{stream}items"][0]["@list"]
    assert [each["@id"] for each in found] == [f"urn:uuid:{note.id}" for note in notes]
    target = found[1][f"{oa}hasTarget"][0]
    assert target[f"{oa}hasSource"][0]["@id"] == f"{PREFIX}version:last-ferry:zh"
    assert target[f"{PREFIX}segment"][0]["@value"] == "2.1"
    assert found[1][f"{oa}motivatedBy"][0]["@id"] == f"{oa}commenting"
    # Whatever has no meaning is dropped by expansion: nothing of ours is.
    assert len(target) == 6
