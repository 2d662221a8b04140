"""test.py runs every check, goes on after a failure and reports it in its exit code."""

import sys
from pathlib import Path

import pytest

from launchers import environment, test_script


def test_lint_format_types_and_tests_are_all_run():
    steps = dict(test_script.checks(Path("py"), ["-k", "notes"]))

    assert list(steps) == ["ruff check", "ruff format", "mypy", "pytest"]
    assert steps["pytest"][:3] == ["py", "-m", "pytest"]
    assert steps["pytest"][-2:] == ["-k", "notes"]
    assert "--check" in steps["ruff format"]


def test_the_checks_need_no_display_and_no_colours_in_ci():
    plain, bright = test_script.check_variables(plain=True), test_script.check_variables(plain=False)

    assert plain["QT_QPA_PLATFORM"] == bright["QT_QPA_PLATFORM"] == "offscreen"
    assert plain["NO_COLOR"] == "1"
    assert plain["PYTHONUTF8"] == "1"


def test_what_the_tests_start_is_compiled_once_though_not_beside_the_source(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.delenv("PYTHONPYCACHEPREFIX", raising=False)

    variables = test_script.check_variables(plain=False)

    assert "PYTHONDONTWRITEBYTECODE" not in variables
    assert Path(variables["PYTHONPYCACHEPREFIX"]).is_relative_to(environment.ROOT / ".venv")


@pytest.mark.parametrize(
    ("codes", "expected"), [([0, 0, 0], 0), ([3, 0, 0], 1), ([0, 1, 0], 1), ([0, 0, 5], 1)]
)
def test_one_failure_fails_the_run_and_the_rest_still_runs(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], codes: list[int], expected: int
):
    steps = [
        (f"step {number}", [sys.executable, "-c", f"print('ran {number}'); raise SystemExit({code})"])
        for number, code in enumerate(codes)
    ]
    monkeypatch.setattr(environment, "ensure", lambda *, dev: Path(sys.executable))
    monkeypatch.setattr(test_script, "checks", lambda python, arguments: steps)

    code = test_script.main([])

    output = capfd.readouterr().out
    assert code == expected
    assert [f"\nran {number}" in output for number in range(len(codes))] == [True] * len(codes)
    assert output.count("FAILED") == sum(code != 0 for code in codes)


def test_an_environment_that_cannot_be_made_is_one_message(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
):
    def fail(*, dev: bool) -> Path:
        raise environment.SetupFailed("pip could not reach anything")

    monkeypatch.setattr(environment, "ensure", fail)

    code = test_script.main([])

    assert code == 1
    assert capfd.readouterr().err == "pip could not reach anything\n"
