"""Which installed faces the texts and the window are set in, named one by one.

Sizes come from the panes; nothing is shipped, so a machine without a Chinese face gets a sentence that says
how to install one.
"""

from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo

INTERFACE_PIXELS = 13

_CHINESE_SERIF = {
    "SC": ("Noto Serif CJK SC", "Source Han Serif SC", "Noto Serif SC", "Songti SC", "SimSun"),
    "TC": ("Noto Serif CJK TC", "Source Han Serif TC", "Noto Serif TC", "Songti TC", "PMingLiU", "MingLiU"),
    "HK": ("Noto Serif CJK HK", "Source Han Serif HC", "Noto Serif HK", "Songti TC", "MingLiU_HKSCS"),
}
_CHINESE_SANS = {
    "SC": ("Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei"),
    "TC": ("Noto Sans CJK TC", "Source Han Sans TC", "Noto Sans TC", "PingFang TC", "Microsoft JhengHei"),
    "HK": ("Noto Sans CJK HK", "Source Han Sans HC", "Noto Sans HK", "PingFang HK", "Microsoft JhengHei"),
}
_CHINESE_LAST = ("WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "AR PL UMing CN", "Droid Sans Fallback")
_KAI = ("LXGW WenKai", "LXGW WenKai GB", "Kaiti SC", "STKaiti", "KaiTi", "AR PL UKai CN")
_ENGLISH_SERIF = ("Source Serif 4", "Charter", "Georgia", "Noto Serif", "Liberation Serif", "DejaVu Serif")

_HONG_KONG = {"HK", "MO"}
_TRADITIONAL = {"HANT", "TW"}
_CHINESE_LANGUAGES = {"zh", "cmn", "yue", "lzh", "wuu", "hak", "nan"}


def reading_font(language: str, pixel_size: float) -> QFont:
    """The face of running text in a language (BCP 47).

    Chinese is set whole in its own face, so quotes stay full-width; English falls back to the simplified
    Chinese face for hanzi in it, never to a Japanese one.
    """
    chinese = _first_installed(_chinese_serif(chinese_region(language)))
    if _is_chinese(language):
        return _font(chinese, pixel_size)
    return _font([*_first_installed(_ENGLISH_SERIF), *chinese], pixel_size)


def headword_font(pixel_size: float, language: str = "zh-Hans") -> QFont:
    """The face of a word that is shown for itself: Kai, which shows how it is written by hand."""
    kai = _first_installed(_KAI)
    return _font([*kai, *_first_installed(_chinese_serif(chinese_region(language)))], pixel_size)


def sans_font(language: str, pixel_size: float) -> QFont:
    """The face of pinyin, labels and emphasis in a language; hanzi always from a Chinese face."""
    region = chinese_region(language)
    chinese = _first_installed((*_CHINESE_SANS[region], *_CHINESE_LAST))
    latin = _system_sans()
    return _font([*chinese, latin] if _is_chinese(language) else [latin, *chinese], pixel_size)


def interface_font(pixel_size: float = INTERFACE_PIXELS, *, tabular: bool = False) -> QFont:
    """The system's sans with a Chinese sans behind it; ``tabular`` gives counts figures of one width."""
    font = sans_font("", pixel_size)
    if tabular:
        font.setFeature(QFont.Tag("tnum"), 1)
    return font


def chinese_region(language: str) -> str:
    """Whose letterforms a tag asks for: ``SC``, ``TC`` or ``HK``; the script counts before the place."""
    subtags = {part.upper() for part in language.split("-")[1:]}
    if "HANS" in subtags:
        return "SC"
    if subtags & _HONG_KONG:
        return "HK"
    return "TC" if subtags & _TRADITIONAL else "SC"


@lru_cache(maxsize=1)
def has_chinese_face() -> bool:
    """Whether any installed face can show Chinese text."""
    known = {name for lists in (_CHINESE_SERIF, _CHINESE_SANS) for names in lists.values() for name in names}
    if any(QFontDatabase.hasFamily(name) for name in (*_CHINESE_SERIF["SC"], *known, *_CHINESE_LAST)):
        return True
    systems = (QFontDatabase.WritingSystem.SimplifiedChinese, QFontDatabase.WritingSystem.TraditionalChinese)
    return any(QFontDatabase.families(system) for system in systems)


def missing_face_warning() -> str:
    """What to tell the reader where no face can show Chinese; empty where one can."""
    if has_chinese_face():
        return ""
    what = QCoreApplication.translate("fonts", "No Chinese font is installed: Chinese shows as empty boxes.")
    return f"{what} {how_to_get_a_chinese_face()}"


def how_to_get_a_chinese_face(system: str = "", distribution: str = "") -> str:
    """One or two sentences for a machine with no Chinese face; by default for this machine.

    ``system`` as `platform.system` gives it, ``distribution`` as ID and ID_LIKE of os-release.
    """
    import platform

    system = system or platform.system()
    if system == "Windows":
        return "Open Settings, Apps, Optional features, and add Chinese supplemental fonts."
    if system == "Darwin":
        return "Open Font Book and turn on or download Songti SC."
    words = (distribution or _distribution()).split()
    if {"debian", "ubuntu"} & set(words):
        return "Type in a terminal: sudo apt install fonts-noto-cjk"
    if {"fedora", "rhel"} & set(words):
        return "Type in a terminal: sudo dnf install google-noto-serif-cjk-fonts google-noto-sans-cjk-fonts"
    if "arch" in words:
        return "Type in a terminal: sudo pacman -S noto-fonts-cjk"
    return "Install the Noto CJK fonts with the package manager of the system."


@lru_cache(maxsize=1)
def _system_sans() -> str:
    # The system may name an alias such as "Sans Serif"; first in a list of families it would match nothing.
    return QFontInfo(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)).family()


def _font(families: Sequence[str], pixel_size: float) -> QFont:
    # One's own, to be changed at will.
    return QFont(_made(tuple(families), max(1, round(pixel_size))))


@lru_cache(maxsize=256)
def _made(families: tuple[str, ...], pixel_size: int) -> QFont:
    """A font made once: what Qt has found out for it is shared by all that are made of it."""
    font = QFont()
    font.setFamilies(list(families) or [QFont().family()])
    font.setPixelSize(pixel_size)
    # Fractional advances keep the widths of zoomed text in proportion.
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def forget_installed_faces() -> None:
    """Look anew for the faces of the system, of which some were installed or removed."""
    _first_installed.cache_clear()
    _made.cache_clear()


@lru_cache(maxsize=64)
def _first_installed(names: tuple[str, ...]) -> tuple[str, ...]:
    """The first of the families that is installed, alone, or nothing."""
    return next(((name,) for name in names if QFontDatabase.hasFamily(name)), ())


def _chinese_serif(region: str) -> tuple[str, ...]:
    return (*_CHINESE_SERIF[region], *_CHINESE_SERIF["SC"], *_CHINESE_SANS[region], *_CHINESE_LAST)


def _is_chinese(language: str) -> bool:
    return language.split("-")[0].lower() in _CHINESE_LANGUAGES


def _distribution() -> str:
    import platform

    try:
        release = platform.freedesktop_os_release()
    except OSError:
        return ""
    return f"{release.get('ID', '')} {release.get('ID_LIKE', '')}"
