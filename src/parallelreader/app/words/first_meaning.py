"""What is said of a word in one line, the same on cards and in the panel: an entry of it and one sense."""

from collections.abc import Iterable, Sequence

from parallelreader.app.words.card_senses import numbered
from parallelreader.core.language.dictionary import Entry
from parallelreader.core.words.pinyin import Syllable
from parallelreader.core.words.senses import rank_senses


def first_meaning(
    entries: Iterable[Entry],
    syllables: Sequence[Syllable] = (),
    traditional: str = "",
    *,
    is_name: bool = False,
) -> tuple[Entry, str] | None:
    """The most usual sense among ``entries`` of one headword, with the entry it stands in: as it is read if
    ``syllables`` say how, and what ``traditional`` characters of it mean if these are known. None where
    nothing tells what the word means. ``is_name``: it is a part of a name."""
    listed = list(entries)
    # One simplified character may stand for several: 发 in 头发 is 髮, hair.
    listed = [entry for entry in listed if entry.traditional == traditional] or listed
    read = numbered(syllables)
    if is_name and read[:1].isupper():
        listed = [entry for entry in listed if entry.pinyin == read] or listed
    senses = rank_senses(listed, (), pinyin=read)
    return (listed[senses[0].entry], senses[0].text) if senses else None


def within(syllables: Iterable[Syllable], start: int, end: int) -> list[Syllable]:
    """Those that stand between two places."""
    return [each for each in syllables if start <= each.start and each.end <= end]
