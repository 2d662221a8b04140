"""What comes from the index of a long document is what reading its files gives, never an older state."""

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpora import write_corpus
from parallelreader.app import document_index_parts, document_indexing
from parallelreader.app.document_index_parts import read_text, write_text
from parallelreader.app.document_indexing import TextJob, indexed_text
from parallelreader.app.library import OpenDocument, index_document, load_document, load_text, open_corpus
from parallelreader.app.reading.blocks import Blocks, outline_of
from parallelreader.core.alignment import Alignment, Bead, Origin
from parallelreader.core.corpus import Corpus, Hand
from parallelreader.core.errors import Cancelled, CorpusProblem
from parallelreader.core.language import segment
from parallelreader.core.text import Text
from parallelreader.formats.corpus_writing import NewAlignment, NewVersion, add_versions
from parallelreader.store.document_index import DocumentIndex
from parallelreader.store.segmentation_cache import SegmentationCache

CHINESE = "\n".join(
    f"第{number}封信\n信是冬天写的。河面结了冰，没有人过来。𠮷野等着。" for number in range(900)
)
ENGLISH = "\n".join(
    f"Letter {number}\nIt was written in winter. Nobody crossed the ice. Yoshino waited."
    for number in range(900)
)


@pytest.fixture
def cache(tmp_path: Path) -> SegmentationCache:
    return SegmentationCache(tmp_path / "cache")


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    """A document of a few thousand pairs beside the short one by hand."""
    folder = write_corpus(tmp_path / "corpus")
    source, target = segment(CHINESE, "zh-Hans"), segment(ENGLISH, "en")
    beads = [
        Bead((n,), (n,), 0.3 if n % 7 == 0 else 0.9, Origin.CHECKED if n % 5 == 0 else Origin.ALIGNER)
        for n in range(source.segment_count)
    ]
    whole = Alignment(beads, source.segment_count, target.segment_count)
    versions = [
        NewVersion("winter", "zh-Hans", Hand.ORIGINAL, source),
        NewVersion("thaw", "en", Hand.OWN, target),
    ]
    add_versions(folder, "last-ferry", versions, [NewAlignment("winter", "thaw", whole, source, target)])
    return open_corpus(folder)


class Stop:
    """A reader who changes his mind at once."""

    def step(self, done: int, total: int, text: str = "") -> None:
        raise Cancelled


def loaded(corpus: Corpus, cache: SegmentationCache | None) -> tuple[Text, Text]:
    document = corpus.documents[0]
    return (
        load_text(corpus, document.version("winter"), cache=cache),
        load_text(corpus, document.version("thaw"), cache=cache),
    )


def assert_same(kept: Text, plain: Text, *, is_chinese: bool) -> None:
    assert str(kept.content) == str(plain.content)
    assert list(kept.bounds()) == list(plain.bounds())
    assert list(kept.paragraph_starts) == list(plain.paragraph_starts)
    numbers = range(plain.paragraph_count)
    assert [kept.segments_of(n) for n in numbers] == [plain.segments_of(n) for n in numbers]
    assert kept.digest == plain.digest
    assert list(Blocks(kept, is_chinese=is_chinese)) == list(Blocks(plain, is_chinese=is_chinese))


def file_of(corpus: Corpus, version: str) -> Path:
    return corpus.folder / corpus.documents[0].version(version).text


def no_more_cutting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document_indexing, "write_text", lambda *_, **__: pytest.fail("it was cut again"))


def test_a_long_text_is_the_same_from_the_index(corpus: Corpus, cache: SegmentationCache):
    plain = loaded(corpus, None)

    for _ in range(2):
        for kept, text, is_chinese in zip(loaded(corpus, cache), plain, (True, False), strict=True):
            assert kept.outline is not None
            assert_same(kept, text, is_chinese=is_chinese)


_PIECES = [
    *("\ufeff", "\r", "\n", "\r\n", "\u2028", "\x85", "\u3000", " ", "\x07", "\x00", "LONG"),
    *("。", "！”", "“河", "Dr. No", "ice. “Go”", "𠮷", "一二三", "（3.5）"),
]


