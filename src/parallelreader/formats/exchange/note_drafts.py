"""A note as a file brings it, looked at before it may become one of the user's."""

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from parallelreader.core.incoming import Fault
from parallelreader.core.notes.note import Anchor, Colour, Note, Review, clean_body
from parallelreader.core.notes.tags import NO_SCHEME
from parallelreader.core.times import milliseconds_of

_LATEST = 1 << 48
_FARTHEST = 1 << 40
_DIGEST_LENGTH = 32
_SPACE = uuid.UUID("c1b8a0de-55a4-5b0f-8a5b-3f6f7e1f2d90")


@dataclass(frozen=True, slots=True)
class IncomingNote:
    """``note`` belongs to no corpus yet; its id is one of ours whatever the file calls it. Its times mean
    nothing unless it ``is_dated``."""

    line: int
    note: Note
    is_dated: bool = True


IncomingNotes = Iterator[IncomingNote | Fault]


@dataclass(frozen=True, slots=True)
class PlaceDraft:
    """A place in the file's own words; nothing is known of their kinds."""

    document: object
    version: object
    start: object
    end: object
    exact: object
    prefix: object = ""
    suffix: object = ""
    segment: object = ""
    digest: object = ""
    is_detached: object = False
    former: "PlaceDraft | None" = None


def placed_at(anchor: Anchor) -> PlaceDraft:
    """A place that is known, as a file would say it."""
    return PlaceDraft(
        anchor.document,
        anchor.version,
        anchor.start,
        anchor.end,
        anchor.exact,
        anchor.prefix,
        anchor.suffix,
        anchor.segment,
        anchor.digest,
    )


def drafted_note(
    line: int,
    name: str,
    *,
    colour: str,
    body: object,
    created: object,
    changed: object,
    places: Iterable[PlaceDraft],
    tags: Iterable[object] = (),
    review: object = "",
) -> IncomingNote:
    """A note of what a file says. Raises ValueError that says what is wrong with it."""
    targets = tuple(map(_anchor, places))
    if not targets:
        raise ValueError("it has no place")
    try:
        known = str(uuid.UUID(name))
    except ValueError:
        if not name:
            raise ValueError("it has no id") from None
        known = str(uuid.uuid5(_SPACE, name))
    made = _time(created or changed, "created")
    note = Note(
        id=known,
        corpus="",
        colour=Colour(colour) if colour in set(Colour) else Colour.YELLOW,
        body=clean_body(_words(body, "body")),
        targets=targets,
        created=made,
        changed=_time(changed, "changed") if changed else made,
        tags=NO_SCHEME.tagged((), (_words(tag, "tag") for tag in tags)),
        review=Review(str(review)) if review in set(Review) else Review.NONE,
    )
    return IncomingNote(line, note)


def _anchor(place: PlaceDraft) -> Anchor:
    start, end, exact = place.start, place.end, _words(place.exact, "quote")
    if type(start) is not int or type(end) is not int or not 0 <= start < end < _FARTHEST:
        raise ValueError("start and end are no positions in order")
    if len(exact) != end - start:
        raise ValueError("the quote is not as long as from start to end")
    if place.former is not None and place.former.former is not None:
        raise ValueError("a former place has none before it")
    document, version = _words(place.document, "document"), _words(place.version, "version")
    if not document or not version:
        raise ValueError("it does not say in which version of which document it stands")
    return Anchor(
        document,
        version,
        start,
        end,
        exact,
        prefix=_words(place.prefix, "prefix"),
        suffix=_words(place.suffix, "suffix"),
        segment=_words(place.segment, "segment"),
        digest=_digest(place.digest),
        is_detached=place.is_detached is True,
        former=_anchor(place.former) if place.former is not None else None,
    )


def _digest(value: object) -> str:
    """That of a text; "", by which no text is known, for what cannot be one."""
    words = _words(value, "digest")
    return words if len(words) == _DIGEST_LENGTH and words.isalnum() and words.isascii() else ""


def _words(value: object, what: str) -> str:
    if not isinstance(value, str):
        raise ValueError(f"its {what} is no text")
    try:
        # A lone surrogate may be written in JSON, but in no file and no store.
        value.encode("utf-8")
    except UnicodeEncodeError:
        raise ValueError(f"its {what} holds half a character") from None
    return value


def _time(value: object, what: str) -> int:
    try:
        moment = milliseconds_of(_words(value, what))
    except OverflowError:
        moment = -1
    except ValueError:
        raise ValueError(f"the time {str(value)[:40] or '(none)'} cannot be read") from None
    if not 0 <= moment < _LATEST:
        raise ValueError(f"{what} is not a time since 1970")
    return moment
