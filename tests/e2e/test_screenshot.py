"""``parallelreader screenshot`` as it is typed: the window in a picture, without a display."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from factories import craft_corpus

pytestmark = [pytest.mark.e2e, pytest.mark.slow]


@pytest.fixture(scope="module")
def craft(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return craft_corpus(tmp_path_factory.mktemp("pictures") / "craft")


@pytest.fixture
def known(dictionary_cache: Path) -> tuple[str, Path]:
    """A user whose dictionary needs not to be made first."""
    return "--data-dir", dictionary_cache.parent


def screenshot(*arguments: str | Path) -> "subprocess.CompletedProcess[str]":
    environment = {key: value for key, value in os.environ.items() if key != "QT_QPA_PLATFORM"}
    return subprocess.run(
        [sys.executable, "-m", "parallelreader", "screenshot", *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=120,
        env=environment,
        check=False,
    )


def test_the_picture_has_the_size_and_the_theme_asked_for(craft: Path, tmp_path: Path):
    out = tmp_path / "page.png"

    done = screenshot(
        craft, out, "--document", "mill", "--versions", "zh,literal,free", "--layout", "rows",
        "--theme", "dark", "--size", "1000x700", "--at", "3.2", "--panel", "notes",
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    picture = QImage(str(out))
    assert (picture.width(), picture.height()) == (1000, 700)
    assert picture.pixelColor(500, 690).lightness() < 80
    assert len({picture.pixel(x, y) for x in range(250, 700, 3) for y in range(100, 600, 3)}) > 20


def test_two_pictures_of_the_same_page_are_the_same(craft: Path, tmp_path: Path, dictionary_cache: Path):
    for name in ("one.png", "two.png"):
        # What one of them remembers is not what the other does.
        user = shutil.copytree(dictionary_cache.parent, tmp_path / f"user of {name}")
        done = screenshot(craft, tmp_path / name, "--document", "ferries", "--at", "100", "--data-dir", user)
        assert done.returncode == 0

    assert QImage(str(tmp_path / "one.png")) == QImage(str(tmp_path / "two.png"))


def test_one_pair_at_a_time_is_drawn_and_what_is_hidden_is_not(
    craft: Path, tmp_path: Path, known: tuple[str, Path]
):
    pictures = []
    for name, arguments in (("shown.png", ()), ("hidden.png", ("--hide", "literal"))):
        done = screenshot(
            craft, tmp_path / name, "--document", "mill", "--layout", "line", *known, *arguments
        )
        assert done.returncode == 0, done.stderr
        pictures.append(QImage(str(tmp_path / name)))

    assert pictures[0].size() == pictures[1].size()
    assert pictures[0] != pictures[1]


@pytest.mark.usefixtures("word_cache")
def test_readings_and_another_script_are_drawn(craft: Path, tmp_path: Path, known: tuple[str, Path]):
    looks = {"plain": (), "read": ("--pinyin", "all"), "taiwan": ("--pinyin", "all", "--script", "taiwan")}
    pictures = {}
    for name, arguments in looks.items():
        out = tmp_path / f"{name}.png"
        done = screenshot(craft, out, "--document", "mill", *known, *arguments)
        assert done.returncode == 0, done.stderr
        pictures[name] = QImage(str(out))

    assert pictures["plain"] != pictures["read"] != pictures["taiwan"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--document", "nowhere"], "nowhere"),
        (["--versions", "zh,klingon"], "klingon"),
        (["--at", "99.9"], "99.9"),
        (["--at", "7000"], "7000"),
        (["--size", "640x480"], "880"),
        (["--script", "klingon"], "klingon"),
    ],
)
def test_what_is_not_there_is_said_and_nothing_is_written(
    craft: Path, tmp_path: Path, known: tuple[str, Path], arguments: list[str], said: str
):
    out = tmp_path / "page.png"

    done = screenshot(craft, out, *known, *arguments)

    assert done.returncode in (1, 2)
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert not out.exists()


def test_a_picture_that_cannot_be_written_is_an_error(craft: Path, tmp_path: Path, known: tuple[str, Path]):
    done = screenshot(craft, tmp_path / "nowhere" / "page.png", *known)

    assert done.returncode != 0
    assert "page.png" in done.stderr
    assert "Traceback" not in done.stderr
