"""Records of a bundle in words: what is told of each before and after it is merged."""

from collections.abc import Mapping
from typing import Any

from parallelreader.app.bundle.comparing import Comparison
from parallelreader.core.bundle.agreement import Difference, Kappa, Marked, Shared
from parallelreader.core.bundle.merging import MergeLine
from parallelreader.core.bundle.versions import BETWEEN
from parallelreader.store.bundle_tables import BY_KIND

_QUOTED = 60
_QUIET = ("changed", "created", "made", "number")


def line_words(line: MergeLine) -> str:
    """One line of a plan: ``changed note “who is he?” (colour: rose → blue)``."""
    noun, name, fields = describe(line)
    return f"{line.outcome} {noun} {name}" + (f" ({fields})" if fields else "")


def describe(line: MergeLine) -> tuple[str, str, str]:
    """What kind of thing it is, which one, and what differs."""
    shown = line.after if line.after is not None else line.before
    return noun_of(line.kind), name_of(line.kind, line.record.key, shown or {}), field_words(line)


def noun_of(kind: str) -> str:
    """What to call one thing of that kind."""
    table = BY_KIND[kind]
    return table.noun or table.kind


def name_of(kind: str, key: tuple[str, ...], values: Mapping[str, Any]) -> str:
    """What tells one thing from others of its kind, in a few words."""
    if kind == "note":
        quotes = " / ".join(row[4] for row in values.get("targets", []))
        return _quoted(values.get("body") or quotes)
    if kind == "concept":
        names = [name.removesuffix("text") for name in values if name.endswith("/text")]
        texts = [values[f"{each}text"] for each in sorted(names, key=lambda each: values[f"{each}number"])]
        return _quoted(" / ".join(map(str, texts)))
    if kind == "repair":
        document, source, target, *_, ours, theirs = key
        return f"in {document}, {source} {ours or '–'} with {target} {theirs or '–'}"
    words = values.get("name") or values.get("words") or key[-1]
    return _quoted(str(words))


def field_words(line: MergeLine) -> str:
    """What differs, field by field; nothing for what is added or deleted as a whole."""
    if line.before is None or line.after is None:
        return ""
    said = []
    for name in line.fields:
        last = name.rpartition("/")[2].partition("=")[0] or name
        if last in _QUIET:
            continue
        before, after = line.before.get(name), line.after.get(name)
        said.append(f"{last}: {_value(before)} → {_value(after)}")
    return "; ".join(said)


def figure_lines(found: Comparison) -> list[str]:
    """The figures of a comparison, a line each."""
    notes, terms = found.notes, found.terms
    lines = [
        f"{found.names[0]} and {found.names[1]}",
        _shared("places, same bounds", notes.exact),
        _shared("places that overlap", notes.overlapping),
        _kappa("colours of places that overlap", notes.categories),
        *(_kappa(f"tag “{tag}” on them", kappa) for tag, kappa in notes.tags.items()),
        _shared("pairs of terms", terms.pairs),
        _kappa("statuses of pairs that both have", terms.statuses),
    ]
    return [*lines, ""]


def figures_of(found: Comparison) -> dict[str, Any]:
    """The same for scripts."""
    notes, terms = found.notes, found.terms
    return {
        "names": list(found.names),
        "places_exact": _shared_record(notes.exact),
        "places_overlapping": _shared_record(notes.overlapping),
        "colours": _kappa_record(notes.categories),
        "tags": {tag: _kappa_record(kappa) for tag, kappa in notes.tags.items()},
        "term_pairs": _shared_record(terms.pairs),
        "statuses": _kappa_record(terms.statuses),
        "term_differences": list(found.term_differences),
    }


def difference_words(difference: Difference) -> str:
    """One difference in a line."""
    where = difference.any
    place = f"{' '.join(where.place)} {where.span.start}-{where.span.end}"
    said = f"{', '.join(difference.differs)}: {place} {_quoted(where.quote)}"
    sides = [marked_words(each) for each in (difference.mine, difference.theirs) if each is not None]
    return f"{said}  {' | '.join(sides)}"


def record_of_difference(difference: Difference) -> dict[str, Any]:
    """The same for scripts."""
    document, version = difference.any.place
    record: dict[str, Any] = {
        "differs": [str(each) for each in difference.differs],
        "document": document,
        "version": version,
        "text": difference.any.quote,
    }
    for name, each in (("mine", difference.mine), ("theirs", difference.theirs)):
        record[name] = each and {
            "span": [each.span.start, each.span.end],
            "colour": each.category,
            "tags": sorted(each.tags),
            "body": each.words,
        }
    return record


def marked_words(marked: Marked) -> str:
    """What an annotator has said of a place."""
    said = [marked.category, *sorted(marked.tags)]
    return ", ".join(said) + (f" {_quoted(marked.words)}" if marked.words else "")


def _shared(name: str, shared: Shared) -> str:
    counts = f"{shared.mine} and {shared.theirs}, {shared.both} shared"
    return f"{name}: {counts}" + (f", F1 {shared.f1:.2f}" if shared.f1 is not None else "")


def _kappa(name: str, kappa: Kappa) -> str:
    if not kappa.count:
        return f"{name}: none"
    said = f"{name}: {100 * kappa.observed:.0f} % of {kappa.count} the same"
    return said + (f", Cohen's kappa {kappa.kappa:.2f}" if kappa.kappa is not None else "")


def _shared_record(shared: Shared) -> dict[str, Any]:
    return {"mine": shared.mine, "theirs": shared.theirs, "both": shared.both, "f1": shared.f1}


def _kappa_record(kappa: Kappa) -> dict[str, Any]:
    return {"count": kappa.count, "observed": kappa.observed, "kappa": kappa.kappa}


def _value(value: Any) -> str:
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return "there" if value else "gone"
    if isinstance(value, list):
        return _quoted(" / ".join(str(row[4]) if len(row) > 4 else str(row) for row in value))
    return _quoted(str(value).replace(BETWEEN, " | "))


def _quoted(words: str) -> str:
    one_line = " ".join(words.split())
    short = one_line if len(one_line) <= _QUOTED else f"{one_line[: _QUOTED - 1].rstrip()}…"
    return f"“{short}”"
