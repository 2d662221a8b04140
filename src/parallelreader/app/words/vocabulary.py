"""Which words a document is made of, and how often each is met.

Counting goes once through the text; what was counted is kept in the cache folder until the text, the
corrections or the way of cutting are others.
"""

from collections import Counter
from collections.abc import Mapping

from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.core.text import Text
from parallelreader.core.words.key import word_key
from parallelreader.core.words.segmenter import Segmenter

_SENTENCES_BETWEEN_STEPS = 500


def count_words(text: Text, segmenter: Segmenter, progress: Progress = NO_PROGRESS) -> Mapping[str, int]:
    """How often each word is met in a text, by its key. May raise Cancelled."""
    found: Counter[str] = Counter()
    total = text.segment_count
    for number in range(total):
        if not number % _SENTENCES_BETWEEN_STEPS:
            progress.step(number, total, "Counting words")
        sentence = text.segment_text(number)
        found.update(sentence[start:end] for start, end in segmenter.words(sentence))
    counts: Counter[str] = Counter()
    for word, times in found.items():
        counts[word_key(word)] += times
    return counts
