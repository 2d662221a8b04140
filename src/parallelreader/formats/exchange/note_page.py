"""Notes as a page of Markdown: their passages quoted, with what was said of them, to be read by people.

What places a note exactly, and tells it from all others, stands in a comment after it, which no reader of
Markdown shows. A note without one, written by hand or by an earlier version, has only its words and the
label of their sentence; finding those is the business of ``app``.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from parallelreader.core.errors import reason_of
from parallelreader.core.exchange import Losses
from parallelreader.core.incoming import Fault
from parallelreader.core.notes.note import Anchor, Colour, Note
from parallelreader.core.notes.tags import tags_as_line, tags_in
from parallelreader.core.patterns import pattern
from parallelreader.core.times import iso_time, milliseconds_of
from parallelreader.formats.exchange.note_drafts import IncomingNote, PlaceDraft, drafted_note
from parallelreader.formats.exchange.note_table import Partner

_OPENS, _CLOSES = "<!-- note ", "-->"
_RULE = "---"
_PLACE = ("document", "version", "segment", "start", "end", "exact", "prefix", "suffix", "digest")
_LABEL = pattern(r"— (.+) ([0-9]+\.[0-9]+)")
_OF_PARTNER = pattern(r"— \S+")
# What would be taken for the beginning of something else gets a backslash, which Markdown does not show.
_TO_GUARD = pattern(r"\\*(?:#|>|---|<!-- note )")
_GUARDED = pattern(r"\\\\*(?:#|>|---|<!-- note )")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of a version, and the label of the sentence they begin in."""

    version: str
    segment: str
    exact: str


@dataclass(frozen=True, slots=True)
class QuotedNote:
    """A note that says no more of its place than its words; ``heading`` is what its document is called.

    ``colour`` is None where the page says nothing but its words, ``changed`` 0 where it has no day of it.
    """

    line: int
    heading: str
    quotations: tuple[Quotation, ...]
    colour: Colour | None
    body: str
    tags: tuple[str, ...] = ()
    changed: int = 0


@dataclass(frozen=True, slots=True)
class _Entry:
    """One note in the words of the page; ``record`` is the comment after it, "" where there is none."""

    line: int
    heading: str
    quote: str
    said: str
    body: str
    record: str


def note_page_lines(
    notes: Iterable[Note],
    losses: Losses,
    *,
    titles: Mapping[str, str],
    partner: Partner = lambda _: None,
) -> Iterator[str]:
    """The page, note by note, in the order given; ``titles`` are those of the documents by id."""
    is_first = True
    for document, group in groupby(notes, key=lambda note: note.targets[0].document):
        title = " ".join(titles.get(document, document).split())
        yield f"{'' if is_first else chr(10)}# {title}\n\n"
        for number, note in enumerate(group):
            losses.written += 1
            yield (f"\n{_RULE}\n\n" if number else "") + _entry_of(note, partner)
        is_first = False


def _entry_of(note: Note, partner: Partner) -> str:
    quotes = []
    for anchor in note.targets:
        quotes.append(_quoted(anchor.exact, anchor.version, anchor.segment))
        if other := partner(anchor):
            quotes.append(_quoted(other[1], other[0]))
    said = "; ".join(filter(None, (note.colour, iso_time(note.changed)[:10], tags_as_line(note.tags))))
    words = f"\n{_each_line(note.body, _guarded)}\n" if note.body else ""
    return "\n>\n".join(quotes) + f"\n\n*{said}*\n{words}\n{_OPENS}{_record_of(note)} {_CLOSES}\n"


def _quoted(words: str, version: str, segment: str = "") -> str:
    lines = (*words.split("\n"), "", f"— {version} {segment}".rstrip())
    return "\n".join(f"> {line}" if line else ">" for line in lines)


def _record_of(note: Note) -> str:
    record = {
        "id": note.id,
        "created": iso_time(note.created),
        "changed": iso_time(note.changed),
        **({"review": str(note.review)} if note.review else {}),
        "places": [_place_of(anchor) for anchor in note.targets],
    }
    # Two hyphens would end the comment for some readers, and before a ">" for all.
    return json.dumps(record, ensure_ascii=False).replace("--", "-\\u002d")


def _place_of(anchor: Anchor) -> dict[str, object]:
    place: dict[str, object] = {name: getattr(anchor, name) for name in _PLACE}
    if anchor.is_detached:
        place["detached"] = True
    if anchor.former is not None:
        place["former"] = _place_of(anchor.former)
    return place


def read_note_page(content: str) -> Iterator[IncomingNote | QuotedNote | Fault]:
    """The notes on a page, each with the line it begins on."""
    for entry in _entries(content.replace("\r\n", "\n").split("\n")):
        try:
            yield _noted(entry) if entry.record else _only_quoted(entry)
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            name = (entry.body or entry.quote).split("\n")[0][:40]
            yield Fault(reason_of(error), part=name, line=entry.line)


def _entries(lines: Sequence[str]) -> Iterator[_Entry]:
    at, heading = 0, ""
    while at < len(lines):
        line = lines[at]
        if line.startswith(">"):
            entry, at = _entry(lines, at, heading)
            yield entry
            continue
        if line.startswith("# "):
            heading = line.removeprefix("# ").strip()
        elif line.startswith(_OPENS):
            yield _Entry(at + 1, heading, "", "", "", line)
        at += 1


