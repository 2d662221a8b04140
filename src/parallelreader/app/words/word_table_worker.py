"""The process that makes the word table, and ends.

Started by ``word_table``, which names the file to write and takes care of it; it may be killed at any moment.
"""

import json
import sys
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

from parallelreader.app.worker_messages import done_message, problem_message
from parallelreader.app.worker_process import Reporter, serve
from parallelreader.core.errors import UserError
from parallelreader.core.language.dictionary import LONGEST_WORD, Entry, load_dictionary
from parallelreader.core.words.table import Entries, build_table, write_table
from parallelreader.store.dictionary_file import DictionaryDamaged, DictionaryFile


class _Imported:
    """The entries in the files of imported dictionaries; a damaged one has none."""

    def __init__(self, files: list[str]) -> None:
        self._files = files

    def all_entries(self) -> Iterator[Entry]:
        for file in self._files:
            with suppress(DictionaryDamaged), closing(DictionaryFile(Path(file))) as dictionary:
                for entry in dictionary.all_entries():
                    # They come by their length.
                    if len(entry.simplified) > LONGEST_WORD:
                        break
                    yield entry


def work(line: bytes, reporter: Reporter) -> None:
    """Make the table and write it into the file that the line names."""
    job = json.loads(line)
    into = Path(job["into"])
    try:
        entries: Entries = _Imported(job["own"]) if job["own"] else load_dictionary()
        table = build_table(entries, reporter)
        with into.open("w", encoding="utf-8", newline="\n") as stream:
            write_table(table, stream)
    except UserError as problem:
        reporter.send(problem_message(problem.what, problem.where, problem.mend))
    except OSError as problem:
        reporter.send(problem_message("The words could not be kept", str(into), problem.strerror or ""))
    else:
        reporter.send(done_message())


if __name__ == "__main__":
    sys.exit(serve(work))
