"""Writes a corpus out for an engine that indexes corpora larger than a laptop holds.

Each version, by its id, becomes a corpus of the engine through all documents; a source and what is aligned
with it are mapped to each other, both ways. How the files look is the business of ``formats.vertical``.
"""

import re
from collections.abc import Collection, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from parallelreader.app.exporting import align_missing
from parallelreader.app.library import OpenDocument, load_document
from parallelreader.app.repaired_documents import repaired
from parallelreader.app.repairing import Repairing
from parallelreader.app.words.text_words import TextWords
from parallelreader.core.corpus import Corpus, Version
from parallelreader.core.language.romanising import romanise
from parallelreader.core.links.lemmas import lemma
from parallelreader.core.links.tokens import chinese_tokens, english_tokens
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.formats.vertical import (
    VerticalText,
    configuration,
    mapping_lines,
    source_gaps,
    target_gaps,
    turned,
    vertical_sentences,
)
from parallelreader.formats.whole_file import whole_folder
from parallelreader.store.segmentation_cache import SegmentationCache

_ROOT = "/corpora"
_LONGEST_NAME = 24
_GUIDE = """\
These files hold the corpus "{title}" for NoSketch Engine, Sketch Engine or KonText.

1. Copy this folder to {folder} on the machine of the engine.
   Elsewhere: write that place into the files in registry/ instead of {folder}.
2. Copy what is in registry/ to the folder of the engine's configurations, often /corpora/registry.
3. Index each corpus, then let those that are aligned know each other:
{commands}
Each .vert file has a token a line: the word, and its pinyin or its stem. Each .align file maps the
sentences of one corpus to those of another, numbered from zero.
"""


@dataclass(frozen=True, slots=True)
class VerticalReport:
    """What was written: the names of the engine's corpora with their sentences, and how many pairs have no
    place in a mapping because they stand out of the order of the rest."""

    sentences: dict[str, int]
    left_out: int


@dataclass
class _Side:
    """One corpus of the engine while it is written."""

    name: str
    version: Version
    out: TextIO
    sentences: int = 0
    partners: list[str] = field(default_factory=list)


def write_vertical(
    corpus: Corpus,
    out: Path,
    *,
    words: TextWords,
    documents: Collection[str] = (),
    repairs: Repairing | None = None,
    progress: Progress = NO_PROGRESS,
    cache: SegmentationCache | None = None,
) -> VerticalReport:
    """Write all files into the new folder ``out``, one document after the other; pinyin is that of ``words``.

    Raises WriteProblem, and CorpusProblem or AlignmentProblem where the corpus is not sound.
    """
    words.load(progress)
    wanted = [each for each in corpus.documents if not documents or each.id in documents]
    with whole_folder(out) as folder, ExitStack() as stack:
        writing = _Writing(corpus, folder, stack, words)
        for document in wanted:
            opened = load_document(corpus, document.id, progress=progress, cache=cache)
            opened = align_missing(opened, repairs=repairs, progress=progress, cache=cache)
            if repairs is not None:
                opened, _ = repaired(opened, repairs, cache=cache)
            writing.add(opened, progress)
        return writing.finish()


