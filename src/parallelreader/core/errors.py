"""The one tree of what can go wrong, split by who can mend it.

ReaderError
├── Cancelled              the user stopped a long task; nothing is wrong
└── UserError              the user can mend it: says what, where and what to do
    ├── FileProblem        missing, empty, unreadable, binary, not in the encoding given
    ├── CorpusProblem      corpus.yaml or a file it names is not as it should be
    ├── AlignmentProblem   the texts cannot be aligned, or an alignment file is broken
    ├── WriteProblem       read-only folder, full disk
    └── StoreProblem       the user's own store is newer, damaged or in use

Anything else that is raised is a bug of ours.
"""

from pathlib import Path


class ReaderError(Exception):
    """Base of everything this program raises on purpose."""


class Cancelled(ReaderError):
    """The user stopped a long task; whatever it had begun has been undone."""


class UserError(ReaderError):
    """Something the user can mend.

    ``what`` happened (one sentence, no full stop needed), ``where`` (file, and ``line`` counted from
    one, where known) and the ``mend``: what to do now, as a sentence.
    """

    def __init__(
        self,
        what: str,
        *,
        where: Path | str | None = None,
        line: int | None = None,
        mend: str = "",
    ) -> None:
        super().__init__(what)
        self.what = what.rstrip(".")
        self.where = str(where) if where is not None else ""
        self.line = line
        self.mend = mend

    def __str__(self) -> str:
        place = self.where + (f":{self.line}" if self.line is not None else "")
        message = f"{place}: {self.what}." if place else f"{self.what}."
        return f"{message} {self.mend}" if self.mend else message


class FileProblem(UserError):
    """A file is missing, empty, unreadable, binary, or not in the encoding it was said to be in."""


class CorpusProblem(UserError):
    """``corpus.yaml``, or a file it names, is not as it should be."""


class AlignmentProblem(UserError):
    """Two texts cannot be aligned, or an alignment file does not fit its texts."""


class WriteProblem(UserError):
    """A folder cannot be written to or the disk is full; nothing was changed."""


class StoreProblem(UserError):
    """The user's own store is from a newer program, damaged, or held by another process."""


def reason_of(error: Exception) -> str:
    """Why a record cannot be read, in words that go on from something; a KeyError names what is missing."""
    return f"“{error.args[0]}” is missing" if isinstance(error, KeyError) else str(error)
