"""Edits of a text in which every character remembers where it stood, so that a note's place is known.

All sentences put in are our own.
"""

import random
import re
from collections.abc import Callable, Iterator, Sequence

from parallelreader.core.language.conversion import Script, to_script
from parallelreader.core.notes.anchor import anchor_at, text_digest
from parallelreader.core.notes.carrying import Carrier
from parallelreader.core.notes.placement import place
from parallelreader.core.text import Span, Text
from parallelreader.core.values import dataclass

LENGTHS = (1, 2, 4, 8)
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_SENTENCE = re.compile(r"[^\s。！？!?.][^。！？!?.\n]*[。！？!?.]*[”’」』\"')）]*\s?")
_NEW = ("院子里的猫跳上墙头，谁也没有理它。", "Behind the shed a cat climbed the wall and nobody minded. ")
_OTHERS = (
    (
        "雨停了，月亮很亮。",
        "好。",
        "他没有说话。",
        "“是啊，”她说，“我也这么想。”",
        "那一年的水来得特别早，村里的老人都没有见过。",
    ),
    ("The rain stopped. ", "Good. ", "He said nothing. ", "“Yes,” she said, “I think so too.” "),
)

Remembered = list[tuple[str, int]]
"""Characters with the place each had in the text before, -1 for those that are new."""


@dataclass(frozen=True, slots=True)
class Case:
    """A quote in a text, and the text after an edit of it."""

    before: str
    quote: Span
    after: Remembered

    @property
    def now(self) -> str:
        return "".join(character for character, _ in self.after)

    @property
    def truth(self) -> Span | None:
        """Where the characters of the quote are now; None where they are gone."""
        at = [place for place, (_, origin) in enumerate(self.after) if origin in self.quoted]
        return Span(at[0], at[-1] + 1) if at else None

    @property
    def quoted(self) -> range:
        return range(self.quote.start, self.quote.end)


Edit = Callable[[str, Span, Span, random.Random], Remembered | None]
"""Edits a text near a quote (first span) in a sentence (second one); None where it does not lend itself."""


def remembered(text: str) -> Remembered:
    return [(character, at) for at, character in enumerate(text)]


def deleted(text: str, quote: Span, sentence: Span, choice: random.Random) -> Remembered:
    whole = remembered(text)
    return whole[: sentence.start] + whole[sentence.end :]


def one_changed(text: str, quote: Span, sentence: Span, choice: random.Random) -> Remembered | None:
    at = choice.choice([n for n in range(quote.start, quote.end) if not text[n].isspace()])
    kind = _kind(text[at])
    others = [each for each in (*text, *"；—…,;") if each != text[at] and _kind(each) == kind]
    whole = remembered(text)
    return [*whole[:at], (choice.choice(others), at), *whole[at + 1 :]]


def _kind(character: str) -> tuple[bool, bool, bool]:
    return _HAN.match(character) is not None, character.isalnum(), character.isspace()


def rewritten(text: str, quote: Span, sentence: Span, choice: random.Random) -> Remembered:
    """Another sentence in its place: one of our own, or a look-alike from elsewhere in the text."""
    others = [*_OTHERS[0 if _HAN.search(text) else 1]]
    elsewhere = [text[each.start : each.end] for each in sentences_of(text) if not each.overlaps(sentence)]
    words = choice.choice(others) if choice.random() < 0.5 else choice.choice(elsewhere)
    whole = remembered(text)
    return [*whole[: sentence.start], *((character, -1) for character in words), *whole[sentence.end :]]


def inserted(text: str, quote: Span, sentence: Span, choice: random.Random) -> Remembered:
    new = _NEW[0] if _HAN.search(text) else _NEW[1]
    at = choice.choice((sentence.start, sentence.end))
    whole = remembered(text)
    return [*whole[:at], *((character, -1) for character in new), *whole[at:]]


def split(text: str, quote: Span, sentence: Span, choice: random.Random) -> Remembered | None:
    """Where the sentence has a comma two come of it; else its paragraph is parted before or after it."""
    whole = remembered(text)
    commas = [at for at in range(sentence.start, sentence.end) if text[at] in "，,；"]
    if commas:
        at = choice.choice(commas)
        return [*whole[:at], ("。" if text[at] != "," else ".", at), *whole[at + 1 :]]
    at = choice.choice((sentence.start, sentence.end))
    return [*whole[:at], ("\n", -1), *whole[at:]] if 0 < at < len(text) and text[at - 1] != "\n" else None


