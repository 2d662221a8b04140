"""Two annotators' work on one corpus side by side: figures, differences, and settling those.

Notes are compared where they stand in the texts as they are now, wherever they were made; terms by what they
are called.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from parallelreader.app.bundle.bundles import (
    RULES,
    Incoming,
    RecordKey,
    opened_store,
    read_incoming,
)
from parallelreader.app.library import load_text
from parallelreader.core.bundle.agreement import (
    Agreement,
    Difference,
    Differs,
    Kappa,
    Marked,
    Place,
    Shared,
    agreement_of,
    differences_of,
    kappa_of,
)
from parallelreader.core.bundle.merging import MergeLine, MergePlan, Outcome
from parallelreader.core.bundle.versions import Record
from parallelreader.core.corpus import Corpus
from parallelreader.core.notes.carrying import Carrier
from parallelreader.core.notes.note import Anchor, now_in_milliseconds
from parallelreader.core.notes.placement import place
from parallelreader.core.terms.folding import fold_chinese
from parallelreader.core.text import Text
from parallelreader.paths import UserFolders
from parallelreader.store.bundle_rows import device_of, present_records, put_records
from parallelreader.store.notes import Connection, keep_text, kept_texts
from parallelreader.store.segmentation_cache import SegmentationCache


@dataclass(frozen=True, slots=True)
class TermAgreement:
    """Of terms: which pairs of a Chinese and an English term both have in one concept, and how far they agree
    on the status of the English one in those."""

    pairs: Shared
    statuses: Kappa


@dataclass(frozen=True, slots=True)
class Comparison:
    """``names`` are whose work it is, mine first; places that are in no text any more are in neither."""

    names: tuple[str, str]
    notes: Agreement
    differences: tuple[Difference, ...]
    terms: TermAgreement
    term_differences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Side:
    name: str
    records: Sequence[Record]
    texts: Mapping[str, str]


def compare(
    corpus: Corpus, folders: UserFolders, theirs: Incoming, mine: Incoming | None = None
) -> Comparison:
    """Compare a bundle with one's own work, or with another bundle; nothing is written but what names the
    corpus. Raises StoreProblem or CorpusProblem."""
    sides = (_own(corpus, folders) if mine is None else _side(mine, "1"), _side(theirs, "2"))
    texts = {
        (document.id, version.id): load_text(corpus, version, cache=SegmentationCache(folders.cache))
        for document in corpus.documents
        for version in document.versions
    }
    marked = [list(_marked(side, texts)) for side in sides]
    terms = [_term_pairs(side.records) for side in sides]
    both = terms[0].keys() & terms[1].keys()
    return Comparison(
        (sides[0].name, sides[1].name),
        agreement_of(*marked),
        differences_of(*marked),
        TermAgreement(
            Shared(len(terms[0]), len(terms[1]), len(both)),
            kappa_of((terms[0][pair], terms[1][pair]) for pair in sorted(both)),
        ),
        tuple(_term_differences(*terms)),
    )


def compare_files(corpus: Corpus, folders: UserFolders, files: Sequence[Path]) -> Comparison:
    """Compare two bundles, or one with one's own work. Raises FileProblem."""
    incoming = [read_incoming(corpus, file) for file in files]
    return compare(corpus, folders, incoming[-1], incoming[0] if len(incoming) > 1 else None)


def settle(
    corpus: Corpus,
    folders: UserFolders,
    theirs: Incoming,
    differences: Iterable[Difference],
    *,
    clock: Callable[[], int] = now_in_milliseconds,
) -> MergePlan:
    """Take over what the other has: where one's own note differs it becomes as theirs, where there is none
    theirs is added. Gives the notes that are otherwise then, which can be taken back as a merge can."""
    records = {(record.kind, record.key): record for record in theirs.records}
    now = clock()
    with opened_store(folders, corpus, now) as (store, key):

        def write(connection: Connection) -> MergePlan:
            device = device_of(connection)
            own = present_records(connection, key, device=device, now=now)
            changed: dict[RecordKey, Record] = {}
            for difference in differences:
                found = _settled(difference, own, records, now, device)
                if found is not None:
                    changed[found.kind, found.key] = found
            for digest, text in theirs.texts.items():
                keep_text(connection, digest, text)
            put_records(connection, key, changed.values())
            lines = tuple(_line(own.get(name), record) for name, record in changed.items())
            return MergePlan(lines, (), len(own))

        return store.submit(write).result()


def _line(former: Record | None, record: Record) -> MergeLine:
    before = former.values(RULES["note"]) if former is not None else None
    outcome = Outcome.ADDED if before is None else Outcome.CHANGED
    return MergeLine(outcome, record, before, record.values(RULES["note"]), (), former)


