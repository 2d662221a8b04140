"""The page of a word as the browser of the panel shows it: all that comes from elsewhere is plain text in it.

Links lead on: ``word:`` to another word, ``more:`` to more of a list, ``go:`` to the example of that number.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from html import escape
from urllib.parse import quote

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor, QFont

from parallelreader.app.reading.lettering import ToneColours
from parallelreader.app.words.card_senses import syllables_of
from parallelreader.app.words.entry_page import EntryPage, EntryReading, Related, Rendered
from parallelreader.app.words.examples import Example
from parallelreader.core.language.readings import marked
from parallelreader.core.language.script import HAN
from parallelreader.core.words.pinyin import Notation, Syllable
from parallelreader.core.words.readable_glosses import with_readings
from parallelreader.core.words.readings import written_parts
from parallelreader.ui.theme.fonts import headword_font, interface_font, reading_font
from parallelreader.ui.theme.tokens import Theme
from parallelreader.ui.theme.tones import tone_colour

_HEAD, _OTHER_HEAD, _READING = 36, 22, 17
_LISTED, _SMALL, _CAPTION = 17, 12, 11
_EXAMPLE, _PARTNER = 16, 14
_LONGEST_LISTED_GLOSS = 60
# A line of a hundred thousand characters takes seconds to be laid out; what is copied has all of it.
_LONGEST_GLOSS = 4000
EXAMPLES = "examples"
"""What the list of examples is called where more of it is asked for."""

# A word begins where something else ends: one of 100,000 characters is not tried from each of them.
_MENTION = re.compile(
    r"(?<![^\s\[\](),;:|/])([^\s\[\](),;:|/]++)(?:\|([^\s\[\](),;:|/]++))?"
    r"\[(?=[A-Za-z:,· ]{0,20}\d)([A-Za-z:,·\d ]{1,400}+)\]"
)
_HAN_RUN = re.compile(f"(?:{HAN.pattern})+")

translate = QCoreApplication.translate


class EntryHtml:
    """Writes pages in the colours of a theme, with readings as the reader has them everywhere."""

    def __init__(self, theme: Theme, tones: ToneColours, notation: Notation = Notation.MARKS) -> None:
        self._theme = theme
        self._tones = tones
        self._notation = notation

    def page(self, page: EntryPage, examples: str = "") -> str:
        """All of it, from top to bottom; ``examples`` stands after what is known of the word itself."""
        name = self._name(page)
        parts = [
            self._reading(reading, is_first=not at and not name) for at, reading in enumerate(page.readings)
        ]
        if name or not page.readings:
            parts.insert(0, self._head(page.typed, "") + name)
        parts += [
            self._rendered(page.here.rendered),
            self._list(translate("entry", "May stand behind it here"), page.behind),
            self._list(translate("entry", "Words in it"), page.parts),
            self._list(translate("entry", "Words that sound so"), page.by_pinyin),
            self._list(translate("entry", "Words that mean it"), page.by_english),
            self._list(translate("entry", "Made of"), page.inside),
            examples,
            self._list(translate("entry", "Words that begin with it"), page.beginning, page, "beginning"),
            self._list(translate("entry", "Words that contain it"), page.containing, page, "containing"),
        ]
        body = self._span(self._theme.text, interface_font(), "".join(parts))
        return f"<html><body>{body}</body></html>"

    def examples(
        self, found: Sequence[Example], names: Callable[[Example], str], said: str, *, has_more: bool
    ) -> str:
        """Examples as pairs, each a link to its place; ``names`` gives the line under one, ``said`` stands
        behind the last."""
        parts = [self._caption(translate("entry", "In this corpus"))] if found or said else []
        for number, example in enumerate(found):
            pieces, at = [], 0
            for span in example.spans:
                pieces.append(escape(example.text[at : span.start]))
                hit = escape(example.text[span.start : span.end])
                pieces.append(
                    f"<span style='background-color:{self._theme.partner.name()}'><b>{hit}</b></span>"
                )
                at = span.end
            pieces.append(escape(example.text[at:]))
            language = "zh" if HAN.search(example.text) else "en"
            here = self._span(self._theme.text, reading_font(language, _EXAMPLE), "".join(pieces))
            partner = next(iter(example.partners.values()), "")
            other = reading_font("en" if language == "zh" else "zh", _PARTNER)
            there = self._span(self._theme.secondary, other, escape(partner)) if partner else ""
            place = self._small(escape(names(example)))
            parts.append(
                f"<p style='margin:0 0 9px'><a href='go:{number}' style='text-decoration:none'>{here}</a>"
                f"{'<br>' + there if there else ''}<br>{place}</p>"
            )
        if has_more:
            parts.append(self._more(EXAMPLES))
        if said:
            parts.append(f"<p style='margin:0 0 6px'>{self._small(escape(said))}</p>")
        return "".join(parts)

    def _reading(self, reading: EntryReading, *, is_first: bool) -> str:
        other = reading.traditional if reading.traditional != reading.simplified else ""
        parts = [self._head(reading.simplified, other)] if is_first else [self._second_head(reading, other)]
        told = self._syllables(reading.syllables, _READING) or self._small(escape(marked(reading.pinyin)))
        parts.append(f"<p style='margin:0 0 6px'>{told}</p>")
        for block in reading.blocks:
            if block.title:
                parts.append(f"<p style='margin:4px 0 2px'>{self._small(escape(block.title))}</p>")
            for number, sense in enumerate(block.senses, 1):
                text = self._gloss(sense.text)
                ground = ""
                if sense.is_likely:
                    ground = f" bgcolor='{self._theme.partner.name()}'"
                    if sense.reason:
                        why = self._span(self._theme.accent, interface_font(_SMALL), escape(sense.reason))
                        text += f"<br>{why}"
                parts.append(
                    f"<table width='100%' cellspacing='0' cellpadding='2'{ground}><tr>"
                    f"<td width='20'>{self._small(str(number))}</td><td>{text}</td></tr></table>"
                )
        return "".join(parts)

    def _name(self, page: EntryPage) -> str:
        """That the word is a name where it stands, before all that dictionaries have under its characters."""
        if not page.here.name:
            return ""
        told = self._syllables(syllables_of(page.here.pinyin), _READING)
        line = self._span(self._theme.text, interface_font(), escape(page.here.name))
        ground = f" bgcolor='{self._theme.partner.name()}'"
        return (
            f"<p style='margin:0 0 6px'>{told}</p>"
            f"<table width='100%' cellspacing='0' cellpadding='4'{ground}><tr><td>{line}</td></tr></table>"
        )

    def _head(self, word: str, other: str) -> str:
        head = self._span(self._theme.text, headword_font(_HEAD), escape(word))
        if other:
            head += "&nbsp; " + self._span(
                self._theme.secondary, headword_font(_OTHER_HEAD, "zh-Hant"), escape(other)
            )
        return f"<p style='margin:0'>{head}</p>"

    def _second_head(self, reading: EntryReading, other: str) -> str:
        """A further reading: of the same word mostly, so that it need not be as large."""
        head = self._span(self._theme.text, headword_font(_OTHER_HEAD), escape(reading.simplified))
        if other:
            head += "&nbsp; " + self._span(
                self._theme.secondary, headword_font(_LISTED, "zh-Hant"), escape(other)
            )
        return f"<p style='margin:16px 0 0'>{head}</p>"

    def _rendered(self, rendered: Sequence[Rendered]) -> str:
        if not rendered:
            return ""
        parts = [self._caption(translate("entry", "Here it is rendered"))]
        for each in rendered:
            words = self._span(self._theme.text, reading_font("en", _PARTNER), escape(each.words))
            doubt = self._small(escape(translate("entry", "likely"))) if each.is_faint else ""
            parts.append(
                f"<p style='margin:0 0 3px'>{self._small(escape(each.name))}&nbsp; {words} {doubt}</p>"
            )
        return "".join(parts)

    def _list(
        self, title: str, words: Iterable[Related], page: EntryPage | None = None, name: str = ""
    ) -> str:
        parts = [self._row(word) for word in words]
        if not parts:
            return ""
        if page is not None and name in page.has_more:
            parts.append(self._more(name))
        return self._caption(title) + "".join(parts)

    def _more(self, name: str) -> str:
        told = escape(translate("entry", "Show more"))
        more = self._span(self._theme.accent, interface_font(_SMALL), told)
        return f"<p style='margin:2px 0 0'><a href='more:{name}' style='text-decoration:none'>{more}</a></p>"

    def _row(self, word: Related) -> str:
        shown = word.word if word.traditional == word.word else f"{word.word} {word.traditional}"
        hanzi = self._span(self._theme.accent, headword_font(_LISTED), escape(shown))
        told = self._syllables(word.syllables, _SMALL) or self._small(escape(marked(word.pinyin)))
        gloss = _readable(word.gloss)
        if len(gloss) > _LONGEST_LISTED_GLOSS:
            gloss = gloss[:_LONGEST_LISTED_GLOSS].rsplit(" ", 1)[0] + "…"
        link = f"<a href='word:{quote(word.word)}' style='text-decoration:none'>{hanzi}</a>"
        return f"<p style='margin:0 0 3px'>{link}&nbsp; {told}&nbsp; {escape(gloss)}</p>"

    def _gloss(self, gloss: str) -> str:
        """A gloss in which other words are links; classifiers are called by what they are."""
        if len(gloss) > _LONGEST_GLOSS:
            gloss = gloss[:_LONGEST_GLOSS] + "…"
        if gloss.startswith("CL:"):
            gloss = translate("entry", "Counted with") + " " + gloss[3:].replace(",", ", ")
        pieces, at = [], 0
        for match in _MENTION.finditer(gloss):
            pieces.append(self._mentions(gloss[at : match.start()]))
            pieces.append(self._word_link(match[2] or match[1]))
            pieces.append(" " + (self._syllables(syllables_of(match[3]), _SMALL) or escape(match[3])))
            at = match.end()
        pieces.append(self._mentions(gloss[at:]))
        return "".join(pieces)

    def _mentions(self, text: str) -> str:
        pieces, at, text = [], 0, with_readings(text, self._notation)
        for match in _HAN_RUN.finditer(text):
            pieces += [escape(text[at : match.start()]), self._word_link(match.group())]
            at = match.end()
        return "".join(pieces) + escape(text[at:])

    def _word_link(self, word: str) -> str:
        told = self._span(self._theme.accent, headword_font(15), escape(word))
        return f"<a href='word:{quote(word)}' style='text-decoration:none'>{told}</a>"

    def _syllables(self, syllables: Sequence[Syllable], size: int) -> str:
        font = interface_font(size)
        parts = written_parts(syllables, self._notation)
        between = " " if self._notation is Notation.ZHUYIN else ""
        return between.join(
            self._span(tone_colour(self._theme, self._tones, each.tone), font, escape(part))
            for each, part in zip(syllables, parts, strict=True)
        )

    def _caption(self, text: str) -> str:
        font = interface_font(_SMALL)
        font.setWeight(QFont.Weight.DemiBold)
        return f"<p style='margin:14px 0 4px'>{self._span(self._theme.secondary, font, escape(text))}</p>"

    def _small(self, markup: str) -> str:
        return self._span(self._theme.secondary, interface_font(_SMALL), markup)

    def _span(self, colour: QColor, font: QFont, markup: str) -> str:
        families = ", ".join("'" + name.replace("'", "") + "'" for name in font.families())
        weight = f"; font-weight: {int(font.weight())}" if font.weight() != QFont.Weight.Normal else ""
        size = font.pixelSize()
        style = f"color: {colour.name()}; font-family: {families}; font-size: {size}px{weight}"
        return f'<span style="{escape(style, quote=False)}">{markup}</span>'


def _readable(gloss: str) -> str:
    """A gloss with the words it points to as people write them, in one script."""
    return with_readings(_MENTION.sub(lambda match: match[2] or match[1], gloss))
