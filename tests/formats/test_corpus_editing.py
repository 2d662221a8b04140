"""Renaming, moving and taking out documents in files that people wrote by hand, in any layout YAML allows."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from parallelreader.core.corpus import Corpus
from parallelreader.core.errors import CorpusProblem, WriteProblem
from parallelreader.formats.corpus_editing import Edit, put_at, retitle, rewrite, rewriting, take_out
from parallelreader.formats.corpus_folder import read_corpus

BLOCKS = """\
# What I read.
title: River Stories   # a working title
documents:

  # The first one.
  - id: ferry
    title: 渡船 The Ferry
    versions:
      - {id: zh, language: zh-Hans, hand: original, text: a.txt}

  - id: bridge   # no title
    versions:
      - id: zh
        language: zh-Hans
        hand: original
        text: b.txt    # shared with nobody
  # Read this one last.
  # It is long.
  - id: road
    title: >-
      路 The
      Road
    versions:
    - {id: zh, language: zh-Hans, hand: original, text: c.txt}
# The end.
"""
FLOWING = """\
{"title": "River Stories", "documents": [
  {"id": "ferry", "title": "渡船 The Ferry",
   "versions": [{"id": "zh", "language": "zh-Hans", "hand": "original", "text": "a.txt"}]},
  {"id": "bridge", "versions": [{"id": "zh", "language": "zh-Hans", "hand": "original", "text": "b.txt"}]},
  {"id": "road", "title": "路 The Road",
   "versions": [{"id": "zh", "language": "zh-Hans", "hand": "original", "text": "c.txt"}]}
]}
"""
BRACKETS_IN_A_BLOCK = """\
title: "River Stories"
documents: [
  {id: ferry, title: "渡船 The Ferry", versions: [{id: zh, language: zh, hand: original, text: a.txt}]},
  {id: bridge, versions: [{id: zh, language: zh, hand: original, text: b.txt}]},
  {id: road, title: 路 The Road, versions: [{id: zh, language: zh, hand: original, text: c.txt}]},
]
"""
AT_THE_MARGIN = """\
documents:
- versions:
  - {id: zh, language: zh-Hans, hand: original, text: a.txt}
  title: |
    渡船 The Ferry
  id: ferry
-
  id: bridge
  versions: [{id: zh, language: zh-Hans, hand: original, text: b.txt}]
- id: road
  title: '路 The Road'
  versions: [{id: zh, language: zh-Hans, hand: original, text: c.txt}]
title: River Stories"""
LAYOUTS = {
    "blocks": BLOCKS,
    "flowing": FLOWING,
    "brackets": BRACKETS_IN_A_BLOCK,
    "margin": AT_THE_MARGIN,
    "windows": "\ufeff" + BLOCKS.replace("\n", "\r\n"),
}
every_layout = pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)


def corpus_in(folder: Path, layout: str) -> Corpus:
    for name in "abc":
        (folder / f"{name}.txt").write_text("水。", encoding="utf-8")
    (folder / "corpus.yaml").write_bytes(layout.encode())
    return read_corpus(folder)


def changed(corpus: Corpus, expected: Corpus, edit: Edit) -> str:
    """What stands in the file after the edit, which is carried out and read again."""
    rewrite(rewriting(expected, edit))
    assert read_corpus(corpus.folder) == expected
    return (corpus.folder / "corpus.yaml").read_bytes().decode()


def in_order(corpus: Corpus, ids: Sequence[str]) -> Corpus:
    return replace(corpus, documents=tuple(corpus.document(each) for each in ids))


@every_layout
@pytest.mark.parametrize("title", ["夜船 The Night Boat", 'a "quoted": title #1', "no", "it's [here], {x}"])
def test_a_document_with_or_without_a_title_gets_another(tmp_path: Path, layout: str, title: str) -> None:
    corpus = corpus_in(tmp_path, layout)

    for number, document in enumerate(corpus.documents):
        documents = list(corpus.documents)
        documents[number] = replace(document, title=title)
        corpus = replace(corpus, documents=tuple(documents))
        changed(corpus, corpus, retitle(title, document.id))


@every_layout
def test_a_corpus_gets_another_title(tmp_path: Path, layout: str) -> None:
    corpus = corpus_in(tmp_path, layout)

    changed(corpus, replace(corpus, title="河边 By the River"), retitle("河边 By the River"))


@every_layout
@pytest.mark.parametrize("gone", ["ferry", "bridge", "road"])
def test_a_document_is_taken_out(tmp_path: Path, layout: str, gone: str) -> None:
    corpus = corpus_in(tmp_path, layout)

    changed(corpus, in_order(corpus, [d.id for d in corpus.documents if d.id != gone]), take_out(gone))


@every_layout
def test_all_are_taken_out_one_by_one(tmp_path: Path, layout: str) -> None:
    corpus = corpus_in(tmp_path, layout)

    for gone in ("bridge", "ferry", "road"):
        rest = tuple(document for document in corpus.documents if document.id != gone)
        corpus = replace(corpus, documents=rest)
        changed(corpus, corpus, take_out(gone))


@every_layout
@pytest.mark.parametrize(
    ("moved", "place", "order"),
    [
        ("road", 0, ["road", "ferry", "bridge"]),
        ("ferry", 2, ["bridge", "road", "ferry"]),
        ("bridge", 0, ["bridge", "ferry", "road"]),
        ("bridge", 1, ["ferry", "bridge", "road"]),
    ],
)
def test_a_document_is_moved(tmp_path: Path, layout: str, moved: str, place: int, order: list[str]) -> None:
    corpus = corpus_in(tmp_path, layout)

    changed(corpus, in_order(corpus, order), put_at(moved, place))


def test_a_document_takes_the_comments_above_it_along_and_leaves_all_else(tmp_path: Path) -> None:
    corpus = corpus_in(tmp_path, BLOCKS)

    after = changed(corpus, in_order(corpus, ["road", "ferry", "bridge"]), put_at("road", 0))

    road = after.index("# Read this one last.\n  # It is long.\n  - id: road")
    assert road < after.index("# The first one.")
    assert "# The first one.\n  - id: ferry" in after
    assert after.endswith("text: b.txt    # shared with nobody\n# The end.\n")
    assert sorted(after.splitlines()) == sorted(BLOCKS.splitlines())


def test_the_way_back_gives_every_byte(tmp_path: Path) -> None:
    corpus = corpus_in(tmp_path, LAYOUTS["windows"])
    forth = rewriting(in_order(corpus, ["ferry", "road"]), take_out("bridge"))

    rewrite(forth)
    rewrite(forth.reverted())

    assert (tmp_path / "corpus.yaml").read_bytes().decode() == LAYOUTS["windows"]


def test_a_file_that_was_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    corpus = corpus_in(tmp_path, BLOCKS)
    forth = rewriting(in_order(corpus, ["ferry", "road"]), take_out("bridge"))
    theirs = BLOCKS.replace("River", "Hill")
    (tmp_path / "corpus.yaml").write_text(theirs, encoding="utf-8")

    with pytest.raises(WriteProblem, match="Another program"):
        rewrite(forth)

    assert (tmp_path / "corpus.yaml").read_text("utf-8") == theirs
    assert not list(tmp_path.glob(".*.part"))


def test_an_edit_that_would_mean_something_else_is_refused(tmp_path: Path) -> None:
    corpus = corpus_in(tmp_path, BLOCKS)

    with pytest.raises(CorpusProblem, match="cannot change this file"):
        rewriting(replace(corpus, title="Another"), take_out("bridge"))
    with pytest.raises(CorpusProblem, match="no document lake"):
        rewriting(corpus, take_out("lake"))
