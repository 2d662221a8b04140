"""The words of two characters that a character makes with others of its clause.

To recite, 背书, is what 背 means beside a book, 书, however far apart the two stand.
"""

import re
from collections.abc import Iterator

from parallelreader.app.words.lookup import Lookup
from parallelreader.app.words.text_words import TextWord
from parallelreader.core.language.dictionary import Entry
from parallelreader.core.text_content import Content

_NEAR = 7
# It stands by any word, so that 是的, yes, tells nothing of 是 behind it.
_PARTICLE = "的"
_CLAUSE_END = re.compile(r"[^\w]")


def compounds_near(dictionaries: Lookup, word: TextWord, content: Content) -> Iterator[Entry]:
    """Their entries, those with what follows it first; none of a word of several characters."""
    if len(word.word) > 1:
        return
    before = _CLAUSE_END.split(content[max(word.span.start - _NEAR, 0) : word.span.start])[-1]
    after = _CLAUSE_END.split(content[word.span.end : word.span.end + _NEAR])[0]
    before, after = before.replace(_PARTICLE, ""), after.replace(_PARTICLE, "")
    pairs = [word.word + each for each in after + before] + [each + word.word for each in before]
    for pair in dict.fromkeys(pairs):
        for found in dictionaries.entries(pair):
            yield found.entry
