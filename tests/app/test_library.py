"""Opening documents: texts, alignments, what is missing, and what the cache may and may not do."""

import subprocess
import sys

import pytest

from corpora import write_corpus
from parallelreader.app import library
from parallelreader.app.library import (
    cached_alignment,
    cut_text,
    keep_alignment,
    load_document,
    open_corpus,
)
from parallelreader.core.alignment import Alignment, Bead, Origin
from parallelreader.core.corpus import Hand
from parallelreader.core.errors import Cancelled, CorpusProblem
from parallelreader.core.language import segment
from parallelreader.formats.corpus_writing import NewVersion, add_versions
from parallelreader.store.segmentation_cache import SegmentationCache

LONG = "\n".join(f"第{number}天下雨了。河水涨得很高，没有人过河。" for number in range(1500))
FREE = "An old man on the shore watched the boat come in.\n“Leaving?” he asked."


@pytest.fixture
def cache(tmp_path) -> SegmentationCache:
    return SegmentationCache(tmp_path / "cache")


@pytest.fixture
def opened(tmp_path):
    """The hand-written corpus with a free version whose alignment was kept in the cache."""
    folder = write_corpus(tmp_path / "corpus")
    add_versions(folder, "last-ferry", [NewVersion("free", "en", Hand.OWN, segment(FREE, "en"))])
    document = load_document(open_corpus(folder), "last-ferry")
    alignment = Alignment(
        [Bead((0, 1), (0,), 0.5), Bead((2, 3), (1,), 0.75)], 4, document.texts["free"].segment_count
    )
    return document.with_alignment("free", alignment)


def test_a_document_comes_with_its_texts_and_alignments(tmp_path):
    document = load_document(open_corpus(write_corpus(tmp_path)), "last-ferry")

    assert document.source_text.segment_texts()[0] == "船来了。"
    assert document.missing == ()
    assert document.alignments["literal"].beads[1].origin is Origin.CHECKED


def test_a_translation_without_an_alignment_is_missing_one(tmp_path):
    folder = write_corpus(tmp_path)
    add_versions(folder, "last-ferry", [NewVersion("free", "en", Hand.OWN, segment(FREE, "en"))])

    document = load_document(open_corpus(folder), "last-ferry")

    assert document.missing == ("free",)
    assert document.partners("zh", [0], "free") == ()


def test_an_alignment_that_does_not_fit_any_more_is_a_fault_and_the_document_opens(tmp_path):
    folder = write_corpus(tmp_path)
    (folder / "last-ferry" / "literal.txt").write_text("The boat came.", encoding="utf-8")

    document = load_document(open_corpus(folder), "last-ferry")

    assert document.missing == ("literal",)
    assert document.faults["literal"].line == 3
    assert "parallelreader align" in document.faults["literal"].mend


def test_an_alignment_that_cannot_be_read_is_a_fault_and_the_document_opens(tmp_path):
    folder = write_corpus(tmp_path)
    (folder / "last-ferry" / "zh--literal.tsv").write_bytes(b"source\ttarget\n\xff\xfe\n")

    document = load_document(open_corpus(folder), "last-ferry")

    assert document.missing == ("literal",)
    assert "not UTF-8" in str(document.faults["literal"])


def test_an_alignment_made_meanwhile_mends_the_fault(tmp_path):
    folder = write_corpus(tmp_path)
    (folder / "last-ferry" / "literal.txt").write_text("The boat came.", encoding="utf-8")
    document = load_document(open_corpus(folder), "last-ferry")

    mended = document.with_alignment("literal", Alignment([Bead((0,), (0,))], 4, 1))

    assert (mended.missing, dict(mended.faults)) == ((), {})


def test_partners_are_found_from_either_side(opened):
    assert opened.partners("zh", [0], "literal") == (0,)
    assert opened.partners("literal", [1], "zh") == (1,)
    assert opened.partners("zh", [1, 0, 1], "zh") == (0, 1)


def test_two_translations_are_partners_through_their_source(opened):
    assert opened.partners("free", [0], "literal") == (0, 1)
    assert opened.partners("literal", [0], "free") == (0,)


def test_words_are_joined_as_their_language_is_written(opened):
    assert opened.words_of("zh", (0, 1)) == "船来了。老人站在岸边。"
    assert opened.words_of("literal", (0, 1)) == "The boat came. The old man stood on the shore."


def test_an_unknown_document_is_told_with_those_there_are(tmp_path):
    with pytest.raises(CorpusProblem, match="last-ferry"):
        open_corpus(write_corpus(tmp_path)).document("river")


