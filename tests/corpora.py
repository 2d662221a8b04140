"""Small corpora of our own writing that tests put on disk."""

from pathlib import Path

CHINESE = "船来了。老人站在岸边。\n“你要走吗？”他问。没有人回答。"
LITERAL = (
    "The boat came. The old man stood on the shore.\n“Do you want to leave?” he asked, but nobody answered."
)
HAND_WRITTEN = """\
# Stories I am reading this year.
title: River Stories   # a working title
documents:

  - id: last-ferry
    title: 末班渡船 The Last Ferry
    versions:
      # The text of the first printing.
      - id: zh
        language: zh-Hans
        hand: original
        author: 'Wren'
        date: 2019-05-02
        text: last-ferry/zh.txt
      - id: literal
        language: en
        hand: own
        translator: Wren
        text: last-ferry/literal.txt
    alignments:
      - between: [zh, literal]
        file: last-ferry/zh--literal.tsv   # by hand
# The end.
"""

ALIGNMENT = """\
source\ttarget\tconfidence\torigin
1.1\t1.1\t0.9\taligner
1.2\t1.2\t1\tchecked
2.1 2.2\t2.1\t0.755\taligner
"""


def write_corpus(folder: Path, text: str = HAND_WRITTEN) -> Path:
    """The hand-written corpus with its files; another ``corpus.yaml`` where ``text`` is given."""
    (folder / "last-ferry").mkdir(parents=True)
    (folder / "corpus.yaml").write_text(text, encoding="utf-8")
    (folder / "last-ferry" / "zh.txt").write_text(CHINESE, encoding="utf-8")
    (folder / "last-ferry" / "literal.txt").write_text(LITERAL, encoding="utf-8")
    (folder / "last-ferry" / "zh--literal.tsv").write_text(ALIGNMENT, encoding="utf-8")
    return folder
