"""Whatever words people write into their terms and notes, the formats that lose nothing give them back."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from exchange_material import CORPUS, NOON, make_id
from parallelreader.app.exchange.term_files import TermsFormat, read_terms, write_terms
from parallelreader.app.exchange.term_import import arranged, plan_import
from parallelreader.core.terms.concept import Concept, PartOfSpeech, Term, TermStatus
from parallelreader.core.terms.tidying import NoTerm, tidy

_LOSSLESS = (TermsFormat.TBX, TermsFormat.TBX_2, TermsFormat.CSV, TermsFormat.TSV)
_words = st.text(
    st.one_of(
        st.sampled_from("渡口船𠮷aB '\"=+-@|\\;,\t\n&<>]\u2028\u200f\u0301"),
        st.characters(exclude_categories=["Cs", "Cc"]),
    ),
    max_size=20,
).filter(lambda words: "\ufffe" not in words and "\uffff" not in words)
_terms = st.builds(
    Term,
    id=st.just(""),
    language=st.sampled_from(["zh", "zh-Hans", "zh-Hant-TW", "en", "en-GB"]),
    text=_words,
    status=st.sampled_from(TermStatus),
    part_of_speech=st.sampled_from(PartOfSpeech),
    forms=st.lists(_words, max_size=3).map(tuple),
    is_case_sensitive=st.booleans(),
    source=_words,
    note=_words,
)
_concepts = st.builds(
    Concept,
    id=st.just(make_id("any")),
    corpus=st.sampled_from([CORPUS, ""]),
    terms=st.lists(_terms, min_size=1, max_size=4).map(tuple),
    definition=_words,
    subject=_words,
    note=_words,
    created=st.just(NOON),
    changed=st.just(NOON),
)


@settings(max_examples=60, deadline=None)
@given(_concepts)
def test_any_concept_comes_back(made: Concept) -> None:
    try:
        made = tidy(made)
    except NoTerm:
        return
    # A term twice with the same words by the same hand is one term.
    known = {(term.language, term.text, term.source): term for term in reversed(made.terms)}
    terms = tuple(term for term in made.terms if known[term.language, term.text, term.source] is term)
    numbered = tuple(replace(term, id=make_id(str(number))) for number, term in enumerate(terms))
    made = replace(made, terms=numbered)
    with TemporaryDirectory() as folder:
        for wanted in _LOSSLESS:
            path = Path(folder) / wanted.file_name
            write_terms([made], wanted, path)
            plan = plan_import(read_terms(path, wanted), {}, corpus_key=CORPUS, now=NOON)
            ((_, came),) = plan.pairs
            assert came == (arranged(made) if "tbx" in wanted else made), wanted
