"""How right and how fast words are linked inside pairs, and what the tables for it cost.

The error rate needs the pairs with gold links beside the checkout: every pair is judged by weights that were
fitted without it, as ``link_fitting`` does it. Speed is measured on our own story.
"""

import time
from collections.abc import Callable
from typing import TypeVar

import lighthouse_story
from bench.figures import middle, percentile, table
from bench.link_fitting import DATA, error_rate, hold_out, judge_plain, read_examples
from bench.link_network import Training
from bench.setting import Setting
from parallelreader.app.word_links import word_links
from parallelreader.core.language.dictionary import load_dictionary
from parallelreader.core.links import LinkModel, Span, build_tables
from parallelreader.core.links.lexicon import Lexicon
from parallelreader.core.links.model import LINKED
from parallelreader.core.links.tokens import chinese_tokens, english_tokens

_Result = TypeVar("_Result")
_PUBLISHED = (
    ("fast_align, trained on a large corpus", 38.1),
    ("Mgiza, likewise", 35.1),
    ("eflomal, likewise", 28.7),
    ("multilingual BERT", 18.1),
    ("multilingual BERT, fine-tuned", 13.4),
)


def measure(setting: Setting) -> list[str]:
    """The lines to print."""
    cache = setting.scratch / "word-links"
    made, _ = _timed(lambda: word_links(cache))
    read, model = _timed(lambda: word_links(cache))
    kept = sum(file.stat().st_size for file in cache.rglob("*") if file.is_file())
    lines = [
        f"tables made in {made:.1f} s in a process of their own, read in {read:.2f} s, {kept / 1e6:.1f} MB",
        *speed(model),
    ]
    if not (DATA.is_dir() and setting.reads_shared):
        return [*lines, "no pairs with gold links beside the checkout: 0 pairs, error rate not measured"]
    return [*lines, "", *_error_rates()]


def speed(model: LinkModel) -> list[str]:
    """Milliseconds for a pair of the story, at first sight and then."""
    pairs = [
        (_words("".join(chinese), chinese_tokens), _words(" ".join(english), english_tokens))
        for chinese, english in lighthouse_story.STORY
    ]
    sizes = f"{middle(len(zh) for zh, _ in pairs):.0f} × {middle(len(en) for _, en in pairs):.0f} tokens"
    rows = []
    for name in ("at first sight", "again"):
        times = [1000 * _timed(lambda zh=zh, en=en: model.link(zh, en))[0] for zh, en in pairs]
        rows.append((name, f"{middle(times):.1f} ms", f"{percentile(times, 0.95):.1f} ms"))
    return table((f"a pair of {sizes}", "median", "95 %"), rows)


def _error_rates() -> list[str]:
    lexicon = Lexicon(build_tables(load_dictionary()))
    examples = read_examples(DATA, lexicon)
    found = judge_plain(examples, hold_out(examples, lexicon), Training())
    rates = error_rate(examples, [each > LINKED for each in found])
    rows = [("without any corpus", *(f"{rate:.1f}" for rate in rates))]
    rows += [(f"published, for all 450: {name}", f"{rate:.1f}", "", "") for name, rate in _PUBLISHED]
    return table((f"{len(examples)} pairs held out in turn", "AER", "precision", "recall"), rows)


def _words(sentence: str, tokens: Callable[[str], list[Span]]) -> list[str]:
    return [sentence[start:end] for start, end in tokens(sentence)]


def _timed(work: Callable[[], _Result]) -> tuple[float, _Result]:
    begun = time.perf_counter()
    result = work()
    return time.perf_counter() - begun, result
