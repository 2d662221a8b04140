"""The process in which dictionaries are made and imported for a window, one after another.

Started by ``built_in_dictionary`` and ``dictionary_import_process``, and killed at any moment.
"""

import json
import sys
from dataclasses import asdict
from pathlib import Path

from parallelreader.app.words.built_in_dictionary import make
from parallelreader.app.words.dictionary_importing import import_dictionary
from parallelreader.app.worker_messages import done_message, problem_message
from parallelreader.app.worker_process import Reporter, serve
from parallelreader.core.errors import UserError
from parallelreader.paths import UserFolders


def work(line: bytes, reporter: Reporter) -> None:
    """Import the file or folder that the line names, or make the dictionary of the program."""
    job = json.loads(line)
    try:
        if folder := job.get("built_in"):
            make(Path(folder), reporter)
        else:
            folders = UserFolders(Path(job["data"]), Path(job["cache"]))
            imported = import_dictionary(folders, Path(job["path"]), progress=reporter)
            reporter.send(json.dumps({"imported": asdict(imported)}).encode("ascii") + b"\n")
    except UserError as problem:
        place = f"{problem.where}:{problem.line}" if problem.line is not None else problem.where
        reporter.send(problem_message(problem.what, place, problem.mend))
    else:
        reporter.send(done_message())


if __name__ == "__main__":
    sys.exit(serve(work))
