"""Web annotations as other programs write them, and files of them that are torn."""

import json
from typing import Any

import pytest

from exchange_material import hostile_notes
from parallelreader.core.errors import FileProblem
from parallelreader.core.exchange import Losses
from parallelreader.core.incoming import Fault
from parallelreader.core.notes.note import Colour, Note
from parallelreader.formats.exchange.web_annotation import PREFIX, annotation_lines, read_annotations


def _annotation(**changes: Any) -> dict[str, Any]:
    made: dict[str, Any] = {
        "id": "https://example.org/anno/1",
        "type": "Annotation",
        "created": "2026-05-01T12:00:00Z",
        "body": {"type": "TextualBody", "value": "who waits?"},
        "target": {
            "source": f"{PREFIX}version:last-ferry:zh",
            "selector": [
                {"type": "TextQuoteSelector", "exact": "𠮷人"},
                {"type": "TextPositionSelector", "start": 4, "end": 6},
            ],
        },
    }
    made.update(changes)
    return {name: value for name, value in made.items() if value is not None}


def _note(**changes: Any) -> Note:
    (found,) = read_annotations(json.dumps(_annotation(**changes)))
    assert not isinstance(found, Fault), found
    return found.note


def test_what_a_body_is_for_may_be_said_of_the_whole() -> None:
    tagging = _note(motivation="tagging", body={"type": "TextualBody", "value": "slow"})
    several = _note(
        motivation=["tagging", "highlighting"],
        body=[{"value": "slow"}, {"value": "words", "purpose": ["commenting", "editing"]}],
    )
    listed = _note(body=[{"value": "slow", "purpose": ["tagging"]}, "https://example.org/body"])

    assert (tagging.body, tagging.tags) == ("", ("slow",))
    assert (several.body, several.tags) == ("words", ("slow",))
    assert (listed.body, listed.tags) == ("", ("slow",))


@pytest.mark.parametrize("style", [{"a": 1}, ["bold", {"a": 1}], 7])
def test_styles_of_others_are_passed_over(style: object) -> None:
    target = {**_annotation()["target"], "styleClass": style}

    assert _note(target=target).colour is Colour.YELLOW


def test_selectors_of_kinds_we_do_not_know_are_passed_over() -> None:
    target = _annotation()["target"]
    target["selector"] += [{"type": ["a", "b"]}, {"value": "xywh=1,1,1,1"}, 7]

    assert _note(target=target).targets[0].exact == "𠮷人"


def test_a_selector_that_is_not_there_is_named() -> None:
    target = _annotation()["target"]
    target["selector"] = target["selector"][:1]

    (fault,) = read_annotations(json.dumps(_annotation(target=target)))

    assert isinstance(fault, Fault)
    assert fault.what == "“TextPositionSelector” is missing"


def test_an_annotation_need_not_say_when_it_was_made() -> None:
    (found,) = read_annotations(json.dumps(_annotation(created=None)))

    assert not isinstance(found, Fault)
    assert not found.is_dated


@pytest.mark.parametrize("cut", [1, 2, 4])
def test_a_file_that_breaks_off_after_its_last_note_is_torn(cut: int) -> None:
    whole = "".join(annotation_lines(hostile_notes(3), Losses()))

    with pytest.raises(FileProblem) as caught:
        list(read_annotations(whole.rstrip()[:-cut], where="n.jsonld"))

    assert "no JSON" in caught.value.what
    assert caught.value.line == whole.count("\n", 0, len(whole.rstrip()) - cut) + 1


@pytest.mark.parametrize("more", ["x", "{}", "]", ', "a"'])
def test_nothing_may_follow_the_end(more: str) -> None:
    for whole in ("".join(annotation_lines(hostile_notes(3), Losses())), json.dumps([_annotation()])):
        with pytest.raises(FileProblem):
            list(read_annotations(whole + more))


def test_what_follows_the_list_in_its_collection_is_passed_over() -> None:
    page = {"items": [_annotation()], "next": None, "partOf": {"id": "x"}}
    (found,) = read_annotations(json.dumps({"first": page, "last": "y"}, indent=1))

    assert not isinstance(found, Fault)


def test_pages_that_are_elsewhere_are_told_of() -> None:
    page = {"items": [_annotation()], "next": "https://example.org/page/2"}
    found = list(read_annotations(json.dumps({"total": 9, "first": page})))

    assert [type(each).__name__ for each in found] == ["IncomingNote", "Fault"]
    assert "another page" in found[1].what  # type: ignore[union-attr]


def test_numbers_too_long_to_read_and_depth_without_end_are_refused() -> None:
    for content in ('[{"start": ' + "9" * 10_000 + "}]", '{"first": ' * 5_000, '[{"a": ' * 50_000):
        with pytest.raises(FileProblem) as caught:
            list(read_annotations(content, where="n.jsonld"))
        assert caught.value.line == 1
