"""Dictionaries: how long one is made, what the open one holds in memory, and how quickly it answers.

Beside the installed dictionary there is a made one of as many entries as anybody may bring along. Each is
measured in a process of its own.
"""

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from bench.apart import figures_apart
from bench.figures import percentile, table
from bench.resident import peak_megabytes, resident_megabytes
from bench.setting import Setting
from parallelreader.app.settings import Settings
from parallelreader.app.words.dictionaries import BUILT_IN, Dictionaries
from parallelreader.app.words.dictionary_importing import import_dictionary
from parallelreader.app.words.entry_page import make_page
from parallelreader.core.language.dictionary import load_dictionary
from parallelreader.paths import UserFolders

_CHARACTERS = "".join(map(chr, range(0x4E00, 0x4E00 + 3000)))
_SOUNDS = ("chuán", "dù", "jiāng", "àn", "shuǐ", "wù", "dēng", "qiáo", "shí", "tou", "mén", "shān")
_ENGLISH = ("ferry", "landing", "river", "bank", "lamp", "bridge", "stone", "gate", "road", "mist", "rope")


def measure(setting: Setting) -> list[str]:
    """The lines to print."""
    count = setting.dictionary_entries
    heads = ("installed", f"made, {count:,} entries")
    made = [_made_and_asked(setting, what, count) for what in ("installed", "made")]
    held_in, held = figures_apart(setting, hold_all)
    rows = [("entries", *(f"{each['entries']:,.0f}" for each in made))]
    rows.append(("brought into its file", *(f"{each['made']:.1f} s" for each in made)))
    rows.append(("processor time of that", *(f"{each['made_cpu']:.1f} s" for each in made)))
    rows.append(("peak memory above the start", *(f"{each['made_peak']:.0f} MB" for each in made)))
    rows.append(("file", *(f"{each['file']:.0f} MB" for each in made)))
    rows.append(("opened", *(f"{each['opened']:.1f} ms" for each in made)))
    rows.append(("first look-up after that", *(f"{each['first']:.1f} ms" for each in made)))
    rows.append(("memory when open and asked", *(f"{each['memory']:.0f} MB" for each in made)))
    for name in _questions(Dictionaries(setting.folders("none"), _Choices())):
        rows.append((f"{name}, a second", *(f"{each[name][0]:,.0f}" for each in made)))
        rows.append((f"{name}, 95 in a hundred", *(f"{each[name][1]:.2f} ms" for each in made)))
    ratio = made[0]["memory"] / held if held else 1.0
    return [
        *table(("", *heads), rows),
        f"the installed one held as objects: read in {held_in:.1f} s, {held:.0f} MB;"
        f" ratio of memory {ratio:.2f}",
    ]


class _Choices:
    """Settings in which the made dictionary, where it is, is the only one asked."""

    def __init__(self, off: tuple[str, ...] = ()) -> None:
        self.value = Settings(dictionaries_off=off)

    def listen(self, listener: Callable[[Settings], None]) -> None:
        return


@dataclass(frozen=True, slots=True)
class _Sample:
    """Words that the dictionary has, some with others around them."""

    words: list[str]
    english: list[str]


def _questions(dictionaries: Dictionaries) -> dict[str, Callable[[str], Any]]:
    return {
        "entries of a word": dictionaries.entries,
        "longest words at a place": lambda word: dictionaries.prefixes(f"{word}的江上有雾", 0),
        "words that contain one": lambda word: dictionaries.containing(word[:1], 10),
        "words by English": lambda word: dictionaries.by_english(word, 10),
        "whole pages": lambda word: make_page(dictionaries, word),
    }


def _made_and_asked(setting: Setting, what: str, count: int) -> dict[str, Any]:
    """The file is made in one process, so that asking it in another begins with none of that in memory."""
    places = str(setting.scratch / f"dictionary-{what}"), str(setting.scratch / "dictionaries")
    told = figures_apart(setting, make, what, *places, count)
    return told | figures_apart(setting, ask, what, *places, 2 * setting.pages)


def hold_all() -> tuple[float, float]:
    """Seconds and megabytes of the installed dictionary held as objects."""
    before, begun = resident_megabytes(), time.perf_counter()
    load_dictionary()
    return time.perf_counter() - begun, resident_megabytes() - before


def make(what: str, data: str, cache: str, count: int) -> dict[str, Any]:
    """Make the file."""
    folders = UserFolders(Path(data), Path(cache))
    if what == "made":
        folders.data.mkdir(parents=True, exist_ok=True)
        path = folders.data / "made.tsv"
        with path.open("w", encoding="utf-8", newline="\n") as stream:
            stream.writelines(_lines(count))
    before, begun, cpu = peak_megabytes(), time.perf_counter(), time.process_time()
    if what == "made":
        import_dictionary(folders, path)
    else:
        Dictionaries(folders, _Choices()).prepare()
    told = {
        "made": time.perf_counter() - begun,
        "made_cpu": time.process_time() - cpu,
        "made_peak": peak_megabytes() - before,
    }
    kept = folders.data if what == "made" else folders.cache
    told["file"] = sum(each.stat().st_size for each in kept.rglob("*.dictionary")) / 1e6
    return told


def ask(what: str, data: str, cache: str, count: int) -> dict[str, Any]:
    """Put all questions to it, each about so many words."""
    folders = UserFolders(Path(data), Path(cache))
    off = (BUILT_IN,) if what == "made" else ()
    if off:
        # It is there in any case; that it is made is measured elsewhere.
        Dictionaries(folders, _Choices()).prepare()
    sample = _sample(what, count)
    dictionaries = Dictionaries(folders, _Choices(off))
    before, begun = resident_megabytes(), time.perf_counter()
    dictionaries.prepare()
    told: dict[str, Any] = {"opened": (time.perf_counter() - begun) * 1000}
    begun = time.perf_counter()
    dictionaries.entries(sample.words[0])
    told["first"] = (time.perf_counter() - begun) * 1000
    for name, find in _questions(dictionaries).items():
        asked = sample.english if name == "words by English" else sample.words
        find(asked[0])
        times = []
        for word in asked:
            begun = time.perf_counter()
            find(word)
            times.append(time.perf_counter() - begun)
        told[name] = (len(times) / sum(times), percentile(times, 0.95) * 1000)
    told["memory"] = resident_megabytes() - before
    told["entries"] = sum(info.count for info in dictionaries.listed() if info.is_on)
    dictionaries.close()
    return told


def _sample(what: str, count: int) -> _Sample:
    """So many words to ask for, from all over those there are."""
    chance = random.Random(7)
    if what == "made":
        words = [line.split("\t")[0] for line in islice(_lines(40 * count), 0, None, 40)]
        return _Sample(words, [" ".join(chance.sample(_ENGLISH, 2)) for _ in range(count)])
    every = list(load_dictionary().all_entries())
    entries = every[:: len(every) // count][:count]
    english = [word for each in entries for word in each.glosses[0].split() if word.isalpha()]
    return _Sample([each.simplified for each in entries], chance.sample(english, min(count, len(english))))


def _lines(count: int) -> Iterator[str]:
    """A table of words that nobody has, the same each time."""
    chance = random.Random(3)
    for number in range(count):
        size = chance.choice((2, 2, 2, 3, 4))
        word = "".join(chance.choices(_CHARACTERS, k=size))
        sound = " ".join(chance.choices(_SOUNDS, k=size))
        gloss = " ".join(chance.choices(_ENGLISH, k=chance.randint(1, 4)))
        yield f"{word}\t{sound}\t{gloss} {number}\n"
