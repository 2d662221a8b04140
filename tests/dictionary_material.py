"""Small dictionaries of our own, and what keeps the reader's order and switches of them."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from parallelreader.app.settings import Settings
from parallelreader.app.words import built_in_dictionary
from parallelreader.app.words.dictionaries import Dictionaries
from parallelreader.core.language.dictionary import Entry
from parallelreader.paths import UserFolders

FERRY_LINES = (
    "# Ferry words",
    "# License:",
    "# Given away by whoever wrote it",
    "#! date=2026-05-01T00:00:00Z",
    "渡 渡 [du4] /to cross (a river)/to ferry across/",
    "渡船 渡船 [du4 chuan2] /ferry/CL:條|条[tiao2],隻|只[zhi1]/",
    "渡口 渡口 [du4 kou3] /ferry landing/",
    "偷渡 偷渡 [tou1 du4] /to cross a border unseen/",
    "船 船 [chuan2] /boat/ship/",
    "船頭 船头 [chuan2 tou2] /bow of a boat/",
    "頭髮 头发 [tou2 fa5] /hair (on the head)/",
    "出發 出发 [chu1 fa1] /to set out/",
    "發 发 [fa1] /to send out/",
    "髮 发 [fa4] /hair/",
    "行 行 [hang2] /row; line/line of business/",
    "行 行 [xing2] /to go/to be all right/",
    "找 找 [zhao3] /to look for/to give change/",
    "西安 西安 [Xi1 an1] /Xi'an, an old capital/",
    "先 先 [xian1] /first/",
    "中華 中华 [Zhong1 hua2] /China (as a culture)/",
    "中華人民共和國 中华人民共和国 [Zhong1 hua2 Ren2 min2 Gong4 he2 guo2] /People's Republic of China/",
    "旅行 旅行 [lu:3 xing2] /to travel/journey/",
)
FERRY_ENTRIES = 18


def write_cedict(path: Path, lines: tuple[str, ...] = FERRY_LINES) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def install_ferry_words(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put a small dictionary in the place of the one that is installed."""
    path = write_cedict(folder / "installed.u8")
    monkeypatch.setattr(built_in_dictionary, "installed_file", lambda: str(path))
    monkeypatch.setattr(built_in_dictionary, "dictionary_digest", lambda: "0123")
    # Another process would know nothing of this.
    monkeypatch.setattr(built_in_dictionary, "_make_apart", built_in_dictionary.make)
    return path


def opened_ferry_words(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Dictionaries:
    """The small dictionary, ready to be asked."""
    install_ferry_words(folder, monkeypatch)
    found = Dictionaries(UserFolders.under(folder / "data"), HeldSettings())
    found.prepare()
    return found


def words(entries: Any) -> list[str]:
    """The headwords of entries, or of what was found, in simplified characters."""
    return [getattr(each, "entry", each).simplified for each in entries]


def entry(word: str, pinyin: str, *glosses: str, traditional: str = "") -> Entry:
    return Entry(traditional or word, word, pinyin, glosses)


@dataclass
class HeldSettings:
    """Settings that are kept nowhere."""

    value: Settings = field(default_factory=Settings)
    listeners: list[Callable[[Settings], None]] = field(default_factory=list)

    def listen(self, listener: Callable[[Settings], None]) -> None:
        self.listeners.append(listener)

    def change(self, **values: Any) -> Settings:
        self.value = replace(self.value, **values)
        for listener in self.listeners:
            listener(self.value)
        return self.value
