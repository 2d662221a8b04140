"""Making a document of a draft: planning its versions, aligning them, and writing all of it or nothing.

What the lines are is settled before, in ``import_draft``; how files are written is known to ``formats``.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from parallelreader.app.aligning import OnBeads, alignment_job, run_alignment
from parallelreader.app.import_draft import (
    DraftVersion,
    ImportDraft,
    named_by_file,
    stem_without_language,
    version_name,
)
from parallelreader.app.import_report import AlignmentReport, ImportReport, describe
from parallelreader.app.library import sound_contents
from parallelreader.core.alignment import Alignment
from parallelreader.core.chapters import LoneChapters
from parallelreader.core.contents import Contents
from parallelreader.core.corpus import Corpus, Document, Version
from parallelreader.core.errors import AlignmentProblem, CorpusProblem, FileProblem, WriteProblem
from parallelreader.core.judgement import Judgement
from parallelreader.core.language import segment
from parallelreader.core.language.script import is_chinese_tag
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.core.text import Text
from parallelreader.formats.corpus_folder import is_corpus, read_corpus, read_text
from parallelreader.formats.corpus_writing import (
    NewAlignment,
    NewDocument,
    NewVersion,
    add_document,
    add_versions,
    create_corpus,
    new_identifier,
)


@dataclass(frozen=True, slots=True)
class PlannedPair:
    """Two versions that are to be aligned, by their ids; ``source`` is the Chinese one."""

    source: str
    target: str
    source_text: Text
    target_text: Text
    source_language: str
    target_language: str
    contents: tuple[Contents, Contents] = ((), ())


@dataclass(frozen=True, slots=True)
class AlignedPair:
    """A pair with its alignment, what speaks for the two belonging together, and the chapters of source and
    target that have no counterpart."""

    pair: PlannedPair
    alignment: Alignment
    judgement: Judgement
    lone_chapters: LoneChapters = ((), ())


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What would be written: ``drafts`` are where ``versions`` come from, one each, in the same order.

    ``adds`` says that the document is there already and gets more versions.
    """

    folder: Path
    document: str
    title: str
    adds: bool
    versions: tuple[NewVersion, ...]
    drafts: tuple[DraftVersion, ...]
    pairs: tuple[PlannedPair, ...]


def plan_import(draft: ImportDraft, into: Path, *, document: str | None = None) -> ImportPlan:
    """Settle ids and pairs. ``document`` is the id of one to add versions to; None makes a new one.

    Raises FileProblem where no text is left of a source, AlignmentProblem for several texts in one language
    that have no source to stand beside, CorpusProblem where ``into`` or the document is not as it should be.
    """
    corpus = _corpus_in(into)
    target = _document(corpus, into, document) if document is not None else None
    drafts = tuple(draft.versions())
    _check_sources(draft, drafts)
    _check_languages(drafts, target)
    versions = _named_versions(drafts, target)
    title = " ".join(draft.guessed_title().split())
    taken = {each.id for each in corpus.documents} if corpus else set()
    name = draft.title or named_by_file(draft.sources[0].source.name) or title
    stem = new_identifier(stem_without_language(draft.sources[0].source.name), (), fallback="document")
    return ImportPlan(
        folder=into.absolute(),
        document=target.id if target else new_identifier(name, taken, fallback=stem),
        title=target.title if target else title,
        adds=target is not None,
        versions=versions,
        drafts=drafts,
        pairs=tuple(_pairs(versions, corpus, target)),
    )


def align_plan(plan: ImportPlan, *, progress: Progress = NO_PROGRESS) -> list[AlignedPair]:
    """Align every pair of a plan, one after the other. Raises AlignmentProblem and Cancelled."""
    return [
        align_pair(pair, progress=_PartProgress(progress, number, len(plan.pairs), pair.target))
        for number, pair in enumerate(plan.pairs)
    ]


def align_pair(
    pair: PlannedPair, *, progress: Progress = NO_PROGRESS, on_beads: OnBeads | None = None
) -> AlignedPair:
    """Align one pair in a process of its own; ``on_beads`` gets the beads as they come."""
    languages = pair.source_language, pair.target_language
    job = alignment_job(pair.source_text, pair.target_text, *languages, contents=pair.contents)
    result = run_alignment(job, progress=progress, on_beads=on_beads)
    return AlignedPair(pair, result.alignment, result.judgement, result.lone_chapters)


def write_import(plan: ImportPlan, aligned: Sequence[AlignedPair] = ()) -> ImportReport:
    """Write a plan with as many of its pairs as are aligned; the others can be aligned at any later time.

    Makes the corpus where the folder is none yet. Raises CorpusProblem or WriteProblem; then the folder
    is as it was before.
    """
    alignments = tuple(
        NewAlignment(
            each.pair.source, each.pair.target, each.alignment, each.pair.source_text, each.pair.target_text
        )
        for each in aligned
    )
    document = NewDocument(plan.document, plan.title, plan.versions, alignments)
    if plan.adds:
        add_versions(plan.folder, plan.document, plan.versions, alignments)
    elif is_corpus(plan.folder):
        add_document(plan.folder, document)
    else:
        create_corpus(plan.folder, plan.folder.name or plan.title, document)
    judged = [
        AlignmentReport.of(
            each.pair.source, each.pair.target, each.alignment, each.judgement, each.lone_chapters
        )
        for each in aligned
    ]
    return describe(plan.folder, plan.document, plan.title, plan.versions, plan.drafts, judged)


