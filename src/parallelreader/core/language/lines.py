"""Paragraphs that come one by one from elsewhere: made one clean line each, and counted by sentences.

Both say exactly what ``core.text.normalise`` and the splitters say, only sooner for what is plain.
"""

import re
from collections.abc import Callable, Sequence

from parallelreader.core.language import splitter
from parallelreader.core.text import normalise

# Whatever ends a line for ``normalise`` or is taken out by it.
_ODD = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\u202a-\u202e\ufeff]")

_STOPS = "。！？｡!?…⋯.．"
# All that either language takes for the end of a sentence stands at the end, with nothing but closing
# marks after it: there the only sentence ends.
_ONE_SENTENCE = re.compile(f"[^{_STOPS}]*[{_STOPS}”’」』）】》〉〕）\\])\"'»}}]*")


def one_line(raw: str) -> str:
    """``raw`` as one paragraph; its line breaks become spaces. Empty where it has no words."""
    if _ODD.search(raw) is None:
        return raw.strip()
    return normalise(raw).replace("\n", " ")


def one_line_each(raw: Sequence[str]) -> list[str]:
    """:func:`one_line` of each."""
    if _ODD.search("\t".join(raw)) is None:
        return [each.strip() for each in raw]
    return [one_line(each) for each in raw]


def sentence_counter(language: str) -> Callable[[str], int]:
    """Counts the sentences of a paragraph, as :func:`one_line` gives it, by the rules of ``language``."""
    split = splitter(language)
    is_one = _ONE_SENTENCE.fullmatch

    def count(paragraph: str) -> int:
        if is_one(paragraph) is not None:
            return 1 if paragraph else 0
        return sum(1 for _ in split(paragraph))

    return count
