"""Chinese shown in another script than it was written in, character for character.

What is stored never changes: every conversion keeps the number of code points, so that all places in a text
hold for what is shown of it as well. Phrases decide where one character has several forms (头发 頭髮, 后 後).
"""

from collections.abc import Callable
from enum import StrEnum
from functools import lru_cache, partial

from parallelreader.core.language.script import guess_language
from parallelreader.core.patterns import pattern


class Script(StrEnum):
    """In which characters Chinese is set."""

    AS_WRITTEN = "as-written"
    SIMPLIFIED = "simplified"
    TRADITIONAL = "traditional"
    TAIWAN = "taiwan"
    HONG_KONG = "hong-kong"

    @property
    def language(self) -> str:
        """The BCP 47 tag of Chinese so written, by which its letterforms are found; empty as written."""
        return _TAGS.get(self, "")


_TAGS = {
    Script.SIMPLIFIED: "zh-Hans",
    Script.TRADITIONAL: "zh-Hant",
    Script.TAIWAN: "zh-Hant-TW",
    Script.HONG_KONG: "zh-Hant-HK",
}
# How simplified text comes to a script, and how text comes to it that is traditional already: read as
# simplified, it would have characters split that it means as they are (皇后, 干戈).
_FROM_SIMPLIFIED = {Script.TRADITIONAL: "s2t", Script.TAIWAN: "s2tw", Script.HONG_KONG: "s2hk"}
_FROM_TRADITIONAL = {Script.TAIWAN: "t2tw", Script.HONG_KONG: "t2hk"}
_TO_SIMPLIFIED = "t2s"

# Taiwan writes 著 for the particle, which the tables leave as it is; the verb and its words keep it.
_PARTICLE = pattern(
    "(?<![顯显名原巨鉅土編编專专論论遺遗合譯译卓昭拙新舊旧力所])著(?![名作者書书述稱称錄录撰譯译文於于])"
)


def to_script(text: str, script: Script) -> str:
    """The text in ``script``, of the same length in code points.

    Whole sentences or paragraphs come out best: a word cut in two is not known for what it is. The first
    call for a script loads its tables, some tens of milliseconds; see :func:`load`. Safe in any thread.
    """
    return _CONVERTERS[script](text)


def converter(script: Script) -> Callable[[str], str]:
    """:func:`to_script` for one script."""
    return partial(to_script, script=script)


def load(script: Script) -> None:
    """Load what :func:`to_script` needs for a script, so that the first page shown in it has not to wait."""
    if script is not Script.AS_WRITTEN:
        to_script("头頭", script)


def _as_written(text: str) -> str:
    return text


def _simplified(text: str) -> str:
    found = _converted(_TO_SIMPLIFIED, text)
    return _PARTICLE.sub("着", found) if "著" in found and found != text else found


def _traditional(script: Script, text: str) -> str:
    if guess_language(text) != "zh-Hant":
        return _converted(_FROM_SIMPLIFIED[script], text)
    configuration = _FROM_TRADITIONAL.get(script)
    found = _converted(configuration, text) if configuration else text
    # The tables begin from another standard than that of Taiwan, in which most such text is written.
    return _PARTICLE.sub("着", found.replace("裡", "裏")) if script is Script.HONG_KONG else found


def _converted(configuration: str, text: str) -> str:
    found = _opencc(configuration)(text)
    # The tables keep lengths; should one entry not, marks and readings would slip.
    return found if len(found) == len(text) else text


@lru_cache(maxsize=8)
def _opencc(configuration: str) -> Callable[[str], str]:
    from opencc import OpenCC

    convert: Callable[[str], str] = OpenCC(configuration).convert
    return convert


_CONVERTERS: dict[Script, Callable[[str], str]] = {
    Script.AS_WRITTEN: _as_written,
    Script.SIMPLIFIED: _simplified,
    **{script: partial(_traditional, script) for script in _FROM_SIMPLIFIED},
}