def merged(text: str, quote: Span, sentence: Span, choice: random.Random) -> Remembered | None:
    """The sentence and the next become one, and their paragraphs too."""
    whole = remembered(text)
    stop = max(text.rfind(each, sentence.start, sentence.end) for each in "。！？.!?")
    if stop < 0:
        return None
    comma = "，" if text[stop] in "。！？" else ","
    after = [each for each in whole[stop + 1 : sentence.end + 1] if each[0] != "\n"]
    return [*whole[:stop], (comma, stop), *after, *whole[sentence.end + 1 :]]


def moved(text: str, quote: Span, sentence: Span, choice: random.Random) -> Remembered | None:
    """The sentence goes to another place; None where its words stand twice: nobody could tell them apart."""
    words = text[sentence.start : sentence.end].strip()
    others = [each for each in sentences_of(text) if not each.overlaps(sentence)]
    if text.count(words) > 1 or not others:
        return None
    whole = remembered(text)
    to = choice.choice(others).start
    taken = whole[sentence.start : sentence.end]
    if to < sentence.start:
        return whole[:to] + taken + whole[to : sentence.start] + whole[sentence.end :]
    return whole[: sentence.start] + whole[sentence.end : to] + taken + whole[to:]


def in_traditional(text: str, quote: Span, sentence: Span, choice: random.Random) -> Remembered | None:
    converted = to_script(text, Script.TRADITIONAL)
    quotes = str.maketrans("“”‘’", "「」『』")
    is_chinese = _HAN.search(text) is not None and len(converted) == len(text)
    return [(c, at) for at, c in enumerate(converted.translate(quotes))] if is_chinese else None


EDITS: dict[str, Edit] = {
    "sentence deleted": deleted,
    "sentence written anew": rewritten,
    "one character inside changed": one_changed,
    "sentence inserted": inserted,
    "sentence split": split,
    "sentences merged": merged,
    "sentence moved": moved,
    "simplified to traditional": in_traditional,
}


def sentences_of(text: str) -> list[Span]:
    return [Span(*found.span()) for found in _SENTENCE.finditer(text)]


def cases(text: str, edit: Edit, length: int, count: int, *, seed: int = 11) -> Iterator[Case]:
    """So many quotes of ``length`` at random in a normalised text, each with the text after the edit."""
    choice = random.Random(f"{seed} {length}")
    sentences = [each for each in sentences_of(text) if len(text[each.start : each.end].rstrip()) > length]
    for _ in range(count):
        sentence = choice.choice(sentences)
        room = len(text[sentence.start : sentence.end].rstrip()) - length
        start = sentence.start + choice.randint(0, room)
        words = text[start : start + length]
        if words != words.strip() or not any(each.isalnum() for each in words):
            continue
        quote = Span(start, start + length)
        after = edit(text, quote, sentence, choice)
        if after is not None:
            yield Case(text, quote, after)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many notes there were, have words left, were found and were put in a wrong place."""

    notes: int = 0
    surviving: int = 0
    found: int = 0
    false: tuple[tuple[str, str], ...] = ()

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.notes + other.notes,
            self.surviving + other.surviving,
            self.found + other.found,
            self.false + other.false,
        )


def tally(cases: Iterator[Case] | Sequence[Case], *, keeps_former: bool = True) -> Tally:
    """Put the notes of all cases into their edited texts; without the former text just by what was quoted."""
    total = Tally()
    for case in cases:
        now, truth = case.now, case.truth
        text = Text.split(case.before, lambda p: [(0, len(p))])
        note = anchor_at(text, case.quote, document="d", version="v", digest="former")
        carrier = Carrier(case.before, now) if keeps_former else None
        span = place(note, now, digest=text_digest(now), carrier=carrier).span
        is_false = span is not None and span != truth
        wrong = ((note.exact, now[span.start : span.end]),) if span is not None and is_false else ()
        total += Tally(1, int(truth is not None), int(span is not None and span == truth), wrong)
    return total
