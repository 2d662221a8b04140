"""What an e-book says of itself: who wrote it, which parts are read in which order, and its contents.

EPUB 2 and 3 differ in where they say so; what stands in the parts is read by ``epub``.
"""

import re
from dataclasses import dataclass

from parallelreader.core.errors import FileProblem
from parallelreader.core.incoming import Fault
from parallelreader.formats.archives import Archive, PartProblem
from parallelreader.formats.xml_parts import Element, XmlProblem, parse_xml

_MAX_LEVEL = 6
# Fonts are made unreadable for others by these; the text is not.
_FONT_ALGORITHMS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_LOCKS = {
    "META-INF/license.lcpl": "Readium LCP",
    "META-INF/sinf.xml": "Apple FairPlay",
    "META-INF/rights.xml": "Adobe ADEPT",
}
_PART_ASIDES = {
    "cover": "cover",
    "toc": "contents",
    "title-page": "title page",
    "titlepage": "title page",
    "halftitlepage": "title page",
    "copyright-page": "copyright",
    "colophon": "copyright",
    "index": "index",
    "loi": "contents",
    "lot": "contents",
}


@dataclass(frozen=True, slots=True)
class SpinePart:
    """A part that is read in its turn; ``aside`` says why it is no text, as far as the package tells."""

    name: str
    aside: str = ""


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of the table of contents: where it leads, and how deep it stands, from one."""

    part: str
    fragment: str
    title: str
    level: int


@dataclass(frozen=True, slots=True)
class Package:
    """The book as its package file describes it, empty where that is silent."""

    spine: tuple[SpinePart, ...]
    contents: tuple[ContentsEntry, ...]
    title: str
    author: str
    translator: str
    language: str
    date: str
    source: str
    faults: tuple[Fault, ...]


def read_package(archive: Archive) -> Package:
    """Raises FileProblem without a place where there is no package, or the text is locked."""
    faults: list[Fault] = []
    name = _package_name(archive, faults)
    try:
        root = parse_xml(archive.read(name))
    except (PartProblem, XmlProblem) as problem:
        raise FileProblem(
            f"The e-book's own description ({name}) cannot be read: {problem}",
            mend="Fetch or save the book again from where it comes.",
        ) from problem
    items = {item.get("id"): item for item in root.all("item")}
    spine = _spine(archive, root, name, items, faults)
    _refuse_locked(archive, {part.name for part in spine})
    people = _people(root)
    languages = list(dict.fromkeys(found.text for found in root.all("language") if found.text))
    return Package(
        spine=tuple(spine),
        contents=_contents(archive, root, name, items, faults),
        title=_first_text(root, "title"),
        author=people["aut"],
        translator=people["trl"],
        language=languages[0] if len(languages) == 1 else "",
        date=_date(root),
        source=_first_text(root, "source") or _first_text(root, "publisher"),
        faults=tuple(faults),
    )


def _package_name(archive: Archive, faults: list[Fault]) -> str:
    container = "META-INF/container.xml"
    try:
        for found in parse_xml(archive.read(archive.find(container))).all("rootfile"):
            name = archive.find(found.get("full-path"))
            if name:
                return name
    except (PartProblem, XmlProblem):
        pass
    name = next((each for each in archive.names if each.lower().endswith(".opf")), "")
    if not name:
        raise FileProblem(
            "This is an archive, but no e-book: it has no package file",
            mend="If it is another kind of document, give it the extension of that kind.",
        )
    faults.append(Fault("The book does not say which file describes it; one was found", container))
    return name


def _spine(
    archive: Archive, root: Element, package: str, items: dict[str, Element], faults: list[Fault]
) -> list[SpinePart]:
    guide = {
        archive.find(found.get("href").partition("#")[0], beside=package): _PART_ASIDES.get(
            found.get("type"), ""
        )
        for found in root.all("reference")
    }
    found: dict[str, SpinePart] = {}
    for itemref in root.all("itemref"):
        item = items.get(itemref.get("idref"))
        href = item.get("href") if item is not None else itemref.get("idref")
        name = archive.find(href, beside=package) if item is not None else ""
        if not name:
            faults.append(Fault("The book names this part, but it is not in the file", href))
            continue
        is_nav = item is not None and "nav" in item.get("properties").split()
        aside = guide.get(name, "") or ("contents" if is_nav else "")
        found.setdefault(
            name, SpinePart(name, aside or ("supplement" if itemref.get("linear") == "no" else ""))
        )
    if not found:
        pages = sorted(name for name in archive.names if re.search(r"\.x?html?$", name, re.IGNORECASE))
        if pages:
            faults.append(Fault("The book does not say in which order it is read; by name", package))
        return [SpinePart(name) for name in pages]
    return list(found.values())


def _contents(
    archive: Archive, root: Element, package: str, items: dict[str, Element], faults: list[Fault]
) -> tuple[ContentsEntry, ...]:
    nav = next((each for each in items.values() if "nav" in each.get("properties").split()), None)
    spine = root.first("spine")
    ncx = items.get(spine.get("toc")) if spine is not None else None
    if ncx is None:
        ncx = next((e for e in items.values() if e.get("media-type") == "application/x-dtbncx+xml"), None)
    for item, read in ((nav, _nav_entries), (ncx, _ncx_entries)):
        name = archive.find(item.get("href"), beside=package) if item is not None else ""
        if not name:
            continue
        try:
            entries = read(archive, parse_xml(archive.read(name)), name)
        except (PartProblem, XmlProblem) as problem:
            faults.append(Fault(f"The table of contents cannot be read: {problem}", name))
            continue
        if entries:
            return tuple(entries)
    return ()


def _nav_entries(archive: Archive, root: Element, name: str) -> list[ContentsEntry]:
    navs = list(root.all("nav"))
    chosen = next((nav for nav in navs if "toc" in nav.get("type").split()), navs[0] if navs else None)
    found: list[ContentsEntry] = []
    if chosen is not None:
        for inside in chosen.children("ol", "ul"):
            _take_list(archive, inside, name, 1, found)
    return found


def _take_list(archive: Archive, items: Element, name: str, level: int, found: list[ContentsEntry]) -> None:
    for item in items.children("li"):
        label = next(item.children("a", "span"), None)
        deeper = level
        if label is not None and label.text:
            found.append(_entry(archive, label.get("href"), name, label.text, level))
            deeper = min(level + 1, _MAX_LEVEL)
        for inside in item.children("ol", "ul"):
            _take_list(archive, inside, name, deeper, found)


def _ncx_entries(archive: Archive, root: Element, name: str) -> list[ContentsEntry]:
    found: list[ContentsEntry] = []
    for points in root.all("navMap"):
        _take_points(archive, points, name, 1, found)
    return found


def _take_points(
    archive: Archive, points: Element, name: str, level: int, found: list[ContentsEntry]
) -> None:
    for point in points.children("navPoint"):
        label = next(point.children("navLabel"), None)
        content = next(point.children("content"), None)
        deeper = level
        if label is not None and label.text:
            href = content.get("src") if content is not None else ""
            found.append(_entry(archive, href, name, label.text, level))
            deeper = min(level + 1, _MAX_LEVEL)
        _take_points(archive, point, name, deeper, found)


def _entry(archive: Archive, href: str, beside: str, title: str, level: int) -> ContentsEntry:
    path, _, fragment = href.partition("#")
    part = archive.find(path, beside=beside) if path else ""
    return ContentsEntry(part, fragment, title, level)


def _people(root: Element) -> dict[str, str]:
    """Authors and translators, several parted by commas; whoever created it without a role is an author."""
    roles = {
        meta.get("refines").lstrip("#"): meta.text
        for meta in root.all("meta")
        if meta.get("property") == "role"
    }
    found: dict[str, list[str]] = {"aut": [], "trl": []}
    for person in (*root.all("creator"), *root.all("contributor")):
        role = person.get("role") or roles.get(person.get("id"), "aut" if person.tag == "creator" else "")
        if role in found and person.text:
            found[role].append(person.text)
    return {role: ", ".join(dict.fromkeys(names)) for role, names in found.items()}


def _first_text(root: Element, tag: str) -> str:
    metadata = root.first("metadata")
    if metadata is None:
        return ""
    return next((found.text for found in metadata.all(tag) if found.text), "")


def _date(root: Element) -> str:
    said = _first_text(root, "date")
    found = re.match(r"\d{4}(?:-\d\d(?:-\d\d)?)?", said)
    return found.group() if found else ""


def _refuse_locked(archive: Archive, parts: set[str]) -> None:
    try:
        root = parse_xml(archive.read(archive.find("META-INF/encryption.xml")))
    except (PartProblem, XmlProblem):
        return
    for data in root.all("EncryptedData"):
        method, reference = data.first("EncryptionMethod"), data.first("CipherReference")
        algorithm = method.get("Algorithm") if method is not None else ""
        name = archive.find(reference.get("URI")) if reference is not None else ""
        if algorithm not in _FONT_ALGORITHMS and name in parts:
            lock = next((lock for file, lock in _LOCKS.items() if archive.find(file)), "")
            raise FileProblem(
                f"The e-book is locked by {f'{lock}, a ' if lock else ''}copy protection (DRM)",
                mend="It can be read only in the programs of its shop. Ask there for a copy without.",
            )
