"""The words of texts as the user has corrected them, for those who have no window."""

from parallelreader.app.settings import CurrentSettings
from parallelreader.app.words.corrections import WordCorrections
from parallelreader.app.words.own_words import OwnWords
from parallelreader.app.words.text_words import TextWords
from parallelreader.paths import UserFolders
from parallelreader.store.database import Store


def stored_words(folders: UserFolders) -> TextWords:
    """Words cut and read as corrections in the store have it now; still to be loaded.

    Nothing is written. Raises StoreProblem.
    """
    store = Store.open(folders.data, is_writable=False)
    try:
        corrections = WordCorrections(store)
        corrections.load()
        own = OwnWords(folders, CurrentSettings(store))
    finally:
        store.close()
    words = TextWords(folders.cache, own)
    words.correct(corrections.cuts, corrections.choices)
    return words
