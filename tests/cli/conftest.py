"""Running the command line inside the test, as a script would see it."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from parallelreader.cli.main import Outcome, run


@dataclass(frozen=True)
class Ran:
    """What came of a command line."""

    result: Outcome
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


Command = Callable[..., Ran]


@pytest.fixture
def command(capsys, tmp_path) -> Command:
    """Run ``parallelreader`` with these arguments, the user's folders being those of the test."""

    def run_command(*arguments: object) -> Ran:
        result = run(["--data-dir", str(tmp_path / "data"), *map(str, arguments)])
        captured = capsys.readouterr()
        return Ran(result, captured.out, captured.err)

    return run_command
