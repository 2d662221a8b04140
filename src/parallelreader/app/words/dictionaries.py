"""The dictionaries that are looked into, in the order and with the switches the reader has set.

The one that comes with the program is brought into a file in the cache when it is first needed; what readers
import is kept among their data and is none of what may be deleted.
"""

import contextlib
import logging
import re
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from parallelreader.app.settings import Settings
from parallelreader.app.words.built_in_dictionary import BUILT_IN, FOLDER, SUFFIX, BuiltInDictionary
from parallelreader.app.words.commonness import commonness
from parallelreader.core.errors import UserError
from parallelreader.core.language.dictionary import Entry
from parallelreader.core.language.gloss_ranking import is_aside, rank_by_gloss
from parallelreader.core.language.radicals import as_meant
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.core.search.inflections import forms
from parallelreader.core.search.pinyin import parse_pinyin
from parallelreader.core.search.readings import parse_numbered
from parallelreader.paths import UserFolders
from parallelreader.store.dictionary_file import DictionaryDamaged, DictionaryFile

__all__ = ["BUILT_IN", "FOLDER", "SUFFIX", "Dictionaries", "DictionaryInfo", "Found", "own_folder"]

logger = logging.getLogger(__name__)

_WORD = re.compile(r"[a-z0-9]+")
_LONGEST = 24
_CANDIDATES, _LONGER_CANDIDATES = 150, 60
_IMPORT_AGAIN = "Remove it and import it again."


@dataclass(frozen=True, slots=True)
class DictionaryInfo:
    """One dictionary as a reader knows it. ``count`` is how many entries it has, ``licence`` a line of it;
    ``problem`` says why it cannot be looked into and what to do, empty where it can."""

    id: str
    title: str
    licence: str = ""
    count: int = 0
    is_own: bool = True
    is_on: bool = True
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """An entry and the dictionary it stands in."""

    entry: Entry
    dictionary: DictionaryInfo


class SettingsHolder(Protocol):
    """What keeps the order and the switches; ``CurrentSettings`` does."""

    @property
    def value(self) -> Settings: ...

    def listen(self, listener: Callable[[Settings], None]) -> None: ...


