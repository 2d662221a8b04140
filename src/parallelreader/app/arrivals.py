"""What comes in together, sorted into what belongs together: texts that make one document, files of units,
links between the lines of two texts, subtitles that are paired by time, and folders of all of them.

Only what must be known for that is read; bringing it in is left to ``importing`` and ``unit_import``.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from parallelreader.app.import_draft import named_by_file, stem_without_language
from parallelreader.app.unit_plan import UnitSource
from parallelreader.core.errors import FileProblem, UserError
from parallelreader.core.incoming import Incoming, Links, Prose
from parallelreader.core.language.script import guess_language, is_chinese_tag
from parallelreader.formats.corpus_folder import is_corpus
from parallelreader.formats.exchange.memory_overlays import has_overlays
from parallelreader.formats.exchange.tei_corpus import is_own_tei
from parallelreader.formats.import_format import ReadOptions
from parallelreader.formats.registry import format_of
from parallelreader.formats.unit_formats import UNIT_FORMATS

_MOST_IN_A_FOLDER = 2_000
_SAMPLE = 5_000
# A book in one language has some lines in the other.
_MOSTLY = 0.9
# Of the formats for texts only this one may hold units: a table with a language in each column.
_MAY_BE_EITHER = ".docx"


@dataclass(frozen=True, slots=True)
class Texts:
    """Files that become the versions of one document."""

    files: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Files that say themselves what stands beside what; they become one document. Those that were exported
    from here may have notes and terms in them."""

    source: UnitSource
    has_overlays: bool = False


Arrival = Texts | Pairs


@dataclass(frozen=True, slots=True)
class Arrivals:
    """``corpora`` are folders to be opened, ``documents`` what is to be imported, ``problems`` what can be
    neither, each with its file; ``passed_over`` are files of folders that no format takes, ``exported`` files
    that this program wrote of documents which can be made of them again."""

    documents: tuple[Arrival, ...] = ()
    corpora: tuple[Path, ...] = ()
    problems: tuple[UserError, ...] = ()
    passed_over: tuple[Path, ...] = ()
    exported: tuple[Path, ...] = ()


@dataclass(slots=True)
class _Kinds:
    """What the files are by themselves, before it is known what belongs together."""

    units: list[Path] = field(default_factory=list)
    links: list[tuple[Path, Links]] = field(default_factory=list)
    timed: list[tuple[Path, bool]] = field(default_factory=list)
    """Subtitles, and whether they are Chinese."""
    texts: list[Path] = field(default_factory=list)


def sort_arrivals(
    paths: Sequence[Path],
    *,
    encodings: Mapping[Path, str] | None = None,
    languages: Mapping[Path, str] | None = None,
    keeps_exported: bool = False,
) -> Arrivals:
    """Sort files and folders. Texts that are named make one document; those of a folder make one for each
    stem of their names (``ferry.zh.txt`` and ``ferry.en.txt``, or ``zh/ferry.txt`` and ``en/ferry.txt``), or
    one where there are just a Chinese and an English one, whatever their names. Files that were exported from
    here stay what they are where the caller ``keeps_exported``, and are files of units otherwise."""
    named = _Kinds()
    problems: list[UserError] = []
    corpora: list[Path] = []
    passed: list[Path] = []
    documents: list[Arrival] = []
    exported: list[Path] = []
    for path in paths:
        if path.is_dir():
            if is_corpus(path):
                corpora.append(path)
                continue
            inside = _Kinds()
            for file in _files_in(path):
                try:
                    _put(inside, file, ReadOptions())
                except FileProblem:
                    passed.append(file)
            _match(inside, documents, problems, is_folder=True)
            documents += [Texts(files) for files in _books(inside.texts)]
            continue
        options = ReadOptions((encodings or {}).get(path, ""), (languages or {}).get(path, ""))
        try:
            if keeps_exported and is_own_tei(path):
                exported.append(path)
            else:
                _put(named, path, options)
        except FileProblem as problem:
            problems.append(problem)
    _match(named, documents, problems, encodings)
    if named.texts:
        documents.insert(0, Texts(tuple(named.texts)))
    return Arrivals(tuple(documents), tuple(corpora), tuple(problems), tuple(passed), tuple(exported))


def _put(kinds: _Kinds, file: Path, options: ReadOptions) -> None:
    """Find out what a file is. Raises FileProblem where no format takes it."""
    found = format_of(file)
    if found not in UNIT_FORMATS and _MAY_BE_EITHER not in found.extensions:
        kinds.texts.append(file)
        return
    incoming: Incoming = found.read(file, options)
    if isinstance(incoming, Links):
        kinds.links.append((file, incoming))
    elif not isinstance(incoming, Prose):
        kinds.units.append(file)
    elif incoming.passages and all(passage.time is not None for passage in incoming.passages):
        words = "\n".join(passage.text for passage in incoming.passages[:_SAMPLE])
        kinds.timed.append((file, is_chinese_tag(options.language or guess_language(words))))
    else:
        kinds.texts.append(file)


