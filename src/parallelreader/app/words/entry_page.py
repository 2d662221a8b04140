"""All that is known of a word, as the panel shows it: what it means, what is in it, and what it is in.

Nothing here depends on where the word stands but what is handed over as ``Here``; examples are found by
``examples``, as that takes longer.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from parallelreader.app.words.card_senses import surnames_apart, syllables_of
from parallelreader.app.words.dictionaries import Dictionaries, Found
from parallelreader.app.words.first_meaning import first_meaning, within
from parallelreader.app.words.looking_up import LookedUp, look_up
from parallelreader.core.language.dictionary import Entry
from parallelreader.core.language.script import has_han, is_han
from parallelreader.core.words.pinyin import Notation, Syllable
from parallelreader.core.words.readings import written_parts

FEW, MANY = 10, 60
_MOST_INSIDE = 12
_LONGEST_CUT = 24


@dataclass(frozen=True, slots=True)
class Rendered:
    """The words of a version, by its name, that render the word here; ``is_faint`` where that is a guess."""

    name: str
    words: str
    is_faint: bool = False


@dataclass(frozen=True, slots=True)
class Here:
    """What is known of a word where it stands: the sense that is ``likely`` meant, with the ``reason`` to
    think so, how it is read (as entries write it, empty for unknown), and how each version renders it.

    ``name`` says that it is a name here, and how versions write it. For an English word ``behind`` are the
    Chinese words that probably stand behind it.
    """

    likely: str = ""
    reason: str = ""
    pinyin: str = ""
    rendered: tuple[Rendered, ...] = ()
    behind: tuple[str, ...] = ()
    name: str = ""


NOWHERE = Here()


@dataclass(frozen=True, slots=True)
class Sense:
    """One meaning; ``reason`` is said with the one that is likely meant here."""

    text: str
    is_likely: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """What one dictionary says of a reading; its ``title`` is empty where it is the only one asked."""

    title: str
    senses: tuple[Sense, ...]


@dataclass(frozen=True, slots=True)
class EntryReading:
    """A headword as it is read one way. ``pinyin`` is what the dictionary has where that is no syllables."""

    simplified: str
    traditional: str
    syllables: tuple[Syllable, ...]
    pinyin: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Related:
    """Another word that one may go to, with its first meaning."""

    word: str
    traditional: str
    syllables: tuple[Syllable, ...]
    pinyin: str
    gloss: str


@dataclass(frozen=True, slots=True)
class EntryPage:
    """What there is for ``typed``. ``inside`` are the words and characters it is made of, the longest first;
    ``beginning`` and ``containing`` are longer words, ``has_more`` says that there are more of them; the
    rest is for what is no headword itself. ``missing`` says why nothing at all is found."""

    typed: str
    readings: tuple[EntryReading, ...] = ()
    here: Here = NOWHERE
    inside: tuple[Related, ...] = ()
    beginning: tuple[Related, ...] = ()
    containing: tuple[Related, ...] = ()
    parts: tuple[Related, ...] = ()
    behind: tuple[Related, ...] = ()
    by_pinyin: tuple[Related, ...] = ()
    by_english: tuple[Related, ...] = ()
    missing: str = ""
    has_more: frozenset[str] = field(default_factory=frozenset)

    @property
    def is_chinese(self) -> bool:
        return has_han(self.typed)

    @property
    def is_empty(self) -> bool:
        return not (self.readings or self.parts or self.behind or self.by_pinyin or self.by_english)


def make_page(
    dictionaries: Dictionaries, typed: str, here: Here = NOWHERE, *, most: dict[str, int] | None = None
) -> EntryPage:
    """The page for whatever was pointed at or typed; ``most`` may ask for more of what is ``beginning`` or
    ``containing``. Takes some ten milliseconds."""
    found = look_up(dictionaries, typed, FEW)
    page = EntryPage(found.typed, here=here, missing=dictionaries.missing())
    if page.missing or not found.typed:
        return page
    if found.entries or page.is_chinese:
        page = _of_headword(dictionaries, page, found, most or {})
    return replace(
        page,
        parts=tuple(_parts(dictionaries, page, found.parts)),
        behind=tuple(_part(dictionaries, word) for word in here.behind),
        by_pinyin=tuple(map(_related, found.by_pinyin)),
        by_english=tuple(map(_related, found.by_english)),
    )


def with_here(page: EntryPage, here: Here) -> EntryPage:
    """The page as it is when this is known of the place: the sense that fits moves to the front."""
    return replace(page, here=here, readings=tuple(_in_order(page.readings, here)))


def plain_text(page: EntryPage) -> str:
    """What is said of the word itself, for the clipboard."""
    lines: list[str] = []
    for reading in page.readings:
        heads = dict.fromkeys((reading.simplified, reading.traditional))
        lines.append(" ".join((*heads, marked_reading(reading.syllables) or reading.pinyin)).strip())
        for block in reading.blocks:
            lines += [f"{number}. {sense.text}" for number, sense in enumerate(block.senses, 1)]
    others = (*page.parts, *page.behind, *page.by_pinyin, *page.by_english)
    lines += [f"{each.word} {marked_reading(each.syllables) or each.pinyin}: {each.gloss}" for each in others]
    return "\n".join(lines)


def marked_reading(syllables: Sequence[Syllable]) -> str:
    """The syllables as one word with tone marks."""
    return "".join(written_parts(syllables, Notation.MARKS))


def _of_headword(
    dictionaries: Dictionaries, page: EntryPage, found: LookedUp, most: dict[str, int]
) -> EntryPage:
    word = page.typed
    longer = {}
    has_more = set()
    for name, ask in (
        ("beginning", dictionaries.beginning_with),
        ("containing", dictionaries.containing),
    ):
        limit = most.get(name, FEW)
        answers = ask(word, limit + 1)
        longer[name] = tuple(map(_related, answers[:limit]))
        if len(answers) > limit and limit < MANY:
            has_more.add(name)
    readings = _in_order(_readings(found.entries), page.here)
    return replace(
        page,
        readings=tuple(readings),
        inside=tuple(_inside(dictionaries, page, readings[0])) if readings else (),
        beginning=longer["beginning"],
        containing=longer["containing"],
        has_more=frozenset(has_more),
    )


def _readings(found: Iterable[Found]) -> Iterator[EntryReading]:
    """One for each way to read the word, in the order of the dictionaries."""
    known = list(found)
    has_several = len({each.dictionary.id for each in known}) > 1
    grouped: dict[tuple[str, str, str, bool], list[Found]] = {}
    for each in known:
        entry = each.entry
        is_name = entry.pinyin[:1].isupper()
        key = (entry.simplified, entry.traditional, _bare(entry.pinyin), is_name)
        grouped.setdefault(key, []).append(each)
    for group in grouped.values():
        blocks: dict[str, list[Sense]] = {}
        for each in group:
            blocks.setdefault(each.dictionary.title, []).extend(map(Sense, each.entry.glosses))
        entry = group[0].entry
        yield EntryReading(
            entry.simplified,
            entry.traditional,
            syllables_of(entry.pinyin),
            entry.pinyin,
            tuple(Block(title if has_several else "", tuple(senses)) for title, senses in blocks.items()),
        )


def _in_order(readings: Iterable[EntryReading], here: Here) -> list[EntryReading]:
    """The reading that fits here first, else the one with most senses; in it the sense that is likely meant
    before all others."""
    told = []
    for reading in readings:
        is_meant = not here.pinyin or _is_read_so(reading, here)
        blocks = []
        for block in reading.blocks:
            senses = [
                Sense(each.text, True, here.reason)
                if is_meant and each.text == here.likely
                else Sense(each.text)
                for each in block.senses
            ]
            blocks.append(replace(block, senses=tuple(sorted(senses, key=_is_unlikely))))
        told.append(replace(reading, blocks=tuple(blocks)))
    return sorted(
        told, key=lambda each: (not _has_likely(each), not _is_read_so(each, here), *_seldomness(each))
    )


def _seldomness(reading: EntryReading) -> tuple[bool, int]:
    """Small for how a word is mostly read, as far as that is seen: names and readings of one sense are seldom
    meant."""
    return reading.pinyin[:1].isupper(), -max((len(block.senses) for block in reading.blocks), default=0)


def _is_unlikely(sense: Sense) -> bool:
    return not sense.is_likely


def _has_likely(reading: EntryReading) -> bool:
    return any(sense.is_likely for block in reading.blocks for sense in block.senses)


def _is_read_so(reading: EntryReading, here: Here) -> bool:
    return bool(here.pinyin) and _bare(reading.pinyin) == _bare(here.pinyin)


def _bare(pinyin: str) -> str:
    return pinyin.lower().replace("ü", "u:").replace(" ", "")


def _inside(dictionaries: Dictionaries, page: EntryPage, as_read: EntryReading) -> Iterator[Related]:
    """The headwords inside the word, the longest first, and its characters in their order, as it has them."""
    word = page.typed
    if len(word) < 2:
        return
    places: dict[str, int] = {}
    for at in range(min(len(word), _LONGEST_CUT)):
        for headword in dictionaries.prefixes(word, at):
            if 1 < len(headword) < len(word):
                places.setdefault(headword, at)
    parts = [(each, places[each]) for each in sorted(places, key=lambda each: (-len(each), places[each]))]
    # What one script writes with one character may be two in the other.
    written = as_read.traditional if len(as_read.traditional) == len(word) else word
    sounds = _sounds_of(page) or as_read.syllables
    if not sounds or sounds[-1].end != len(word):
        sounds = ()
    is_name = bool(page.here.name)
    seen = set()
    characters = []
    for at, character in enumerate(written[:_MOST_INSIDE]):
        if is_han(character) and character not in seen:
            seen.add(character)
            characters.append((word[at], at))
    for part, at in (*parts[:_MOST_INSIDE], *characters):
        end = at + len(part)
        yield _part(dictionaries, part, within(sounds, at, end), written[at:end], is_name=is_name)


def _sounds_of(page: EntryPage) -> tuple[Syllable, ...]:
    """How the word is read here, as far as that is known."""
    syllables = syllables_of(page.here.pinyin)
    return surnames_apart(syllables) if page.here.name else syllables


def _part(
    dictionaries: Dictionaries,
    word: str,
    syllables: Sequence[Syllable] = (),
    traditional: str = "",
    *,
    is_name: bool = False,
) -> Related:
    """The word with what a card says of it; only itself where no dictionary tells what it means."""
    entries = [each.entry for each in dictionaries.entries(word)]
    found = first_meaning(entries, syllables, traditional, is_name=is_name)
    if found is None:
        return Related(word, word, (), "", "")
    entry, gloss = found
    return Related(entry.simplified, entry.traditional, syllables_of(entry.pinyin), entry.pinyin, gloss)


def _related(found: Found) -> Related:
    entry = found.entry
    gloss = next((each for each in entry.glosses if not each.startswith("CL:")), entry.glosses[0])
    return Related(entry.simplified, entry.traditional, syllables_of(entry.pinyin), entry.pinyin, gloss)


def _parts(dictionaries: Dictionaries, page: EntryPage, found: Iterable[Found]) -> Iterator[Related]:
    """The words that what was typed is cut into, each once."""
    sounds = _sounds_of(page)
    if sounds and sounds[-1].end != len(page.typed):
        sounds = ()
    for word in dict.fromkeys(_as_typed(each.entry, page.typed) for each in found):
        at = page.typed.find(word)
        yield _part(dictionaries, word, within(sounds, at, at + len(word)), is_name=bool(page.here.name))


def _as_typed(entry: Entry, typed: str) -> str:
    return entry.simplified if entry.simplified in typed else entry.traditional
