"""The process in which a dictionary is imported for a window; it does one after another.

Started and ended by ``dictionary_import_process``; it may be killed at any moment.
"""

import json
import sys
from dataclasses import asdict
from pathlib import Path

from parallelreader.app.words.dictionary_importing import import_dictionary
from parallelreader.app.worker_messages import done_message, problem_message
from parallelreader.app.worker_process import Reporter, serve
from parallelreader.core.errors import UserError
from parallelreader.paths import UserFolders


def work(line: bytes, reporter: Reporter) -> None:
    """Import the file or folder that the line names."""
    job = json.loads(line)
    folders = UserFolders(Path(job["data"]), Path(job["cache"]))
    try:
        imported = import_dictionary(folders, Path(job["path"]), progress=reporter)
    except UserError as problem:
        place = f"{problem.where}:{problem.line}" if problem.line is not None else problem.where
        reporter.send(problem_message(problem.what, place, problem.mend))
    else:
        reporter.send(json.dumps({"imported": asdict(imported)}).encode("ascii") + b"\n")
        reporter.send(done_message())


if __name__ == "__main__":
    sys.exit(serve(work))
