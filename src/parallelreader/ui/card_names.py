"""Names on cards and pages, with the versions called as people call them."""

from dataclasses import replace

from parallelreader.app.reading.reading import Reading
from parallelreader.app.words.card import Card
from parallelreader.ui.reader.labels import version_name


def with_version_names(card: Card, reading: Reading) -> Card:
    """The card with the names of versions in place of their ids where it says how each writes a name."""

    def named(version: str) -> str:
        return version_name(reading.document, reading.version(version))

    senses = tuple(
        replace(sense, spelt=tuple((named(version), spelling) for version, spelling in sense.spelt))
        if sense.spelt
        else sense
        for sense in card.senses
    )
    return replace(card, senses=senses)
