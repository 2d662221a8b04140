"""What a picture of the reading window should show: the command line asks, the window draws."""

from enum import StrEnum
from pathlib import Path

from parallelreader.app.reading.layout import Layout
from parallelreader.app.reading.lettering import PinyinMode, ToneColours
from parallelreader.app.themes import ThemeName
from parallelreader.core.language.conversion import Script
from parallelreader.core.values import dataclass
from parallelreader.core.words.pinyin import Notation
from parallelreader.paths import UserFolders


class PanelName(StrEnum):
    """Which panel is open beside the text."""

    NOTES = "notes"
    TERMS = "terms"
    WORDS = "words"
    SEARCH = "search"
    DICTIONARY = "dictionary"


@dataclass(frozen=True, slots=True)
class ScreenshotRequest:
    """A picture of ``corpus`` to be written to ``out`` as PNG.

    ``document`` and ``versions`` (ids, left to right) are the window's own choice where empty. ``size``
    is width and height in pixels. ``at`` is the segment on the reading line: its label in the source
    ("3.2") or its number from zero ("14"), empty for the beginning. ``hidden`` are versions that are
    covered. ``query`` is what the search or the dictionary is asked for. Without ``folders`` nothing of the
    user's is read or written.
    """

    corpus: Path
    out: Path
    document: str = ""
    versions: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    layout: Layout = Layout.PANES
    theme: ThemeName = ThemeName.LIGHT
    pinyin: PinyinMode = PinyinMode.OFF
    notation: Notation = Notation.MARKS
    tones: ToneColours = ToneColours.OFF
    script: Script = Script.AS_WRITTEN
    size: tuple[int, int] = (1440, 900)
    at: str = ""
    panel: PanelName | None = None
    query: str = ""
    folders: UserFolders | None = None
