"""Tags: words of the user's own on notes, and the scheme that says which there are.

A tag is a line; in a scheme it belongs to a category, and is then written ``category/tag``. Where a category
allows one of its tags only, giving another one takes the former away.
"""

from collections.abc import Iterable, Sequence

from parallelreader.core.notes.note import Colour, clean_body
from parallelreader.core.values import dataclass

BETWEEN = "/"
"""What stands between a category and its tag."""

_LONGEST = 200
_APART = ";"
"""What stands between tags where several are written in one line, and so in none of them."""


@dataclass(frozen=True, slots=True)
class TagSpec:
    """A tag of a scheme; ``colour`` is what notes marked with it are given, if any."""

    name: str
    colour: Colour | None = None
    description: str = ""


@dataclass(frozen=True, slots=True)
class Category:
    """Tags that belong together; ``allows_one`` says that a note has one of them at most."""

    name: str
    tags: tuple[TagSpec, ...] = ()
    allows_one: bool = False
    description: str = ""


@dataclass(frozen=True, slots=True)
class TagScheme:
    """The categories of a corpus, in the team's order; those without a name hold tags of no category."""

    categories: tuple[Category, ...] = ()
    title: str = ""

    @property
    def tags(self) -> tuple[str, ...]:
        """Every tag as it is written, in order."""
        return tuple(written(category, tag) for category in self.categories for tag in category.tags)

    def spec(self, tag: str) -> TagSpec | None:
        """What the scheme says of a tag as it is written; None where it is not in it."""
        for category in self.categories:
            for each in category.tags:
                if written(category, each).casefold() == tag.casefold():
                    return each
        return None

    def tagged(self, tags: Sequence[str], add: Iterable[str], remove: Iterable[str] = ()) -> tuple[str, ...]:
        """The tags of a note when some are added and others taken away; those in the scheme are written as
        there."""
        known = {tag.casefold(): tag for tag in self.tags}
        gone = {tidy_tag(tag).casefold() for tag in remove}
        found = [tag for tag in tags if tag.casefold() not in gone]
        for each in add:
            tag = tidy_tag(each)
            tag = known.get(tag.casefold(), tag)
            if not tag or tag.casefold() in {other.casefold() for other in found}:
                continue
            single = self._single(tag)
            found = [other for other in found if not single or self._single(other) != single]
            found.append(tag)
        return tuple(found)

    def _single(self, tag: str) -> str:
        """The category of a tag where that allows one only; "" for any other."""
        name, between, _ = tag.partition(BETWEEN)
        for category in self.categories:
            if between and category.allows_one and category.name.casefold() == name.casefold():
                return category.name
        return ""


NO_SCHEME = TagScheme()


def written(category: Category, tag: TagSpec) -> str:
    """How a tag of a scheme stands on a note."""
    return f"{category.name}{BETWEEN}{tag.name}" if category.name else tag.name


def tidy_tag(words: str) -> str:
    """A tag as it is kept: one line without control characters or semicolons; "" where nothing is left."""
    line = " ".join(clean_body(words).replace(_APART, ",").split())
    return line[:_LONGEST].strip()


def tags_in(line: str) -> tuple[str, ...]:
    """The tags written in one line, each once."""
    return NO_SCHEME.tagged((), line.split(_APART))


def tags_as_line(tags: Iterable[str]) -> str:
    """The reverse of :func:`tags_in`."""
    return f"{_APART} ".join(tags)
