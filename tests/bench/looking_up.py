"""Dictionaries: how long one is made, what the open one holds in memory, and how quickly it answers.

Beside the installed dictionary there is a made one of as many entries as anybody may bring along. Each is
measured in a process of its own, run as ``python -m bench.looking_up WHAT FOLDER COUNT``.
"""

import json
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from bench.figures import percentile, table
from bench.resident import peak_megabytes, resident_megabytes
from bench.setting import Setting, child_variables
from parallelreader.app.settings import Settings
from parallelreader.app.words.dictionaries import BUILT_IN, Dictionaries
from parallelreader.app.words.dictionary_importing import import_dictionary
from parallelreader.app.words.entry_page import make_page
from parallelreader.core.language.dictionary import load_dictionary
from parallelreader.paths import UserFolders

_ASKED = 400
_CHARACTERS = "".join(map(chr, range(0x4E00, 0x4E00 + 3000)))
_SOUNDS = ("chuán", "dù", "jiāng", "àn", "shuǐ", "wù", "dēng", "qiáo", "shí", "tou", "mén", "shān")
_ENGLISH = ("ferry", "landing", "river", "bank", "lamp", "bridge", "stone", "gate", "road", "mist", "rope")


def measure(setting: Setting) -> list[str]:
    """The lines to print."""
    count = setting.dictionary_entries
    heads = ("installed", f"made, {count:,} entries")
    made = [_said("installed", setting.scratch, 0), _said("made", setting.scratch, count)]
    held = _said("held", setting.scratch, 0)
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
    ratio = made[0]["memory"] / held["memory"]
    return [
        *table(("", *heads), rows),
        f"the installed one held as objects: read in {held['made']:.1f} s, {held['memory']:.0f} MB;"
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


def _said(what: str, scratch: Path, count: int) -> dict[str, Any]:
    """What a process of its own finds."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.looking_up", what, str(scratch / f"dictionary-{what}"), str(count)],
        env=child_variables(),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def _main(what: str, folder: Path, count: int) -> None:
    if what == "held":
        before, begun = resident_megabytes(), time.perf_counter()
        load_dictionary()
        told = {"made": time.perf_counter() - begun, "memory": resident_megabytes() - before}
    elif what.startswith("ask-"):
        told = _asked(UserFolders.under(folder), what.removeprefix("ask-"))
    else:
        told = _made(what, folder, count)
    print(json.dumps(told))


def _made(what: str, folder: Path, count: int) -> dict[str, Any]:
    """Make the file here, so that asking it elsewhere begins with none of that in memory."""
    folders = UserFolders.under(folder)
    if what == "made":
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / "made.tsv"
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
    kept = [each for each in folder.rglob("*.dictionary") if what == "made" or BUILT_IN in each.name]
    told["file"] = sum(each.stat().st_size for each in kept) / 1e6
    return told | _child(f"ask-{what}", folder)


def _child(what: str, folder: Path) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "bench.looking_up", what, str(folder), "0"],
        env=child_variables(),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def _asked(folders: UserFolders, what: str) -> dict[str, Any]:
    off = (BUILT_IN,) if what == "made" else ()
    if off:
        # It is there in any case; that it is made is measured elsewhere.
        Dictionaries(folders, _Choices()).prepare()
    sample = _sample(folders, what)
    dictionaries = Dictionaries(folders, _Choices(off))
    before, begun = resident_megabytes(), time.perf_counter()
    dictionaries.prepare()
    told: dict[str, Any] = {"opened": (time.perf_counter() - begun) * 1000}
    begun = time.perf_counter()
    dictionaries.entries(sample.words[0])
    told["first"] = (time.perf_counter() - begun) * 1000
    for name, ask in _questions(dictionaries).items():
        asked = sample.english if name == "words by English" else sample.words
        ask(asked[0])
        times = []
        for word in asked:
            begun = time.perf_counter()
            ask(word)
            times.append(time.perf_counter() - begun)
        told[name] = (len(times) / sum(times), percentile(times, 0.95) * 1000)
    told["memory"] = resident_megabytes() - before
    told["entries"] = sum(info.count for info in dictionaries.listed() if info.is_on)
    return told


def _sample(folders: UserFolders, what: str) -> _Sample:
    """Words to ask for, every so many of those there are."""
    chance = random.Random(7)
    if what == "made":
        words = [line.split("\t")[0] for line in islice(_lines(40 * _ASKED), 0, None, 40)]
        return _Sample(words, [" ".join(chance.sample(_ENGLISH, 2)) for _ in range(_ASKED)])
    entries = list(islice(load_dictionary().all_entries(), 0, None, 290))[:_ASKED]
    english = [word for each in entries for word in each.glosses[0].split() if word.isalpha()]
    return _Sample([each.simplified for each in entries], chance.sample(english, min(_ASKED, len(english))))


def _lines(count: int) -> Iterator[str]:
    """A table of words that nobody has, the same each time."""
    chance = random.Random(3)
    for number in range(count):
        size = chance.choice((2, 2, 2, 3, 4))
        word = "".join(chance.choices(_CHARACTERS, k=size))
        sound = " ".join(chance.choices(_SOUNDS, k=size))
        gloss = " ".join(chance.choices(_ENGLISH, k=chance.randint(1, 4)))
        yield f"{word}\t{sound}\t{gloss} {number}\n"


if __name__ == "__main__":
    _main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
