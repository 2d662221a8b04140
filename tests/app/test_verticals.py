"""Vertical files and mappings, read back by a small reader written after the engine's documents alone."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from factories import (
    MILL_FREE,
    MILL_FREE_BEADS,
    MILL_LITERAL,
    MILL_LITERAL_BEADS,
    MILL_ZH,
    ORCHARD_EN,
    ORCHARD_ZH,
    text,
    write_corpus,
    write_document,
)
from made_words import text_words
from parallelreader.app.handing.verticals import VerticalReport, write_vertical
from parallelreader.app.library import open_corpus
from parallelreader.core.alignment import Alignment, Bead
from parallelreader.core.errors import WriteProblem
from parallelreader.formats.vertical import VerticalText, mapping_lines, vertical_sentences

HOSTILE_EN = 'He wrote <s id="9"> & "quotes"; 3 < 4 > 2, ]]> and שלום.\nThen \u202eabc\u202c it ended.'


@dataclass
class Written:
    folder: Path
    report: VerticalReport

    def sentences(self, name: str) -> list[str]:
        """The sentences of a vertical file, put together again."""
        found: list[str] = []
        is_glued = True
        for line in (self.folder / f"{name}.vert").read_text(encoding="utf-8").splitlines():
            if re.match(r"</?(doc|head|p)\b", line) or line == "</s>":
                continue
            if re.match(r"<s id=", line):
                found.append("")
                is_glued = True
            elif line == "<g/>":
                is_glued = True
            else:
                word, other = line.split("\t")
                assert other
                found[-1] += word if is_glued else f" {word}"
                is_glued = False
        return found

    def pairs(self, one: str, other: str) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
        file = self.folder / f"{one}--{other}.align"
        return [
            tuple(map(numbers, line.split("\t"))) for line in file.read_text(encoding="utf-8").splitlines()
        ]


def numbers(column: str) -> tuple[int, ...]:
    if column == "-1":
        return ()
    first, _, last = column.partition(",")
    return tuple(range(int(first), int(last or first) + 1))


WORDS = text_words(
    {"磨坊", "停", "水车", "青苔"}, {"磨坊": "mo4 fang2", "停": "ting2", "水": "shui3", "车": "che1"}
)


@pytest.fixture
def written(tmp_path) -> Written:
    mill = {"zh": ("zh-Hans", MILL_ZH), "literal": ("en", MILL_LITERAL), "free": ("en", MILL_FREE)}
    orchard = {"zh": ("zh-Hans", ORCHARD_ZH), "en": ("en", ORCHARD_EN)}
    folder = tmp_path / "corpus"
    documents = [
        write_document(folder, "mill", mill, beads={"literal": MILL_LITERAL_BEADS, "free": MILL_FREE_BEADS}),
        write_document(folder, "orchard", orchard, beads={"en": [((0,), (0,)), ((1,), (1,))]}),
    ]
    corpus = open_corpus(write_corpus(folder, "渡船", documents))
    return Written(tmp_path / "out", write_vertical(corpus, tmp_path / "out", words=WORDS))


def test_sentences_can_be_put_together_again(written):
    chinese = [*text(MILL_ZH).segment_texts(), *text(ORCHARD_ZH).segment_texts()]

    assert written.sentences("duchuan_zh") == chinese
    assert written.sentences("duchuan_literal") == text(MILL_LITERAL, "en").segment_texts()


def test_every_sentence_stands_in_a_mapping_once_and_in_order(written):
    counts = written.report.sentences
    for file in written.folder.glob("*.align"):
        one, other = file.stem.split("--")
        pairs = written.pairs(one, other)
        assert [n for left, _ in pairs for n in left] == list(range(counts[one]))
        assert [n for _, right in pairs for n in right] == list(range(counts[other]))


def test_a_mapping_says_what_the_alignment_says(written):
    pairs = written.pairs("duchuan_zh", "duchuan_free")

    assert [pair for pair in pairs if all(pair)] == MILL_FREE_BEADS


def test_documents_are_numbered_on(written):
    assert [p for p in written.pairs("duchuan_zh", "duchuan_en") if all(p)] == [((9,), (0,)), ((10,), (1,))]


def test_a_mapping_the_other_way_says_the_same(written):
    there = written.pairs("duchuan_zh", "duchuan_free")

    assert written.pairs("duchuan_free", "duchuan_zh") == [pair[::-1] for pair in there]


def test_configurations_name_the_files_there_are(written):
    for file in (written.folder / "registry").iterdir():
        content = file.read_text(encoding="utf-8")
        for name in re.findall(r"/corpora/duchuan/([\w-]+\.(?:vert|align))", content):
            assert (written.folder / name).is_file()
        aligned = re.search(r'ALIGNED "(.*)"', content)[1].split(",")
        mappings = re.search(r'ALIGNDEF "(.*)"', content)[1].split(",")
        assert [Path(each).stem for each in mappings] == [f"{file.name}--{name}" for name in aligned]
        assert 'ALIGNSTRUCT "s"' in content


def test_hostile_words_are_tokens_and_never_structures(tmp_path):
    words = text(HOSTILE_EN, "en")

    def tokens(sentence):
        return [match.span() for match in re.finditer(r"\w+|[^\w\s]", sentence)]

    given = VerticalText({"title": 'a "b" <c>\n&'}, words, tokens, str.lower)
    lines = "".join(part for part, _ in vertical_sentences(given)).splitlines(keepends=True)

    assert lines[0].startswith('<doc id="" title="a &quot;b&quot; &lt;c&gt; &amp;"')
    assert [line for line in lines if line.startswith("<s ")] == ['<s id="1.1">\n', '<s id="2.1">\n']
    assert "<\t<\n" in lines


def test_what_has_moved_has_no_place_in_a_mapping():
    beads = [Bead((0, 2), (0,)), Bead((1,), (1,)), Bead((3,), (5,)), Bead((4,), (2, 3)), Bead((5,), (4,))]
    alignment = Alignment.whole(beads, 6, 6)

    lines = list(mapping_lines(alignment, source_first=10, target_first=20))

    assert lines == [
        "10,12\t20\n",
        "13\t-1\n",
        "-1\t21\n",
        "14\t22,23\n",
        "15\t24\n",
        "-1\t25\n",
    ]


def test_a_folder_with_something_in_it_is_refused(written):
    with pytest.raises(WriteProblem, match="something already"):
        write_vertical(open_corpus(written.folder.parent / "corpus"), written.folder, words=WORDS)
