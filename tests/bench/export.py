"""How many pairs a second go out in each format, and what memory that takes beside the document itself.

Each figure comes from a process of its own.
"""

import time
from collections.abc import Callable
from pathlib import Path

from bench.apart import figures_apart
from bench.figures import table
from bench.resident import peak_megabytes
from bench.setting import Setting
from bench.texts import long_corpus
from parallelreader.app.exchange.aligned_files import AlignedFormat, AlignedSource, write_aligned
from parallelreader.app.handing.handing import HandoutFormat, hand_out_corpus, write_handout
from parallelreader.app.handing.verticals import write_vertical
from parallelreader.app.library import open_cache
from parallelreader.app.words.text_words import TextWords
from parallelreader.core.corpus import Corpus
from parallelreader.core.handout import HandoutOptions
from parallelreader.formats.corpus_folder import read_corpus
from parallelreader.store.segmentation_cache import SegmentationCache
from parallelreader.ui.main import make_application
from parallelreader.ui.printing.pdf import write_pdf

_OPENED = "only opened"
_PINYIN = "with pinyin"
_QUICK = (_OPENED, "tsv", "tmx", "tei", "html", "epub", "docx")
# Setting pages and reading words takes longer: of these a part is enough to tell how long.
_SLOW = ("vertical", "pdf", *(f"{each} {_PINYIN}" for each in ("html", "epub", "docx", "pdf")))
_PART = 20

Write = Callable[[Corpus, SegmentationCache, Path], object]


def measure(setting: Setting) -> list[str]:
    """The lines to print."""
    rows = []
    for pairs, formats in ((setting.long, _QUICK), (setting.long // _PART, (_OPENED, *_SLOW))):
        corpus = long_corpus(setting, pairs)
        for wanted in formats:
            seconds, megabytes, size = figures_apart(
                setting, write_and_tell, str(setting.scratch), str(corpus), wanted
            )
            speed = f"{pairs / seconds:,.0f}"
            rows.append((f"{pairs:,} pairs", wanted, speed, f"{megabytes:.0f} MB", f"{size:.1f} MB"))
    return table(("", "format", "pairs a second", "memory at most, with it", "file"), rows)


def write_and_tell(scratch: str, folder: str, wanted: str) -> tuple[float, float, float]:
    """Write a corpus out; seconds, megabytes held at most, and megabytes of file."""
    setting = Setting(Path(scratch))
    corpus, cache = read_corpus(Path(folder)), open_cache(setting.folders("texts"))
    out = setting.scratch / f"{corpus.folder.name}-as-{wanted.replace(' ', '-')}"
    words = TextWords(setting.folders("texts").cache)
    if wanted.endswith(_PINYIN) or wanted == "vertical":
        words.load()
    write = _writer(wanted, words)
    begun = time.perf_counter()
    write(corpus, cache, out)
    seconds = time.perf_counter() - begun
    files = [each for each in (out, *out.rglob("*")) if each.is_file()]
    return seconds, peak_megabytes(), sum(each.stat().st_size for each in files) / 1e6


def _writer(wanted: str, words: TextWords) -> Write:
    name, _, pinyin = wanted.partition(" ")
    if wanted == _OPENED:
        return lambda corpus, cache, out: next(
            iter(hand_out_corpus(corpus, HandoutOptions(), cache=cache).parts())
        )
    if name == "vertical":
        return lambda corpus, cache, out: write_vertical(corpus, out, words=words, cache=cache)
    if name in set(AlignedFormat):
        aligned = AlignedFormat(name)
        return lambda corpus, cache, out: write_aligned(AlignedSource(corpus, cache=cache), aligned, out)
    options = HandoutOptions(has_pinyin=bool(pinyin))
    if name == "pdf":
        make_application()
        return lambda corpus, cache, out: write_pdf(
            hand_out_corpus(corpus, options, words=words, cache=cache), out
        )
    wanted_format = HandoutFormat(name)
    return lambda corpus, cache, out: write_handout(
        hand_out_corpus(corpus, options, words=words, cache=cache), wanted_format, out
    )
