"""The first fifty hits of a fixed set of queries, by the index and by looking through the same text.

The text is made of dictionary words, a sentence a pair, as long as asked for.
"""

import random
import time
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from bench.figures import percentile, table
from bench.made_text import made_text
from bench.resident import peak_megabytes
from bench.setting import Setting
from parallelreader.app.indexing import index_path, update_index
from parallelreader.app.library import OpenDocument, load_document, open_corpus
from parallelreader.app.searching import CorpusSearch
from parallelreader.core.corpus import Corpus
from parallelreader.core.search.folding import fold
from parallelreader.core.search.query import parse_query

_FIRST = 50
_LENGTHS = range(1, 13)
_OF_EACH_LENGTH = 6
_ENGLISH = 40
_PINYIN = ("xuexi", "zhongguo", "shi2jian1", "de", "ren", "xian", "yinhang", "dà xué", "fang'an", "meiyou")
# A plain scan takes so long that not every query can be put to it.
_SCANNED_OF = 5
_FOLDER = """\
title: Made
documents:
  - id: made
    title: Made
    versions:
      - {id: zh, language: zh-Hans, hand: original, text: zh.txt}
      - {id: en, language: en, hand: own, text: en.txt}
    alignments:
      - {between: [zh, en], file: made.tsv}
"""


def measure(setting: Setting) -> list[str]:
    """The lines to print."""
    lines = []
    for pairs in setting.pairs_searched:
        lines += _measured(setting.scratch / f"search-{pairs}", pairs)
    return lines


def _measured(folder: Path, pairs: int) -> list[str]:
    chinese, english = _written(folder, pairs)
    corpus = open_corpus(folder)
    begun = time.perf_counter()
    update_index(corpus, folder / "cache")
    built = time.perf_counter() - begun
    size = index_path(folder / "cache", corpus).stat().st_size
    text_size = sum((folder / name).stat().st_size for name in ("zh.txt", "en.txt"))
    opened = load_document(corpus, "made")
    queries = fixed_queries(chinese, english)
    rows = []
    for name, asked in queries.items():
        indexed = [_seconds(corpus, opened, folder / "cache", query) for query in asked]
        some = asked[::_SCANNED_OF]
        scanned = [_seconds(corpus, opened, None, query) for query in some]
        rows.append(
            (
                f"{len(asked)} {name}",
                f"{percentile(indexed, 0.5) * 1000:.1f} ms",
                f"{percentile(indexed, 0.95) * 1000:.1f} ms",
                f"{percentile(scanned, 0.5) * 1000:.0f} ms",
                f"{percentile(scanned, 0.95) * 1000:.0f} ms",
                f"{percentile(scanned, 0.95) / percentile(indexed, 0.95):.0f}",
            )
        )
    wanted = [query for name in ("Chinese, 1 to 12 characters", "English words") for query in queries[name]]
    indexed = [_seconds(corpus, opened, folder / "cache", query) for query in wanted]
    joined = _find_alone(chinese, queries["Chinese, 1 to 12 characters"])
    head = f"{pairs:,} pairs, first {_FIRST} hits"
    return [
        *table((head, "middle", "95 %", "scan, middle", "scan, 95 %", "ratio"), rows),
        f"Chinese and English together: 95 % {percentile(indexed, 0.95) * 1000:.1f} ms, at most"
        f" {max(indexed) * 1000:.1f} ms; str.find alone on the folded Chinese, joined and held in memory:"
        f" 95 % {joined * 1000:.1f} ms",
        f"index made in {built:.1f} s, {size / 1e6:.0f} MB for {text_size / 1e6:.0f} MB of text;"
        f" at most {peak_megabytes():.0f} MB of memory in all",
    ]


def fixed_queries(chinese: Sequence[str], english: Sequence[str]) -> dict[str, list[str]]:
    """Pieces of the text and others that are not in it; the same each time for the same text."""
    chance = random.Random(7)
    pieces = []
    for length in _LENGTHS:
        while len(pieces) < length * _OF_EACH_LENGTH:
            sentence = chance.choice(chinese)
            runs = [run for part in sentence.split("，") if len(run := part.rstrip("。")) >= length]
            if runs:
                run = chance.choice(runs)
                at = chance.randrange(len(run) - length + 1)
                piece = run[at : at + length]
                # One in three is shuffled, and most of those stand nowhere.
                pieces.append("".join(chance.sample(piece, length)) if len(pieces) % 3 == 2 else piece)
    words = [
        word.strip(".").lower()
        for sentence in chance.sample(list(english), min(400, len(english)))
        for word in sentence.split()
    ]
    single = chance.sample(sorted(set(words)), min(_ENGLISH - 10, len(set(words))))
    double = [" ".join(chance.sample(chance.choice(english).strip(".").split(), 2)) for _ in range(6)]
    return {
        "Chinese, 1 to 12 characters": pieces,
        "English words": [*single, *double, "the", "ferries", "zyzzyva", "ran"],
        "pinyin": list(_PINYIN),
    }


def _written(folder: Path, pairs: int) -> tuple[list[str], list[str]]:
    chinese, english = made_text(pairs)
    english = english[: len(chinese)]
    folder.mkdir(parents=True)
    (folder / "corpus.yaml").write_text(_FOLDER, encoding="utf-8")
    (folder / "zh.txt").write_text("\n".join(chinese) + "\n", encoding="utf-8")
    (folder / "en.txt").write_text("\n".join(english) + "\n", encoding="utf-8")
    with (folder / "made.tsv").open("w", encoding="utf-8") as stream:
        stream.write("source\ttarget\tconfidence\torigin\n")
        stream.writelines(f"{number}.1\t{number}.1\t1\taligner\n" for number in range(1, len(english) + 1))
    return chinese, english


def _seconds(corpus: Corpus, opened: OpenDocument, cache: Path | None, query: str) -> float:
    """From the words typed to the first fifty pairs with their places, as the window gets them."""
    begun = time.perf_counter()
    search = CorpusSearch(corpus, cache_folder=cache, opened=[opened])
    left = _FIRST
    for sense in parse_query(query).senses:
        for place in islice(search.places(sense), left):
            search.found(place, sense)
            left -= 1
    return time.perf_counter() - begun


def _find_alone(chinese: Sequence[str], queries: Sequence[str]) -> float:
    """The least that looking through can take: no folding, no sentences, no pairs."""
    folded = fold("\n".join(chinese))
    seconds = []
    for query in queries:
        begun = time.perf_counter()
        at, left = -1, _FIRST
        while left and (at := folded.find(query, at + 1)) >= 0:
            left -= 1
        seconds.append(time.perf_counter() - begun)
    return percentile(seconds, 0.95)
