"""Long texts and alignments from an index in the cache, which is made where there is none or an older one.

Whether an index still is of the file is told by the file's size and times, without reading it. Making one
of a very long text is left to a process of its own, so that the window stays smooth meanwhile.
"""

import json
import logging
import os
import sys
import time
from pathlib import Path
from typing import Any

from parallelreader.app.alignment_pool import Worker
from parallelreader.app.code_digest import code_digest
from parallelreader.app.document_index_parts import (
    Unreadable,
    file_digest,
    read_alignment,
    read_text,
    write_alignment,
    write_text,
)
from parallelreader.core.alignment import Alignment
from parallelreader.core.errors import UserError
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.core.text import Text
from parallelreader.core.values import dataclass
from parallelreader.formats import alignment_tsv
from parallelreader.store.document_index import DocumentIndex, Entry, EntryWriter

logger = logging.getLogger(__name__)

INDEXER = (sys.executable, "-P", "-m", "parallelreader.app.document_indexing_worker")
"""How the process is started that makes an index; it reads one job from its input."""

_RULES = 3
"""Another number makes all indexes stale whose arrays are made by other code than that of the sentences."""

_WORTH_AN_INDEX = 60_000
_WORTH_A_PROCESS = 3_000_000
_NAME = "The indexer"

# A file that was written right before it was looked at may have been written again with the same times. Those
# times can be put back by whoever unpacks or copies it; the time of the last change of anything cannot.
_TIMES_ARE_SURE = 2_500_000_000


@dataclass(frozen=True, slots=True)
class TextJob:
    """A text of a corpus, in ``language`` by its BCP 47 tag."""

    file: Path
    language: str

    @property
    def name(self) -> str:
        return f"text {self.file} {self.language}"

    def facts(self) -> dict[str, Any]:
        """What an index of it says of the state it was made of. Raises OSError."""
        return {"stamp": _stamp(self.file), "rules": f"{_RULES} {code_digest('language')}"}

    def write(self, index: DocumentIndex, writer: EntryWriter, progress: Progress) -> None:
        """Raises OSError, Unreadable or Cancelled."""
        write_text(self.file, self.language, writer, progress=progress)


@dataclass(frozen=True, slots=True)
class AlignmentJob:
    """The alignment in a file of a corpus, between two texts that have an index."""

    file: Path
    source: TextJob
    target: TextJob

    @property
    def name(self) -> str:
        return f"alignment {self.file} between {self.source.name} and {self.target.name}"

    def facts(self) -> dict[str, Any]:
        """What an index of it says of the state it was made of. Raises OSError."""
        texts = [self.source.facts(), self.target.facts()]
        return {"stamp": _stamp(self.file), "rules": _RULES, "texts": texts}

    def write(self, index: DocumentIndex, writer: EntryWriter, progress: Progress) -> None:
        """Raises OSError, UserError, Unreadable or Cancelled."""
        entries = [_present(index, text) for text in (self.source, self.target)]
        texts = [read_text(entry) for entry in entries if entry is not None]
        if len(texts) < len(entries):
            raise Unreadable
        digest = file_digest(self.file)
        alignment = alignment_tsv.read_alignment(self.file, *texts, progress=progress)
        write_alignment(alignment, writer)
        writer.facts.update(file=digest, between=[text.digest for text in texts])


Job = TextJob | AlignmentJob


def indexed_text(index: DocumentIndex, job: TextJob, *, progress: Progress = NO_PROGRESS) -> Text | None:
    """A text from its index; None where it is short, is no text or the index cannot be written: then it has
    to be read in the ordinary way."""
    try:
        if job.file.stat().st_size < _WORTH_AN_INDEX:
            return None
        entry = _present(index, job) or _made(index, job, progress)
    except OSError:
        return None
    return read_text(entry) if entry is not None else None


def is_indexed(index: DocumentIndex, job: TextJob) -> bool:
    """Whether a text has an index that is of the file as it is now."""
    try:
        return _present(index, job) is not None
    except OSError:
        return False


def indexed_alignment(
    index: DocumentIndex, job: AlignmentJob, texts: tuple[Text, Text], *, progress: Progress = NO_PROGRESS
) -> Alignment | None:
    """The alignment of these very ``texts`` from its index; None where that cannot be written, the file does
    not fit the texts, or these are not in their files any more."""
    between = [text.digest for text in texts]
    try:
        entry = _present(index, job)
        if entry is None or entry.facts.get("between") != between:
            entry = _made(index, job, progress)
    except OSError:
        return None
    if entry is None or entry.facts.get("between") != between:
        return None
    return read_alignment(entry)


def make_index(index: DocumentIndex, job: Job, token: str, progress: Progress) -> None:
    """Write the index for a job. Raises OSError, UserError, Unreadable or Cancelled."""
    facts = job.facts()
    with index.writing(job.name, token) as writer:
        writer.facts.update(facts)
        job.write(index, writer, progress)


def encode_job(index: DocumentIndex, job: Job, token: str) -> bytes:
    """What a process that makes indexes is told."""
    texts = [job] if isinstance(job, TextJob) else [job.source, job.target]
    plain = {
        "folder": str(index.folder),
        "token": token,
        "texts": [[str(text.file), text.language] for text in texts],
        "alignment": None if isinstance(job, TextJob) else str(job.file),
    }
    return json.dumps(plain).encode("ascii") + b"\n"


def decode_job(line: bytes) -> tuple[DocumentIndex, Job, str]:
    """What :func:`encode_job` was given."""
    plain = json.loads(line)
    texts = [TextJob(Path(file), language) for file, language in plain["texts"]]
    job = AlignmentJob(Path(plain["alignment"]), *texts) if plain["alignment"] else texts[0]
    return DocumentIndex(Path(plain["folder"])), job, plain["token"]


def _present(index: DocumentIndex, job: Job) -> Entry | None:
    """The index that there is, if it is of the file as it is now. Raises OSError."""
    entry, facts, began = index.find(job.name), job.facts(), time.time_ns()
    if entry is None or any(entry.facts.get(name) != value for name, value in facts.items()):
        return None
    if max(facts["stamp"][1], job.file.stat().st_ctime_ns) + _TIMES_ARE_SURE < entry.checked:
        return entry
    if file_digest(job.file) != entry.facts["file"]:
        return None
    index.confirm(job.name, began)
    return entry


def _made(index: DocumentIndex, job: Job, progress: Progress) -> Entry | None:
    """The index, made now; None where it cannot be. Raises OSError or Cancelled."""
    token = os.urandom(4).hex()
    try:
        if job.file.stat().st_size < _WORTH_A_PROCESS:
            make_index(index, job, token, progress)
        else:
            _make_elsewhere(index, job, token, progress)
    except (UserError, Unreadable) as problem:
        logger.info("%s got no index: %s", job.file, problem)
        return None
    return index.find(job.name)


def _make_elsewhere(index: DocumentIndex, job: Job, token: str, progress: Progress) -> None:
    worker = Worker(INDEXER, name=_NAME)
    try:
        for _ in worker.answers(encode_job(index, job, token), progress, text="Reading the document"):
            pass
    finally:
        worker.end()
        index.abandon(job.name, token)


def _stamp(file: Path) -> list[int]:
    """Size and times of a file, by which it is known again. Raises OSError."""
    found = file.stat()
    return [found.st_size, found.st_mtime_ns, found.st_ino]
