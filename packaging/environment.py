"""Keeps the checkout's own `.venv` in step with pyproject.toml, and does nothing when nothing has changed.

What the system must bring is left to `system_packages`, what is started to `run.py` and `test.py`.
"""

import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import system_packages

ROOT = Path(__file__).resolve().parents[1]


class SetupFailed(Exception):
    """The environment could not be made; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a finished environment was made from; written last, so a half-made one has none.

    ``root`` is the checkout it was made for: an environment does not survive being moved.
    ``system`` tells whether Qt's libraries and a Chinese face were there, so they need no second look.
    """

    project: str
    python: str
    root: str
    dev: bool
    system: bool


@dataclass(frozen=True, slots=True)
class Environment:
    """The virtual environment of one checkout."""

    root: Path

    @property
    def folder(self) -> Path:
        """The virtual environment itself."""
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        """Its interpreter."""
        place = ("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")
        return self.folder.joinpath(*place)

    @property
    def stamp_file(self) -> Path:
        """Where the stamp is kept."""
        return self.folder / "parallelreader-stamp.json"

    def wanted_stamp(self, *, dev: bool) -> Stamp:
        """What a finished environment would say now."""
        project = hashlib.sha256((self.root / "pyproject.toml").read_bytes()).hexdigest()
        return Stamp(project, platform.python_version(), str(self.root), dev, system=True)

    def read_stamp(self) -> Stamp | None:
        """The stamp as written, or None where there is none that can be read."""
        try:
            return Stamp(**json.loads(self.stamp_file.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def write_stamp(self, stamp: Stamp) -> None:
        """Say that the environment is finished."""
        self.stamp_file.write_text(json.dumps(asdict(stamp)), encoding="utf-8")


def ensure(*, dev: bool = False, root: Path = ROOT) -> Path:
    """Make the environment ready and return its interpreter.

    ``dev`` adds what tests need; once added it is kept. Raises `SetupFailed`.
    """
    environment = Environment(root)
    found = environment.read_stamp()
    dev = dev or (found is not None and found.dev)
    wanted = environment.wanted_stamp(dev=dev)
    alive = environment.python.exists()
    if found == wanted and alive:
        return environment.python
    ready = found is not None and found.system
    if not ready:
        ready = system_packages.ensure()
    unchanged = found is not None and alive and _same_but_for_system(found, wanted)
    if not unchanged:
        environment.stamp_file.unlink(missing_ok=True)
        _make(environment, moved=found is not None and found.root != wanted.root)
        _install(environment, dev=dev)
    environment.write_stamp(Stamp(wanted.project, wanted.python, wanted.root, dev, system=ready))
    return environment.python


def child_environment(**extra: str) -> dict[str, str]:
    """The variables for whatever is started: UTF-8 everywhere, and no module path of someone else's."""
    kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONHOME", "PYTHONPATH")}
    return {**kept, "PYTHONUTF8": "1", **extra}


def exit_code(main: Callable[[Sequence[str]], int], arguments: Sequence[str]) -> int:
    """What ``main`` gives for its arguments, and 130 where somebody interrupts it."""
    try:
        return main(arguments)
    except KeyboardInterrupt:
        print("\nInterrupted. Run the same command again to go on.", file=sys.stderr)
        return 130


def in_ci() -> bool:
    """Whether nobody is watching: no colours, no progress bars, no questions."""
    return os.environ.get("CI", "").lower() in ("1", "true", "yes")


def _same_but_for_system(found: Stamp, wanted: Stamp) -> bool:
    return asdict(found) | {"system": True} == asdict(wanted)


def _make(environment: Environment, *, moved: bool) -> None:
    """Make the virtual environment, unless a sound one of this Python is there already."""
    folder = environment.folder
    if not moved and _is_sound(environment.python):
        return
    if folder.is_symlink() or folder.exists():
        _clear_broken(folder)
    print(f"Making {folder}", flush=True)
    made = subprocess.run([sys.executable, "-m", "venv", str(folder)], env=child_environment(), check=False)
    if made.returncode != 0:
        raise SetupFailed(f"Python could not make {folder}; what it said stands above.\n{_venv_hint()}")


def _clear_broken(folder: Path) -> None:
    if folder.is_symlink() or not folder.is_dir():
        raise SetupFailed(f"{folder} is not a folder. Move it away and run this again.")
    if any(folder.iterdir()) and not (folder / "pyvenv.cfg").exists():
        raise SetupFailed(f"{folder} is there but is no Python environment. Move it away and run this again.")
    shutil.rmtree(folder)


def _is_sound(python: Path) -> bool:
    """Whether the interpreter starts, is the version that runs this, and has pip."""
    question = "import platform, pip; print(platform.python_version())"
    try:
        answer = subprocess.run(
            [str(python), "-c", question],
            env=child_environment(),
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0 and answer.stdout.strip() == platform.python_version()


def install_command(python: Path, *, dev: bool, quiet: bool) -> list[str]:
    """The pip call that installs the checkout in place."""
    options: Sequence[str] = ("--progress-bar", "off", "--quiet") if quiet else ()
    target = ".[dev]" if dev else "."
    pip = [str(python), "-m", "pip", "--disable-pip-version-check", "--no-input"]
    return [*pip, "install", *options, "--editable", target]


def _install(environment: Environment, *, dev: bool) -> None:
    print("Installing Parallel Reader into .venv; the first time this fetches some 150 MB.", flush=True)
    command = install_command(environment.python, dev=dev, quiet=in_ci())
    if subprocess.run(command, cwd=environment.root, env=child_environment(), check=False).returncode != 0:
        raise SetupFailed(
            "pip could not install what Parallel Reader needs; what it said stands above.\n"
            "If this computer is offline, connect it and run the same command again. Behind a mirror or a\n"
            "proxy, set them as for any pip: pip config set global.index-url ADDRESS"
        )


def _venv_hint() -> str:
    if system_packages.is_debian():
        return f"Type this and run the same command again:\n  {system_packages.venv_command()}"
    return "See that this Python has its modules venv and ensurepip."
