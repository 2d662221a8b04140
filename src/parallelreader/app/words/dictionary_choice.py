"""Which dictionaries are asked and in which order, as the reader sets it; it is kept with the settings."""

from collections.abc import Iterable, Sequence

from parallelreader.app.settings import CurrentSettings
from parallelreader.app.words.dictionaries import DictionaryInfo
from parallelreader.core.errors import UserError


def switch(settings: CurrentSettings, id: str, *, is_on: bool) -> None:
    """Have a dictionary asked, or left out."""
    others = tuple(each for each in settings.value.dictionaries_off if each != id)
    settings.change(dictionaries_off=others if is_on else (*others, id))


def put_in_order(settings: CurrentSettings, listed: Iterable[DictionaryInfo], first: Sequence[str]) -> None:
    """Ask these dictionaries first, in this order, and the others after them in the order they are in."""
    others = [info.id for info in listed if info.id not in first]
    settings.change(dictionary_order=(*dict.fromkeys(first), *others))


def forget(settings: CurrentSettings, id: str) -> None:
    """Let go of what was set of a dictionary that is removed."""
    value = settings.value
    settings.change(
        dictionaries_off=tuple(each for each in value.dictionaries_off if each != id),
        dictionary_order=tuple(each for each in value.dictionary_order if each != id),
    )


def named(listed: Iterable[DictionaryInfo], name: str) -> DictionaryInfo:
    """The dictionary with that id or title. Raises UserError."""
    known = list(listed)
    for info in known:
        if name == info.id:
            return info
    for info in known:
        if name.lower() in (info.id.lower(), info.title.lower()):
            return info
    ids = ", ".join(info.id for info in known)
    raise UserError(f"There is no dictionary {name}", mend=f"The dictionaries are: {ids}.")
