"""How long a shelf of documents takes, one after another and several at once, and what a warm aligner saves.

The processes stand back behind everything else, so only a machine with nothing else to do shows the gain.
"""

import random
import time
from pathlib import Path

import lighthouse_story
from bench.figures import middle, table
from bench.setting import Setting
from factories import write_corpus, write_document
from parallelreader.app.aligning import POOL, AlignmentJob, run_alignment, warm_up
from parallelreader.app.shelf import align_corpus, most_at_once

# Uneven, as a shelf is: of so many parts of the whole each.
_PARTS = (4, 5, 6, 7, 8, 10)
_ROUNDS = 3
_SECONDS_TO_WARM_UP = 3.0


def measure(setting: Setting) -> list[str]:
    """Seconds for six documents, and for a chapter with a cold and with a warm aligner."""
    folder = _shelf(setting)
    ways = dict.fromkeys((1, max(most_at_once(), 2)))
    seconds: dict[int, list[float]] = {at_once: [] for at_once in ways}
    for _ in range(_ROUNDS if setting.reads_shared else 1):
        for at_once, taken in seconds.items():
            POOL.close()
            begun = time.perf_counter()
            align_corpus(folder, everything=True, at_once=at_once)
            taken.append(time.perf_counter() - begun)
    alone = middle(seconds[1])
    rows = [
        (f"{at_once} at once", f"{middle(taken):.1f}", f"{alone / middle(taken):.2f}")
        for at_once, taken in seconds.items()
    ]
    lines = table(
        (f"six documents, {sum(_PARTS)} parts of {_sentences(setting)}", "s", "times as fast"), rows
    )
    return [*lines, "", *_warmth(setting)]


def _warmth(setting: Setting) -> list[str]:
    chapter = AlignmentJob(tuple(lighthouse_story.chinese()) * 6, tuple(lighthouse_story.english()) * 6)
    POOL.close()
    cold, warm = _seconds(chapter), _seconds(chapter)
    POOL.close()
    warm_up()
    time.sleep(_SECONDS_TO_WARM_UP if setting.reads_shared else 0.1)
    rows = [
        ("first", f"{1000 * cold:.0f}"),
        ("second", f"{1000 * warm:.0f}"),
        ("first after warming up", f"{1000 * _seconds(chapter):.0f}"),
    ]
    POOL.close()
    return table((f"a chapter of {len(chapter.source)} by {len(chapter.target)} sentences", "ms"), rows)


def _seconds(job: AlignmentJob) -> float:
    begun = time.perf_counter()
    run_alignment(job)
    return time.perf_counter() - begun


def _sentences(setting: Setting) -> int:
    return max(setting.sentences_to_align // _PARTS[-1], len(lighthouse_story.STORY))


def _shelf(setting: Setting) -> Path:
    """Six documents of our story told over and over, its sentences in another order each time."""
    folder = setting.scratch / "shelf"
    documents = []
    for number, parts in enumerate(_PARTS):
        chance = random.Random(number)
        pairs: list[tuple[list[str], list[str]]] = []
        while len(pairs) < parts * _sentences(setting):
            pairs += chance.sample(lighthouse_story.STORY, len(lighthouse_story.STORY))
        chinese = "\n".join("".join(source) for source, _ in pairs)
        english = "\n".join(" ".join(target) for _, target in pairs)
        versions = {"zh": ("zh-Hans", chinese), "en": ("en", english)}
        documents.append(write_document(folder, f"story-{number}", versions))
    return write_corpus(folder, "Shelf", documents)