def _corpus_in(into: Path) -> Corpus | None:
    if into.exists() and not into.is_dir():
        raise WriteProblem("This is a file, not a folder", where=into, mend="Name a folder for the corpus.")
    nearest = next((folder for folder in (into, *into.absolute().parents) if folder.is_dir()), None)
    if nearest is not None and not os.access(nearest, os.W_OK):
        raise WriteProblem(
            "The folder is read-only; nothing was changed",
            where=nearest,
            mend="Choose another folder, or give yourself the right to write there.",
        )
    return read_corpus(into) if is_corpus(into) else None


def _document(corpus: Corpus | None, into: Path, document_id: str) -> Document:
    if corpus is not None and corpus.documents:
        return corpus.document(document_id)
    raise CorpusProblem(
        f"There is no document {document_id} to add to",
        where=into,
        mend="Leave out --document to make a new one.",
    )


def _check_sources(draft: ImportDraft, drafts: Sequence[DraftVersion]) -> None:
    """Refuse sources of which nothing would be there afterwards, not even what is set apart."""
    used = {version.key[0] for version in drafts}
    unused = [source.source.name for index, source in enumerate(draft.sources) if index not in used]
    if unused or not drafts:
        raise FileProblem(
            "There is no text to import, only lines that are set apart",
            where=", ".join(unused) or None,
            mend=f"Tag some lines as Chinese or English{', or leave the file out' if drafts else ''}.",
        )


def _check_languages(drafts: Sequence[DraftVersion], target: Document | None) -> None:
    """Refuse what has no source to be read beside, or two of them."""
    chinese = [draft for draft in drafts if is_chinese_tag(draft.language)]
    english = [draft for draft in drafts if not is_chinese_tag(draft.language)]
    has_source = target is not None and any(version.is_chinese for version in target.versions)
    if len(chinese) + has_source > 1:
        names = ", ".join(dict.fromkeys(draft.source_name for draft in chinese))
        what = (
            "The document has a Chinese text already"
            if has_source
            else f"These are {len(chinese)} Chinese texts"
        )
        raise AlignmentProblem(
            what,
            where=names,
            mend="A document has one Chinese text. Import the others as documents of their own, "
            "or give the language where it was guessed wrong.",
        )
    if len(english) > 1 and not chinese and target is None:
        names = ", ".join(draft.source_name for draft in english)
        raise AlignmentProblem(
            f"These are {len(english)} English versions without a Chinese text",
            where=names,
            mend="Add the Chinese text, or add them to a document that has one, "
            "or import each as a document of its own.",
        )


def _named_versions(drafts: Sequence[DraftVersion], target: Document | None) -> tuple[NewVersion, ...]:
    taken = {version.id for version in target.versions} if target else set()
    english = sum(not is_chinese_tag(draft.language) for draft in drafts)
    english += sum(not version.is_chinese for version in target.versions) if target else 0
    versions = []
    # The English of a page with both languages is the one that needs no other name.
    both = {draft.key[0] for draft in drafts if is_chinese_tag(draft.language)}
    for draft in drafts:
        needs_own_name = english > 1 and draft.key[0] not in both
        name = new_identifier(version_name(draft, needs_own_name=needs_own_name), taken, fallback="en")
        taken.add(name)
        versions.append(
            NewVersion(
                id=name,
                language=draft.language,
                hand=draft.hand,
                text=segment("\n".join(draft.paragraphs), draft.language),
                title=draft.title,
                author=draft.author,
                translator=draft.translator,
                source=draft.source,
                date=draft.date,
                aside=draft.aside,
                contents=draft.contents,
            )
        )
    return tuple(versions)


def _pairs(
    versions: Sequence[NewVersion], corpus: Corpus | None, target: Document | None
) -> list[PlannedPair]:
    """The Chinese version beside each English one that it is not aligned with yet."""
    source = next((version for version in versions if is_chinese_tag(version.language)), None)
    fresh = [version for version in versions if version is not source]
    if source is not None:
        others = [(version.id, version.language, version.text, version.contents) for version in fresh]
        if corpus is not None and target is not None:
            others += [(each.id, each.language, *_text(corpus, each)) for each in target.versions]
        return [
            PlannedPair(
                source.id, name, source.text, text, source.language, language, (source.contents, contents)
            )
            for name, language, text, contents in others
        ]
    if corpus is None or target is None or not target.source.is_chinese:
        return []
    standing = target.source
    text, contents = _text(corpus, standing)
    return [
        PlannedPair(
            standing.id,
            version.id,
            text,
            version.text,
            standing.language,
            version.language,
            (contents, version.contents),
        )
        for version in fresh
    ]


def _text(corpus: Corpus, version: Version) -> tuple[Text, Contents]:
    text = segment(read_text(corpus, version), version.language)
    return text, sound_contents(corpus, version, text)


class _PartProgress:
    """One of several equal parts of a longer task."""

    def __init__(self, whole: Progress, number: int, parts: int, name: str) -> None:
        self._whole = whole
        self._number = number
        self._parts = parts
        self._name = name

    def step(self, done: int, total: int, text: str = "") -> None:
        self._whole.step(
            self._number * total + done, self._parts * total, f"{self._name}: {text}" if text else ""
        )
