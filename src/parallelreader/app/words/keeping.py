"""Keeping the word of a card: with its reading, the sense chosen, both sentences, and where they stand."""

from parallelreader.app.reading.reading import Reading
from parallelreader.app.words.card import Card
from parallelreader.app.words.kept import Context, KeptWord, KeptWords, Partner
from parallelreader.core.notes.note import Anchor
from parallelreader.core.words.pinyin import Notation
from parallelreader.core.words.readings import written


def keep_card(
    kept: KeptWords, card: Card, reading: Reading, place: Anchor, *, corpus: str, sense: int = 0
) -> KeptWord:
    """Keep the word of a card, or add where it stands to a word kept already: one step of undo.

    ``place`` is that of the word, ``corpus`` its corpus' key, ``sense`` the number of one of its senses.
    """
    text = reading.texts[card.version]
    sentence = text.segment(text.segment_at(card.span.start))
    context = Context(
        corpus,
        place,
        text.content[sentence.start : max(sentence.end, card.span.end)],
        card.span.start - sentence.start,
        tuple(Partner(each.version, each.sentence, each.stretches) for each in card.renderings),
        reading.document.title,
    )
    chosen = card.senses[sense] if sense < len(card.senses) else None
    meant = chosen.text if chosen is not None else ""
    # A sense may be that of another reading than the one the card has at its head.
    read = written(chosen.syllables, Notation.MARKS) if chosen is not None and chosen.syllables else ""
    other = card.traditional if card.traditional != card.key else ""
    return kept.keep(
        card.word, read or card.written(Notation.MARKS), meant, context, key=card.key, traditional=other
    )
