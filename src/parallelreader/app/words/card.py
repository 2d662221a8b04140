"""The card of a word: what one wants to know of it where it stands, gathered from all who know something.

Only looks up, at a cost that a frame or two bear; showing it is left to the window.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from parallelreader.app.reading.reading import Reading
from parallelreader.app.reading.word_links import WordLinks
from parallelreader.app.words.card_behind import listed_for, phrase_asked, word_asked, words_behind
from parallelreader.app.words.card_evidence import Rendering, renderings_beside, seen_beside, with_kin
from parallelreader.app.words.card_near import compounds_near
from parallelreader.app.words.card_phrase import Phrase, phrase_around
from parallelreader.app.words.card_senses import CardSense as CardSense
from parallelreader.app.words.card_senses import (
    card_senses,
    is_of_name,
    name_senses,
    numbered,
    surnames_apart,
    syllables_of,
)
from parallelreader.app.words.first_meaning import first_meaning, within
from parallelreader.app.words.lookup import Lookup
from parallelreader.app.words.statuses import Status
from parallelreader.app.words.text_words import TextWord, TextWords
from parallelreader.core.language.dictionary import Entry
from parallelreader.core.text import Span
from parallelreader.core.words.key import word_key
from parallelreader.core.words.pinyin import Notation, Syllable
from parallelreader.core.words.readings import written
from parallelreader.core.words.senses import Seen, rank_senses
from parallelreader.core.words.wordings import form_of

LONGEST_SELECTION = 24
"""Whoever selects more characters does not ask for a word."""

_MOST_MATCHES = 8
_OPENING = "The dictionaries are being opened."
_PREPARING = "The dictionary is being prepared. This card fills when it is there."
_NOTHING_BEHIND = "No Chinese word beside is known to stand behind it. In the dictionary:"
_PHRASE, _AROUND = 8, 4
_BEHIND = "Likely behind it: {word}. In the dictionary:"
_NOTHING_BEHIND_YET = "What stands behind it is not known yet. In the dictionary:"
# Words that stand nearly everywhere, with many senses.
_FREQUENT = tuple("打上行好一的了是在有不来到看说就都")


@dataclass(frozen=True, slots=True)
class Match:
    """Another headword that begins or lies in the same place, with its first reading and sense; one that only
    dictionaries know of stands nowhere. ``is_likely``: it proves to stand behind the English word."""

    span: Span | None
    word: str
    syllables: tuple[Syllable, ...]
    gloss: str
    is_likely: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """All that is shown of a word. ``asked`` are the English words it was looked for by, if it was.

    ``span`` is where it stands in ``version``; ``word`` as written there, ``key`` as it is known. The first
    of the ``senses`` fits best; ``missing`` says why there may be none. ``is_pending``: what renders the word
    is still being looked for. ``told`` is the English word that says how it is read, as of
    :class:`TextWord`; ``is_guess``: nothing tells that reading from others.
    """

    version: str
    span: Span
    word: str
    key: str
    simplified: str
    traditional: str
    syllables: tuple[Syllable, ...]
    senses: tuple[CardSense, ...]
    matches: tuple[Match, ...] = ()
    phrase: Phrase | None = None
    renderings: tuple[Rendering, ...] = ()
    status: Status = Status.NEW
    is_kept: bool = False
    asked: str = ""
    asked_span: tuple[str, Span] | None = None
    missing: str = ""
    is_pending: bool = False
    told: str = ""
    is_guess: bool = False

    @property
    def best(self) -> int:
        """Which of the senses is meant here: the likely one, else the first."""
        return next((number for number, sense in enumerate(self.senses) if sense.is_likely), 0)

    @property
    def other_script(self) -> str:
        """The headword in the script in which it is not written here; empty where both are alike."""
        other = self.traditional if self.word == self.simplified else self.simplified
        return other if other != self.word else ""

    def without_help(self) -> "Card":
        """The card without the words of any translation, for whoever wants to read without it."""
        senses = tuple(sense.without_help() for sense in self.senses)
        return replace(self, senses=senses, phrase=None, renderings=(), is_pending=False, told="")

    def completed(self, later: "Card") -> "Card":
        """The card with what is known ``later`` of the same word, its senses in the order they stand in: a
        reader has begun with them. Where another word proves to stand behind an English one, only that is
        said."""
        if later.key != self.key:
            matches = tuple(
                replace(each, is_likely=word_key(each.word) == later.key) for each in self.matches
            )
            missing = _BEHIND.format(word=later.word) if not self.key else self.missing
            return replace(self, matches=matches, missing=missing, is_pending=False)
        known = {(sense.text, sense.dictionary): sense for sense in later.senses}
        senses = tuple(
            replace(sense, evidence=told.evidence, is_likely=told.is_likely)
            if (told := known.get((sense.text, sense.dictionary))) is not None
            else sense
            for sense in self.senses
        )
        return replace(
            self,
            senses=senses,
            phrase=later.phrase,
            renderings=later.renderings,
            missing=later.missing,
            is_pending=later.is_pending,
        )

    def written(self, notation: Notation) -> str:
        """The reading of the word, empty where nothing is known of it."""
        return written(self.syllables, notation)


class Cards:
    """Makes cards for what is being read."""

    def __init__(
        self,
        words: TextWords,
        dictionaries: Lookup,
        links: WordLinks,
        *,
        status_of: Callable[[str], Status] = lambda key: Status.NEW,
        is_kept: Callable[[str], bool] = lambda key: False,
    ) -> None:
        self._words = words
        self._dictionaries = dictionaries
        self._links = links
        self._status_of = status_of
        self._is_kept = is_kept

    def prepare(self) -> None:
        """Look some words up, so that all that is needed for a card is at hand; may be called in a worker."""
        seen = with_kin(Seen("to go up", ("up", "go")), self._dictionaries)
        for word in _FREQUENT:
            rank_senses([each.entry for each in self._dictionaries.entries(word)], (seen,))
            self._dictionaries.prefixes(word, 0)

    @property
    def awaits(self) -> str:
        """Why no word can be told of yet; empty where all that it takes is there."""
        if self._words.is_ready and self._dictionaries.is_ready:
            return ""
        return self._words.problem or _PREPARING

    def word_at(self, reading: Reading, version: str, position: int) -> TextWord | None:
        """The Chinese word at a place, if there is one and words are known already."""
        if version not in reading.shown or not reading.version(version).is_chinese:
            return None
        return self._words.at(reading.texts[version], position, reading)

    def at(self, reading: Reading, version: str, position: int) -> Card | None:
        """The card of the Chinese word at a place."""
        word = self.word_at(reading, version, position)
        return self._card(reading, version, word) if word is not None else None

    def of_span(self, reading: Reading, version: str, span: Span) -> Card | None:
        """The card of what is selected: of the whole where a dictionary has it, else of the longest word in
        it, the first of several."""
        content = reading.texts[version].content[span.start : span.end]
        bare = content.strip()
        start = span.start + content.index(bare)
        if not reading.version(version).is_chinese or not 0 < len(bare) <= LONGEST_SELECTION:
            return None
        known = self._words.at(reading.texts[version], start, reading)
        if known is not None and known.span == Span(start, start + len(bare)):
            return self._card(reading, version, known)
        word, at = (bare, 0) if self._dictionaries.entries(bare) else self._longest_in(bare)
        if not any(_is_written(each) for each in word):
            return None
        start += at
        known = self._words.at(reading.texts[version], start, reading)
        placed = TextWord(Span(start, start + len(word)), word, word_key(word), ())
        if known is not None and known.word == word:
            placed = known
        card = self._card(reading, version, placed)
        return replace(card, matches=tuple(self._others(bare, start - at, word)))

    def behind(self, reading: Reading, version: str, position: int) -> Card | None:
        """The card of the Chinese word that most likely stands behind the English one at a place; its
        ``matches`` are the others that may, then those that dictionaries have for it. Where nothing is known
        to stand behind it, it is a card of no word but those; None without even them."""
        word = None if reading.version(version).is_chinese else word_asked(reading.texts[version], position)
        if word is None:
            return None
        content = reading.texts[version].content
        found = words_behind(reading, version, word, self._links, self._words, self._dictionaries)
        asked = phrase_asked(reading, version, word, self._links, found)
        phrase = content[asked.start : asked.end]
        others = [self._match(each.span, each.word) for _, each in found[1:]]
        known = {each.key for _, each in found}
        part = content[word.start : word.end]
        for entry, gloss in listed_for(self._dictionaries, phrase, part, self._words.usualness):
            if entry.simplified not in known:
                others.append(Match(None, entry.simplified, syllables_of(entry.pinyin), gloss))
        matches = tuple(each for each in others if each is not None)
        if found:
            card = self._card(reading, *found[0])
            return replace(card, matches=matches, asked=phrase, asked_span=(version, asked))
        if not matches or (asked == word and form_of(phrase).is_little):
            return None
        is_late = not self._words.is_ready or self._links.counterparts(reading, version, word).missing
        none = _NOTHING_BEHIND_YET if is_late else _NOTHING_BEHIND
        return Card(
            version,
            asked,
            phrase,
            "",
            phrase,
            phrase,
            (),
            (),
            matches,
            asked=phrase,
            asked_span=(version, asked),
            missing=none,
            is_pending=bool(is_late),
        )

    def renewed(self, card: Card) -> Card:
        """The same card with the status that the word has now."""
        return replace(card, status=self._status_of(card.key), is_kept=self._is_kept(card.key))

    def _card(self, reading: Reading, version: str, word: TextWord) -> Card:
        known = self._links.counterparts(reading, version, word.span)
        renderings = tuple(renderings_beside(reading, version, word.span, known))
        found = self._dictionaries.entries(word.word)
        entries = [each.entry for each in found]
        sentence = reading.texts[version].content
        read = numbered(word.syllables)
        around = (
            sentence[max(word.span.start - _AROUND, 0) : word.span.start],
            sentence[word.span.end : word.span.end + 1],
        )
        seen = list(seen_beside(reading, version, word.span, renderings, self._links))
        senses = rank_senses(entries, seen, pinyin=read, around=around)
        if len(senses) > 1 and not any(each.evidence and each.evidence.is_linked for each in senses):
            senses = rank_senses(
                entries,
                [with_kin(each, self._dictionaries) for each in seen],
                pinyin=read,
                around=around,
                compounds=compounds_near(self._dictionaries, word, sentence),
            )
        if word.name is not None:
            # Surnames and places have entries of their own.
            senses = tuple(sorted(senses, key=lambda sense: not is_of_name(entries[sense.entry])))
        first = entries[senses[0].entry] if senses else None
        # What stands over the text must be what the card says: the English has been heard for that.
        syllables = word.syllables or (syllables_of(first.pinyin) if first is not None else ())
        return Card(
            version,
            word.span,
            word.word,
            word.key,
            first.simplified if first else word.word,
            first.traditional if first else word.word,
            syllables,
            (*name_senses(word.name), *card_senses(senses, found, syllables, is_name=word.name is not None)),
            (*self._longer(reading, version, word), *self._shorter(word, first)),
            phrase_around(reading, version, word.span, self._links, self._words),
            renderings,
            self._status_of(word.key),
            self._is_kept(word.key),
            missing=self._dictionaries.missing() if self._dictionaries.is_ready else _OPENING,
            is_pending=bool(known.missing) and not all(each.stretches for each in renderings),
            told=word.told,
            is_guess=word.is_guess,
        )

    def _longer(self, reading: Reading, version: str, word: TextWord) -> Iterator[Match]:
        """The longest headword that the word is only a part of here, if there is one: phrases of which the
        parts say all are cut."""
        text = reading.texts[version]
        start = max(word.span.start - _PHRASE, 0)
        stretch = Span(start, min(word.span.end + _PHRASE, len(text.content)))
        near = self._words.words_in(text, stretch, reading)
        inside = text.content[start : stretch.end]
        found: list[Span] = []
        for each in near:
            if not each.span.start <= word.span.start:
                break
            at = each.span.start
            for headword in self._dictionaries.prefixes(inside, at - start):
                end = at + len(headword)
                is_longer = end > word.span.end or (end == word.span.end and at < word.span.start)
                if is_longer and any(other.span.end == end for other in near):
                    found.append(Span(at, end))
        longest = max(found, key=len, default=None)
        if longest is not None:
            headword = text.content[longest.start : longest.end]
            syllables = [each for read in near for each in read.syllables]
            inner = [each for each in syllables if longest.start <= each.start and each.end <= longest.end]
            match = self._match(longest, headword, inner)
            if match is not None:
                yield match

    def _shorter(self, word: TextWord, first: Entry | None) -> Iterator[Match]:
        read = surnames_apart(word.syllables) if word.name is not None else word.syllables
        traditional = (
            first.traditional if first is not None and len(first.traditional) == len(word.word) else ""
        )
        return self._others(
            word.word, word.span.start, word.word, read, traditional, is_name=word.name is not None
        )

    def _others(
        self,
        text: str,
        start: int,
        but: str,
        syllables: Sequence[Syllable] = (),
        traditional: str = "",
        *,
        is_name: bool = False,
    ) -> Iterator[Match]:
        """The headwords inside ``text``, which stands at ``start``, the longest first, read as it is if
        ``syllables`` say how, and meaning what ``traditional`` characters of it do if these are known."""
        places: dict[str, int] = {}
        for at in range(len(text)):
            for headword in self._dictionaries.prefixes(text, at):
                if at + len(headword) <= len(text):
                    places.setdefault(headword, at)
        places.pop(but, None)
        order = sorted(places.items(), key=lambda each: (-len(each[0]), each[1]))
        for headword, at in order[:_MOST_MATCHES]:
            span = Span(start + at, start + at + len(headword))
            inside = within(syllables, span.start, span.end)
            written = traditional[at : at + len(headword)]
            match = self._match(span, headword, inside, written, is_name=is_name)
            if match is not None:
                yield match

    def _longest_in(self, text: str) -> tuple[str, int]:
        """The longest headword in a stretch of Chinese and where it begins; else the first character."""
        best = text[:1], 0
        for at in range(len(text)):
            found = next(iter(self._dictionaries.prefixes(text, at)), "")
            if len(found) > len(best[0]) or (at == 0 and found):
                best = found, at
        return best

    def _match(
        self,
        span: Span,
        word: str,
        syllables: Sequence[Syllable] = (),
        traditional: str = "",
        *,
        is_name: bool = False,
    ) -> Match | None:
        entries = [each.entry for each in self._dictionaries.entries(word)]
        found = first_meaning(entries, syllables, traditional, is_name=is_name)
        return Match(span, word, syllables_of(found[0].pinyin), found[1]) if found is not None else None


def _is_written(character: str) -> bool:
    return character.isalpha() and not character.isascii()
