"""Records of a bundle in words: what is told of each before and after it is merged."""

from collections.abc import Mapping
from typing import Any

from parallelreader.core.bundle.merging import MergeLine
from parallelreader.core.bundle.versions import BETWEEN
from parallelreader.store.bundle_tables import BY_KIND

_QUOTED = 60
_QUIET = ("changed", "created", "made", "number")


def line_words(line: MergeLine) -> str:
    """One line of a plan: ``changed note “who is he?” (colour: rose → blue)``."""
    shown = line.after if line.after is not None else line.before
    name = name_of(line.kind, line.record.key, shown or {})
    fields = field_words(line)
    return f"{line.outcome} {noun_of(line.kind)} {name}" + (f" ({fields})" if fields else "")


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
        texts = [value for name, value in sorted(values.items()) if name.endswith("/text")]
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
