"""The words of the texts that are open: where each begins and ends, by what it is known, how it is read.

Nothing is known until :meth:`TextWords.load` has been; from then on a look costs little and what was looked
at is remembered by sentence. What the reader corrects holds in every text.
"""

import math
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Protocol, Self

from parallelreader.app.reading.word_links import AlignedVersions
from parallelreader.app.words.commonness import commonness
from parallelreader.app.words.english_beside import Beside, english_beside, nothing_beside
from parallelreader.app.words.word_table import is_dictionary_installed, word_table
from parallelreader.core.errors import UserError
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.core.text import Span, Text
from parallelreader.core.values import dataclass
from parallelreader.core.words.corrections import NO_CORRECTIONS, Corrections
from parallelreader.core.words.cutters import make_cutter
from parallelreader.core.words.key import word_key
from parallelreader.core.words.names import NO_NAMES, Name, Names
from parallelreader.core.words.pinyin import Notation, Syllable
from parallelreader.core.words.readings import NO_CHOICES, Choices, Reader, ReadWord, written
from parallelreader.core.words.segmenter import Segmenter
from parallelreader.core.words.table import Numbered
from parallelreader.core.words.told_readings import is_told_of
from parallelreader.core.words.unseen import bare, without_unseen

# Of words that are not common; what one of them loses that is read otherwise.
_UNCOMMON, _OTHERWISE = 1.5, 2.0
# A dozen screens; a sentence with its words takes some kilobytes.
_MOST_SENTENCES = 2000
# A sentence may be a whole paragraph without a stop; only so much is cut and read at once.
_LONGEST_PIECE = 400
# Ten thousand words are met at least so often in the texts that were counted.
_COMMON = 1000


