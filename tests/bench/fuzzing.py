"""Gives damaged files to the readers of all formats until time is up (``python -m bench.fuzzing``).

Texts and pairs are damaged, dictionaries, lists of words and packages of Anki, terms, notes and bundles.

Every reader must read a file or say with a FileProblem what is wrong with it, within five seconds and
without taking memory for ever. What does otherwise is kept, with the bytes that did it.
"""

import argparse
import io
import random
import subprocess
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.figures import table
from bench.fuzzing_exchange import exchange_seeds
from bench.fuzzing_words import word_seeds
from bench.resident import peak_megabytes
from bench.setting import SAMPLES, TESTS, child_variables
from made_books import made_book
from made_files import write_bilingual_epub, write_docx, write_epub, write_pages
from parallelreader.core.errors import FileProblem
from parallelreader.core.incoming import Links, Prose
from parallelreader.formats.import_format import ReadOptions
from parallelreader.formats.registry import FORMATS, format_of

SECONDS_ALLOWED = 5.0
MEGABYTES_ALLOWED = 600.0
_SILENCE = 40.0
_ROUND = 45.0
_MOST_PARTS = 200_000
_SCRAPS = (
    b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"&", b"&amp;", b"&#0;", b"&#xd800;", b"<", b">",
    b"</", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"<![CDATA[", b"]]>", b"<!--", b'"', b"'", b"\t", b",", b";",
    b"|||", b"~~~", b"-->", b"00:00:01,000 --> 00:00:02,000\n", b"\n", b"\r", b"\n\n", b"{\\p1}", b"[", b"]",
    b"([", b"\\", b"%", b"999999999999", b"-1", b"0", "。".encode(), "中".encode("gb18030"), b"\xe2\x80\xae",
)  # fmt: skip


def main(arguments: Sequence[str]) -> int:
    """Fuzz in processes of their own and print what came of it; 1 where a reader failed."""
    parser = argparse.ArgumentParser(prog="python -m bench.fuzzing", description=main.__doc__)
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--only", nargs="+", metavar="SUFFIX", help="damage only files with these extensions")
    parser.add_argument("--keep", type=Path, help="a folder for the files that a reader failed on")
    parser.add_argument("--inside", type=float, help=argparse.SUPPRESS)
    parsed = parser.parse_args(arguments)
    keep = parsed.keep or Path(tempfile.mkdtemp(prefix="parallelreader-fuzzing-"))
    keep.mkdir(parents=True, exist_ok=True)
    if parsed.inside is not None:
        return _fuzz(parsed.seed, parsed.inside, keep, parsed.only or [])
    print(f"{len(FORMATS)} formats, seed {parsed.seed}, failures are kept in {keep}", flush=True)
    return _supervise(parsed.seed, parsed.minutes * 60, keep, parsed.only or [])


def _supervise(seed: int, seconds: float, keep: Path, only: Sequence[str]) -> int:
    """Run one process after the other, so that a crash or a hang of one is not the end."""
    ends = time.monotonic() + seconds
    counts: Counter[str] = Counter()
    peak = 0.0
    while (left := ends - time.monotonic()) > 1:
        seed += 1
        command = [sys.executable, "-m", "bench.fuzzing", "--seed", str(seed), "--keep", str(keep)]
        command += ["--inside", str(min(left, _ROUND)), *(["--only", *only] if only else [])]
        try:
            done = subprocess.run(
                command,
                env=child_variables(),
                stdout=subprocess.PIPE,
                text=True,
                check=False,
                timeout=min(left, _ROUND) + _SILENCE,
            )
            said = done.stdout.splitlines()
        except subprocess.TimeoutExpired as expired:
            said = [f"hang\t{_current(keep, 'hang', seed)}"]
            said += (expired.stdout or b"").decode("utf-8", "replace").splitlines()
            done = None
        if done is not None and done.returncode:
            said.append(f"crash\tthe process ended with {done.returncode}: {_current(keep, 'crash', seed)}")
        for line in said:
            kind, _, rest = line.partition("\t")
            if kind == "peak":
                peak = max(peak, float(rest))
            elif kind == "count":
                name, _, number = rest.rpartition("\t")
                counts[name] += int(number)
            else:
                counts["failures"] += 1
                print(f"{kind}: {rest}", flush=True)
    failures = counts.pop("failures", 0)
    print(
        "\n".join(
            table(("format, what came of it", "files"), [(n, f"{c:,}") for n, c in sorted(counts.items())])
        )
    )
    print(f"{sum(counts.values()):,} files, {failures} failures, at most {peak:.0f} MB resident")
    return int(failures > 0)


def _current(keep: Path, kind: str, seed: int) -> str:
    """Keep the file that was being read when the process ended."""
    for found in keep.glob("current/*"):
        kept = keep / f"{kind}-{seed}-{found.name}"
        kept.write_bytes(found.read_bytes())
        return str(kept)
    return "no file"


def _fuzz(seed: int, seconds: float, keep: Path, only: Sequence[str]) -> int:
    chance = random.Random(seed)
    current = keep / "current"
    current.mkdir(exist_ok=True)
    counts: Counter[str] = Counter()
    ends = time.monotonic() + seconds
    with tempfile.TemporaryDirectory() as folder:
        read = dict.fromkeys(_seeds(Path(folder)), _read_text) | dict(word_seeds(Path(folder) / "words"))
        read |= exchange_seeds(Path(folder) / "exchange", SAMPLES)
        seeds = [path for path in read if not only or path.suffix in only]
        contents = [path.read_bytes() for path in seeds]
        suffixes = sorted({suffix for each in FORMATS for suffix in each.extensions})
        while time.monotonic() < ends:
            place = chance.randrange(len(seeds))
            seed = seeds[place]
            damaged = _damaged(contents[place], chance, contents)
            others = suffixes if read[seed] is _read_text else [each.suffix for each in seeds]
            name = chance.choice((seed.name, seed.name, f"file{chance.choice(others)}"))
            _attempt(seed, read[seed], name, damaged, current, keep, counts)
    for what, number in counts.items():
        print(f"count\t{what}\t{number}")
    print(f"peak\t{peak_megabytes()}", flush=True)
    return 0