def _entry(lines: Sequence[str], begin: int, heading: str) -> tuple[_Entry, int]:
    """The note that begins with the quote in this line, and where what follows it begins."""
    at = begin
    while at < len(lines) and lines[at].startswith(">"):
        at += 1
    quote = "\n".join(line[1:].removeprefix(" ") for line in lines[begin:at])
    while at < len(lines) and not lines[at].strip():
        at += 1
    said = lines[at].strip() if at < len(lines) else ""
    is_said = len(said) > 2 and said.startswith("*") and said.endswith("*")
    at += is_said
    end = at
    while end < len(lines) and not lines[end].startswith(_OPENS) and not _is_break(lines, end):
        end += 1
    has_record = end < len(lines) and lines[end].startswith(_OPENS)
    words = lines[at:end]
    is_framed = len(words) > 2 and not words[0] and not words[-1]
    body = "\n".join(words[1:-1]) if has_record and is_framed else "\n".join(words).strip()
    record = lines[end] if has_record else ""
    entry = _Entry(begin + 1, heading, quote, said[1:-1] if is_said else "", _each_line(body, _bare), record)
    return entry, end + has_record


def _is_break(lines: Sequence[str], at: int) -> bool:
    """Whether a note without a comment is over here: something else begins."""
    if lines[at].rstrip() != _RULE and not lines[at].startswith("# "):
        return False
    rest = (lines[number] for number in range(at + 1, len(lines)) if lines[number].strip())
    return next(rest, ">").startswith((">", "# ", _RULE))


def _noted(entry: _Entry) -> IncomingNote:
    """A note with a comment, whose words, colour and tags are those of the page. Raises ValueError."""
    record = json.loads(entry.record.strip().removeprefix(_OPENS).removesuffix(_CLOSES))
    if not isinstance(record, dict) or not isinstance(places := record["places"], list):
        raise ValueError("the comment after it is none of a note")
    _check_quotes(entry, places)
    colour, _, tags = _said(entry)
    return drafted_note(
        entry.line,
        str(record["id"]),
        colour=colour,
        body=entry.body,
        created=record["created"],
        changed=record["changed"],
        places=[_place(each) for each in places],
        tags=tags,
        review=record.get("review", ""),
    )


def _check_quotes(entry: _Entry, places: Sequence[object]) -> None:
    """Whether the page still quotes what its comment says. Raises ValueError."""
    quote, at = _each_line(entry.quote, str.rstrip), 0
    for place in places:
        if not isinstance(place, dict):
            raise ValueError("the comment after it names no place")
        label = f"— {place['version']} {place.get('segment', '')}"
        # Editors take away what stands at the ends of lines.
        expected = _each_line(f"{place['exact']}\n\n{label}".replace("\r\n", "\n"), str.rstrip)
        found = quote.find(expected, at)
        if found < 0:
            raise ValueError("the passage that is quoted is not the one that its comment names")
        at = found + len(expected)


def _place(given: dict[str, object]) -> PlaceDraft:
    former = given.get("former")
    if former is not None and not isinstance(former, dict):
        raise ValueError("its former place cannot be read")
    names = (*_PLACE[:2], *_PLACE[3:6])
    return PlaceDraft(
        **{name: given[name] for name in names},
        prefix=given.get("prefix", ""),
        suffix=given.get("suffix", ""),
        segment=given.get("segment", ""),
        digest=given.get("digest", ""),
        is_detached=given.get("detached", False),
        former=_place(former) if former is not None else None,
    )


def _said(entry: _Entry) -> tuple[Colour, str, tuple[str, ...]]:
    """Colour, day and tags. Raises ValueError."""
    # Earlier versions had commas between them.
    apart = ";" if ";" in entry.said else ","
    first, _, rest = entry.said.partition(apart)
    day, _, tags = rest.partition(apart)
    colour = first.strip().lower()
    if colour not in set(Colour):
        raise ValueError(f"{first.strip()[:40] or 'nothing'} is no colour: {', '.join(Colour)}")
    return Colour(colour), day.strip(), tags_in(tags.replace(", ", ";") if apart == "," else tags)


def _only_quoted(entry: _Entry) -> QuotedNote:
    """A note that has no comment. Raises ValueError."""
    quotations = tuple(_quotations(entry.quote))
    if not quotations:
        raise ValueError("it does not say where its passage stands: “— version 2.1” under the words")
    if not entry.said:
        return QuotedNote(entry.line, entry.heading, quotations, None, entry.body)
    colour, day, tags = _said(entry)
    changed = milliseconds_of(day) if day else 0
    return QuotedNote(entry.line, entry.heading, quotations, colour, entry.body, tags, changed)


def _quotations(quote: str) -> Iterator[Quotation]:
    words: list[str] = []
    for line in quote.split("\n"):
        label = _LABEL.fullmatch(line)
        if label is None and not _OF_PARTNER.fullmatch(line):
            words.append(line)
            continue
        if label is not None:
            yield Quotation(label[1], label[2], "\n".join(words).strip())
        words = []


def _guarded(line: str) -> str:
    return f"\\{line}" if _TO_GUARD.match(line) else line


def _bare(line: str) -> str:
    return line[1:] if _GUARDED.match(line) else line


def _each_line(words: str, change: Callable[[str], str]) -> str:
    return "\n".join(map(change, words.split("\n")))
