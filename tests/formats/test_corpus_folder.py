"""Reading the files that a corpus names: texts, alignments, and what was set apart."""

import pytest

from corpora import ALIGNMENT, CHINESE, LITERAL, write_corpus
from parallelreader.core.alignment import Alignment, Bead, Origin
from parallelreader.core.errors import AlignmentProblem, CorpusProblem
from parallelreader.core.text import Text
from parallelreader.formats.alignment_tsv import format_alignment, parse_alignment, read_alignment
from parallelreader.formats.aside_tsv import AsideLine, format_aside, read_aside
from parallelreader.formats.corpus_folder import read_aligned, read_corpus, read_text


def text_of(raw: str, mark: str) -> Text:
    """A text whose sentences end with ``mark``, or with the paragraph."""

    def split(paragraph: str) -> list[tuple[int, int]]:
        bounds, start = [], 0
        for at, character in enumerate(paragraph):
            if character == mark:
                bounds.append((start, at + 1))
                start = at + 1
        return bounds + ([(start, len(paragraph))] if start < len(paragraph) else [])

    return Text.split(raw, split)


@pytest.fixture
def source() -> Text:
    return text_of("甲。乙。\n丙。丁。", "。")


@pytest.fixture
def target() -> Text:
    return text_of("A.B.\nC.", ".")


def test_a_text_is_read_as_it_stands(tmp_path):
    corpus = read_corpus(write_corpus(tmp_path))

    assert read_text(corpus, corpus.documents[0].source) == CHINESE


def test_a_name_that_no_folder_can_have_is_told(tmp_path):
    with pytest.raises(CorpusProblem, match="cannot be read"):
        read_corpus(tmp_path / ("n" * 5000))


def test_a_byte_order_mark_is_not_part_of_a_text(tmp_path):
    corpus = read_corpus(write_corpus(tmp_path))
    (tmp_path / "last-ferry" / "zh.txt").write_bytes(b"\xef\xbb\xbf" + CHINESE.encode())

    assert read_text(corpus, corpus.documents[0].source) == CHINESE


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (CHINESE.encode("gb18030"), "parallelreader import"),
        (CHINESE.encode("utf-16"), "parallelreader import"),
        (b"", "empty"),
        (b" \n\n", "empty"),
        (b"abc\x00def", "not a text file"),
    ],
)
def test_a_text_that_cannot_be_read_says_what_to_do(tmp_path, data, words):
    corpus = read_corpus(write_corpus(tmp_path))
    (tmp_path / "last-ferry" / "zh.txt").write_bytes(data)

    with pytest.raises(CorpusProblem, match=words) as caught:
        read_text(corpus, corpus.documents[0].source)

    assert caught.value.where.endswith("zh.txt")


def test_a_text_that_vanished_since_is_told(tmp_path):
    corpus = read_corpus(write_corpus(tmp_path))
    (tmp_path / "last-ferry" / "zh.txt").unlink()

    with pytest.raises(CorpusProblem, match="no such file"):
        read_text(corpus, corpus.documents[0].source)


def test_a_link_put_there_after_reading_is_not_followed(tmp_path):
    folder = write_corpus(tmp_path / "corpus")
    corpus = read_corpus(folder)
    (tmp_path / "outside.txt").write_text("private", encoding="utf-8")
    (folder / "last-ferry" / "zh.txt").unlink()
    (folder / "last-ferry" / "zh.txt").symlink_to(tmp_path / "outside.txt")

    with pytest.raises(CorpusProblem, match="outside"):
        read_text(corpus, corpus.documents[0].source)


def test_an_alignment_of_a_corpus_is_read(tmp_path):
    corpus = read_corpus(write_corpus(tmp_path))
    entry = corpus.documents[0].alignments[0]

    alignment = read_aligned(corpus, entry, text_of("船。岸。\n问。他。", "。"), text_of(LITERAL, "."))

    assert [bead.shape for bead in alignment.beads] == ["1–1", "1–1", "2–1"]
    assert alignment.beads[1].origin is Origin.CHECKED
    assert alignment.beads[2].confidence == 0.755


def test_what_is_written_is_read_again(source, target):
    content = (
        "source\ttarget\tconfidence\torigin\n"
        "# texts: 2 paragraphs, 4 sentences; 2 paragraphs, 3 sentences\n"
        "1.1\t1.1 1.2\t0.9\taligner\n1.2\t\t0\taligner\n2.1 2.2\t2.1\t1\tchecked\n"
    )

    alignment = parse_alignment(content, source, target, where="a.tsv")

    assert format_alignment(alignment, source, target) == content


