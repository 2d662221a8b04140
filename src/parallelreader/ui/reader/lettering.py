"""What all views of one document share of how Chinese is shown: script, readings, colours of word status.

It only holds what is chosen, and is there from the first page on. What needs the words of a text is done by
a setter that comes later; until then text is set without.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QPainter

from parallelreader.app.reading.lettering import PinyinMode, ToneColours
from parallelreader.core.corpus import Version
from parallelreader.core.language.conversion import Script, to_script
from parallelreader.core.text import Span, Text
from parallelreader.core.words.pinyin import Notation
from parallelreader.ui.reader.styles import Setting, Styles
from parallelreader.ui.reader.text_layout import BlockLayout, TextStyle
from parallelreader.ui.theme.tokens import Theme


class WordPaint(Protocol):
    """What belongs to the words of a layout whose top left is painted at ``(x, y)``."""

    def paint_tints(
        self, painter: QPainter, x: float, y: float, theme: Theme, covered: Sequence[Span]
    ) -> None:
        """Paint what lies under the text, but not under what is covered."""
        ...

    def paint_readings(
        self, painter: QPainter, x: float, y: float, theme: Theme, hidden: Sequence[Span]
    ) -> None:
        """Paint what stands over the text, but not over what is hidden."""
        ...

    def word_at(self, position: int) -> Span | None:
        """The word that holds the character at a place of the version."""
        ...


class Setter(Protocol):
    """Whoever sets Chinese with what belongs to its words."""

    def lay_out(
        self,
        version: str,
        text: Text,
        stretch: str,
        start: int,
        style: TextStyle,
        width: float,
        indented: bool,
    ) -> tuple[BlockLayout, WordPaint]:
        """As :meth:`Lettering.lay_out`; ``stretch`` are the characters to be shown from ``start`` on."""
        ...


class Lettering(QObject):
    """``reset`` asks for lines to be laid out anew, ``changed`` for what is laid out to be painted anew."""

    reset = Signal()
    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.mode = PinyinMode.OFF
        self.notation = Notation.MARKS
        self.tones = ToneColours.OFF
        self.speaks_tones = False
        self.tints = False
        self.tints_new = False
        # Grows whenever what was found out about words holds no longer.
        self.generation = 0
        self._setter: Setter | None = None
        self._scripts: dict[str, Script] = {}
        self._pairs: frozenset[tuple[str, int]] = frozenset()
        self._bare: frozenset[str] = frozenset()

    def use(self, setter: Setter | None) -> None:
        """Set what belongs to words by it."""
        self._setter = setter
        # What was laid out without it has no words at all.
        self.lay_out_anew()

    def renew(self) -> None:
        """The words of texts, or their readings, are others than before."""
        if self.mode is PinyinMode.OFF and not self._pairs:
            self.repaint()
        else:
            self.lay_out_anew()

    def readings_changed(self) -> None:
        """Some words are read otherwise, which matters where readings stand over them."""
        if self.mode is not PinyinMode.OFF or self._pairs:
            self.lay_out_anew()

    def set_pinyin(self, mode: PinyinMode) -> None:
        """Show readings over these words."""
        if mode is not self.mode:
            self.mode = mode
            self.lay_out_anew()

    def set_bare(self, versions: Iterable[str]) -> None:
        """Show no readings over these versions but in pairs chosen for them, whatever the mode."""
        bare = frozenset(versions)
        if bare != self._bare:
            self._bare = bare
            self.lay_out_anew()

    def set_notation(self, notation: Notation) -> None:
        """Write readings so."""
        if notation is not self.notation:
            self.notation = notation
            self.renew()

    def set_spoken(self, spoken: bool) -> None:
        """Write the tones that are spoken in place of those of the dictionary, or no longer."""
        if spoken is not self.speaks_tones:
            self.speaks_tones = spoken
            self.renew()

    def set_tones(self, tones: ToneColours) -> None:
        """Colour the syllables of readings so."""
        if tones is not self.tones:
            self.tones = tones
            self.repaint()

    def set_tints(self, tints: bool, *, new: bool) -> None:
        """Tint words by their status or not, and ``new`` ones too or not."""
        if (tints, new) != (self.tints, self.tints_new):
            self.tints, self.tints_new = tints, new
            self.repaint()

    def set_scripts(self, scripts: Mapping[str, Script]) -> None:
        """Show each of these versions in a script, others as they are written."""
        chosen = dict(scripts)
        for version in scripts:
            if chosen[version] is Script.AS_WRITTEN:
                del chosen[version]
        if chosen != self._scripts:
            self._scripts = chosen
            self.lay_out_anew()

    def set_pairs(self, segments: Iterable[tuple[str, int]]) -> None:
        """Show readings over all words of these segments (version, number), whatever else is chosen."""
        pairs = frozenset(segments)
        if pairs != self._pairs:
            self._pairs = pairs
            self.lay_out_anew()

    @property
    def bare(self) -> frozenset[str]:
        """The versions without readings."""
        return self._bare

    def mode_of(self, version: str) -> PinyinMode:
        """Over which words of a version readings are shown."""
        return PinyinMode.OFF if version in self._bare else self.mode

    @property
    def pairs(self) -> frozenset[tuple[str, int]]:
        return self._pairs

    @property
    def scripts(self) -> Mapping[str, Script]:
        return self._scripts

    def script(self, version: str) -> Script:
        """In which script a version is shown."""
        return self._scripts.get(version, Script.AS_WRITTEN)

    def shown(self, version: str, stretch: str) -> str:
        """A stretch of a version as it is shown, character for character."""
        script = self._scripts.get(version)
        return stretch if script is None else to_script(stretch, script)

    def has_readings(self, version: str) -> bool:
        """Whether the lines of a Chinese version keep room for readings."""
        is_on = self.mode_of(version) is not PinyinMode.OFF
        return is_on or any(each == version for each, _ in self._pairs)

    def style(self, styles: Styles, version: Version, setting: Setting = Setting.PROSE) -> TextStyle:
        """How a version is set, with what is chosen for it."""
        has_readings = version.is_chinese and self.has_readings(version.id)
        return styles.style(version, setting, script=self.script(version.id), has_readings=has_readings)

    def lay_out(
        self,
        version: str,
        text: Text,
        span: Span,
        style: TextStyle,
        width: float,
        *,
        indented: bool = False,
        with_words: bool = True,
    ) -> tuple[BlockLayout, WordPaint | None]:
        """The lines of a stretch of a version, and what belongs to its words where there is such."""
        stretch = self.shown(version, text.content[span.start : span.end])
        if self._setter is None or not (style.is_chinese and with_words):
            return BlockLayout(stretch, span.start, style, width, indented=indented), None
        return self._setter.lay_out(version, text, stretch, span.start, style, width, indented)

    def lay_out_anew(self) -> None:
        """Where words have their readings is no longer where lines keep room for them."""
        self.generation += 1
        self.reset.emit()

    def repaint(self) -> None:
        """What belongs to words looks otherwise."""
        self.generation += 1
        self.changed.emit()
