"""Chinese words in plain Latin letters, for names of files and the like, where no character may stand.

Which of several readings is right in a sentence is not asked: the commonest is good enough for a name.
"""

from parallelreader.core.errors import FileProblem
from parallelreader.core.language.dictionary import Dictionary, load_dictionary
from parallelreader.core.language.pinyin import toneless
from parallelreader.core.patterns import pattern

_LATIN = pattern(r"[A-Za-z0-9]+")


def romanise(text: str) -> list[str]:
    """The words of ``text`` that the dictionary knows, each as toneless pinyin: 渡船 is ``duchuan``.

    Latin words and numbers stay, in lower case; all else is left out, as is Chinese without a dictionary.
    """
    try:
        dictionary = load_dictionary()
    except FileProblem:
        return [word.lower() for word in _LATIN.findall(text)]
    words, at = [], 0
    while at < len(text):
        latin = _LATIN.match(text, at)
        size = latin.end() - at if latin else dictionary.longest_at(text, at)
        word = text[at : at + size]
        words.append(word.lower() if latin else _reading(dictionary, word))
        at += size or 1
    return [word for word in words if word]


def _reading(dictionary: Dictionary, word: str) -> str:
    # A reading with a capital is a name's; most words in a title are none.
    readings = [entry.pinyin for entry in dictionary.entries(word)]
    plain = [reading for reading in readings if reading.islower()] or readings
    letters = "".join(toneless(plain[0])) if plain else ""
    return letters if letters.isascii() and letters.isalpha() else ""