class _Writing:
    """The files of one folder."""

    def __init__(self, corpus: Corpus, folder: Path, stack: ExitStack, words: TextWords) -> None:
        self._corpus = corpus
        self._words = words
        self._folder = folder
        self._stack = stack
        self._slug = "".join(romanise(corpus.title))[:_LONGEST_NAME] or "corpus"
        self._sides: dict[tuple[str, bool], _Side] = {}
        self._maps: dict[tuple[str, str], TextIO] = {}
        self._left_out = 0
        (folder / "registry").mkdir()

    def add(self, opened: OpenDocument, progress: Progress) -> None:
        """Write a document, and how its versions answer to its source."""
        versions = opened.document.versions
        before = {side.name: side.sentences for side in self._sides.values()}
        sides = {version.id: self._side(version) for version in versions}
        first = {version.id: sides[version.id].sentences for version in versions}
        for version in versions:
            self._write_text(opened, version, sides[version.id], progress)
        source = opened.document.source
        met: set[tuple[str, str]] = set()
        for version in opened.document.translations:
            alignment = opened.alignments.get(version.id)
            if alignment is None:
                continue
            one, other = sides[source.id], sides[version.id]
            # What stood in either before it was known that the two are ever aligned answers to nothing.
            self._begin_map(one, other, before)
            lines = mapping_lines(alignment, source_first=first[source.id], target_first=first[version.id])
            self._left_out += len(alignment.moved)
            self._say(one, other, lines)
            met.add((one.name, other.name))
        self._fill_gaps(met, before)

    def finish(self) -> VerticalReport:
        """Write what says which files there are."""
        for side in self._sides.values():
            aligned = {name: f"{side.name}--{name}.align" for name in side.partners}
            content = configuration(
                name=f"{self._corpus.title} ({side.version.id})",
                folder=f"{_ROOT}/{self._slug}",
                file=f"{side.name}.vert",
                is_chinese=side.version.is_chinese,
                language=side.version.language,
                aligned=aligned,
            )
            (self._folder / "registry" / side.name).write_text(content, encoding="utf-8", newline="\n")
        names = [side.name for side in self._sides.values()]
        guide = _GUIDE.format(
            title=self._corpus.title,
            folder=f"{_ROOT}/{self._slug}",
            commands="".join(
                f"     compilecorp --no-ske {step} {name}\n"
                for step in ("--no-align", "--recompile-align")
                for name in names
            ),
        )
        (self._folder / "README.txt").write_text(guide, encoding="utf-8", newline="\n")
        return VerticalReport({s.name: s.sentences for s in self._sides.values()}, self._left_out)

    def _side(self, version: Version) -> _Side:
        key = version.id, version.is_chinese
        if key not in self._sides:
            name = f"{self._slug}_{_plain(version.id)}"
            known = {side.name for side in self._sides.values()}
            name = next(n for n in (name, *(f"{name}_{k}" for k in range(2, 1000))) if n not in known)
            self._sides[key] = _Side(name, version, self._open(f"{name}.vert"))
        return self._sides[key]

    def _write_text(self, opened: OpenDocument, version: Version, side: _Side, progress: Progress) -> None:
        text = opened.texts[version.id]
        contents = opened.contents.get(version.id, ())
        given = VerticalText(
            _facts(opened, version),
            text,
            chinese_tokens if version.is_chinese else english_tokens,
            self._words.pinyin_of if version.is_chinese else lemma,
            frozenset(heading.paragraph for heading in contents),
        )
        done = 0
        for lines, is_sentence in vertical_sentences(given):
            side.out.write(lines)
            if is_sentence:
                done += 1
                progress.step(done, text.segment_count, "Writing the tokens")
        side.sentences += text.segment_count

    def _begin_map(self, one: _Side, other: _Side, before: dict[str, int]) -> None:
        if (one.name, other.name) in self._maps:
            return
        for here, there in ((one, other), (other, one)):
            self._maps[here.name, there.name] = self._open(f"{here.name}--{there.name}.align")
            here.partners.append(there.name)
        self._say(one, other, source_gaps(range(before.get(one.name, 0))))
        self._say(one, other, target_gaps(range(before.get(other.name, 0))))

    def _fill_gaps(self, met: set[tuple[str, str]], before: dict[str, int]) -> None:
        """Say of the documents of either side that the other has nothing of them."""
        by_name = {side.name: side for side in self._sides.values()}
        done = met | {(other, one) for one, other in met}
        for one, other in list(self._maps):
            if (one, other) in done:
                continue
            done |= {(one, other), (other, one)}
            here, there = by_name[one], by_name[other]
            self._say(here, there, source_gaps(range(before.get(one, 0), here.sentences)))
            self._say(here, there, target_gaps(range(before.get(other, 0), there.sentences)))

    def _say(self, one: _Side, other: _Side, lines: Iterator[str]) -> None:
        out, back = self._maps[one.name, other.name], self._maps[other.name, one.name]
        for line in lines:
            out.write(line)
            back.write(turned(line))

    def _open(self, name: str) -> TextIO:
        return self._stack.enter_context((self._folder / name).open("w", encoding="utf-8", newline="\n"))


def _facts(opened: OpenDocument, version: Version) -> dict[str, str]:
    return {
        "id": opened.document.id,
        "title": version.title or opened.document.title,
        "author": version.author,
        "translator": version.translator,
        "hand": version.hand.value,
        "source": version.source,
        "date": version.date,
        "language": version.language,
    }


def _plain(name: str) -> str:
    """A name as the engine takes it for that of a corpus."""
    return re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_") or "version"
