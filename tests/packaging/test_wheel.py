"""The wheel brings everything the program reads beside its code, and works away from the checkout."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of the checkout as it is."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def unpacked(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as it lies in site-packages."""
    folder = tmp_path_factory.mktemp("site")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def files_under(folder: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_every_resource_is_in_the_wheel(unpacked: Path):
    resources = files_under(ROOT / "resources")

    assert {"themes/light.toml", "icons/app.svg", "icons/search.svg", "samples/corpus.yaml"} <= resources
    assert resources <= files_under(unpacked / "parallelreader" / "resources")


def test_every_source_file_and_migration_is_in_the_wheel(unpacked: Path):
    source = files_under(ROOT / "src" / "parallelreader")

    assert any(name.startswith("store/migrations/") and name.endswith(".sql") for name in source)
    assert source <= files_under(unpacked / "parallelreader")


def test_tests_and_packaging_scripts_are_not(unpacked: Path):
    rooms = {path.name for path in unpacked.iterdir() if not path.name.endswith(".dist-info")}

    assert rooms == {"parallelreader"}


def test_the_command_is_installed(unpacked: Path):
    (entry_points,) = unpacked.glob("*.dist-info/entry_points.txt")

    assert "parallelreader = parallelreader.__main__:main" in entry_points.read_text(encoding="utf-8")


def test_an_installed_copy_finds_its_own_resources(unpacked: Path, tmp_path: Path):
    script = (
        "from PySide6.QtWidgets import QApplication; app = QApplication([])\n"
        "from parallelreader.paths import resource\n"
        "from parallelreader.ui.theme.icons import icon\n"
        "from parallelreader.app.themes import ThemeName\n"
        "from parallelreader.ui.theme.tokens import load_theme\n"
        "print(resource('icons', 'app.svg').resolve())\n"
        "print(icon('search').pixmap(16, 16).isNull(), load_theme(ThemeName.DARK).name)"
    )

    result = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(unpacked)},
        capture_output=True,
        text=True,
        check=True,
    )

    place, loaded = result.stdout.splitlines()
    assert Path(place) == (unpacked / "parallelreader" / "resources" / "icons" / "app.svg").resolve()
    assert loaded == "False dark"