def test_a_long_text_is_cut_the_same_with_and_without_the_cache(cache):
    plain = segment(LONG, "zh-Hans")

    first = cut_text(LONG, "zh-Hans", cache=cache)
    second = cut_text(LONG, "zh-Hans", cache=cache)

    assert list(first.bounds()) == list(second.bounds()) == list(plain.bounds())


def test_a_text_kept_is_not_cut_again(cache, monkeypatch):
    kept = cut_text(LONG, "zh-Hans", cache=cache)

    monkeypatch.setattr(library, "splitter", lambda _: pytest.fail("it was cut again"))

    assert list(cut_text(LONG, "zh-Hans", cache=cache).bounds()) == list(kept.bounds())


def test_a_changed_text_is_cut_again(cache):
    cut_text(LONG, "zh-Hans", cache=cache)

    changed = cut_text(LONG.replace("没有人", "没有。人"), "zh-Hans", cache=cache)

    assert changed.segment_count > segment(LONG, "zh-Hans").segment_count


def test_a_damaged_cache_is_passed_over_and_made_anew(cache, tmp_path):
    kept = cut_text(LONG, "zh-Hans", cache=cache)
    (file,) = (tmp_path / "cache" / "segments").iterdir()
    whole = file.read_bytes()
    for damage in (b"", whole[:100], whole[:-4], b"\0" * len(whole), whole[:-1] + bytes([whole[-1] ^ 1])):
        file.write_bytes(damage)

        assert list(cut_text(LONG, "zh-Hans", cache=cache).bounds()) == list(kept.bounds())
        assert file.read_bytes() == whole


def test_a_cache_that_cannot_be_written_changes_nothing(tmp_path):
    (tmp_path / "cache").write_text("a file where the folder should be", encoding="utf-8")

    text = cut_text(LONG, "zh-Hans", cache=SegmentationCache(tmp_path / "cache"))

    assert text.segment_count == segment(LONG, "zh-Hans").segment_count


@pytest.mark.parametrize(("limit", "value"), [("_MAX_FILES", 8), ("_MAX_BYTES", 8 * 48)])
def test_the_cache_lets_old_files_go(cache, tmp_path, monkeypatch, limit, value):
    monkeypatch.setattr(f"parallelreader.store.segmentation_cache.{limit}", value)

    for number in range(20):
        cache.keep_bounds(str(number), [(0, number)])

    assert 6 <= len(list((tmp_path / "cache" / "segments").iterdir())) <= 8
    assert cache.bounds("19") == [(0, 19)]


def test_an_alignment_is_kept_for_just_these_texts_but_not_who_checked_it(cache):
    source, target = segment("雨停了。天亮了。", "zh"), segment("It stopped. It grew light.", "en")
    other = segment("It stopped. It grew dark.", "en")
    alignment = Alignment([Bead((0,), (0,), 0.125), Bead((1,), (1,), 1.0, Origin.CHECKED)], 2, 2)

    keep_alignment(cache, source, target, alignment)

    found = cached_alignment(cache, source, target)
    assert found is not None
    assert found.beads == (Bead((0,), (0,), 0.125), Bead((1,), (1,), 1.0))
    assert cached_alignment(cache, source, other) is None


def test_a_kept_alignment_stands_in_for_the_missing_one(tmp_path, cache, opened):
    corpus = opened.corpus
    keep_alignment(cache, opened.source_text, opened.texts["free"], opened.alignments["free"])

    document = load_document(corpus, "last-ferry", cache=cache)

    assert document.missing == ()
    assert document.alignments["free"].beads == opened.alignments["free"].beads
    assert len(document.alignments["literal"].beads) == 3


def test_opening_a_document_that_is_not_aligned_loads_no_numpy(tmp_path):
    folder = write_corpus(tmp_path / "corpus")
    add_versions(folder, "last-ferry", [NewVersion("free", "en", Hand.OWN, segment(FREE, "en"))])
    script = (
        "import sys; from pathlib import Path\n"
        "from parallelreader.app.library import load_document, open_corpus\n"
        "from parallelreader.store.segmentation_cache import SegmentationCache\n"
        "cache = SegmentationCache(Path(sys.argv[2]))\n"
        "assert load_document(open_corpus(Path(sys.argv[1])), 'last-ferry', cache=cache).missing\n"
        "sys.exit('numpy' in sys.modules)"
    )

    done = subprocess.run([sys.executable, "-c", script, folder, tmp_path / "cache"], check=False)

    assert done.returncode == 0


def test_reading_a_long_text_can_be_cancelled():
    class Stop:
        def step(self, done: int, total: int, text: str = "") -> None:
            raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        cut_text(LONG, "zh-Hans", progress=Stop())
