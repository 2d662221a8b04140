"""The senses on a card, and what is said of a name before them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from parallelreader.app.words.lookup import FoundEntry
from parallelreader.core.language.dictionary import Entry
from parallelreader.core.words.names import Name
from parallelreader.core.words.pinyin import Notation, Syllable, parse_syllable
from parallelreader.core.words.senses import Evidence, Sense

_NAME = "name"


@dataclass(frozen=True, slots=True)
class CardSense:
    """A sense. ``syllables`` are those of its reading where that is not the one the card shows, else none;
    ``dictionary`` is named where several are asked.

    ``is_name``: it is no sense of a dictionary but the name that the word is here; ``spelt`` says how each
    version writes it.
    """

    text: str
    evidence: Evidence | None = None
    is_likely: bool = False
    syllables: tuple[Syllable, ...] = ()
    dictionary: str = ""
    is_name: bool = False
    spelt: tuple[tuple[str, str], ...] = ()

    def without_help(self) -> "CardSense":
        """What is said of it without the words of any translation."""
        return replace(self, text=_NAME if self.is_name else self.text, evidence=None, spelt=())


def card_senses(
    senses: Iterable[Sense], found: Sequence[FoundEntry], syllables: tuple[Syllable, ...], *, is_name: bool
) -> Iterator[CardSense]:
    """Each wording once, with its reading where that is another one than the card's. Of a name none is
    likely."""
    shown = _sounds(syllables)
    has_several = len({each.dictionary.title for each in found}) > 1
    said = set()
    for sense in senses:
        each = found[sense.entry]
        own = syllables_of(each.entry.pinyin)
        key = (_sounds(own), sense.text)
        if key in said:
            continue
        said.add(key)
        differs = _sounds(own) != shown
        title = each.dictionary.title if has_several else ""
        is_likely = sense.is_likely and not is_name
        yield CardSense(sense.text, sense.evidence, is_likely, own if differs else (), title)


def name_senses(name: Name | None) -> Iterator[CardSense]:
    """What is said first of a name."""
    if name is not None:
        spellings = dict.fromkeys(spelt for _, spelt in name.english)
        text = f"{_NAME}: {', '.join(spellings)}" if spellings else _NAME
        yield CardSense(text, is_likely=True, is_name=True, spelt=name.english)


def is_of_name(entry: Entry) -> bool:
    """Whether an entry is about a name and not an ordinary word."""
    return entry.pinyin[:1].isupper()


def surnames_apart(syllables: Sequence[Syllable]) -> tuple[Syllable, ...]:
    """The syllables of a name with capitals only where one is a part of it by itself, as surnames are: what
    longer parts are made of are ordinary words."""
    behind = [*syllables[1:], None]
    return tuple(
        each if after is None or after.letters[:1].isupper() else replace(each, letters=each.letters.lower())
        for each, after in zip(syllables, behind, strict=True)
    )


def numbered(syllables: Iterable[Syllable]) -> str:
    """Syllables as dictionaries write them."""
    return " ".join(syllable.written(Notation.NUMBERS) for syllable in syllables)


def syllables_of(pinyin: str) -> tuple[Syllable, ...]:
    """``"zhao3"`` of a dictionary as syllables; none where it has something else in it."""
    found: list[Syllable] = []
    for place, part in enumerate(pinyin.split()):
        parsed = parse_syllable(part)
        if parsed is None:
            return ()
        letters, tone = parsed
        if letters == "r" and found:
            last = found[-1]
            found[-1] = Syllable(last.start, place + 1, last.letters + "r", last.tone)
        else:
            found.append(Syllable(place, place + 1, letters, tone))
    return tuple(found)


def _sounds(syllables: Iterable[Syllable]) -> tuple[tuple[str, int], ...]:
    return tuple((each.letters.lower(), each.tone) for each in syllables)
