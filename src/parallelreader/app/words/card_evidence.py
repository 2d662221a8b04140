"""What the other versions have for a word: their sentences beside, and the words of them that render it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from parallelreader.app.reading.reading import Reading
from parallelreader.app.reading.word_links import Counterparts, WordLinks
from parallelreader.app.words.kept_word import words_at
from parallelreader.app.words.lookup import Lookup
from parallelreader.core.text import Span
from parallelreader.core.words.senses import Seen, kin_words
from parallelreader.core.words.wordings import form_of

_MOST_LINKED, _MOST_ENTRIES = 1, 40


@dataclass(frozen=True, slots=True)
class Rendering:
    """The sentence of another version beside the one the word stands in, and the ``stretches`` of it, in code
    points, that render the word, as far as is known."""

    version: str
    sentence: str
    stretches: tuple[tuple[int, int], ...] = ()
    is_faint: bool = False

    @property
    def words(self) -> str:
        """The words that render it, as they stand; neighbours with one space between."""
        return words_at(self.sentence, self.stretches)


def renderings_beside(reading: Reading, version: str, span: Span, known: Counterparts) -> Iterator[Rendering]:
    """Those of each version shown in another language, as far as is ``known``."""
    row = reading.row_at(version, span.start)
    for other in reading.shown:
        cell = reading.cell(row, other)
        if other == version or reading.version(other).is_chinese or not cell:
            continue
        text = reading.texts[other]
        words = known.others.get(other, ())
        stretches = []
        before = 0
        for segment in cell:
            whole = text.segment(segment)
            stretches += [
                (each.span.start - whole.start + before, each.span.end - whole.start + before)
                for each in words
                if whole.start <= each.span.start < whole.end
            ]
            before += len(whole) + 1
        is_faint = bool(words) and all(each.is_faint for each in words)
        yield Rendering(other, text.segments_text(cell, " "), tuple(stretches), is_faint)


def seen_beside(
    reading: Reading, version: str, span: Span, renderings: Iterable[Rendering], links: WordLinks
) -> Iterator[Seen]:
    """The same as it speaks for senses."""
    is_source = version == reading.document.source.id
    for each in renderings:
        linked = tuple(each.sentence[start:end] for start, end in each.stretches)
        around = links.words_around(reading, each.version, span) if is_source else ()
        content = reading.texts[each.version].content
        taken = frozenset(
            content[partner.start : partner.end]
            for word in around
            if not word.is_faint and not word.span.overlaps(span)
            for partner in word.partners
        )
        said = sum(bool(word.partners) and not word.is_faint for word in around)
        closeness = said / len(around) if around else 1.0
        yield Seen(each.sentence, linked, each.is_faint, taken.difference(linked), closeness=closeness)


def with_kin(seen: Seen, dictionaries: Lookup) -> Seen:
    """What is known of a sentence, with the words that mean much the same as those linked."""
    kin = [
        kin_words((each.entry for each in dictionaries.by_english(word, _MOST_ENTRIES)), word)
        for word in [each for each in seen.linked if not form_of(each).is_little][:_MOST_LINKED]
        if not seen.is_faint and word.isalpha()
    ]
    return replace(seen, kin=frozenset[str]().union(*kin))
