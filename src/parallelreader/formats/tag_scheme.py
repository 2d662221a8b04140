"""The file ``tags.yaml`` of a corpus, which a team can share: categories and the tags in them.

title: How the ferry stories are read
categories:
  - name: register
    one: true            # a note has one tag of this category at most
    tags:
      - formal
      - name: spoken
        colour: blue
        description: as people talk
"""

from pathlib import Path
from typing import Any

import yaml

from parallelreader.core.corpus import Corpus
from parallelreader.core.errors import CorpusProblem, WriteProblem
from parallelreader.core.notes.note import Colour
from parallelreader.core.notes.tags import BETWEEN, NO_SCHEME, Category, TagScheme, TagSpec, tidy_tag, written
from parallelreader.formats.bounded_yaml import compose
from parallelreader.formats.plain_files import decode_utf8, read_bytes

SCHEME_FILE = "tags.yaml"
_MOST_BYTES = 1_000_000
_MOST_TAGS = 5_000


def scheme_file(corpus: Corpus) -> Path:
    """Where the scheme of a corpus is, or would be."""
    return corpus.folder / SCHEME_FILE


def read_corpus_scheme(corpus: Corpus) -> TagScheme:
    """The scheme of a corpus; an empty one where it has none. Raises CorpusProblem with the line."""
    file = scheme_file(corpus)
    return read_scheme(file) if file.exists() else NO_SCHEME


def read_scheme(file: Path) -> TagScheme:
    """The scheme in a file. Raises CorpusProblem with the line."""
    data = read_bytes(file, limit=_MOST_BYTES)
    text = decode_utf8(data, file, mend="Save it as UTF-8.")
    return _Reading(file).scheme(compose(text, file))


def write_scheme(scheme: TagScheme, file: Path) -> None:
    """Write a scheme, in place of what there was, wholly or not at all. Raises WriteProblem."""
    put_bytes(scheme_text(scheme).encode(), file)


def put_bytes(data: bytes, file: Path) -> None:
    """Let these be what stands in the file, wholly or not at all. Raises WriteProblem."""
    beside = file.with_name(f".{file.name}.new")
    try:
        beside.write_bytes(data)
        beside.replace(file)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise WriteProblem(
            f"The scheme of tags could not be written: {error.strerror or error}",
            where=file,
            mend="Choose a folder that can be written to.",
        ) from error


def scheme_text(scheme: TagScheme) -> str:
    """What such a file says."""
    said: dict[str, Any] = {"title": scheme.title} if scheme.title else {}
    said["categories"] = [_said(category) for category in scheme.categories]
    return str(yaml.safe_dump(said, allow_unicode=True, sort_keys=False, width=100))


def _said(category: Category) -> dict[str, Any]:
    fields: dict[str, Any] = {"name": category.name} if category.name else {}
    if category.allows_one:
        fields["one"] = True
    if category.description:
        fields["description"] = category.description
    fields["tags"] = [_tag_said(tag) for tag in category.tags]
    return fields


def _tag_said(tag: TagSpec) -> str | dict[str, str]:
    if tag.colour is None and not tag.description:
        return tag.name
    said = {"name": tag.name, "colour": str(tag.colour or ""), "description": tag.description}
    return {name: value for name, value in said.items() if value}


class _Reading:
    """Goes through the nodes of one file, and names the line of whatever is wrong."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._known: dict[str, int] = {}

    def scheme(self, root: yaml.Node | None) -> TagScheme:
        if root is None:
            return NO_SCHEME
        fields = self._fields(root, ("title", "categories"))
        found = fields.get("categories")
        categories = tuple(map(self._category, self._items(found))) if found is not None else ()
        names = [category.name.casefold() for category in categories]
        for number, name in enumerate(names):
            if name in names[:number]:
                assert isinstance(found, yaml.SequenceNode)
                raise self._problem(f"The category “{name}” is there twice", found.value[number])
        return TagScheme(categories, self._words(fields.get("title")))

    def _category(self, node: yaml.Node) -> Category:
        fields = self._fields(node, ("name", "one", "description", "tags"))
        name = self._name(fields["name"]) if "name" in fields else ""
        if BETWEEN in name:
            raise self._problem(f"A category has no “{BETWEEN}” in its name", fields["name"])
        items = self._items(fields["tags"]) if "tags" in fields else []
        made = Category(
            name,
            tuple(map(self._tag, items)),
            self._truth(fields["one"]) if "one" in fields else False,
            self._words(fields.get("description")),
        )
        for tag, item in zip(made.tags, items, strict=True):
            full = written(made, tag).casefold()
            if full in self._known:
                raise self._problem(f"The tag “{tag.name}” stands in line {self._known[full]} already", item)
            self._known[full] = item.start_mark.line + 1
            if len(self._known) > _MOST_TAGS:
                raise self._problem(f"A scheme has no more than {_MOST_TAGS:,} tags", item)
        return made

    def _tag(self, node: yaml.Node) -> TagSpec:
        if isinstance(node, yaml.ScalarNode):
            return TagSpec(self._name(node))
        fields = self._fields(node, ("name", "colour", "description"))
        if "name" not in fields:
            raise self._problem("This tag has no name", node)
        return TagSpec(
            self._name(fields["name"]),
            self._colour(fields["colour"]) if "colour" in fields else None,
            self._words(fields.get("description")),
        )

    def _fields(self, node: yaml.Node, known: tuple[str, ...]) -> dict[str, yaml.Node]:
        if not isinstance(node, yaml.MappingNode):
            raise self._problem(f"Here should stand {' or '.join(known)}, with a colon", node)
        fields: dict[str, yaml.Node] = {}
        for key, value in node.value:
            if key.value not in known:
                raise self._problem(f"“{key.value}” is none of {', '.join(known)}", key)
            if key.value in fields:
                raise self._problem(f"“{key.value}” is there twice", key)
            fields[key.value] = value
        return fields

    def _items(self, node: yaml.Node) -> list[yaml.Node]:
        if isinstance(node, yaml.ScalarNode) and not node.value.strip():
            return []
        if not isinstance(node, yaml.SequenceNode):
            raise self._problem("Here should stand a list, each item after a hyphen", node)
        return list(node.value)

    def _words(self, node: yaml.Node | None) -> str:
        if node is None:
            return ""
        if not isinstance(node, yaml.ScalarNode):
            raise self._problem("Here should stand words", node)
        return " ".join(node.value.split())

    def _name(self, node: yaml.Node) -> str:
        words = self._words(node)
        name = tidy_tag(words)
        if not name:
            raise self._problem("This has no name", node)
        if name != words:
            raise self._problem("A name has no semicolon and no more than 200 characters", node)
        return name

    def _truth(self, node: yaml.Node) -> bool:
        words = self._words(node).lower()
        if words not in ("true", "false", "yes", "no"):
            raise self._problem("“one” is true or false", node)
        return words in ("true", "yes")

    def _colour(self, node: yaml.Node) -> Colour:
        words = self._words(node).lower()
        if words not in set(Colour):
            raise self._problem(f"“{words}” is none of {', '.join(Colour)}", node)
        return Colour(words)

    def _problem(self, what: str, node: yaml.Node) -> CorpusProblem:
        return CorpusProblem(what, where=self._file, line=node.start_mark.line + 1, mend="Correct the line.")
