"""What a corpus.yaml may say, and what a person is told where it says something else."""

from pathlib import Path

import pytest

from corpora import HAND_WRITTEN, write_corpus
from parallelreader.core.corpus import Hand
from parallelreader.core.errors import CorpusProblem
from parallelreader.formats.corpus_folder import examine_corpus, read_corpus


def problem_with(folder: Path, text: str) -> CorpusProblem:
    """The one problem there is in a corpus.yaml."""
    write_corpus(folder, text)
    problems = examine_corpus(folder).problems
    assert len(problems) == 1, [str(problem) for problem in problems]
    return problems[0]


def line_of(text: str, words: str) -> int:
    return text[: text.index(words)].count("\n") + 1


def changed(old: str, new: str) -> str:
    assert old in HAND_WRITTEN
    return HAND_WRITTEN.replace(old, new, 1)


def test_a_corpus_written_by_hand_is_read(tmp_path):
    corpus = read_corpus(write_corpus(tmp_path))

    document = corpus.document("last-ferry")
    assert (corpus.title, document.title) == ("River Stories", "末班渡船 The Last Ferry")
    assert [version.id for version in document.versions] == ["zh", "literal"]
    assert document.source.hand is Hand.ORIGINAL
    assert document.source.date == "2019-05-02"
    assert document.version("literal").translator == "Wren"
    assert document.alignment_file("literal") is not None


def test_a_corpus_is_named_by_its_file_as_well_as_by_its_folder(tmp_path):
    write_corpus(tmp_path)

    assert read_corpus(tmp_path / "corpus.yaml") == read_corpus(tmp_path)


def test_a_new_corpus_has_no_documents(tmp_path):
    (tmp_path / "corpus.yaml").write_text("title: Nothing yet\ndocuments: []\n", encoding="utf-8")

    assert read_corpus(tmp_path).documents == ()


def test_windows_line_ends_and_a_byte_order_mark_change_nothing(tmp_path):
    write_corpus(tmp_path / "plain")
    write_corpus(tmp_path / "windows")
    data = b"\xef\xbb\xbf" + HAND_WRITTEN.replace("\n", "\r\n").encode()
    (tmp_path / "windows" / "corpus.yaml").write_bytes(data)

    assert read_corpus(tmp_path / "windows").documents == read_corpus(tmp_path / "plain").documents


def test_numbers_dates_and_words_with_a_meaning_in_yaml_are_read_as_written(tmp_path):
    corpus = read_corpus(
        write_corpus(tmp_path, changed("title: River Stories   # a working title", "title: 1984"))
    )

    assert corpus.title == "1984"


@pytest.mark.parametrize(
    ("old", "new", "place", "words"),
    [
        ("translator: Wren", "translater: Wren", "translater", "Did you mean translator?"),
        ("title: River", "titel: x\ntitle: River", "titel", "Did you mean title?"),
        ("hand: own", "hand: pubished", "pubished", "Did you mean published?"),
        ("hand: own", "hand: mine", "mine", "original, official, published, machine and own"),
        ("language: en", "language: english", "english", "Write en."),
        ("language: en", "language: en_GB", "en_GB", "Write en-GB."),
        ("language: zh-Hans", "language: cn", "cn", "Write zh-Hans."),
        ("language: en", "language: e n", "e n", "BCP 47"),
        ("id: last-ferry", "id: a/b", "a/b", "letters, digits"),
        ("id: last-ferry", "id: last-ferry\n    id: again", "id: again", "twice"),
        ("text: last-ferry/literal.txt", "text: last-ferry/lost.txt", "lost.txt", "There is no file"),
        ("text: last-ferry/literal.txt", "text: ../secret.txt", "../secret", "leaves the corpus folder"),
        ("text: last-ferry/literal.txt", "text: a/../../b.txt", "a/../..", "leaves the corpus folder"),
        ("text: last-ferry/literal.txt", "text: /etc/hosts", "/etc/hosts", "absolute"),
        ("text: last-ferry/literal.txt", "text: C:/hosts", "C:/hosts", "absolute"),
        ("text: last-ferry/literal.txt", r"text: last-ferry\literal.txt", r"last-ferry\l", "forward slashes"),
        ("between: [zh, literal]", "between: [zh]", "[zh]", "between two versions"),
        ("between: [zh, literal]", "between: zh", "between", "not a list"),
        ("between: [zh, literal]", "between: [zh, litteral]", "litteral", "Did you mean literal?"),
        ("between: [zh, literal]", "between: [literal, zh]", "[literal", "stands first"),
        ("translator: Wren", "translator: [Wren, Finch]", "[Wren", "not a single value"),
        ("translator: Wren", "translator: &w Wren", "&w", "Anchors"),
        ("translator: Wren", "translator: !!python/name:os.system x", "!!python", "Tags"),
        ("translator: Wren", "translator: Wren: the second", "Wren: the", "colon"),
        ("        translator: Wren", "\ttranslator: Wren", "\ttranslator", "tab"),
        ("translator: Wren", "translator: @wren", "@wren", "quotes"),
        ("# The end.", "---\ntitle: another", "---", "second YAML document"),
    ],
)
def test_a_fault_is_told_with_its_line_and_what_to_write_instead(tmp_path, old, new, place, words):
    text = changed(old, new)

    problem = problem_with(tmp_path, text)

    assert problem.line == line_of(text, place)
    assert problem.where == str(tmp_path / "corpus.yaml")
    assert words in str(problem)
    assert problem.mend


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "empty"),
        ("# only this\n", "empty"),
        ("- title: x\n", "Here stands a list, where the corpus with its keys belongs"),
        ("just words\n", "Here stands a single value"),
        ("documents: []\n", "title of the corpus is missing"),
        ("title: x\n", "documents is missing"),
        ("title:\ndocuments: []\n", "title of the corpus is missing"),
        ("title: x\ndocuments: {}\n", "not a list"),
        ("title: x\ndocuments:\n  - one\n", "where a document with its keys belongs"),
        ("title: x\ndocuments:\n  - id: a\n    versions: []\n", "has no versions"),
        ("title: x\ndocuments: " + "[" * 60 + "]" * 60 + "\n", "nested"),
        ('title: "x\ndocuments: []\n', "not valid YAML"),
        ("title: x\ndocuments: []\nfoo\n", "not valid YAML"),
        ("title: a\x07b\ndocuments: []\n", "U+0007"),
    ],
)
def test_a_file_that_is_no_corpus_is_refused(tmp_path, text, words):
    problem = problem_with(tmp_path, text)

    assert words in str(problem)
    assert problem.line is not None


