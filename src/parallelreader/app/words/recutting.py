"""Joining and parting words where the program cut them wrongly.

One press joins a word with the next; one press after another on the same word tries in which other ways it
might be cut, until all is as it was. What was found holds in every text.
"""

from dataclasses import dataclass
from itertools import pairwise

from parallelreader.app.words.corrections import WordCorrections
from parallelreader.app.words.text_words import Loaded, TextWords
from parallelreader.core.errors import UserError
from parallelreader.core.text import Span, Text
from parallelreader.core.words.alternatives import LONGEST, Recut, splits
from parallelreader.core.words.corrections import Corrections
from parallelreader.core.words.key import word_key
from parallelreader.core.words.segmenter import WordSpan


class RecutProblem(UserError):
    """There is nothing that could be joined or parted there."""


@dataclass(frozen=True, slots=True)
class _Round:
    """The ways one goes through at one place of a sentence, ending with the way all was."""

    sentence: str
    stretch: WordSpan
    ways: tuple[Corrections, ...]
    now: int


class Recutting:
    """One for the window, on the main thread; what it corrects is undone by the history."""

    def __init__(self, words: TextWords, corrections: WordCorrections) -> None:
        self._words = words
        self._corrections = corrections
        self._round: _Round | None = None

    def join(self, text: Text, position: int, *, until: int = 0) -> Span:
        """Make one word of the word that holds ``position`` and the next, or of all that begin before
        ``until``; gives where that stands.

        Raises RecutProblem.
        """
        loaded, piece, words, number = self._at(text, position)
        last = number + 1
        while last + 1 < len(words) and piece.start + words[last + 1][0] < until:
            last += 1
        joined = words[number : last + 1]
        if len(joined) < 2 or any(one[1] != next[0] for one, next in pairwise(joined)):
            raise RecutProblem(
                "There is no Chinese word right behind this one", mend="Choose a word before another."
            )
        span = joined[0][0], joined[-1][1]
        if span[1] - span[0] > LONGEST:
            raise RecutProblem(
                f"No word has more than {LONGEST} characters", mend="Choose fewer words to join."
            )
        sentence = text.content[piece.start : piece.end]
        recut = Recut("".join(_key(sentence, word) for word in joined), ())
        changed = self._with(loaded, sentence, recut, wanted=[span])
        self._change(changed, f"Join {sentence[span[0] : span[1]]}")
        self._round = None
        return Span(piece.start + span[0], piece.start + span[1])

    def split(self, text: Text, position: int) -> Span:
        """Cut the word that holds ``position`` in another way, the next one at each call; gives where the
        word stands then that holds it.

        Raises RecutProblem.
        """
        loaded, piece, words, number = self._at(text, position)
        sentence = text.content[piece.start : piece.end]
        caret = position - piece.start
        going = self._going_on(sentence, caret)
        if going is None:
            going = self._round_at(loaded, sentence, words, number, caret)
        going = _Round(going.sentence, going.stretch, going.ways, (going.now + 1) % len(going.ways))
        word = sentence[words[number][0] : words[number][1]]
        self._change(going.ways[going.now], f"Split {word}")
        self._round = going
        found = self._words.at(text, position)
        return found.span if found is not None else Span(position, position)

    def _at(self, text: Text, position: int) -> tuple[Loaded, Span, list[WordSpan], int]:
        """What cuts, the sentence at a place, its words, and which of them is there."""
        if not self._words.is_ready:
            raise RecutProblem(
                "The words of the text are not known", mend="They are once the dictionary is loaded."
            )
        loaded = self._words.named()
        for piece in self._words.pieces(text, Span(position, position + 1)):
            words = loaded.segmenter.words(text.content[piece.start : piece.end])
            for number, (start, end) in enumerate(words):
                if start <= position - piece.start < end:
                    return loaded, piece, words, number
        raise RecutProblem("There is no Chinese word at this place", mend="Put the caret into one.")

    def _going_on(self, sentence: str, caret: int) -> _Round | None:
        """The round one is in, if this is still its place and nothing was corrected since."""
        going = self._round
        if going is None or going.sentence != sentence:
            return None
        start, end = going.stretch
        is_same = start <= caret < end and going.ways[going.now].cuts == self._corrections.cuts.cuts
        return going if is_same else None

    def _round_at(
        self, loaded: Loaded, sentence: str, words: list[WordSpan], number: int, caret: int
    ) -> _Round:
        now = self._corrections.cuts
        keys = [_key(sentence, word) for word in words]
        first, last = max(number - 1, 0), min(number + 1, len(words) - 1)
        seen = {tuple(words)}
        ways: list[Corrections] = []
        for changed in (
            *self._without(now, keys, number),
            *(
                now.with_cuts(recut.stretch, recut.cuts)
                for recut in splits(words, keys, number, caret, loaded.segmenter.knows)
            ),
        ):
            found = tuple(loaded.segmenter.corrected(changed).words(sentence))
            if found not in seen:
                seen.add(found)
                ways.append(changed)
        if not ways:
            raise RecutProblem(
                "This word cannot be cut in another way", mend="Choose a word of several characters."
            )
        stretch = words[first][0], words[last][1]
        return _Round(sentence, stretch, (now, *ways), 0)

    def _without(self, now: Corrections, keys: list[str], number: int) -> list[Corrections]:
        """What there would be without a correction that may have made this word what it is."""
        near = "".join(keys[max(number - 3, 0) : number + 4])
        made = [stretch for stretch in now.cuts if keys[number] in stretch and stretch in near]
        return [now.with_cuts(stretch, None) for stretch in sorted(made, key=len, reverse=True)]

    def _with(self, loaded: Loaded, sentence: str, recut: Recut, *, wanted: list[WordSpan]) -> Corrections:
        """The corrections that make these words of a stretch: fewer if taking one back does it already."""
        now = self._corrections.cuts
        tried = [now.with_cuts(recut.stretch, None)] if recut.stretch in now.cuts else []
        for changed in (*tried, now.with_cuts(recut.stretch, recut.cuts)):
            words = loaded.segmenter.corrected(changed).words(sentence)
            if all(span in words for span in wanted):
                return changed
        raise RecutProblem(
            "Another correction keeps these words apart", mend="Take that back first, with Shift+J."
        )

    def _change(self, changed: Corrections, name: str) -> None:
        now = self._corrections.cuts.cuts
        stretches = {*now, *changed.cuts}
        moves = {
            stretch: changed.cuts.get(stretch)
            for stretch in stretches
            if now.get(stretch) != changed.cuts.get(stretch)
        }
        self._corrections.cut(moves, name=name)


def _key(sentence: str, word: WordSpan) -> str:
    return word_key(sentence[word[0] : word[1]])
