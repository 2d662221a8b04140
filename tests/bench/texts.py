"""Corpora to measure on: long ones made of our own words with a fixed seed, and the shared documents.

What is made is kept in the scratch folder, so that measurements in several processes share it.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path

import lighthouse_story
from bench.setting import SHARED, Setting
from parallelreader.app.import_draft import ImportDraft
from parallelreader.app.importing import align_plan, plan_import, write_import
from parallelreader.app.library import load_document, open_cache
from parallelreader.app.source_text import read_source
from parallelreader.core.alignment import Alignment, Bead
from parallelreader.core.corpus import Hand
from parallelreader.core.text import Text
from parallelreader.formats.corpus_folder import read_corpus
from parallelreader.formats.corpus_writing import (
    NewAlignment,
    NewDocument,
    NewVersion,
    add_document,
    create_corpus,
)

TRADE_UNIONS = SHARED / "corpora" / "trade-unions"
_ALIGNED_PAGES = ("bilingual-page-zh-en.txt", "newsletter-machine-en.txt", "qiushi-official-en.txt")

_WHO = [
    ("看塔的老人", "the old man at the tower"),
    ("卖鱼的女人", "the woman who sells fish"),
    ("我们的船长", "our captain"),
    ("两个学徒", "two apprentices"),
    ("镇上的医生", "the doctor in town"),
    ("那位寡言的木匠", "the carpenter who seldom speaks"),
    ("她的外甥", "her nephew"),
    ("新来的教师", "the new teacher"),
]
_DID = [
    ("修好了", "mended"),
    ("忘记了", "forgot"),
    ("悄悄带走了", "quietly took away"),
    ("画下了", "drew"),
    ("卖掉了", "sold"),
    ("一直守着", "kept watch over"),
    ("又一次擦亮了", "polished once more"),
    ("送给邻居", "gave the neighbours"),
]
_WHAT = [
    ("那只旧船", "that old boat"),
    ("三张地图", "three maps"),
    ("一盏铜灯", "a brass lamp"),
    ("所有的渔网", "all the fishing nets"),
    ("母亲留下的信", "the letters their mother had left"),
    ("半袋盐", "half a bag of salt"),
    ("岸边的长凳", "the bench on the shore"),
    ("十二本账簿", "twelve ledgers"),
]
_WHEN = [
    ("天还没亮", "before daylight"),
    ("雨停以后", "after the rain had stopped"),
    ("去年冬天", "last winter"),
    ("集市散了", "when the market was over"),
    ("涨潮的时候", "at high tide"),
    ("没有人注意", "while nobody was looking"),
]
# How many sentences stand on each side of a pair, and how often.
_SHAPES = [(1, 1), (1, 2), (2, 1), (1, 0), (0, 1)]
_OFTEN = [86, 5, 5, 2, 2]


@dataclass(slots=True)
class _Side:
    """A text as it grows, with the bounds of its sentences in code points."""

    joiner: str
    paragraphs: list[str] = field(default_factory=list)
    lengths: list[list[int]] = field(default_factory=list)
    open_paragraph: list[str] = field(default_factory=list)
    sentences: int = 0

    def add(self, sentence: str) -> int:
        """Add a sentence and give its number."""
        self.open_paragraph.append(sentence)
        self.sentences += 1
        return self.sentences - 1

    def end_paragraph(self) -> None:
        if self.open_paragraph:
            self.paragraphs.append(self.joiner.join(self.open_paragraph))
            self.lengths.append([len(sentence) for sentence in self.open_paragraph])
            self.open_paragraph = []

    def text(self) -> Text:
        self.end_paragraph()
        return Text("\n".join(self.paragraphs), self._bounds())

    def _bounds(self) -> Iterator[tuple[int, int]]:
        starts = accumulate((len(paragraph) + 1 for paragraph in self.paragraphs), initial=0)
        for start, lengths in zip(starts, self.lengths, strict=False):
            at = start
            for length in lengths:
                yield at, at + length
                at += length + len(self.joiner)


def long_corpus(setting: Setting, pairs: int, *, warms: bool = True) -> Path:
    """A corpus of one document, ``long``, with so many pairs; its sentences are in the warm cache, unless
    whoever measures opens it without."""
    folder = setting.scratch / f"long-{pairs}"
    if not folder.exists():
        chance = random.Random(pairs)
        chinese, english = _Side(""), _Side(" ")
        beads = list(_beads(chance, chinese, english, pairs))
        _write(folder, "long", chinese.text(), english.text(), beads)
        if not warms:
            return folder
        opened = load_document(read_corpus(folder), "long", cache=open_cache(setting.folders("texts")))
        if opened.faults:
            raise AssertionError(f"the sentences were made otherwise than they are cut: {opened.faults}")
    return folder


def clauses() -> list[tuple[str, str]]:
    """What such a corpus is made of: Chinese words with the English that renders them."""
    return [*_WHO, *_DID, *_WHAT, *_WHEN]


def unaligned_corpus(setting: Setting, sentences: int) -> Path:
    """A corpus of one document, ``story``, without an alignment, with so many Chinese sentences."""
    folder = setting.scratch / f"story-{sentences}"
    if not folder.exists():
        chance = random.Random(sentences)
        chinese, english = _Side(""), _Side(" ")
        while chinese.sentences < sentences:
            for source, target in chance.sample(lighthouse_story.STORY, len(lighthouse_story.STORY)):
                for side, added in ((chinese, source), (english, target)):
                    for sentence in added:
                        side.add(sentence)
                if chance.random() < 0.2:
                    chinese.end_paragraph()
                    english.end_paragraph()
        _write(folder, "story", chinese.text(), english.text(), None)
    return folder


def shared_corpus(setting: Setting) -> Path | None:
    """The shared documents that have a Chinese text, imported as one; None where they are not here."""
    if not TRADE_UNIONS.is_dir():
        return None
    folder = setting.scratch / "trade-unions"
    if not folder.exists():
        draft = ImportDraft([read_source(TRADE_UNIONS / name) for name in _ALIGNED_PAGES])
        plan = plan_import(draft, folder)
        write_import(plan, align_plan(plan))
    return folder


def _beads(chance: random.Random, chinese: _Side, english: _Side, pairs: int) -> Iterator[Bead]:
    left = chance.randint(2, 8)
    for _ in range(pairs):
        here, there = chance.choices(_SHAPES, _OFTEN)[0]
        clauses = [[_clause(chance) for _ in range(chance.randint(1, 3))] for _ in range(max(here, there))]
        source = tuple(chinese.add("，".join(zh for zh, _ in group) + "。") for group in clauses[:here])
        target = tuple(english.add(_english([en for _, en in group])) for group in clauses[:there])
        yield Bead(source, target, round(chance.uniform(0.55, 1.0), 3))
        left -= 1
        if not left:
            chinese.end_paragraph()
            english.end_paragraph()
            left = chance.randint(2, 8)


def _clause(chance: random.Random) -> tuple[str, str]:
    who, did, what = chance.choice(_WHO), chance.choice(_DID), chance.choice(_WHAT)
    if chance.random() < 0.4:
        when = chance.choice(_WHEN)
        return f"{when[0]}，{who[0]}{did[0]}{what[0]}", f"{when[1]}, {who[1]} {did[1]} {what[1]}"
    return f"{who[0]}{did[0]}{what[0]}", f"{who[1]} {did[1]} {what[1]}"


def _english(clauses: Sequence[str]) -> str:
    sentence = ", and ".join(clauses)
    return f"{sentence[0].upper()}{sentence[1:]}."


def _write(folder: Path, document: str, source: Text, target: Text, beads: list[Bead] | None) -> None:
    versions = (
        NewVersion("zh", "zh-Hans", Hand.OWN, source),
        NewVersion("en", "en", Hand.OWN, target),
    )
    alignments = []
    if beads is not None:
        whole = Alignment(beads, source.segment_count, target.segment_count)
        alignments.append(NewAlignment("zh", "en", whole, source, target))
    create_corpus(folder, "Made to be measured")
    add_document(folder, NewDocument(document, document, versions, tuple(alignments)))
