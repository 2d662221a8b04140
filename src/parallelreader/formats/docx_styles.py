"""What the styles of a Word document say of a paragraph: whether it is a heading and how deep, or no text.

Styles are called otherwise in every language of Word, and stand on each other.
"""

import re
from dataclasses import dataclass

from parallelreader.formats.xml_parts import Element

_HEADING = re.compile(
    r"(?:heading|标题|標題|überschrift|titre|título|titolo|заголовок|見出し)\s*([1-9])$", re.I
)
_ASIDES = {
    "caption": "caption",
    "题注": "caption",
    "題注": "caption",
    "header": "running head",
    "footer": "running head",
    "toc heading": "contents",
    "footnote text": "footnote",
    "endnote text": "footnote",
    "table of figures": "contents",
}
_CONTENTS = re.compile(r"(?:toc|目录|目錄|index)\s*\d+$", re.IGNORECASE)
_TITLES = frozenset({"title", "subtitle", "标题", "標題", "副标题", "副標題"})
_BODY_LEVEL = 9
_MAX_BASES = 20


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """``level`` of a heading from one, 0 for none; ``numbering`` is (list, level in it) where it numbers."""

    level: int = 0
    aside: str = ""
    is_title: bool = False
    numbering: tuple[str, int] | None = None


def read_styles(root: Element) -> dict[str, ParagraphStyle]:
    """Every paragraph style by its id."""
    nodes = {style.get("styleId"): style for style in root.all("style")}
    return {name: _style(name, nodes) for name in nodes}


def _style(name: str, nodes: dict[str, Element]) -> ParagraphStyle:
    level, aside, is_title = 0, "", False
    numbering: tuple[str, int] | None = None
    for _ in range(_MAX_BASES):
        node = nodes.get(name)
        if node is None:
            break
        called = _value(node, "name").strip().lower()
        found = _HEADING.match(called)
        outline = _value(node, "outlineLvl")
        if not level and outline.isdigit() and int(outline) < _BODY_LEVEL:
            level = int(outline) + 1
        level = level or (int(found[1]) if found else 0)
        aside = aside or _ASIDES.get(called, "contents" if _CONTENTS.match(called) else "")
        is_title = is_title or called in _TITLES
        numbering = numbering or _numbering(node)
        name = _value(node, "basedOn")
    return ParagraphStyle(0 if aside else level, aside, is_title, numbering)


def _numbering(node: Element) -> tuple[str, int] | None:
    properties = node.first("numPr")
    if properties is None:
        return None
    depth = _value(properties, "ilvl")
    return _value(properties, "numId"), int(depth) if depth.isdigit() else 0


def _value(node: Element, tag: str) -> str:
    found = node.first(tag)
    return found.get("val") if found is not None else ""
