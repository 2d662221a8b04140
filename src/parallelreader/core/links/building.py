"""Making the link tables from the dictionary: glosses, characters' chances, and vectors of likeness.

Deterministic and numpy only, some seconds on one core; running it beside the window is left to ``app``.
"""

from collections.abc import Iterable, Sequence

import numpy as np

from parallelreader.core.language.dictionary import Dictionary
from parallelreader.core.links.glosses import Gloss, Readings, read_glosses
from parallelreader.core.links.tables import Floats, LinkTables, Lists, Numbers, Vectors
from parallelreader.core.progress import NO_PROGRESS, Progress

_STEPS = 30
_ROUNDS = 6
_PRIOR = 3.0
_LEAST_CHANCE = 0.001
RANK = 64
_SPARE_COLUMNS = 16
_POWER_STEPS = 4
_LEAST_SENSES = 2
_SMOOTHING = 0.75
_ROWS_AT_ONCE = 100_000
_SEED = 7


def build_tables(dictionary: Dictionary, progress: Progress = NO_PROGRESS, *, rank: int = RANK) -> LinkTables:
    """The tables of a dictionary. Takes some seconds; Cancelled comes from ``progress``."""
    readings = read_glosses(dictionary, progress, _STEPS)
    lemmas = _lemma_numbers(readings)
    words = tuple(sorted(readings.words))
    characters = tuple(sorted({character for word, _ in readings.senses for character in word}))
    incidence = _Incidence.of(readings.senses, lemmas, characters)
    frequency = np.bincount(incidence.sense_lemmas.values, minlength=len(lemmas))
    chances = _character_chances(incidence, progress)
    character_vectors, lemma_vectors = _vectors(incidence, frequency, progress, rank)
    word_glosses, gloss_lemmas, gloss_weight = _gloss_lists(words, readings.words, lemmas)
    progress.step(_STEPS, _STEPS, "Reading the dictionary")
    return LinkTables(
        lemmas=tuple(lemmas),
        words=words,
        characters=characters,
        readings=tuple(_commonest(readings.syllables.get(each)) for each in characters),
        simplified=_script_map(readings.scripts),
        frequency=frequency.astype(np.int32),
        sense_count=len(readings.senses),
        word_glosses=word_glosses,
        gloss_lemmas=gloss_lemmas,
        gloss_weight=gloss_weight,
        character_lemmas=chances[0],
        chances=chances[1],
        character_vectors=character_vectors,
        lemma_vectors=lemma_vectors,
    )


def _lemma_numbers(readings: Readings) -> dict[str, int]:
    known = {lemma for glosses in readings.words.values() for lemmas, _ in glosses for lemma in lemmas}
    known.update(lemma for _, content in readings.senses for lemma in content)
    return {lemma: number for number, lemma in enumerate(sorted(known))}


def _commonest(counts: dict[str, int] | None) -> str:
    return max(counts, key=lambda each: (counts[each], each)) if counts else ""


def _script_map(scripts: dict[str, dict[str, int]]) -> dict[str, str]:
    return {old: new for old, counts in sorted(scripts.items()) if (new := _commonest(counts)) and new != old}


def _as_lists(rows: Iterable[Sequence[int]]) -> Lists:
    kept = [list(row) for row in rows]
    first = np.concatenate([[0], np.cumsum([len(row) for row in kept])]).astype(np.int32)
    return Lists(first, np.array([value for row in kept for value in row], np.int32))


def _gloss_lists(
    words: Sequence[str], glosses: dict[str, list[Gloss]], lemmas: dict[str, int]
) -> tuple[Lists, Lists, Floats]:
    numbers: dict[Gloss, int] = {}
    rows = [
        [numbers.setdefault(gloss, len(numbers)) for gloss in dict.fromkeys(glosses[word])] for word in words
    ]
    content = _as_lists([lemmas[lemma] for lemma in gloss[0]] for gloss in numbers)
    return _as_lists(rows), content, np.array([weight for _, weight in numbers], np.float32)


class _Incidence:
    """Which lemmas and which characters each sense holds."""

    def __init__(self, sense_lemmas: Lists, sense_characters: Lists, sizes: tuple[int, int]) -> None:
        self.sense_lemmas, self.sense_characters = sense_lemmas, sense_characters
        self.lemma_count, self.character_count = sizes

    @classmethod
    def of(
        cls, senses: Sequence[tuple[str, tuple[str, ...]]], lemmas: dict[str, int], characters: Sequence[str]
    ) -> "_Incidence":
        places = {character: number for number, character in enumerate(characters)}
        return cls(
            _as_lists([lemmas[lemma] for lemma in content] for _, content in senses),
            _as_lists(sorted({places[character] for character in word}) for word, _ in senses),
            (len(lemmas), len(characters)),
        )

    def meetings(self) -> tuple[Numbers, Numbers, Numbers]:
        """Every lemma with every character of its sense: sense, lemma, character."""
        count = np.diff(self.sense_lemmas.first)
        senses = np.repeat(np.arange(len(count)), count)
        sizes = np.diff(self.sense_characters.first)[senses]
        ends = np.cumsum(sizes)
        entries = np.repeat(self.sense_characters.first[senses] - (ends - sizes), sizes) + np.arange(ends[-1])
        return (
            np.repeat(np.arange(len(senses)), sizes),
            np.repeat(self.sense_lemmas.values, sizes),
            self.sense_characters.values[entries],
        )


