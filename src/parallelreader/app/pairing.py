"""Aligning two text files for the command line: running text, or sentences that are cut already.

Nothing is kept of it; corpora are aligned by ``realigning``.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from parallelreader.app.aligning import align_texts
from parallelreader.core.alignment import Alignment
from parallelreader.core.errors import AlignmentProblem, FileProblem
from parallelreader.core.judgement import judge
from parallelreader.core.language import segment
from parallelreader.core.language.script import guess_language, is_chinese_tag
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.core.text import Text, normalise
from parallelreader.formats.pairs import (
    Memory,
    Pair,
    bead_lines,
    json_lines,
    pairs_of,
    tmx_lines,
    tsv_lines,
)
from parallelreader.formats.plain_text import decode_file, read_bytes


class PairFormat(StrEnum):
    """What an alignment of two files can be written as."""

    TSV = "tsv"
    BEADS = "beads"
    JSONL = "jsonl"
    TMX = "tmx"


@dataclass(frozen=True, slots=True)
class PairedFiles:
    """Two texts and their alignment; ``is_doubtful`` says that they hardly belong together."""

    chinese: Text
    english: Text
    chinese_language: str
    alignment: Alignment
    is_doubtful: bool

    def pairs(self) -> Iterator[Pair]:
        """The beads with their words, in order."""
        return pairs_of(
            self.alignment, self.chinese, self.english, source_joiner="", target_joiner=" ", swap=False
        )

    def lines(self, wanted: PairFormat) -> Iterator[str]:
        """The lines of a file, with their newlines."""
        if wanted is PairFormat.BEADS:
            return bead_lines(self.pairs())
        if wanted is PairFormat.JSONL:
            return json_lines(self.pairs())
        if wanted is PairFormat.TMX:
            language = self.chinese_language
            return tmx_lines([Memory(language, "en", self.pairs())], source_language=language)
        return tsv_lines(self.pairs())


def pair_files(
    chinese: Path,
    english: Path,
    *,
    is_segmented: bool = False,
    encoding: str | None = None,
    progress: Progress = NO_PROGRESS,
) -> PairedFiles:
    """Align a Chinese file with an English one: a paragraph a line, or a sentence a line if segmented.

    Raises FileProblem for a file that cannot be read, AlignmentProblem for two that cannot be aligned.
    """
    chinese_raw, english_raw = (
        decode_file(read_bytes(file), file, encoding).text for file in (chinese, english)
    )
    language = guess_language(chinese_raw) or "zh"
    if is_segmented:
        source, target = sentences(chinese_raw, where=chinese), sentences(english_raw, where=english)
    else:
        source, target = segment(chinese_raw, language), segment(english_raw, "en")
    _check_languages((chinese, guess_language(chinese_raw)), (english, guess_language(english_raw)))
    alignment = align_texts(source, target, language, "en", progress)
    return PairedFiles(source, target, language, alignment, judge(alignment.beads).is_doubtful)


def sentences(raw: str, *, where: Path) -> Text:
    """A text of which every line is a sentence, and a paragraph of its own.

    Raises FileProblem with the line where one is blank.
    """
    lines = (
        raw.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")
    )
    kept = []
    for number, line in enumerate(lines, 1):
        # What other programs take for a newline must not make two sentences of one.
        content = normalise(line).replace("\n", " ")
        if not content:
            raise FileProblem(
                "The line is blank",
                where=where,
                line=number,
                mend="With --segmented every line is a sentence: delete the blank ones.",
            )
        kept.append(content)
    joined = "\n".join(kept)
    return Text(joined, _line_bounds(kept))


def _line_bounds(lines: list[str]) -> Iterator[tuple[int, int]]:
    start = 0
    for line in lines:
        yield start, start + len(line)
        start += len(line) + 1


def _check_languages(chinese: tuple[Path, str], english: tuple[Path, str]) -> None:
    first_is_english = bool(chinese[1]) and not is_chinese_tag(chinese[1])
    second_is_chinese = bool(english[1]) and is_chinese_tag(english[1])
    if first_is_english and second_is_chinese:
        raise AlignmentProblem(
            "The first file is English and the second Chinese",
            where=chinese[0],
            mend="Name the Chinese file first.",
        )
    if first_is_english or second_is_chinese:
        raise AlignmentProblem(
            f"Both texts are {'English' if first_is_english else 'Chinese'}",
            where=chinese[0] if first_is_english else english[0],
            mend="Name a Chinese file and its English translation, in this order.",
        )
