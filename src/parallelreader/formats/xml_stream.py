"""XML read piece by piece in constant memory, whatever encoding it is in, with nothing in it that can hurt.

No entity is ever expanded but the five of XML and the named ones of HTML, no other file is opened. What the
elements mean is known to the module of each format.
"""

import codecs
import re
from collections.abc import Callable, Iterator
from html.entities import html5
from pathlib import Path
from typing import Generic, Protocol, TypeVar
from xml.parsers import expat

from parallelreader.core.errors import FileProblem
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.formats import encodings, text_stream

_CHUNK = 1 << 18
_LONGEST_TAG = 4 << 20
_DEEPEST = 400
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# Programs write these although XML has no place for them; they say nothing.
_CONTROLS = bytes(each for each in range(32) if each not in b"\t\n\r")
_CONTROL_CHARACTERS = dict.fromkeys(_CONTROLS)
_REFERENCE = re.compile(rb"&#([xX][0-9a-fA-F]+|[0-9]+);")
_HALF_REFERENCE = re.compile(rb"&#?[xX]?[0-9a-fA-F]{0,8}$")
_NAME = re.compile(r"<(?:[\w.-]{1,60}:)?([A-Za-z_][\w.-]{0,60})")
_MEND = "Repair the file at this line, or save it again from the program it comes from."

T = TypeVar("T")


class XmlHandler(Generic[T]):
    """What one format makes of the elements: ``out`` takes what is ready to be given on.

    ``text`` is called while ``takes_text`` is set, so that white space between elements costs nothing.
    """

    def __init__(self) -> None:
        self.out: list[T] = []
        self.parser: expat.XMLParserType

    def start(self, name: str, attributes: dict[str, str]) -> None:
        raise NotImplementedError

    def end(self, name: str) -> None:
        raise NotImplementedError

    def text(self, words: str) -> None:
        raise NotImplementedError

    def take(self, piece: bytes, feed: Callable[[bytes], bool]) -> None:
        """Have UTF-8 parsed, nothing at the end of all; ``feed`` says whether no tag of it is still open."""
        feed(piece)

    @property
    def line(self) -> int:
        """Where the parser is, from one."""
        return int(self.parser.CurrentLineNumber)

    def take_text(self, wanted: bool) -> None:
        """Whether words from here on are handed to :meth:`text`."""
        self.parser.CharacterDataHandler = self.text if wanted else None


class ByteSource(Protocol):
    """As much of a binary file as is needed here."""

    def read(self, size: int, /) -> bytes: ...

    def tell(self) -> int: ...


class Refused(Exception):
    """What a handler raises to say why a file is none of its format, or not to be trusted."""


def read_units(
    path: Path, handler: XmlHandler[T], *, encoding: str = "", progress: Progress = NO_PROGRESS
) -> Iterator[T]:
    """What ``handler`` makes of a file. Raises FileProblem with the line where it is unsound."""
    try:
        total = path.stat().st_size
        with path.open("rb") as source:
            try:
                name = encoding_of(source, encoding)
            except FileProblem as problem:
                raise FileProblem(problem.what, where=path, line=problem.line, mend=problem.mend) from problem
            source.seek(0)
            yield from parse(source, handler, encoding=name, where=path, total=total, progress=progress)
    except OSError as error:
        reason = error.strerror or str(error)
        raise FileProblem(
            f"The file cannot be read: {reason}", where=path, mend="Look whether it is still there."
        ) from error


def parse(
    source: ByteSource,
    handler: XmlHandler[T],
    *,
    encoding: str,
    where: Path | str,
    total: int = 0,
    progress: Progress = NO_PROGRESS,
) -> Iterator[T]:
    """What ``handler`` makes of the bytes in ``source``, given on piece by piece."""
    parser = _parser_for(handler)
    fed = 0
    empty = True

    def feed(piece: bytes) -> bool:
        nonlocal fed
        parser.Parse(piece, False)
        fed += len(piece)
        waiting = fed - parser.CurrentByteIndex
        if waiting > _LONGEST_TAG:
            raise Refused("One tag of the file is longer than any sound one")
        return waiting == 0

    problem: FileProblem | None = None
    cause: Exception | None = None
    try:
        for piece in utf8_pieces(source, encoding):
            empty = empty and not piece
            handler.take(piece, feed)
            if handler.out:
                yield from handler.out
                handler.out.clear()
            progress.step(min(source.tell(), total), total)
        if not empty:
            handler.take(b"", feed)
            parser.Parse(b"", True)
    except expat.ExpatError as error:
        problem, cause = _problem(error, where), error
    except UnicodeDecodeError as error:
        what = f"From here on the file is not in {encodings.ENCODINGS.get(encoding, encoding)}"
        mend = "Save it again as UTF-8, or say which encoding it is in."
        problem, cause = FileProblem(what, where=where, line=parser.CurrentLineNumber, mend=mend), error
    except Refused as error:
        mend = "Do not import it from this source."
        problem, cause = FileProblem(str(error), where=where, line=parser.CurrentLineNumber, mend=mend), error
    yield from handler.out
    handler.out.clear()
    if problem is not None:
        raise problem from cause
    if empty:
        raise FileProblem("The file is empty", where=where, mend="Choose a file with something in it.")


