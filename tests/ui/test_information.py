"""What About tells: everything the program stands on, by the names its own package gives."""

import re
import tomllib
from pathlib import Path

from parallelreader.ui.information import LIBRARIES

PROJECT = Path(__file__).resolve().parents[2] / "pyproject.toml"


def test_about_names_every_library_the_program_needs():
    needed = tomllib.loads(PROJECT.read_text("utf-8"))["project"]["dependencies"]
    names = {re.split(r"[<>=!;\[ ]", requirement)[0].lower() for requirement in needed}

    assert {library.lower() for library in LIBRARIES} == names
