"""What was removed from corpora: each document in a folder of its own in the user's data, until deleted.

Such a folder is a corpus of one document, so that even without this program nothing in it is lost.
"""

import json
import logging
import secrets
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from parallelreader.app.holding.carrying import ORIGIN_FILE, Carried, Stand
from parallelreader.core.corpus import Corpus, Document
from parallelreader.core.errors import CorpusProblem, UserError
from parallelreader.formats.corpus_folder import read_corpus
from parallelreader.store.carrying import forget_rows
from parallelreader.store.database import Store

logger = logging.getLogger(__name__)
_FOLDER = "removed"


@dataclass(frozen=True, slots=True)
class Removed:
    """A removed document: under ``key`` are its notes, ``when`` is milliseconds since 1970 (UTC).

    ``origin`` is the key of the corpus it was in, ``origin_title`` what that was called.
    """

    folder: Path
    key: str
    document: Document
    origin: str
    origin_folder: Path
    origin_title: str
    place: int
    when: int

    @property
    def id(self) -> str:
        """How the command line names it."""
        return self.folder.name

    @property
    def size(self) -> int:
        """How many bytes it takes."""
        return sum(file.stat().st_size for file in self.folder.rglob("*") if file.is_file())


def removal(data: Path, key: str, corpus: Corpus, document: Document, *, now: int) -> Carried:
    """How to take a document out of its corpus to where removed ones are kept."""
    place = corpus.documents.index(document)
    mark = secrets.token_hex(3)
    when = datetime.fromtimestamp(now / 1000, UTC)
    folder = data / _FOLDER / f"{when:%Y%m%d}-{document.id[:40]}-{mark}"
    told = {
        "key": f"removed-{mark}-{now}",
        "origin": key,
        "folder": str(corpus.folder),
        "title": corpus.title,
        "place": place,
        "when": now,
    }
    return Carried(
        Stand(key, corpus.folder, document, place),
        Stand(str(told["key"]), folder, document, 0, json.dumps(told, ensure_ascii=False)),
    )


def removed_documents(data: Path) -> list[Removed]:
    """All that was removed and is still kept, the latest first."""
    found = []
    for file in (data / _FOLDER).glob(f"*/{ORIGIN_FILE}"):
        try:
            told = json.loads(file.read_text("utf-8"))
            document = read_corpus(file.parent).documents[0]
            found.append(
                Removed(
                    file.parent,
                    str(told["key"]),
                    document,
                    str(told["origin"]),
                    Path(told["folder"]),
                    str(told["title"]),
                    int(told["place"]),
                    int(told["when"]),
                )
            )
        except (OSError, ValueError, KeyError, IndexError, UserError) as problem:
            logger.warning("%s: what was removed cannot be read: %s", file.parent, problem)
    return sorted(found, key=lambda each: each.when, reverse=True)


def restoration(removed: Removed, corpus: Corpus, key: str) -> Carried:
    """How to take a removed document back into a corpus, by the name it had. Raises CorpusProblem."""
    if any(each.id == removed.document.id for each in corpus.documents):
        raise CorpusProblem(
            f"There is another document {removed.document.id} in the corpus by now",
            where=corpus.folder,
            mend="Rename that one, or put this one into another corpus.",
        )
    told = (removed.folder / ORIGIN_FILE).read_text("utf-8")
    return Carried(
        Stand(removed.key, removed.folder, removed.document, 0, told),
        Stand(key, corpus.folder, removed.document, removed.place),
    )


def delete_for_good(store: Store, removed: Removed) -> None:
    """Delete a removed document with the notes and repairs on it. Nothing brings it back."""
    shutil.rmtree(removed.folder, ignore_errors=True)
    store.submit(forget_rows, removed.key).result()
