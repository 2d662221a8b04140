"""Kept words for Anki: as text with stable ids, and as a package; importing again updates, never doubles.

Both name a note by the id of the kept word and the same kind of note, so that the one brings up to date what
the other brought in.
"""

import csv
import hashlib
import html
import io
import os
import secrets
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from parallelreader.app.words.kept_word import Context, KeptWord
from parallelreader.core.errors import WriteProblem
from parallelreader.core.notes.note import clean_body
from parallelreader.core.words.readable_glosses import readable

DECK = "Parallel Reader"
NOTE_TYPE = "Parallel Reader"
FIELDS = ("Word", "Traditional", "Pinyin", "Sense", "Chinese", "English", "Place", "More")
"""What a note has; ``More`` are the other places where the word was met."""

# Anki knows a kind of note by its number: this one must never change, or every export would make new notes.
_MODEL_ID = 1_773_014_429
_DECK_BITS = 31
_FRONT = """\
<div class="word" lang="zh">{{Word}}</div>
<div class="sentence" lang="zh">{{Chinese}}</div>"""
_BACK = """\
<div class="word" lang="zh">{{Word}}</div>
{{#Traditional}}<div class="other" lang="zh-Hant">{{Traditional}}</div>{{/Traditional}}
<hr id="answer">
<div class="pinyin">{{Pinyin}}</div>
<div class="sense">{{Sense}}</div>
<div class="sentence" lang="zh">{{Chinese}}</div>
<div lang="en">{{English}}</div>
<div class="place">{{Place}}</div>
{{#More}}<div class="more">{{More}}</div>{{/More}}"""
_STYLE = """\
.card { font-family: sans-serif; font-size: 18px; text-align: center; line-height: 1.5; }
.word { font-size: 44px; }
.other { font-size: 28px; opacity: .65; }
.sentence { font-size: 24px; }
.pinyin { font-size: 22px; }
.sense { margin-bottom: .8em; }
.place, .more { font-size: 14px; opacity: .65; margin-top: 1em; }"""


def anki_text(words: Iterable[KeptWord], *, deck: str = DECK) -> str:
    """The words as Anki's text, a line each; the kind of note must be known to Anki, from a package."""
    columns = ("guid", *FIELDS, "tags")
    file = io.StringIO()
    file.write(
        "#separator:tab\n#html:true\n"
        f"#notetype:{NOTE_TYPE}\n#deck:{_one_line(deck)}\n"
        f"#guid column:1\n#tags column:{len(columns)}\n"
        "#columns:" + "\t".join(columns) + "\n"
    )
    writer = csv.writer(file, delimiter="\t", lineterminator="\n")
    for word in words:
        writer.writerow((word.id, *fields_of(word).values(), " ".join(tags_of(word))))
    return file.getvalue()


def write_package(words: Iterable[KeptWord], file: Path, *, deck: str = DECK, now: int) -> None:
    """Write the words as an Anki package; ``now`` (milliseconds since 1970) is what Anki compares to see
    whether its own notes are older. Raises WriteProblem."""
    import genanki

    model = genanki.Model(
        _MODEL_ID,
        NOTE_TYPE,
        fields=[{"name": name} for name in FIELDS],
        templates=[{"name": "Chinese to English", "qfmt": _FRONT, "afmt": _BACK}],
        css=_STYLE,
    )
    made = genanki.Deck(_deck_id(deck), _one_line(deck))
    for word in words:
        fields = list(fields_of(word).values())
        made.add_note(genanki.Note(model=model, fields=fields, guid=word.id, tags=tags_of(word)))
    part = file.with_name(f".{file.name[:80]}.{secrets.token_hex(4)}.part")
    try:
        genanki.Package(made).write_to_file(str(part), timestamp=now / 1000)
        os.replace(part, file)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise WriteProblem(
            f"The package cannot be written: {error.strerror or error}",
            where=file,
            mend="Choose another folder, or make room on the disk.",
        ) from error


def fields_of(word: KeptWord) -> Mapping[str, str]:
    """What stands in each of the :data:`FIELDS` of a note, as HTML."""
    first = word.contexts[0] if word.contexts else None
    values = (
        _html(word.written),
        _html(word.traditional if word.traditional != word.written else ""),
        _html(word.reading),
        _html(readable((first.sense if first else "") or word.sense)),
        chinese_html(first) if first else "",
        english_html(first) if first else "",
        _html(place_of(first)) if first else "",
        "<br><br>".join(map(_context_html, word.contexts[1:])),
    )
    return dict(zip(FIELDS, values, strict=True))


def tags_of(word: KeptWord) -> Sequence[str]:
    """The documents a word was met in, as Anki's tags: without spaces."""
    documents = dict.fromkeys(context.document for context in word.contexts if context.document)
    return ["parallel-reader", *("_".join(each.split()) for each in documents)]


def chinese_html(context: Context) -> str:
    """The sentence with the word in bold."""
    return _bold(context.sentence, [(context.before, context.before + len(context.word))])


def english_html(context: Context) -> str:
    """The sentences beside, one below the other, with what renders the word in bold."""
    return "<br>".join(_bold(partner.text, partner.rendering) for partner in context.partners)


def place_of(context: Context) -> str:
    """Where a context stands, for people: title, paragraph and sentence."""
    return " ".join(part for part in (context.title or context.document, context.place.segment) if part)


def _context_html(context: Context) -> str:
    parts = (chinese_html(context), english_html(context), _html(place_of(context)))
    return "<br>".join(part for part in parts if part)


def _bold(text: str, spans: Iterable[tuple[int, int]]) -> str:
    found, at = "", 0
    for start, end in sorted(spans):
        if at <= start < end <= len(text):
            found += f"{_html(text[at:start])}<b>{_html(text[start:end])}</b>"
            at = end
    return found + _html(text[at:])


def _html(text: str) -> str:
    plain = html.escape(clean_body(text).strip("\n"), quote=False)
    return plain.replace("\n", "<br>").replace("\t", " ")


def _one_line(name: str) -> str:
    return " ".join(clean_body(name).split()) or DECK


def _deck_id(deck: str) -> int:
    """The same number for the same name, so that the same deck is meant at each export."""
    digest = hashlib.sha256(_one_line(deck).encode()).digest()
    return (1 << 30) + int.from_bytes(digest[:8]) % (1 << (_DECK_BITS - 1))
