"""The tables that word links are judged by: what the dictionary says of words, and of characters.

Only holds them and turns them into plain arrays and back; making them is left to ``building``, keeping
them on the disk to ``app.word_links``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Self

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.floating[Any]]
Numbers = npt.NDArray[np.signedinteger[Any]]
Array = npt.NDArray[Any]


@dataclass(frozen=True, slots=True)
class Lists:
    """Many short lists of numbers in one: list k is ``values[first[k]:first[k + 1]]``."""

    first: Numbers
    values: Array

    def __getitem__(self, number: int) -> Array:
        found: Array = self.values[self.first[number] : self.first[number + 1]]
        return found


@dataclass(frozen=True, slots=True)
class Vectors:
    """One vector for each row, kept in bytes: ``values[row] * scale[row]``."""

    values: npt.NDArray[np.int8]
    scale: npt.NDArray[np.float32]

    def __getitem__(self, row: int) -> Floats:
        found: Floats = self.values[row].astype(np.float32) * self.scale[row]
        return found

    @classmethod
    def packed(cls, vectors: Floats) -> Self:
        """``vectors`` (a row each) in an eighth of the space, exact to a hundredth of the largest part."""
        scale = np.abs(vectors).max(axis=1).astype(np.float32) / 127
        values = np.rint(vectors / np.where(scale > 0, scale, 1)[:, None]).astype(np.int8)
        return cls(values, scale)


@dataclass(frozen=True, slots=True)
class LinkTables:
    """Everything the dictionary tells; words are in simplified script, English in lemmas.

    ``simplified`` maps traditional characters to simplified ones. A gloss is a list of lemmas;
    ``gloss_weight`` is below one for surnames. ``frequency`` counts the senses that hold a lemma.
    ``chances`` are t(lemma | character), beside ``character_lemmas``. ``readings`` are pinyin without tones.
    """

    lemmas: tuple[str, ...]
    words: tuple[str, ...]
    characters: tuple[str, ...]
    readings: tuple[str, ...]
    simplified: Mapping[str, str]
    frequency: Numbers
    sense_count: int
    word_glosses: Lists
    gloss_lemmas: Lists
    gloss_weight: Floats
    character_lemmas: Lists
    chances: Floats
    character_vectors: Vectors
    lemma_vectors: Vectors

    def arrays(self) -> dict[str, Array]:
        """The tables as named arrays, for keeping."""
        kept: dict[str, Array] = {}
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, Lists | Vectors):
                for part in fields(value):
                    kept[f"{field.name}.{part.name}"] = getattr(value, part.name)
            elif isinstance(value, tuple):
                kept[field.name] = _joined(value)
            elif isinstance(value, Mapping):
                kept[f"{field.name}.from"] = _joined(tuple(value))
                kept[f"{field.name}.to"] = _joined(tuple(value.values()))
            else:
                kept[field.name] = np.asarray(value)
        return kept

    @classmethod
    def from_arrays(cls, kept: Mapping[str, Array]) -> Self:
        """The tables again. Raises KeyError or ValueError where something is missing."""

        def lists(name: str) -> Lists:
            return Lists(kept[f"{name}.first"], kept[f"{name}.values"])

        def vectors(name: str) -> Vectors:
            return Vectors(kept[f"{name}.values"], kept[f"{name}.scale"])

        pairs = zip(_parted(kept["simplified.from"]), _parted(kept["simplified.to"]), strict=True)
        return cls(
            lemmas=_parted(kept["lemmas"]),
            words=_parted(kept["words"]),
            characters=_parted(kept["characters"]),
            readings=_parted(kept["readings"]),
            simplified=dict(pairs),
            frequency=kept["frequency"],
            sense_count=int(kept["sense_count"]),
            word_glosses=lists("word_glosses"),
            gloss_lemmas=lists("gloss_lemmas"),
            gloss_weight=kept["gloss_weight"],
            character_lemmas=lists("character_lemmas"),
            chances=kept["chances"],
            character_vectors=vectors("character_vectors"),
            lemma_vectors=vectors("lemma_vectors"),
        )


def _joined(strings: tuple[str, ...]) -> Array:
    return np.frombuffer("\n".join(strings).encode(), np.uint8)


def _parted(joined: Array) -> tuple[str, ...]:
    return tuple(joined.tobytes().decode().split("\n"))