def _character_chances(incidence: _Incidence, progress: Progress) -> tuple[Lists, Floats]:
    """t(lemma | character) by the first IBM model (Brown et al. 1993) between senses and their characters.

    The empty word explains what no character does; a little is taken off rare characters.
    """
    place, lemma, character = incidence.meetings()
    slots = int(place[-1]) + 1
    # The empty word meets every lemma once in each sense.
    place = np.concatenate([place, np.arange(slots)])
    lemma = np.concatenate([lemma, incidence.sense_lemmas.values])
    character = np.concatenate([character, np.full(slots, incidence.character_count)])
    keys, cell = np.unique(character * incidence.lemma_count + lemma, return_inverse=True)
    owner = keys // incidence.lemma_count
    chance = np.full(len(keys), 1.0)
    for round_number in range(_ROUNDS):
        progress.step(10 + round_number, _STEPS, "Reading the dictionary")
        share = chance[cell]
        share /= np.bincount(place, share, minlength=slots)[place]
        count = np.bincount(cell, share, minlength=len(keys))
        total = np.bincount(owner, count, minlength=incidence.character_count + 1)
        chance = count / (total[owner] + _PRIOR)
    kept = (chance > _LEAST_CHANCE) & (owner < incidence.character_count)
    sizes = np.bincount(owner[kept], minlength=incidence.character_count)
    first = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int32)
    values = (keys[kept] % incidence.lemma_count).astype(np.int32)
    return Lists(first, values), chance[kept].astype(np.float32)


class _Sparse:
    """A sparse matrix that can be multiplied with a narrow dense one from either side."""

    def __init__(self, rows: Numbers, columns: Numbers, values: Floats, shape: tuple[int, int]) -> None:
        self._shape = shape
        self._by_row = _order(rows, columns, values, shape[0])
        self._by_column = _order(columns, rows, values, shape[1])

    def times(self, dense: Floats) -> Floats:
        return _product(*self._by_row, dense)

    def transposed_times(self, dense: Floats) -> Floats:
        return _product(*self._by_column, dense)


def _order(rows: Numbers, columns: Numbers, values: Floats, count: int) -> tuple[Numbers, Numbers, Floats]:
    order = np.argsort(rows, kind="stable")
    first = np.searchsorted(rows[order], np.arange(count + 1))
    return first, columns[order], values[order].astype(np.float32)


def _product(first: Numbers, columns: Numbers, values: Floats, dense: Floats) -> Floats:
    product = np.zeros((len(first) - 1, dense.shape[1]), np.float32)
    row = 0
    while row < len(first) - 1:
        # Whole rows at a time, about as many numbers as stay in the processor's cache.
        last = int(np.searchsorted(first, first[row] + _ROWS_AT_ONCE, "right")) - 1
        last = min(max(last, row + 1), len(first) - 1)
        part = slice(int(first[row]), int(first[last]))
        starts = first[row:last] - first[row]
        filled = first[row + 1 : last + 1] > first[row:last]
        if part.stop > part.start:
            terms = dense[columns[part]] * values[part, None]
            product[row:last][filled] = np.add.reduceat(terms, starts[filled], axis=0)
        row = last
    return product


def _vectors(
    incidence: _Incidence, frequency: Numbers, progress: Progress, rank: int
) -> tuple[Vectors, Vectors]:
    """Vectors of characters and lemmas that lie close where the two keep meeting.

    Positive pointwise information with smoothed columns (Levy, Goldberg and Dagan 2015), decomposed by
    random projection (Halko, Martinsson and Tropp 2011).
    """
    _, lemma, character = incidence.meetings()
    kept = frequency[lemma] >= _LEAST_SENSES
    keys, count = np.unique(
        lemma[kept].astype(np.int64) * incidence.character_count + character[kept], return_counts=True
    )
    rows, columns = keys // incidence.character_count, keys % incidence.character_count
    row_total = np.bincount(rows, count, minlength=incidence.lemma_count)
    column_total = np.bincount(columns, count, minlength=incidence.character_count) ** _SMOOTHING
    expected = row_total[rows] * column_total[columns] / column_total.sum()
    value = np.log(count / expected)
    positive = value > 0
    matrix = _Sparse(
        rows[positive],
        columns[positive],
        value[positive],
        (incidence.lemma_count, incidence.character_count),
    )
    left, strength, right = _decompose(matrix, incidence.character_count, rank, progress)
    root = np.sqrt(strength)
    return Vectors.packed(right * root), Vectors.packed(left * root)


def _decompose(
    matrix: _Sparse, column_count: int, rank: int, progress: Progress
) -> tuple[Floats, Floats, Floats]:
    start = np.random.default_rng(_SEED).standard_normal((column_count, rank + _SPARE_COLUMNS))
    basis = matrix.times(start.astype(np.float32))
    for step in range(_POWER_STEPS):
        progress.step(18 + 2 * step, _STEPS, "Reading the dictionary")
        basis = np.linalg.qr(matrix.transposed_times(np.linalg.qr(basis)[0]))[0]
        basis = matrix.times(basis)
    basis = np.linalg.qr(basis)[0]
    inner, strength, right = np.linalg.svd(matrix.transposed_times(basis).T, full_matrices=False)
    return (basis @ inner)[:, :rank], strength[:rank], right[:rank].T
