"""What a Chinese word is known by, whichever script it is written in."""

from functools import lru_cache

from parallelreader.core.language.conversion import Script, to_script
from parallelreader.core.language.radicals import as_meant
from parallelreader.core.words.unseen import without_unseen

# Traditional texts write both with one character; these are the words in which it stays what it is.
_AUTHORED = ("土著", *(f"著{each}" for each in "名作者称稱述书書录錄实實"))
_AUTHORED_BEFORE = frozenset("名显顯原巨专專编編论論译譯遗遺合卓昭拙新旧舊所")


@lru_cache(maxsize=65_536)
def word_key(word: str) -> str:
    """The word in simplified characters, as many as before but for those nobody sees. The first call takes a
    while."""
    return _with_particle(to_script(as_meant(without_unseen(word)), Script.SIMPLIFIED))


def _with_particle(word: str) -> str:
    """看著 is 看着, but 名著 stays."""
    at = word.find("著")
    if at < 0 or any(each in word for each in _AUTHORED) or word[max(at - 1, 0)] in _AUTHORED_BEFORE:
        return word
    return word.replace("著", "着")
