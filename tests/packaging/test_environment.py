"""The environment is made once, again when something has changed, and never from a half-made state."""

import json
import os
import subprocess
import venv
from pathlib import Path

import pytest

from launchers import environment, system_packages

PROJECT = """\
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "tiny"
version = "1"
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    root = tmp_path / "check out 目录"
    root.mkdir()
    (root / "pyproject.toml").write_text(PROJECT, encoding="utf-8")
    return root


@pytest.fixture
def finished(checkout: Path) -> environment.Environment:
    """An environment with an interpreter of its own and a stamp that says it is finished."""
    made = environment.Environment(checkout)
    venv.create(made.folder, with_pip=False, symlinks=os.name != "nt")
    made.write_stamp(made.wanted_stamp(dev=False))
    return made


def stale(root: Path, *, dev: bool = False) -> bool:
    """Whether `ensure` would have to do anything, seen from the stamp and the interpreter."""
    made = environment.Environment(root)
    return made.read_stamp() != made.wanted_stamp(dev=dev) or not made.python.exists()


def test_a_finished_environment_is_left_alone(
    finished: environment.Environment, capfd: pytest.CaptureFixture[str]
):
    before = finished.stamp_file.stat().st_mtime_ns

    python = environment.ensure(root=finished.root)

    assert python == finished.python
    assert finished.stamp_file.stat().st_mtime_ns == before
    assert capfd.readouterr() == ("", "")


def test_a_changed_project_file_makes_it_stale(finished: environment.Environment):
    fresh = not stale(finished.root)

    (finished.root / "pyproject.toml").write_text(PROJECT + 'dependencies = ["more"]\n', encoding="utf-8")

    assert fresh
    assert stale(finished.root)


def test_tests_need_more_than_running_does(finished: environment.Environment):
    assert stale(finished.root, dev=True)


def test_what_tests_need_is_kept_for_running(finished: environment.Environment):
    finished.write_stamp(finished.wanted_stamp(dev=True))
    before = finished.stamp_file.read_bytes()

    environment.ensure(root=finished.root)

    assert finished.stamp_file.read_bytes() == before


def test_a_moved_checkout_makes_it_stale(finished: environment.Environment):
    moved = finished.root.with_name("elsewhere")
    finished.root.rename(moved)

    assert stale(moved)


def test_an_interpreter_that_is_gone_makes_it_stale(finished: environment.Environment):
    finished.python.unlink()

    assert stale(finished.root)


@pytest.mark.parametrize("content", ["", "{", "[]", '{"project": "x"}', "\x00\x01"])
def test_a_stamp_that_cannot_be_read_counts_as_none(finished: environment.Environment, content: str):
    finished.stamp_file.write_text(content, encoding="utf-8")

    assert finished.read_stamp() is None


def test_a_system_that_lacked_something_is_looked_at_again(
    finished: environment.Environment, monkeypatch: pytest.MonkeyPatch
):
    stamp = json.loads(finished.stamp_file.read_text(encoding="utf-8"))
    finished.stamp_file.write_text(json.dumps(stamp | {"system": False}), encoding="utf-8")
    looked: list[bool] = []
    monkeypatch.setattr(system_packages, "ensure", lambda: looked.append(True) or True)

    environment.ensure(root=finished.root)
    environment.ensure(root=finished.root)

    assert looked == [True]
    assert finished.read_stamp() == finished.wanted_stamp(dev=False)


def test_a_folder_that_is_no_environment_is_not_deleted(checkout: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(system_packages, "ensure", lambda: True)
    precious = checkout / ".venv" / "thesis.txt"
    precious.parent.mkdir()
    precious.write_text("years of work", encoding="utf-8")

    with pytest.raises(environment.SetupFailed, match="Move it away"):
        environment.ensure(root=checkout)

    assert precious.read_text(encoding="utf-8") == "years of work"


@pytest.mark.slow
def test_a_half_made_environment_is_remade_and_a_failed_install_leaves_no_stamp(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
):
    monkeypatch.setattr(system_packages, "ensure", lambda: True)
    for name, value in {"PIP_NO_INDEX": "1", "PIP_CONFIG_FILE": os.devnull, "PIP_FIND_LINKS": ""}.items():
        monkeypatch.setenv(name, value)
    half = environment.Environment(checkout)
    half.folder.mkdir()
    (half.folder / "pyvenv.cfg").write_text("home = /nowhere\n", encoding="utf-8")

    with pytest.raises(environment.SetupFailed, match="offline"):
        environment.ensure(root=checkout)

    answer = subprocess.run(
        [str(half.python), "-c", "import sys; print(sys.prefix)"], capture_output=True, text=True
    )
    assert Path(answer.stdout.strip()) == half.folder
    assert half.read_stamp() is None
    assert "Making" in capfd.readouterr().out


def test_pip_installs_in_place_and_asks_nothing():
    command = environment.install_command(Path("py"), dev=True, quiet=True)

    assert command[-2:] == ["--editable", ".[dev]"]
    assert "--no-input" in command
    assert "off" in command
    assert environment.install_command(Path("py"), dev=False, quiet=False)[-2:] == ["--editable", "."]


def test_children_speak_utf_8_and_see_no_foreign_modules(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PYTHONPATH", "/somewhere")
    monkeypatch.setenv("PYTHONHOME", "/elsewhere")

    variables = environment.child_environment(EXTRA="1")

    assert variables["PYTHONUTF8"] == variables["EXTRA"] == "1"
    assert not {"PYTHONPATH", "PYTHONHOME"} & set(variables)


@pytest.mark.parametrize(("value", "expected"), [("true", True), ("1", True), ("", False), ("false", False)])
def test_the_ci_variable_decides_whether_anyone_watches(
    monkeypatch: pytest.MonkeyPatch, value: str, expected: bool
):
    monkeypatch.setenv("CI", value)

    assert environment.in_ci() is expected


def test_nothing_changed_starts_no_process(
    finished: environment.Environment, monkeypatch: pytest.MonkeyPatch
):
    def refuse(*arguments: object, **options: object) -> None:
        raise AssertionError(f"started {arguments}")

    monkeypatch.setattr(subprocess, "Popen", refuse)

    assert environment.ensure(root=finished.root) == finished.python


def test_an_interrupt_ends_in_words_and_its_own_exit_code(capsys):
    def interrupted(arguments):
        raise KeyboardInterrupt

    assert environment.exit_code(interrupted, []) == 130
    assert "the same command again" in capsys.readouterr().err


def test_what_a_script_gives_is_its_exit_code():
    assert environment.exit_code(len, ["a", "b", "c"]) == 3
