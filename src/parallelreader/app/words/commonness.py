"""How everyday a Chinese word is, as far as its characters tell: of many that answer, people mean those."""

from functools import lru_cache

from parallelreader.formats.frequent_characters import frequency_ranks


def commonness(word: str) -> float:
    """From 0, for a word with a character that is none of the commonest, to nearly 1."""
    shares = _shares()
    return min((shares.get(character, 0.0) for character in word), default=0.0)


@lru_cache(maxsize=1)
def _shares() -> dict[str, float]:
    ranks = frequency_ranks()
    count = max(ranks.values(), default=0) + 1
    return {character: 1 - rank / count for character, rank in ranks.items()}
