"""Terms that are rendered as agreed are never found, the others are; a condensed version is spared."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from parallelreader.app.library import OpenDocument
from parallelreader.app.terms import close_looks, findings
from parallelreader.app.terms.book import TermBook
from parallelreader.app.terms.corpus_texts import CorpusTexts
from parallelreader.app.terms.findings import Check, check
from parallelreader.app.terms.shown_findings import shown_findings
from parallelreader.core.corpus import Corpus
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.core.renderings.matrix import MatrixRow
from parallelreader.core.renderings.rendering import CellState
from parallelreader.core.renderings.sought import Sighting, Sought, Wanted
from parallelreader.core.terms.concept import TermStatus
from parallelreader.core.terms.finding import Finding, FindingKind, Sample
from parallelreader.formats.corpus_folder import read_corpus
from parallelreader.store.database import Store
from term_material import add_terms

CHINESE = [
    "渡口没有名字，只有一块很大的青石头立在水边。",
    "船夫每天清早就把船划到渡口来等第一个客人。",
    "去年有412个人从渡口过了江，比前年少得多。",
    "天黑以后，渡口上只剩下风声和水声，没有人。",
    "老人们都说，这条江认得每一个在渡口长大的人。",
    "后来桥修好了，船夫就把船卖给了下游的人家。",
]
ENGLISH = [
    "The ferry landing had no name, only a great green stone that stood beside the water.",
    "Early every morning the boatman rowed his boat to the ferry landings and waited for his first guest.",
    "Last year 421 people crossed the river from the quay, many fewer than in the year before that one.",
    "After dark there was nothing left but the sound of the wind and of the water, and nobody about.",
    "The old people all say that this river knows everyone who ever grew up beside the old wharf.",
    "Later the bridge was finished, and the boatman sold the boat to a family further down the river.",
]


class Linker:
    """Finds whatever stands in the sentence of these words."""

    def __init__(self, *words: str) -> None:
        self._words = words
        self.asked = 0

    def find(
        self, wanted: Wanted, sought: Sequence[Sought], progress: Progress = NO_PROGRESS
    ) -> Iterator[tuple[int, Sighting | None]]:
        for number, place in enumerate(sought):
            self.asked += 1
            for sentence, each in enumerate(place.english):
                for word in self._words:
                    if (at := each.text.find(word)) >= 0:
                        yield number, Sighting(sentence, at, at + len(word), 0.9)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[TermBook]:
    store = Store.open(tmp_path / "data")
    yield TermBook.open(store, "here")
    store.close()


def corpus_of(folder: Path, english: Sequence[str], beads: Sequence[tuple[str, str]] = ()) -> Corpus:
    """A corpus of one document; every sentence beside its own unless ``beads`` say otherwise."""
    given = beads or [(f"{n}.1", f"{n}.1" if line else "") for n, line in enumerate(english, 1)]
    (folder / "d").mkdir(parents=True)
    (folder / "d" / "zh.txt").write_text("\n".join(CHINESE), "utf-8")
    (folder / "d" / "en.txt").write_text("\n".join(filter(None, english)), "utf-8")
    numbers = iter(range(1, len(english) + 1))
    lines = ["source\ttarget\tconfidence\torigin"]
    for source, target in given:
        lines.append(f"{source}\t{f'{next(numbers)}.1' if target else ''}\t1\tchecked")
    (folder / "d" / "zh--en.tsv").write_text("\n".join(lines) + "\n", "utf-8")
    (folder / "corpus.yaml").write_text(
        "title: Landing\ndocuments:\n  - id: d\n    title: D\n    versions:\n"
        "      - {id: zh, language: zh-Hans, hand: original, text: d/zh.txt}\n"
        "      - {id: en, language: en, hand: own, text: d/en.txt}\n"
        "    alignments:\n      - {between: [zh, en], file: d/zh--en.tsv}\n",
        "utf-8",
    )
    return read_corpus(folder)


def found_in(corpus: Corpus, book: TermBook, linker: Linker | None = None) -> list[Finding]:
    return list(check(CorpusTexts(corpus), book.termbase, linker=linker or Linker()))


def told(findings: Sequence[Finding]) -> list[tuple[str, str, str, str]]:
    return [(str(each.kind), each.segment, each.term, each.found) for each in findings]


def test_only_what_is_not_as_agreed_is_found(tmp_path: Path, book: TermBook) -> None:
    (concept,) = add_terms(book.termbase, ("渡口", ["ferry landing", "wharf"]))
    linker = Linker("the quay")

    found = found_in(corpus_of(tmp_path / "c", ENGLISH), book, linker)

    assert told(found) == [
        ("otherwise", "3.1", "渡口", "the quay"),
        ("numbers", "3.1", "412", "421"),
    ]
    otherwise = found[0]
    assert otherwise.expected == ("ferry landing", "wharf")
    assert otherwise.concepts == (concept.id,)
    text = CorpusTexts(corpus_of(tmp_path / "again", ENGLISH)).document("d").texts
    assert otherwise.source is not None
    assert otherwise.target is not None
    assert text["zh"].content[otherwise.source.start : otherwise.source.end] == "渡口"
    assert text["en"].content[otherwise.target.start : otherwise.target.end] == "the quay"
    # The words are only looked for where no accepted term stands.
    assert linker.asked == 2


def test_a_term_without_a_counterpart_is_found_unless_it_is_named_next_to_it(
    tmp_path: Path, book: TermBook
) -> None:
    add_terms(book.termbase, ("船夫", "boatman"), ("渡口", ["ferry landing", "wharf", "quay"]))
    english = [
        *ENGLISH[:1],
        "Early in the morning he rowed the boat to the ferry landing for the first guest.",
        *ENGLISH[2:],
    ]

    found = found_in(corpus_of(tmp_path / "c", english), book)

    # 渡口 in 4.1 has the quay before it and the wharf after it; 船夫 in 2.1 is named nowhere near.
    assert [each for each in told(found) if each[0] == "missing"] == [("missing", "2.1", "船夫", "")]


def test_what_a_version_mostly_leaves_out_is_said_once(tmp_path: Path, book: TermBook) -> None:
    (concept,) = add_terms(book.termbase, ("渡口", "jetty"))

    found = [each for each in found_in(corpus_of(tmp_path / "c", ENGLISH), book) if each.concepts]

    assert [(each.segment, each.found, each.concepts) for each in found] == [("1.1", "5/5", (concept.id,))]


def test_a_deprecated_rendering_is_found_where_it_stands_for_the_term(tmp_path: Path, book: TermBook) -> None:
    concept = book.termbase.new_concept(["渡口"], ["ferry landing", "quay", "wharf"])
    statuses = (TermStatus.PREFERRED, TermStatus.PREFERRED, TermStatus.DEPRECATED, TermStatus.SUPERSEDED)
    terms = [replace(term, status=status) for term, status in zip(concept.terms, statuses, strict=True)]
    book.termbase.add([replace(concept, terms=tuple(terms))])

    found = found_in(corpus_of(tmp_path / "c", ENGLISH), book)

    assert [each for each in told(found) if each[0] == "deprecated"] == [
        ("deprecated", "3.1", "渡口", "quay"),
        ("deprecated", "5.1", "渡口", "wharf"),
    ]


def test_a_deprecated_term_is_found_where_no_source_is_beside_it(tmp_path: Path, book: TermBook) -> None:
    concept = book.termbase.new_concept(["渡口"], ["ferry landing", "quay", "jetty of old"])
    statuses = (TermStatus.PREFERRED, TermStatus.PREFERRED, TermStatus.DEPRECATED, TermStatus.DEPRECATED)
    terms = [replace(term, status=status) for term, status in zip(concept.terms, statuses, strict=True)]
    book.termbase.add([replace(concept, terms=tuple(terms))])
    # The quay of 6.1 may render something else, of what stands alone that cannot be said.
    english = [
        *ENGLISH[:2],
        ENGLISH[2].replace("the quay", "the ferry landing"),
        *ENGLISH[3:5],
        ENGLISH[5].replace("boatman", "man from the quay at the jetty of old"),
    ]
    corpus = corpus_of(tmp_path / "c", english)
    target = tmp_path / "c" / "d" / "en.txt"
    target.write_text(target.read_text("utf-8") + "\nAn afterword about quays.", "utf-8")

    found = found_in(read_corpus(corpus.folder), book)

    deprecated = [each for each in found if each.kind is FindingKind.DEPRECATED]
    assert [(each.segment, each.pair, each.term, each.found) for each in deprecated] == [
        ("7.1", -1, "", "quays"),
        ("6.1", 5, "", "jetty of old"),
    ]
    shown = list(shown_findings(deprecated, CorpusTexts(read_corpus(corpus.folder))))
    assert [(each.chinese.text, each.english.text) for each in shown] == [
        ("", "An afterword about quays."),
        (CHINESE[5], english[5]),
    ]


def test_words_that_are_anothers_accepted_term_are_not_deprecated_there(
    tmp_path: Path, book: TermBook
) -> None:
    concept = book.termbase.new_concept(["渡口"], ["ferry landing", "wharf", "river"])
    terms = [*concept.terms[:-1], replace(concept.terms[-1], status=TermStatus.DEPRECATED)]
    book.termbase.add([replace(concept, terms=tuple(terms)), book.termbase.new_concept(["江"], ["river"])])
    english = [
        *ENGLISH[:2],
        "Last year 412 people crossed the river, many fewer than in the year before.",
        *ENGLISH[3:],
    ]

    found = found_in(corpus_of(tmp_path / "c", english), book)

    assert not [each for each in found if each.kind is FindingKind.DEPRECATED]


def test_one_rendering_for_two_concepts_is_found_but_not_for_a_short_form(
    tmp_path: Path, book: TermBook
) -> None:
    add_terms(
        book.termbase, ("渡口", "landing"), ("码头", "Landings"), ("老码头", "landing"), ("桥", "bridge")
    )

    found = [each for each in found_in(corpus_of(tmp_path / "c", ENGLISH), book) if not each.document]

    assert [each.kind for each in found] == [FindingKind.SHARED]
    assert set(found[0].term.split("、")) == {"渡口", "老码头"}
    assert found[0].found == "landing"


def test_a_passage_left_out_is_found(tmp_path: Path, book: TermBook) -> None:
    english = [*ENGLISH[:3], "", *ENGLISH[4:]]

    found = found_in(corpus_of(tmp_path / "c", english), book)

    assert [each for each in told(found) if each[0] == "untranslated"] == [
        ("untranslated", "4.1", CHINESE[3], "1")
    ]


def test_a_condensed_version_is_told_of_once(tmp_path: Path, book: TermBook) -> None:
    add_terms(book.termbase, ("渡口", "ferry landing"), ("船夫", "boatman"))
    english = ["The landing had no name.", "He came early.", "It was quiet.", "Only wind.", "", "He sold it."]

    found = found_in(corpus_of(tmp_path / "c", english), book)

    assert told(found) == [("untranslated", "5.1", "", "")]


def test_a_finding_is_known_again_as_long_as_both_sides_stay(tmp_path: Path, book: TermBook) -> None:
    add_terms(book.termbase, ("渡口", ["ferry landing", "wharf"]))
    linker = Linker("the quay", "the jetty")

    first = found_in(corpus_of(tmp_path / "a", ENGLISH), book, linker)
    same = found_in(corpus_of(tmp_path / "b", ENGLISH), book, linker)
    other = [line.replace("the quay", "the jetty") for line in ENGLISH]
    changed = found_in(corpus_of(tmp_path / "c", other), book, linker)

    assert [each.key for each in first] == [each.key for each in same]
    assert changed[0].key != first[0].key


def test_of_very_many_places_a_sample_is_linked_and_the_finding_says_so(
    tmp_path: Path, book: TermBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(close_looks, "_IN_ALL", 1)
    monkeypatch.setattr(close_looks, "_LEAST", 2)
    monkeypatch.setattr(close_looks, "_LEAST_TIMES", 2)
    add_terms(book.termbase, ("渡口", "jetty"))
    linker = Linker("the pier")
    english = [f"{line[:-1]}, near the pier." for line in ENGLISH[:4]] + ENGLISH[4:]

    found = [each for each in found_in(corpus_of(tmp_path / "c", english), book, linker) if each.concepts]

    # Two of five are looked at closely; they teach to see the rendering in the others, where it stands.
    assert linker.asked == 2
    assert [(each.kind, each.segment, each.found) for each in found] == [
        (FindingKind.OTHERWISE, f"{number}.1", "the pier" if number in (1, 4) else "pier")
        for number in (1, 2, 3, 4)
    ]
    assert {each.sample for each in found} == {Sample(2, 5, 5)}


def test_what_a_sample_mostly_leaves_out_is_said_once_and_of_how_many(
    tmp_path: Path, book: TermBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(close_looks, "_IN_ALL", 1)
    monkeypatch.setattr(close_looks, "_LEAST", 3)
    add_terms(book.termbase, ("渡口", "jetty"))

    found = [each for each in found_in(corpus_of(tmp_path / "c", ENGLISH), book) if each.concepts]

    assert [(each.segment, each.found, each.sample) for each in found] == [("1.1", "3/3", Sample(3, 5, 5))]


def test_places_that_nobody_looked_at_are_counted_by_term(
    tmp_path: Path, book: TermBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(close_looks, "_IN_ALL", 1)
    monkeypatch.setattr(close_looks, "_LEAST", 2)
    add_terms(book.termbase, ("渡口", "jetty"), ("船夫", "boatman"))
    looking = Check(CorpusTexts(corpus_of(tmp_path / "c", ENGLISH)), book.termbase, linker=Linker())

    found = list(looking.findings())

    assert [each.segment for each in found if each.concepts] == ["1.1", "4.1"]
    assert looking.unseen == {"渡口": 3}


def test_in_a_long_text_what_is_found_comes_at_once(
    tmp_path: Path, book: TermBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_terms(book.termbase, ("渡口", ["ferry landing", "wharf"]))
    corpus = corpus_of(tmp_path / "c", ENGLISH)
    whole = found_in(corpus, book, Linker("the quay"))
    monkeypatch.setattr(findings, "_IN_ORDER", 3)
    linker = Linker("the quay")

    coming = check(CorpusTexts(corpus), book.termbase, linker=linker)

    assert next(coming).kind is FindingKind.NUMBERS
    assert linker.asked == 0
    rest = list(coming)
    assert [each.kind for each in rest] == [FindingKind.OTHERWISE]
    assert {each.key for each in rest} < {each.key for each in whole}


class SomeAccepted:
    """A user who has accepted what stands in the second pair and the third."""

    def laid_over(self, opened: OpenDocument, rows: Sequence[MatrixRow]) -> Sequence[MatrixRow]:
        return [
            replace(row, cells={k: replace(cell, state=CellState.ACCEPTED) for k, cell in row.cells.items()})
            if row.pair in (1, 2)
            else row
            for row in rows
        ]


def test_what_the_user_accepted_satisfies_outside_of_a_sample_too(
    tmp_path: Path, book: TermBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(close_looks, "_IN_ALL", 1)
    monkeypatch.setattr(close_looks, "_LEAST", 2)
    monkeypatch.setattr(close_looks, "_LEAST_TIMES", 2)
    add_terms(book.termbase, ("渡口", "jetty"))
    english = [f"{line[:-1]}, near the pier." for line in ENGLISH[:4]] + ENGLISH[4:]
    texts = CorpusTexts(corpus_of(tmp_path / "c", english))

    found = check(texts, book.termbase, linker=Linker("the pier"), choices=SomeAccepted())

    assert [each.segment for each in found if each.kind is FindingKind.OTHERWISE] == ["1.1", "4.1"]
