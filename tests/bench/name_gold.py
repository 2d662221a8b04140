"""Names marked by hand in small documents, and how many of them are found by their English."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bench.setting import TESTS
from parallelreader.core.words.name_finding import Passage, find_names
from parallelreader.core.words.pinyin import Notation
from parallelreader.core.words.readings import Reader
from parallelreader.core.words.segmenter import Segmenter

FOLDER = TESTS / "data" / "words"
SETS = ("tuning", "held", "later")
_NAME = re.compile(r"\[([^|\]]+)\|([^\]]+)\]")


@dataclass(frozen=True, slots=True)
class GoldPair:
    """A pair with its names: where each begins and ends in the Chinese, and how it is read."""

    chinese: str
    english: str
    names: tuple[tuple[int, int, str], ...]


@dataclass(frozen=True, slots=True)
class Score:
    """Of ``marked`` names and ``found`` ones so many are ``right``, and so many of those ``read`` right."""

    marked: int
    found: int
    right: int
    read: int
    wrong: tuple[str, ...] = ()

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.marked if self.marked else 1.0


def gold_documents(name: str) -> list[list[GoldPair]]:
    """One half of the pairs, by document."""
    found: list[list[GoldPair]] = []
    for line in (FOLDER / f"names-{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("="):
            found.append([])
        elif line and not line.startswith("#"):
            chinese, english = line.split("\t")
            found[-1].append(_pair(chinese, english))
    return found


def score_names(documents: Sequence[Sequence[GoldPair]], segmenter: Segmenter, reader: Reader) -> Score:
    """How many names are found, as they are shown: cut as one word with a capital."""
    marked = found = right = read = 0
    wrong: list[str] = []
    for document in documents:
        names = find_names(
            [Passage((pair.chinese,), (("en", pair.english),)) for pair in document], segmenter, reader
        )
        cut, told = segmenter.naming(names), reader.naming(names)
        for pair in document:
            words = told.read(pair.chinese, cut.words(pair.chinese))
            pinyin_of = {(word.start, word.end): word.written(Notation.MARKS) for word in words}
            shown = {place: pinyin for place, pinyin in pinyin_of.items() if pinyin[:1].isupper()}
            gold = {(start, end): pinyin for start, end, pinyin in pair.names}
            marked, found = marked + len(gold), found + len(shown)
            right += len(gold.keys() & shown.keys())
            read += sum(gold[place] == shown[place] for place in gold.keys() & shown.keys())
            wrong += (
                f"{pair.chinese}: {pair.chinese[start:stop]} {gold.get((start, stop), 'is no name')}, "
                f"not {shown.get((start, stop), 'found')}"
                for start, stop in sorted(gold.keys() | shown.keys())
                if gold.get((start, stop)) != shown.get((start, stop))
            )
    return Score(marked, found, right, read, tuple(wrong))


def _pair(marked: str, english: str) -> GoldPair:
    chinese, end, names = "", 0, []
    for match in _NAME.finditer(marked):
        chinese += marked[end : match.start()]
        names.append((len(chinese), len(chinese) + len(match[1]), match[2]))
        chinese += match[1]
        end = match.end()
    return GoldPair(chinese + marked[end:], english, tuple(names))
