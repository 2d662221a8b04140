"""A scheme of tags while it is edited: its tags in one list, each with how it stood on notes before."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from parallelreader.core.errors import UserError
from parallelreader.core.notes.note import Colour
from parallelreader.core.notes.tags import BETWEEN, Category, TagScheme, TagSpec, tidy_tag, written
from parallelreader.core.values import dataclass


class SchemeFault(UserError):
    """A draft that is no scheme as yet."""


@dataclass(frozen=True, slots=True)
class DraftTag:
    """A tag that is edited; ``former`` is how it stood on notes before, "" for a new one."""

    name: str = ""
    category: str = ""
    colour: Colour | None = None
    description: str = ""
    former: str = ""

    @property
    def written(self) -> str:
        """How it will stand on notes."""
        name, category = tidy_tag(self.name), tidy_tag(self.category)
        return f"{category}{BETWEEN}{name}" if category else name


class SchemeDraft:
    """:attr:`tags` may be changed at will; :attr:`single` has the categories that allow one tag on a note."""

    def __init__(self, scheme: TagScheme) -> None:
        self._scheme = scheme
        self.tags = [
            DraftTag(tag.name, category.name, tag.colour, tag.description, written(category, tag))
            for category in scheme.categories
            for tag in category.tags
        ]
        self.single = {category.name for category in scheme.categories if category.allows_one}
        self.removed: set[str] = set()

    def move(self, number: int, by: int) -> int:
        """Move a tag by one place up or down; gives its place then."""
        to = number + by
        if 0 <= to < len(self.tags):
            self.tags[number], self.tags[to] = self.tags[to], self.tags[number]
            return to
        return number

    def remove(self, number: int, *, from_notes: bool) -> None:
        """Have a tag no longer, and where that is wanted on no note."""
        tag = self.tags.pop(number)
        if from_notes and tag.former:
            self.removed.add(tag.former)

    def scheme(self) -> TagScheme:
        """The scheme as it would be kept, categories where their first tag is. Raises SchemeFault."""
        given = [replace(tag, name=tidy_tag(tag.name), category=tidy_tag(tag.category)) for tag in self.tags]
        self._check(given)
        known = {category.name.casefold(): category for category in self._scheme.categories}
        names: dict[str, str] = {}
        for tag in given:
            names.setdefault(tag.category.casefold(), tag.category)
        for folded, category in known.items():
            if not category.tags:
                names.setdefault(folded, category.name)
        single = {name.casefold() for name in self.single}
        made = []
        for folded, name in names.items():
            tags = tuple(
                TagSpec(tag.name, tag.colour, " ".join(tag.description.split()))
                for tag in given
                if tag.category.casefold() == folded
            )
            description = known[folded].description if folded in known else ""
            made.append(Category(name, tags, bool(name) and folded in single, description))
        return TagScheme(tuple(made), self._scheme.title)

    def renamed(self) -> dict[str, str]:
        """What notes are to have in place of tags, by how these stand there; "" where they are taken away.

        One that was removed and then added anew stays.
        """
        there = {tag.former: tag.written for tag in self.tags if tag.former and tag.former != tag.written}
        new = {tag.written.casefold() for tag in self.tags if not tag.former}
        return there | {tag: "" for tag in self.removed if tag.casefold() not in new}

    @staticmethod
    def _check(tags: Sequence[DraftTag]) -> None:
        for tag in tags:
            if not tag.name:
                raise SchemeFault("A tag has no name", mend="Write one, or remove the tag.")
            if BETWEEN in tag.category:
                raise SchemeFault(
                    f"A category has no “{BETWEEN}” in its name", mend=f"Call “{tag.category}” otherwise."
                )
        twice = [name for name, count in Counter(tag.written.casefold() for tag in tags).items() if count > 1]
        if twice:
            raise SchemeFault(f"The tag “{twice[0]}” is there twice", mend="Call one of them otherwise.")
