"""A paragraph of Markdown without its marks: links become their words, emphasis goes, notes leave nothing.

Every pattern looks a bounded way ahead, so that a line made to confuse it costs no more than a long one.
"""

import re

from parallelreader.formats.cells import unescaped

_ANY = re.compile(r"[\\`*_~=\[<&]")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_CODE = re.compile(r"(?<!`)(`{1,3})(?!`)(.{1,1000}?)(?<!`)\1(?!`)", re.DOTALL)
_TARGET = r"\((?:[^()\\\n]|\\.|\([^()\n]{0,500}\)){0,1000}\)|\[[^\[\]]{0,200}\]"
_IMAGE = re.compile(rf"!\[[^\[\]]{{0,500}}\](?:{_TARGET})?")
_LINK = re.compile(rf"\[([^\[\]]{{1,1000}})\](?:{_TARGET})")
_NOTE = re.compile(r"\[\^[^\[\]\s]{1,100}\]")
_ADDRESS = re.compile(r"<((?:https?|mailto):[^<>\s]{1,500})>")
_READING = re.compile(r"<r(?:t|p)>[^<]{0,200}</r(?:t|p)>", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,500}>")
_MARKS = (
    re.compile(r"(\*{1,3})(?=[^\s*])(.{0,500}?[^\s*])\1", re.DOTALL),
    re.compile(r"(?<!\w)(_{1,3})(?=[^\s_])(.{0,500}?[^\s_])\1(?!\w)", re.DOTALL),
    re.compile(r"(~~|==)(?=\S)(.{0,500}?\S)\1", re.DOTALL),
)
# Escaped characters and code are kept out of the way in the private use area while marks are looked for.
_HIDDEN = 0xF0000
_SHOWN = re.compile("[\U000f0000-\U000f007f]")


def plain(text: str) -> str:
    """The words of a paragraph, line breaks inside it kept."""
    if not _ANY.search(text):
        return text.strip(" ")
    text = _ESCAPE.sub(lambda found: _hide(found[1]), text)
    text = _CODE.sub(lambda found: _hide(found[2].strip()), text)
    text = _LINK.sub(r"\1", _IMAGE.sub("", _NOTE.sub("", text)))
    text = _LINK.sub(r"\1", text)
    text = _BREAK.sub("\x0b", _READING.sub("", _ADDRESS.sub(r"\1", text)))
    text = _TAG.sub("", text)
    for marks in _MARKS:
        text = marks.sub(r"\2", text)
        text = marks.sub(r"\2", text)
    return _SHOWN.sub(lambda found: chr(ord(found[0]) - _HIDDEN), unescaped(text)).strip(" ")


def _hide(text: str) -> str:
    return "".join(chr(ord(c) + _HIDDEN) if c.isascii() else c for c in text)
