"""Reading translation memories, and importing them into a corpus: units a second and memory, beside
translate-toolkit that reads the same file.

Each figure comes from a process of its own. translate-toolkit is GPL and no part of the program; without it
there is nothing to compare with, which is said.
"""

import importlib.util
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.apart import figures_apart
from bench.figures import middle, table
from bench.resident import peak_megabytes
from bench.setting import Setting
from parallelreader.core.incoming import Unit
from parallelreader.formats.import_format import ReadOptions
from parallelreader.formats.tmx import read_tmx

_ROUNDS = 3
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header creationtool="bench" creationtoolversion="1" segtype="sentence" o-tmf="none"
 adminlang="en" srclang="zh-CN" datatype="plaintext"/><body>
"""
_PLACES = (
    ("渡口", "at the ferry"),
    ("石阶上", "on the stone steps"),
    ("雾里", "in the fog"),
    ("灯下", "by the lamp"),
)
_PEOPLE = (
    ("老艄公", "the old ferryman"),
    ("卖鱼的女人", "the woman who sold fish"),
    ("两个学生", "two students"),
)
_ACTS = (("等着天亮", "waited for daylight"), ("数着船上的货", "counted the goods & bundles on the boat"))


def measure(setting: Setting) -> list[str]:
    """The lines to print."""
    rows = []
    for units in setting.memory_units:
        file = written_memory(setting.scratch / f"memory-{units}.tmx", units)
        ours = _figures(setting, "reader", file)
        rows.append(_row(f"reader, {units:,} units", ours))
        rows.append(_row(f"import into a corpus, {units:,} units", _figures(setting, "importer", file)))
        if units > setting.most_units_compared:
            continue
        if importlib.util.find_spec("translate") is None:
            rows.append((f"translate-toolkit, {units:,} units", "not measured: it is not installed", "", ""))
            continue
        theirs = _figures(setting, "toolkit", file)
        rows.append(_row(f"translate-toolkit, {units:,} units", theirs))
        rows.append(
            ("  the reader against it", f"{ours[0] / theirs[0]:.1f} x", "", f"{ours[1] / theirs[1]:.2f}")
        )
        file.unlink()
    return table(("a memory read from end to end", "units a second", "seconds", "peak memory"), rows)


def _row(name: str, figures: tuple[float, float, float]) -> tuple[str, str, str, str]:
    speed, megabytes, seconds = figures
    return name, f"{speed:,.0f}", f"{seconds:.2f}", f"{megabytes:.0f} MB"


def _figures(setting: Setting, reader: str, file: Path) -> tuple[float, float, float]:
    """Units a second, peak resident megabytes of the whole process, and seconds; each the median."""
    rounds = _ROUNDS if setting.is_apart else 1
    found = [figures_apart(setting, time_one, reader, str(file)) for _ in range(rounds)]
    return middle(f[0] for f in found), middle(f[1] for f in found), middle(f[2] for f in found)


def written_memory(path: Path, units: int) -> Path:
    """A memory of so many units in both languages, each with words of its own."""
    with path.open("w", encoding="utf-8") as file:
        file.write(_HEAD)
        for number in range(units):
            place, person, act = (
                each[number // step % len(each)] for each, step in ((_PLACES, 1), (_PEOPLE, 4), (_ACTS, 12))
            )
            act_en = act[1].replace("&", "&amp;")
            file.write(
                f'<tu tuid="{number}"><prop type="x-document">第{number // 1000}夜</prop>\n'
                f'<tuv xml:lang="zh-CN"><seg>第{number}夜，{person[0]}在{place[0]}{act[0]}。</seg></tuv>\n'
                f'<tuv xml:lang="en"><seg>Night {number}: {person[1]} {act_en} {place[1]}.</seg></tuv></tu>\n'
            )
        file.write("</body></tmx>\n")
    return path


def read_by_reader(file: Path) -> int:
    """How many units have words on both sides, by this program."""
    return sum(isinstance(part, Unit) and all(part.cells) for part in read_tmx(file, ReadOptions()).read())


def bring_into_corpus(file: Path) -> int:
    """The same, and written into a corpus: texts, alignment, contents."""
    # The others need none of this, and would be charged with its memory.
    from parallelreader.app.opened_units import open_units
    from parallelreader.app.unit_import import UnitImport
    from parallelreader.app.unit_plan import UnitSource, plan_units, survey

    source = UnitSource((file,))
    with TemporaryDirectory(dir=file.parent) as folder:
        plan = plan_units(source, survey(open_units(source)), Path(folder) / "corpus")
        with UnitImport(plan) as work:
            work.read(open_units)
            return work.finish().counts.pairs[0]


def read_by_toolkit(file: Path) -> int:
    """The same by translate-toolkit, as its documentation has it."""
    from translate.storage.tmx import tmxfile

    with file.open("rb") as opened:
        store = tmxfile(opened, "zh-CN", "en")
    return sum(bool(unit.source and unit.target) for unit in store.unit_iter())


_READERS: dict[str, Callable[[Path], int]] = {
    "reader": read_by_reader,
    "importer": bring_into_corpus,
    "toolkit": read_by_toolkit,
}


def time_one(reader: str, file: str) -> tuple[float, float, float]:
    """Units a second, megabytes at most, and seconds; what a reader imports on its first use counts too."""
    begun = time.perf_counter()
    units = _READERS[reader](Path(file))
    seconds = time.perf_counter() - begun
    return units / seconds, peak_megabytes(), seconds
