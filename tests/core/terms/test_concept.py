"""What concepts say of their terms."""

from parallelreader.core.terms.concept import Concept, Term, TermStatus


def test_terms_of_each_language_come_with_the_preferred_first_and_else_as_given() -> None:
    landing = Term("1", "en-GB", "landing", TermStatus.ADMITTED)
    ferry = Term("2", "en", "ferry", TermStatus.DEPRECATED)
    crossing = Term("3", "zh-Hant", "渡頭", TermStatus.ADMITTED)
    ferry_landing = Term("4", "en", "ferry landing", TermStatus.PREFERRED)
    stop = Term("5", "en", "stop", TermStatus.ADMITTED)
    port = Term("6", "zh-Hans", "渡口", TermStatus.PREFERRED)
    concept = Concept("c", "", (landing, ferry, crossing, ferry_landing, stop, port))
    assert concept.chinese == (port, crossing)
    assert concept.english == (ferry_landing, landing, stop, ferry)
    assert concept.name == "渡口"


def test_a_concept_without_chinese_goes_by_its_english() -> None:
    assert Concept("c", "", (Term("1", "en", "ferry landing"),)).name == "ferry landing"


def test_only_preferred_and_admitted_terms_may_be_written() -> None:
    assert [status for status in TermStatus if status.is_accepted] == ["preferred", "admitted"]
