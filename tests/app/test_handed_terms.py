"""Terms in what is handed out: where they are underlined, and which of them are listed."""

from collections.abc import Sequence

from exchange_material import concept, term
from factories import mill
from parallelreader.app.handing.making import make_part
from parallelreader.app.handing.terms import TermsMet, TermSource, glossary
from parallelreader.core.handout import HandoutOptions, HandoutPart
from parallelreader.core.language.conversion import Script
from parallelreader.core.terms.concept import Concept, TermStatus
from parallelreader.core.terms.finder import TermFinder

CONCEPTS = [
    concept(term("磨坊"), term("mill"), definition="where grain\nis ground"),
    concept(term("𠮷野"), term("Yoshino")),
    concept(term("水车", status=TermStatus.DEPRECATED), term("水轮"), term("water wheel")),
    concept(term("码头"), term("jetty")),
]


def _made(options: HandoutOptions, concepts: Sequence[Concept] = CONCEPTS) -> tuple[HandoutPart, TermsMet]:
    met = TermsMet(TermSource(TermFinder(concepts), {each.id: each for each in concepts}))
    return make_part(mill(), options, terms=met), met


def _terms(part: HandoutPart) -> list[str]:
    return [piece.text for row in part.rows() for cell in row.cells for piece in cell if piece.is_term]


def test_terms_are_marked_in_both_languages_and_nothing_is_lost() -> None:
    part, _ = _made(HandoutOptions(has_terms=True))
    bare, _ = _made(HandoutOptions())

    assert _terms(part) == ["磨坊", "mill", "磨坊", "mill", "水车", "𠮷野", "Yoshino"]
    assert [[row.text(0), row.text(1)] for row in part.rows()] == [
        [row.text(0), row.text(1)] for row in bare.rows()
    ]
    assert not _terms(bare)


def test_the_glossary_has_what_was_met_in_that_order_and_nothing_else() -> None:
    part, met = _made(HandoutOptions(has_glossary=True))
    assert glossary(met, HandoutOptions(), None) is None

    assert _terms(part) == []
    listed = glossary(met, HandoutOptions(script=Script.TRADITIONAL), None)

    assert listed is not None
    assert [(row.text(0), row.text(1)) for row in listed.rows()] == [
        ("磨坊", "mill — where grain is ground"),
        ("水輪", "water wheel"),
        ("𠮷野", "Yoshino"),
    ]
    assert listed.columns[0].language == "zh-Hant"
    assert listed.row_count == 3