def _match(
    kinds: _Kinds,
    documents: list[Arrival],
    problems: list[UserError],
    encodings: Mapping[Path, str] | None = None,
    *,
    is_folder: bool = False,
) -> None:
    """Add what stands in files of units, links and subtitles; those without a partner stay texts."""

    def pairs(*files: Path) -> Pairs:
        encoding = next(filter(None, map((encodings or {}).get, files)), "")
        return Pairs(UnitSource(files, encoding), len(files) == 1 and has_overlays(files[0]))

    documents += [pairs(file) for file in kinds.units]
    for file, links in kinds.links:
        texts = _linked(file, links, kinds)
        if texts is None:
            problems.append(
                FileProblem(
                    "This file says which lines of two other files belong together",
                    where=file,
                    mend="Bring in the two text files together with it.",
                )
            )
        else:
            kinds.texts = [each for each in kinds.texts if each not in texts]
            documents.append(pairs(file, *texts))
    documents += [pairs(*files) for files in _films(kinds, is_folder=is_folder)]
    kinds.texts += [file for file, _ in kinds.timed]


def _linked(file: Path, links: Links, kinds: _Kinds) -> tuple[Path, Path] | None:
    """The two texts that links are about: by name where they say it, else those there are."""
    by_name = {each.name: each for each in kinds.texts}
    named = [by_name.get(Path(name).name) for name in links.names if name]
    if len(named) == 2 and named[0] is not None and named[1] is not None:
        return named[0], named[1]
    if len(kinds.texts) == 2 and len(kinds.links) == 1:
        return kinds.texts[0], kinds.texts[1]
    stem = stem_without_language(file.name)
    alike = [each for each in kinds.texts if stem_without_language(each.name) == stem]
    return (alike[0], alike[1]) if len(alike) == 2 else None


def _films(kinds: _Kinds, *, is_folder: bool) -> Iterator[tuple[Path, ...]]:
    """The Chinese subtitles of a film and all others of it: of a folder those whose stem is that of the
    Chinese ones or begins with it, of files that are named all, if one is Chinese. Takes them out."""
    chinese = [file for file, is_chinese in kinds.timed if is_chinese]
    others = [file for file, is_chinese in kinds.timed if not is_chinese]
    goes_with: dict[Path, list[Path]] = {file: [] for file in chinese}
    stems = {file: stem_without_language(file.name) for file in (*chinese, *others)}
    is_one = len(chinese) == 1 and (not is_folder or len(others) == 1)
    for other in others:
        near = [file for file in chinese if is_one or f"{stems[other]}-".startswith(f"{stems[file]}-")]
        longest = max((len(stems[file]) for file in near), default=0)
        near = [file for file in near if len(stems[file]) == longest]
        # With two Chinese ones of a stem nobody knows which the others were made from.
        if len(near) == 1:
            goes_with[near[0]].append(other)
    for first, rest in goes_with.items():
        if rest:
            yield first, *rest
            kinds.timed = [each for each in kinds.timed if each[0] not in (first, *rest)]


def _books(files: Sequence[Path]) -> Iterator[tuple[Path, ...]]:
    """The texts of a folder, and of those in it, by what belongs together."""
    folders: dict[Path, dict[str, list[Path]]] = {}
    for file in files:
        groups = folders.setdefault(file.parent, {})
        groups.setdefault(stem_without_language(file.name), []).append(file)
    yield from _of_folders_by_language(folders)
    for groups in folders.values():
        alone = [file for group in groups.values() if len(group) == 1 for file in group]
        if len(groups) == len(alone) == 2 and sorted(map(_language, alone)) == ["en", "zh"]:
            yield tuple(alone)
        else:
            yield from map(tuple, groups.values())


def _of_folders_by_language(folders: dict[Path, dict[str, list[Path]]]) -> Iterator[tuple[Path, ...]]:
    """The texts that stand under one name in folders side by side that are named by a language alone (``zh``
    and ``en``). Takes them out.

    Names that are only numbers may count other things in each language, a preface first in one of them:
    they belong together only where all do.
    """
    beside: dict[Path, list[dict[str, list[Path]]]] = {}
    for folder, groups in folders.items():
        if not named_by_file(folder.name):
            beside.setdefault(folder.parent, []).append(groups)
    for languages in beside.values():
        common = set.intersection(*map(set, languages))
        is_all = all(common == set(groups) for groups in languages)
        for stem in sorted(common) if len(languages) > 1 else ():
            if is_all or not stem.replace("-", "").isdecimal():
                yield tuple(file for groups in languages for file in groups.pop(stem))


def _language(file: Path) -> str:
    """zh or en, whichever a text is in; empty for one with both, or that cannot be read."""
    try:
        incoming = format_of(file).read(file, ReadOptions())
    except FileProblem:
        return ""
    if not isinstance(incoming, Prose):
        return ""
    guessed = Counter(guess_language(passage.text) for passage in incoming.passages if not passage.aside)
    chinese = sum(count for language, count in guessed.items() if language and is_chinese_tag(language))
    mostly = _MOSTLY * (chinese + guessed["en"])
    return "" if not mostly else "zh" if chinese >= mostly else "en" if guessed["en"] >= mostly else ""


def _files_in(folder: Path) -> list[Path]:
    """The files of a folder and of those in it, in order; hidden ones and corpora are passed by."""
    found: list[Path] = []
    waiting = [folder]
    while waiting and len(found) < _MOST_IN_A_FOLDER:
        here = waiting.pop(0)
        try:
            inside = sorted(each for each in here.iterdir() if not each.name.startswith("."))
        except OSError:
            continue
        found += [each for each in inside if each.is_file()]
        waiting += [
            each for each in inside if each.is_dir() and not each.is_symlink() and not is_corpus(each)
        ]
    return found[:_MOST_IN_A_FOLDER]
