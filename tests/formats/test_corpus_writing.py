"""Adding to a corpus: everything or nothing, and not a letter of what people wrote is lost."""

import errno
import os
import re
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpora import HAND_WRITTEN, write_corpus
from parallelreader.core.alignment import Alignment, Bead
from parallelreader.core.contents import Heading
from parallelreader.core.corpus import Hand
from parallelreader.core.errors import CorpusProblem, WriteProblem
from parallelreader.core.text import Text
from parallelreader.formats import whole_writing
from parallelreader.formats.aside_tsv import AsideLine
from parallelreader.formats.corpus_folder import (
    read_aligned,
    read_aside,
    read_contents,
    read_corpus,
    read_text,
)
from parallelreader.formats.corpus_writing import (
    NewAlignment,
    NewDocument,
    NewVersion,
    add_document,
    add_versions,
    create_corpus,
    new_identifier,
    set_alignment,
)


def whole_paragraphs(raw: str) -> Text:
    return Text.split(raw, lambda paragraph: [(0, len(paragraph))])


SOURCE = whole_paragraphs("雨停了。\n街上没有人。")
TARGET = whole_paragraphs("The rain stopped.\nThe street was empty.")
ONE_TO_ONE = Alignment([Bead((0,), (0,), 0.5), Bead((1,), (1,), 0.25)], 2, 2)


def a_version(version_id: str = "zh", language: str = "zh-Hans", text: Text = SOURCE) -> NewVersion:
    return NewVersion(version_id, language, Hand.OWN, text)


def a_document(document_id: str = "rain") -> NewDocument:
    return NewDocument(
        document_id,
        "雨停了: after the rain",
        (a_version(), a_version("en", "en", TARGET)),
        (NewAlignment("zh", "en", ONE_TO_ONE, SOURCE, TARGET),),
    )