def test_every_fault_is_found_in_one_reading_in_the_order_of_lines(tmp_path):
    text = changed("hand: original", "hand: orginal").replace("language: en", "language: english")
    write_corpus(tmp_path, text.replace("last-ferry/zh--literal.tsv", "gone.tsv"))

    problems = examine_corpus(tmp_path).problems

    assert [problem.line for problem in problems] == [
        line_of(text, "orginal"),
        line_of(text, "english"),
        line_of(text, "file: "),
    ]


def test_two_documents_with_one_id_are_told_of_both_lines(tmp_path):
    document = HAND_WRITTEN[HAND_WRITTEN.index("  - id: last") : HAND_WRITTEN.index("# The end")]
    text = HAND_WRITTEN.replace("# The end.\n", document)

    problem = problem_with(tmp_path, text)

    assert "two documents with the id last-ferry" in str(problem)
    assert problem.line == text[: text.rindex("id: last-ferry")].count("\n") + 1
    assert "line 5" in problem.mend


def test_a_version_id_stands_once_in_its_document(tmp_path):
    problem_text = changed("id: literal", "id: zh").replace("[zh, literal]", "[zh, zh]")
    write_corpus(tmp_path, problem_text)

    words = " ".join(str(problem) for problem in examine_corpus(tmp_path).problems)

    assert "two versions with the id zh" in words


def test_a_file_that_is_not_utf_8_is_refused_with_its_line(tmp_path):
    write_corpus(tmp_path)
    (tmp_path / "corpus.yaml").write_bytes(HAND_WRITTEN.encode("gb18030"))

    with pytest.raises(CorpusProblem, match="not UTF-8") as caught:
        read_corpus(tmp_path)

    assert caught.value.line == line_of(HAND_WRITTEN, "末班")


def test_a_link_that_leaves_the_folder_is_refused(tmp_path):
    outside = tmp_path / "outside.txt"
    outside.write_text("private", encoding="utf-8")
    folder = write_corpus(tmp_path / "corpus")
    text_file = folder / "last-ferry" / "zh.txt"
    text_file.unlink()
    text_file.symlink_to(outside)

    problems = examine_corpus(folder).problems

    assert [problem.what for problem in problems] == [
        "last-ferry/zh.txt leads out of the corpus folder through a link"
    ]


def test_a_folder_of_links_that_leaves_the_corpus_is_refused(tmp_path):
    folder = write_corpus(tmp_path / "corpus")
    (folder / "last-ferry").rename(tmp_path / "moved")
    (folder / "last-ferry").symlink_to(tmp_path / "moved")

    assert len(examine_corpus(folder).problems) == 3


def test_a_link_inside_the_folder_is_followed(tmp_path):
    folder = write_corpus(tmp_path)
    (folder / "last-ferry" / "zh.txt").rename(folder / "kept.txt")
    (folder / "last-ferry" / "zh.txt").symlink_to(folder / "kept.txt")

    assert examine_corpus(folder).problems == ()


@pytest.mark.parametrize("name", ["missing", "file.txt", "empty"])
def test_a_path_without_a_corpus_says_how_to_make_one(tmp_path, name):
    (tmp_path / "file.txt").write_text("words", encoding="utf-8")
    (tmp_path / "empty").mkdir()

    with pytest.raises(CorpusProblem) as caught:
        read_corpus(tmp_path / name)

    assert caught.value.mend
    assert name in caught.value.where
