"""What Qt and Chinese text need from the system: which of it is missing, and on Debian and Ubuntu getting it.

Other systems get a hint; nothing is installed without the right to, and nobody is asked for a password.
"""

import ctypes
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from importlib.util import find_spec
from pathlib import Path

# What the Qt libraries we use and their X11 platform plugin are linked to, by the Debian package.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xinerama.so.0": "libxcb-xinerama0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
FONT_PACKAGE = "fonts-noto-cjk"

_FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")
_CHINESE_FILES = ("cjk", "sourcehan", "notoserifsc", "notosanssc", "wqy", "uming", "ukai", "simsun", "songti")


def ensure() -> bool:
    """See that the system has what the program needs; whether it has everything in the end."""
    if not sys.platform.startswith("linux"):
        return True
    packages = missing_packages()
    if not packages:
        return True
    if not is_debian():
        print(hint_for_others(packages), file=sys.stderr, flush=True)
        return False
    if _install(packages):
        packages = missing_packages()
    if packages:
        print(what_to_type(packages), file=sys.stderr, flush=True)
    return not packages


def missing_packages(
    *,
    loads: Callable[[str], bool] | None = None,
    chinese_face: Callable[[], bool] | None = None,
    venv_module: Callable[[], bool] | None = None,
) -> list[str]:
    """The Debian packages that would bring what is not there, sorted; the three questions can be replaced."""
    loads = loads or can_load
    packages = {package for library, package in QT_LIBRARIES.items() if not loads(library)}
    if not (chinese_face or has_chinese_face)():
        packages.add(FONT_PACKAGE)
    if not (venv_module or has_venv_module)():
        packages.add(venv_package())
    return sorted(packages)


def can_load(library: str) -> bool:
    """Whether the dynamic linker finds a library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def has_venv_module() -> bool:
    """Whether this Python can make virtual environments; Debian keeps that in a package of its own."""
    return find_spec("ensurepip") is not None


def has_chinese_face() -> bool:
    """Whether a Chinese face is installed, as fontconfig sees it or else by the names of the files."""
    listing = shutil.which("fc-list")
    if listing is not None:
        found = subprocess.run([listing, ":lang=zh", "family"], capture_output=True, text=True, check=False)
        if found.returncode == 0:
            return bool(found.stdout.strip())
    return has_chinese_file(Path(folder).expanduser() for folder in _FONT_FOLDERS)


def has_chinese_file(folders: Iterable[Path]) -> bool:
    """Whether a font file below the folders is called like a Chinese face."""
    for folder in folders:
        for path in folder.rglob("*"):
            name = path.name.lower().replace("-", "").replace(" ", "")
            if path.suffix.lower() in (".ttc", ".ttf", ".otf") and any(
                word in name for word in _CHINESE_FILES
            ):
                return True
    return False


def is_debian(release: Mapping[str, str] | None = None) -> bool:
    """Whether this is Debian, Ubuntu or one of their children, with apt at hand."""
    if release is None:
        if shutil.which("apt-get") is None:
            return False
        try:
            release = platform.freedesktop_os_release()
        except OSError:
            return False
    family = {release.get("ID", ""), *release.get("ID_LIKE", "").split()}
    return bool(family & {"debian", "ubuntu"})


def what_to_type(packages: Iterable[str]) -> str:
    """What is missing, and the one command that mends it."""
    return (
        "Some parts of the system that Parallel Reader needs are missing. To install them, type:\n"
        f"  sudo apt-get update && sudo apt-get install -y --no-install-recommends {' '.join(packages)}\n"
        "Going on without them."
    )


def hint_for_others(packages: Iterable[str]) -> str:
    """The same for systems without apt, where the packages have other names."""
    return (
        "Some parts of the system that Parallel Reader needs are missing. Your package manager has them;\n"
        f"on Debian they are called: {' '.join(packages)}\n"
        "Going on without them."
    )


def venv_package() -> str:
    """The Debian package with `ensurepip` for this Python."""
    return f"python{sys.version_info.major}.{sys.version_info.minor}-venv"


def venv_command() -> str:
    """The command that installs it."""
    return f"sudo apt-get install -y {venv_package()}"


def root_prefix() -> list[str] | None:
    """What to put before a command to run it as root without being asked anything; None where one may not."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo is None:
        return None
    allowed = subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode == 0
    return [sudo, "-n"] if allowed else None


def _install(packages: Iterable[str]) -> bool:
    """Install packages with apt where that is allowed; whether it was tried and went well."""
    prefix = root_prefix()
    if prefix is None:
        return False
    packages = list(packages)
    print(f"Installing from the system's packages: {' '.join(packages)}", flush=True)
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    # A stale list still serves where the update fails, so only the install decides.
    subprocess.run([*apt, "update"], stdin=subprocess.DEVNULL, check=False)
    install = [*apt, "install", "-y", "--no-install-recommends", *packages]
    return subprocess.run(install, stdin=subprocess.DEVNULL, check=False).returncode == 0