def _settled(
    difference: Difference,
    own: Mapping[RecordKey, Record],
    theirs: Mapping[RecordKey, Record],
    now: int,
    device: str,
) -> Record | None:
    if difference.theirs is None:
        return None
    key, number = _subject(difference.theirs)
    record = theirs[key]
    if difference.mine is None:
        return own[key].join(record) if key in own else record
    ours, at = _subject(difference.mine)
    if ours not in own:
        return None
    rules = RULES["note"]
    said, values = record.values(rules), own[ours].values(rules)
    if said is None or values is None:
        return None
    values = {name: value for name, value in values.items() if not name.startswith("tags=")}
    values |= {name: value for name, value in said.items() if name.startswith("tags=")}
    values |= {name: said[name] for name in ("colour", "body")} | {"changed": now}
    targets = [list(row) for row in values["targets"]]
    if Differs.PLACE in difference.differs:
        targets[at] = list(said["targets"][number])
    return own[ours].brought_to({**values, "targets": targets}, rules, time=now, device=device)


def _own(corpus: Corpus, folders: UserFolders) -> _Side:
    now = now_in_milliseconds()
    with opened_store(folders, corpus, now) as (store, key):

        def read(connection: Connection) -> _Side:
            records = tuple(present_records(connection, key, device="", now=now).values())
            digests = {row[8] for _, values in _notes(records) for row in values["targets"]}
            return _Side("mine", records, kept_texts(connection, digests))

        return store.read(read)


def _side(incoming: Incoming, fallback: str) -> _Side:
    return _Side(incoming.author or f"{fallback}: {incoming.path.name}", incoming.records, incoming.texts)


def _notes(records: Iterable[Record]) -> Iterator[tuple[Record, dict[str, Any]]]:
    for record in records:
        values = record.values(RULES["note"]) if record.kind == "note" else None
        if values is not None:
            yield record, values


def _marked(side: _Side, texts: Mapping[Place, Text]) -> Iterator[Marked]:
    carriers: dict[tuple[Place, str], Carrier | None] = {}
    for record, values in _notes(side.records):
        tags = frozenset(name.split("=", 1)[1] for name in values if name.startswith("tags="))
        for number, row in enumerate(values["targets"]):
            anchor = replace(Anchor(*row[:9]), is_detached=bool(row[9]))
            where = anchor.document, anchor.version
            text = texts.get(where)
            if text is None:
                continue
            known = where, anchor.digest
            if known not in carriers:
                former = side.texts.get(anchor.digest) if anchor.digest != text.digest else None
                carriers[known] = Carrier(former, str(text.content)) if former is not None else None
            found = place(anchor, text.content, digest=text.digest, carrier=carriers[known])
            if found.span is not None:
                key = (record.kind, record.key), number
                quote = text.content[found.span.start : found.span.end]
                label = text.label(text.segment_at(found.span.start))
                yield Marked(key, where, found.span, values["colour"], tags, values["body"], quote, label)


def _subject(marked: Marked) -> tuple[RecordKey, int]:
    key: tuple[RecordKey, int] = marked.key  # type: ignore[assignment]
    return key


TermPair = tuple[str, str]


def _term_pairs(records: Iterable[Record]) -> dict[TermPair, str]:
    """The pairs of a Chinese and an English term in one concept, with the status of the English one."""
    found: dict[TermPair, str] = {}
    for record in records:
        values = record.values(RULES["concept"]) if record.kind == "concept" else None
        if values is None:
            continue
        ids = [name.split("/")[1] for name in values if name.startswith("terms/") and name.count("/") == 1]
        terms = [
            {name: values[f"terms/{id}/{name}"] for name in ("language", "text", "status")} for id in ids
        ]
        for chinese in (term for term in terms if term["language"].startswith("zh")):
            for english in (term for term in terms if term["language"].startswith("en")):
                pair = fold_chinese(chinese["text"]), " ".join(english["text"].casefold().split())
                found[pair] = english["status"]
    return found


def _term_differences(mine: Mapping[TermPair, str], theirs: Mapping[TermPair, str]) -> Iterator[str]:
    for pair in sorted(mine.keys() | theirs.keys()):
        name = " – ".join(pair)
        if pair not in theirs:
            yield f"{Differs.ONLY_MINE}: {name}"
        elif pair not in mine:
            yield f"{Differs.ONLY_THEIRS}: {name}"
        elif mine[pair] != theirs[pair]:
            yield f"other status: {name} ({mine[pair]}, {theirs[pair]})"