@settings(deadline=None)
@given(st.lists(st.sampled_from(_PIECES), max_size=40), st.sampled_from(["zh-Hans", "en"]), st.integers(1, 9))
def test_any_text_is_the_same_from_the_index(tmp_path_factory, parts: list[str], language: str, piece: int):
    folder = tmp_path_factory.mktemp("text")
    file, index = folder / "text.txt", DocumentIndex(folder / "cache")
    raw = "".join(parts).replace("LONG", "长" * 7000)
    file.write_bytes(raw.encode())
    plain = segment(raw, language)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(document_index_parts, "_PIECE", piece)
        try:
            with index.writing("text") as writer:
                write_text(file, language, writer)
        except document_index_parts.Unreadable:
            assert "\x00" in raw or not plain.content
            return
    entry = index.find("text")
    assert entry is not None
    assert_same(read_text(entry), plain, is_chinese=language != "en")


def test_what_is_kept_is_not_cut_again(corpus, cache, monkeypatch):
    before = loaded(corpus, cache)

    no_more_cutting(monkeypatch)

    assert [text.digest for text in loaded(corpus, cache)] == [text.digest for text in before]


def test_a_changed_text_is_cut_again(corpus: Corpus, cache: SegmentationCache):
    loaded(corpus, cache)
    file = file_of(corpus, "winter")
    file.write_text(CHINESE.replace("冰，", "冰。"), encoding="utf-8")

    kept, _ = loaded(corpus, cache)

    assert_same(kept, segment(CHINESE.replace("冰，", "冰。"), "zh-Hans"), is_chinese=True)


def test_a_text_changed_within_the_same_moment_is_cut_again(corpus: Corpus, cache: SegmentationCache):
    file = file_of(corpus, "winter")
    before = file.stat()
    loaded(corpus, cache)
    changed = CHINESE.replace("冰，", "冰。")
    with file.open("r+b") as stream:
        stream.write(changed.encode() + b"\n")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    after = file.stat()
    assert (after.st_size, after.st_mtime_ns) == (before.st_size, before.st_mtime_ns)

    kept, _ = loaded(corpus, cache)

    assert str(kept.content) == changed


def test_a_text_whose_old_times_were_put_back_is_cut_again(corpus: Corpus, cache: SegmentationCache):
    file = file_of(corpus, "winter")
    os.utime(file, (1_600_000_000, 1_600_000_000))
    loaded(corpus, cache)
    before = file.stat()
    changed = CHINESE.replace("冰，", "冰。")
    with file.open("r+b") as stream:
        stream.write(changed.encode() + b"\n")
    os.utime(file, (1_600_000_000, 1_600_000_000))
    assert (file.stat().st_size, file.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)

    kept, _ = loaded(corpus, cache)

    assert str(kept.content) == changed


def test_an_older_file_is_not_even_read(corpus, cache, monkeypatch):
    # The time of the last change of anything cannot be put back, so that no file can be made older.
    monkeypatch.setattr(document_indexing, "_TIMES_ARE_SURE", -1)
    loaded(corpus, cache)
    no_more_cutting(monkeypatch)
    monkeypatch.setattr(document_indexing, "file_digest", lambda _: pytest.fail("it was read"))

    assert loaded(corpus, cache)[0].segment_count


def test_a_damaged_index_is_made_anew(corpus: Corpus, cache: SegmentationCache, tmp_path: Path):
    plain = loaded(corpus, None)
    loaded(corpus, cache)
    for file in sorted((tmp_path / "cache" / "documents").iterdir()):
        whole = file.read_bytes()
        flipped = bytes([whole[100] ^ 1])
        for damage in (b"", whole[:50], whole[:-4], b"\0" * len(whole), whole[:100] + flipped + whole[101:]):
            file.write_bytes(damage)

            kept = loaded(corpus, cache)

            assert [str(text.content) for text in kept] == [text.content for text in plain]
            assert file.stat().st_size == len(whole)


def test_the_index_may_be_deleted_at_any_time(corpus: Corpus, cache: SegmentationCache, tmp_path: Path):
    open_before = loaded(corpus, cache)
    for file in (tmp_path / "cache" / "documents").iterdir():
        file.unlink()

    assert open_before[0].segment_text(1) == loaded(corpus, cache)[0].segment_text(1)
    assert len(list((tmp_path / "cache" / "documents").iterdir())) == 2


def test_without_a_place_for_the_index_the_text_is_read(corpus: Corpus, tmp_path: Path):
    (tmp_path / "file").write_text("in the way")

    assert loaded(corpus, SegmentationCache(tmp_path / "file"))[0].content == loaded(corpus, None)[0].content


@pytest.mark.parametrize("damage", [b"\xff\xfe", b"\0"])
def test_a_text_that_cannot_be_read_is_told_as_ever(corpus, cache, damage: bytes):
    file = file_of(corpus, "winter")
    file.write_bytes(file.read_bytes() + damage)

    with pytest.raises(CorpusProblem, match=r"winter"):
        loaded(corpus, cache)


