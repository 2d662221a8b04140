"""Where Chinese sentences begin and end, as a careful reader would draw them.

No dictionary is needed for that; words, which need one, are cut in ``core.words``.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator

from parallelreader.core.language.brackets import Pair, PairKind, find_pairs
from parallelreader.core.language.english import ends_sentence, is_abbreviation, skip_space
from parallelreader.core.language.english import word_at as latin_word_at
from parallelreader.core.language.script import HAN, is_han
from parallelreader.core.patterns import pattern

_STOPS = "。！？｡!?"
_ELLIPSES = "…⋯"
_DOTS = ".．"
_CLOSERS = "”’」』）】》〉〕］)]\"'"
_QUOTES = "”’」』\"'"
_OPENERS = '“‘「『（【《〈〔［(["'

# A run of stops with the marks that close after it. One character class, so that nothing backtracks.
_RUN = pattern(f"[{_STOPS}{_ELLIPSES}{_DOTS}][{_STOPS}{_ELLIPSES}{_DOTS}{re.escape(_CLOSERS)}]*")
_ENDS = _STOPS + _ELLIPSES + _DOTS
_WORD_CHARACTER = pattern(r"[^\W_]")

# What cannot begin a sentence: the sentence before goes on.
_GOES_ON = "，、；：,;:—–~～·"
_GOES_ON_WORD = pattern(
    r"(?:的|之[类流间中后前]|等[等词语话]|云云|似的|一般|一类|然后|随后|随即|便|就(?![在这那是])|并且?|而后|隨後|隨即|並)"
    r"(?![他她它我你您咱这那這])"
)

# 他说, 老王笑着问道, 她低声对我说: a verb of saying at the end of a short clause without comma or colon.
_SAYING = "说|道|问|喊|叫|答|讲|嚷|骂|吼|劝|叹|应|應|說|問|講|罵|勸|嘆|答應|答应|嘟囔|嘀咕|自语|自語|想"
_TAG = pattern(
    rf"(?P<clause>[^{_STOPS}{_ELLIPSES}，,；;：:“”「」『』\"]{{0,16}}?)(?:{_SAYING})"
    r"(?:道|说|着|了|著|過|过|完|起来|起來|一句|一声|一聲|[他她我你它]们?|[他她我你它]們)*"
    rf"(?=[{_STOPS}{_ELLIPSES}，,；;]|$)"
)
_NO_TAG = pattern(r"(?:没|沒|不|未|别|別|知|难|難|小|学|學|据|據)$|没有|沒有|并未|並未|没人|沒人|无人|無人")
_SAID_BEFORE = pattern(rf"(?:{_SAYING}|：|:|，|,)$")

_HEADING = pattern(r"(?:第?[一二三四五六七八九十百]{1,4}|\d{1,3}(?:\.\d{1,3})*|[A-Za-z]|[ivxIVX]{1,5})$")
_HEADING_LENGTH = 40
_ASCII_TOKEN = pattern(r"[!-~]+$")
_ITEM = pattern(r"(?<![\w.%])\d{1,2}$")
_NUMERAL = pattern(r"[一二三四五六七八九十百\d]{1,4}$")
_PRONOUN = pattern(r"[他她它我你您咱这那這]")
_CLAUSE_START = pattern(rf"[{_STOPS}{_ELLIPSES}，,；;：:、“”‘’「」『』（）()\s]")

_TITLE_LENGTH = 120
_PARENTHESIS_LENGTH = 200
_QUOTE_LENGTH = 60
_NOTE_LENGTH = 40


def split_sentences(paragraph: str) -> list[tuple[int, int]]:
    """Cut a paragraph into sentences: (start, end) in code points, in order, without white space around.

    Every character that is not white space stands in exactly one of them. Takes linear time.
    """
    if is_one_sentence(paragraph):
        return [(0, len(paragraph))]
    spans: list[tuple[int, int]] = []
    for start, end in _cuts(paragraph):
        stripped = paragraph[start:end]
        first = start + len(stripped) - len(stripped.lstrip())
        last = start + len(stripped.rstrip())
        if first >= last:
            continue
        if spans and not _WORD_CHARACTER.search(paragraph, first, last):
            spans[-1] = (spans[-1][0], last)
        else:
            spans.append((first, last))
    if len(spans) > 1 and not _WORD_CHARACTER.search(paragraph, *spans[0]):
        spans[:2] = [(spans[0][0], spans[1][1])]
    return spans


def is_one_sentence(paragraph: str) -> bool:
    """Whether a glance shows that a paragraph, without white space around, is one sentence and no more."""
    run = _RUN.search(paragraph)
    is_bare = paragraph[:1].strip() and paragraph[-1:].strip()
    return bool(is_bare) and (run is None or run.end() == len(paragraph))


def word_at(text: str, position: int) -> tuple[int, int]:
    """What counts as a word where none are known, as (start, end) in code points: in Chinese writing the
    character at ``position``, elsewhere as in English.
    """
    if not text:
        return (0, 0)
    position = min(max(position, 0), len(text) - 1)
    return (position, position + 1) if is_han(text[position]) else latin_word_at(text, position)


def _cuts(paragraph: str) -> Iterator[tuple[int, int]]:
    """The stretches between boundaries; together they are the whole paragraph."""
    cutter = _Cutter(paragraph)
    start = 0
    for match in _RUN.finditer(paragraph):
        if match.start() < start:
            continue
        end = cutter.boundary(match.start(), match.end(), start)
        if end is not None:
            yield start, end
            start = end
    yield start, len(paragraph)


class _Cutter:
    """Decides for one paragraph, stop by stop from left to right, whether a sentence ends there."""

    def __init__(self, paragraph: str) -> None:
        self._text = paragraph
        self._pairs = find_pairs(paragraph)
        self._opened_at = {pair.start: pair for pair in self._pairs.values()}
        self._sealed = _merged(pair for pair in self._pairs.values() if self._is_sealed(pair))
        self._sealed_starts = [start for start, _ in self._sealed]

    def boundary(self, start: int, end: int, sentence: int) -> int | None:
        """Where the sentence that began at ``sentence`` ends, if it does at the run from start to end."""
        end = self._with_spaced_closers(self._without_openers(start, end))
        stop_start, stop_end = self._last_stop(start, end)
        if stop_start == stop_end or self._is_inside_sealed(stop_end - 1):
            return None
        if not self._ends_sentence(stop_start, stop_end, end=end, sentence=sentence):
            return None
        return self._with_note(end)

    def _without_openers(self, start: int, end: int) -> int:
        """A straight quotation mark in the run may open the next sentence: leave it to that one."""
        for position in range(start, end):
            if position in self._opened_at:
                return position
        return end

    def _with_spaced_closers(self, end: int) -> int:
        """Take in closing marks that were set off by a space: 。 ”."""
        text = self._text
        at = skip_space(text, end, limit=2)
        while at in self._pairs and self._pairs[at].start < end and text[at] in _CLOSERS:
            end = at + 1
            at = skip_space(text, end, limit=2)
        return end

    def _last_stop(self, start: int, end: int) -> tuple[int, int]:
        """The last stops of a run without the marks that close after them: 。 of ？”。”."""
        text = self._text
        while end > start and text[end - 1] not in _ENDS:  # closing marks, and spaces before them
            end -= 1
        first = end
        while first > start and text[first - 1] in _ENDS:
            first -= 1
        return first, end

    def _ends_sentence(self, stop_start: int, stop_end: int, *, end: int, sentence: int) -> bool:
        text = self._text
        following = skip_space(text, end)
        if following == len(text):
            return True
        if text[following] in _GOES_ON:
            return False
        if end > stop_end:
            return self._ends_after_closing(end, following)
        run = text[stop_start:stop_end]
        if any(mark in _STOPS for mark in run):
            return not (run in "!?" and _is_inside_token(text, stop_start, end))
        if len(run) > 1 or run in _ELLIPSES:
            return self._ends_at_ellipsis(stop_start, following, end, sentence)
        return self._ends_at_dot(stop_start, end, sentence)

    def _ends_after_closing(self, end: int, following: int) -> bool:
        """A stop and closing marks stand before ``end``: 。” or ？）; does the sentence end with them?"""
        pair = self._pairs.get(end - 1)
        if self._text[end - 1] not in _QUOTES:
            return True
        rest = self._text[following : following + 40]
        if _GOES_ON_WORD.match(rest):
            return False
        if pair is not None and self._is_introduced(pair):
            return True
        tag = _TAG.match(rest)
        return tag is None or _NO_TAG.search(tag["clause"]) is not None

    def _ends_at_ellipsis(self, start: int, following: int, end: int, sentence: int) -> bool:
        """The writer trails off: a new sentence follows a gap, a quotation or a new subject."""
        text = self._text
        if text[following] in "“「『":
            return True
        clause = _CLAUSE_START.split(text[max(sentence, start - 40) : start])[-1]
        if len(clause) < 4 or text[following] in clause or text[following].islower():
            return False
        return following > end or _PRONOUN.match(text, following) is not None

    def _ends_at_dot(self, start: int, end: int, sentence: int) -> bool:
        """A half-width full stop: not in decimals, dates, addresses, abbreviations and headings."""
        text = self._text
        before, after = text[max(start - 1, 0) : start], text[end : end + 1]
        if start - sentence <= _HEADING_LENGTH and _HEADING.match(text[sentence:start].strip()):
            return False
        if before and (is_han(before) or before in _CLOSERS or before in "%％℃°"):
            return not after.islower()
        if after and (is_han(after) or after in _OPENERS):
            token = _ASCII_TOKEN.search(text, max(start - _HEADING_LENGTH, 0), start)
            return token is not None and not _is_marker(token.group(), text, token.start())
        return after.isspace() and ends_sentence(text, start, end, sentence)

    def _with_note(self, end: int) -> int:
        """Take in a short remark in brackets that follows the stop: 。（掌声） ，。[3]."""
        pair = self._opened_at.get(end)
        if pair is None or pair.kind is not PairKind.PARENTHESIS or pair.end - end > _NOTE_LENGTH:
            return end
        inside = self._text[end + 1 : pair.end]
        square = self._text[end] in "[〔"
        if any(mark in _STOPS for mark in inside) or (_NUMERAL.match(inside) and not square):
            return end
        if self._text[end] == "【":
            return end
        return pair.end + 1

    def _is_introduced(self, quote: Pair) -> bool:
        """Whether words before the quotation say that it comes: 他说：“ or 她答，“."""
        return _SAID_BEFORE.search(self._text[max(quote.start - 4, 0) : quote.start].rstrip()) is not None

    def _is_sealed(self, pair: Pair) -> bool:
        """Whether no sentence may end inside the pair, because it is a part of one."""
        length = pair.end - pair.start
        before = self._text[max(pair.start - 4, 0) : pair.start].rstrip()
        if pair.kind is PairKind.TITLE:
            return length <= _TITLE_LENGTH
        if not before or before[-1] in _STOPS or before[-1] in _ELLIPSES + _CLOSERS + _DOTS:
            return False
        if pair.kind is PairKind.PARENTHESIS:
            return length <= _PARENTHESIS_LENGTH
        return length <= _QUOTE_LENGTH and HAN.match(before[-1]) is not None and not self._is_introduced(pair)

    def _is_inside_sealed(self, position: int) -> bool:
        index = bisect_right(self._sealed_starts, position) - 1
        return index >= 0 and position < self._sealed[index][1]


def _merged(pairs: Iterator[Pair]) -> list[tuple[int, int]]:
    """The stretches that the pairs cover, in order, overlapping ones made one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted((pair.start, pair.end) for pair in pairs):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def _is_inside_token(text: str, start: int, end: int) -> bool:
    """Whether a half-width mark stands inside an address or a name: shop?id=1."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return before.isascii() and before.isalnum() and after.isascii() and (after.isalnum() or after in "=&/")


def _is_marker(token: str, text: str, start: int) -> bool:
    """Whether a Latin word or number before a full stop makes it no stop: 1.加强领导, Dr.王, J.罗琳."""
    item = _ITEM.search(token)
    if item:
        return item.start() > 0 or start == 0 or not is_han(text[start - 1])
    return is_abbreviation(token)
