"""What is missing on the system is named by package, and the user is told one command."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from launchers import system_packages

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="apt and its packages are Linux's"
)


def missing(*, gone: frozenset[str] = frozenset(), chinese: bool = True, venv: bool = True) -> list[str]:
    """What is missing on a system that has everything but this."""
    return system_packages.missing_packages(
        loads=lambda library: library not in gone, chinese_face=lambda: chinese, venv_module=lambda: venv
    )


def test_a_complete_system_lacks_nothing():
    assert missing() == []


def test_missing_libraries_are_named_by_package_once_and_sorted():
    gone = frozenset({"libglib-2.0.so.0", "libgthread-2.0.so.0", "libEGL.so.1"})

    assert missing(gone=gone) == ["libegl1", "libglib2.0-0"]


def test_a_missing_chinese_face_is_a_package_too():
    assert missing(chinese=False) == ["fonts-noto-cjk"]


def test_a_python_that_cannot_make_environments_lacks_a_package_of_its_version():
    version = f"{sys.version_info.major}.{sys.version_info.minor}"

    assert missing(venv=False) == [f"python{version}-venv"]


def test_the_command_is_one_line_that_can_be_pasted():
    text = system_packages.what_to_type(["fonts-noto-cjk", "libegl1"])

    (command,) = [line.strip() for line in text.splitlines() if "apt-get" in line]
    assert command == (
        "sudo apt-get update && sudo apt-get install -y --no-install-recommends fonts-noto-cjk libegl1"
    )


def test_a_library_that_is_not_there_cannot_be_loaded():
    assert system_packages.can_load("libc.so.6")
    assert not system_packages.can_load("libno-such-thing.so.99")


@pytest.mark.parametrize(
    ("release", "expected"),
    [
        ({"ID": "debian"}, True),
        ({"ID": "ubuntu", "ID_LIKE": "debian"}, True),
        ({"ID": "linuxmint", "ID_LIKE": "ubuntu debian"}, True),
        ({"ID": "fedora"}, False),
        ({"ID": "arch"}, False),
        ({}, False),
    ],
)
def test_debian_and_its_children_are_known(release: dict[str, str], expected: bool):
    assert system_packages.is_debian(release) is expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("NotoSerifCJK-Regular.ttc", True),
        ("SourceHanSerifSC-Regular.otf", True),
        ("wqy-microhei.ttc", True),
        ("DejaVuSans.ttf", False),
        ("cjk-readme.txt", False),
    ],
)
def test_chinese_faces_are_known_by_their_files(tmp_path: Path, name: str, expected: bool):
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / name).touch()

    assert system_packages.has_chinese_file([tmp_path / "absent", tmp_path]) is expected


def fake_command(folder: Path, name: str, body: str) -> None:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    path.chmod(0o755)


@pytest.mark.skipif(os.name != "posix", reason="sudo is Unix's")
@pytest.mark.parametrize(("answer", "allowed"), [("exit 0", True), ("exit 1", False)])
def test_sudo_is_used_only_where_it_asks_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str, allowed: bool
):
    fake_command(tmp_path / "bin", "sudo", answer)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setattr(os, "geteuid", lambda: 1000)

    assert system_packages.root_prefix() == ([str(tmp_path / "bin" / "sudo"), "-n"] if allowed else None)


def test_without_the_right_to_install_the_command_is_printed_and_we_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    fake_command(tmp_path / "bin", "fc-list", "exit 0")
    fake_command(tmp_path / "bin", "apt-get", "exit 1")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr("platform.freedesktop_os_release", lambda: {"ID": "debian"})

    complete = system_packages.ensure()

    assert not complete
    assert "sudo apt-get update && sudo apt-get install" in capsys.readouterr().err


def test_root_installs_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    commands = tmp_path / "bin"
    log = tmp_path / "log"
    fake_command(commands, "fc-list", f'test -e "{tmp_path}/installed" && echo Noto; exit 0')
    fake_command(
        commands,
        "apt-get",
        f'echo "$@" >> "{log}"; case "$*" in *install*) : > "{tmp_path}/installed";; esac',
    )
    fake_command(commands, "env", 'shift; exec "$@"')
    monkeypatch.setenv("PATH", str(commands))
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr("platform.freedesktop_os_release", lambda: {"ID": "ubuntu"})
    monkeypatch.setattr(system_packages, "QT_LIBRARIES", {})

    complete = system_packages.ensure()

    update, install = log.read_text(encoding="utf-8").splitlines()
    assert complete
    assert update.split()[-1] == "update"
    assert install.split()[-1] == "fonts-noto-cjk"


def test_the_list_covers_what_the_installed_qt_is_linked_to():
    from PySide6.QtCore import QLibraryInfo

    plugin = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / "platforms" / "libqxcb.so"
    ldd = subprocess.run(["ldd", str(plugin)], capture_output=True, text=True, check=False)
    if ldd.returncode != 0:
        pytest.skip("no ldd on this machine, or Qt without its X11 plugin")
    unmet = {line.split()[0] for line in ldd.stdout.splitlines() if "not found" in line}

    assert unmet <= set(system_packages.QT_LIBRARIES)