def test_a_cancelled_index_leaves_nothing(corpus: Corpus, cache: SegmentationCache, tmp_path: Path):
    with pytest.raises(Cancelled):
        load_document(corpus, "last-ferry", progress=Stop(), cache=cache)

    assert not list((tmp_path / "cache" / "documents").glob("*"))


def test_a_process_of_its_own_makes_the_same(corpus, cache, tmp_path, monkeypatch):
    plain = loaded(corpus, cache)
    other = SegmentationCache(tmp_path / "other")
    monkeypatch.setattr(document_indexing, "_WORTH_A_PROCESS", 0)
    with monkeypatch.context() as patch:
        no_more_cutting(patch)
        kept = loaded(corpus, other)

    assert_same(kept[0], plain[0], is_chinese=True)
    job = TextJob(file_of(corpus, "thaw"), "en")
    (tmp_path / "third").mkdir()
    with pytest.raises(Cancelled):
        indexed_text(DocumentIndex(tmp_path / "third"), job, progress=Stop())
    assert not list((tmp_path / "third").iterdir())


def aligned(corpus: Corpus, cache: SegmentationCache | None) -> OpenDocument:
    """The document of whose versions the first long one is the source."""
    first = corpus.documents[0]
    versions = tuple(version for version in first.versions if version.id in ("winter", "thaw"))
    document = type(first)(first.id, first.title, versions, first.alignments)
    return load_document(Corpus(corpus.folder, corpus.title, (document,)), first.id, cache=cache)


def test_an_alignment_is_the_same_from_the_index(corpus, cache, monkeypatch):
    plain = aligned(corpus, None).alignments["thaw"]
    aligned(corpus, cache)
    monkeypatch.setattr(document_indexing, "write_alignment", lambda *_: pytest.fail("it was read again"))

    kept = aligned(corpus, cache).alignments["thaw"]

    assert kept.doubtful is not None
    assert tuple(kept.beads) == plain.beads
    assert (kept.digest, kept.moved, list(kept.checked())) == (plain.digest, plain.moved, plain.checked())


def test_an_alignment_goes_with_the_state_of_its_texts(corpus: Corpus, cache: SegmentationCache):
    aligned(corpus, cache)
    file = file_of(corpus, "thaw")
    file.write_text(ENGLISH.replace("waited.", "waited. And waited."), encoding="utf-8")

    opened = aligned(corpus, cache)

    assert opened.missing == ("thaw",)
    assert "has changed since it was aligned" in str(opened.faults["thaw"])


def test_an_alignment_of_a_text_changed_within_the_same_moment_is_read_again(corpus, cache):
    aligned(corpus, cache)
    file = file_of(corpus, "thaw")
    before = file.stat()
    # A sentence goes from one paragraph to the next: their number is the same, their names are not.
    changed = ENGLISH.replace("Letter 7\nIt was", "Letter 7. It\nwas", 1)
    changed = changed.replace("the ice. Yoshino waited", "the ice, Yoshino waits", 1)
    assert segment(changed, "en").segment_count == segment(ENGLISH, "en").segment_count
    with file.open("r+b") as stream:
        stream.write(changed.encode() + b"\n")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert file.stat().st_size == before.st_size

    kept, plain = aligned(corpus, cache), aligned(corpus, None)

    assert str(kept.texts["thaw"].content) == changed
    assert "thaw" in plain.faults
    assert str(kept.faults.get("thaw")) == str(plain.faults["thaw"])


def test_a_corrected_alignment_is_read_again(corpus: Corpus, cache: SegmentationCache):
    before = aligned(corpus, cache)
    entry = before.document.alignment_file("thaw")
    assert entry is not None
    file = corpus.folder / entry.path
    file.write_text(file.read_text(encoding="utf-8").replace("\t0.9\t", "\t0.8\t"), encoding="utf-8")

    assert aligned(corpus, cache).alignments["thaw"].beads[1].confidence == 0.8


def test_whoever_writes_a_document_leaves_it_indexed(corpus, cache, monkeypatch):
    index_document(corpus, "last-ferry", cache=cache)
    no_more_cutting(monkeypatch)

    kept, plain = loaded(corpus, cache)[0], loaded(corpus, None)[0]
    assert kept.outline is not None
    assert list(kept.outline.starts) == list(outline_of(plain, is_chinese=True).starts)