class Dictionaries:
    """All of them behind one set of questions, each answered in a few milliseconds, in any thread.

    Before :meth:`prepare` has been through, nothing is found. A dictionary that turns out to be damaged
    is left out from then on and says so in :meth:`listed`.
    """

    def __init__(
        self, folders: UserFolders, settings: SettingsHolder, *, is_made_apart: bool = False
    ) -> None:
        """``is_made_apart`` is for those who have a window to keep smooth; see ``BuiltInDictionary``."""
        self._folders = folders
        self._built_in = BuiltInDictionary(folders.cache, is_made_apart=is_made_apart)
        self._settings = settings
        self._preparing = threading.Lock()
        self._open: dict[str, DictionaryFile] = {}
        self._known: tuple[DictionaryInfo, ...] = ()
        self._asked: tuple[tuple[DictionaryInfo, DictionaryFile], ...] = ()
        self._listeners: list[Callable[[], None]] = []
        self.is_ready = False
        settings.listen(self._on_settings)

    def prepare(self, progress: Progress = NO_PROGRESS) -> None:
        """Open what there is, after making the file of the built-in dictionary where it is missing, which
        takes a second or two: to be called in a worker, again after one was imported or removed.

        Never raises for a broken or missing dictionary: :meth:`listed` says what is the matter.
        """
        with self._preparing:
            found = [self._opened_built_in(progress), *self._own()]
            former = self._open
            self._open = {info.id: file for info, file in found if file is not None}
            self._known = tuple(info for info, _ in found)
            self._arrange()
            self.is_ready = True
            for file in former.values():
                file.close()
        self._tell()

    def close(self) -> None:
        """Let all files go; nothing is found from then on."""
        with self._preparing:
            former, self._open, self._asked = self._open, {}, ()
            self.is_ready = False
            for file in former.values():
                file.close()

    def listen(self, listener: Callable[[], None]) -> None:
        """Have ``listener`` called when other dictionaries are asked than before, in the thread that brought
        that about."""
        self._listeners.append(listener)

    def listed(self) -> tuple[DictionaryInfo, ...]:
        """Every dictionary, in the order they are asked, those switched off or broken too."""
        settings = self._settings.value
        places = {name: place for place, name in enumerate(settings.dictionary_order)}
        known = sorted(self._known, key=lambda info: places.get(info.id, len(places)))
        return tuple(replace(info, is_on=info.id not in settings.dictionaries_off) for info in known)

    def missing(self) -> str:
        """Why no word is found at all and what to do about it, in a sentence or two; empty where some are."""
        if not self.is_ready or self._asked:
            return ""
        problems = [info.problem for info in self.listed() if info.is_on and info.problem]
        if problems:
            return problems[0]
        return "All dictionaries are switched off. Switch one on in the list of dictionaries."

    def entries(self, word: str) -> tuple[Found, ...]:
        """Every entry of a headword in either script, of each dictionary in its order."""
        meant = as_meant(word)
        return tuple(self._gathered(lambda file: file.entries(meant)))

    def prefixes(self, text: str, position: int) -> tuple[str, ...]:
        """The headwords that begin at ``position`` (a code point) of ``text``, longest first."""
        piece = as_meant(text[position : position + _LONGEST].partition("\n")[0])
        found: set[str] = set()
        for info, file in self._asked:
            words = [piece[:size] for size in range(1, min(len(piece), file.longest) + 1)]
            if words:
                with self._watched(info, file):
                    found.update(file.headwords(words))
        return tuple(sorted(found, key=len, reverse=True))

    def beginning_with(self, word: str, limit: int) -> tuple[Found, ...]:
        """Longer words that begin so, short and everyday ones first, each reading once."""
        most = max(limit, _LONGER_CANDIDATES)
        return self._short_first(lambda file: file.beginning_with(word, most), limit)

    def containing(self, word: str, limit: int) -> tuple[Found, ...]:
        """Longer words that have ``word`` further on in them, short everyday ones first."""
        most = max(limit, _LONGER_CANDIDATES)
        return self._short_first(lambda file: file.containing(word, most), limit)

    def by_english(self, words: str, limit: int) -> tuple[Found, ...]:
        """Words that mean all of the English ``words`` in any of their forms, the likeliest first."""
        typed = _WORD.findall(words.lower())
        if not typed:
            return ()
        all_forms = [forms(word) for word in typed]
        wholes = _wholes(typed, all_forms)
        found = self._gathered(lambda file: file.by_english(all_forms, wholes, _CANDIDATES))
        ranked = rank_by_gloss(found, lambda each: each.entry, all_forms, commonness)
        return _each_once(ranked, limit)

    def by_pinyin(self, typed: str, limit: int) -> tuple[Found, ...]:
        """Words that sound as ``typed``, with or without tones, run together or apart; short ones first."""
        ways = parse_pinyin(typed)
        sounds = [" ".join(syllable.letters for syllable in way) for way in ways]
        if not sounds:
            return ()
        wanted = [tuple(syllable.tone for syllable in way) for way in ways]
        found = [
            each
            for each in self._gathered(lambda file: file.sounding(sounds, _CANDIDATES))
            if any(_has_tones(each.entry, tones) for tones in wanted)
        ]
        return _each_once(sorted(found, key=lambda each: _plainness(each.entry)), limit)

    def _gathered(self, ask: Callable[[DictionaryFile], Iterable[Entry]]) -> list[Found]:
        found: list[Found] = []
        for info, file in self._asked:
            with self._watched(info, file):
                found += [Found(entry, info) for entry in ask(file)]
        return found

    def _short_first(self, ask: Callable[[DictionaryFile], Iterable[Entry]], limit: int) -> tuple[Found, ...]:
        return _each_once(sorted(self._gathered(ask), key=lambda each: _plainness(each.entry)), limit)

    @contextlib.contextmanager
    def _watched(self, info: DictionaryInfo, file: DictionaryFile) -> Iterator[None]:
        """Do without a dictionary that proves to be damaged."""
        try:
            yield
        except DictionaryDamaged as problem:
            if self._open.get(info.id) is not file:
                # It was let go of, or another one took its place, while it was being asked.
                return
            logger.warning("%s", problem)
            self._known = tuple(
                replace(each, problem=_told(problem, each)) if each.id == info.id else each
                for each in self._known
            )
            self._open.pop(info.id, None)
            self._arrange()
            if not info.is_own:
                self._built_in.forget()

    def _opened_built_in(self, progress: Progress) -> tuple[DictionaryInfo, DictionaryFile | None]:
        info = DictionaryInfo(BUILT_IN, "CC-CEDICT", is_own=False)
        try:
            file = self._built_in.open(progress)
        except UserError as problem:
            return replace(info, problem=str(problem)), None
        return _described(info, file), file

    def _own(self) -> Iterator[tuple[DictionaryInfo, DictionaryFile | None]]:
        for path in sorted(own_folder(self._folders).glob(f"*{SUFFIX}")):
            info = DictionaryInfo(path.stem, path.stem)
            try:
                file = DictionaryFile(path)
            except DictionaryDamaged as problem:
                yield replace(info, problem=_told(problem, info)), None
            else:
                yield _described(info, file), file

    def _arrange(self) -> None:
        self._asked = tuple(
            (info, self._open[info.id]) for info in self.listed() if info.is_on and info.id in self._open
        )

    def _on_settings(self, settings: Settings) -> None:
        before = [info.id for info, _ in self._asked]
        self._arrange()
        if [info.id for info, _ in self._asked] != before:
            self._tell()

    def _tell(self) -> None:
        for listener in list(self._listeners):
            listener()


