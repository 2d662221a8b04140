"""Terms, numbers and passages checked: false alarms, what is found of what was falsified, and how quickly."""

import re
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.figures import table
from bench.resident import resident_megabytes
from bench.setting import SAMPLES, Setting
from bench.suggesting import GOLD
from bench.texts import clauses, long_corpus
from parallelreader.app.library import open_cache, open_corpus
from parallelreader.app.terms.beside import beside_versions
from parallelreader.app.terms.book import TermBook
from parallelreader.app.terms.corpus_texts import CorpusTexts
from parallelreader.app.terms.findings import check
from parallelreader.app.terms.rendering_finding import RenderingsHere
from parallelreader.core.terms.finding import Finding, FindingKind
from parallelreader.core.terms.number_check import differing_numbers
from parallelreader.paths import UserFolders
from parallelreader.store.database import Store

_FIGURE = re.compile(r"\d")
_HANDS = ("literal", "free")
_SHOWN = (FindingKind.OTHERWISE, FindingKind.MISSING, FindingKind.NUMBERS, FindingKind.UNTRANSLATED)


def measure(setting: Setting) -> list[str]:
    """The lines to print."""
    folders = setting.folders("checking")
    return [*_alarms(folders), *_numbers(folders), "", *_speed(setting, folders)]


def _alarms(folders: UserFolders) -> Iterator[str]:
    concepts = _gold()
    found = _checked(SAMPLES, concepts, folders)
    counts = Counter((each.kind, each.version) for each in found)
    yield f"the sample with {len(concepts)} terms, all that either hand has for them accepted"
    rows = [(str(kind), *(str(counts[kind, hand]) for hand in _HANDS)) for kind in _SHOWN]
    yield from table(("findings", "Wren, who keeps to the sentences", "Ashdown, who retells"), rows)


def _gold() -> list[tuple[str, list[str]]]:
    found = []
    for line in GOLD.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            chinese, *cells = line.split("\t")
            english = dict.fromkeys(text for cell in cells for text in cell.split("|") if text != "-")
            if english:
                found.append((chinese, list(english)))
    return found


def _numbers(folders: UserFolders) -> Iterator[str]:
    """Of each pair of the sample with figures in the English, one figure is made another."""
    texts = CorpusTexts(open_corpus(SAMPLES), cache=open_cache(folders))
    falsified = told = 0
    for opened in texts.documents():
        for version in beside_versions(opened):
            for bead in version.beads:
                english = version.english(bead) if bead.is_pair else ""
                chinese = version.chinese(bead) if english else ""
                if not _FIGURE.search(english) or differing_numbers(chinese, english) is not None:
                    continue
                other = _FIGURE.sub(lambda match: str((int(match[0]) + 3) % 10), english, count=1)
                falsified += 1
                told += differing_numbers(chinese, other) is not None
    yield f"one figure falsified in each of {falsified} pairs: {told} told"


def _speed(setting: Setting, folders: UserFolders) -> Iterator[str]:
    corpus = long_corpus(setting, setting.long)
    begun = time.monotonic()
    found = _checked(corpus, [], folders, kinds=(FindingKind.NUMBERS, FindingKind.UNTRANSLATED))
    plain = time.monotonic() - begun
    yield f"{setting.long:,} pairs: numbers and passages in {plain:.1f} s, {len(found):,} findings"
    # Of every clause one word with what renders it, and for every other one with what does not.
    terms = [
        (chinese[-2:], [english.split()[-1] if number % 2 else "contrivance"])
        for number, (chinese, english) in enumerate(clauses()[: max(setting.long // 1000, 2)])
    ]
    processor = time.process_time()
    found = _checked(corpus, terms, folders, kinds=(FindingKind.OTHERWISE, FindingKind.MISSING))
    processor = time.process_time() - processor
    yield (
        f"with {len(terms)} terms, every other one rendered otherwise: {processor:.0f} s of the processor, "
        f"{len(found):,} findings, {resident_megabytes():.0f} MB in the end"
    )


def _checked(
    folder: Path,
    concepts: Sequence[tuple[str, Sequence[str]]],
    folders: UserFolders,
    kinds: Sequence[FindingKind] = tuple(FindingKind),
) -> list[Finding]:
    with tempfile.TemporaryDirectory() as scratch:
        store = Store.open(Path(scratch))
        try:
            book = TermBook.open(store, "bench")
            base = book.termbase
            base.add([base.new_concept([chinese], english) for chinese, english in concepts])
            texts = CorpusTexts(open_corpus(folder), cache=open_cache(folders))
            return list(check(texts, base, linker=RenderingsHere(folders.cache), kinds=kinds))
        finally:
            store.close()
