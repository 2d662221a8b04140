"""Notes as W3C Web Annotations (JSON-LD): a collection with an annotation a line, and read from such, or from
a list of annotations, or from one.

A place is a version, named by a URN, with a position in code points and the quote; its ``state`` names the
text that the position counts in. A highlight has no body; its colour is a style class.
"""

import json
import re
import uuid
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import quote, unquote

from parallelreader.core.errors import FileProblem
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
_MEND = "Export the notes again as jsonld; nothing was imported."
_SPACE = re.compile(r"\s*")


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
            yield Fault("this is no annotation", line=line)
            continue
        name = str(value.get("id", ""))
        try:
            yield drafted_note(
                line,
                name.removeprefix("urn:uuid:"),
                colour=_colour(value),
                body=_body(value),
                created=value.get("created", ""),
                changed=value.get("modified", ""),
                places=[_place(each) for each in _listed(value.get("target"))],
                tags=_tags(value),
                review=value.get(_REVIEW, ""),
            )
        except (ValueError, TypeError, KeyError) as error:
            reason = f"“{error.args[0]}” is missing" if isinstance(error, KeyError) else str(error)
            yield Fault(reason, part=name[:80], line=line)


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
    """The members of a list, those that stand in a collection's pages, or the value itself."""
    if content[at : at + 1] == "[":
        yield from _members(content, at, decoder)
        return
    found = False
    if content[at : at + 1] == "{":
        head = _descend(content, at, decoder)
        if head is not None:
            found = True
            yield from _members(content, head, decoder)
    if not found:
        value, end = decoder.raw_decode(content, at)
        yield at, end, value


def _descend(content: str, at: int, decoder: json.JSONDecoder) -> int | None:
    """Where the list of "items" begins in this object, or in the page that is its "first"."""
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
            return _descend(content, at, decoder)
        _, at = decoder.raw_decode(content, at)
        at = _past_space(content, at)
        if content[at : at + 1] == ",":
            at = _past_space(content, at + 1)
    return None


def _members(content: str, at: int, decoder: json.JSONDecoder) -> Iterator[tuple[int, int, object]]:
    at = _past_space(content, at + 1)
    while content[at : at + 1] != "]":
        value, end = decoder.raw_decode(content, at)
        yield at, end, value
        at = _past_space(content, end)
        if content[at : at + 1] == ",":
            at = _past_space(content, at + 1)
        elif content[at : at + 1] != "]":
            raise json.JSONDecodeError("Expecting ',' delimiter", content, at)


def _past_space(content: str, at: int) -> int:
    found = _SPACE.match(content, at)
    return found.end() if found else at


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _colour(value: Mapping[str, object]) -> str:
    for target in _listed(value.get("target")):
        for name in _listed(target.get("styleClass")) if isinstance(target, dict) else ():
            if name in set(Colour):
                return str(name)
    return Colour.YELLOW


def _body(value: Mapping[str, object]) -> str:
    if isinstance(said := value.get("bodyValue"), str):
        return said
    words = []
    for body in _listed(value.get("body")):
        if isinstance(body, dict) and body.get("purpose") not in ("tagging", "classifying"):
            words.append(str(body.get("value", "")))
    return "\n".join(filter(None, words))


def _tags(value: Mapping[str, object]) -> Iterator[str]:
    for body in _listed(value.get("body")):
        if isinstance(body, dict) and body.get("purpose") == "tagging" and "value" in body:
            yield str(body["value"])


def _place(target: object) -> PlaceDraft:
    if not isinstance(target, dict) or not isinstance(source := target.get("source"), str | dict):
        raise ValueError("a target names no version of a corpus")
    name = str(source.get("id", "")) if isinstance(source, dict) else source
    if not name.startswith(_VERSION):
        raise ValueError(f"{name[:80]} is no version of a corpus")
    document, _, version = name.removeprefix(_VERSION).partition(":")
    selectors = {each["type"]: each for each in _listed(target.get("selector")) if isinstance(each, dict)}
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
