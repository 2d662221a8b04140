"""Writes down where in a text a note stands, so that the place can be found again.

Finding it again is left to ``placement``.
"""

from parallelreader.core.notes.note import Anchor
from parallelreader.core.text import Span, Text
from parallelreader.core.text_content import text_digest as text_digest

CONTEXT = 32
"""How many code points before and after the quote are kept."""


def anchor_at(text: Text, span: Span, *, document: str, version: str, digest: str = "") -> Anchor:
    """The anchor of a selection, without the white space at its ends.

    ``digest`` saves the time to compute that of ``text``. Raises ValueError where nothing is selected or
    the span reaches out of the text.
    """
    content = text.content
    if not 0 <= span.start <= span.end <= len(content):
        raise ValueError(f"{span} reaches out of a text of {len(content)} code points")
    quote = content[span.start : span.end]
    start = span.start + len(quote) - len(quote.lstrip())
    exact = quote.strip()
    if not exact:
        raise ValueError("an anchor needs something to stand on")
    end = start + len(exact)
    return Anchor(
        document=document,
        version=version,
        start=start,
        end=end,
        exact=exact,
        prefix=content[max(0, start - CONTEXT) : start],
        suffix=content[end : end + CONTEXT],
        segment=text.label(text.segment_at(start)) if text.segment_count else "",
        digest=digest or text.digest,
    )