@dataclass(frozen=True, slots=True)
class TextWord:
    """A word where it stands: ``span`` and the places of the ``syllables`` in code points of its version;
    ``word`` as it is written there, ``key`` as it is known. ``is_own``: its reading is the reader's;
    ``name``: what name of the document it is, if it is one; ``told``: its reading is what this English word
    beside it says; ``is_guess``: nothing tells that from others."""

    span: Span
    word: str
    key: str
    syllables: tuple[Syllable, ...]
    is_own: bool = False
    name: Name | None = None
    told: str = ""
    is_guess: bool = False

    def written(self, notation: Notation) -> str:
        """The reading of the whole word, empty where nothing is known of it."""
        return written(self.syllables, notation)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What cuts sentences, what reads their words, and how often the common ones are met."""

    segmenter: Segmenter
    reader: Reader
    met: Mapping[str, int]

    def corrected(self, corrections: Corrections, choices: Choices) -> "Loaded":
        """The same, with all that the reader has corrected."""
        return Loaded(self.segmenter.corrected(corrections), self.reader.choosing(choices), self.met)

    def naming(self, names: Names) -> "Loaded":
        """The same, with the names of a document."""
        return Loaded(self.segmenter.naming(names), self.reader.naming(names), self.met)

    def plain(self) -> "Loaded":
        """The same as the dictionary alone would have it."""
        return self.corrected(NO_CORRECTIONS, NO_CHOICES)


class MoreWords(Protocol):
    """Words besides those of the dictionary that the program brings; see ``own_words``."""

    @property
    def files(self) -> tuple[Path, ...]: ...

    @property
    def edition(self) -> str: ...

    def words(self) -> Iterator[str]: ...


class TextWords:
    """One for the window. Every method may be called from any thread."""

    def __init__(self, cache_folder: Path, own: MoreWords | None = None) -> None:
        """``own`` are words besides those of the dictionary that the program brings."""
        self._cache_folder = cache_folder
        self._own = own
        self._own_loaded = ""
        self._lock = threading.Lock()
        # Whoever is told that words are there may ask for them at once.
        self._loading = threading.RLock()
        self._loaded: Loaded | None = None
        self._problem = ""
        self._named: Loaded | None = None
        self._corrections = NO_CORRECTIONS
        self._choices = NO_CHOICES
        self._names = NO_NAMES
        self._kept: OrderedDict[tuple[str, str], tuple[TextWord, ...]] = OrderedDict()
        self._beside: Beside = nothing_beside
        self._listeners: list[Callable[[], None]] = []

    @classmethod
    def of(cls, segmenter: Segmenter, reader: Reader, met: Mapping[str, int] | None = None) -> Self:
        """Ones that are ready, cut and read by these."""
        made = cls(Path())
        made._loaded = made._named = Loaded(segmenter, reader, met or {})
        return made

    @property
    def is_ready(self) -> bool:
        return self._loaded is not None

    @property
    def problem(self) -> str:
        """Why they could not be loaded when that was last tried, and what to do; empty where they could."""
        return self._problem

    @property
    def own_edition(self) -> str:
        """A name for the words there are now besides those of the program's dictionary; empty for none."""
        return self._own.edition if self._own is not None else ""

    @property
    def own_files(self) -> tuple[Path, ...]:
        """The dictionaries those words are in."""
        return self._own.files if self._own is not None else ()

    @property
    def corrections(self) -> Corrections:
        """Where the reader cuts otherwise than the dictionary would have it."""
        return self._corrections

    def load(self, progress: Progress = NO_PROGRESS) -> None:
        """Load what all else needs, in a worker: some tenths of a second, the first time of all some seconds.

        Raises UserError where there is no dictionary or no room for what is made of it.
        """
        self.loaded(progress)

    def loaded(self, progress: Progress = NO_PROGRESS) -> Loaded:
        """What cuts and reads any text, with all that the reader has corrected; :meth:`load` comes first if
        needed."""
        with self._loading:
            if self._loaded is None:
                self._make(progress)
            assert self._loaded is not None
            return self._loaded

    def named(self, progress: Progress = NO_PROGRESS) -> Loaded:
        """As :meth:`loaded`, for the document that is read: with its names."""
        return self.loaded(progress).naming(self._names)

    def renew(self, progress: Progress = NO_PROGRESS) -> None:
        """Load again, where that has been done or there was no dictionary, if there are other words now; as
        :meth:`load`."""
        with self._loading:
            if (self._loaded is not None or self._problem) and self._own_loaded != self.own_edition:
                self._make(progress)

    def listen(self, listener: Callable[[], None]) -> None:
        """Have ``listener`` called when words are ready or have changed, in the thread that did it."""
        self._listeners.append(listener)

    def use(self, beside: Beside) -> None:
        """The English beside what is being read there helps to read it. ``beside`` may be called from any
        thread."""
        self._beside = beside

    def words_in(
        self, text: Text, span: Span, aligned: AlignedVersions | None = None
    ) -> tuple[TextWord, ...]:
        """The words that begin in ``span``, in order; for a few paragraphs at most. None before :meth:`load`
        is done. ``aligned`` are the versions beside it where they are not those being read."""
        return tuple(
            word
            for piece in self.pieces(text, span)
            for word in self._words(text, piece, aligned)
            if span.start <= word.span.start < span.end
        )

    def at(self, text: Text, position: int, aligned: AlignedVersions | None = None) -> TextWord | None:
        """The word that holds the character at ``position``, if it is in one; ``aligned`` as of
        :meth:`words_in`."""
        for piece in self.pieces(text, Span(position, position + 1)):
            for word in self._words(text, piece, aligned):
                if word.span.start <= position < word.span.end:
                    return word
        return None

    def span_at(self, text: Text, position: int) -> Span | None:
        """Where the word stands that :meth:`at` finds."""
        word = self.at(text, position)
        return word.span if word is not None else None

    def pieces(self, text: Text, span: Span) -> Iterator[Span]:
        """The sentences that share something with ``span``, each to be cut for itself; of very long ones only
        the parts that do. None before :meth:`load` is done."""
        if not self.is_ready:
            return
        for segment in text.segments_in(span):
            whole = text.segment(segment)
            if len(whole) <= _LONGEST_PIECE:
                yield whole
            else:
                yield from _parts(text, whole, span)

    def place_of(self, text: Text, word: TextWord) -> tuple[str, int]:
        """By what the place of a word is known in every text: its sentence, and where it begins in that."""
        for piece in self.pieces(text, word.span):
            if piece.start <= word.span.start < piece.end:
                sentence, at = text.content[piece.start : piece.end], word.span.start - piece.start
                seen = bare(sentence)
                return (seen.text, seen.bared(at)) if seen is not None else (sentence, at)
        return "", 0

    def pinyin_of(self, word: str) -> str:
        """How a word is read that stands in no sentence, with marks; empty where it is not Chinese throughout
        or nothing is known of a part of it."""
        parts = self._of_sentence(word)
        pinyin = [part.written(Notation.MARKS) for part in parts]
        is_whole = sum(len(part.word) for part in parts) == len(word)
        return "".join(pinyin) if is_whole and all(pinyin) else ""

    def readings_of(self, key: str) -> tuple[Numbered, ...]:
        """All readings known of a word, the likelier first; none before :meth:`load` is done."""
        return self._loaded.reader.readings_of(key) if self._loaded is not None else ()

    def usualness(self, word: str, pinyin: str) -> float:
        """How usual a word is, in powers of ten of how often it is met: about 5 for the most usual, less than
        3 for most. Read otherwise than it mostly is, in tone numbers, it is hardly met."""
        loaded = self._loaded
        met = loaded.met.get(word, 0) if loaded is not None else 0
        if not met or loaded is None:
            return _UNCOMMON + commonness(word)
        mostly = next(iter(loaded.reader.readings_of(word)), ())
        read = pinyin.lower().replace("u:", "ü")
        is_other = bool(mostly) and all(mostly) and " ".join(mostly).lower() != read
        return math.log10(met) - (_OTHERWISE if is_other else 0)

    def correct(self, corrections: Corrections, choices: Choices) -> None:
        """From now on words are cut and read as the reader has said."""
        with self._lock:
            self._corrections, self._choices = corrections, choices
        self._use()

    def name(self, names: Names) -> None:
        """From now on these are the names of the document that is read: in :meth:`words_in` and the like."""
        with self._lock:
            if names == self._names:
                return
            self._names = names
        self._use()

    def _make(self, progress: Progress) -> None:
        self._problem = ""
        try:
            self._use(self._made(progress))
        except UserError as problem:
            self._problem = str(problem)
            raise

    def _made(self, progress: Progress) -> Loaded:
        self._own_loaded = self.own_edition
        table = word_table(self._cache_folder, progress, self.own_files)
        # Without the program's dictionary the table is made of them.
        others = self._own.words() if self._own is not None and is_dictionary_installed() else ()
        segmenter = Segmenter(make_cutter(table.weights, others))
        # The tables that bring words to one script are loaded with the first of them.
        word_key("詞")
        # What the cutter has by now need not be kept twice.
        met = {word: weight for word, weight in table.weights.items() if weight >= _COMMON}
        return Loaded(segmenter, Reader(replace(table, weights={}), knows=segmenter.knows), met)

    def _use(self, made: Loaded | None = None) -> None:
        """Cut and read by what was ``made``, else by what there is, as the reader has corrected it."""
        with self._lock:
            loaded = made or self._loaded
            if loaded is not None:
                self._loaded = loaded.corrected(self._corrections, self._choices)
                self._named = self._loaded.naming(self._names)
            self._kept.clear()
        for listener in list(self._listeners):
            listener()

    def _words(self, text: Text, piece: Span, aligned: AlignedVersions | None = None) -> Iterator[TextWord]:
        start = piece.start
        sentence = text.content[start : piece.end]
        words = self._of_sentence(sentence)
        if any(is_told_of(word.key) for word in words):
            beside = english_beside(aligned or self._beside(), text, piece)
            words = self._of_sentence(sentence, beside) if beside else words
        for word in words:
            syllables = tuple(
                Syllable(each.start + start, each.end + start, each.letters, each.tone)
                for each in word.syllables
            )
            span = Span(word.span.start + start, word.span.end + start)
            yield TextWord(
                span, word.word, word.key, syllables, word.is_own, word.name, word.told, word.is_guess
            )

    def _of_sentence(self, sentence: str, beside: str = "") -> tuple[TextWord, ...]:
        """Its words, as if it were the whole text, with this English beside it."""
        key = sentence, beside
        with self._lock:
            known = self._kept.get(key)
            if known is not None:
                self._kept.move_to_end(key)
                return known
            loaded = self._named
        if loaded is None:
            return ()
        words = loaded.segmenter.words(sentence)
        found = tuple(_text_words(sentence, loaded.reader.read(sentence, words, beside)))
        with self._lock:
            if loaded is self._named:
                self._kept[key] = found
                while len(self._kept) > _MOST_SENTENCES:
                    self._kept.popitem(last=False)
        return found


def _parts(text: Text, whole: Span, wanted: Span) -> Iterator[Span]:
    """The stretches between marks, so long as :data:`_LONGEST_PIECE` allows, that share something with
    ``wanted``; where they part depends on the sentence alone."""
    sentence = text.content[whole.start : whole.end]
    start = 0
    while start < len(sentence):
        end = start + _LONGEST_PIECE
        if end < len(sentence):
            while end > start + _LONGEST_PIECE // 2 and sentence[end - 1].isalnum():
                end -= 1
        end = min(end, len(sentence))
        part = Span(whole.start + start, whole.start + end)
        if part.start >= wanted.end:
            return
        if part.overlaps(wanted):
            yield part
        start = end


def _text_words(sentence: str, words: Iterable[ReadWord]) -> Iterator[TextWord]:
    for read in words:
        word = without_unseen(sentence[read.start : read.end])
        span = Span(read.start, read.end)
        yield TextWord(
            span, word, word_key(word), read.syllables, read.is_own, read.name, read.told, read.is_guess
        )
