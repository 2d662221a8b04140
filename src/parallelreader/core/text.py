"""The words of one version: one string, its paragraphs and its segments (sentences).

Every position is a count of code points from the start of that string. Paragraphs are joined by one
``\\n`` each, which belongs to no segment; blank lines of the file are not paragraphs.
"""

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence

from parallelreader.core.patterns import pattern
from parallelreader.core.text_content import Content, text_digest
from parallelreader.core.values import dataclass

# Control characters, lone surrogates and the marks that steer direction: none of them is text a reader sees.
_CONTROL = pattern(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\u202a-\u202e\ufeff]")

SplitParagraph = Callable[[str], Iterable[tuple[int, int]]]
"""Cuts a paragraph into sentences: (start, end) in code points, in order, without overlap."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a text in code points, ``end`` exclusive."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end


def normalise(raw: str) -> str:
    """Bring file text to the form all positions count in.

    Any newline (CRLF, CR, NEL, U+2028, U+2029, form feed) ends a paragraph, paragraphs are stripped of
    surrounding white space (U+3000 too), blank ones dropped, and control characters taken out.
    """
    lines = (_CONTROL.sub("", line).strip() for line in raw.lstrip("\ufeff").splitlines())
    return "\n".join(line for line in lines if line)


@dataclass(frozen=True, slots=True)
class Outline:
    """How a text is divided for laying it out: where its blocks start, in code points and ascending, and the
    numbers of those that are headings."""

    starts: Sequence[int]
    headings: Sequence[int]


@dataclass(frozen=True, slots=True)
class TextParts:
    """A text as flat sequences of numbers: where segments and paragraphs start and end, the number of the
    first segment of each paragraph and, last, of all segments."""

    content: Content
    starts: Sequence[int]
    ends: Sequence[int]
    paragraph_starts: Sequence[int]
    paragraph_first: Sequence[int]
    digest: str
    outline: Outline | None = None


class Text:
    """A version's string with its paragraphs and segments, all numbered from zero.

    Immutable. Segments are held in flat arrays, so that a book of a hundred thousand sentences costs
    megabytes, not a tree of objects; of a longer text both these and the characters may be on disk.
    """

    __slots__ = (
        "_digest",
        "_ends",
        "_paragraph_first",
        "_paragraph_starts",
        "_starts",
        "content",
        "outline",
    )

    content: Content
    outline: "Outline | None"

    def __init__(
        self,
        content: str,
        segments: Iterable[tuple[int, int]],
    ) -> None:
        """``content`` must be :func:`normalise`-d; ``segments`` are (start, end), in order, and never
        reach over a paragraph's end."""
        self.content = content
        starts, ends = array("I"), array("I")
        for start, end in segments:
            starts.append(start)
            ends.append(end)
        self._paragraph_starts: Sequence[int] = array("I", _paragraph_starts(content))
        self._starts: Sequence[int] = starts
        self._ends: Sequence[int] = ends
        self._paragraph_first: Sequence[int] = array("I", self._first_segments())
        self._digest = ""
        self.outline = None

    @classmethod
    def split(cls, raw: str, split_paragraph: SplitParagraph) -> "Text":
        """Normalise ``raw`` and cut each of its paragraphs with ``split_paragraph``."""
        content = normalise(raw)
        return cls(content, split_content(content, split_paragraph))

    @classmethod
    def stored(cls, parts: "TextParts") -> "Text":
        """A text whose parts were kept as :attr:`parts` gave them; nothing is looked at."""
        made = cls.__new__(cls)
        made.content = parts.content
        made._starts, made._ends = parts.starts, parts.ends
        made._paragraph_starts, made._paragraph_first = parts.paragraph_starts, parts.paragraph_first
        made._digest, made.outline = parts.digest, parts.outline
        return made

    @property
    def parts(self) -> "TextParts":
        """All there is of it, to be kept."""
        return TextParts(
            self.content,
            self._starts,
            self._ends,
            self._paragraph_starts,
            self._paragraph_first,
            self.digest,
            self.outline,
        )

    @property
    def digest(self) -> str:
        """A name for this state of the text, equal for equal contents only; computed when first asked for."""
        if not self._digest:
            self._digest = text_digest(self.content)
        return self._digest

    @property
    def paragraph_starts(self) -> Sequence[int]:
        """Where each paragraph starts, as :attr:`starts`."""
        return self._paragraph_starts

    @property
    def paragraph_count(self) -> int:
        return len(self._paragraph_starts)

    @property
    def segment_count(self) -> int:
        return len(self._starts)

    @property
    def starts(self) -> Sequence[int]:
        """Where each segment starts, for those who go through very many; not to be changed."""
        return self._starts

    @property
    def ends(self) -> Sequence[int]:
        """Where each segment ends, as :attr:`starts`."""
        return self._ends

    def paragraph(self, index: int) -> Span:
        """Where paragraph ``index`` stands, without its newline."""
        starts = self._paragraph_starts
        end = starts[index + 1] - 1 if index + 1 < len(starts) else len(self.content)
        return Span(starts[index], end)

    def paragraph_at(self, position: int) -> int:
        """The paragraph that holds ``position``; positions outside count to the nearest one."""
        return min(max(bisect_right(self._paragraph_starts, position) - 1, 0), self.paragraph_count - 1)

    def segment(self, index: int) -> Span:
        """Where segment ``index`` stands."""
        return Span(self._starts[index], self._ends[index])

    def segment_text(self, index: int) -> str:
        return self.content[self._starts[index] : self._ends[index]]

    def segments_text(self, indices: Iterable[int], joiner: str) -> str:
        """The texts of several segments, joined by ``joiner``."""
        return joiner.join(self.segment_text(index) for index in indices)

    def segment_at(self, position: int) -> int:
        """The segment that holds ``position`` or, between segments, the one before it (else the first)."""
        return min(max(bisect_right(self._starts, position) - 1, 0), self.segment_count - 1)

    def segments_of(self, paragraph: int) -> range:
        """The numbers of the segments of a paragraph."""
        first = self._paragraph_first
        return range(first[paragraph], first[paragraph + 1])

    def paragraph_of(self, segment: int) -> int:
        """The paragraph a segment stands in."""
        return self.paragraph_at(self._starts[segment])

    def segments_in(self, span: Span) -> range:
        """The numbers of the segments that share at least one code point with ``span``."""
        first = bisect_right(self._ends, span.start)
        last = first
        while last < self.segment_count and self._starts[last] < span.end:
            last += 1
        return range(first, last)

    def label(self, segment: int) -> str:
        """How people name a segment: paragraph and sentence counted from one, ``"3.2"``."""
        paragraph = self.paragraph_of(segment)
        return f"{paragraph + 1}.{segment - self._paragraph_first[paragraph] + 1}"

    def by_label(self, label: str) -> int:
        """The segment called ``label``. Raises ValueError where there is none such."""
        paragraph_text, _, sentence_text = label.partition(".")
        paragraph, sentence = int(paragraph_text) - 1, int(sentence_text) - 1
        if not 0 <= paragraph < self.paragraph_count:
            raise ValueError(f"there is no paragraph {paragraph + 1}")
        numbers = self.segments_of(paragraph)
        if not 0 <= sentence < len(numbers):
            raise ValueError(f"paragraph {paragraph + 1} has no sentence {sentence + 1}")
        return numbers[sentence]

    def segment_texts(self) -> list[str]:
        """All segments' texts, in order."""
        return [self.content[a:b] for a, b in zip(self._starts, self._ends, strict=True)]

    def bounds(self) -> Iterator[tuple[int, int]]:
        """(start, end) of every segment, in order."""
        return zip(self._starts, self._ends, strict=True)

    def _first_segments(self) -> Iterator[int]:
        segment = 0
        count = len(self._starts)
        for start in self._paragraph_starts:
            while segment < count and self._starts[segment] < start:
                segment += 1
            yield segment
        yield count


def split_content(content: str, split_paragraph: SplitParagraph) -> Iterator[tuple[int, int]]:
    """The segments of normalised ``content``: (start, end) in code points, in order."""
    start = 0
    for line in content.split("\n"):
        for a, b in split_paragraph(line):
            yield start + a, start + b
        start += len(line) + 1


def _paragraph_starts(content: str) -> Iterator[int]:
    if not content:
        return
    yield 0
    at = content.find("\n")
    while at >= 0:
        yield at + 1
        at = content.find("\n", at + 1)