def files_in(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_new_corpus_is_made_with_its_folders(tmp_path):
    corpus = create_corpus(tmp_path / "new" / "corpus", "2024: a year #1")

    assert corpus.title == "2024: a year #1"
    assert read_corpus(tmp_path / "new" / "corpus").documents == ()


@pytest.mark.parametrize("title", ["", " ", "\udcff\udcfe", "\x07"])
def test_a_corpus_always_has_a_title(tmp_path, title):
    assert create_corpus(tmp_path / "rain", title).title == "rain"
    assert create_corpus(tmp_path / "\u3000", title).title


def test_a_corpus_is_never_made_over_another(tmp_path):
    write_corpus(tmp_path)

    with pytest.raises(CorpusProblem, match="already"):
        create_corpus(tmp_path, "Again")

    assert (tmp_path / "corpus.yaml").read_text(encoding="utf-8") == HAND_WRITTEN


def test_a_document_is_added_with_all_its_files(tmp_path):
    create_corpus(tmp_path, "Rain")

    corpus = add_document(tmp_path, a_document())

    assert corpus == read_corpus(tmp_path)
    document = corpus.document("rain")
    assert document.title == "雨停了: after the rain"
    assert read_text(corpus, document.source) == "雨停了。\n街上没有人。\n"
    alignment = read_aligned(corpus, document.alignments[0], SOURCE, TARGET)
    assert alignment.beads == ONE_TO_ONE.beads


def test_several_documents_are_added_one_after_another(tmp_path):
    create_corpus(tmp_path, "Rain")

    for name in ("one", "two", "three"):
        add_document(tmp_path, a_document(name))

    assert [document.id for document in read_corpus(tmp_path).documents] == ["one", "two", "three"]


def test_what_people_wrote_stays_to_the_letter(tmp_path):
    write_corpus(tmp_path)

    add_document(tmp_path, a_document())
    add_versions(tmp_path, "last-ferry", [a_version("free", "en", TARGET)])

    left = iter((tmp_path / "corpus.yaml").read_text(encoding="utf-8").splitlines())
    assert all(line in left for line in HAND_WRITTEN.splitlines())


def test_a_version_is_added_with_its_alignment_and_what_was_set_apart(tmp_path):
    write_corpus(tmp_path)
    source = whole_paragraphs("船来了。老人站在岸边。\n“你要走吗？”他问。")
    aside = (AsideLine(1, "metadata", "By Finch"),)
    contents = (Heading(0, 1, "The Ferry"),)
    version = NewVersion(
        "free",
        "en-GB",
        Hand.PUBLISHED,
        TARGET,
        title="Ferry",
        translator="Finch: the elder",
        aside=aside,
        contents=contents,
    )

    corpus = add_versions(
        tmp_path, "last-ferry", [version], [NewAlignment("zh", "free", ONE_TO_ONE, source, TARGET)]
    )

    assert corpus == read_corpus(tmp_path)
    document = corpus.document("last-ferry")
    assert [each.id for each in document.versions] == ["zh", "literal", "free"]
    assert document.version("free").translator == "Finch: the elder"
    assert read_aside(corpus, document.version("free")) == aside
    assert read_contents(corpus, document.version("free"), TARGET) == contents
    assert document.alignment_file("free") is not None


@pytest.mark.parametrize(
    "text",
    [
        "title: x\ndocuments: []\n",
        "title: x\ndocuments:\n",
        "title: x\ndocuments:",
        "title: x\ndocuments: []  # none yet\n# more words\n",
        "documents: []\ntitle: x\n",
        "documents:\ntitle: x",
        "{title: x, documents: []}\n",
        '{"title": "x", "documents": []}',
        "title: x\r\ndocuments: []\r\n",
        "title: x\ndocuments: [ ] # here\n",
    ],
)
def test_a_document_is_added_to_an_empty_list_however_it_is_written(tmp_path, text):
    (tmp_path / "corpus.yaml").write_text(text, encoding="utf-8", newline="")

    add_document(tmp_path, a_document())

    written = (tmp_path / "corpus.yaml").read_bytes().decode()
    assert [document.id for document in read_corpus(tmp_path).documents] == ["rain"]
    assert all(comment in written for comment in text.split("#")[1:])
    assert ("\r" in text) == ("\r" in written)


@pytest.mark.parametrize(
    "documents",
    [
        "\n- id: a\n  versions:\n  - {id: zh, language: zh, hand: own, text: a.txt}\n\n# after\n",
        "\n    - versions:\n        - text: a.txt\n          hand: own\n          language: zh\n"
        "          id: zh # last\n      id: a",
        " [{id: a, versions: [{id: zh, language: zh, hand: own, text: a.txt}]}]\n",
        " [\n  {id: a, versions: [{id: zh, language: zh, hand: own, text: a.txt}], }, # one\n]\n",
        "\n- id: a\n  versions:\n  - id: zh\n    language: zh\n    hand: own\n    text: a.txt\n"
        "    source: |\n      a literal\n      block\n\n# after\n",
        "\n- id: a\n  versions:\n  - id: zh\n    language: zh\n    text: a.txt\n    hand: own\n"
        '    source: "over two\n      lines"\n',
        "\n- id: a\n  versions:\n  - id: zh\n    language: zh\n    text: a.txt\n    hand: own\n    source:\n",
    ],
)
def test_documents_versions_and_alignments_are_added_in_every_style(tmp_path, documents):
    text = f"title: x\ndocuments:{documents}"
    (tmp_path / "corpus.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "a.txt").write_text("雨停了。\n街上没有人。", encoding="utf-8")

    add_document(tmp_path, a_document())
    add_versions(
        tmp_path,
        "a",
        [a_version("en", "en", TARGET)],
        [NewAlignment("zh", "en", ONE_TO_ONE, SOURCE, TARGET)],
    )
    corpus = add_versions(tmp_path, "a", [a_version("fr", "fr", TARGET)])

    assert read_corpus(tmp_path) == corpus
    assert [document.id for document in corpus.documents] == ["a", "rain"]
    assert [version.id for version in corpus.document("a").versions] == ["zh", "en", "fr"]
    written = (tmp_path / "corpus.yaml").read_text(encoding="utf-8")
    assert all(comment.partition("\n")[0] in written for comment in text.split("#")[1:])


def test_an_alignment_is_written_over_the_one_there_is(tmp_path):
    create_corpus(tmp_path, "Rain")
    add_document(tmp_path, a_document())
    before = (tmp_path / "corpus.yaml").read_bytes()
    better = Alignment([Bead((0, 1), (0, 1), 1.0)], 2, 2)

    corpus = set_alignment(tmp_path, "rain", NewAlignment("zh", "en", better, SOURCE, TARGET))

    assert read_aligned(corpus, corpus.documents[0].alignments[0], SOURCE, TARGET).beads == better.beads
    assert (tmp_path / "corpus.yaml").read_bytes() == before


def test_the_first_alignment_of_a_document_is_entered(tmp_path):
    create_corpus(tmp_path, "Rain")
    add_document(tmp_path, NewDocument("rain", "", (a_version(), a_version("en", "en", TARGET))))

    corpus = set_alignment(tmp_path, "rain", NewAlignment("zh", "en", ONE_TO_ONE, SOURCE, TARGET))

    assert corpus.document("rain").alignment_file("en") is not None
    assert corpus == read_corpus(tmp_path)


@settings(deadline=None, max_examples=60)
@given(words=st.lists(st.text(max_size=30), min_size=4, max_size=4))
@example(words=["# no comment", "key: value", "'quoted\"", "- item"])
@example(words=["null", "{flow}", "&anchor", "第一行\u2028第二行 \\n"])
def test_whatever_is_said_of_a_version_is_read_again(words):
    said = dict(zip(("title", "author", "translator", "source"), words, strict=True))
    version = replace(a_version(), **said)
    with TemporaryDirectory() as name:
        create_corpus(Path(name), "Rain")

        corpus = add_document(Path(name), NewDocument("rain", words[0], (version,)))

        assert read_corpus(Path(name)) == corpus
        read = corpus.document("rain").versions[0]
        assert [getattr(read, key).split() for key in said] == [cleaned(text).split() for text in words]


def cleaned(text: str) -> str:
    """Without what no line of YAML can hold."""
    return re.sub(r"[\x00-\x1f\x7f-\x9f\ufeff\ufffe\uffff]", " ", text)


def test_files_already_in_the_folder_are_not_written_over(tmp_path):
    create_corpus(tmp_path, "Rain")
    (tmp_path / "rain").mkdir()
    (tmp_path / "rain" / "zh.txt").write_text("mine", encoding="utf-8")

    corpus = add_document(tmp_path, a_document())

    assert (tmp_path / "rain" / "zh.txt").read_text(encoding="utf-8") == "mine"
    assert str(corpus.document("rain").source.text) == "rain/zh-2.txt"


def test_ids_that_differ_in_capitals_only_get_files_of_their_own(tmp_path):
    create_corpus(tmp_path, "Rain")
    document = NewDocument("rain", "", (a_version("en", "en", TARGET), a_version("EN", "en", TARGET)))

    corpus = add_document(tmp_path, document)

    assert len({str(version.text).lower() for version in corpus.documents[0].versions}) == 2


@pytest.mark.parametrize(
    "add",
    [
        lambda folder: add_document(folder, a_document("last-ferry")),
        lambda folder: add_versions(folder, "last-ferry", [a_version("zh")]),
        lambda folder: add_versions(folder, "river", [a_version("en")]),
    ],
)
def test_a_taken_or_unknown_id_is_refused_and_nothing_is_written(tmp_path, add):
    write_corpus(tmp_path)
    before = files_in(tmp_path)

    with pytest.raises(CorpusProblem) as caught:
        add(tmp_path)

    assert caught.value.mend
    assert files_in(tmp_path) == before


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EIO])
@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_failure_while_writing_leaves_the_folder_as_it_was(tmp_path, monkeypatch, code, call):
    write_corpus(tmp_path)
    before = files_in(tmp_path)
    calls = []
    real = getattr(os, call)

    def failing(*args: object) -> object:
        calls.append(args)
        if len(calls) > 2:
            raise OSError(code, os.strerror(code))
        return real(*args)

    monkeypatch.setattr(whole_writing.os, call, failing)

    with pytest.raises(WriteProblem) as caught:
        add_document(tmp_path, a_document())

    assert files_in(tmp_path) == before
    assert not (tmp_path / "rain").exists()
    assert ("full" in str(caught.value)) == (code == errno.ENOSPC)
    assert ("read-only" in str(caught.value)) == (code == errno.EROFS)


