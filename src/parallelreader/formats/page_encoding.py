"""Which encoding a page in HTML or XHTML is in, whatever it says, and its bytes as UTF-8 in pieces.

Pages say it themselves, and some say wrong; what they say counts as long as their bytes do not speak
against it.
"""

import codecs
import re
from collections.abc import Iterable, Iterator

from parallelreader.core.errors import FileProblem
from parallelreader.formats.encodings import declared_name, decode

_HEAD = 65_536
_SAID = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
# Nothing can be shown of these, and the parser ends a text at the first of them.
_NOT_TEXT = re.compile("[\x00\ud800-\udfff]")
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def encoding_of(head: bytes, said: str = "") -> tuple[str, float]:
    """The Python name of the encoding of a page that begins with ``head``, and how sure that is, 0 to 1.

    ``said`` is what stands outside of the page, such as in the head of a mail.
    """
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name, 1.0
    if head[:400].count(b"\x00") > len(head[:400]) // 4:
        return ("utf-16-be" if head[:1] == b"\x00" else "utf-16-le"), 0.9
    declared = [said, *(found.decode("ascii") for found in _SAID.findall(head[:4096]))]
    utf8 = _fits(head, "utf-8")
    if utf8 and not head.isascii():
        return "utf-8", 1.0
    for name in map(declared_name, declared):
        if name and (name != "utf-8" or utf8) and _fits(head, name):
            return name, 0.99
    if utf8:
        return "utf-8", 1.0
    try:
        # The last character may be cut in two where the head ends.
        guessed = decode(head[: len(head) - len(head) % 2].rsplit(b"<", 1)[0] or head)
    except FileProblem:
        return "utf-8", 0.1
    return guessed.encoding, guessed.confidence


def utf8_chunks(chunks: Iterable[bytes], encoding: str = "") -> Iterator[bytes]:
    """The page in UTF-8 without byte order mark; bytes that spell nothing become U+FFFD."""
    pending = iter(chunks)
    head = b""
    for chunk in pending:
        head += chunk
        if len(head) >= _HEAD:
            break
    name = encoding or encoding_of(head[:_HEAD])[0]
    decoder = codecs.getincrementaldecoder(name)(errors="replace")
    yield _clean(decoder.decode(head)).removeprefix("\ufeff").encode()
    for chunk in pending:
        yield _clean(decoder.decode(chunk)).encode()
    yield _clean(decoder.decode(b"", final=True)).encode()


def _clean(text: str) -> str:
    return _NOT_TEXT.sub("", text)


def _fits(head: bytes, name: str) -> bool:
    """Whether the bytes can be read so; the last character may be cut in two."""
    try:
        codecs.getincrementaldecoder(name)().decode(head)
    except UnicodeError:
        return False
    return True
