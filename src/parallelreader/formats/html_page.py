"""Reading a web page as a browser saves it: a complete page, a single file, or a web archive (MHTML)."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from pathlib import Path

from parallelreader.core.errors import FileProblem
from parallelreader.core.incoming import Fault, Passage, Prose
from parallelreader.formats import plain_files
from parallelreader.formats.encodings import binary_kind, canonical_name
from parallelreader.formats.import_format import ImportFormat, ReadOptions
from parallelreader.formats.main_text import asides_of
from parallelreader.formats.markup import Block, PageFacts, collect
from parallelreader.formats.page_encoding import encoding_of, utf8_chunks
from parallelreader.formats.said_language import believed

MAX_BYTES = 400_000_000
_MAX_ARCHIVE_BYTES = 200_000_000
_HEAD = 65_536
_CHUNK = 262_144
_BEGINNING = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|title)\b", re.IGNORECASE)
_TAGS = re.compile(
    rb"</?(?:p|div|br|span|h[1-6]|table|tr|td|ul|ol|li|a|b|i|em|strong|img|font)\b[^<>]{0,300}>", re.I
)
_ARCHIVE = re.compile(rb"^content-type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)
_SITE_PARTS = re.compile(r"\s+[|\-–—_»·]\s+|[_|]|\s*[—–]{1,2}\s*|-(?=[\u4e00-\u9fff])")
_DATE = re.compile(r"\d{4}-\d\d(?:-\d\d)?")
_TITLES = ("og:title", "twitter:title", "dc.title", "citation_title", "headline")
_AUTHORS = ("author", "article:author", "dc.creator", "citation_author", "byl")
_DATES = (
    "article:published_time",
    "datepublished",
    "pubdate",
    "publishdate",
    "date",
    "dc.date",
    "dcterms.created",
    "citation_publication_date",
    "article:modified_time",
)
_MOST_LOST = 0.01
# What programs that save pages write behind their end is shorter.
_END_LOOKED_AT = 20_000


@dataclass(frozen=True, slots=True)
class _Page:
    """A page's bytes in pieces, and what stands outside of it."""

    chunks: Iterable[bytes]
    charset: str = ""
    title: str = ""
    source: str = ""


def read_html(path: Path, options: ReadOptions) -> Prose:
    """The text of the page, and around it, set apart, what else is on it. Raises FileProblem."""
    head = plain_files.read_head(path, _HEAD)
    if not head:
        raise FileProblem("The file is empty", where=path, mend="Choose a file with text in it.")
    page = _archived(path) if _ARCHIVE.search(head[:8192]) else _Page(_file_chunks(path))
    encoding, confidence, chunks = _encoding(page, options, path)
    counter = _LossCounter(utf8_chunks(chunks, encoding))
    found = collect(counter)
    passages = tuple(_passages(found.blocks))
    if not any(not passage.aside for passage in passages):
        raise FileProblem(
            "There is no text on the page",
            where=path,
            mend="If the browser shows some, scripts put it there: save the page again as a complete page.",
        )
    facts = found.facts
    return Prose(
        passages,
        title=_title(facts, found.blocks) or page.title,
        author=next((facts.metas[each] for each in _AUTHORS if _is_name(facts.metas.get(each, ""))), ""),
        language=believed(facts.language, " ".join(p.text for p in passages if not p.aside)[:20_000]),
        date=_date(facts.metas),
        source=facts.metas.get("og:site_name", "") or page.source or found.saved_from,
        encoding=encoding,
        confidence=confidence,
        faults=_faults(counter, path, options),
    )


def _encoding(page: _Page, options: ReadOptions, path: Path) -> tuple[str, float, Iterator[bytes]]:
    chunks = iter(page.chunks)
    head = next(chunks, b"")
    name, confidence = encoding_of(head[:_HEAD], page.charset)
    if options.encoding:
        try:
            wanted = canonical_name(options.encoding)
        except FileProblem as problem:
            raise FileProblem(problem.what, where=path, mend=problem.mend) from problem
        if wanted != "utf-16" or not name.startswith("utf-16"):
            name, confidence = wanted, 1.0

    def again() -> Iterator[bytes]:
        yield head
        yield from chunks

    return name, confidence, again()


