"""What people call a pair when they want to go to it: by number, by a sentence in it, by how far on it is."""

from parallelreader.app.reading.reading import Reading
from parallelreader.core.errors import UserError


class NoSuchPair(UserError):
    """Nothing in the document goes by that name."""


def row_named(reading: Reading, name: str, version: str) -> int:
    """The row called ``name``: ``14`` by its number from one, ``3.2`` by paragraph and sentence of a version,
    ``40 %`` by how far on it stands. Raises NoSuchPair."""
    count, plain = len(reading.rows), name.strip().removeprefix("#").strip()
    share = plain.removesuffix("%").removesuffix("％").strip()
    if not plain:
        raise NoSuchPair("Write a number, a sentence such as 3.2, or a share such as 40 %")
    if share != plain:
        return _at_share(share, count)
    if "." in plain:
        try:
            return reading.row_of(version, reading.texts[version].by_label(plain))
        except ValueError as error:
            raise NoSuchPair(f"There is no sentence {plain} in {version}") from error
    number = _whole(plain.replace(",", "").replace(" ", ""))
    if number is None or not 1 <= number <= count:
        raise NoSuchPair(f"The pairs are numbered from 1 to {count:,}")
    return number - 1


def _at_share(words: str, count: int) -> int:
    try:
        share = float(words) / 100
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise NoSuchPair("A share is from 0 % to 100 %")
    return min(int(share * count), count - 1)


def _whole(words: str) -> int | None:
    return int(words) if words.isdecimal() and len(words) < 20 else None
