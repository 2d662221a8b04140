"""Notes as W3C Web Annotations (JSON-LD): a collection with an annotation a line, and read from such, or from
a list of annotations, or from one.

A place is a version, named by a URN, with a position in code points and the quote; its ``state`` names the
text that the position counts in. A highlight has no body; its colour is a style class.
"""

import json
import re
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote, unquote

from parallelreader.core.errors import FileProblem, reason_of
from parallelreader.core.exchange import Losses
from parallelreader.core.incoming import Fault
from parallelreader.core.notes.note import Anchor, Colour, Note
from parallelreader.core.times import iso_time
from parallelreader.formats.exchange.note_drafts import IncomingNotes, PlaceDraft, drafted_note
from parallelreader.formats.handout_markup import HIGHLIGHTS

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
PREFIX = "urn:x-parallelreader:"
_VERSION, _TEXT = f"{PREFIX}version:", f"{PREFIX}text:"
_SEGMENT, _REVIEW = "parallelreader:segment", "parallelreader:review"
_DETACHED, _FORMER = "parallelreader:detached", "parallelreader:former"
_CONTEXTS = [CONTEXT, {"parallelreader": PREFIX}]
_NO_TIME = iso_time(0)
_MEND = "Export the notes again as jsonld; nothing was imported."
_SPACE = re.compile(r"\s*")
_ELSEWHERE = object()
"""Stands for annotations on a page that is not in the file."""


def annotation_lines(notes: Sequence[Note], losses: Losses, *, title: str = "") -> Iterator[str]:
    """A collection of all the notes, an annotation a line."""
    name = uuid.uuid5(uuid.NAMESPACE_URL, PREFIX + (notes[0].corpus if notes else "")).urn
    head = {
        "@context": _CONTEXTS,
        "id": name,
        "type": "AnnotationCollection",
        "label": title or "Notes",
        "total": len(notes),
    }
    yield _json(head)[:-1]
    yield f', "first": {{"id": {_json(f"{name}:1")}, "type": "AnnotationPage", "startIndex": 0, "items": ['
    for number, note in enumerate(notes):
        losses.written += 1
        yield (",\n" if number else "\n") + _json(annotation(note))
    yield "\n]}}\n"


def annotation(note: Note) -> dict[str, object]:
    """A note as one annotation, without the context of its collection."""
    made: dict[str, object] = {
        "id": f"urn:uuid:{note.id}",
        "type": "Annotation",
        "motivation": "commenting" if note.body else "tagging" if note.tags else "highlighting",
        "created": iso_time(note.created),
        "modified": iso_time(note.changed),
        "stylesheet": {
            "type": "CssStylesheet",
            "value": f".{note.colour} {{ background-color: {HIGHLIGHTS[note.colour][0]} }}",
        },
        "target": [_target(anchor, note.colour) for anchor in note.targets],
    }
    bodies = [("commenting", note.body)] if note.body else []
    bodies += [("tagging", tag) for tag in note.tags]
    if bodies:
        made["body"] = [
            {"type": "TextualBody", "value": words, "format": "text/plain", "purpose": purpose}
            for purpose, words in bodies
        ]
    if note.review:
        made[_REVIEW] = str(note.review)
    return made


def _target(anchor: Anchor, colour: Colour) -> dict[str, object]:
    target: dict[str, object] = {
        "type": "SpecificResource",
        "source": f"{_VERSION}{quote(anchor.document, safe='')}:{quote(anchor.version, safe='')}",
        "styleClass": str(colour),
        "selector": [
            {"type": "TextPositionSelector", "start": anchor.start, "end": anchor.end},
            {
                "type": "TextQuoteSelector",
                "exact": anchor.exact,
                "prefix": anchor.prefix,
                "suffix": anchor.suffix,
            },
        ],
    }
    if anchor.digest:
        target["state"] = f"{_TEXT}{quote(anchor.digest, safe='')}"
    if anchor.segment:
        target[_SEGMENT] = anchor.segment
    if anchor.is_detached:
        target[_DETACHED] = True
    if anchor.former is not None:
        target[_FORMER] = _target(anchor.former, colour)
    return target


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def read_annotations(content: str, *, where: Path | str = "") -> IncomingNotes:
    """The notes in a JSON-LD file, each with its line. Raises FileProblem where it is no sound JSON."""
    for line, value in _annotations(content, where):
        if not isinstance(value, dict):
            what = "more stands on another page, which is not in this file"
            yield Fault(what if value is _ELSEWHERE else "this is no annotation", line=line)
            continue
        name = str(value.get("id", ""))
        try:
            noted = drafted_note(
                line,
                name.removeprefix("urn:uuid:"),
                colour=_colour(value),
                body=_body(value),
                created=value.get("created") or value.get("modified") or _NO_TIME,
                changed=value.get("modified", ""),
                places=[_place(each) for each in _listed(value.get("target"))],
                tags=_tags(value),
                review=value.get(_REVIEW, ""),
            )
            is_dated = bool(value.get("created") or value.get("modified"))
            yield noted if is_dated else replace(noted, is_dated=False)
        except (ValueError, TypeError, KeyError) as error:
            yield Fault(reason_of(error), part=name[:80], line=line)


def _annotations(content: str, where: Path | str) -> Iterator[tuple[int, object]]:
    """Each annotation with its line, decoded one after the other."""
    decoder = json.JSONDecoder()
    at = _past_space(content, 0)
    line, counted = 1, 0
    try:
        for start, end, value in _items(content, at, decoder):
            line += content.count("\n", counted, start)
            counted = start
            yield line, value
            at = end
    except (ValueError, RecursionError) as error:
        at = error.pos if isinstance(error, json.JSONDecodeError) else at
        what = error.msg if isinstance(error, json.JSONDecodeError) else "it is nested too deep"
        problem = f"From here on it is no JSON ({what})"
        raise FileProblem(problem, where=where, line=content.count("\n", 0, at) + 1, mend=_MEND) from error


