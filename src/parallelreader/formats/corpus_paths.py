"""Which paths ``corpus.yaml`` may name, so that a corpus from a stranger never reaches outside its folder.

Reading and writing what stands there is left to the other modules of this package.
"""

import re
from pathlib import Path, PurePosixPath

_DRIVE = re.compile(r"[A-Za-z]:")
_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f]")


def fault_of(name: str) -> str:
    """Why ``name`` cannot be a path in a corpus, as the end of a sentence; "" where it can."""
    if not name:
        return "is empty"
    if _FORBIDDEN.search(name):
        return "has a control character in it"
    if "\\" in name:
        return "is written with backslashes; write it with forward slashes"
    if name.startswith(("/", "~")) or _DRIVE.match(name):
        return "is absolute; write it relative to the folder of corpus.yaml"
    parts = name.split("/")
    if ".." in parts:
        return "leaves the corpus folder; put the file into the folder"
    if "" in parts or "." in parts:
        return "has an empty part; write it as folder/file.txt"
    return ""


def is_inside(folder: Path, path: PurePosixPath) -> bool:
    """Whether ``path`` stays below ``folder`` once every symbolic link on the way is followed.

    A loop of links counts as outside.
    """
    try:
        root = folder.resolve()
        return (folder / path).resolve().is_relative_to(root)
    except (OSError, RuntimeError):
        return False