@pytest.mark.parametrize("allowed", [0, 1, 2, 3])
def test_a_new_corpus_is_there_with_its_document_or_not_at_all(tmp_path, monkeypatch, allowed):
    done = []
    real = os.replace

    def failing(part: Path, target: Path) -> None:
        if len(done) == allowed:
            raise KeyboardInterrupt
        done.append(target)
        real(part, target)

    monkeypatch.setattr(whole_writing.os, "replace", failing)

    with pytest.raises(KeyboardInterrupt):
        create_corpus(tmp_path / "new" / "corpus", "Rain", a_document())

    assert list(tmp_path.iterdir()) == []
    monkeypatch.setattr(whole_writing.os, "replace", real)
    corpus = create_corpus(tmp_path / "new" / "corpus", "Rain", a_document())
    assert [document.id for document in corpus.documents] == ["rain"]


def test_an_interrupt_while_writing_leaves_the_folder_as_it_was(tmp_path, monkeypatch):
    write_corpus(tmp_path)
    before = files_in(tmp_path)

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(whole_writing.os, "replace", interrupted)

    with pytest.raises(KeyboardInterrupt):
        add_document(tmp_path, a_document())

    assert files_in(tmp_path) == before


def test_an_interrupt_after_the_last_file_is_in_place_leaves_a_sound_corpus(tmp_path, monkeypatch):
    write_corpus(tmp_path)

    def interrupted(_: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(whole_writing, "_sync_folder", interrupted)

    with pytest.raises(KeyboardInterrupt):
        add_document(tmp_path, a_document())

    assert "rain" in [document.id for document in read_corpus(tmp_path).documents]


def test_what_another_program_adds_meanwhile_is_not_written_over(tmp_path, monkeypatch):
    write_corpus(tmp_path)
    real = os.replace
    theirs = HAND_WRITTEN + "# added by hand\n"

    def with_a_rival(part: Path, target: Path) -> None:
        real(part, target)
        (tmp_path / "corpus.yaml").write_text(theirs, encoding="utf-8")

    monkeypatch.setattr(whole_writing.os, "replace", with_a_rival)

    with pytest.raises(WriteProblem, match="Another program"):
        add_document(tmp_path, a_document())

    assert (tmp_path / "corpus.yaml").read_text(encoding="utf-8") == theirs
    assert not (tmp_path / "rain").exists()


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_told(tmp_path):
    folder = write_corpus(tmp_path / "corpus")
    folder.chmod(0o555)

    try:
        with pytest.raises(WriteProblem, match="read-only"):
            add_document(folder, a_document())
    finally:
        folder.chmod(0o755)


def test_a_broken_corpus_is_not_added_to(tmp_path):
    write_corpus(tmp_path, HAND_WRITTEN + "oops: 1\n")
    before = files_in(tmp_path)

    with pytest.raises(CorpusProblem, match="oops"):
        add_document(tmp_path, a_document())

    assert files_in(tmp_path) == before


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("The Last Ferry", "the-last-ferry"),
        ("末班渡船 The Last Ferry", "the-last-ferry"),
        ("Café Noël", "cafe-noel"),
        ("末班渡船", "mo-ban-duchuan"),
        ("1984年", "1984-nian"),
        ("？！", "document"),
        ("A Very Long Title About the Ferry That Came Too Late", "a-very-long-title-about-the-ferry-that"),
        ("", "document"),
        ("taken", "taken-3"),
    ],
)
def test_an_id_is_made_of_the_title(title, name):
    assert new_identifier(title, {"taken", "taken-2"}, fallback="document") == name
