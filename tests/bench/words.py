"""Words cut and read: how many rightly, against what was cut and read by hand, and how quickly."""

import gc
import time
from collections.abc import Callable
from dataclasses import replace

from bench.figures import middle, table
from bench.made_text import made_text
from bench.name_gold import SETS as NAMED
from bench.name_gold import gold_documents, score_names
from bench.setting import SAMPLES, Setting
from bench.word_gold import SETS, cut_sentences, read_characters, readings_right, words_right
from parallelreader.app.words.text_words import Loaded, TextWords
from parallelreader.core.language import segment
from parallelreader.core.language.conversion import Script, converter
from parallelreader.core.text import Span, Text
from parallelreader.core.words.counting import count_words

_PAGE = 1200
_NAMES = {
    "tuning": "the half for tuning",
    "held": "the half held back",
    "later": "written after those rules",
    "fourth": "running prose, written before the rules were mended",
}


def measure(setting: Setting) -> list[str]:
    """The lines to print."""
    cache = setting.scratch / "words" if setting.is_apart else setting.folders("words").cache
    made = _seconds(TextWords(cache).load)
    again = _seconds(TextWords(cache).load)
    words = TextWords(cache)
    loaded = words.loaded()
    # As in the window, the collector does not go through all of it again and again.
    gc.collect()
    gc.freeze()
    return [
        *_shares(loaded),
        "",
        *_names_found(loaded),
        "",
        *_page(words),
        *_speed(loaded, setting.long),
        f"ready: {made:.1f} s the first time of all, {again:.2f} s from then on",
    ]


def _shares(loaded: Loaded) -> list[str]:
    rows = []
    for script, label in ((Script.AS_WRITTEN, "{}"), (Script.TRADITIONAL, "{}, in traditional characters")):
        convert = converter(script)
        for name in SETS:
            # Of the same length: all places stay what they are.
            sentences = [replace(each, sentence=convert(each.sentence)) for each in cut_sentences(name)]
            characters = [replace(each, sentence=convert(each.sentence)) for each in read_characters(name)]
            cut = words_right(loaded.segmenter, sentences)
            read = readings_right(loaded.segmenter, loaded.reader, characters)
            said = label.format(_NAMES[name])
            rows.append((said, str(cut.count), str(cut), str(read.count), str(read)))
    return table(("", "words", "right", "polyphones", "right"), rows)


def _names_found(loaded: Loaded) -> list[str]:
    rows = []
    for half in NAMED:
        score = score_names(gold_documents(half), loaded.segmenter, loaded.reader)
        shares = (score.precision, score.recall, score.read / max(score.right, 1))
        rows.append((_NAMES[half], str(score.marked), *(f"{100 * share:.1f}%" for share in shares)))
    return table(("", "names", "precision", "recall", "read rightly"), rows)


def _speed(loaded: Loaded, sentences: int) -> list[str]:
    chinese, _ = made_text(sentences)
    text = "\n".join(chinese)
    begun = time.process_time()
    counts = count_words([text], loaded.segmenter)
    counting = time.process_time() - begun
    some = chinese[: max(sentences // 20, 1)]
    begun = time.process_time()
    cut = [loaded.segmenter.words(sentence) for sentence in some]
    cutting = time.process_time() - begun
    begun = time.process_time()
    for sentence, words in zip(some, cut, strict=True):
        loaded.reader.read(sentence, words)
    reading = time.process_time() - begun
    total, of_some = sum(counts.values()), sum(map(len, cut))
    return [
        f"words counted: {total / counting:,.0f} a second; placed in their sentences: "
        f"{of_some / cutting:,.0f} a second; read: {of_some / reading:,.0f} a second (in processor time)"
    ]


def _page(words: TextWords) -> list[str]:
    """A page whose sentences nobody has looked at."""
    stories = ("last-ferry", "river-bus", "slow-dictionary")
    content = "".join((SAMPLES / name / "zh.txt").read_text("utf-8") for name in stories)
    pages = [
        segment(content[start : start + _PAGE], "zh-Hans")
        for start in range(0, len(content) - _PAGE // 2, _PAGE)
    ]
    first = [_processor_seconds(_look(words, page)) for page in pages]
    again = [_processor_seconds(_look(words, page)) for page in pages]
    paragraph = segment(content.replace("\n", "").replace("。", "，"), "zh-Hans")
    return [
        f"a page of {_PAGE} characters with full pinyin from nothing: {1000 * middle(first):.1f} ms, "
        f"worst {1000 * max(first):.1f} ms; looked at again: {1000 * middle(again):.1f} ms",
        f"a paragraph of {len(paragraph.content)} characters without a stop: "
        f"{1000 * _processor_seconds(_look(words, paragraph)):.1f} ms (all in processor time)",
    ]


def _look(words: TextWords, text: Text) -> Callable[[], object]:
    return lambda: words.words_in(text, Span(0, len(text.content)))


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _processor_seconds(work: Callable[[], object]) -> float:
    """How long it takes whatever else the machine does."""
    begun = time.process_time()
    work()
    return time.process_time() - begun
