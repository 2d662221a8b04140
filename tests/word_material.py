"""A few words of the mill with their readings and entries: cards can be made of them without a dictionary."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from made_words import text_words
from parallelreader.app.words.dictionaries import DictionaryInfo, Found
from parallelreader.app.words.text_words import Loaded, TextWords
from parallelreader.core.language.dictionary import Entry
from parallelreader.core.progress import NO_PROGRESS, Progress

ENTRIES = (
    Entry("磨坊", "磨坊", "mo4 fang2", ("workshop with stones", "mill")),
    Entry("磨", "磨", "mo2", ("to rub", "to grind")),
    Entry("坊", "坊", "fang1", ("lane", "neighborhood")),
    Entry("水車", "水车", "shui3 che1", ("waterwheel; wheel",)),
    Entry("水", "水", "shui3", ("water", "river")),
    Entry("車", "车", "che1", ("car", "vehicle")),
    Entry("青苔", "青苔", "qing1 tai2", ("moss", "lichen")),
    Entry("長", "长", "chang2", ("length", "long")),
    Entry("長", "长", "zhang3", ("chief", "to grow", "to cover")),
    Entry("滿", "满", "man3", ("full", "to fill")),
    Entry("齒輪", "齿轮", "chi3 lun2", ("machine part", "gear")),
    Entry("師傅", "师傅", "shi1 fu5", ("respectful form of address", "master")),
    Entry("老人", "老人", "lao3 ren2", ("the elderly", "old man or woman")),
    Entry("輪子", "轮子", "lun2 zi5", ("wheel",)),
    Entry("慢慢", "慢慢", "man4 man4", ("slowly",)),
    Entry("嘆息", "叹息", "tan4 xi1", ("to sigh", "to gasp")),
    Entry("十年", "十年", "shi2 nian2", ("ten years", "decade")),
    Entry("木軸", "木轴", "mu4 zhou2", ("wooden shaft",)),
    Entry("停", "停", "ting2", ("to stop", "to park (a car)")),
    Entry("了", "了", "le5", ("(completed action marker)",)),
)


@dataclass
class SmallLookup:
    """Looks words up in a few entries."""

    listed: Sequence[Entry] = ENTRIES
    title: str = "Mill words"
    is_ready: bool = True
    asked: list[str] = field(default_factory=list)

    def entries(self, word: str) -> tuple[Found, ...]:
        self.asked.append(word)
        info = DictionaryInfo("mill", self.title)
        return tuple(Found(e, info) for e in self.listed if word in (e.simplified, e.traditional))

    def prefixes(self, text: str, position: int) -> tuple[str, ...]:
        known = {word for e in self.listed for word in (e.simplified, e.traditional)}
        pieces = (text[position:end] for end in range(len(text), position, -1))
        return tuple(piece for piece in pieces if piece in known)

    def listen(self, listener: Callable[[], None]) -> None:
        """These never change."""

    def by_english(self, words: str, limit: int) -> tuple[Found, ...]:
        info = DictionaryInfo("mill", self.title)
        wanted = words.lower().removesuffix("ed").removesuffix("s")
        return tuple(Found(e, info) for e in self.listed if any(wanted in gloss for gloss in e.glosses))

    def beginning_with(self, word: str, limit: int) -> tuple[Found, ...]:
        """There are no longer ones."""
        return ()

    containing = beginning_with

    def missing(self) -> str:
        return "" if self.listed else "There is no dictionary."


def small_words(listed: Sequence[Entry] = ENTRIES) -> TextWords:
    """The words of these entries, ready to be found, each with its first reading."""
    readings = {word: e.pinyin for e in reversed(listed) for word in (e.simplified, e.traditional)}
    return text_words(readings, readings)


class WordsToCome(TextWords):
    """The words of these entries, once they are loaded."""

    def __init__(self) -> None:
        super().__init__(Path())

    def _made(self, progress: Progress = NO_PROGRESS) -> Loaded:
        return small_words().loaded()
