"""Files of units as small or as long as a test wants them, of our own making."""

import itertools
import random
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from parallelreader.app.unit_plan import UnitPlan, UnitSource, plan_units, survey
from parallelreader.core.errors import FileProblem
from parallelreader.core.incoming import Column, Fault, Unit
from parallelreader.core.progress import NO_PROGRESS, Progress

_WHO = [
    ("摆渡的老人", "the old ferryman"),
    ("守灯塔的姑娘", "the girl who keeps the light"),
    ("磨坊主的儿子", "the miller's son"),
    ("送信的人", "the woman with the letters"),
    ("我们的邻居", "our neighbour"),
]
_WHEN = [
    ("天还没亮的时候", "before it was light"),
    ("雨停了以后", "after the rain had stopped"),
    ("第三个冬天", "in the third winter"),
    ("集市散了", "when the market was over"),
]
_WHAT = [
    ("把船推进了水里", "pushed the boat into the water"),
    ("沿着河岸慢慢往回走", "walked slowly back along the bank"),
    ("数了数剩下的木板", "counted the boards that were left"),
    ("站在门口听远处的钟声", "stood at the door and listened to the bells far away"),
]


def made_pairs(count: int, *, seed: int = 4) -> Iterator[tuple[str, str]]:
    """So many sentences of some 20 characters with their English, no two alike."""
    choose = random.Random(seed)
    for number in range(1, count + 1):
        who, when, what = (choose.choice(each) for each in (_WHO, _WHEN, _WHAT))
        chinese = f"{when[0]}，{who[0]}{what[0]}，这是第{number}次。"
        english = f"{when[1].capitalize()} {who[1]} {what[1]}, for time number {number}."
        if number % 9 == 0:
            chinese += "没有人看见。"
            english += " Nobody saw it."
        yield chinese, english


def write_table(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    """A file for :class:`TableUnits`: a unit a line, its cells with tabs between them."""
    path.write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")
    return path


class TableUnits:
    """The simplest units there are: lines with tabs. A line that begins with ! is a fault, one with ? breaks
    the file off there."""

    title = ""

    def __init__(self, path: Path, languages: Sequence[str] = ("zh", "en")) -> None:
        self._path = path
        self.columns = tuple(Column(language) for language in languages)
        self.read_after: list[int] = []

    def read(self, *, after: int = 0, progress: Progress = NO_PROGRESS) -> Iterator[Unit | Fault]:
        self.read_after.append(after)
        size = self._path.stat().st_size
        done = 0
        with self._path.open(encoding="utf-8") as stream:
            for number, line in enumerate(itertools.islice(stream, after, None), after + 1):
                done += len(line.encode())
                progress.step(done, size)
                if line.startswith("?"):
                    raise FileProblem("The file breaks off", where=self._path, line=number)
                if line.startswith("!"):
                    yield Fault(line[1:].strip(), line=number)
                else:
                    yield Unit(tuple(line.rstrip("\n").split("\t")))


def table_plan(path: Path, into: Path, languages: Sequence[str] = ("zh", "en")) -> UnitPlan:
    """What a table would become by itself."""
    return plan_units(UnitSource((path,)), survey(TableUnits(path, languages)), into)


class StopAfter:
    """Progress that stops whoever tells it, by raising ``error`` at the call with this number."""

    def __init__(self, calls: int, error: type[BaseException]) -> None:
        self._left, self._error = calls, error

    def step(self, done: int, total: int, text: str = "") -> None:
        self._left -= 1
        if self._left < 0:
            raise self._error("stopped by the test")


def write_tmx(path: Path, pairs: Iterable[tuple[str, str]]) -> Path:
    """A translation memory of these pairs."""
    with path.open("w", encoding="utf-8") as stream:
        stream.write('<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n')
        stream.write(
            '<header srclang="zh" segtype="sentence" datatype="plaintext" adminlang="en"/>\n<body>\n'
        )
        for chinese, english in pairs:
            cells = (("zh", chinese), ("en", english))
            words = "".join(f'<tuv xml:lang="{tag}"><seg>{escape(cell)}</seg></tuv>' for tag, cell in cells)
            stream.write(f"<tu>{words}</tu>\n")
        stream.write("</body>\n</tmx>\n")
    return path
