"""Small XML files inside e-books and documents as trees, read so that a hostile one does no harm.

No entity is resolved and nothing is fetched; slips of whoever wrote them are read over.
"""

import codecs
import re
from collections.abc import Iterator
from typing import Any

from parallelreader.formats.xml_stream import with_sound_references

MAX_BYTES = 30_000_000

_HALVES = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")


class XmlProblem(Exception):
    """The bytes are no XML, or more of it than such a file ever has."""


class Element:
    """An element with the names of its tag and attributes bare of their namespaces."""

    __slots__ = ("_node",)

    def __init__(self, node: Any) -> None:
        self._node = node

    @property
    def tag(self) -> str:
        return _bare(self._node.tag)

    @property
    def text(self) -> str:
        """All text inside it, white space made single."""
        return " ".join("".join(self._node.itertext()).split())

    def get(self, name: str) -> str:
        """An attribute, empty where there is none; the same name without a namespace goes first."""
        if name in self._node.attrib:
            return str(self._node.attrib[name])
        return next((str(v) for key, v in self._node.attrib.items() if _bare(key) == name), "")

    def children(self, *tags: str) -> Iterator["Element"]:
        """The elements right inside it, those of the tags named or all."""
        for node in self._node:
            if isinstance(node.tag, str) and (not tags or _bare(node.tag) in tags):
                yield Element(node)

    def all(self, *tags: str) -> Iterator["Element"]:
        """Every element inside it of the tags named, in order, itself included."""
        for node in self._node.iter():
            if isinstance(node.tag, str) and _bare(node.tag) in tags:
                yield Element(node)

    def first(self, *tags: str) -> "Element | None":
        """The first of :meth:`all`."""
        return next(self.all(*tags), None)


def parse_xml(data: bytes) -> Element:
    """The root of a file. Raises XmlProblem."""
    from lxml import etree

    if len(data) > MAX_BYTES:
        raise XmlProblem("It is too large")
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if wide:
        data = data.decode("utf-16", "replace").encode("utf-8", "replace")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        recover=True,
        remove_comments=True,
        encoding="utf-8" if wide else None,
    )
    try:
        root = etree.fromstring(with_sound_references(_without_halves(data.strip())), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise XmlProblem("It is no XML") from error
    if root is None:
        raise XmlProblem("It is no XML")
    return Element(root)


def _without_halves(data: bytes) -> bytes:
    """``data`` without halves of characters, where it is UTF-8 but for them; lxml fails on their names."""
    whole = _HALVES.sub(b"", data)
    try:
        whole.decode("utf-8")
    except UnicodeDecodeError:
        return data
    return whole


def _bare(name: object) -> str:
    return str(name).rpartition("}")[2]