def _seeds(folder: Path) -> list[Path]:
    """Sound files of every format: those in ``tests/data``, our samples, and books and pages made here."""
    book = made_book(chapters=2)
    write_epub(folder / "book.epub", book, "zh")
    write_bilingual_epub(folder / "both.epub", book)
    write_docx(folder / "book.docx", book, "en")
    (folder / "pages").mkdir()
    pages = write_pages(folder / "pages", book, "zh")[:1]
    made = [path for path in folder.glob("*") if path.is_file()]
    data = [path for path in sorted((TESTS / "data").rglob("*")) if path.is_file()]
    return [*data, *made, *pages, *sorted(SAMPLES.glob("*/zh.txt"))[:1]]


def _read_text(path: Path) -> str:
    found = format_of(path)
    _drain(found.read(path, ReadOptions()))
    return found.name


def _attempt(
    seed: Path,
    read: Callable[[Path], str],
    name: str,
    damaged: bytes,
    current: Path,
    keep: Path,
    counts: Counter[str],
) -> None:
    for old in current.iterdir():
        old.unlink()
    for neighbour in seed.parent.iterdir() if seed.parent.name in ("intertext", "stardict") else ():
        (current / neighbour.name).write_bytes(neighbour.read_bytes())
    path = current / name
    path.write_bytes(damaged)
    begun = time.monotonic()
    before = peak_megabytes()
    chosen = read.__name__.removeprefix("_").replace("_", " ")
    try:
        chosen = read(path)
        outcome = "read"
    except FileProblem as problem:
        outcome = "refused" if problem.what and problem.mend else "refused without a mend"
    except Exception as error:  # noqa: BLE001  whatever comes is what this looks for
        outcome = "failed"
        _report(keep, path, f"{chosen}: {type(error).__name__}: {str(error)[:200]}", traceback.format_exc())
    took = time.monotonic() - begun
    if took > SECONDS_ALLOWED:
        _report(keep, path, f"{chosen}: took {took:.1f} s", "")
    if peak_megabytes() > max(before, MEGABYTES_ALLOWED) + 50:
        _report(keep, path, f"{chosen}: grew to {peak_megabytes():.0f} MB", "")
    counts[f"{chosen}, {outcome}"] += 1


def _drain(incoming: object) -> None:
    if isinstance(incoming, Prose | Links):
        return
    columns = len(incoming.columns)  # type: ignore[attr-defined]
    for number, part in enumerate(incoming.read()):  # type: ignore[attr-defined]
        cells = getattr(part, "cells", None)
        if cells is not None and len(cells) != columns:
            raise AssertionError(f"a unit with {len(cells)} cells for {columns} columns")
        if cells is not None and any("\n" in cell or "\0" in cell for cell in cells):
            raise AssertionError(f"a cell that is not one line: {cells!r}"[:300])
        if number > _MOST_PARTS:
            return


def _report(keep: Path, path: Path, what: str, trace: str) -> None:
    kept = keep / f"failed-{time.time_ns()}{path.suffix}"
    kept.write_bytes(path.read_bytes())
    kept.with_suffix(kept.suffix + ".txt").write_text(f"{path.name}\n{what}\n{trace}", encoding="utf-8")
    print(f"failure\t{what} ({kept})", flush=True)


def _damaged(content: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    """``content`` with some faults; those of an archive inside one of its parts, more often than outside."""
    if content.startswith(b"PK\x03\x04") and chance.random() < 0.75:
        return _damaged_archive(content, chance, others)
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        content = _fault(content, chance, others)
    return content


def _damaged_archive(content: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        victims = {chance.choice(names) for _ in range(2)}
        for name in names:
            part = old.read(name)
            if name in victims:
                if chance.random() < 0.1:
                    continue
                for _ in range(chance.choice((1, 2, 4))):
                    part = _fault(part, chance, others)
            new.writestr(name, part)
    return made.getvalue()


def _fault(content: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    begin = chance.randrange(len(content) + 1)
    end = min(len(content), begin + int(chance.expovariate(1 / 30)))
    piece = content[begin:end]
    match chance.randrange(9):
        case 0:
            return content[:begin] + content[end:]
        case 1:
            return content[:end] + piece * chance.choice((1, 2, 500)) + content[end:]
        case 2:
            return content[:begin] + chance.choice(_SCRAPS) * chance.choice((1, 1, 3, 300)) + content[begin:]
        case 3:
            return content[:begin] + bytes(chance.randrange(256) for _ in piece) + content[end:]
        case 4:
            return content[:begin]
        case 5:
            other = chance.choice(others)
            start = chance.randrange(len(other) + 1)
            return content[:begin] + other[start : start + chance.randrange(400)] + content[begin:]
        case 6:
            return content[:begin] + b"x" * chance.choice((10, 10_000, 1_500_000)) + content[begin:]
        case 7:
            try:
                text = content.decode("utf-8")
                return text.encode(chance.choice(("utf-16", "gb18030", "utf-16-be", "big5")), "replace")
            except UnicodeDecodeError:
                return content[begin:] + content[:begin]
        case _:
            return content[:begin] + content[begin:end][::-1] + content[end:]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