class _LossCounter:
    """Passes pieces on, counts the characters that could not be read and sees whether the page ends."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = chunks
        self.lost = self.size = 0
        self._end = b""
        self._has_begun = False

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self._chunks:
            if not self.size:
                self._has_begun = b"<html" in chunk.lower()
            self.lost += chunk.count(b"\xef\xbf\xbd")
            self.size += len(chunk)
            self._end = (self._end + chunk)[-_END_LOOKED_AT:]
            yield chunk

    @property
    def breaks_off(self) -> bool:
        """Whether the page was cut off: one that writes down where it begins also writes where it ends."""
        end = self._end.lower()
        return self._has_begun and b"</html" not in end and b"</body" not in end


def _faults(counter: _LossCounter, path: Path, options: ReadOptions) -> tuple[Fault, ...]:
    faults = [Fault("The page breaks off: its end is missing")] if counter.breaks_off else []
    if not counter.lost:
        return tuple(faults)
    if options.encoding and counter.lost > _MOST_LOST * counter.size:
        raise FileProblem(
            f"The page is not in {options.encoding}", where=path, mend="Leave the encoding to be found out."
        )
    characters = "1 character" if counter.lost == 1 else f"{counter.lost} characters"
    return (Fault(f"{characters} could not be read in the encoding of the page"), *faults)


def _passages(blocks: Sequence[Block]) -> Iterator[Passage]:
    asides = asides_of(blocks)
    ranks = sorted(
        {block.rank for block, aside in zip(blocks, asides, strict=True) if block.rank and not aside}
    )
    levels = {rank: level for level, rank in enumerate(ranks, 1)}
    for block, aside in zip(blocks, asides, strict=True):
        level = 0 if aside else levels.get(block.rank, 0)
        yield Passage(block.text, level, aside, believed(block.language, block.text))


def _title(facts: PageFacts, blocks: Sequence[Block]) -> str:
    """The page's title without the name of its site: as a heading on it says, or as it is given apart."""
    said = next((facts.metas[each] for each in _TITLES if each in facts.metas), "")
    headings = [block.text for block in blocks if block.rank and not block.aside]
    for heading in headings[:20]:
        if heading in facts.title or heading == said:
            return heading
    return said or next((part.strip() for part in _SITE_PARTS.split(facts.title) if part.strip()), "")


def _date(metas: Mapping[str, str]) -> str:
    for each in _DATES:
        found = _DATE.match(metas.get(each, "").replace("/", "-"))
        if found:
            return found.group()
    return ""


def _is_name(author: str) -> bool:
    return bool(author) and not author.startswith(("http:", "https:", "@")) and len(author) <= 100


def _file_chunks(path: Path) -> Iterator[bytes]:
    if path.stat().st_size > MAX_BYTES:
        raise FileProblem(
            f"The page has more than the {MAX_BYTES // 1_000_000} MB that can be read",
            where=path,
            mend="Divide it into several files.",
        )
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                yield chunk
    except OSError as error:
        raise FileProblem(
            f"The file cannot be read: {error.strerror}", where=path, mend="Look whether the disk is sound."
        ) from error


def _archived(path: Path) -> _Page:
    """The page inside a web archive, which is a mail with its pictures attached."""
    data = plain_files.read_bytes(path, limit=_MAX_ARCHIVE_BYTES, problem=FileProblem)
    try:
        mail = message_from_bytes(data)
        part = next((each for each in mail.walk() if each.get_content_type() in _PAGE_TYPES), None)
        content = part.get_payload(decode=True) if part is not None else None
    except (ValueError, LookupError, RecursionError, TypeError, AttributeError) as error:
        raise _no_page(path) from error
    if part is None or not isinstance(content, bytes) or not content.strip():
        raise _no_page(path)
    pieces = (content[at : at + _CHUNK] for at in range(0, len(content), _CHUNK))
    return _Page(pieces, part.get_content_charset("") or "", _subject(mail), _location(mail, part))


_PAGE_TYPES = ("text/html", "application/xhtml+xml")


def _no_page(path: Path) -> FileProblem:
    return FileProblem(
        "There is no page in the web archive, or it is damaged",
        where=path,
        mend="Save the page again, best as a complete page.",
    )


def _subject(mail: Message) -> str:
    try:
        return " ".join(str(make_header(decode_header(mail.get("Subject", "")))).split())
    except (ValueError, LookupError):
        return ""


def _location(mail: Message, part: Message) -> str:
    said = str(mail.get("Snapshot-Content-Location", "") or part.get("Content-Location", ""))
    return said if said.startswith(("http:", "https:")) else ""


def likeness(head: bytes, path: Path) -> float:
    """A page by its beginning; what only has some tags, if its name says that it is one."""
    if binary_kind(head):
        return 0.0
    name = encoding_of(head)[0]
    if name.startswith("utf-16"):
        head = head.decode(name, "replace").encode()
    if _ARCHIVE.search(head[:8192]) and re.search(rb"^mime-version:", head[:8192], re.I | re.M):
        return 0.95
    if _BEGINNING.match(_without_preamble(head[:8192])):
        return 0.9
    is_named = path.suffix.lower() in FORMAT.extensions
    return 0.5 if is_named and len(_TAGS.findall(head)) > 1 else 0.0


def _without_preamble(head: bytes) -> bytes:
    head = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    while True:
        found = re.match(
            rb"(?:<\?xml[^>]*\?>|<!--.*?-->|<!doctype\s[^>\[]*>(?=\s*<html))\s*", head, re.I | re.S
        )
        if found is None:
            return head
        head = head[found.end() :]


FORMAT = ImportFormat(
    "Web page", (".html", ".htm", ".xhtml", ".xht", ".mhtml", ".mht", ".shtml"), read_html, likeness
)
