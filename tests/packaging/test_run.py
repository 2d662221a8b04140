"""run.py passes on what it is given and draws a picture where no window can open."""

import subprocess
import sys
from pathlib import Path

import pytest

from launchers import environment, run

PACKAGING = environment.ROOT / "packaging"


@pytest.mark.parametrize(
    ("variables", "system", "expected"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ""}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"QT_QPA_PLATFORM": "offscreen"}, "linux", True),
        ({}, "darwin", True),
        ({}, "win32", True),
    ],
)
def test_a_display_is_known_by_its_variables(variables: dict[str, str], system: str, expected: bool):
    assert run.has_display(variables, system) is expected


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["open", "corpus"], True),
        (["--data-dir", "mine", "open", "corpus"], True),
        (["import", "a.txt", "--into", "corpus"], False),
        (["--help"], False),
        (["open", "--help"], False),
        (["--version"], False),
        (["search", "corpus", "open"], False),
        (["import", "open", "--into", "corpus"], False),
        (["--data-dir", "open", "check"], False),
        (["--data-dir=mine", "--json", "open", "corpus"], True),
    ],
)
def test_only_open_needs_a_window(arguments: list[str], expected: bool):
    assert run.needs_window(arguments) is expected


@pytest.mark.parametrize("options", [[], ["--data-dir", "mine"], ["--data-dir=mine"]])
def test_without_a_command_the_sample_is_opened(options: list[str]):
    assert run.with_sample(options) == [*options, "open", str(run.SAMPLES)]


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["check"], ["open", "corpus"]])
def test_the_sample_takes_the_place_of_nothing_else(arguments: list[str]):
    assert run.with_sample(arguments) == arguments


def test_files_to_import_are_not_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(environment, "ensure", lambda: Path(sys.executable))
    story = tmp_path / "story.txt"
    story.write_text("words", encoding="utf-8")

    assert run.main(["open", str(story), str(story)]) == 1
    assert "import FILE" in capsys.readouterr().err


def test_the_picture_shows_what_the_window_would_have_shown():
    picture = Path("build") / "window.png"

    turned = run.screenshot_arguments(["--data-dir", "mine", "open", "corpus"], picture)

    assert turned == ["--data-dir", "mine", "screenshot", "corpus", str(picture)]


def test_a_corpus_called_open_is_drawn_too():
    turned = run.screenshot_arguments(["--data-dir", "open", "open", "open"], Path("window.png"))

    assert turned == ["--data-dir", "open", "screenshot", "open", "window.png"]


def test_the_picture_goes_where_git_does_not_look():
    ignored = (environment.ROOT / ".gitignore").read_text(encoding="utf-8").split()

    assert f"{run.PICTURE.relative_to(environment.ROOT).parts[0]}/" in ignored


@pytest.mark.parametrize("script", ["run.py", "test.py"])
def test_an_older_python_is_told_what_it_takes(tmp_path: Path, script: str):
    pretend = (
        "import sys, runpy; sys.version_info = (3, 9, 2, 'final', 0); sys.path.insert(0, sys.argv[1]); "
        "runpy.run_path(sys.argv[2], run_name='__main__')"
    )

    result = subprocess.run(
        [sys.executable, "-c", pretend, str(PACKAGING), str(PACKAGING / script)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert result.returncode == 1
    assert result.stderr.startswith("Parallel Reader needs Python 3.11 or later; this is Python 3.9.")


@pytest.mark.parametrize("script", ["run.py", "test.py"])
def test_the_version_is_asked_before_anything_an_older_python_could_not_read(script: str):
    lines = (PACKAGING / script).read_text(encoding="utf-8").splitlines()
    imports = [line for line in lines if line.startswith(("import ", "from "))]
    before = lines[
        : next(number for number, line in enumerate(lines) if line.startswith("if sys.version_info"))
    ]

    assert imports[0] == "import sys"
    assert [line for line in before if line.startswith(("import ", "from "))] == ["import sys"]