def encoding_of(source: ByteSource, said: str = "") -> str:
    """The encoding that the bytes from here on are really in, whatever their declaration says.

    A declaration counts only where the bytes leave the matter open. Raises FileProblem where nothing fits.
    """
    head = source.read(1 << 18)
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    if said:
        return encodings.canonical_name(said)
    if head[:1] == b"<" and head[1:2] == b"\0":
        return "utf-16-le"
    if head[:2] == b"\0<":
        return "utf-16-be"
    sample = head
    while sample and sample.isascii():
        # Only bytes beyond ASCII tell encodings apart, and in some files they come late.
        sample = source.read(1 << 18)
    if not sample or _fits(sample, "utf-8"):
        return "utf-8"
    declared = _DECLARED.match(head)
    if declared is not None:
        name = encodings.declared_name(declared[1].decode("ascii"))
        if name not in ("", "utf-8") and _fits(sample, name):
            return name
    return text_stream.guess_encoding(sample)


def head_element(head: bytes) -> str:
    """The name of the outermost element, without its prefix, by the first bytes of a file; empty for none."""
    text = head_text(head)
    at = 0
    while at >= 0:
        while text[at : at + 1].isspace() or text.startswith("\ufeff", at):
            at += 1
        if not text.startswith(("<?", "<!"), at):
            found = _NAME.match(text, at)
            return found[1] if found else ""
        at = _past_markup(text, at)
    return ""


def _past_markup(text: str, at: int) -> int:
    """Where an instruction, a comment or a document type is over; -1 where it is not."""
    end = "?>" if text.startswith("<?", at) else "-->" if text.startswith("<!--", at) else ">"
    if end == ">":
        subset = text.find("[", at, max(text.find(">", at), 0))
        at = text.find("]", subset) if subset >= 0 else at
    found = text.find(end, at) if at >= 0 else -1
    return found + len(end) if found >= 0 else -1


def head_text(head: bytes) -> str:
    """The first bytes of a file as characters, whatever is beyond ASCII replaced where it is unclear."""
    for mark, name in _MARKS:
        if head.startswith(mark):
            return head[len(mark) :].decode(name, "replace")
    if head[1:2] == b"\0" and head[:1] not in (b"\0", b""):
        return head.decode("utf-16-le", "replace")
    if head[:1] == b"\0" and head[1:2] not in (b"\0", b""):
        return head.decode("utf-16-be", "replace")
    return head.decode("utf-8", "replace")


def _fits(sample: bytes, name: str) -> bool:
    try:
        # A character may be cut in two at either end of a sample that was taken from the middle.
        lead = 0
        while name == "utf-8" and lead < 3 and sample[lead : lead + 1] and sample[lead] & 0xC0 == 0x80:
            lead += 1
        codecs.getincrementaldecoder(name)().decode(sample[lead:], False)
    except UnicodeError:
        return False
    return True


def utf8_pieces(source: ByteSource, encoding: str) -> Iterator[bytes]:
    """The bytes as UTF-8 without what XML has no place for."""
    plain = encoding == "utf-8"
    decoder = codecs.getincrementaldecoder(encoding)()
    held = b""
    first = True
    while True:
        raw = source.read(_CHUNK)
        if plain:
            piece = raw.translate(None, _CONTROLS)
        else:
            piece = decoder.decode(raw, not raw).translate(_CONTROL_CHARACTERS).encode("utf-8")
        if first and piece:
            # White space before the declaration is a frequent slip that parsers refuse.
            piece = piece.removeprefix(codecs.BOM_UTF8).lstrip()
            first = not piece
        if held or b"&#" in piece:
            piece = held + piece
            held = b""
            tail = _HALF_REFERENCE.search(piece)
            if tail is not None and raw:
                held, piece = piece[tail.start() :], piece[: tail.start()]
            piece = with_sound_references(piece)
        elif piece.endswith(b"&") and raw:
            held, piece = b"&", piece[:-1]
        yield piece
        if not raw:
            return


def with_sound_references(data: bytes) -> bytes:
    """UTF-8 without references to what is no character, such as halves of one."""
    return _REFERENCE.sub(_sound_reference, data) if b"&#" in data else data


def _sound_reference(found: re.Match[bytes]) -> bytes:
    """A reference to a character that XML knows, else nothing."""
    digits = found[1].lower()
    if len(digits) > 8:
        return b""
    code = int(digits[1:], 16) if digits.startswith(b"x") else int(digits)
    sound = code in (9, 10, 13) or 32 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0xFFFF < code < 0x110000
    return found[0] if sound else b""


def _parser_for(handler: XmlHandler[T]) -> expat.XMLParserType:
    parser = expat.ParserCreate("utf-8")
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise Refused("The elements of the file are nested too deep")
        handler.start(name, attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        handler.end(name)

    def skipped(name: str, parameter: bool) -> None:
        if not parameter and parser.CharacterDataHandler is not None:
            handler.text(html5.get(f"{name};", f"&{name};"))

    def refuse_entity(name: str, *_rest: object) -> None:
        raise Refused(f"The file defines an entity of its own, {name[:60]}, as files do that mean harm")

    def read_nothing(context: str | None, *_names: object) -> int:
        parser.ExternalEntityParserCreate(context).Parse(b"", True)
        return 1

    parser.buffer_text = True
    parser.buffer_size = 1 << 16
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.EntityDeclHandler = refuse_entity
    parser.SkippedEntityHandler = skipped
    # As though there were a DTD: names that it might define are skipped, not a fault; none is ever read.
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_UNLESS_STANDALONE)
    parser.UseForeignDTD(True)
    parser.ExternalEntityRefHandler = read_nothing
    handler.parser = parser
    return parser


def _problem(error: expat.ExpatError, where: Path | str) -> FileProblem:
    reason = expat.ErrorString(error.code)
    ended = error.code in (
        expat.errors.codes[expat.errors.XML_ERROR_NO_ELEMENTS],
        expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_TOKEN],
        expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION],
    )
    what = "The file breaks off before its end" if ended else f"The XML is broken here: {reason}"
    return FileProblem(what, where=where, line=error.lineno, mend=_MEND)