def _items(content: str, at: int, decoder: json.JSONDecoder) -> Iterator[tuple[int, int, object]]:
    """The members of a list, those that stand in a collection's page, or the value itself; where each begins
    and ends. Raises JSONDecodeError, also where something is amiss behind them."""
    around: list[int] = []
    begin = at if content[at : at + 1] == "[" else None
    if content[at : at + 1] == "{":
        begin = _descend(content, at, decoder, around)
    if begin is None:
        value, end = decoder.raw_decode(content, at)
        yield at, end, value
    else:
        at = _past_space(content, begin + 1)
        while content[at : at + 1] != "]":
            value, end = decoder.raw_decode(content, at)
            yield at, end, value
            at = _past_space(content, end)
            if content[at : at + 1] == ",":
                at = _past_space(content, at + 1)
            elif content[at : at + 1] != "]":
                raise json.JSONDecodeError("Expecting ',' delimiter", content, at)
        end = at + 1
        for _ in around:
            end, has_next = _rest(content, _past_space(content, end), decoder)
            if has_next:
                yield end - 1, end, _ELSEWHERE
    end = _past_space(content, end)
    if end < len(content):
        raise json.JSONDecodeError("Extra data", content, end)


def _descend(content: str, at: int, decoder: json.JSONDecoder, around: list[int]) -> int | None:
    """Where the list of "items" begins in this object, or in the page that is its "first"; ``around`` takes
    an entry for each object it is in."""
    around.append(at)
    at = _past_space(content, at + 1)
    while content[at : at + 1] == '"':
        name, at = decoder.raw_decode(content, at)
        at = _past_space(content, at)
        if content[at : at + 1] != ":":
            raise json.JSONDecodeError("Expecting ':' delimiter", content, at)
        at = _past_space(content, at + 1)
        opening = content[at : at + 1]
        if name in ("items", "@graph") and opening == "[":
            return at
        if name == "first" and opening == "{":
            return _descend(content, at, decoder, around)
        _, at = decoder.raw_decode(content, at)
        at = _past_space(content, at)
        if content[at : at + 1] == ",":
            at = _past_space(content, at + 1)
    return None


def _rest(content: str, at: int, decoder: json.JSONDecoder) -> tuple[int, bool]:
    """What is left of an object after one of its members: where it ends, and whether it names a next page."""
    has_next = False
    while content[at : at + 1] == ",":
        at = _past_space(content, at + 1)
        name, at = decoder.raw_decode(content, at)
        at = _past_space(content, at)
        if not isinstance(name, str) or content[at : at + 1] != ":":
            raise json.JSONDecodeError("Expecting ':' delimiter", content, at)
        value, at = decoder.raw_decode(content, _past_space(content, at + 1))
        has_next = has_next or (name == "next" and bool(value))
        at = _past_space(content, at)
    if content[at : at + 1] != "}":
        raise json.JSONDecodeError("Expecting ',' delimiter", content, at)
    return at + 1, has_next


def _past_space(content: str, at: int) -> int:
    found = _SPACE.match(content, at)
    return found.end() if found else at


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _colour(value: Mapping[str, object]) -> str:
    for target in _listed(value.get("target")):
        for name in _listed(target.get("styleClass")) if isinstance(target, dict) else ():
            if isinstance(name, str) and name in set(Colour):
                return name
    return Colour.YELLOW


def _body(value: Mapping[str, object]) -> str:
    if isinstance(said := value.get("bodyValue"), str):
        return said
    words = (words for is_tag, words in _bodies(value) if not is_tag)
    return "\n".join(filter(None, words))


def _tags(value: Mapping[str, object]) -> Iterator[str]:
    return (words for is_tag, words in _bodies(value) if is_tag)


def _bodies(value: Mapping[str, object]) -> Iterator[tuple[bool, str]]:
    """The words of each body, and whether they are a tag; what a body does not say is said of the whole."""
    for body in _listed(value.get("body")):
        if isinstance(body, dict) and isinstance(words := body.get("value"), str):
            purposes = _listed(body.get("purpose")) or _listed(value.get("motivation"))
            yield any(each in ("tagging", "classifying") for each in purposes), words


def _place(target: object) -> PlaceDraft:
    if not isinstance(target, dict) or not isinstance(source := target.get("source"), str | dict):
        raise ValueError("a target names no version of a corpus")
    name = str(source.get("id", "")) if isinstance(source, dict) else source
    if not name.startswith(_VERSION):
        raise ValueError(f"{name[:80]} is no version of a corpus")
    document, _, version = name.removeprefix(_VERSION).partition(":")
    selectors = {
        str(each.get("type")): each for each in _listed(target.get("selector")) if isinstance(each, dict)
    }
    position, words = selectors["TextPositionSelector"], selectors["TextQuoteSelector"]
    state = target.get("state", "")
    return PlaceDraft(
        document=unquote(document),
        version=unquote(version),
        start=position["start"],
        end=position["end"],
        exact=words["exact"],
        prefix=words.get("prefix", ""),
        suffix=words.get("suffix", ""),
        segment=target.get(_SEGMENT, ""),
        digest=unquote(state.removeprefix(_TEXT)) if isinstance(state, str) else "",
        is_detached=target.get(_DETACHED, False),
        former=_place(target[_FORMER]) if _FORMER in target else None,
    )
