"""Places in the text of ``corpus.yaml``: where a node begins and ends, and how a value is written there.

What is put in or taken out is decided by ``corpus_insertion`` and ``corpus_editing``.
"""

import json
import re
from collections.abc import Iterator
from typing import cast

import yaml

_PLAIN = re.compile(r"[^\W\d_][\w ./()\-《》“”‘’，。！？：；、—…·（）]*(?<! )")
_WORDS_WITH_A_MEANING = {"null", "true", "false", "yes", "no", "on", "off", "y", "n"}


def scalar(text: str) -> str:
    """A value as it stands in a block."""
    if _PLAIN.fullmatch(text) and text.lower() not in _WORDS_WITH_A_MEANING:
        return text
    return json.dumps(text, ensure_ascii=False)


def mapping(node: yaml.Node | None) -> yaml.MappingNode:
    """The node of a sound corpus, or of a document in it."""
    if not isinstance(node, yaml.MappingNode):
        raise TypeError("only the text of a sound corpus.yaml can be added to")
    return node


def value_of(owner: yaml.MappingNode, key: str) -> yaml.Node | None:
    """What stands under a key; None where it is not there."""
    for name, value in owner.value:
        if isinstance(name, yaml.ScalarNode) and name.value.strip() == key:
            return cast(yaml.Node, value)
    return None


def last_line(node: yaml.Node) -> int:
    """The line, from zero, of the last word in ``node``; the node's own end lies past what follows it."""
    last = node.start_mark.line
    for leaf in _leaves(node):
        mark = leaf.end_mark
        # A literal block ends at the start of the line after it.
        whole_line_back = mark.column == 0 and mark.line > leaf.start_mark.line
        last = max(last, mark.line - 1 if whole_line_back else mark.line)
    return last


def offset_of(text: str, mark: yaml.Mark) -> int:
    """Where a mark stands, in code points."""
    lines = text.splitlines(keepends=True)
    return sum(len(line) for line in lines[: mark.line]) + mark.column


def after_line(text: str, line: int, addition: str) -> str:
    """The text with lines put in after line ``line``, counted from zero."""
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = text.splitlines(keepends=True)
    before, behind = lines[: line + 1], lines[line + 1 :]
    if before and before[-1] == before[-1].splitlines()[0]:
        before.append(newline)
    return "".join([*before, addition.replace("\n", newline), *behind])


def _leaves(node: yaml.Node) -> Iterator[yaml.Node]:
    if not isinstance(node, yaml.CollectionNode) or node.flow_style:
        yield node
        return
    for item in node.value:
        for child in item if isinstance(item, tuple) else (item,):
            yield from _leaves(child)
