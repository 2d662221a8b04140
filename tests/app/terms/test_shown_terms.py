"""Terms of the open texts: found by paragraph, where one looks, and found again when they have changed."""

from factories import MILL_LITERAL, MILL_ZH, text
from parallelreader.app.terms import shown_terms
from parallelreader.app.terms.shown_terms import ShownTerms
from parallelreader.core.terms.concept import Concept, Term
from parallelreader.core.terms.finder import Occurrence, TermFinder
from parallelreader.core.text import Span

TEXTS = {"zh": text(MILL_ZH), "literal": text(MILL_LITERAL, "en")}


def concept(word: str) -> Concept:
    """A concept with one term."""
    return Concept(f"c-{word}", "", (Term(f"t-{word}", "en" if word.isascii() else "zh", word),))


class Finder(TermFinder):
    """Keeps what it was asked about."""

    def __init__(self, *words: str) -> None:
        super().__init__(map(concept, words))
        self.asked: list[tuple[str, bool]] = []

    def in_text(self, words: str, *, is_chinese: bool) -> list[Occurrence]:
        self.asked.append((words, is_chinese))
        return super().in_text(words, is_chinese=is_chinese)


def shown(finder: Finder) -> ShownTerms:
    return ShownTerms(TEXTS, frozenset({"zh"}), finder)


def test_terms_are_found_in_code_points_of_the_whole():
    terms = shown(Finder("木轴", "shaft"))

    whole = {version: Span(0, len(each.content)) for version, each in TEXTS.items()}
    found = {version: terms.spans_in(version, span) for version, span in whole.items()}

    assert {v: [TEXTS[v].content[s.start : s.end] for s in spans] for v, spans in found.items()} == {
        "zh": ["木轴"],
        "literal": ["shaft"],
    }


def test_only_the_paragraphs_one_looks_at_are_gone_through_and_each_once():
    finder = Finder("木轴")
    terms = shown(finder)
    second = TEXTS["zh"].paragraph(1)

    for _ in range(3):
        terms.spans_in("zh", Span(second.start + 2, second.start + 4))

    assert finder.asked == [(TEXTS["zh"].content[second.start : second.end], True)]


def test_terms_that_have_changed_are_looked_for_again():
    finder = Finder("木轴")
    terms = shown(finder)
    at = TEXTS["zh"].content.index("木轴")
    assert terms.at("zh", at + 1) == Occurrence(Span(at, at + 2), "c-木轴", "t-木轴")

    finder.change([(concept("木轴"), concept("轴"))])
    terms.forget()

    assert terms.at("zh", at) is None
    assert terms.at("zh", at + 1) == Occurrence(Span(at + 1, at + 2), "c-轴", "t-轴")


def test_a_term_reaching_into_what_is_asked_for_is_given():
    terms = shown(Finder("木轴"))
    at = TEXTS["zh"].content.index("木轴")

    assert terms.spans_in("zh", Span(at + 1, at + 2)) == [Span(at, at + 2)]
    assert terms.spans_in("zh", Span(at + 2, at + 3)) == []


def test_of_a_very_long_paragraph_only_the_sentences_asked_for_are_gone_through(monkeypatch):
    monkeypatch.setattr(shown_terms, "_LONGEST_PARAGRAPH", 20)
    finder = Finder("青苔")
    at = TEXTS["zh"].content.index("青苔")

    assert shown(finder).spans_in("zh", Span(at, at + 1)) == [Span(at, at + 2)]
    assert finder.asked == [("水车上长满了青苔，齿轮也锈住了。", True)]


def test_what_is_not_open_and_nothing_at_all_have_no_terms():
    terms = ShownTerms({"zh": text("")}, frozenset({"zh"}), Finder("木轴"))

    assert terms.spans_in("zh", Span(0, 5)) == []
    assert terms.spans_in("free", Span(0, 5)) == []
