"""Notes carried into edited texts: how many whose words survive are found, and how many are put elsewhere.

On the bundled texts and, where they lie beside the checkout, on the Chinese and English of the hand-aligned
ones; the edits, in which every character remembers where it stood, are those of ``carried_notes``.
"""

import time
from collections.abc import Iterator

from bench.figures import table
from bench.gold import GOLD, SETS, read_gold
from bench.setting import SAMPLES, Setting
from carried_notes import EDITS, LENGTHS, Tally, cases, tally

_IN_PARAGRAPH = 5


def measure(setting: Setting) -> list[str]:
    """The lines to print."""
    texts = list(_texts(setting))
    lines = [f"{len(texts)} texts, {sum(map(len, texts)):,} code points, {setting.notes_carried} quotes each"]
    for keeps_former, words in ((True, "former text kept"), (False, "by the quote alone")):
        begun = time.perf_counter()
        rows = []
        for name, edit in EDITS.items():
            cells = []
            for length in LENGTHS:
                total = Tally()
                for number, text in enumerate(texts):
                    given = cases(text, edit, length, setting.notes_carried, seed=number)
                    total += tally(given, keeps_former=keeps_former)
                cells.append(_cell(total))
            rows.append((name, *cells))
        lines += ["", *table((f"{words}: found; false", *(f"{each} code points" for each in LENGTHS)), rows)]
        lines.append(f"{time.perf_counter() - begun:.0f} s")
    return lines


def _cell(total: Tally) -> str:
    found = (
        f"{100 * total.found / total.surviving:.1f} % of {total.surviving}"
        if total.surviving
        else "none left"
    )
    return f"{found}; {len(total.false)}"


def _texts(setting: Setting) -> Iterator[str]:
    for folder in sorted(path for path in SAMPLES.iterdir() if path.is_dir()):
        for name in ("zh", "free"):
            lines = (folder / f"{name}.txt").read_text("utf-8").splitlines()
            yield "\n".join(line.strip() for line in lines if line.strip())
    if not (GOLD.is_dir() and setting.reads_shared):
        return
    for name in SETS["literary"]:
        text = read_gold(name)
        yield _paragraphs(text.source, "")
        yield _paragraphs(text.target, " ")


def _paragraphs(sentences: list[str], between: str) -> str:
    groups = (sentences[at : at + _IN_PARAGRAPH] for at in range(0, len(sentences), _IN_PARAGRAPH))
    return "\n".join(between.join(each.strip() for each in group) for group in groups)
