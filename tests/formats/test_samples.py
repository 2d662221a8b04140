"""The bundled sample shows what it promises: it is the first thing a reader opens."""

import re
from collections.abc import Iterator
from itertools import pairwise

import pytest

from parallelreader.core.alignment import Alignment, Bead, Origin
from parallelreader.core.corpus import Corpus, Document, Hand, Version
from parallelreader.core.language import segment
from parallelreader.core.text import Text
from parallelreader.formats.corpus_folder import read_aligned, read_corpus, read_text
from parallelreader.paths import resource

DOCUMENTS = ("last-ferry", "river-bus", "slow-dictionary")


@pytest.fixture(scope="module")
def sample() -> Corpus:
    return read_corpus(resource("samples"))


def _text(corpus: Corpus, version: Version) -> Text:
    return segment(read_text(corpus, version), version.language)


def _alignment(corpus: Corpus, document: Document, version_id: str) -> Alignment:
    entry = document.alignment_file(version_id)
    assert entry is not None
    source = _text(corpus, document.source)
    return read_aligned(corpus, entry, source, _text(corpus, document.version(version_id)))


def _is_moved(before: Bead, after: Bead) -> bool:
    return after.target[0] < before.target[0]


def _moves(alignment: Alignment) -> int:
    pairs = [bead for bead in alignment.beads if bead.is_pair]
    return sum(_is_moved(before, after) for before, after in pairwise(pairs))


def _versions(corpus: Corpus) -> Iterator[Version]:
    for document in corpus.documents:
        yield from document.versions


def test_the_sample_holds_three_documents_with_two_english_versions_each(sample: Corpus) -> None:
    shapes = {
        document.id: [(version.id, version.language, version.hand) for version in document.versions]
        for document in sample.documents
    }

    expected = [
        ("zh", "zh-Hans", Hand.ORIGINAL),
        ("literal", "en", Hand.OWN),
        ("free", "en", Hand.PUBLISHED),
    ]
    assert shapes == dict.fromkeys(DOCUMENTS, expected)


def test_the_sample_has_at_least_120_chinese_sentences(sample: Corpus) -> None:
    texts = [_text(sample, document.source) for document in sample.documents]

    sentences = [text for one in texts for text in one.segment_texts() if text[-1] in "。！？…”"]

    assert len(sentences) >= 120


@pytest.mark.parametrize("version_id", ["literal", "free"])
@pytest.mark.parametrize("document_id", DOCUMENTS)
def test_every_sentence_of_both_sides_stands_in_a_checked_bead(
    sample: Corpus, document_id: str, version_id: str
) -> None:
    alignment = _alignment(sample, sample.document(document_id), version_id)

    # Sentences that the file does not name would be filled in with the aligner's origin.
    assert {(bead.origin, bead.confidence) for bead in alignment.beads} == {(Origin.CHECKED, 1.0)}


@pytest.mark.parametrize("document_id", DOCUMENTS)
def test_the_literal_version_goes_sentence_by_sentence(sample: Corpus, document_id: str) -> None:
    alignment = _alignment(sample, sample.document(document_id), "literal")

    one_to_one = [bead for bead in alignment.beads if bead.shape == "1–1"]

    assert len(one_to_one) >= 0.95 * len(alignment.beads)
    assert all(bead.is_pair for bead in alignment.beads)
    assert _moves(alignment) == 0


@pytest.mark.parametrize("document_id", DOCUMENTS)
def test_the_free_version_merges_splits_moves_omits_and_adds(sample: Corpus, document_id: str) -> None:
    alignment = _alignment(sample, sample.document(document_id), "free")

    shapes = {bead.shape for bead in alignment.beads}

    assert {"1–1", "2–1", "1–2", "1–0", "0–1"} <= shapes
    assert _moves(alignment) >= 1


def test_the_free_versions_show_the_larger_shapes_too(sample: Corpus) -> None:
    beads = [bead for document in sample.documents for bead in _alignment(sample, document, "free").beads]

    assert {"3–1", "1–3", "2–2"} <= {bead.shape for bead in beads}


def test_the_numbers_of_the_report_stand_in_the_bead_that_renders_them(sample: Corpus) -> None:
    document = sample.document("river-bus")
    source, target = (_text(sample, document.version(name)) for name in ("zh", "literal"))

    missing = [
        number
        for bead in _alignment(sample, document, "literal").beads
        for number in re.findall(r"\d[\d,.:]*\d(?!月)", source.segments_text(bead.source, ""))
        if number not in target.segments_text(bead.target, " ")
    ]

    # Months have names in English; 4,260 is counted in ten thousands, which makes 42.6 million.
    assert missing == ["4,260"]


def test_the_bead_of_the_rare_character_holds_it_on_both_sides(sample: Corpus) -> None:
    document = sample.document("slow-dictionary")
    source = _text(sample, document.source)
    sign = next(n for n, text in enumerate(source.segment_texts()) if "𠮷" in text)

    for version in document.translations:
        alignment = _alignment(sample, document, version.id)
        target = _text(sample, version)
        assert "𠮷祥面馆" in target.segments_text(alignment.targets_of([sign]), " ")


def test_quotation_marks_and_apostrophes_are_curly_everywhere(sample: Corpus) -> None:
    straight = [version.text for version in _versions(sample) if set("\"'") & set(read_text(sample, version))]

    assert straight == []
