"""Terms and notes of our own writing that are as hard on exchange formats as anything people write."""

import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

import pytest

from parallelreader.core.notes.note import Anchor, Colour, Note, Review
from parallelreader.core.terms.concept import Concept, PartOfSpeech, Term, TermStatus

if TYPE_CHECKING:
    from lxml import etree

_SPACE = UUID("0c5d0d9e-6d5f-5e0a-8f0e-3a7d7d1c9b10")
CORPUS = "3f0e8a52-8f0b-4c51-9b2e-7d9f5f2f0a11"
NOON = 1_780_000_000_123

BOMB = """\
<?xml version="1.0"?>
<!DOCTYPE tbx [<!ENTITY a "bank"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>
<tbx><text><body><conceptEntry id="c1"><langSec xml:lang="en"><termSec><term>&c;</term></termSec></langSec>
</conceptEntry></body></text></tbx>"""
OUTSIDE = """\
<?xml version="1.0"?>
<!DOCTYPE tbx [<!ENTITY secret SYSTEM "{path}">]>
<tbx><text><body><conceptEntry id="c1"><langSec xml:lang="en"><termSec><term>&secret;</term></termSec>
</langSec></conceptEntry></body></text></tbx>"""


def make_id(name: str) -> str:
    return str(uuid5(_SPACE, name))


def term(text: str, language: str = "", **fields: object) -> Term:
    tag = language or ("en" if text.isascii() else "zh-Hans")
    return Term(make_id(f"{tag} {text} {fields.get('source', '')}"), tag, text, **fields)  # type: ignore[arg-type]


def concept(*terms: Term, name: str = "", **fields: object) -> Concept:
    given: dict[str, object] = {"corpus": CORPUS, "created": NOON, "changed": NOON + 5, **fields}
    called = name or terms[0].text
    own = tuple(replace(each, id=make_id(f"{called} {each.id}")) for each in terms)
    return Concept(id=make_id(called), terms=own, **given)  # type: ignore[arg-type]


def hostile_concepts() -> list[Concept]:
    """What an annotator may well have, and what nobody should."""
    return [
        concept(
            term("渡口", status=TermStatus.PREFERRED, part_of_speech=PartOfSpeech.NOUN),
            term("渡頭", "zh-Hant", status=TermStatus.SUPERSEDED, note="旧时写法。\n  行首有空格"),
            term(
                "ferry landing",
                status=TermStatus.PREFERRED,
                part_of_speech=PartOfSpeech.NOUN,
                forms=("ferry landings", "ferry-landing | pier", "back\\slash"),
                source="Wren, 2nd ed.",
            ),
            term("The Landing", is_case_sensitive=True, source="Ashdown", note="only in titles"),
            term("jetty", status=TermStatus.DEPRECATED, note='too small; "jetty", he said'),
            definition="Where a ferry takes people on board.\r\nNot a harbour.".replace("\r", ""),
            subject="rivers; boats",
            note="]]> <b>&amp;</b> “quoted”, semi; colon: comma, tab\there",
        ),
        # Plane 2, one character, and a term that holds another.
        concept(term("𠮷"), term("luck"), note="𠮷野家\u200d👩‍🚀 \U000e0100"),
        concept(term("𠮷野"), term("Yoshino", is_case_sensitive=True)),
        # Right to left, and marks that steer direction.
        concept(
            term("船"),
            term("boat", forms=("\u05e1\u05d9\u05e8\u05d4",)),
            note="\u200f\u0633\u0641\u064a\u0646\u0629\u200e",
        ),
        # Cells a spreadsheet would calculate, and words that look like its guard.
        concept(term("=渡船()"), term("=cmd|'/c calc'!A1"), definition="+1", note="'=2", subject="@home"),
        concept(term("-岸"), term("-bank"), definition="''+x", note="-\t- tab inside", subject="＝全角"),
        # Contradictions: another concept of the same name, and a rendering that two concepts share.
        concept(term("渡口", status=TermStatus.DEPRECATED), term("jetty"), name="another landing"),
        concept(term("码头"), term("jetty", status=TermStatus.PREFERRED), corpus=""),
        # One side only.
        concept(term("艄公"), corpus="", note="no English yet"),
        concept(term("oarlock"), changed=NOON),
        # What mark-up and tables part things by.
        concept(term("“船;来,了|”"), term("a|b;c,d\\|e"), note="line one\n\nline three"),
        concept(term("#号"), term("#hash")),
    ]


def many_concepts(count: int) -> list[Concept]:
    return [
        concept(
            term(f"渡口{number}", status=TermStatus.PREFERRED),
            term(f"landing {number}", forms=(f"landings {number}",)),
            name=f"many {number}",
            definition=f"The landing with the number {number}.",
        )
        for number in range(count)
    ]


def hostile_notes(count: int = 40) -> list[Note]:
    """Notes on a text that is not there: only their words and places count."""
    bodies = [
        "",
        "]]> <!-- & --> <script>",
        "=1+1",
        "+x",
        "-x",
        "@x",
        "'=quoted",
        "two\nlines\n\n and a third\n",
        "𠮷野家 👩‍🚀",
        "\u202eright to left\u202c \u0633\u0641\u064a\u0646\u0629",
        'tab\there, "quotes", commas; and | bars',
        "\u2028\u2029\u0085",
    ]
    quotes = ["渡口", "𠮷", "=A1", "the ferry\u200f landing", "]]>"]
    notes = []
    for number in range(count):
        body, quote = bodies[number % len(bodies)], quotes[number % len(quotes)]
        start = 7 * number
        targets = [_anchor("last-ferry", "zh", start, quote, number)]
        if number % 3 == 0:
            targets.append(_anchor("last-ferry", "li ter/al#?", start + 1, "ferry", number))
        if number % 7 == 0:
            targets.append(_anchor("=odd name", "free", start + 2, "岸\n边", number))
        if number % 5 == 0:
            targets[0] = replace(targets[0], start=start + 9, end=start + 9 + len(quote), former=targets[0])
        if number % 11 == 0:
            targets[-1] = replace(targets[-1], is_detached=True)
        tags = ("=slow", "manner/渡口", "a, b") if number % 4 == 1 else ()
        review = list(Review)[number % 3]
        colour = list(Colour)[number % len(Colour)]
        notes.append(
            Note(
                make_id(f"note {number}"),
                CORPUS,
                colour,
                body,
                tuple(targets),
                NOON + number,
                NOON + 2 * number,
                tags=tags,
                review=review,
            )
        )
    return notes


def _anchor(document: str, version: str, start: int, exact: str, number: int) -> Anchor:
    return Anchor(
        document,
        version,
        start,
        start + len(exact),
        exact,
        prefix="“前文\t" if number % 2 else "",
        suffix=" after\n" if number % 2 else "",
        segment=f"{number + 1}.1",
        digest=f"{number:032x}",
    )


def schema(shared: Path, name: str) -> Path:
    """A published schema; the test is skipped where it is not there."""
    path = shared / "schemas" / name
    if not path.exists():
        pytest.skip(f"no {name} in ../shared/schemas: what we write is not checked against it here")
    return path


@cache
def tei_rules(shared: Path) -> "etree.RelaxNG":
    """The schema of TEI, which takes ten seconds to be made ready."""
    from lxml import etree

    return etree.RelaxNG(etree.parse(str(schema(shared, "tei/tei_all.rng"))))


def load_json(path: Path) -> dict[str, object]:
    return json.loads(path.read_text(encoding="utf-8-sig"))  # type: ignore[no-any-return]
