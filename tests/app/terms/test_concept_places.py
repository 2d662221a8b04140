"""Where one concept stands in what is open: as it is lit there, in every form, and nothing else."""

from factories import MILL_LITERAL, MILL_ZH, text
from parallelreader.app.terms import concept_places as module
from parallelreader.app.terms.concept_places import concept_places
from parallelreader.core.terms.concept import Concept, Term
from parallelreader.core.terms.finder import TermFinder

TEXTS = {"zh": text(MILL_ZH), "literal": text(MILL_LITERAL, "en")}


def concept(name: str, chinese: str, *english: str) -> Concept:
    terms = [Term(f"{name}-zh", "zh", chinese), *(Term(f"{name}-{each}", "en", each) for each in english)]
    return Concept(name, "", tuple(terms))


def found(wanted: Concept, *others: Concept) -> dict[str, list[str]]:
    finder = TermFinder((wanted, *others))
    places = concept_places(wanted, TEXTS, frozenset({"zh"}), finder)
    return {version: [TEXTS[version].content[at : at + 6] for at in each] for version, each in places.items()}


def test_every_place_in_either_language_is_found():
    assert found(concept("mill", "磨坊", "mill")) == {
        "zh": ["磨坊\n磨坊停", "磨坊停了整整"],
        "literal": ["mill\nT", "mill h"],
    }


def test_inflected_forms_and_the_other_script_are_found():
    assert found(concept("gear", "齒輪", "gear")) == {"zh": ["齿轮也锈住了"], "literal": ["gears "]}


def test_a_longer_term_of_another_concept_wins():
    assert found(concept("shaft", "轴", "shaft"), concept("wooden", "木轴", "wooden shaft")) == {
        "zh": ["轴承上了油。"],
        "literal": [],
    }


def test_a_language_without_a_term_has_no_places():
    assert found(concept("mill", "磨坊")) == {"zh": ["磨坊\n磨坊停", "磨坊停了整整"]}


def test_pieces_of_a_long_text_join_without_a_gap(monkeypatch):
    monkeypatch.setattr(module, "_AT_A_TIME", 10)

    assert len(found(concept("mill", "磨坊", "mill"))["zh"]) == 2
    assert len(found(concept("wheel", "轮子", "wheel"))["literal"]) == 2
