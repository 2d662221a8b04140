"""Sound files of terms, notes, a corpus, a bundle, a scheme of tags, to be damaged, and what reads them."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from exchange_material import hostile_concepts, hostile_notes
from parallelreader.app.annotating import Annotating
from parallelreader.app.bundle.bundles import read_incoming, write_bundle
from parallelreader.app.exchange.aligned_files import AlignedFormat, AlignedSource, write_aligned
from parallelreader.app.exchange.term_files import TermsFormat, read_terms, write_terms
from parallelreader.app.library import open_corpus
from parallelreader.app.notes_export import NotesFormat, export_notes
from parallelreader.app.notes_import import plan_notes
from parallelreader.app.terms.book import TermBook
from parallelreader.core.corpus import Corpus
from parallelreader.core.errors import CorpusProblem, FileProblem
from parallelreader.formats.exchange.tei_corpus import read_tei_corpus
from parallelreader.formats.tag_scheme import SCHEME_FILE, read_scheme
from parallelreader.paths import UserFolders
from parallelreader.store.database import Store

_SCHEME = """\
title: How the ferry stories are read
categories:
  - name: register
    one: true
    tags:
      - formal
      - {name: 口语, colour: blue, description: as people talk}
  - tags: [doubt, 待查]
"""


# In what repr gives, and no backslash of the text itself before it.
_UNWRITABLE = re.compile(r"(?<!\\)(?:\\\\)*\\(?:ud[89a-f]|x00)")


@dataclass(frozen=True)
class _Readers:
    """Each reads a file whole, as an import does before it changes anything; raises FileProblem."""

    corpus: Corpus
    annotating: Annotating

    def terms(self, path: Path) -> str:
        for each in read_terms(path):
            _check(each)
        return "terms"

    def notes(self, path: Path) -> str:
        planned = plan_notes(self.annotating, path)
        for each in (*planned.notes, *planned.report.records):
            _check(each)
        return "notes"

    def tei(self, path: Path) -> str:
        _check(read_tei_corpus(path))
        return "TEI corpus"

    def bundle(self, path: Path) -> str:
        _check(read_incoming(self.corpus, path))
        return "bundle"

    def scheme(self, path: Path) -> str:
        try:
            _check(read_scheme(path))
        except CorpusProblem as problem:
            raise FileProblem(problem.what, where=path, mend=problem.mend) from problem
        return "scheme of tags"


def _check(value: object) -> None:
    """Nothing comes in that could be written nowhere: half of a character in two parts, a zero byte."""
    if found := _UNWRITABLE.search(told := repr(value)):
        raise AssertionError(f"what nobody could write: {told[max(found.start() - 100, 0) : found.end()]}")


def exchange_seeds(folder: Path, samples: Path) -> Mapping[Path, Callable[[Path], str]]:
    """Sound files of every kind, written into ``folder``, and what reads each."""
    folder.mkdir()
    corpus, concepts = open_corpus(samples), hostile_concepts()
    folders = UserFolders(folder / "data", folder / "cache")
    store = Store.open(folders.data)
    annotating = Annotating.open(store, corpus)
    notes = hostile_notes(12)
    annotating.merge(notes)
    TermBook.open(store, annotating.corpus_key).termbase.add(concepts)
    read = _Readers(corpus, Annotating.open(Store.open(folder / "empty"), corpus))
    found: dict[Path, Callable[[Path], str]] = {}
    for terms_format in TermsFormat:
        file = folder / terms_format.file_name
        write_terms(concepts, terms_format, file)
        found[file] = read.terms
    for notes_format in NotesFormat:
        file = folder / f"notes.{notes_format}"
        file.write_text(export_notes(notes, notes_format), encoding="utf-8", newline="")
        found[file] = read.notes
    tei = folder / "corpus.tei"
    write_aligned(AlignedSource(corpus, notes=annotating.notes, concepts=concepts), AlignedFormat.TEI, tei)
    store.close()
    bundle, scheme = folder / "all.prbundle", folder / SCHEME_FILE
    write_bundle(corpus, bundle, folders, author="林溪")
    scheme.write_text(_SCHEME, encoding="utf-8")
    return found | {tei: read.tei, bundle: read.bundle, scheme: read.scheme}