def test_a_text_that_was_edited_since_is_told_though_every_sentence_is_there(source, target):
    alignment = Alignment([Bead((0,), (0,))], source.segment_count, target.segment_count)
    written = format_alignment(alignment, source, target)
    grown = text_of("新。又。\n" + source.content, "。")

    with pytest.raises(AlignmentProblem, match=r"a\.tsv:2: The source has changed .* has 3 paragraphs"):
        parse_alignment(written, grown, target, where="a.tsv")

    by_hand = "".join(line for line in written.splitlines(keepends=True) if not line.startswith("#"))
    assert parse_alignment(by_hand, grown, target, where="a.tsv").source_count == grown.segment_count


def test_one_paragraph_is_told_as_one(source):
    one, shorter = text_of("船。岸。", "。"), text_of("船。", "。")
    written = format_alignment(Alignment([Bead((0,), (0,))], 2, source.segment_count), one, source)

    with pytest.raises(
        AlignmentProblem, match=r"had 1 paragraph, 2 sentences, and has 1 paragraph, 1 sentence now"
    ):
        parse_alignment(written, shorter, source, where="a.tsv")


def test_columns_that_are_left_out_mean_checked_by_a_person(source, target):
    alignment = parse_alignment("source\ttarget\n1.1\t1.1\n", source, target, where="a.tsv")

    assert alignment.beads[0].origin is Origin.CHECKED
    assert alignment.beads[0].confidence == 1.0


def test_comments_blank_lines_and_windows_line_ends_are_passed_over(source, target):
    content = "# by hand\r\nsource\ttarget\r\n\r\n# first\r\n1.1\t1.1\r\n"

    alignment = parse_alignment(content, source, target, where="a.tsv")

    assert alignment.beads[0].source == (0,)


def test_sentences_not_listed_have_no_counterpart(source, target):
    alignment = parse_alignment("source\ttarget\n2.1\t2.1\n", source, target, where="a.tsv")

    assert alignment.targets_of([0]) == ()
    assert alignment.source_count == 4


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("1.3\t1.1", "no source sentence 1.3; the text has changed"),
        ("1.1\t4.1", "no target sentence 4.1; the text has changed"),
        ("one\t1.1", "one does not name a sentence"),
        ("0.1\t1.1", "no source sentence 0.1"),
        ("1.1", "2 to 4 cells"),
        ("1.1\t1.1\t1\tchecked\tmore", "2 to 4 cells"),
        ("\t\t1\tchecked", "empty on both sides"),
        ("1.1\t1.1\t1.5", "not a confidence"),
        ("1.1\t1.1\tnan", "not a confidence"),
        ("1.1\t1.1\thigh", "not a confidence"),
        ("1.1\t1.1\t1\tme", "Write aligner or checked"),
        ("2.2\t1.1", "stands here and on line 2"),
        ("1.1 1.1\t1.1", "stands here and on line 3"),
    ],
)
def test_a_broken_bead_is_told_with_its_line(source, target, line, words):
    content = f"source\ttarget\tconfidence\torigin\n2.2\t2.1\t1\tchecked\n{line}\n"

    with pytest.raises(AlignmentProblem, match=words) as caught:
        parse_alignment(content, source, target, where="a.tsv")

    assert caught.value.line == 3
    assert caught.value.mend


def test_an_alignment_without_its_header_is_refused(source, target):
    with pytest.raises(AlignmentProblem, match="header"):
        parse_alignment(ALIGNMENT.partition("\n")[2], source, target, where="a.tsv")


@pytest.mark.parametrize("content", ["", "\n\n", "# cut off\n"])
def test_an_empty_alignment_is_refused(source, target, content):
    with pytest.raises(AlignmentProblem, match="header"):
        parse_alignment(content, source, target, where="a.tsv")


def test_an_alignment_that_is_not_utf_8_is_refused(tmp_path, source, target):
    (tmp_path / "a.tsv").write_bytes("source\ttarget\n甲\t1.1".encode("gb18030"))

    with pytest.raises(CorpusProblem, match="not UTF-8"):
        read_alignment(tmp_path / "a.tsv", source, target)


def test_what_was_set_apart_is_written_and_read_again(tmp_path):
    lines = (AsideLine(1, "metadata", "Published on a Tuesday"), AsideLine(3, "caption", "The\told ferry"))
    (tmp_path / "zh.aside.tsv").write_text(format_aside(lines), encoding="utf-8")

    assert read_aside(tmp_path / "zh.aside.tsv") == (lines[0], AsideLine(3, "caption", "The old ferry"))


@pytest.mark.parametrize(
    ("line", "words"),
    [("0\tskip\tx", "not the number"), ("x\tskip\ty", "not the number"), ("1\tother\tx", "not a tag"),
     ("1\tskip", "2 cells")],
)  # fmt: skip
def test_a_broken_aside_line_is_told_with_its_number(tmp_path, line, words):
    (tmp_path / "a.tsv").write_text(f"before\ttag\ttext\n{line}\n", encoding="utf-8")

    with pytest.raises(CorpusProblem, match=words) as caught:
        read_aside(tmp_path / "a.tsv")

    assert caught.value.line == 2