def own_folder(folders: UserFolders) -> Path:
    """Where the dictionaries lie that a reader has imported."""
    return folders.data / FOLDER


def _described(info: DictionaryInfo, file: DictionaryFile) -> DictionaryInfo:
    title = file.about.get("title", "") or info.title
    return replace(info, title=title, licence=file.about.get("licence", ""), count=file.count)


def _told(problem: UserError, info: DictionaryInfo) -> str:
    mend = _IMPORT_AGAIN if info.is_own else "It is made again when the program starts next."
    return f"{info.title}: {problem.what}. {mend}"


def _each_once(found: Iterable[Found], limit: int) -> tuple[Found, ...]:
    """One of each headword and reading, that of the dictionary which is asked first."""
    kept: dict[tuple[str, str, str], Found] = {}
    for each in found:
        entry = each.entry
        kept.setdefault((entry.simplified, entry.traditional, entry.pinyin.lower()), each)
        if len(kept) == limit:
            break
    return tuple(kept.values())


def _wholes(typed: Sequence[str], all_forms: Sequence[frozenset[str]]) -> set[str]:
    """What a gloss that is nothing but these words may be: as typed, or one of them in another form."""
    return {
        " ".join((*typed[:at], form, *typed[at + 1 :])) for at, each in enumerate(all_forms) for form in each
    }


def _plainness(entry: Entry) -> tuple[int, bool, float]:
    """Small for a short, everyday word."""
    return len(entry.simplified), is_aside(entry), -commonness(entry.simplified)


def _has_tones(entry: Entry, tones: tuple[int, ...]) -> bool:
    told = parse_numbered(entry.pinyin)
    return len(told) == len(tones) and all(
        reading is not None and tone in (0, reading[1]) for reading, tone in zip(told, tones, strict=True)
    )
